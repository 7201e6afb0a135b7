/*
 * SPDX-License-Identifier: ISC
 *
 * query/walk: a merge of one index per place by a heap of their heads.  Asking
 * SQLite for all matches in order took 507 ms at a million rows; taken from
 * the index in its own order it is 0.02 ms.
 */
#include "office/query/walk.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

#define KEY_MAX 256
#define FEW 4         /* places of a clerk: read some people at once */
#define BATCH_FEW 8
#define BATCH_MAX 64

/*
 * A batch from a key on.  SQLite seeks by the first column only (the second
 * is the rowid), so the namesakes before ?3 are read again; batches that
 * double keep that small.
 */
#define FROM(place, key)                                                       \
	{ "find." key, "SELECT " key ", id FROM person WHERE " place           \
	" AND " key " >= ?2 AND (" key " > ?2 OR id > ?3)"                     \
	" ORDER BY " key ", id LIMIT ?4" }
#define KEYS(place)                                                            \
	{ FROM(place, "fold"), FROM(place, "given_fold"),                      \
	  FROM(place, "initials") }

DB_SQL_ARRAY(q_from, [SCOPE_ALL + 1][WALK_KEYS]) = {
	[SCOPE_POINTS] = KEYS("point_id = ?1"),
	[SCOPE_COMMUNES] = KEYS("area_id = ?1"),
	[SCOPE_ALL] = KEYS("?1 = 0"),
};

struct walk_row {
	int64_t id;
	char key[KEY_MAX];
};

/* The next candidates of one place. */
struct walk_head {
	int64_t place;
	struct walk_row *row; /* owned; room for `room` */
	unsigned n, at, room;
};

struct walk {
	struct db *db;
	const struct db_sql *from;
	char *prefix; /* owned */
	size_t len;
	struct walk_head *v; /* by place */
	size_t places;
	struct walk_head **heap;
	size_t n;            /* heads in the heap */
	struct walk_row last;
};

static bool
walk_less(const struct walk_head *a, const struct walk_head *b)
{
	const struct walk_row *x = &a->row[a->at], *y = &b->row[b->at];
	int c = strcmp(x->key, y->key);

	return c != 0 ? c < 0 : x->id < y->id;
}

static void
walk_sift_down(struct walk *w, size_t i)
{
	for (;;) {
		size_t least = i, k;
		struct walk_head *t;

		for (k = 2 * i + 1; k <= 2 * i + 2 && k < w->n; k++)
			if (walk_less(w->heap[k], w->heap[least]))
				least = k;
		if (least == i)
			return;
		t = w->heap[i];
		w->heap[i] = w->heap[least];
		w->heap[least] = t;
		i = least;
	}
}

/* Reads the batch after a row (`after` with id 0: from its key on). */
static enum status
walk_fill(struct walk *w, struct walk_head *h, const struct walk_row *after,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->db, w->from, "itii", h->place,
	    after->key, after->id, (int64_t)h->room);
	enum status st;
	bool row;

	h->n = h->at = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row &&
	    h->n < h->room &&
	    strncmp(db_text(s, 0), w->prefix, w->len) == 0) {
		db_copy(s, 0, h->row[h->n].key, KEY_MAX);
		h->row[h->n++].id = db_int(s, 1);
	}
	db_reset(s);
	return st;
}

/* Moves a head on; it is empty when its place has no more. */
static enum status
walk_move(struct walk *w, struct walk_head *h, struct err *err)
{
	struct walk_row last;

	if (++h->at < h->n || h->n < h->room)
		return ST_OK; /* a short batch was the last one */
	last = h->row[h->n - 1];
	if (h->room < BATCH_MAX) {
		h->room *= 2;
		h->row = mem_resize(h->row, h->room, sizeof(*h->row));
	}
	return walk_fill(w, h, &last, err);
}

static size_t
walk_places(const struct scope *sc)
{
	switch (sc->kind) {
	case SCOPE_ALL:
		return 1;
	case SCOPE_POINTS:
	case SCOPE_COMMUNES:
		return sc->n;
	case SCOPE_NOTHING:
		break;
	}
	return 0;
}

struct walk *
walk_new(struct db *db, const struct scope *sc, enum walk_key key,
    const char *prefix, struct err *err)
{
	struct walk_row first = { .id = 0 };
	struct walk *w = mem_zalloc(sizeof(*w));
	size_t i;

	w->db = db;
	w->from = &q_from[sc->kind][key];
	w->prefix = mem_strdup(prefix);
	w->len = strlen(prefix);
	w->places = walk_places(sc);
	w->v = mem_array(w->places + 1, sizeof(*w->v));
	w->heap = mem_array(w->places + 1, sizeof(*w->heap));
	(void)str_copy_cut(first.key, sizeof(first.key), prefix);
	for (i = 0; i < w->places; i++) {
		struct walk_head *h = &w->v[i];

		h->place = sc->kind == SCOPE_ALL ? 0 : sc->ids[i];
		h->room = w->places < FEW ? BATCH_FEW : 1;
		h->row = mem_array(h->room, sizeof(*h->row));
		if (walk_fill(w, h, &first, err) != ST_OK) {
			walk_free(w);
			return NULL;
		}
		if (h->n > 0)
			w->heap[w->n++] = h;
	}
	for (i = w->n; i-- > 0;)
		walk_sift_down(w, i);
	return w;
}

enum status
walk_next(struct walk *w, int64_t *person, const char **key, struct err *err)
{
	struct walk_head *h;

	*person = 0;
	if (w->n == 0)
		return ST_OK;
	h = w->heap[0];
	w->last = h->row[h->at];
	if (walk_move(w, h, err) != ST_OK)
		return err->st;
	if (h->at >= h->n)
		w->heap[0] = w->heap[--w->n];
	walk_sift_down(w, 0);
	*person = w->last.id;
	*key = w->last.key;
	return ST_OK;
}

void
walk_free(struct walk *w)
{
	size_t i;

	if (w == NULL)
		return;
	for (i = 0; i < w->places; i++)
		free(w->v[i].row);
	free(w->prefix);
	free(w->v);
	free(w->heap);
	free(w);
}
