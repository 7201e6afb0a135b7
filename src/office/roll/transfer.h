/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer: a move of a person between communes: the old one pays up to
 * month M, the new one from M + 1 on, so that each month is paid exactly once
 * (NĐ 140/2018 art. 17).  Asked for by a request of kind transfer, whose field
 * `month` is M; without it M is the month of event_on, else the last month that
 * a list of the person covers.
 *
 * The entitlements stay.  The record (commune, village, point) moves when a
 * period that covers M + 1 is opened, together with what was not collected.
 * Lists go by the months of the transfer, whenever they are made (list/move.c).
 */
#pragma once

#include "office/verb/verb.h"

/*
 * Moves every record whose first month at the new place is `month` or earlier
 * ("": the last month that an open period covers); a person who leaves the
 * province is off the roll then.  Called when a period is opened and when a
 * request is approved.  *moved: how many.
 */
enum status transfer_move_due(struct verb_call *c, const char *month,
    int64_t *moved, struct err *err) ERR_CHECKED;

/*
 * The owner of the list that pays the person in a month, by the months of the
 * transfers, whether the record has moved yet or not.
 */
enum status transfer_owner_at(struct db *db, int64_t person,
    const char *month, int64_t *owner, struct err *err) ERR_CHECKED;

enum transfer_direction {
	TRANSFER_NONE, TRANSFER_WITHIN, TRANSFER_OUT, TRANSFER_IN
};
extern const struct names transfer_directions;

/* A move that was approved and has not happened yet. */
struct transfer_row {
	int64_t id, change;
	enum transfer_direction direction;
	char to[192], point[192]; /* names of the new place, "" none */
	char last[8], first[8];   /* months of the old and of the new place */
};
/* found false: there is none.  Refused as person_get(). */
enum status transfer_due(struct db *db, const struct scope *sc,
    int64_t person, struct transfer_row *out, bool *found, struct err *err)
    ERR_CHECKED;
