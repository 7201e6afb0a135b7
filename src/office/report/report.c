/*
 * SPDX-License-Identifier: ISC
 *
 * report/report: what all sources do alike.  A report covers the
 * part of the reader's scope that was asked for; its head says of which place,
 * which period and which head of the journal the figures are.
 */
#include "office/report/report_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "office/verb/journal.h"
#include "office/list/list.h"
#include "text/date.h"

DB_SQL(q_office) = { "report.office",
	"SELECT value FROM meta WHERE key = 'office'" };
/* The newest list that was approved for the owner of an area. */
DB_SQL(q_newest_list) = { "report.newest_list",
	"SELECT k.id FROM area a JOIN list k ON k.owner_id IN (a.id, a.parent_id)"
	" WHERE a.id = ?2 AND k.period_id = ?1"
	" AND k.state IN ('approved', 'closed') ORDER BY k.seq DESC LIMIT 1" };

enum status
report_params_months(struct report_params *p, const char *typed,
    struct err *err)
{
	const char *dots = strstr(typed, "..");
	char first[16], from[DATE_MONTH] = "", to[DATE_MONTH] = "";
	size_t n = dots != NULL ? (size_t)(dots - typed) : strlen(typed);
	enum status st = ST_OK;

	if (*typed == '\0')
		return ST_OK;
	(void)snprintf(first, sizeof(first), "%.*s", n < 15 ? (int)n : 15,
	    typed);
	st = month_parse(first, from);
	if (st == ST_OK && dots != NULL)
		st = month_parse(dots + 2, to);
	if (st != ST_OK)
		return err_field(err, ST_INVALID, "month",
		    _("a month is 11/2019; several are 11/2019..02/2020"));
	if (dots != NULL && strcmp(from, to) > 0)
		return err_field(err, ST_INVALID, "month",
		    _("the first month is after the last"));
	(void)str_copy_cut(p->from, sizeof(p->from), from);
	(void)str_copy_cut(p->to, sizeof(p->to), dots != NULL ? to : from);
	return ST_OK;
}

/* A list's own period, else the one asked for. */
static enum status
report_period(struct report_base *b, const struct report_params *p,
    struct err *err)
{
	struct list_head h;

	if (p->list == 0)
		return period_find(b->db, p->period, &b->period, err);
	if (list_get(b->db, b->sc, p->list, &h, err) != ST_OK)
		return err->st;
	return period_get(b->db, h.period, &b->period, err);
}

/* Who made and who approved the list asked for, else the newest of `area`. */
static enum status
report_signed(struct report_base *b, int64_t area, struct err *err)
{
	int64_t id = b->params.list;
	struct list_head h;
	enum status st;
	bool found, whole = false;

	if (id == 0) {
		st = db_int1(db_usef(b->db, &q_newest_list, "ii",
		    b->period.id, area), &id, &found, err);
		if (st != ST_OK || !found)
			return st;
	}
	st = list_get(b->db, b->sc, id, &h, err);
	if (st != ST_OK)
		return st;
	if (b->params.list != 0 && str_empty(b->params.area))
		st = scope_covers(b->db, &b->part, h.owner, &whole, err);
	if (whole)
		(void)str_copy_cut(b->area_name, sizeof(b->area_name),
		    h.owner_name);
	(void)str_copy_cut(b->prepared, sizeof(b->prepared), h.prepared_by);
	(void)str_copy_cut(b->approved, sizeof(b->approved), h.approved_by);
	return st;
}

static enum status
report_office(struct report_base *b, struct err *err)
{
	struct db_stmt *s = db_use(b->db, &q_office);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, b->office, sizeof(b->office));
	db_reset(s);
	return ST_OK;
}

/* Months asked for, else the period's, else this one. */
static enum status
report_months(struct report_base *b, const struct report_params *p,
    struct err *err)
{
	const char *from = p->from, *to = p->to;

	clock_date(b->today);
	if (str_empty(from))
		from = b->period.id != 0 ? b->period.code : b->today;
	(void)snprintf(b->from, sizeof(b->from), "%.7s", from);
	(void)snprintf(b->to, sizeof(b->to), "%.7s",
	    str_empty(to) ? b->from : to);
	if (p->days > 0)
		(void)snprintf(b->days, sizeof(b->days), "%d", p->days % 100000);
	return strcmp(b->from, b->to) <= 0 ? ST_OK : err_field(err, ST_INVALID,
	    "month", _("the first month is after the last"));
}

void
report_base_onwards(struct report_base *b)
{
	if (str_empty(b->params.from))
		(void)str_copy_cut(b->to, sizeof(b->to), REPORT_NO_END);
}

static enum status
report_begin(struct report_base *b, const struct report_params *p,
    bool need_period, struct err *err)
{
	char day[PERIOD_DAY];
	int64_t area = 0;
	enum status st;

	st = report_period(b, p, err);
	/* An office without a period has people all the same. */
	if (st == ST_NOTFOUND && !need_period && str_empty(p->period)) {
		memset(&b->period, 0, sizeof(b->period));
		st = ST_OK;
	}
	if (st == ST_OK)
		st = report_months(b, p, err);
	/* Codes of places are those of its time. */
	(void)snprintf(day, sizeof(day), "%.7s-01", b->from);
	if (st == ST_OK)
		st = scope_narrow_on(b->db, b->sc, p->area, p->point, day,
		    &b->part, err);
	if (st == ST_OK)
		st = report_place_name(b, day, &area, err);
	if (st == ST_OK)
		st = report_signed(b, area, err);
	if (st == ST_OK)
		st = report_office(b, err);
	if (st == ST_OK)
		st = journal_seal(b->db, b->seal, sizeof(b->seal), err);
	if (st != ST_OK)
		report_base_done(b);
	return st;
}

enum status
report_base_open(struct report_base *b, struct db *db, const struct scope *sc,
    const struct report_params *p, struct err *err)
{
	memset(b, 0, sizeof(*b));
	b->db = db;
	b->sc = sc;
	b->params = *p;
	return report_begin(b, p, true, err);
}

enum status
report_base_open_any(struct report_base *b, struct db *db,
    const struct scope *sc, const struct report_params *p, struct err *err)
{
	memset(b, 0, sizeof(*b));
	b->db = db;
	b->sc = sc;
	b->params = *p;
	return report_begin(b, p, false, err);
}

void
report_base_done(struct report_base *b)
{
	scope_done(&b->part);
}

const char *
report_base_attr(const struct report_base *b, const char *name)
{
	const struct {
		const char *name, *value;
	} v[] = {
		{ "period", b->period.code }, { "area_name", b->area_name },
		{ "from", b->from }, { "days", b->days },
		{ "to", strcmp(b->to, REPORT_NO_END) != 0 ? b->to : "" },
		{ "point_name", b->point_name }, { "office", b->office },
		{ "seal", b->seal }, { "prepared_by", b->prepared },
		{ "approved_by", b->approved },
	};
	size_t i;

	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++)
		if (strcmp(v[i].name, name) == 0)
			return v[i].value[0] != '\0' ? v[i].value : NULL;
	return NULL;
}
