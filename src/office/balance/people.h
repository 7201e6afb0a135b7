/*
 * SPDX-License-Identifier: ISC
 *
 * balance/people: all people of a list owner, commune by commune, for work that
 * is done in slices.
 */
#pragma once

#include "db/db.h"

/* *n: how many they are. */
enum status balance_people(struct db *db, int64_t owner, int64_t *n,
    struct err *err) ERR_CHECKED;

/* Moves the cursor to the next person; both members are 0 at the beginning,
 * cursor -1: none is left. */
struct people_at {
	int64_t area, cursor;
};
enum status balance_next(struct db *db, int64_t owner, struct people_at *at,
    struct err *err) ERR_CHECKED;

/* *any: the person has lines, orders or an opening of the months from..to. */
enum status balance_any(struct db *db, int64_t person, const char *from,
    const char *to, bool *any, struct err *err) ERR_CHECKED;
