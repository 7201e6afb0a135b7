/*
 * SPDX-License-Identifier: ISC
 *
 * query/roll: reads pages of the roll, place by place in order (district and
 * commune, or points by code), and within a place along one index (roll_sql.c).
 * Nothing is kept between calls.
 */
#include "office/query/roll.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/period/period.h"
#include "office/place/sort.h"
#include "office/query/roll_priv.h"
#include "text/fold.h"

DB_SQL(q_area_key) = { "roll.area_key",
	"SELECT parent_id, name_key FROM area WHERE id = ?1" };
/* BETWEEN and not an equality, for which SQLite would take the covering index of
 * the period and read everybody. */
DB_SQL(q_due) = { "roll.due",
	"SELECT coalesce(sum(l.amount), 0), coalesce(sum(CASE WHEN "
	LINE_PAID("l.id") " THEN l.amount ELSE 0 END), 0),"
	" coalesce(max(l.no), 0) FROM line l JOIN list k ON k.id = l.list_id"
	" WHERE l.person_id = ?1"
	" AND l.period_id BETWEEN ?2 AND ?2 AND k.state IN ('approved', 'closed')" };
DB_SQL(q_category) = { "roll.category",
	"SELECT category FROM entitlement WHERE person_id = ?1"
	" AND state = 'active' ORDER BY from_month DESC, id LIMIT 1" };

/* One page while it is read. */
struct roll {
	struct db *db;
	const struct scope *sc; /* of the reader: every row is checked */
	struct scope part;      /* narrowed by the filter */
	const struct roll_filter *f;
	const struct db_sql *q;
	char period[8];         /* code */
	char village[192];      /* folded */
	bool back;
	int64_t *place;         /* in order; NULL: the whole country */
	size_t places;
	struct roll_row *v;     /* the page, n of max rows */
	unsigned n, max;
};

#define COL(m) DB_COL(struct roll_row, m)
static const struct db_col due_cols[] = {
	DB_ROW(struct roll_row), COL(due), COL(paid), COL(no), DB_END
};
#undef COL

/* ---- places ----------------------------------------------------------- */

/* In the whole office: along the index of areas. */
static enum status
roll_place_step(struct roll *r, int64_t from, int64_t *to, struct err *err)
{
	struct db_stmt *s;
	const void *key;
	enum status st;
	size_t len;
	bool row, found;

	*to = 0;
	if (from == 0)
		return db_int1(db_use(r->db, r->back ? &roll_sql_place_last :
		    &roll_sql_place_first), to, &found, err);
	s = db_usef(r->db, &q_area_key, "i", from);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	key = db_blob(s, 1, &len);
	st = db_int1(db_usef(r->db, r->back ? &roll_sql_place_back :
	    &roll_sql_place, "ibi", db_int(s, 0), key, len, from), to, &found,
	    err);
	db_reset(s);
	return st;
}

/* The place after (before) `from`, 0 = the first (last); *to = 0 at the end. */
static enum status
roll_place_next(struct roll *r, int64_t from, int64_t *to, struct err *err)
{
	size_t i = 0;

	if (r->part.kind == SCOPE_ALL)
		return roll_place_step(r, from, to, err);
	*to = 0;
	if (r->places == 0)
		return ST_OK;
	if (from == 0) {
		*to = r->place[r->back ? r->places - 1 : 0];
		return ST_OK;
	}
	while (i < r->places && r->place[i] != from)
		i++;
	if (r->back && i > 0)
		*to = r->place[i - 1];
	else if (!r->back && i + 1 < r->places)
		*to = r->place[i + 1];
	return ST_OK;
}

/* ---- keys ------------------------------------------------------------- */

/* One or two byte strings with the length of the first in front. */
static void
roll_key_pack(struct roll_key *k, struct db_stmt *s, bool two)
{
	size_t n = 0, m = 0;
	const void *a = db_blob(s, 1, &n), *b = NULL;

	if (n > 256)
		n = 256;
	k->key[0] = (unsigned char)(n >> 8);
	k->key[1] = (unsigned char)n;
	if (n > 0)
		memcpy(k->key + 2, a, n);
	if (two)
		b = db_blob(s, 2, &m);
	if (m > 256)
		m = 256;
	if (m > 0)
		memcpy(k->key + 2 + n, b, m);
	k->len = 2 + n + m;
}

static void
roll_key_of(struct roll *r, struct db_stmt *s, int64_t place,
    struct roll_key *k)
{
	int64_t no;

	memset(k, 0, sizeof(*k));
	k->place = place;
	k->set = true;
	k->id = db_int(s, 0);
	if (r->f->sort != ROLL_BY_NO) {
		roll_key_pack(k, s, r->f->sort == ROLL_BY_VILLAGE);
		return;
	}
	no = db_int(s, 1);
	memcpy(k->key, &no, sizeof(no));
	k->len = sizeof(no);
}

