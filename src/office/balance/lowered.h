/*
 * SPDX-License-Identifier: ISC
 *
 * balance/lowered: a rate that was lowered for months which an owner has listed
 * claims nothing by itself.  What was had at the earlier rate stays due until a
 * decision, one for all people of the owner, claims it or gives it up.  The
 * search for differences (balance/arrears_job) counts it and leaves one row for
 * the owner; rates lowered later join that row until it is decided.  A request
 * of kind rate.lowered decides; verb change.slice then settles the people, some
 * with each call.
 *
 * The decision belongs to the owner that has the record now: people who moved
 * here are counted and decided here.  A decision about a record stays valid
 * wherever the record goes; an undecided record that comes to an owner without
 * a row gives it one (lowered_came()).
 * Owns lowered and lowered_person.
 */
#pragma once

#include "base/names.h"
#include "office/verb/verb.h"

/* What was had above the present rates. */
struct lowered_sum {
	int64_t people, months, amount; /* amount: đồng */
};

enum lowered_state {
	LOWERED_WAITS,         /* undecided; no word */
	LOWERED_CLAIM, LOWERED_GIVE_UP
};
extern const struct names lowered_states;

struct lowered {
	int64_t id, owner, change; /* change: that decided it, 0 none */
	char code[9], name[192];   /* of the owner */
	char from[8], at[20];
	struct lowered_sum sum;
	enum lowered_state is;
	bool under_way;            /* decided, and people are left to settle */
};

/* The owner's undecided row; id 0: there is none. */
enum status lowered_open(struct db *db, int64_t owner, struct lowered *out,
    struct err *err) ERR_CHECKED;
/* A row that is being carried out, of the owner or (0) any; id 0: none. */
enum status lowered_under_way(struct db *db, int64_t owner,
    struct lowered *out, struct err *err) ERR_CHECKED;
/* The rows in the scope that are to be decided or carried out; at most max. */
enum status lowered_all(struct db *db, const struct scope *sc,
    struct lowered *v, unsigned max, unsigned *n, struct err *err) ERR_CHECKED;
/* The row that request `change` decided; id 0: none in the scope. */
enum status lowered_of(struct db *db, const struct scope *sc, int64_t change,
    struct lowered *out, struct err *err) ERR_CHECKED;
/* ST_BUSY while lowered_under_way() or settling_of() (balance/settling.h) has one. */
enum status lowered_at_rest(struct db *db, int64_t owner, struct err *err)
    ERR_CHECKED;

/* Stores what a search of the owner's people from month `from` on has found, in
 * the undecided row; *id: that row, 0: nothing is above. */
enum status lowered_found(struct verb_call *c, int64_t owner,
    const char *from, const struct lowered_sum *sum, int64_t *id,
    struct err *err) ERR_CHECKED;

/* A person was settled and has so much above that is undecided: makes sure that
 * the present owner has an undecided row from that month on. */
enum status lowered_came(struct verb_call *c, int64_t person,
    const char *from, const struct lowered_sum *sum, struct err *err)
    ERR_CHECKED;

/* Before a rate is undone: drops rows that are about this rate alone. */
enum status lowered_undone(struct verb_call *c, int64_t change,
    struct err *err) ERR_CHECKED;

/* ---- about whom -------------------------------------------------------------- */

/* Notes that the person is decided about by row `lowered`: all that was lowered
 * until now.  `from` becomes the first month of what was lowered since the last
 * decision about the person, where that is earlier. */
enum status lowered_decided(struct verb_call *c, int64_t lowered,
    int64_t person, char from[8], struct err *err) ERR_CHECKED;
/* The first decision about the record at or after moment `since`, which covers
 * all that had been lowered by then; *change: its request, 0: undecided. */
enum status lowered_about(struct db *db, int64_t person, const char *since,
    enum lowered_state *is, int64_t *change, struct err *err) ERR_CHECKED;

/* ---- carrying it out --------------------------------------------------------- */

/* Settles some people of what request `change` decided.  Answers change,
 * verdict, stood (people for whom it changed something), done. */
enum status lowered_slice(struct verb_call *c, int64_t change,
    struct err *err) ERR_CHECKED;

/* Kind of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_lowered;
