/*
 * SPDX-License-Identifier: ISC
 *
 * period/when: which months a period may be of.  The books cover months
 * running; who opens the one after them needs nobody else.  A month far ahead
 * that two people agreed upon stays beside: nothing takes it for the newest.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/period/period.h"

enum { FIRST_BACK = 12, RUN_MAX = 1200 };

#define PERIOD_FIRST_YEAR "1990" /* no older books of this allowance exist */

DB_SQL(q_base) = { "period.base",
	"SELECT coalesce(max(month), '') FROM period_month WHERE month <= ?1" };
DB_SQL(q_is_covered) = { "period.is_covered",
	"SELECT 1 FROM period_month WHERE month = ?1" };

static void
period_month_of(const char *today, char month[DATE_MONTH])
{
	(void)snprintf(month, DATE_MONTH, "%.7s", today);
}

void
period_next_month(const char *today, char out[DATE_MONTH])
{
	char month[DATE_MONTH];

	period_month_of(today, month);
	if (month_add(month, 1, out) != ST_OK)
		out[0] = '\0';
}

enum status
period_horizon(struct db *db, const char *today, char out[DATE_MONTH],
    struct err *err)
{
	char month[DATE_MONTH], next[DATE_MONTH];
	struct db_stmt *s;
	bool row, found = true;
	int64_t one;
	int i;

	period_next_month(today, next);
	s = db_usef(db, &q_base, "t", next);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, month, sizeof(month));
	db_reset(s);
	for (i = 0; found && i < RUN_MAX &&
	    month_add(month, 1, next) == ST_OK; i++) {
		if (db_int1(db_usef(db, &q_is_covered, "t", next), &one, &found,
		    err) != ST_OK)
			return err->st;
		if (found)
			memcpy(month, next, sizeof(month));
	}
	memcpy(out, month, sizeof(month));
	return ST_OK;
}

enum status
period_alone(struct db *db, const char *today, char from[DATE_MONTH],
    char to[DATE_MONTH], struct err *err)
{
	char month[DATE_MONTH], covered[DATE_MONTH];

	if (period_horizon(db, today, covered, err) != ST_OK)
		return err->st;
	if (month_add(covered, 1, from) == ST_OK) {
		memcpy(to, from, DATE_MONTH);
		return ST_OK;
	}
	period_month_of(today, month);
	if (month_add(month, -FIRST_BACK, from) != ST_OK ||
	    month_add(month, 1, to) != ST_OK)
		return err_set(err, ST_INVALID, _("%s is no day"), today);
	return ST_OK;
}

enum status
period_span(const char *code, const char *through, const char *today,
    struct period_span *out, struct err *err)
{
	char month[DATE_MONTH], year[DATE_MONTH] = "";

	if (month_parse(code, out->first) != ST_OK)
		return err_field(err, ST_INVALID, "code",
		    _("%s is no month: write 2019-11 or 11/2019."), code);
	if (str_empty(through))
		through = code;
	if (month_parse(through, out->last) != ST_OK)
		return err_field(err, ST_INVALID, "through",
		    _("%s is no month: write 2019-11 or 11/2019."), through);
	out->months = month_diff(out->last, out->first) + 1;
	if (out->months < 1)
		return err_field(err, ST_INVALID, "through",
		    _("The last month is before the first, %s."), out->first);
	if (out->months > PERIOD_MONTHS)
		return err_field(err, ST_INVALID, "through",
		    _("A period covers %d months at most."), PERIOD_MONTHS);
	period_month_of(today, month);
	if (month_add(month, 12, year) == ST_OK)
		year[4] = '\0';
	if (strncmp(out->first, PERIOD_FIRST_YEAR, 4) < 0 ||
	    strncmp(out->last, year, 4) > 0)
		return err_field(err, ST_INVALID, "code",
		    _("A period lies between 01/%s and 12/%s."),
		    PERIOD_FIRST_YEAR, year);
	return ST_OK;
}