/* Binds ?2 to ?4: behind the key, or from the edge of the place (NULL). */
static void
roll_key_bind(struct roll *r, struct db_stmt *s, const struct roll_key *k)
{
	unsigned char edge[64];
	size_t n;
	int64_t no;

	memset(edge, 0xFF, sizeof(edge)); /* above every sort key */
	db_bind_int(s, 4, k != NULL ? k->id : r->back ? INT64_MAX : 0);
	if (r->f->sort == ROLL_BY_NO) {
		no = r->back ? INT64_MAX : 0;
		if (k != NULL)
			memcpy(&no, k->key, sizeof(no));
		db_bind_int(s, 2, no);
	} else if (k == NULL) {
		n = r->back ? sizeof(edge) : 0;
		db_bind_blob(s, 2, edge, n);
		if (r->f->sort == ROLL_BY_VILLAGE)
			db_bind_blob(s, 3, edge, n);
	} else {
		n = (size_t)k->key[0] << 8 | k->key[1];
		db_bind_blob(s, 2, k->key + 2, n);
		if (r->f->sort == ROLL_BY_VILLAGE)
			db_bind_blob(s, 3, k->key + 2 + n, k->len - 2 - n);
	}
}

/* ---- rows ------------------------------------------------------------- */

/* Fills a row; *fits false when it is none of those asked for. */
static enum status
roll_row(struct roll *r, int64_t person, struct roll_row *v, bool *fits,
    struct err *err)
{
	char fold[192];
	struct person_row p;
	struct db_stmt *s;
	bool row;

	*fits = false;
	if (person_row(r->db, person, &p, err) != ST_OK)
		return err->st;
	if (!scope_has(r->sc, p.area, p.point) || (r->village[0] != '\0' &&
	    (fold_search(fold, sizeof(fold), p.village) != ST_OK ||
	    !str_starts(fold, r->village))))
		return ST_OK;
	if (db_one(db_usef(r->db, &q_due, "ii", person, r->f->period), due_cols,
	    v, &row, err) != ST_OK)
		return err->st;
	v->p = p;
	s = db_usef(r->db, &q_category, "i", person);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row)
		db_copy(s, 0, v->category, sizeof(v->category));
	db_reset(s);
	*fits = true;
	return ST_OK;
}

/* Rows of one place behind the key (NULL: from its edge). */
static enum status
roll_place_rows(struct roll *r, int64_t place, const struct roll_key *from,
    struct err *err)
{
	struct db_stmt *s = db_use(r->db, r->q);
	int64_t last = 0;
	enum status st = ST_OK;
	bool row, fits;

	db_bind_int(s, 1, place);
	roll_key_bind(r, s, from);
	db_bind_text(s, 5, r->f->category);
	db_bind_int(s, 6, r->f->unpaid);
	db_bind_text(s, 7, r->period);
	db_bind_int(s, 8, r->f->period);
	while (r->n < r->max && (st = db_step(s, &row, err)) == ST_OK && row) {
		struct roll_row *v = &r->v[r->n];
		int64_t person = db_int(s, 0);

		/* By STT a person has a row for each of its lines. */
		if (person == last)
			continue;
		last = person;
		st = roll_row(r, person, v, &fits, err);
		if (st != ST_OK)
			break;
		if (!fits)
			continue;
		roll_key_of(r, s, place, &v->key);
		if (r->f->sort == ROLL_BY_NO)
			v->no = (int)db_int(s, 1);
		r->n++;
	}
	db_reset(s);
	return st;
}

static void
roll_reverse(struct roll_row *v, unsigned n)
{
	unsigned i;

	for (i = 0; i < n / 2; i++) {
		struct roll_row t = v[i];

		v[i] = v[n - 1 - i];
		v[n - 1 - i] = t;
	}
}

static enum status
roll_read(struct roll *r, const struct roll_key *from, struct err *err)
{
	int64_t place = 0;

	if (from != NULL && !from->set)
		from = NULL;
	if (from != NULL)
		place = from->place;
	else if (roll_place_next(r, 0, &place, err) != ST_OK)
		return err->st;
	for (; place != 0; from = NULL) {
		if (roll_place_rows(r, place, from, err) != ST_OK)
			return err->st;
		if (r->n == r->max)
			break;
		if (roll_place_next(r, place, &place, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

/* Narrows the scope by the filter, and puts its places in order. */
static enum status
roll_open(struct roll *r, struct err *err)
{
	const struct roll_filter *f = r->f;
	struct period p = { .code = "" };
	char day[PERIOD_DAY] = "";
	enum status st;

	if (f->period != 0 && period_get(r->db, f->period, &p, err) != ST_OK)
		return err->st;
	/* Numbers are those of lines, in the areas of the time of the period. */
	if (f->sort == ROLL_BY_NO)
		period_day(&p, day);
	if (scope_narrow_on(r->db, r->sc, f->area, f->point, day, &r->part,
	    err) != ST_OK)
		return err->st;
	st = fold_search(r->village, sizeof(r->village), f->village);
	if (st != ST_OK)
		return st;
	memcpy(r->period, p.code, sizeof(r->period));
	r->q = roll_sql(r->part.kind, f->sort, r->back, f->home);
	return r->part.kind == SCOPE_ALL ? ST_OK :
	    place_order(r->db, &r->part, &r->place, &r->places, err);
}

enum status
roll_page(struct db *db, const struct scope *sc, const struct roll_ask *ask,
    struct roll_row *v, unsigned *n, struct err *err)
{
	struct roll r = { .db = db, .sc = sc, .f = ask->filter,
	    .back = ask->backwards, .v = v, .max = ask->max };
	enum status st = roll_open(&r, err);

	if (st == ST_OK)
		st = roll_read(&r, ask->from, err);
	if (st == ST_OK) {
		if (r.back)
			roll_reverse(v, r.n);
		*n = r.n;
	}
	free(r.place);
	scope_done(&r.part);
	return st;
}
