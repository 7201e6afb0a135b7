/*
 * SPDX-License-Identifier: ISC
 *
 * rate/category: the one place where an amount is worked out, and which of two
 * allowances excludes the other.  Payout does not call this: it pays the
 * approved figure.
 */
#include "office/rate/category.h"

#include <stdio.h>

#include "base/say.h"

DB_SQL(q_meta) = { "category.meta",
	"SELECT value FROM meta WHERE key = ?1" };
DB_SQL(q_province_at) = { "category.province_at",
	"SELECT province FROM office_province WHERE from_month <= ?1"
	" ORDER BY from_month DESC LIMIT 1" };
/* Families of two monthly allowances, and whether one person keeps both. */
DB_SQL(q_pair) = { "category.pair",
	"SELECT EXISTS (SELECT 1 FROM keeps_both k WHERE k.from_month <= ?3"
	" AND (k.to_month IS NULL OR k.to_month >= ?3)"
	" AND ((k.family = a.family AND k.other = b.family)"
	"  OR (k.family = b.family AND k.other = a.family)))"
	" FROM category a, category b WHERE a.code = ?1 AND b.code = ?2"
	" AND a.kind = 'base' AND b.kind = 'base'" };
DB_SQL(q_known) = { "category.known",
	"SELECT 1 FROM category WHERE code = ?1" };
DB_SQL(q_all) = { "category.all",
	"SELECT code, name FROM category ORDER BY code LIMIT ?1" };
DB_SQL(q_coefficient) = { "category.coefficient",
	"SELECT hundredths FROM coefficient WHERE category = ?1"
	" AND from_month <= ?2 ORDER BY from_month DESC LIMIT 1" };
DB_SQL(q_standard) = { "category.standard",
	"SELECT amount FROM standard WHERE province = ?1 AND from_month <= ?2"
	" ORDER BY from_month DESC LIMIT 1" };

enum status
category_province(struct db *db, char *out, size_t size, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_meta, "t", "province");
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_set(err, ST_NOTFOUND,
		    _("the books do not say which province they are of"));
	db_copy(s, 0, out, size);
	db_reset(s);
	return ST_OK;
}

enum status
category_province_at(struct db *db, const char *month, char *out, size_t size,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_province_at, "t", month);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return category_province(db, out, size, err);
	db_copy(s, 0, out, size);
	db_reset(s);
	return ST_OK;
}

enum status
category_excludes(struct db *db, const char *a, const char *b,
    const char *month, bool *out, struct err *err)
{
	int64_t both = 0;
	enum status st;
	bool monthly;

	st = db_int1(db_usef(db, &q_pair, "ttt", a, b, month), &both, &monthly,
	    err);
	if (st == ST_OK)
		*out = monthly && both == 0;
	return st;
}

enum status
category_check(struct db *db, const char *code, struct err *err)
{
	int64_t one;
	bool found;

	if (db_int1(db_usef(db, &q_known, "t", code), &one, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "category",
		    _("unknown category: %s"), code);
	return ST_OK;
}

/* Standard and coefficient of the month. */
static enum status
category_rates(struct db *db, const struct category_ask *ask,
    struct category_amount *a, struct err *err)
{
	enum status st;
	bool found;

	if (db_int1(db_usef(db, &q_standard, "tt", ask->province, ask->month),
	    &a->standard, &found, err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "from",
		    _("no standard amount is known for %s"), ask->month);
	if (ask->hundredths > 0) {
		a->hundredths = ask->hundredths;
		return ST_OK;
	}
	st = db_int1(db_usef(db, &q_coefficient, "tt", ask->category,
	    ask->month), &a->hundredths, &found, err);
	if (st == ST_OK && !found)
		return err_field(err, ST_NOTFOUND, "category",
		    _("category %s has no coefficient in %s"), ask->category,
		    ask->month);
	return st;
}

enum status
category_amount(struct db *db, const struct category_ask *ask,
    struct category_amount *out, struct err *err)
{
	struct category_amount a;

	if (category_check(db, ask->category, err) != ST_OK ||
	    category_rates(db, ask, &a, err) != ST_OK)
		return err->st;
	if (ask->manual > 0) {
		a.amount = ask->manual;
	} else if (a.standard * a.hundredths % 100 != 0) {
		return err_field(err, ST_INVALID, "coefficient",
		    _("standard x coefficient is no whole đồng"));
	} else {
		a.amount = a.standard * a.hundredths / 100;
	}
	*out = a;
	return ST_OK;
}

enum status
category_coefficient(const char *typed, int64_t *hundredths, struct err *err)
{
	int64_t whole = 0, part = 0;
	const char *p = typed;
	int places = 0;

	for (; *p >= '0' && *p <= '9' && whole <= 100; p++)
		whole = whole * 10 + (*p - '0');
	if (p > typed && (*p == ',' || *p == '.'))
		for (p++; *p >= '0' && *p <= '9' && places < 2; p++, places++)
			part = part * 10 + (*p - '0');
	if (places == 1)
		part *= 10;
	whole = whole * 100 + part;
	if (*p != '\0' || p == typed || whole < 1 || whole > 10000)
		return err_field(err, ST_INVALID, "coefficient",
		    _("a coefficient is a number like 1,5: %s"), typed);
	*hundredths = whole;
	return ST_OK;
}

void
category_hundredths(char *dst, size_t size, int64_t hundredths)
{
	long long whole = (long long)(hundredths / 100);
	int part = (int)(hundredths % 100);

	if (part == 0)
		(void)snprintf(dst, size, "%lld", whole);
	else if (part % 10 == 0)
		(void)snprintf(dst, size, "%lld,%d", whole, part / 10);
	else
		(void)snprintf(dst, size, "%lld,%02d", whole, part);
}

enum status
category_list(struct db *db, struct category_row *v, unsigned max,
    unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_all, "i", (int64_t)max);
	enum status st;
	bool row;

	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row && *n < max) {
		db_copy(s, 0, v[*n].code, sizeof(v[*n].code));
		db_copy(s, 1, v[*n].name, sizeof(v[*n].name));
		(*n)++;
	}
	return st;
}
