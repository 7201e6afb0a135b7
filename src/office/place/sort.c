/* SPDX-License-Identifier: ISC */
#include "office/place/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define KEY_MAX 256

DB_SQL(q_area_key) = { "place_sort.area",
	"SELECT parent_id, name_key FROM area WHERE id = ?1" };
DB_SQL(q_point_key) = { "place_sort.point",
	"SELECT 0, code FROM point WHERE id = ?1" };
DB_SQL(q_communes) = { "place_sort.communes",
	"SELECT id FROM area WHERE level = 'commune'"
	" ORDER BY parent_id, name_key, id" };

struct place_key {
	int64_t id, parent;
	unsigned char key[KEY_MAX];
	size_t len;
};

static int
place_key_cmp(const void *a, const void *b)
{
	const struct place_key *x = a, *y = b;
	size_t n = x->len < y->len ? x->len : y->len;
	int c;

	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	c = memcmp(x->key, y->key, n);
	if (c != 0)
		return c;
	if (x->len != y->len)
		return x->len < y->len ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static enum status
place_key_read(struct db_stmt *s, struct place_key *k, struct err *err)
{
	const void *key;
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	k->parent = db_int(s, 0);
	key = db_blob(s, 1, &k->len);
	if (k->len > KEY_MAX)
		k->len = KEY_MAX;
	if (k->len > 0)
		memcpy(k->key, key, k->len);
	db_reset(s);
	return ST_OK;
}

enum status
place_sort(struct db *db, enum scope_kind kind, int64_t *ids, size_t n,
    struct err *err)
{
	const struct db_sql *q =
	    kind == SCOPE_POINTS ? &q_point_key : &q_area_key;
	struct place_key *v;
	enum status st = ST_OK;
	size_t i;

	if (n < 2)
		return ST_OK;
	v = mem_array(n, sizeof(*v));
	for (i = 0; i < n && st == ST_OK; i++) {
		v[i].id = ids[i];
		st = place_key_read(db_usef(db, q, "i", ids[i]), &v[i], err);
	}
	if (st == ST_OK) {
		qsort(v, n, sizeof(*v), place_key_cmp);
		for (i = 0; i < n; i++)
			ids[i] = v[i].id;
	}
	free(v);
	return st;
}

static enum status
place_communes(struct db *db, int64_t **ids, size_t *n, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_communes);
	int64_t *v = NULL;
	size_t got = 0, cap = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (got == cap) {
			cap = cap > 0 ? 2 * cap : 256;
			v = mem_resize(v, cap, sizeof(*v));
		}
		v[got++] = db_int(s, 0);
	}
	if (st != ST_OK) {
		free(v);
		return st;
	}
	*ids = v;
	*n = got;
	return ST_OK;
}

enum status
place_order(struct db *db, const struct scope *sc, int64_t **ids, size_t *n,
    struct err *err)
{
	int64_t *v;
	enum status st;

	if (sc->kind == SCOPE_ALL)
		return place_communes(db, ids, n, err);
	v = mem_array(sc->n + 1, sizeof(*v));
	if (sc->n > 0)
		memcpy(v, sc->ids, sc->n * sizeof(*v));
	st = place_sort(db, sc->kind, v, sc->n, err);
	if (st != ST_OK) {
		free(v);
		return st;
	}
	*ids = v;
	*n = sc->n;
	return ST_OK;
}
