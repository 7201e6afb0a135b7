/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer_store: a record set down at another place, for the moving and for
 * the undo of a move.
 */
#ifndef CHITRA_OFFICE_ROLL_TRANSFER_STORE_H
#define CHITRA_OFFICE_ROLL_TRANSFER_STORE_H

#include "office/verb/verb.h"

struct transfer_step {
	int64_t id, person, area, point;
	char direction[8], village[192], first[8];
	char delivery[6]; /* "": as it is */
};

/* Commune, point, village and delivery of the person, as the step says. */
enum status transfer_set_place(struct verb_call *c,
    const struct transfer_step *t, struct err *err) ERR_CHECKED;

#endif
