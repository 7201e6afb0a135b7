/*
 * SPDX-License-Identifier: ISC
 *
 * balance/rate_search: rates that hold for months which an owner has listed
 * already.  A job searches the differences once (balance/arrears_job), and once
 * more when the rate is undone; until then the owner makes no list, since
 * nobody could say what is missing.
 * Owns rate_search.
 */
#pragma once

#include "office/verb/verb.h"

struct rate_waits {
	int64_t change;        /* request, or job, that is waited for; 0 none */
	char month[8];         /* from which on it holds */
	char name[192];        /* of the request */
	bool undone;           /* it was searched, and then undone */
};

/* The earliest rate whose differences the owner has not searched, or else the
 * settling of a search or of a decision about a lowered rate that is not
 * finished. */
enum status rate_search_waits(struct db *db, int64_t owner,
    struct rate_waits *out, struct err *err) ERR_CHECKED;

/* ST_INVALID, field period, while a rate waits: which one, and what to do. */
enum status rate_search_done(struct db *db, int64_t owner, struct err *err)
    ERR_CHECKED;
/* The same of all list owners. */
enum status rate_search_all_done(struct db *db, struct err *err) ERR_CHECKED;

/* Notes that the owner's people were searched, all months from `from` on;
 * lowered: the row of what they had above (balance/lowered.h), 0: nothing. */
enum status rate_searched(struct verb_call *c, int64_t owner,
    const char *from, int64_t lowered, struct err *err) ERR_CHECKED;
