/*
 * SPDX-License-Identifier: ISC
 *
 * balance/rate_search: rates that reach back over months which an owner has
 * listed.  The differences are looked for once by a job (balance/arrears_job),
 * and once more when the rate was undone; until then the owner makes no list,
 * since nobody could say what is missing.
 * Owns rate_search.
 */
#ifndef CHITRA_OFFICE_BALANCE_RATE_SEARCH_H
#define CHITRA_OFFICE_BALANCE_RATE_SEARCH_H

#include "office/verb/verb.h"

struct rate_waits {
	int64_t change;        /* request that set it, 0 none; or what is under way */
	char month[8];         /* from which on it holds */
	char kind[25], name[192]; /* of the request */
	bool undone;           /* it was searched, and then undone */
};

/* The rate that waits for the owner and reaches back furthest, or what was
 * decided about a lowered one, or ordered, and is being carried out (kind ""). */
enum status rate_search_waits(struct db *db, int64_t owner,
    struct rate_waits *out, struct err *err) ERR_CHECKED;

/* ST_INVALID, field period: which rate waits, for what, and what to do. */
enum status rate_search_done(struct db *db, int64_t owner, struct err *err)
    ERR_CHECKED;
/* The same of all owners of lists. */
enum status rate_search_all_done(struct db *db, struct err *err) ERR_CHECKED;

/* The people of the owner were looked at, all months from `from` on; what they
 * had above the rates is in `lowered` (balance/lowered.h), 0: nothing. */
enum status rate_searched(struct verb_call *c, int64_t owner,
    const char *from, int64_t lowered, struct err *err) ERR_CHECKED;

#endif
