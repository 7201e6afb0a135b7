/*
 * SPDX-License-Identifier: ISC
 *
 * list/list: payment lists (danh sách chi trả).  Verbs: list.begin, list.slice,
 * list.finish (a job: staging, then one short verb), list.abort, list.submit,
 * list.return, list.approve (password again; never who prepared it).
 */
#pragma once

#include "office/line/kinds.h"
#include "office/verb/scope.h"
#include "office/verb/verb.h"

struct list_head {
	int64_t id, period, owner;
	char period_code[8], owner_code[9], owner_name[192];
	int seq;              /* of this owner in the period, from 1 */
	enum list_kind kind;
	enum list_state state;
	int64_t lines, people, total; /* control totals */
	int64_t deducted;     /* đồng cut for recoveries, not in `total` */
	/* Lines of earlier lists that were open when this one was made. */
	int64_t carried_lines, carried_total;
	char prepared_by[128], prepared_at[20], approved_by[128], approved_at[20];
	char checked_at[20];  /* when all its checks had run; "": not yet */
};

struct list_heads {
	struct list_head *v; /* the caller's */
	unsigned max, n;     /* room, and how many were read */
};
/*
 * Lists of a period of whose owner the scope holds some place, in order of the
 * owner's code.  period 0: of all periods, newest first.
 */
enum status list_all(struct db *db, const struct scope *sc, int64_t period,
    struct list_heads *out, struct err *err) ERR_CHECKED;
/* One list; ST_NOTFOUND, or ST_DENIED when the scope holds no place of its
 * owner. */
enum status list_get(struct db *db, const struct scope *sc, int64_t id,
    struct list_head *out, struct err *err) ERR_CHECKED;

/* True if the scope holds every commune of the owner: required to make, approve
 * and close the owner's lists. */
enum status list_owned(struct db *db, const struct scope *sc, int64_t owner,
    bool *whole, struct err *err) ERR_CHECKED;
/* Open lines of the owner's approved lists of a period: what stays behind when
 * they are closed.  Total in đồng.  ST_DENIED outside the scope. */
struct list_uncollected {
	int64_t people, lines, total;
};
enum status list_uncollected(struct db *db, const struct scope *sc,
    int64_t period, int64_t owner, struct list_uncollected *out,
    struct err *err) ERR_CHECKED;

/* A list that somebody began to make and did not finish. */
struct list_left {
	int64_t job, seen, total; /* people looked at, of how many */
	char period[8], owner[9], owner_name[192]; /* codes; name */
};
/* The newest one that this person began, if its period is still open. */
enum status list_left(struct db *db, int64_t staff, struct list_left *out,
    bool *found, struct err *err) ERR_CHECKED;

/*
 * Verb "list.begin": period, area (code of the owner), kind (monthly|funeral,
 * "" monthly).  Refused while an earlier period's list of the owner is not
 * closed, unless an approver allowed it (period.override).  Answer: job, total
 * (people to look at).
 * Verb "list.slice": job, people (how many at most; "" = as many as take a few
 * milliseconds, 70 at most).  Answer:
 * staged (lines so far), people (looked at), total, done (1: all).
 * Verb "list.finish": job.  The lines become a draft list: the first list of
 * the owner in the period, the successor of its draft, or a supplement with
 * people who are on no list yet.  ST_BUSY: the roll was changed meanwhile, the
 * list must be made again.  Answer: list, seq, lines, people, total, deducted,
 * carried_lines, carried_total, doubles (months for which somebody keeps two
 * allowances), digest (hex).
 * Verb "list.abort": job.  Answer: done; 0: lines are left to delete, post it
 * again (if nobody does, the owner's next list.begin clears them).
 * Verbs "list.submit": list; "list.return": list, reason; "list.approve":
 * list.  Answer: list, state.
 */

/* Verbs, for the table of all (office/table.c). */
extern const struct verb list_verbs[], duplicate_verbs[], period_verbs[];

/* Kinds of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_open, change_kind_reopen,
    change_kind_uncollected;
