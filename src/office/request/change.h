/*
 * SPDX-License-Identifier: ISC
 *
 * request/change: requests, asked for by one person and decided by another.
 * Owns change and change_document.  Whatever decides about money changes only
 * by a request: who is entitled to what (biến động), rates and rules, claims,
 * contra entries.
 *
 * Verbs: change.ask, change.preview (dry), change.effect (dry), change.amend,
 * change.withdraw, change.reject, change.approve.
 */
#pragma once

#include "office/request/read.h"
#include "office/verb/verb.h"

struct change_work;

/* What a request may change: before one is undone, later requests that changed
 * the same sort of thing must be undone. */
enum change_touch {
	CHANGE_T_GRANT = 1,     /* entitlements, suspensions, arrears */
	CHANGE_T_IDENTITY = 2,
	CHANGE_T_PLACE = 4,     /* commune, point, delivery */
	CHANGE_T_COLLECTOR = 8,
	CHANGE_T_FUNERAL = 16,
	CHANGE_T_RULE = 32      /* rates and rules of the office */
};

/* What a request is about; this says who sees and decides it. */
enum change_reach {
	CHANGE_PERSON,          /* a person, in its places */
	CHANGE_AREA,            /* a list owner: read() fills w->area */
	CHANGE_OFFICE           /* the whole office */
};

enum change_flag {
	CHANGE_NEW_PERSON = 1,  /* may be asked for without a person */
	CHANGE_OF_DEAD = 2,     /* of somebody dead or moved away too */
	CHANGE_OF_FILE = 4      /* comes with a file, not by hand */
};

/*
 * A kind of request.  `fields` are names of change.ask, separated by blanks,
 * the required ones with a '!'; every kind also takes note, document.. and
 * same.  read() checks what is asked and fills month, subject, reason, event_on
 * and was (without a person also name, what it is about); apply() carries it
 * out; at_once() does what asking alone does; undo() takes back `of`, on behalf
 * of the request `w`.
 */
struct change_kind {
	const char *name;       /* as stored: 'stop' */
	const char *word;       /* N_(), as shown */
	const char *when;       /* N_(): what happens when it is approved */
	uint32_t roles;         /* who may ask, of enum role */
	uint32_t deciders;      /* who may decide; 0: the list owner's approver */
	enum change_reach reach;
	unsigned touches;       /* enum change_touch */
	unsigned flags;         /* enum change_flag */
	const char *fields;
	const char *reasons;    /* "death|moved"; NULL: a reason is not chosen */
	enum status (*read)(struct change_work *w, struct err *err);
	enum status (*apply)(struct change_work *w, struct err *err);
	enum status (*at_once)(struct change_work *w, struct err *err);
	/* After it was rejected or withdrawn and the blocks of at_once() were
	 * removed. */
	enum status (*dropped)(struct change_work *w, struct err *err);
	enum status (*undo)(struct change_work *w, const struct change_work *of,
	    struct err *err);   /* NULL: cannot be undone */
	/* Of a kind that is decided row by row (file/file.h): stores the
	 * decision, CHANGE_APPROVED, _REJECTED or _WITHDRAWN; *whole: it did
	 * not, the request is decided like any other. */
	enum status (*decide)(struct change_work *w, enum change_state verdict,
	    bool *whole, struct err *err);
	/* Of a kind that carries out a verb which nobody posts directly: the
	 * verb, and its fields that have another name in the request:
	 * "setting=name". */
	const char *verb;
	const char *renamed;
};

/*
 * May this role decide requests of that kind?  undoes: the kind that an undo
 * takes back, "" for other kinds.  The administrator decides nothing.
 */
bool change_decides(const char *kind, const char *undoes, uint32_t role);

/* The kinds in the order of menus; NULL: there is none. */
const struct change_kind *change_kind_at(unsigned i);
const struct change_kind *change_kind_find(const char *name);

/* Words for the reader of what is stored; where there is none, the stored
 * text. */
const char *change_kind_word(const char *kind);
const char *change_reason_word(const char *reason);
const char *change_state_word(enum change_state state); /* "" for none */
/* The same as a value of a stored sentence (text/sentence.h), in dst. */
const char *change_kind_said(const char *kind, char *dst, size_t size);
const char *change_reason_said(const char *reason, char *dst, size_t size);
const char *change_field_word(const char *name);
/* The value of a field: days, months and money as they are written. */
void change_field_value(const char *name, const char *stored, char *dst,
    size_t size);

/* Called when a list is submitted: blocks its lines that a report of death, or
 * a stop or suspension approved since it was made, holds back.  *held: how
 * many. */
struct verb_call;
enum status change_hold_list(struct verb_call *c, int64_t list, int64_t *held,
    struct err *err) ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb change_verbs[];
