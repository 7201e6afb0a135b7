/*
 * SPDX-License-Identifier: ISC
 *
 * balance/rate_was: goes back from the rows of now.  A request keeps how the row
 * stood that it wrote over (change.was), so that each step back is one row.
 */
#include "office/balance/rate_was.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/rate/category.h"
#include "office/verb/journal.h"

/* Rows of a province's standard, and of a category's coefficient, up to ?3. */
DB_SQL(q_rows) = { "rate_was.rows",
	"SELECT 1, from_month, amount FROM standard"
	" WHERE province = ?1 AND from_month <= ?3"
	" UNION ALL SELECT 0, from_month, hundredths FROM coefficient"
	" WHERE category = ?2 AND from_month <= ?3" };
/* Requests that set one of them since ?4, the newest first. */
DB_SQL(q_set) = { "rate_was.set",
	"SELECT kind = 'standard.set', month, was, checked_at FROM change"
	" {by change_kind} WHERE kind IN ('standard.set',"
	" 'coefficient.set') AND state = 'approved' AND month <= ?3"
	" AND checked_at >= ?4 AND subject = CASE kind WHEN 'standard.set'"
	" THEN ?1 ELSE ?2 END || ' ' || month"
	" ORDER BY checked_at DESC, id DESC" };

#define ROWS 128 /* of both, in all months */
struct rows {
	struct {
		bool standard;
		char from[8];
		int64_t value; /* 0: it was not there yet */
	} v[ROWS];
	unsigned n;
};

/* Of the newest row of its kind that is there. */
static int64_t
rows_value(const struct rows *r, bool standard)
{
	unsigned i, best = r->n;

	for (i = 0; i < r->n; i++)
		if (r->v[i].standard == standard && r->v[i].value > 0 &&
		    (best == r->n || strcmp(r->v[i].from, r->v[best].from) > 0))
			best = i;
	return best < r->n ? r->v[best].value : 0;
}

static int64_t
rows_amount(const struct rows *r, const struct rate_was_ask *a)
{
	return rows_value(r, true) * (a->hundredths > 0 ? a->hundredths :
	    rows_value(r, false)) / 100;
}

static enum status
rows_read(struct db *db, const struct rate_was_ask *a, const char *province,
    struct rows *r, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_rows, "ttt", province, a->category,
	    a->month);
	enum status st;
	bool row;

	r->n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (r->n == ROWS) {
			db_reset(s);
			return err_set(err, ST_LIMIT,
			    _("more than %d rates of one allowance"), ROWS);
		}
		r->v[r->n].standard = db_int(s, 0) != 0;
		db_copy(s, 1, r->v[r->n].from, sizeof(r->v[0].from));
		r->v[r->n++].value = db_int(s, 2);
	}
	return st;
}

/* The row as it was before the request that s stands on. */
static void
rows_back(struct rows *r, struct db_stmt *s)
{
	bool standard = db_int(s, 0) != 0;
	int64_t value = 0;
	struct wire_args was;
	unsigned i;

	wire_args_init(&was);
	journal_decode(db_text(s, 2), &was);
	if (standard)
		value = wire_args_int(&was, "amount", 0);
	else if (category_coefficient(wire_args_text(&was, "coefficient"),
	    &value, NULL) != ST_OK)
		value = 0;
	wire_args_done(&was);
	for (i = 0; i < r->n; i++)
		if (r->v[i].standard == standard &&
		    strcmp(r->v[i].from, db_text(s, 1)) == 0)
			r->v[i].value = value;
}

enum status
rate_was(struct db *db, const struct rate_was_ask *a,
    struct rate_was v[RATE_WAS], unsigned *n, struct err *err)
{
	char province[9];
	struct rate_was one;
	struct db_stmt *s;
	struct rows rows;
	enum status st;
	unsigned i;
	bool row;

	*n = 0;
	if (category_province_at(db, a->month, province, sizeof(province),
	    err) != ST_OK || rows_read(db, a, province, &rows, err) != ST_OK)
		return err->st;
	s = db_usef(db, &q_set, "tttt", province, a->category, a->month,
	    a->since);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (*n == RATE_WAS - 1) {
			db_reset(s);
			return err_set(err, ST_LIMIT, _("a rate was set more "
			    "than %d times"), RATE_WAS - 1);
		}
		db_copy(s, 3, v[*n].at, sizeof(v[0].at));
		v[(*n)++].amount = rows_amount(&rows, a);
		rows_back(&rows, s);
	}
	if (st != ST_OK)
		return st;
	(void)str_copy_cut(v[*n].at, sizeof(v[0].at), a->since);
	v[(*n)++].amount = rows_amount(&rows, a);
	for (i = 0; i < *n / 2; i++) {
		one = v[i];
		v[i] = v[*n - 1 - i];
		v[*n - 1 - i] = one;
	}
	return ST_OK;
}
