/*
 * SPDX-License-Identifier: ISC
 *
 * pay/pay: pays people.  Owns receipt, payout and standing.
 * Verbs: pay, reverse, block, unblock.  Rules 1, 2, 6 and 7 of the house.
 */
#pragma once

#include "office/verb/scope.h"
#include "office/verb/verb.h"

#define PAYOUT_LINES_MAX 1000 /* lines of one receipt: eighty years */

/* A line of a person, open or paid, as the payout desk shows it. */
struct payout_line {
	int64_t id, amount, standard, hundredths;
	char month[8];      /* tháng hưởng */
	char kind[12];      /* base, care, arrears, ... */
	char category[16];  /* code */
	char category_name[160];
	int no;             /* STT */
	char list_state[12];
	char blocked[160];  /* reason, "" when not blocked */
	int64_t receipt;    /* receipt number when paid, else 0 */
	char paid_at[20];
	char paid_by[128];
	char method[8];
	int64_t deducted;   /* đồng cut for a recovery; amount is what is left */
};

struct payout_lines {
	struct payout_line *v; /* owned */
	unsigned n, cap;
	int64_t open_total; /* đồng that `pay` would pay now */
	unsigned open;      /* lines that it would pay */
	int64_t funeral_total; /* đồng for the organiser of the funeral alone */
	unsigned funeral;      /* and the lines */
};

/* Is it open, and of funeral support (of any other kind)? */
bool payout_line_open(const struct payout_line *l, bool funeral);

/*
 * The lines of a person on approved lists up to the period that are not paid,
 * oldest first, blocked ones too; then those paid in this period.  Months after
 * the month of death are blocked (NĐ 20/2021 art. 8.2: that month is due, the
 * next is not).  There is no limit, so that what is shown, summed and paid is
 * the same.  `out` is all zero or was read before; payout_lines_done() frees
 * it.  ST_NOTFOUND; ST_DENIED outside the scope.
 */
enum status payout_lines_of(struct db *db, const struct scope *sc,
    int64_t period, int64_t person, struct payout_lines *out, struct err *err)
    ERR_CHECKED;
void payout_lines_done(struct payout_lines *l);

/* A payout of a person. */
struct payout_past {
	int64_t receipt, amount;
	char month[8], kind[12], at[20], staff[128], point[128], method[8];
	char owner[192]; /* list owner of the month, "" the one of the record */
	bool reversed;
};
/* Newest first: at most max, after offset others.  Refused as payout_lines_of(). */
struct payout_ask {
	int64_t person;
	unsigned offset, max;
};
enum status payout_history(struct db *db, const struct scope *sc,
    const struct payout_ask *ask, struct payout_past *v, unsigned *n,
    struct err *err) ERR_CHECKED;

/* What this member of staff paid today: people and đồng. */
enum status payout_today(struct db *db, int64_t staff, const char *today,
    int64_t *people, int64_t *money, struct err *err) ERR_CHECKED;

/*
 * Verb "pay": person (id), period (id or code), point (code; "" the only point
 * of the staff, else the person's), method point|home|counter, collector
 * self|guardian|carer|authorised|heir|organiser, collector_id (of a registered
 * one), collector_name, collector_identity, document (letter, certificate), lines ("12,13": ids the clerk saw), total
 * (đồng the clerk saw).  Pays exactly the lines seen or nothing: ST_EXISTS
 * "paid by X at HH:MM, receipt N" when one stands, ST_INVALID when the open
 * lines are not those seen, ST_LIMIT when they are more than PAYOUT_LINES_MAX.
 * Answer: receipt, total, lines, name, collector, collector_name, at.
 * Verb "reverse": receipt, reason.  Same member of staff, same day; anything else
 * is a request (kind reverse).  Answer: receipt, total, lines, name.
 * Verbs "block" and "unblock": person (id), lines ("" all that apply), reason.
 * Answer: lines (how many).  Not by who blocked them, nor what a request did.
 */

/* Is that the number of a death certificate?  An heir shows one. */
enum status collect_certificate(const char *number, struct err *err)
    ERR_CHECKED;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb payout_verbs[];

/* Kinds of request, for the table of all (office/kinds.c). */
struct change_kind;
extern const struct change_kind change_kind_reverse;
