/*
 * SPDX-License-Identifier: ISC
 *
 * change: requests (biến động) that change the roll: asked by one, decided by
 * another.  Owns change and change_document.  Nothing about who is entitled to
 * what changes in any other way, but by the first import.
 *
 * Verbs: change.ask, change.preview (dry), change.effect (dry), change.amend,
 * change.withdraw, change.reject, change.approve.
 */
#ifndef CHITRA_OFFICE_CHANGE_H
#define CHITRA_OFFICE_CHANGE_H

#include "office/scope.h"
#include "wire/verb.h"

struct change_work;

/* What a request may touch: a later one of the same kind of thing is undone
 * first. */
enum change_touch {
	CHANGE_T_GRANT = 1,     /* entitlements, suspensions, arrears */
	CHANGE_T_IDENTITY = 2,
	CHANGE_T_PLACE = 4,     /* commune, point, delivery */
	CHANGE_T_COLLECTOR = 8,
	CHANGE_T_FUNERAL = 16
};

enum change_flag {
	CHANGE_NEW_PERSON = 1,  /* may come without a person */
	CHANGE_OF_DEAD = 2      /* may be asked for somebody dead or gone */
};

/*
 * A kind of request.  `fields` are names of change.ask, blanks between, the
 * required ones with a '!'; note, document.. and same are everybody's unless
 * required.  read() checks what is asked and fills month, subject, reason,
 * event_on and was; apply() makes it stand; at_once() is what asking alone
 * does already; undo() takes `of` back, on behalf of the request `w`.
 */
struct change_kind {
	const char *name;       /* as stored: 'stop' */
	const char *word;       /* N_(), as shown */
	const char *when;       /* N_(): what happens when it is approved */
	uint32_t roles;         /* who may ask, of enum role */
	unsigned touches;       /* enum change_touch */
	unsigned flags;         /* enum change_flag */
	const char *fields;
	const char *reasons;    /* "death|moved"; NULL: a reason is not chosen */
	enum status (*read)(struct change_work *w, struct err *err);
	enum status (*apply)(struct change_work *w, struct err *err);
	enum status (*at_once)(struct change_work *w, struct err *err);
	enum status (*undo)(struct change_work *w, const struct change_work *of,
	    struct err *err);   /* NULL: cannot be undone */
};

/* The kinds in the order of menus; NULL at the end, NULL: no such kind. */
const struct change_kind *change_kind_at(unsigned i);
const struct change_kind *change_kind_find(const char *name);

/* Shown words of what is stored; the stored text where there is none. */
const char *change_kind_word(const char *kind);
const char *change_reason_word(const char *reason);
const char *change_state_word(const char *state);

/*
 * Called when a list is submitted: blocks its lines that a report of death, or
 * a stop or rest approved since it was made, holds back.  *held: how many.
 */
struct verb_call;
enum status change_hold_list(struct verb_call *c, int64_t list, int64_t *held,
    struct err *err) ERR_CHECKED;

/* ---- reading --------------------------------------------------------- */

struct change_head {
	int64_t id, person, maker, checker, undoes; /* person 0: not yet on the roll */
	int version;
	char kind[11], state[10], reason[16], event_on[11], month[8];
	char name[192], code[25], subject[64];
	char area_code[9], area_name[192];
	char maker_name[128], made_at[20];
	char checker_name[128], checked_at[20];
};

struct change {
	struct change_head head;
	struct wire_args fields, was; /* owned; names as in change.ask */
	char *effect;                 /* owned; a sentence a line */
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

/* The head of the inbox; by_kind goes by change_kind_at(). */
#define CHANGE_KINDS 14
struct change_counts {
	unsigned waiting;       /* in the scope */
	unsigned to_check;      /* of these, asked by others than `staff` */
	unsigned mine_waiting, mine_rejected; /* rejected: in the last 31 days */
	unsigned by_kind[CHANGE_KINDS]; /* waiting */
};
enum status change_counts(struct db *db, const struct scope *sc,
    int64_t staff, struct change_counts *out, struct err *err) ERR_CHECKED;

struct change_document {
	char kind[64], number[64], issued_on[11], issuer[128];
};
enum status change_documents(struct db *db, const struct scope *sc,
    int64_t id, struct change_document *v, unsigned max, unsigned *n,
    struct err *err) ERR_CHECKED;

#endif
