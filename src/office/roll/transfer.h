/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer: a move as one object: commune A pays to the end of month M, B from
 * M + 1, so that neither both pay nor none (NĐ 140/2018 art. 17).  Asked for as
 * a request of kind transfer: `month` is M; when it is left out, the month of
 * event_on, else the last month that a list of the person covers.
 *
 * The entitlements stay; the record moves (commune, village, point) when a
 * period that covers M + 1 is open, and with it what is not collected yet.
 * Lists go by the months, whenever they are made (list/move.c).
 */
#ifndef CHITRA_OFFICE_TRANSFER_H
#define CHITRA_OFFICE_TRANSFER_H

#include "office/verb/verb.h"

/*
 * Moves every record whose first month at the new place is `month` or earlier
 * ("": the last one that an open period covers); who leaves the province is
 * off the roll then.  For a period that is opened, a request that is approved.
 */
enum status transfer_move_due(struct verb_call *c, const char *month,
    int64_t *moved, struct err *err) ERR_CHECKED;

/*
 * The owner of the list that pays the person in a month: a move says who pays
 * up to which month, whether the record has moved by now or not.
 */
enum status transfer_owner_at(struct db *db, int64_t person,
    const char *month, int64_t *owner, struct err *err) ERR_CHECKED;

/* A move that was approved and has not happened yet. */
struct transfer_row {
	int64_t id, change;
	char direction[8], to[192], point[192]; /* place in words; "" */
	char last[8], first[8];
};
/* found false: none.  ST_DENIED outside the scope. */
enum status transfer_due(struct db *db, const struct scope *sc,
    int64_t person, struct transfer_row *out, bool *found, struct err *err)
    ERR_CHECKED;

#endif
