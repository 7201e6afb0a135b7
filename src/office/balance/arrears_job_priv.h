/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_job: between the search (arrears_job.c) and what comes of it
 * (arrears_finish.c).
 */
#ifndef CHITRA_OFFICE_BALANCE_ARREARS_JOB_PRIV_H
#define CHITRA_OFFICE_BALANCE_ARREARS_JOB_PRIV_H

#include "office/balance/lowered.h"
#include "office/balance/people.h"
#include "office/verb/job.h"

/* What arrears.finish has made so far. */
struct arrears_made {
	int64_t orders, months, amount;
	bool whole;            /* all months up to the next list were looked at */
};

struct arrears_job {
	struct verb_call *c;
	int64_t id, owner, rows;
	int64_t journal;       /* head of the journal at the beginning */
	int64_t seen, total;   /* people: looked at, or settling, settled */
	struct people_at at;
	struct lowered_sum above;
	struct arrears_made made;
	bool settling;         /* the orders stand, the people settled as one
	                        * follow some at a time */
	char from[8], to[8], reason[200], decision[64], decided_on[11];
};

/* The actor's own job that the verb names. */
enum status arrears_job_load(struct verb_call *c, struct arrears_job *j,
    struct err *err) ERR_CHECKED;
enum status arrears_job_keep(const struct arrears_job *j, struct err *err)
    ERR_CHECKED;
/* With what it staged; `state`: "done" or "aborted". */
enum status arrears_job_drop(struct db *db, int64_t id, const char *state,
    struct err *err) ERR_CHECKED;
/* With whose list it comes, and the last month before that. */
enum status arrears_job_list(struct arrears_job *j, char period[8],
    char last[8], struct err *err) ERR_CHECKED;

/* Handlers; the table of verbs is in arrears_finish.c. */
enum status arrears_begin_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;
enum status arrears_slice_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;
enum status arrears_abort_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;

#endif
