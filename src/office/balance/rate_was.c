/*
 * SPDX-License-Identifier: ISC
 *
 * balance/rate_was: goes back from the present rows.  A request keeps the value
 * that it replaced (change.was), so that each step back restores one row.
 */
#include "office/balance/rate_was.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
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
struct row {
	bool standard;
	char from[8];
	int64_t value;  /* 0: it was not there yet */
	char at[20];    /* of a request: its approval */
};
struct rows {
	struct row v[ROWS + 1];
	unsigned n;
};

#define COL(m) DB_COL(struct row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct row), COL(standard), COL(from), COL(value), DB_END
}, set_cols[] = {
	DB_ROW(struct row), COL(standard), COL(from), DB_SKIP, COL(at), DB_END
};
enum { SET_WAS = 2 };
#undef COL

/* The newest value of that kind of row. */
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
	if (db_all(db_usef(db, &q_rows, "ttt", province, a->category,
	    a->month), row_cols, r->v, ROWS + 1, &r->n, err) != ST_OK)
		return err->st;
	return r->n <= ROWS ? ST_OK : err_set(err, ST_LIMIT,
	    _("more than %d rates of one allowance"), ROWS);
}

/* Restores the row that request `set` replaced; text: its change.was. */
static void
rows_back(struct rows *r, const struct row *set, const char *text)
{
	struct err none = ERR_INIT;
	int64_t value = 0;
	struct wire_args was;
	unsigned i;

	wire_args_init(&was);
	journal_decode(text, &was);
	if (set->standard)
		value = wire_args_int(&was, "amount", 0);
	else if (category_coefficient(wire_args_text(&was, "coefficient"),
	    &value, &none) != ST_OK)
		value = 0;
	wire_args_done(&was);
	for (i = 0; i < r->n; i++)
		if (r->v[i].standard == set->standard &&
		    strcmp(r->v[i].from, set->from) == 0)
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
	struct row set;
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
		db_row(s, set_cols, &set);
		(void)str_copy_cut(v[*n].at, sizeof(v[0].at), set.at);
		v[(*n)++].amount = rows_amount(&rows, a);
		rows_back(&rows, &set, db_text(s, SET_WAS));
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
