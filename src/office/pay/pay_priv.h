/*
 * SPDX-License-Identifier: ISC
 *
 * pay/pay_priv: what the payout_*.c files share.
 */
#ifndef CHITRA_OFFICE_PAYOUT_PRIV_H
#define CHITRA_OFFICE_PAYOUT_PRIV_H

#include "base/ids.h"
#include "office/pay/pay.h"
#include "office/verb/verb.h"

/* Whom a payout is about. */
struct payout_person {
	int64_t id, area, point;
	char name[192], state[8], state_on[11];
};

/* ST_NOTFOUND; ST_DENIED outside the scope. */
enum status payout_person(struct db *db, const struct scope *sc, int64_t id,
    struct payout_person *out, struct err *err) ERR_CHECKED;

/* Adds the ids of a field like "12,13"; ST_INVALID with the field. */
enum status payout_ids(const char *text, struct ids *v, struct err *err)
    ERR_CHECKED;

/*
 * Who takes the money, checked: collect.c.  Of the dead nobody but an
 * heir; what a funeral costs nobody but its organiser.
 */
struct payout_collector {
	char kind[11], name[192], identity[25], document[64];
};
/* ST_DENIED when that kind of collector takes nothing of somebody like that. */
enum status payout_may_collect(struct verb_call *c,
    const struct payout_person *who, struct err *err) ERR_CHECKED;
enum status payout_collector(struct verb_call *c,
    const struct payout_person *who, int64_t point,
    struct payout_collector *out, struct err *err) ERR_CHECKED;

/* What a receipt was that is taken back, whoever paid it, with its scope and an
 * open period: the work of the request of kind reverse. */
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

#endif
