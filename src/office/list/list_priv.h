/*
 * SPDX-License-Identifier: ISC
 *
 * list/list_priv: what the list_*.c files and period/period.c share.
 */
#ifndef CHITRA_OFFICE_LIST_PRIV_H
#define CHITRA_OFFICE_LIST_PRIV_H

#include "db/digest.h"
#include "office/place/place.h"
#include "office/verb/verb.h"

/*
 * The owner of lists with that code in the first month of the period, wholly in
 * the actor's scope.  ST_NOTFOUND, ST_INVALID, ST_DENIED.
 */
struct period;
enum status list_owner(struct verb_call *c, const struct period *p,
    const char *code,
    struct place *out, struct err *err) ERR_CHECKED;
/* Lists of the owner in periods before this month that are not closed, and the
 * code of the oldest of those. */
enum status list_earlier(struct db *db, int64_t owner, const char *month,
    int64_t *n, char oldest[8], struct err *err) ERR_CHECKED;

/* Refuses while an earlier list of the owner is open and nobody gave leave. */
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

/* A list without lines yet; its digest is zeros. */
struct list_new {
	int64_t id;              /* out */
	int64_t period, owner, staff;
	int64_t seq;             /* 0: the next of the owner */
	const char *kind, *at;
};
enum status list_insert(struct db *db, struct list_new *l, struct err *err)
    ERR_CHECKED;

/* After a list was submitted or sent back: settles whoever on it has something
 * else of these months (settle.c); why: N_(). */
enum status list_settle(struct verb_call *c, int64_t list, const char *why,
    struct err *err) ERR_CHECKED;

/* Handlers of job.c, stage.c and finish.c. */
enum status list_begin_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_slice_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_finish_run(struct verb_call *c, struct err *err) ERR_CHECKED;
enum status list_abort_run(struct verb_call *c, struct err *err) ERR_CHECKED;
/* Handlers of period_open.c. */
struct period_span;
/* Writes a period of free months; *moved: how many people went with it. */
enum status period_begin(struct verb_call *c, const struct period_span *p,
    int64_t *id, int64_t *moved, struct err *err) ERR_CHECKED;
/* Is the actor's place a list owner or above? */
enum status period_may_open(struct verb_call *c, struct err *err) ERR_CHECKED;
/* Takes a period away that nothing rests on; `name` for the refusal. */
enum status period_take_away(struct verb_call *c, int64_t id, const char *name,
    struct err *err) ERR_CHECKED;
/* Opens the owner's closed lists again, and the period (*whole) when it was
 * closed; not when a later list of the owner went on its way. */
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

#endif
