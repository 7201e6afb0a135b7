/*
 * SPDX-License-Identifier: ISC
 *
 * period/owner: the district or commune that owns the list of a period, and who
 * holds it.
 */
#pragma once

#include "office/verb/scope.h"

/* Part of a statement: whose lists the commune in row `a` of area is on. */
#define LIST_OWNER_OF(a)                                                       \
	"coalesce((SELECT up.id FROM area up WHERE up.id = " a ".parent_id"     \
	" AND up.level = 'district'), " a ".id)"

/*
 * Does the scope hold every commune of this owner (*all), or some place of it
 * (*some, may be NULL)?  A scope of points never holds all of an owner.
 */
enum status list_owner_in(struct db *db, const struct scope *sc, int64_t owner,
    bool *all, bool *some, struct err *err) ERR_CHECKED;

/* Whose lists a commune is on: its district, or itself below the province. */
enum status list_owner_of_area(struct db *db, int64_t area, int64_t *owner,
    struct err *err) ERR_CHECKED;
/* The same of where a person's record stands; ST_NOTFOUND: no such person. */
enum status list_owner_of_person(struct db *db, int64_t person,
    int64_t *owner, struct err *err) ERR_CHECKED;
