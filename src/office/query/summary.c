/*
 * SPDX-License-Identifier: ISC
 *
 * query/summary: what is due, paid and unpaid.  The lines of a place are read along
 * the covering index of its period and added up here: SQLite would sort every
 * line to count people.  People of a place are counted once however many lines
 * they have, and count as paid when all their lines are.
 */
#include "office/query/summary.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "office/line/line.h"
#include "office/period/period.h"

/* Lists whose lines count: ?1 period. */
DB_SQL(q_lists) = { "summary.lists",
	"SELECT id FROM list WHERE period_id = ?1"
	" AND state IN ('approved', 'closed') ORDER BY id" };
#define LINES                                                                  \
	"SELECT l.person_id, l.amount, l.list_id, l.area_id, l.point_id,"      \
	" s.line_id IS NOT NULL, " LINE_BLOCKED("l.id") " FROM line l"         \
	" LEFT JOIN standing s ON s.line_id = l.id WHERE l.period_id = ?1"
DB_SQL(q_area) = { "summary.area",
	LINES " AND l.area_id = ?2 ORDER BY l.no, l.person_id" };
DB_SQL(q_point) = { "summary.point",
	LINES " AND l.point_id = ?2 ORDER BY l.no, l.person_id" };
DB_SQL(q_communes) = { "summary.communes",
	"SELECT id FROM area WHERE level = 'commune' ORDER BY parent_id, id" };
/*
 * Paid at home, whichever period it was paid in: about one receipt in forty,
 * from their own index.  CROSS JOIN keeps that order of reading.
 */
DB_SQL(q_home) = { "summary.home",
	"SELECT l.person_id, l.amount, l.list_id, l.area_id, l.point_id"
	" FROM receipt r CROSS JOIN payout y CROSS JOIN standing s"
	" CROSS JOIN line l WHERE r.method = 'home' AND r.period_id IN"
	"  (SELECT id FROM period WHERE code >="
	"  (SELECT code FROM period WHERE id = ?1))"
	" AND y.receipt_no = r.no AND s.payout_id = y.id AND l.id = y.line_id"
	" AND l.period_id = ?1 ORDER BY l.person_id" };
DB_SQL(q_area_name) = { "summary.area_name",
	"SELECT a.code, a.name, a.name_key, (SELECT CASE p.level"
	" WHEN 'district' THEN p.id ELSE a.id END FROM area p"
	" WHERE p.id = a.parent_id) FROM area a WHERE a.id = ?1" };
DB_SQL(q_point_name) = { "summary.point_name",
	"SELECT code, name, name_key, 0 FROM point WHERE id = ?1" };

/* A row in the making. */
struct sum_group {
	struct summary_row row;
	unsigned char key[256];
	size_t len;
	int64_t home_last; /* person counted last at home */
};

/* What one person has in the place being read. */
struct sum_person {
	int64_t person, group, due, paid;
	bool blocked;
};

struct sum {
	struct db *db;
	const struct scope *sc;
	int64_t period;
	enum summary_level level;
	int64_t *list;          /* sorted ids of lists that count */
	size_t lists;
	struct sum_group *group; /* sorted by id */
	size_t groups;
	struct sum_person *person;
	size_t people, cap;
	int64_t area, district;  /* the last commune asked for, its parent */
};

static int
sum_id_cmp(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static bool
sum_counts(const struct sum *u, int64_t list)
{
	return u->lists > 0 && bsearch(&list, u->list, u->lists, sizeof(list),
	    sum_id_cmp) != NULL;
}

static enum status
sum_ids(struct db_stmt *s, int64_t **v, size_t *n, struct err *err)
{
	size_t cap = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (*n == cap) {
			cap = cap > 0 ? 2 * cap : 64;
			*v = mem_resize(*v, cap, sizeof(**v));
		}
		(*v)[(*n)++] = db_int(s, 0);
	}
	return st;
}

/* ---- groups ----------------------------------------------------------- */

/* The district of a commune; in the two-level model the commune itself. */
static enum status
sum_district(struct sum *u, int64_t area, int64_t *id, struct err *err)
{
	struct db_stmt *s;
	enum status st;
	bool row;

	if (area != u->area) {
		s = db_usef(u->db, &q_area_name, "i", area);
		st = db_step(s, &row, err);
		if (st != ST_OK)
			return st;
		u->area = area;
		u->district = row ? db_int(s, 3) : 0;
		db_reset(s);
	}
	*id = u->district;
	return ST_OK;
}

