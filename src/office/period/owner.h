/*
 * SPDX-License-Identifier: ISC
 *
 * period/owner: the district or commune that owns the list of a period, and who
 * holds it.
 */
#ifndef CHITRA_OFFICE_PERIOD_OWNER_H
#define CHITRA_OFFICE_PERIOD_OWNER_H

#include "office/verb/scope.h"

/*
 * Does the scope hold every commune of this owner (*all), or some place of it
 * (*some, may be NULL)?  A scope of points never holds all of an owner.
 */
enum status list_owner_in(struct db *db, const struct scope *sc, int64_t owner,
    bool *all, bool *some, struct err *err) ERR_CHECKED;

#endif
