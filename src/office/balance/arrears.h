/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears: truy lĩnh: months that were due and stand on no list, and the rest
 * where a list had less than was due.  An order says which months at which
 * rate, why, and in which list they come out (due_period); lists make its
 * lines, named by line.arrears_id.  Owns arrears and arrears_month.
 */
#ifndef CHITRA_OFFICE_ARREARS_H
#define CHITRA_OFFICE_ARREARS_H

#include "office/verb/verb.h"

#define ARREARS_MONTHS 600 /* of one order: fifty years */

struct arrears_ask {
	int64_t person, entitlement, change; /* change 0: none */
	const char *from;      /* first month */
	const char *to;        /* last; "": the month before the next list */
	const char *reason;    /* in words, not "" */
	const char *decision;  /* its number, "" none */
	const char *decided_on;/* its day, "" none */
};

struct arrears_made {
	int64_t months, total; /* in both orders; đồng */
	int64_t order[2];      /* 'arrears', 'difference'; 0: not needed */
	char due_period[8];    /* "YYYY-MM" */
};

/*
 * Orders every month from..to that is due (office/roll/due.h) and neither listed
 * nor ordered, as 'arrears'; where less is listed or ordered than is due, the
 * rest as 'difference'.  Months that the next list covers by itself are left
 * to it.  So the same call again orders nothing.  None: months 0, ST_OK.
 * ST_INVALID: from after to, no reason, more than ARREARS_MONTHS.
 */
enum status arrears_make(struct verb_call *c, const struct arrears_ask *a,
    struct arrears_made *out, struct err *err) ERR_CHECKED;

/* One month's order of kind difference, of an amount known to be owed. */
struct arrears_rest {
	int64_t person, entitlement, change, amount, standard, hundredths;
	char month[8];
	const char *reason;
};
/* `period`: with which list it comes. */
enum status arrears_give(struct verb_call *c, const struct arrears_rest *r,
    char period[8], struct err *err) ERR_CHECKED;

/*
 * Cancels the orders of a request that stand on no submitted or approved
 * list; a draft that has them must be made anew before it can be submitted.
 */
enum status arrears_cancel(struct verb_call *c, int64_t change,
    int64_t *months, int64_t *total, struct err *err) ERR_CHECKED;

/*
 * The list on which arrears of a person come out: the first open period after
 * the last for which the owner of the list submitted one, else the month after
 * the last one covered.  `month`: first entitlement month that list covers.
 */
enum status arrears_next_list(struct db *db, int64_t person, char period[8],
    char month[8], struct err *err) ERR_CHECKED;

/*
 * "3 × 270.000 arrears", "2 × 210.000 difference", months of one amount
 * together: for sentences that say what will come.  `order`: of arrears_made.
 */
enum status arrears_words(struct db *db, int64_t order, char *dst, size_t size,
    struct err *err) ERR_CHECKED;

/* How much of one month is missing: difference tells of which kind. */
struct arrears_gap {
	int64_t amount, standard, hundredths;
	bool difference;
};
/* amount 0: nothing is. */
enum status arrears_missing(struct db *db, int64_t entitlement,
    const char *month, struct arrears_gap *out, struct err *err) ERR_CHECKED;

/* The same of grant `g` among `all` (n) of one person, as due_person() gave
 * them. */
struct due_grant;
enum status arrears_gap(struct db *db, const struct due_grant *g,
    const struct due_grant *all, unsigned n, const char *month,
    struct arrears_gap *gap, struct err *err) ERR_CHECKED;
/* The number of the next line of that month and kind. */
enum status arrears_seq(struct db *db, int64_t entitlement, const char *month,
    const char *kind, int64_t *seq, struct err *err) ERR_CHECKED;

/*
 * Verbs of a job for a rate that was raised backwards, posted like those of a
 * list: "arrears.begin": area (owner of lists), from, to (""), reason,
 * decision, decision_date; answer: job, total (people), from, to.
 * "arrears.slice": job, people (""); answer: staged, people, total, done.
 * "arrears.finish": job; answer: orders, months, amount, period.  Done once
 * more it orders nothing: orders 0.  "arrears.abort": job.
 */

/*
 * The sum of what the search above would find of months from `from` on, before
 * `to`, in the whole office; drafts left out.  It looks at `max` months of
 * people at most: where there are more, nothing is looked at and *whole is
 * false.
 */
enum status arrears_differences(struct db *db, const char *from,
    const char *to, unsigned max, int64_t *amount, bool *whole,
    struct err *err) ERR_CHECKED;

struct arrears_row {
	int64_t id, person, entitlement, change, months, total;
	char code[25], name[192], category[16], area[192];
	char kind[12], from[8], to[8], reason[200], decision[64];
	char due_period[8], state[10]; /* due | cancelled */
	char list_period[8], list_state[10]; /* "" while on no list */
	int64_t list, list_seq;
	char staff[128], at[20];
};

/*
 * Orders of the people in the scope, newest first: of one person, or 0; due in
 * or listed in a period (its code), or "".
 */
enum status arrears_all(struct db *db, const struct scope *sc,
    const char *period, int64_t person, struct arrears_row *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb arrears_verbs[];

#endif
