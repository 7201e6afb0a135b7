/*
 * SPDX-License-Identifier: ISC
 *
 * balance/lowered: a rate that was lowered for months which an owner has listed
 * claims nothing by itself: what was had by the rate of then stays due until it
 * is decided, once for all people of the owner, whether it is claimed or given
 * up.  The search for differences (balance/arrears_job) counts it and leaves
 * one row for the owner, which later rates join while nobody has decided.  A
 * request of kind rate.lowered decides; verb change.slice then settles the
 * people, some at a time.
 *
 * It is decided where the record stands: who moved is in the count, and under
 * the decision, of the owner who has him by now.  Decided once, it stays so,
 * wherever the record goes; somebody undecided who comes to an owner with no
 * row gives it one (lowered_came()).
 * Owns lowered and lowered_person.
 */
#ifndef CHITRA_OFFICE_BALANCE_LOWERED_H
#define CHITRA_OFFICE_BALANCE_LOWERED_H

#include "office/verb/verb.h"

/* What was had above the rates of now. */
struct lowered_sum {
	int64_t people, months, amount; /* amount: đồng */
};

struct lowered {
	int64_t id, owner, change; /* change: by which it was decided, 0 none */
	char code[9], name[192];   /* of the owner */
	char from[8], at[20];
	struct lowered_sum sum;
	bool claim, give_up;       /* as decided */
	bool under_way;            /* decided, and people are left to settle */
};

/* Of the owner, which nobody has decided; id 0: there is none. */
enum status lowered_open(struct db *db, int64_t owner, struct lowered *out,
    struct err *err) ERR_CHECKED;
/* Decided, and being carried out: of the owner, or (0) of any; id 0: none. */
enum status lowered_under_way(struct db *db, int64_t owner,
    struct lowered *out, struct err *err) ERR_CHECKED;
/* What waits in the scope: to be decided, or to be carried out. */
enum status lowered_all(struct db *db, const struct scope *sc,
    struct lowered *v, unsigned max, unsigned *n, struct err *err) ERR_CHECKED;
/* Which request `change` has decided; id 0: none. */
enum status lowered_of(struct db *db, const struct scope *sc, int64_t change,
    struct lowered *out, struct err *err) ERR_CHECKED;
/* ST_BUSY while lowered_under_way() or settling_of() (balance/settling.h) has one. */
enum status lowered_at_rest(struct db *db, int64_t owner, struct err *err)
    ERR_CHECKED;

/* The search of the owner's people from `from` on has found so much: keeps it
 * with what nobody has decided yet; *id 0: nothing is above. */
enum status lowered_found(struct verb_call *c, int64_t owner,
    const char *from, const struct lowered_sum *sum, int64_t *id,
    struct err *err) ERR_CHECKED;

/* A person's months were settled, and so much is above them and undecided: where
 * his owner has no open row, or a later one, it has it from now on. */
enum status lowered_came(struct verb_call *c, int64_t person,
    const char *from, const struct lowered_sum *sum, struct err *err)
    ERR_CHECKED;

/* Before a rate is undone: what was decided about it alone holds no longer. */
enum status lowered_undone(struct verb_call *c, int64_t change,
    struct err *err) ERR_CHECKED;

/* ---- about whom -------------------------------------------------------------- */

enum lowered_state {
	LOWERED_WAITS,         /* nobody has decided */
	LOWERED_CLAIM,
	LOWERED_GIVE_UP
};

/* The person stood at the owner when it was decided: it is about all that was
 * lowered by now, of months from `from` on or from an earlier one, put there. */
enum status lowered_decided(struct verb_call *c, int64_t lowered,
    int64_t person, char from[8], struct err *err) ERR_CHECKED;
/* What was decided first about the record since that moment, about all that had
 * been lowered by then.  *change: the request. */
enum status lowered_about(struct db *db, int64_t person, const char *since,
    enum lowered_state *is, int64_t *change, struct err *err) ERR_CHECKED;

/* ---- carrying it out --------------------------------------------------------- */

/* Some people of what request `change` decided: answers verdict, stood
 * (people), left (people not looked at), done. */
enum status lowered_slice(struct verb_call *c, int64_t change,
    struct err *err) ERR_CHECKED;

/* Kind of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_lowered;

#endif
