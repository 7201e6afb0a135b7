/*
 * SPDX-License-Identifier: ISC
 *
 * change/rate_level: what is due in one month over the whole office by two rates:
 * one pass over all that is in force, person by person, through the rules of
 * roll/due.c.  It is read in the trial of a request, a few times a year.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "office/roll/due.h"
#include "office/change/rate_touch.h"

/* In force as q_grants of roll/due.c has it; categories are looked at once each. */
DB_SQL(q_all) = { "rate.in_force",
	"SELECT e.person_id, e.category, coalesce(e.hundredths, 0),"
	" coalesce(e.manual, 0), p.area_id"
	" FROM entitlement e {by entitlement_person}"
	" JOIN person p ON p.id = e.person_id WHERE e.state <> 'void'"
	" AND e.from_month <= ?1 AND (e.to_month IS NULL OR e.to_month >= ?1)"
	" AND (p.state = 'active' OR (p.state <> 'merged'"
	"  AND substr(p.state_on, 1, 7) >= ?1)"
	"  OR (p.state = 'moved' AND e.to_month IS NOT NULL))"
	" AND NOT EXISTS (SELECT 1 FROM suspension s"
	"  WHERE s.entitlement_id = e.id AND s.from_month <= ?1"
	"  AND (s.to_month IS NULL OR s.to_month >= ?1))"
	" ORDER BY e.person_id" };

DB_SQL(q_kind) = { "rate.kind",
	"SELECT kind FROM category WHERE code = ?1" };
/* The list owner is a district, or a commune below the province. */
DB_SQL(q_owner) = { "rate.owner",
	"SELECT CASE b.level WHEN 'district' THEN b.id ELSE a.id END"
	" FROM area a LEFT JOIN area b ON b.id = a.parent_id WHERE a.id = ?1" };

/* What a category is worth that month, with a coefficient of its own or not. */
struct level_amount {
	char category[CATEGORY_CODE];
	bool base, monthly;
	int64_t own, standard, hundredths;
};

struct level {
	struct db *db;
	const struct rate_swap *swap;
	const char *month, *province;
	struct rate_sum *sum;
	struct level_amount *amount; /* seen so far */
	size_t amounts, room;
	int64_t *area;               /* communes touched so far */
	size_t areas, area_room;
	/* The person that is read. */
	int64_t person, in;
	struct due_grant was[DUE_GRANTS], is[DUE_GRANTS];
	unsigned n;
};

static enum status
level_kind(struct level *l, struct level_amount *a, struct err *err)
{
	struct db_stmt *s = db_usef(l->db, &q_kind, "t", a->category);
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK || !row)
		return st;
	a->base = strcmp(db_text(s, 0), "base") == 0;
	a->monthly = a->base || strcmp(db_text(s, 0), "care") == 0;
	db_reset(s);
	return ST_OK;
}

/* No coefficient or standard that month: worth nothing.  NULL on error. */
static const struct level_amount *
level_amount(struct level *l, const char *category, int64_t own,
    struct err *err)
{
	struct category_ask ask = { .province = l->province,
	    .category = category, .month = l->month, .hundredths = own };
	struct category_amount a = { 0, 0, 0 };
	struct err none = ERR_INIT;
	size_t i;

	for (i = 0; i < l->amounts; i++)
		if (l->amount[i].own == own &&
		    strcmp(l->amount[i].category, category) == 0)
			return &l->amount[i];
	if (category_amount(l->db, &ask, &a, &none) != ST_OK)
		memset(&a, 0, sizeof(a));
	if (l->amounts == l->room) {
		l->room = l->room * 2 + 16;
		l->amount = mem_resize(l->amount, l->room, sizeof(*l->amount));
	}
	memset(&l->amount[i], 0, sizeof(l->amount[i]));
	(void)str_copy_cut(l->amount[i].category, CATEGORY_CODE, category);
	if (level_kind(l, &l->amount[i], err) != ST_OK)
		return NULL;
	l->amount[i].own = own;
	l->amount[i].standard = a.standard;
	l->amount[i].hundredths = a.hundredths;
	return &l->amount[l->amounts++];
}

