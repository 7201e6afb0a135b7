/*
 * SPDX-License-Identifier: ISC
 *
 * list/list: payment lists (danh sách chi trả).  Verbs: list.begin, list.slice,
 * list.finish (a job: staging, then one short verb), list.abort, list.submit,
 * list.return, list.approve (password again; never who prepared it).
 */
#ifndef CHITRA_OFFICE_LIST_H
#define CHITRA_OFFICE_LIST_H

#include "office/verb/scope.h"
#include "office/verb/verb.h"

struct list_head {
	int64_t id, period, owner;
	char period_code[8], owner_code[9], owner_name[192];
	int seq;
	char kind[8];         /* monthly, funeral */
	char state[10];
	int64_t lines, people, total; /* control totals */
	int64_t deducted;     /* đồng that `total` is less by, by decision */
	int64_t carried_lines, carried_total; /* still open on earlier lists */
	char prepared_by[128], prepared_at[20], approved_by[128], approved_at[20];
	char checked_at[20];  /* all its checks have run; "" not yet */
};

/*
 * Lists of a period with some place inside the scope, in order of the owner's
 * code.  period 0: of all periods, newest first.
 */
enum status list_all(struct db *db, const struct scope *sc, int64_t period,
    struct list_head *v, unsigned max, unsigned *n, struct err *err)
    ERR_CHECKED;
/* One list; ST_NOTFOUND, ST_DENIED when nothing of it is in the scope. */
enum status list_get(struct db *db, const struct scope *sc, int64_t id,
    struct list_head *out, struct err *err) ERR_CHECKED;

/* Does the scope hold all of this owner's people, so that its lists may be made,
 * approved and closed with it? */
enum status list_owned(struct db *db, const struct scope *sc, int64_t owner,
    bool *whole, struct err *err) ERR_CHECKED;
/* What of an owner's approved lists nobody has collected yet, without what is
 * blocked: closing them leaves it behind. */
struct list_uncollected {
	int64_t people, lines, total;
};
enum status list_uncollected(struct db *db, const struct scope *sc,
    int64_t period, int64_t owner, struct list_uncollected *out,
    struct err *err) ERR_CHECKED;

/* A list that was begun and not made: by whom nobody else sees. */
struct list_left {
	int64_t job, seen, total; /* people looked at, of how many */
	char period[8], owner[9], owner_name[192];
};
/* The newest one of this person whose period is still open. */
enum status list_left(struct db *db, int64_t staff, struct list_left *out,
    bool *found, struct err *err) ERR_CHECKED;

/*
 * Verb "list.begin": period, area (code of the owner), kind (monthly|funeral,
 * "" monthly).  Refused while an earlier period's list of the owner is not
 * closed and nobody gave leave (period.override).  Answer: job, total (people
 * to look at).
 * Verb "list.slice": job, people (how many at most; "" = as many as take a few
 * milliseconds, 70 at most).  Answer:
 * staged (lines so far), people (looked at), total, done (1: all).
 * Verb "list.finish": job.  Makes the main list of the owner, takes the place
 * of a draft, or makes a supplement with those who are on no list yet.
 * ST_BUSY: the roll was changed meanwhile, make it once more.  Answer: list,
 * seq, lines, people, total, deducted, carried_lines, carried_total, doubles
 * (months for which somebody keeps two allowances), digest (hex).
 * Verb "list.abort": job.  Answer: done; 0: there are lines left to take away,
 * post it again (what nobody takes away the next list of that owner does).
 * Verbs "list.submit": list; "list.return": list, reason; "list.approve":
 * list.  Answer: list, state.
 */

/* Verbs, for the table of all (office/table.c). */
extern const struct verb list_verbs[], duplicate_verbs[], period_verbs[];

/* Kinds of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_open, change_kind_reopen,
    change_kind_uncollected;

#endif
