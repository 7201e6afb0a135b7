/*
 * SPDX-License-Identifier: ISC
 *
 * list/list_priv: what the files of list/ share.
 */
#pragma once

#include "db/digest.h"
#include "office/line/kinds.h"
#include "office/place/place.h"
#include "office/verb/verb.h"

/*
 * The list owner that has that code in the first month of the period.
 * ST_NOTFOUND; ST_INVALID when the place owns no lists; ST_DENIED unless the
 * actor's scope holds all of it.
 */
struct period;
enum status list_owner(struct verb_call *c, const struct period *p,
    const char *code, struct place *out, struct err *err) ERR_CHECKED;
/* How many lists the owner has in periods before this month that are not closed,
 * and the code of the oldest of those periods. */
enum status list_earlier(struct db *db, int64_t owner, const char *month,
    int64_t *n, char oldest[8], struct err *err) ERR_CHECKED;

/* ST_INVALID while an earlier list of the owner is not closed, unless an approver
 * allowed it (period.override); name: of the owner. */
enum status list_earlier_closed(struct verb_call *c, const struct period *p,
    int64_t owner, const char *name, struct err *err) ERR_CHECKED;

/* Control totals and digest of a list, from its lines as they are. */
struct list_sums {
	int64_t lines, people, total, deducted; /* total: what is paid */
	int64_t doubles; /* months for which somebody keeps two allowances */
	unsigned char digest[DIGEST_LEN];
};
enum status list_count(struct db *db, int64_t list, struct list_sums *out,
    struct err *err) ERR_CHECKED;

/* A list without lines yet, and without a digest. */
struct list_new {
	int64_t id;              /* out */
	int64_t period, owner, staff;
	int64_t seq;             /* 0: the next of the owner */
	enum list_kind kind;
	const char *at;          /* prepared_at; "": not yet */
};
enum status list_insert(struct db *db, struct list_new *l, struct err *err)
    ERR_CHECKED;

/* After a list was submitted or sent back: settles the months of people for whom
 * that makes a difference (settle.c); why: N_(). */
enum status list_settle(struct verb_call *c, int64_t list, const char *why,
    struct err *err) ERR_CHECKED;

/* Handlers of job.c, stage.c and finish.c. */
enum status list_begin_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_slice_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_finish_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_abort_run(struct verb_call *c, struct err *err) ERR_CHECKED;
/* Handlers of period_open.c. */
struct period_span;
/* Opens a period of free months; ST_EXISTS when a period covers one of them.
 * *moved: how many records moved to another place with it. */
enum status period_begin(struct verb_call *c, const struct period_span *p,
    int64_t *id, int64_t *moved, struct err *err) ERR_CHECKED;
/* ST_DENIED unless the actor's scope holds all of some list owner. */
enum status period_may_open(struct verb_call *c, struct err *err) ERR_CHECKED;
/* Deletes a period without lists and receipts, else ST_INVALID naming it. */
enum status period_take_away(struct verb_call *c, int64_t id, const char *name,
    struct err *err) ERR_CHECKED;
/* Makes the owner's closed lists approved again, and opens the period (*whole) if
 * it was closed.  ST_INVALID when a later list of the owner was submitted, or
 * there is no closed list. */
enum status period_reopen(struct verb_call *c, const struct period *p,
    const struct place *owner, int64_t *lists, bool *whole, struct err *err)
    ERR_CHECKED;
enum status period_open_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status period_override_run(struct verb_call *c, struct err *err)
    ERR_CHECKED;

/* Handlers, for verbs.c. */
enum status list_submit_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_return_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_approve_run(struct verb_call *c, struct err *err) ERR_CHECKED;
