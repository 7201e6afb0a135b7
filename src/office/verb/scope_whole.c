/*
 * SPDX-License-Identifier: ISC
 *
 * verb/scope_whole: what a scope holds as a whole.  A request about no person
 * belongs to a list owner's area or to the whole office; he whose scope has
 * every commune of it may see and decide it.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "office/verb/scope.h"

#define TODAY "valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)"

DB_SQL(q_communes) = { "scope.all_communes",
	"SELECT id FROM area WHERE level = 'commune' AND " TODAY };
/* Of an area that has ended, as on its last day. */
DB_SQL(q_communes_of) = { "scope.communes_of",
	"WITH RECURSIVE below (id) AS (SELECT id FROM area WHERE id = ?2 UNION"
	" SELECT area.id FROM area JOIN below ON area.parent_id = below.id)"
	" SELECT a.id FROM area r JOIN below ON r.id = ?2"
	" JOIN area a ON a.id = below.id"
	" WHERE a.level = 'commune' AND" SCOPE_ON("a", "r", "?1") };
/*
 * Areas above those of the set whose own, on that day, are all in it.  Run once
 * a level: districts, then the province.
 */
DB_SQL(q_above) = { "scope.above",
	"SELECT p.id FROM area p WHERE p.id IN (SELECT a.parent_id FROM area a"
	"  WHERE a.id IN {set ?2}) AND p.id NOT IN {set ?2}"
	" AND NOT EXISTS (SELECT 1 FROM area c WHERE c.parent_id = p.id"
	"  AND" SCOPE_ON("c", "p", "?1") " AND c.id NOT IN {set ?2})" };
DB_SQL(q_more) = { "scope.more_communes",
	"SELECT 1 FROM area WHERE level = 'commune' AND " TODAY
	" AND id NOT IN {set ?2} LIMIT 1" };

enum { LEVELS = 2 }; /* above the communes */

enum status
scope_covers(struct db *db, const struct scope *s, int64_t area, bool *all,
    struct err *err)
{
	char today[CLOCK_DATE];
	unsigned seen = 0;
	struct db_stmt *q;
	enum status st;
	bool row;

	*all = s->kind == SCOPE_ALL;
	if (s->kind != SCOPE_COMMUNES)
		return ST_OK;
	clock_date(today);
	q = area != 0 ? db_usef(db, &q_communes_of, "ti", today, area) :
	    db_usef(db, &q_communes, "t", today);
	while ((st = db_step(q, &row, err)) == ST_OK && row) {
		if (!scope_has(s, db_int(q, 0), 0)) {
			db_reset(q);
			return ST_OK;
		}
		seen++;
	}
	if (st == ST_OK)
		*all = seen > 0;
	return st;
}

enum status
scope_whole(struct db *db, const struct scope *s, struct scope *out,
    struct err *err)
{
	/* Each level has fewer areas than the one below. */
	size_t i, max = (LEVELS + 1) * s->n;
	char today[CLOCK_DATE];
	struct scope w = *s;
	enum status st = ST_OK;
	struct db_stmt *q;
	int64_t one;
	bool row;

	w.ids = mem_array(max + 1, sizeof(*w.ids));
	for (i = 0; i < s->n; i++)
		w.ids[i] = s->ids[i];
	clock_date(today);
	for (i = 0; s->kind == SCOPE_COMMUNES && st == ST_OK && i < LEVELS; i++) {
		q = db_usef(db, &q_above, "ts", today, w.ids, w.n);
		while ((st = db_step(q, &row, err)) == ST_OK && row && w.n < max)
			w.ids[w.n++] = db_int(q, 0);
	}
	if (s->kind == SCOPE_COMMUNES && s->n > 0 && st == ST_OK) {
		st = db_int1(db_usef(db, &q_more, "ts", today, w.ids, w.n),
		    &one, &row, err);
		if (st == ST_OK && !row)
			w.ids[w.n++] = 0;
	}
	if (st == ST_OK)
		*out = w;
	else
		scope_done(&w);
	return st;
}
