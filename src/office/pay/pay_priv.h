/*
 * SPDX-License-Identifier: ISC
 *
 * pay/pay_priv: shared by the files of pay/.
 */
#pragma once

#include "base/ids.h"
#include "office/pay/pay.h"
#include "office/roll/person.h"
#include "office/verb/verb.h"

/* Whom a payout is about. */
struct payout_person {
	int64_t id, area, point;
	char name[192], state_on[11];
	enum person_state state;
};

/* ST_NOTFOUND; ST_DENIED outside the scope. */
enum status payout_person(struct db *db, const struct scope *sc, int64_t id,
    struct payout_person *out, struct err *err) ERR_CHECKED;

/* Adds the ids of a field like "12,13"; ST_INVALID with the field. */
enum status payout_ids(const char *text, struct ids *v, struct err *err)
    ERR_CHECKED;

/*
 * Who takes the money (collect.c).  For the dead only an heir collects, and the
 * support for a funeral only its organiser.
 */
struct payout_collector {
	enum collector_kind kind;
	char name[192], identity[25], document[64];
};
/* ST_DENIED when the kind that was posted may not collect for this person. */
enum status payout_may_collect(struct verb_call *c,
    const struct payout_person *who, struct err *err) ERR_CHECKED;
/* Checks who was posted, at that point, and fills *out. */
enum status payout_collector(struct verb_call *c,
    const struct payout_person *who, int64_t point,
    struct payout_collector *out, struct err *err) ERR_CHECKED;

/* Takes a receipt back for a request of kind reverse, whoever paid it; its point
 * must be in the scope and its period open.  *out: what it was. */
struct payout_back {
	int64_t person, total, lines;
	char by[128], at[20];
};
enum status payout_take_back(struct verb_call *c, int64_t receipt,
    const char *reason, struct payout_back *out, struct err *err) ERR_CHECKED;

/* Handlers of pay.c and undo.c. */
enum status payout_pay_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status payout_reverse_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;
enum status payout_block_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status payout_unblock_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;
