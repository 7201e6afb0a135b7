/*
 * SPDX-License-Identifier: ISC
 *
 * period/period: payout periods (kỳ chi trả).  Verbs: period.open, period.override,
 * period.close.  A period pays one entitlement month (tháng hưởng) or several
 * in one go: two before Tết, April and May 2020.  Several may be open at once:
 * the next one is prepared while the old one is still being paid.
 */
#pragma once

#include "base/names.h"
#include "office/verb/scope.h"
#include "office/verb/verb.h"
#include "text/date.h"

#define PERIOD_MONTHS 12 /* more is taken for a typing error */

enum period_state { PERIOD_STATE_NONE, PERIOD_OPEN, PERIOD_CLOSED };
extern const struct names period_states;

struct period {
	int64_t id;
	char code[8]; /* its first month */
	enum period_state state;
};

#define PERIOD_DAY 11 /* "YYYY-MM-DD" with its NUL */

/* The first day of its first month: the day for which areas are named. */
void period_day(const struct period *p, char day[PERIOD_DAY]);

/*
 * By code (2019-11 or 11/2019).  "": the newest open one that begins no later
 * than next month, else the earliest open one after that, else the newest; so a
 * period far ahead is never the default.  ST_NOTFOUND; ST_INVALID when code is
 * no month.
 */
enum status period_find(struct db *db, const char *code, struct period *out,
    struct err *err) ERR_CHECKED;
/*
 * The period that is being paid on a day (YYYY-MM-DD): the newest open one that
 * had begun by then, although the next one may be open already; without one, as
 * period_find("").
 */
enum status period_paying(struct db *db, const char *today, struct period *out,
    struct err *err) ERR_CHECKED;
/* By id; ST_NOTFOUND. */
enum status period_get(struct db *db, int64_t id, struct period *out,
    struct err *err) ERR_CHECKED;
/* By what a field of a verb may hold: an id, a code or "", as period_find(). */
enum status period_named(struct db *db, const char *id_or_code,
    struct period *out, struct err *err) ERR_CHECKED;
/* At most max periods, newest first. */
enum status period_list(struct db *db, struct period *v, unsigned max,
    unsigned *n, struct err *err) ERR_CHECKED;
/* The months (YYYY-MM) that it pays, in order, at most max. */
enum status period_months(struct db *db, int64_t period, char v[][DATE_MONTH],
    unsigned max, unsigned *n, struct err *err) ERR_CHECKED;

/* ---- which months (when.c) ---------------------------------------- */

/* The month after that of a day; "" when today is no day. */
void period_next_month(const char *today, char out[DATE_MONTH]);
/*
 * The last month of the unbroken run of months covered by periods that reaches
 * next month or ends before it; "" when there is none.
 */
enum status period_horizon(struct db *db, const char *today,
    char out[DATE_MONTH], struct err *err) ERR_CHECKED;
/*
 * The months, from *from to *to, with which a period may begin that one person
 * opens alone: the month after period_horizon(); for the first period of an
 * office, any from a year back to next month.
 */
enum status period_alone(struct db *db, const char *today,
    char from[DATE_MONTH], char to[DATE_MONTH], struct err *err) ERR_CHECKED;

struct period_span {
	char first[DATE_MONTH], last[DATE_MONTH];
	int months;
};
/* Reads both months (through "" = code).  ST_INVALID for more than
 * PERIOD_MONTHS, for months before 1990 or after the end of next year. */
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