/* The same before: with the standard, or the coefficient, that goes. */
static int64_t
level_before(const struct level *l, const struct level_amount *a)
{
	const struct rate_swap *s = l->swap;
	int64_t standard = a->standard, hundredths = a->hundredths;

	if (s->category[0] == '\0')
		standard = s->before;
	else if (a->own == 0 && strcmp(a->category, s->category) == 0)
		hundredths = s->before;
	return standard * hundredths / 100;
}

/* One more of a set of few. */
static void
level_add(int64_t **v, size_t *n, size_t *room, int64_t id)
{
	size_t i;

	for (i = *n; i > 0; i--)
		if ((*v)[i - 1] == id)
			return;
	if (*n == *room) {
		*room = *room * 2 + 64;
		*v = mem_resize(*v, *room, sizeof(**v));
	}
	(*v)[(*n)++] = id;
}

static enum status
level_owners(struct level *l, struct err *err)
{
	int64_t *owner = NULL, id = 0;
	size_t n = 0, room = 0, i;
	enum status st = ST_OK;
	bool found;

	for (i = 0; st == ST_OK && i < l->areas; i++) {
		st = db_int1(db_usef(l->db, &q_owner, "i", l->area[i]), &id,
		    &found, err);
		level_add(&owner, &n, &room, id);
	}
	l->sum->owners = (int64_t)n;
	free(owner);
	return st;
}

/* All of one person were read. */
static enum status
level_person(struct level *l, struct err *err)
{
	enum status st;
	unsigned i;

	st = due_choose(l->db, l->month, l->was, l->n, err);
	if (st == ST_OK)
		st = due_choose(l->db, l->month, l->is, l->n, err);
	for (i = 0; st == ST_OK && i < l->n; i++) {
		int64_t was = l->was[i].is.due ? l->was[i].is.amount : 0;
		int64_t is = l->is[i].is.due ? l->is[i].is.amount : 0;

		if (was == is)
			continue;
		l->sum->allowances++;
		l->sum->before += was;
		l->sum->after += is;
		level_add(&l->area, &l->areas, &l->area_room, l->in);
	}
	l->n = 0;
	return st;
}

static enum status
level_row(struct level *l, struct db_stmt *s, struct err *err)
{
	const struct level_amount *a = level_amount(l, db_text(s, 1),
	    db_int(s, 2), err);
	int64_t manual = db_int(s, 3);
	struct due_grant *g;

	if (a == NULL)
		return err->st;
	/* More than so many due_person() refuses everywhere. */
	if (!a->monthly || l->n == DUE_GRANTS)
		return ST_OK;
	l->in = db_int(s, 4);
	g = &l->is[l->n];
	memset(g, 0, sizeof(*g));
	memcpy(g->category, a->category, sizeof(g->category));
	g->base = a->base;
	l->was[l->n] = *g;
	/* An amount of a decision follows no rate. */
	g->is.amount = manual > 0 ? manual : a->standard * a->hundredths / 100;
	l->was[l->n].is.amount = manual > 0 ? manual : level_before(l, a);
	l->n++;
	return ST_OK;
}

enum status
rate_level(struct db *db, const struct rate_swap *swap, const char *month,
    struct rate_sum *out, struct err *err)
{
	struct level *l = mem_zalloc(sizeof(*l));
	char province[9];
	struct db_stmt *s;
	enum status st;
	bool row;

	memset(out, 0, sizeof(*out));
	*l = (struct level){ .db = db, .swap = swap, .month = month,
	    .province = province, .sum = out };
	st = category_province_at(db, month, province, sizeof(province), err);
	s = st == ST_OK ? db_usef(db, &q_all, "t", month) : NULL;
	while (st == ST_OK && (st = db_step(s, &row, err)) == ST_OK && row) {
		if (db_int(s, 0) != l->person && l->n > 0)
			st = level_person(l, err);
		l->person = db_int(s, 0);
		if (st == ST_OK)
			st = level_row(l, s, err);
		if (st != ST_OK)
			db_reset(s);
	}
	if (st == ST_OK)
		st = level_person(l, err);
	if (st == ST_OK)
		st = level_owners(l, err);
	free(l->amount);
	free(l->area);
	free(l);
	return st;
}
