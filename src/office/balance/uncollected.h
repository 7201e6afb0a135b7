/*
 * SPDX-License-Identifier: ISC
 *
 * balance/uncollected: money of the earlier system that nobody had collected
 * when the books began.  It is deducted from the opening of its month, and a
 * line of an opening list (list/opening.c) stands for it.  Owns uncollected.
 */
#pragma once

#include "office/verb/verb.h"

/* The allowance that the earlier system paid a person in a month (category "":
 * the only one), and what was not reported as uncollected yet.  ST_INVALID with
 * the field: there is none, or it is not clear which. */
struct uncollected_of {
	int64_t entitlement, left; /* đồng */
};
enum status uncollected_of(struct db *db, int64_t person, const char *category,
    const char *month, struct uncollected_of *out, struct err *err)
    ERR_CHECKED;

/* Stores that `amount` đồng of a month were not collected. */
struct uncollected {
	int64_t change, entitlement, line, amount;
	const char *month;
};
enum status uncollected_add(struct verb_call *c, const struct uncollected *u,
    struct err *err) ERR_CHECKED;

/* Takes back all that request `change` stored, by request `by`. */
enum status uncollected_back(struct verb_call *c, int64_t change, int64_t by,
    struct err *err) ERR_CHECKED;
