/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears: truy lĩnh: months that were due and are on no list, and the
 * missing part of months that a list had with less than was due.  An order
 * says which months at which rate, why, and with which list they come out
 * (due_period); lists make its lines (line.arrears_id).  Owns arrears and
 * arrears_month.
 */
#pragma once

#include "base/names.h"
#include "office/verb/verb.h"

#define ARREARS_MONTHS 600 /* of one order: fifty years */

/* Months that no list has had, or the part that was missing; also a kind of
 * line. */
enum arrears_kind { ARREARS_NO_KIND, ARREARS_MONTH, ARREARS_DIFFERENCE };
extern const struct names arrears_kinds;
enum arrears_state { ARREARS_NO_STATE, ARREARS_DUE, ARREARS_CANCELLED };
extern const struct names arrears_states;

/* ---- orders, for balance/settle ------------------------------------------- */

struct arrears_head {
	int64_t person, entitlement, change; /* change 0: none */
	enum arrears_kind kind;
	const char *reason;    /* typed, or a stored sentence; not "" */
	const char *decision, *decided_on; /* NULL or "": none */
	const char *period;    /* of the list it comes out with */
};

/* Months of one order, each at its own rate (đồng); month as in
 * balance/account.h.  Free with arrears_span_done(). */
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

/* Orders the months of s, at least one; *id: number of the new order. */
enum status arrears_order(struct verb_call *c, const struct arrears_head *h,
    const struct arrears_span *s, int64_t *id, struct err *err) ERR_CHECKED;
/* Why an order was made; when its months are ordered anew, the new order says
 * the same.  All empty: there is no such order. */
struct arrears_why {
	char reason[600], decision[64], decided_on[11];
	int64_t change;
};
enum status arrears_why(struct db *db, int64_t order, struct arrears_why *out,
    struct err *err) ERR_CHECKED;
/* Cancels an order that is on no submitted list, with all its months; a draft
 * that has it must be made anew before it can be submitted. */
enum status arrears_withdraw(struct verb_call *c, int64_t order,
    struct err *err) ERR_CHECKED;

/* The same for all such orders of a request; *months and *total (đồng) say how
 * much they were. */
enum status arrears_cancel(struct verb_call *c, int64_t change,
    int64_t *months, int64_t *total, struct err *err) ERR_CHECKED;

/*
 * The list with which arrears of a person come out: of the first open period
 * after the last one that the list owner submitted a list for, else of the
 * month after the last one covered.  `month`: the first month that list covers.
 */
enum status arrears_next_list(struct db *db, int64_t person, char period[8],
    char month[8], struct err *err) ERR_CHECKED;
/* The same for a list owner. */
enum status arrears_next_list_of(struct db *db, int64_t owner, char period[8],
    char month[8], struct err *err) ERR_CHECKED;

/*
 * What an order will bring, as a stored sentence: "3 × 270.000 arrears",
 * "2 × 210.000 + 1 × 90.000 difference"; "" when it has no months.
 */
enum status arrears_words(struct db *db, int64_t order, char *dst, size_t size,
    struct err *err) ERR_CHECKED;

/* *seq: the number of the next line of that month and kind; from 1. */
enum status arrears_seq(struct db *db, int64_t entitlement, const char *month,
    enum arrears_kind kind, int64_t *seq, struct err *err) ERR_CHECKED;

/*
 * Verbs of the job that searches the people of a list owner for differences,
 * after a rate was set for months that have lists.
 * "arrears.begin": area (the list owner), from, to (""), reason, decision,
 * decision_date; answer: job, total (people), from, to.  Where somebody left a
 * job of that owner half settled, it goes on with that one.
 * "arrears.slice": job, people (""); answer: staged, people, total, done.
 * "arrears.finish": job, people (""), posted until done is 1; answer: orders,
 * months, amount (so far), period, people, total (of those who are settled one
 * by one), done, and with done what was had above a lowered rate, if anything:
 * above (đồng), above_people, above_months.  Repeated it orders nothing:
 * orders 0.
 * "arrears.abort": job.
 */

/*
 * The sum (đồng) of what that search would find in the whole office of months
 * from `from` on, before `to`; drafts do not count.  Where more than `max`
 * months of people are concerned, nothing is computed and whole is false.
 */
struct arrears_differences {
	int64_t amount;
	bool whole;
};
enum status arrears_differences(struct db *db, const char *from,
    const char *to, unsigned max, struct arrears_differences *out,
    struct err *err) ERR_CHECKED;

struct arrears_row {
	int64_t id, person, entitlement, change, months, total;
	char code[25], name[192], category[16], area[192];
	enum arrears_kind kind;
	enum arrears_state state;
	char from[8], to[8], reason[200], decision[64], due_period[8];
	char list_period[8], list_state[10]; /* "" while on no list */
	int64_t list, list_seq;
	char staff[128], at[20];
	/* The other list owner whose months they were, the first by name, "":
	 * none; and how many owners the months had. */
	char owner[192];
	int64_t owners;
};

/*
 * Orders of the people in the scope, and orders with a month of a list owner
 * that the scope holds (balance/month_owner.h), newest first; at most max.
 */
struct arrears_ask {
	int64_t person;        /* 0: all */
	const char *period;    /* code: due or listed in it; "": all */
	unsigned max;
};
enum status arrears_all(struct db *db, const struct scope *sc,
    const struct arrears_ask *ask, struct arrears_row *v, unsigned *n,
    struct err *err) ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb arrears_verbs[];
