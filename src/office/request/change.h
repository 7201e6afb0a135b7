/*
 * SPDX-License-Identifier: ISC
 *
 * request/change: requests: asked by one, decided by another.  Owns change and
 * change_document.  Nothing that decides money changes in any other way: who
 * is entitled to what (biến động), rates and rules, claims, contra entries.
 *
 * Verbs: change.ask, change.preview (dry), change.effect (dry), change.amend,
 * change.withdraw, change.reject, change.approve.
 */
#ifndef CHITRA_OFFICE_CHANGE_H
#define CHITRA_OFFICE_CHANGE_H

#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "wire/verb.h"

struct change_work;

/* What a request may touch: a later one of the same kind of thing is undone
 * first. */
enum change_touch {
	CHANGE_T_GRANT = 1,     /* entitlements, suspensions, arrears */
	CHANGE_T_IDENTITY = 2,
	CHANGE_T_PLACE = 4,     /* commune, point, delivery */
	CHANGE_T_COLLECTOR = 8,
	CHANGE_T_FUNERAL = 16,
	CHANGE_T_RULE = 32      /* rates and rules of the office */
};

/* Whose affair a request is: that says who sees and decides it. */
enum change_reach {
	CHANGE_PERSON,          /* his places; the only one with a person */
	CHANGE_AREA,            /* a list owner's: read() fills w->area */
	CHANGE_OFFICE           /* the whole office's */
};

enum change_flag {
	CHANGE_NEW_PERSON = 1,  /* may come without a person */
	CHANGE_OF_DEAD = 2,     /* may be asked for somebody dead or gone */
	CHANGE_OF_FILE = 4      /* comes with a file: not asked, not edited by hand */
};

/*
 * A kind of request.  `fields` are names of change.ask, blanks between, the
 * required ones with a '!'; note, document.. and same are everybody's unless
 * required.  read() checks what is asked and fills month, subject, reason,
 * event_on and was (of a request about nobody: name too, what it is about);
 * apply() makes it stand; at_once() is what asking alone does already; undo()
 * takes `of` back, on behalf of the request `w`.
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
	/* Rejected or withdrawn, what at_once() blocked let go: what now? */
	enum status (*dropped)(struct change_work *w, struct err *err);
	enum status (*undo)(struct change_work *w, const struct change_work *of,
	    struct err *err);   /* NULL: cannot be undone */
	/* Of a kind that is decided row by row (file/file.h): records the
	 * verdict, 'approved', 'rejected' or 'withdrawn'; *whole: it is for the
	 * request as for any other. */
	enum status (*decide)(struct change_work *w, const char *verdict,
	    bool *whole, struct err *err);
	/* Of a kind that stands for a verb which nobody posts alone: the verb,
	 * and its fields that the request calls otherwise: "setting=name". */
	const char *verb;
	const char *renamed;
};

/*
 * May this role decide requests of that kind?  `undoes`: the kind that an undo
 * takes back, "" for any other.  The administrator decides nothing.
 */
bool change_decides(const char *kind, const char *undoes, uint32_t role);

/* The kinds in the order of menus; NULL at the end, NULL: no such kind. */
const struct change_kind *change_kind_at(unsigned i);
const struct change_kind *change_kind_find(const char *name);

/* Shown words of what is stored; the stored text where there is none. */
const char *change_kind_word(const char *kind);
const char *change_reason_word(const char *reason);
const char *change_state_word(const char *state);
/* The same as a value of a stored sentence (text/sentence.h), in dst. */
const char *change_kind_said(const char *kind, char *dst, size_t size);
const char *change_reason_said(const char *reason, char *dst, size_t size);
const char *change_field_word(const char *name);
/* What stands in a field: days, months and money as they are written. */
void change_field_value(const char *name, const char *stored, char *dst,
    size_t size);

/* Called when a list is submitted: blocks its lines that a report of death, or
 * a stop or rest approved since it was made, holds back.  *held: how many. */
struct verb_call;
enum status change_hold_list(struct verb_call *c, int64_t list, int64_t *held,
    struct err *err) ERR_CHECKED;

/* ---- reading --------------------------------------------------------- */

struct change_head {
	int64_t id, person, maker, checker, undoes; /* person 0: none (yet) */
	int version;
	char kind[25], state[10], reason[16], event_on[11], month[8];
	char name[192], code[25], subject[64];
	char area_code[9], area_name[192]; /* "": the whole office */
	char undoes_kind[25];
	char maker_name[128], made_at[20];
	char checker_name[128], checked_at[20];
};

struct change {
	struct change_head head;
	struct wire_args fields, was; /* owned; names as in change.ask */
	char *effect;                 /* owned; a sentence a line, worded */
	char verdict[512];            /* why it was rejected */
};

/* "" and 0: whatever; area is the code of a district or commune. */
struct change_filter {
	const char *state, *kind, *area, *month;
	int64_t person, maker;
};

/* Newest first, those before `before` (0: from the newest), at most max. */
enum status change_all(struct db *db, const struct scope *sc,
    const struct change_filter *f, int64_t before, struct change_head *v,
    unsigned max, unsigned *n, struct err *err) ERR_CHECKED;

/* ST_NOTFOUND, ST_DENIED; change_done() frees what it holds. */
enum status change_get(struct db *db, const struct scope *sc, int64_t id,
    struct change *out, struct err *err) ERR_CHECKED;
void change_done(struct change *ch);

/* One sentence: who is missing to decide it and how he is added; "" when there
 * is somebody.  Of a request that waits. */
enum status change_missing(struct db *db, const struct scope *sc, int64_t id,
    char *dst, size_t size, struct err *err) ERR_CHECKED;

/* The head of the inbox, of one member of staff. */
struct change_counts {
	unsigned waiting;       /* in the scope */
	unsigned to_check;      /* of these, his to decide */
	unsigned mine_waiting, mine_rejected; /* rejected: in the last 31 days */
};
enum status change_counts(struct db *db, const struct scope *sc,
    int64_t staff, uint32_t role, struct change_counts *out, struct err *err)
    ERR_CHECKED;

struct change_document {
	char kind[64], number[64], issued_on[11], issuer[128];
};
enum status change_documents(struct db *db, const struct scope *sc,
    int64_t id, struct change_document *v, unsigned max, unsigned *n,
    struct err *err) ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb change_verbs[];

#endif
