/*
 * SPDX-License-Identifier: ISC
 *
 * period/period: reading tables period and period_month.  How a period is
 * opened and closed: list/period_open.c and list/period_close.c.
 */
#include "office/period/period.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/verb/verb.h"
#include "text/date.h"

DB_SQL(q_by_code) = { "period.by_code",
	"SELECT id, code, state FROM period WHERE code = ?1" };
DB_SQL(q_by_id) = { "period.by_id",
	"SELECT id, code, state FROM period WHERE id = ?1" };
DB_SQL(q_newest) = { "period.newest",
	"SELECT id, code, state FROM period"
	" ORDER BY CASE state WHEN 'open' THEN 0 ELSE 1 END,"
	" CASE WHEN code <= ?1 THEN 0 ELSE 1 END,"
	" CASE WHEN code > ?1 THEN code END, code DESC LIMIT 1" };
DB_SQL(q_paying) = { "period.paying",
	"SELECT id, code, state FROM period WHERE state = 'open'"
	" AND code <= substr(?1, 1, 7) ORDER BY code DESC LIMIT 1" };
DB_SQL(q_all) = { "period.all",
	"SELECT id, code, state FROM period ORDER BY code DESC LIMIT ?1" };
DB_SQL(q_months) = { "period.months",
	"SELECT month FROM period_month WHERE period_id = ?1 ORDER BY month"
	" LIMIT ?2" };

NAMES(period_states, [PERIOD_OPEN] = "open", [PERIOD_CLOSED] = "closed");

#define COL(m) DB_COL(struct period, m)
static const struct db_col period_cols[] = {
	DB_ROW(struct period), COL(id), COL(code),
	DB_COL_ENUM(struct period, state, &period_states), DB_END
};
#undef COL

/* `what`: the code that was looked for, for the refusal; "" for a default. */
static enum status
period_one(struct db_stmt *s, const char *what, struct period *out,
    struct err *err)
{
	bool found;

	if (db_one(s, period_cols, out, &found, err) != ST_OK)
		return err->st;
	if (found)
		return ST_OK;
	return str_empty(what) ? err_field(err, ST_NOTFOUND, "period",
	    _("There is no payout period yet.")) :
	    err_field(err, ST_NOTFOUND, "period",
	    _("There is no payout period %s."), what);
}

void
period_day(const struct period *p, char day[PERIOD_DAY])
{
	(void)snprintf(day, PERIOD_DAY, "%.7s-01", p->code);
}

enum status
period_find(struct db *db, const char *code, struct period *out,
    struct err *err)
{
	char month[DATE_MONTH], today[CLOCK_DATE];

	if (str_empty(code)) {
		clock_date(today);
		period_next_month(today, month);
		return period_one(db_usef(db, &q_newest, "t", month), "", out,
		    err);
	}
	if (month_parse(code, month) != ST_OK)
		return err_field(err, ST_INVALID, "period",
		    _("%s is no month: write 2019-11 or 11/2019."), code);
	return period_one(db_usef(db, &q_by_code, "t", month), month, out, err);
}

enum status
period_paying(struct db *db, const char *today, struct period *out,
    struct err *err)
{
	struct err none = ERR_INIT;
	enum status st = period_one(db_usef(db, &q_paying, "t", today), "",
	    out, &none);

	if (st == ST_NOTFOUND)
		return period_find(db, "", out, err);
	*err = none;
	return st;
}

enum status
period_get(struct db *db, int64_t id, struct period *out, struct err *err)
{
	return period_one(db_usef(db, &q_by_id, "i", id), "", out, err);
}

enum status
period_named(struct db *db, const char *id_or_code, struct period *out,
    struct err *err)
{
	int64_t id;

	/* "201911" is a month too, so ids are tried second. */
	if (str_empty(id_or_code) || strlen(id_or_code) >= 6)
		return period_find(db, id_or_code, out, err);
	if (str_int(id_or_code, 1, INT64_MAX, &id) != ST_OK)
		return period_find(db, id_or_code, out, err);
	return period_get(db, id, out, err);
}

enum status
period_list(struct db *db, struct period *v, unsigned max, unsigned *n,
    struct err *err)
{
	return db_all(db_usef(db, &q_all, "i", (int64_t)max), period_cols, v,
	    max, n, err);
}

enum status
period_months(struct db *db, int64_t period, char v[][DATE_MONTH],
    unsigned max, unsigned *n, struct err *err)
{
	static const struct db_col cols[] = {
		{ DB_MEMBER_ROW, 0, DATE_MONTH, NULL },
		{ DB_MEMBER_TEXT, 0, DATE_MONTH, NULL }, DB_END
	};

	return db_all(db_usef(db, &q_months, "ii", period, (int64_t)max), cols,
	    v, max, n, err);
}
