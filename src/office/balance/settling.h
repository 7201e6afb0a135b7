/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settling: after the differences of a rate were ordered, people who
 * are settled one by one may be left (arrears.finish, arrears_finish.c).  Until
 * they are done, the owner makes no list and no rate is set or undone.
 */
#pragma once

#include "office/verb/job.h"

/* How job.params of such a job begin; the owner follows, and the first month. */
#define SETTLING_PARAMS "settle "

struct settling {
	int64_t job, owner;    /* job 0: there is none */
	char from[8];
};

/* The unfinished settling of the owner, or (0) of any; ST_CORRUPT: its job
 * cannot be read. */
enum status settling_of(struct db *db, int64_t owner, struct settling *out,
    struct err *err) ERR_CHECKED;
/* ST_BUSY while settling_of() finds one: says whose it is and what to do. */
enum status settling_at_rest(struct db *db, int64_t owner, struct err *err)
    ERR_CHECKED;
