/*
 * SPDX-License-Identifier: ISC
 *
 * verb/job: work too long for one verb goes in slices (rule 3 of the house): one
 * verb begins a job, others go on with it, a last short one makes the result
 * stand.  The row of the job says how far it came, so it survives a restart.
 * Owns job; what a slice stages is in tables of the kind's own module.
 */
#pragma once

#include "office/verb/verb.h"

#define JOB_PARAMS 1280

struct job {
	int64_t id, staff;
	int64_t rows;            /* staged so far */
	int64_t cursor;          /* where the next slice starts; 0 at first */
	bool staging;            /* false: done or given up */
	char kind[12];
	char params[JOB_PARAMS]; /* written and read by the kind alone */
};

/* Begins job->kind with job->params for the actor; job->id is made here. */
enum status job_begin(struct verb_call *c, struct job *job, struct err *err)
    ERR_CHECKED;
/* In whatever state; out->id 0: there is none. */
enum status job_get(struct db *db, int64_t id, struct job *out,
    struct err *err) ERR_CHECKED;
/* The job in the field "job": of that kind, the actor's own and not ended.
 * out->id 0: it is none of these. */
enum status job_own(struct verb_call *c, const char *kind, struct job *out,
    struct err *err) ERR_CHECKED;
/* It is the actor's from now on. */
enum status job_take(struct verb_call *c, int64_t id, struct err *err)
    ERR_CHECKED;
/* Stores params, rows and cursor. */
enum status job_save(struct db *db, const struct job *job, struct err *err)
    ERR_CHECKED;
/* `state`: "done" or "aborted".  The kind has cleared what it staged, or does
 * so afterwards. */
enum status job_end(struct db *db, int64_t id, const char *state,
    struct err *err) ERR_CHECKED;

/*
 * The clock_us() after which a slice that began now takes nobody more, `us` from
 * here.  Never when whoever posts it says how many ("people"): a command alone
 * on an idle server.
 */
int64_t job_slice_end(const struct verb_call *c, int64_t us);

/* Which of the jobs that have not ended; what is 0 or NULL does not count. */
struct job_which {
	const char *kinds;       /* " areas points " */
	int64_t id, but;         /* only this one; all except this one */
	int64_t staff;
	const char *before;      /* begun before this moment */
	const char *params;      /* how they begin */
};

/* The newest of them; out->id 0: there is none. */
enum status job_newest(struct db *db, const struct job_which *w,
    struct job *out, struct err *err) ERR_CHECKED;
/* Ends all of them as aborted. */
enum status job_give_up(struct db *db, const struct job_which *w,
    struct err *err) ERR_CHECKED;
