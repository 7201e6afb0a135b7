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

/* ---- orders, for balance/settle ------------------------------------------- */

struct arrears_head {
	int64_t person, entitlement, change; /* change 0: none */
	const char *kind;      /* arrears | difference */
	const char *reason;    /* typed, or a stored sentence; not "" */
	const char *decision, *decided_on; /* NULL or "": none */
	const char *period;    /* with whose list it comes */
};

/* Months of one order, each at its own rate; month as in balance/account.h. */
struct arrears_span {
	struct arrears_span_month {
		int month;
		int64_t amount, standard, hundredths;
	} *v;
	unsigned n;
};
void arrears_span_init(struct arrears_span *s);
void arrears_span_add(struct arrears_span *s, int month, int64_t amount,
    int64_t standard, int64_t hundredths);
void arrears_span_done(struct arrears_span *s);

/* Orders these months, of which there is one at least; *id its number. */
enum status arrears_order(struct verb_call *c, const struct arrears_head *h,
    const struct arrears_span *s, int64_t *id, struct err *err) ERR_CHECKED;
/* Why an order was made: one whose months are ordered anew keeps it. */
struct arrears_why {
	char reason[600], decision[64], decided_on[11];
	int64_t change;
};
enum status arrears_why(struct db *db, int64_t order, struct arrears_why *out,
    struct err *err) ERR_CHECKED;
/* An order that no submitted list has goes, as a whole; a draft that has it
 * must be made anew before it can be submitted. */
enum status arrears_withdraw(struct verb_call *c, int64_t order,
    struct err *err) ERR_CHECKED;

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
/* The same of an owner of lists. */
enum status arrears_next_list_of(struct db *db, int64_t owner, char period[8],
    char month[8], struct err *err) ERR_CHECKED;

/*
 * "3 × 270.000 arrears", "2 × 210.000 difference", months of one amount
 * together: for sentences that say what will come.
 */
enum status arrears_words(struct db *db, int64_t order, char *dst, size_t size,
    struct err *err) ERR_CHECKED;

/* The number of the next line of that month and kind. */
enum status arrears_seq(struct db *db, int64_t entitlement, const char *month,
    const char *kind, int64_t *seq, struct err *err) ERR_CHECKED;

/*
 * Verbs of a job for a rate that was raised backwards, posted like those of a
 * list: "arrears.begin": area (owner of lists), from, to (""), reason,
 * decision, decision_date; answer: job, total (people), from, to.
 * "arrears.slice": job, people (""); answer: staged, people, total, done.
 * "arrears.finish": job, people (""); answer: orders, months, amount (so far),
 * period, people, total (of those settled as one), done: posted until that is
 * 1, and with it what was had above a lowered rate, where there is some: above
 * (đồng), above_people, above_months.  Searched once more it orders nothing:
 * orders 0.  What was left half way goes on with arrears.begin of its owner, by
 * whomever.  "arrears.abort": job.
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
	/* Whose months they were where that is not the record's owner: the first
	 * by name, "" none; owners of all the months. */
	char owner[192];
	int64_t owners;
};

/*
 * Orders of the people in the scope, and those of a month of a list owner whom
 * it holds (balance/month_owner.h), newest first: of one person, or 0; due in
 * or listed in a period (its code), or "".
 */
enum status arrears_all(struct db *db, const struct scope *sc,
    const char *period, int64_t person, struct arrears_row *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb arrears_verbs[];

#endif
