/*
 * SPDX-License-Identifier: ISC
 *
 * roll/due: reads entitlement, suspension and person; writes nothing.
 */
#include "office/roll/due.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"

/*
 * Entitlements in force in that month.  After the month in which a person died
 * or moved away nothing is due, except that of a person who moved away, the
 * last month that a decision gave the entitlement counts.
 */
DB_SQL(q_grants) = { "due.grants",
	"SELECT e.id, e.category, c.kind = 'base', e.hundredths, e.manual"
	" FROM entitlement e JOIN category c ON c.code = e.category"
	" JOIN person p ON p.id = e.person_id"
	" WHERE e.person_id = ?1 AND e.state <> 'void'"
	" AND e.from_month <= ?2 AND (e.to_month IS NULL OR e.to_month >= ?2)"
	" AND c.kind IN ('base', 'care')"
	" AND (p.state = 'active' OR (p.state <> 'merged'"
	"  AND substr(p.state_on, 1, 7) >= ?2)"
	"  OR (p.state = 'moved' AND e.to_month IS NOT NULL))"
	" AND NOT EXISTS (SELECT 1 FROM suspension s"
	"  WHERE s.entitlement_id = e.id AND s.from_month <= ?2"
	"  AND (s.to_month IS NULL OR s.to_month >= ?2)) ORDER BY e.id" };
DB_SQL(q_whose) = { "due.whose",
	"SELECT person_id FROM entitlement WHERE id = ?1" };

#define COL(m) DB_COL(struct due_grant, m)
static const struct db_col grant_cols[] = {
	DB_ROW(struct due_grant), COL(entitlement), COL(category), COL(base),
	COL(hundredths), COL(manual), DB_END
};
#undef COL

/*
 * Is this one due beside those chosen already?  An allowance for care excludes
 * only the same category.
 */
static enum status
due_beside(struct db *db, const char *month, struct due_grant *v, unsigned n,
    struct due_grant *g, struct err *err)
{
	bool excluded = false;
	unsigned i;

	for (i = 0; i < n; i++) {
		if (&v[i] == g || !v[i].is.due)
			continue;
		/* The same twice: two records of one person were merged. */
		excluded = strcmp(v[i].category, g->category) == 0;
		if (!excluded && v[i].base && g->base &&
		    category_excludes(db, v[i].category, g->category, month,
		    &excluded, err) != ST_OK)
			return err->st;
		if (!excluded)
			continue;
		(void)str_copy_cut(g->is.instead, sizeof(g->is.instead),
		    v[i].category);
		return ST_OK;
	}
	g->is.due = true;
	return ST_OK;
}

/* The highest not seen yet; of equal ones the older record. */
static struct due_grant *
due_next(struct due_grant *v, unsigned n, const bool *seen)
{
	struct due_grant *best = NULL;
	unsigned i;

	for (i = 0; i < n; i++)
		if (!seen[i] && (best == NULL ||
		    v[i].is.amount > best->is.amount ||
		    (v[i].is.amount == best->is.amount &&
		    v[i].entitlement < best->entitlement)))
			best = &v[i];
	return best;
}

static enum status
due_too_many(struct err *err)
{
	return err_set(err, ST_LIMIT, _("more than %d allowances of one person"),
	    DUE_GRANTS);
}

enum status
due_choose(struct db *db, const char *month, struct due_grant *v, unsigned n,
    struct err *err)
{
	bool seen[DUE_GRANTS] = { false };
	struct due_grant *g;
	unsigned i;

	if (n > DUE_GRANTS)
		return due_too_many(err);
	for (i = 0; i < n; i++) {
		v[i].is.instead[0] = '\0';
		v[i].is.due = false;
	}
	while ((g = due_next(v, n, seen)) != NULL) {
		if (due_beside(db, month, v, n, g, err) != ST_OK)
			return err->st;
		seen[g - v] = true;
	}
	return ST_OK;
}

/* The amounts by the rates of that month. */
static enum status
due_amounts(struct db *db, const char *month, struct due_grant *v, unsigned n,
    struct err *err)
{
	struct category_amount a;
	char province[9];
	unsigned i;

	if (n == 0)
		return ST_OK;
	if (category_province_at(db, month, province, sizeof(province),
	    err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		struct category_ask ask = { .province = province,
		    .category = v[i].category, .month = month,
		    .hundredths = v[i].hundredths, .manual = v[i].manual };

		if (category_amount(db, &ask, &a, err) != ST_OK)
			return err->st;
		v[i].is.amount = a.amount;
		v[i].is.standard = a.standard;
		v[i].is.hundredths = a.hundredths;
	}
	return ST_OK;
}

enum status
due_person(struct db *db, int64_t person, const char *month,
    struct due_grant v[DUE_GRANTS], unsigned *n, struct err *err)
{
	struct due_grant all[DUE_GRANTS + 1];
	unsigned got;

	if (db_all(db_usef(db, &q_grants, "it", person, month), grant_cols, all,
	    DUE_GRANTS + 1, &got, err) != ST_OK)
		return err->st;
	if (got > DUE_GRANTS)
		return due_too_many(err);
	if (due_amounts(db, month, all, got, err) != ST_OK ||
	    due_choose(db, month, all, got, err) != ST_OK)
		return err->st;
	memcpy(v, all, got * sizeof(*v));
	*n = got;
	return ST_OK;
}

enum status
due_month(struct db *db, int64_t entitlement, const char *month,
    struct due *out, struct err *err)
{
	struct due_grant v[DUE_GRANTS];
	struct due is = { .due = false };
	int64_t person = 0;
	unsigned i, n = 0;
	bool found;

	if (db_int1(db_usef(db, &q_whose, "i", entitlement), &person, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_NOTFOUND, "entitlement",
		    _("there is no such entitlement"));
	if (due_person(db, person, month, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if (v[i].entitlement == entitlement)
			is = v[i].is;
	*out = is;
	return ST_OK;
}
