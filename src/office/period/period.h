/*
 * SPDX-License-Identifier: ISC
 *
 * period/period: payout periods (kỳ chi trả).  Verbs: period.open, period.override,
 * period.close.  A period pays one entitlement month (tháng hưởng) or several
 * in one go: two before Tết, April and May 2020.  Several may be open at once:
 * the old one is settled while the new one is prepared.
 */
#ifndef CHITRA_OFFICE_PERIOD_H
#define CHITRA_OFFICE_PERIOD_H

#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "text/date.h"

#define PERIOD_MONTHS 12 /* more in one period is a slip of the finger */

struct period {
	int64_t id;
	char code[8];
	char state[8]; /* open | closed */
};

#define PERIOD_DAY 11 /* "YYYY-MM-DD" with its NUL */

/* The first day of its first month: what its areas are called by. */
void period_day(const struct period *p, char day[PERIOD_DAY]);

/* By code; "" = the newest open one that begins by next month, else the next
 * open one, else the newest: one far ahead is nobody's default.  ST_NOTFOUND. */
enum status period_find(struct db *db, const char *code, struct period *out,
    struct err *err) ERR_CHECKED;
/*
 * The one that is being paid on a day: while the next is prepared already, the
 * newest open one that began by then; else as period_find("").
 */
enum status period_paying(struct db *db, const char *today, struct period *out,
    struct err *err) ERR_CHECKED;
/* By id; ST_NOTFOUND. */
enum status period_get(struct db *db, int64_t id, struct period *out,
    struct err *err) ERR_CHECKED;
/* What a verb's field may hold: an id, a code or "" as period_find(). */
enum status period_named(struct db *db, const char *id_or_code,
    struct period *out, struct err *err) ERR_CHECKED;
/* Newest first. */
enum status period_list(struct db *db, struct period *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;
/* Its entitlement months in order, at most max. */
enum status period_months(struct db *db, int64_t period, char v[][DATE_MONTH],
    unsigned max, unsigned *n, struct err *err) ERR_CHECKED;

/* ---- which months (when.c) ---------------------------------------- */

/* The month after that of a day. */
void period_next_month(const char *today, char out[DATE_MONTH]);
/*
 * The last month that periods cover without a gap: from the newest that begins
 * by next month on; "" when none does.
 */
enum status period_horizon(struct db *db, const char *today,
    char out[DATE_MONTH], struct err *err) ERR_CHECKED;
/*
 * With which months one person may begin a period: the one after those that
 * run; an office's first from a year back to next month.
 */
enum status period_alone(struct db *db, const char *today,
    char from[DATE_MONTH], char to[DATE_MONTH], struct err *err) ERR_CHECKED;

struct period_span {
	char first[DATE_MONTH], last[DATE_MONTH];
	int months;
};
/* Reads both months (through "" = code) and refuses what no period is: longer
 * than PERIOD_MONTHS, before 1990, after the end of next year. */
enum status period_span(const char *code, const char *through,
    const char *today, struct period_span *out, struct err *err) ERR_CHECKED;

/*
 * Verb "period.open": code, through (last month covered, "" = code).  By whoever
 * prepares for a whole list owner, with the month of period_alone(); any other
 * by the request `open` of two people.  A month is covered once: ST_EXISTS
 * names who opened which period with it, and when.
 * Answer: period (id), code, through, months (how many).
 * Verb "period.override": period, area (list owner), reason.  From then on the
 * owner's list may be begun while its earlier ones are not closed.  Answer:
 * period, code, area, lists (how many earlier ones are open).
 * Verb "period.close": period, area ("" all that is mine).  Closes approved
 * lists whose owner lies wholly in the actor's scope; a draft or submitted one
 * among them refuses it.  The period itself closes with its last list.
 * Not the last one before a later period is open: nobody could be paid.
 * Answer: period, code, lists (closed now), unpaid (lines), unpaid_total, state.
 */

#endif