static enum status
sum_group_id(struct sum *u, int64_t area, int64_t point, int64_t *id,
    struct err *err)
{
	if (u->level == SUMMARY_DISTRICTS)
		return sum_district(u, area, id, err);
	*id = u->level == SUMMARY_POINTS ? point : area;
	return ST_OK;
}

static enum status
sum_group_name(struct sum *u, struct sum_group *g, struct err *err)
{
	const struct db_sql *q =
	    u->level == SUMMARY_POINTS ? &q_point_name : &q_area_name;
	struct db_stmt *s = db_usef(u->db, q, "i", g->row.id);
	const void *key;
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, g->row.code, sizeof(g->row.code));
	db_copy(s, 1, g->row.name, sizeof(g->row.name));
	key = db_blob(s, 2, &g->len);
	if (g->len > sizeof(g->key))
		g->len = sizeof(g->key);
	if (g->len > 0)
		memcpy(g->key, key, g->len);
	db_reset(s);
	return ST_OK;
}

/* The group of that id, made when new; NULL on error. */
static struct sum_group *
sum_group(struct sum *u, int64_t id, struct err *err)
{
	size_t lo = 0, hi = u->groups;
	struct sum_group *g;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (u->group[mid].row.id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < u->groups && u->group[lo].row.id == id)
		return &u->group[lo];
	if ((u->groups & (u->groups + 1)) == 0)
		u->group = mem_resize(u->group, 2 * (u->groups + 1),
		    sizeof(*u->group));
	g = &u->group[lo];
	memmove(g + 1, g, (u->groups - lo) * sizeof(*g));
	memset(g, 0, sizeof(*g));
	g->row.id = id;
	u->groups++;
	return sum_group_name(u, g, err) == ST_OK ? g : NULL;
}

/* ---- lines ------------------------------------------------------------ */

static int
sum_person_cmp(const void *a, const void *b)
{
	const struct sum_person *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return x->person < y->person ? -1 : x->person > y->person;
}

/* Adds the people gathered in a place to their groups. */
static enum status
sum_people(struct sum *u, struct err *err)
{
	struct sum_group *g = NULL;
	size_t i = 0;

	if (u->people == 0)
		return ST_OK;
	qsort(u->person, u->people, sizeof(*u->person), sum_person_cmp);
	while (i < u->people) {
		struct sum_person p = u->person[i];

		for (i++; i < u->people && u->person[i].person == p.person &&
		    u->person[i].group == p.group; i++) {
			p.due += u->person[i].due;
			p.paid += u->person[i].paid;
			p.blocked = p.blocked || u->person[i].blocked;
		}
		if (g == NULL || g->row.id != p.group)
			g = sum_group(u, p.group, err);
		if (g == NULL)
			return err->st;
		g->row.due_people++;
		g->row.due_money += p.due;
		g->row.paid_people += p.paid == p.due;
		g->row.paid_money += p.paid;
		g->row.blocked_people += p.blocked;
	}
	u->people = 0;
	return ST_OK;
}

static struct sum_person *
sum_person(struct sum *u, int64_t person, int64_t group)
{
	struct sum_person *p;

	/* Lines of one person stand together: they share their number. */
	if (u->people > 0) {
		p = &u->person[u->people - 1];
		if (p->person == person && p->group == group)
			return p;
	}
	if (u->people == u->cap) {
		u->cap = u->cap > 0 ? 2 * u->cap : 256;
		u->person = mem_resize(u->person, u->cap, sizeof(*u->person));
	}
	p = &u->person[u->people++];
	*p = (struct sum_person){ .person = person, .group = group };
	return p;
}

static enum status
sum_place(struct sum *u, const struct db_sql *q, int64_t place,
    struct err *err)
{
	struct db_stmt *s = db_usef(u->db, q, "ii", u->period, place);
	int64_t list = 0;
	bool row, counts = false;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		int64_t amount = db_int(s, 1), id = 0;
		struct sum_person *p;

		if (db_int(s, 2) != list) {
			list = db_int(s, 2);
			counts = sum_counts(u, list);
		}
		if (!counts)
			continue;
		st = sum_group_id(u, db_int(s, 3), db_int(s, 4), &id, err);
		if (st != ST_OK)
			break;
		p = sum_person(u, db_int(s, 0), id);
		p->due += amount;
		if (db_int(s, 5) != 0)
			p->paid += amount;
		else if (db_int(s, 6) != 0)
			p->blocked = true;
	}
	db_reset(s);
	return st == ST_OK ? sum_people(u, err) : st;
}

