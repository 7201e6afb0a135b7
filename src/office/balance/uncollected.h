/*
 * SPDX-License-Identifier: ISC
 *
 * balance/uncollected: what the system before owed when the books began and
 * nobody had collected.  It is taken out of the opening of its month; a line of
 * an opening list (list/opening.c) stands for it.  Owns uncollected.
 */
#ifndef CHITRA_OFFICE_BALANCE_UNCOLLECTED_H
#define CHITRA_OFFICE_BALANCE_UNCOLLECTED_H

#include "office/verb/verb.h"

/* Which allowance of a person ("": the one there is) the system before paid in
 * a month, and how much of it was not told to be uncollected yet. */
struct uncollected_of {
	int64_t entitlement, left; /* đồng */
};
enum status uncollected_of(struct db *db, int64_t person, const char *category,
    const char *month, struct uncollected_of *out, struct err *err)
    ERR_CHECKED;

struct uncollected {
	int64_t change, entitlement, line, amount;
	const char *month;
};
enum status uncollected_add(struct verb_call *c, const struct uncollected *u,
    struct err *err) ERR_CHECKED;

/* All of a request is collected by the system before again, by request `by`. */
enum status uncollected_back(struct verb_call *c, int64_t change, int64_t by,
    struct err *err) ERR_CHECKED;

#endif
