/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_job: what the search (arrears_job.c) and carrying out its
 * result (arrears_finish.c) share.
 */
#pragma once

#include "office/balance/lowered.h"
#include "office/balance/people.h"
#include "office/verb/job.h"

/* What arrears.finish has made so far; amount in đồng. */
struct arrears_made {
	int64_t orders, months, amount;
	bool whole;            /* all months before the next list */
};

struct arrears_job {
	struct verb_call *c;
	int64_t id, owner, rows;
	int64_t journal;       /* head of the journal at the beginning */
	int64_t seen, total;   /* people searched; or settled, of all */
	struct people_at at;
	struct lowered_sum above;
	struct arrears_made made;
	bool settling;         /* the orders are made; people to be settled
	                        * one by one may be left */
	char from[8], to[8], reason[200], decision[64], decided_on[11];
};

/* The actor's own job that the verb names; ST_NOTFOUND: there is none. */
enum status arrears_job_load(struct verb_call *c, struct arrears_job *j,
    struct err *err) ERR_CHECKED;
/* Stores the job as it is now. */
enum status arrears_job_keep(const struct arrears_job *j, struct err *err)
    ERR_CHECKED;
/* Ends a job and deletes what it staged; `state`: "done" or "aborted". */
enum status arrears_job_drop(struct db *db, int64_t id, const char *state,
    struct err *err) ERR_CHECKED;
/* The period of the list that orders come out with, and the last month to be
 * searched: the one before that list's, or a later one that is listed. */
enum status arrears_job_list(struct arrears_job *j, char period[8],
    char last[8], struct err *err) ERR_CHECKED;

/* Handlers; the table of verbs is in arrears_finish.c. */
enum status arrears_begin_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;
enum status arrears_slice_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;
enum status arrears_abort_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;