static enum status
sum_places(struct sum *u, struct err *err)
{
	int64_t *all = NULL;
	const int64_t *id = u->sc->ids;
	size_t n = u->sc->n, i;
	enum status st = ST_OK;

	if (u->sc->kind == SCOPE_ALL) {
		n = 0;
		st = sum_ids(db_use(u->db, &q_communes), &all, &n, err);
		id = all;
	}
	for (i = 0; i < n && st == ST_OK; i++)
		st = sum_place(u, u->sc->kind == SCOPE_POINTS ? &q_point :
		    &q_area, id[i], err);
	free(all);
	return st;
}

/* Paid at home, part of what was paid. */
static enum status
sum_home(struct sum *u, struct err *err)
{
	struct db_stmt *s = db_usef(u->db, &q_home, "i", u->period);
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		int64_t person = db_int(s, 0), id = 0;
		struct sum_group *g;

		if (!sum_counts(u, db_int(s, 2)) ||
		    !scope_has(u->sc, db_int(s, 3), db_int(s, 4)))
			continue;
		st = sum_group_id(u, db_int(s, 3), db_int(s, 4), &id, err);
		g = st == ST_OK ? sum_group(u, id, err) : NULL;
		if (g == NULL) {
			db_reset(s);
			return err->st;
		}
		g->row.home_money += db_int(s, 1);
		if (g->home_last != person)
			g->row.home_people++;
		g->home_last = person;
	}
	return st;
}

/* ---- result ----------------------------------------------------------- */

static int
sum_name_cmp(const void *a, const void *b)
{
	const struct sum_group *x = a, *y = b;
	size_t n = x->len < y->len ? x->len : y->len;
	int c = memcmp(x->key, y->key, n);

	if (c != 0)
		return c;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return strcmp(x->row.code, y->row.code);
}

static void
sum_result(struct sum *u, struct summary *out)
{
	struct summary_row all = { .id = 0 };
	size_t i;

	if (u->groups > 1)
		qsort(u->group, u->groups, sizeof(*u->group), sum_name_cmp);
	out->rows = mem_array(u->groups + 1, sizeof(*out->rows));
	for (i = 0; i < u->groups; i++) {
		const struct summary_row *r = &u->group[i].row;

		out->rows[i] = *r;
		all.due_people += r->due_people;
		all.due_money += r->due_money;
		all.paid_people += r->paid_people;
		all.paid_money += r->paid_money;
		all.home_people += r->home_people;
		all.home_money += r->home_money;
		all.blocked_people += r->blocked_people;
	}
	out->n = (unsigned)u->groups;
	out->total = all;
}

/* Narrows the scope; codes are those of the time of the period. */
static enum status
sum_within(struct sum *u, const struct scope *sc, const char *within,
    struct scope *part, struct err *err)
{
	char day[PERIOD_DAY] = "";
	struct period p;

	if (within[0] != '\0') {
		if (period_get(u->db, u->period, &p, err) != ST_OK)
			return err->st;
		period_day(&p, day);
	}
	return scope_narrow_on(u->db, sc, within, "", day, part, err);
}

enum status
summary_rows(struct db *db, const struct scope *sc,
    const struct summary_ask *ask, struct summary *out, struct err *err)
{
	struct scope part = { .kind = SCOPE_NOTHING };
	struct sum u = { .db = db, .sc = &part, .period = ask->period,
	    .level = ask->level };
	enum status st = sum_within(&u, sc, ask->within, &part, err);

	if (st == ST_OK)
		st = sum_ids(db_usef(db, &q_lists, "i", u.period), &u.list,
		    &u.lists, err);
	if (st == ST_OK && u.lists > 0)
		st = sum_places(&u, err);
	if (st == ST_OK && u.lists > 0)
		st = sum_home(&u, err);
	if (st == ST_OK)
		sum_result(&u, out);
	free(u.list);
	free(u.group);
	free(u.person);
	scope_done(&part);
	return st;
}

int64_t
summary_rate(const struct summary_row *r)
{
	if (r->due_people <= 0)
		return 0;
	return r->paid_people * 10000 / r->due_people;
}
