/*
 * SPDX-License-Identifier: ISC
 *
 * list_job: a payment list while it is being made.  Shared by list_job.c
 * (begin, abort), list_stage.c (slice) and list_finish.c.
 *
 * job.params = "PERIOD OWNER TOTAL SEEN SEQ": ids, people to look at, people
 * looked at, head of the journal at the beginning.  job.cursor = the last
 * person looked at, 0 before the first, -1 when all were.
 */
#ifndef CHITRA_OFFICE_LIST_JOB_H
#define CHITRA_OFFICE_LIST_JOB_H

#include "office/category.h"
#include "office/list_priv.h"

#define LIST_RATES 64

struct list_rate {
	char category[16];
	int64_t hundredths, manual; /* of the decision, 0 none */
	struct category_amount is;
};

/* A job while one of its verbs runs. */
struct list_job {
	struct verb_call *c;
	int64_t id, period, owner, total, seen, journal; /* params */
	int64_t rows, cursor;
	int64_t draft;       /* list it will take the place of, 0 none */
	char month[8], province[8];
	int64_t area, no;    /* commune being staged, last number given there */
	struct list_rate rate[LIST_RATES]; /* amounts met in this slice */
	unsigned rates;
};

/* The actor's own job that the verb names, as it stands. */
enum status list_job_read(struct verb_call *c, struct list_job *j,
    struct err *err) ERR_CHECKED;
/* As list_job_read(); its period is open and no list waits for approval. */
enum status list_job_load(struct verb_call *c, struct list_job *j,
    struct err *err) ERR_CHECKED;
enum status list_job_save(struct list_job *j, struct err *err) ERR_CHECKED;
/* Ends the job in that state; its staged lines go. */
enum status list_job_drop(struct list_job *j, const char *state,
    struct err *err) ERR_CHECKED;

#endif
