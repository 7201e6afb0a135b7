/*
 * SPDX-License-Identifier: ISC
 *
 * balance/rate_was: the amount of a rate in one month, before and after each
 * request that has set it since some moment.  A line keeps the rate at which it
 * was made; this finds the requests between that and the present rate.
 */
#pragma once

#include "db/db.h"

#define RATE_WAS 48

struct rate_was_ask {
	const char *category, *month;
	int64_t hundredths; /* of the entitlement itself, 0: the category's */
	const char *since;  /* moment */
};

struct rate_was {
	char at[20];        /* moment of approval; of the first `since` */
	int64_t amount;     /* đồng a month from then on, 0: there was no rate */
};

/* *n amounts, oldest first; the last is the present one.  Requests that were
 * undone do not count.  ST_LIMIT: more than RATE_WAS - 1 requests. */
enum status rate_was(struct db *db, const struct rate_was_ask *a,
    struct rate_was v[RATE_WAS], unsigned *n, struct err *err) ERR_CHECKED;
