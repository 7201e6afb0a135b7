/*
 * SPDX-License-Identifier: ISC
 *
 * query/roll: pages of the roll, place by place in order (district and commune, or
 * points by code), and within a place along one index (roll_sql.c).  A page
 * begins at a key, never at a count, so that any page costs what the first
 * one does.  Nothing is kept between calls.
 */
#include "office/query/roll.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "office/line/line.h"
#include "office/period/period.h"
#include "office/place/sort.h"
#include "office/query/roll_priv.h"
#include "text/fold.h"

DB_SQL(q_area_key) = { "roll.area_key",
	"SELECT parent_id, name_key FROM area WHERE id = ?1" };
/* BETWEEN: an equality would lure SQLite to the covering index of the period,
 * which holds everybody. */
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
};

/* ---- places ----------------------------------------------------------- */

/* Over the whole country: along the index of areas. */
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
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
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
	struct db_stmt *s;
	enum status st;
	bool row;

	*fits = false;
	if (person_row(r->db, person, &v->p, err) != ST_OK)
		return err->st;
	if (!scope_has(r->sc, v->p.area, v->p.point))
		return ST_OK;
	if (r->village[0] != '\0' && (fold_search(fold, sizeof(fold),
	    v->p.village) != ST_OK || !str_starts(fold, r->village)))
		return ST_OK;
	s = db_usef(r->db, &q_due, "ii", person, r->f->period);
	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	v->due = db_int(s, 0);
	v->paid = db_int(s, 1);
	v->no = (int)db_int(s, 2);
	db_reset(s);
	s = db_usef(r->db, &q_category, "i", person);
	st = db_step(s, &row, err);
	v->category[0] = '\0';
	if (st == ST_OK && row)
		db_copy(s, 0, v->category, sizeof(v->category));
	db_reset(s);
	*fits = st == ST_OK;
	return st;
}

/* Rows of one place behind the key (NULL: from its edge). */
static enum status
roll_place_rows(struct roll *r, int64_t place, const struct roll_key *from,
    struct roll_row *v, unsigned max, unsigned *n, struct err *err)
{
	struct db_stmt *s = db_use(r->db, r->q);
	int64_t last = 0;
	enum status st;
	bool row, fits;

	db_bind_int(s, 1, place);
	roll_key_bind(r, s, from);
	db_bind_text(s, 5, r->f->category);
	db_bind_int(s, 6, r->f->unpaid);
	db_bind_text(s, 7, r->period);
	db_bind_int(s, 8, r->f->period);
	while (*n < max && (st = db_step(s, &row, err)) == ST_OK && row) {
		int64_t person = db_int(s, 0);

		/* By STT a person has a row for each of its lines. */
		if (person == last)
			continue;
		last = person;
		st = roll_row(r, person, &v[*n], &fits, err);
		if (st != ST_OK)
			break;
		if (!fits)
			continue;
		roll_key_of(r, s, place, &v[*n].key);
		if (r->f->sort == ROLL_BY_NO)
			v[*n].no = (int)db_int(s, 1);
		(*n)++;
	}
	db_reset(s);
	return *n == max ? ST_OK : st;
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
roll_read(struct roll *r, const struct roll_key *from, struct roll_row *v,
    unsigned max, unsigned *n, struct err *err)
{
	int64_t place = from->place;
	enum status st = ST_OK;

	if (!from->set) {
		from = NULL;
		st = roll_place_next(r, 0, &place, err);
	}
	while (st == ST_OK && place != 0) {
		st = roll_place_rows(r, place, from, v, max, n, err);
		from = NULL;
		if (st != ST_OK || *n == max)
			break;
		st = roll_place_next(r, place, &place, err);
	}
	return st;
}

enum status
roll_page(struct db *db, const struct scope *sc, const struct roll_filter *f,
    const struct roll_key *from, bool backwards, struct roll_row *v,
    unsigned max, unsigned *n, struct err *err)
{
	struct roll r = { .db = db, .sc = sc, .f = f, .back = backwards };
	struct period p = { .code = "" };
	char day[PERIOD_DAY] = "";
	unsigned got = 0;
	enum status st = ST_OK;

	if (f->period != 0)
		st = period_get(db, f->period, &p, err);
	/* Numbers are those of lines: in the places of their time. */
	if (st == ST_OK && f->sort == ROLL_BY_NO)
		period_day(&p, day);
	if (st == ST_OK)
		st = scope_narrow_on(db, sc, f->area, f->point, day, &r.part,
		    err);
	if (st == ST_OK)
		st = fold_search(r.village, sizeof(r.village), f->village);
	memcpy(r.period, p.code, sizeof(r.period));
	r.q = roll_sql(r.part.kind, f->sort, backwards, f->home);
	if (st == ST_OK && r.part.kind != SCOPE_ALL)
		st = place_order(db, &r.part, &r.place, &r.places, err);
	if (st == ST_OK && max > 0)
		st = roll_read(&r, from, v, max, &got, err);
	if (st == ST_OK) {
		if (backwards)
			roll_reverse(v, got);
		*n = got;
	}
	free(r.place);
	scope_done(&r.part);
	return st;
}
