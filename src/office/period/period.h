/*
 * SPDX-License-Identifier: ISC
 *
 * period/period: payout periods (kỳ chi trả).  Verbs: period.open, period.override,
 * period.close.  A period pays one entitlement month (tháng hưởng) or several
 * together: two before Tết, April and May 2020.  Several periods may be open at
 * once: the old one is closed while the new one is prepared.
 */
#ifndef CHITRA_OFFICE_PERIOD_H
#define CHITRA_OFFICE_PERIOD_H

#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "text/date.h"

#define PERIOD_MONTHS 12 /* more in one period is a typing error */

struct period {
	int64_t id;
	char code[8];
	char state[8]; /* open | closed */
};

#define PERIOD_DAY 11 /* "YYYY-MM-DD" with its NUL */

/* The first day of its first month; codes of areas are those of that day. */
void period_day(const struct period *p, char day[PERIOD_DAY]);

/* By code; "": the newest open one that begins by next month, else the next
 * open one, else the newest of all.  ST_NOTFOUND. */
enum status period_find(struct db *db, const char *code, struct period *out,
    struct err *err) ERR_CHECKED;
/* The one that is paid on a day: the newest open one that began by then; without
 * one as period_find(""). */
enum status period_paying(struct db *db, const char *today, struct period *out,
    struct err *err) ERR_CHECKED;
/* By id; ST_NOTFOUND. */
enum status period_get(struct db *db, int64_t id, struct period *out,
    struct err *err) ERR_CHECKED;
/* By what the field of a verb holds: an id, a code or "". */
enum status period_named(struct db *db, const char *id_or_code,
    struct period *out, struct err *err) ERR_CHECKED;
/* All periods, newest first, at most max. */
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
 * The months with which one person alone may open a period: the month after
 * those covered; for the first period of an office, a year back to next month.
 */
enum status period_alone(struct db *db, const char *today,
    char from[DATE_MONTH], char to[DATE_MONTH], struct err *err) ERR_CHECKED;

struct period_span {
	char first[DATE_MONTH], last[DATE_MONTH];
	int months;
};
/* Reads both months (through "": code).  ST_INVALID: more than PERIOD_MONTHS,
 * before 1990, or after the end of next year. */
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
