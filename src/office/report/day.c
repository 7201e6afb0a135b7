/*
 * SPDX-License-Identifier: ISC
 *
 * report/day: the source "receipts": what was paid today inside the scope, by
 * member of staff, with what was taken back.  It goes with the count of the
 * cash at the end of the day.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "office/roll/collector.h"
#include "office/report/report_priv.h"

enum {
	R_STAFF, R_RECEIPT, R_TIME, R_CODE, R_NAME, R_TOTAL, R_LINES, R_METHOD,
	R_COLLECTOR, R_POINT, R_NOTE, R_COUNT
};

static const struct report_field day_fields[] = {
	[R_STAFF] = { "staff", REPORT_TEXT, N_("Paying staff") },
	[R_RECEIPT] = { "receipt", REPORT_COUNT, N_("Receipt") },
	[R_TIME] = { "time", REPORT_TEXT, N_("Time") },
	[R_CODE] = { "code", REPORT_TEXT, N_("File number") },
	[R_NAME] = { "name", REPORT_TEXT, N_("Full name") },
	[R_TOTAL] = { "total", REPORT_MONEY, N_("Total") },
	[R_LINES] = { "lines", REPORT_COUNT, N_("Lines") },
	[R_METHOD] = { "method", REPORT_TEXT, N_("Paid") },
	[R_COLLECTOR] = { "collector", REPORT_TEXT, N_("Collected by") },
	[R_POINT] = { "point", REPORT_TEXT, N_("Point") },
	[R_NOTE] = { "note", REPORT_TEXT, N_("Note") },
	[R_COUNT] = { .name = NULL }
};

DB_SQL(q_staff) = { "day.staff",
	"SELECT id, name FROM staff WHERE id > ?1 ORDER BY id LIMIT 1" };
/* What still stands of a receipt; one that was taken back shows 0. */
DB_SQL(q_receipts) = { "day.receipts",
	"SELECT r.no, substr(r.at, 12, 5), h.code, h.name, r.lines, r.method,"
	" r.collector_name, o.name, o.area_id, o.id,"
	" (SELECT coalesce(sum(y.amount), 0) FROM payout y JOIN standing s"
	"  ON s.payout_id = y.id WHERE y.receipt_no = r.no), r.total,"
	" r.collector"
	" FROM receipt r JOIN person h ON h.id = r.person_id"
	" JOIN point o ON o.id = r.point_id"
	" WHERE r.staff_id = ?1 AND r.at >= ?2 AND r.at < ?2 || 'U'"
	" AND r.no > ?3 ORDER BY r.no LIMIT 1" };

struct day_report {
	struct report_base base;
	char today[CLOCK_DATE];
	int64_t staff, receipt; /* the last ones read */
	char staff_name[128], time[6], code[25], name[192], method[8];
	char collector[300], point[128];
};

static void
day_close(void *state)
{
	struct day_report *r = state;

	if (r == NULL)
		return;
	report_base_done(&r->base);
	free(r);
}

static enum status
day_open(struct db *db, const struct scope *sc, const struct report_params *p,
    void **state, struct err *err)
{
	struct day_report *r = mem_zalloc(sizeof(*r));
	enum status st = report_base_open(&r->base, db, sc, p, err);

	if (st != ST_OK) {
		day_close(r);
		return st;
	}
	clock_date(r->today);
	*state = r;
	return ST_OK;
}

/* The next member of staff; *end when there is none. */
static enum status
day_staff(struct day_report *r, bool *end, struct err *err)
{
	struct db_stmt *s = db_usef(r->base.db, &q_staff, "i", r->staff);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*end = !row;
	if (row) {
		r->staff = db_int(s, 0);
		db_copy(s, 1, r->staff_name, sizeof(r->staff_name));
	}
	r->receipt = 0;
	db_reset(s);
	return ST_OK;
}

static const char *
day_method(const char *method)
{
	if (strcmp(method, "home") == 0)
		return _("at home");
	return strcmp(method, "counter") == 0 ? _("at the counter") :
	    _("at the point");
}

static void
day_cells(struct day_report *r, struct db_stmt *s, struct report_cell *c)
{
	db_copy(s, 1, r->time, sizeof(r->time));
	db_copy(s, 2, r->code, sizeof(r->code));
	db_copy(s, 3, r->name, sizeof(r->name));
	db_copy(s, 5, r->method, sizeof(r->method));
	collector_said(db_text(s, 12), db_text(s, 6), r->collector,
	    sizeof(r->collector));
	db_copy(s, 7, r->point, sizeof(r->point));
	memset(c, 0, R_COUNT * sizeof(*c));
	c[R_STAFF].text = r->staff_name;
	c[R_RECEIPT].num = r->receipt;
	c[R_TIME].text = r->time;
	c[R_CODE].text = r->code;
	c[R_NAME].text = r->name;
	c[R_TOTAL].num = db_int(s, 10);
	c[R_LINES].num = db_int(s, 4);
	c[R_METHOD].text = day_method(r->method);
	c[R_COLLECTOR].text = r->collector;
	c[R_POINT].text = r->point;
	c[R_NOTE].text = db_int(s, 10) == 0 ? _("taken back") : "";
}

static enum status
day_next(void *state, struct report_cell *cells, bool *end, struct err *err)
{
	struct day_report *r = state;
	enum status st = ST_OK;
	bool row;

	*end = false;
	if (r->staff == 0)
		st = day_staff(r, end, err);
	while (st == ST_OK && !*end) {
		struct db_stmt *s = db_usef(r->base.db, &q_receipts, "iti",
		    r->staff, r->today, r->receipt);

		st = db_step(s, &row, err);
		if (st != ST_OK)
			return st;
		if (!row) {
			st = day_staff(r, end, err);
			continue;
		}
		r->receipt = db_int(s, 0);
		if (scope_has(&r->base.part, db_int(s, 8), db_int(s, 9))) {
			day_cells(r, s, cells);
			db_reset(s);
			return ST_OK;
		}
		db_reset(s);
	}
	return st;
}

static const char *
day_attr(void *state, const char *name)
{
	struct day_report *r = state;

	return report_base_attr(&r->base, name);
}

const struct report_source report_source_receipts = {
	.name = "receipts", .title = N_("Receipts of the day"),
	.fields = day_fields, .nfields = R_COUNT, .open = day_open,
	.next = day_next, .attr = day_attr, .close = day_close,
};
