/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settling: differences of a rate that were ordered, while whoever is
 * settled as one follows some at a time (arrears.finish, balance/arrears_finish.c).
 * Until it is through, the owner makes no list and no rate is set or undone.
 */
#ifndef CHITRA_OFFICE_BALANCE_SETTLING_H
#define CHITRA_OFFICE_BALANCE_SETTLING_H

#include "office/verb/job.h"

/* How job.params of such a job begin; the owner follows, and the first month. */
#define SETTLING_PARAMS "settle "

struct settling {
	int64_t job, owner;    /* job 0: there is none */
	char from[8];
};

/* Of the owner, or (0) of any. */
enum status settling_of(struct db *db, int64_t owner, struct settling *out,
    struct err *err) ERR_CHECKED;
/* ST_BUSY while settling_of() has one: whose it is and what to do. */
enum status settling_at_rest(struct db *db, int64_t owner, struct err *err)
    ERR_CHECKED;

#endif
