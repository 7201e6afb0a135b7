/*
 * SPDX-License-Identifier: ISC
 *
 * verb/scope_whole: what a scope holds as a whole.  A request about no person
 * belongs to a list owner's area or to the whole office; he whose scope has
 * every commune of it may see and decide it.
 */
#include <string.h>

#include "base/clock.h"
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
 * Areas above those bound whose own, on that day, are all bound.  Run once a
 * level: districts, then the province.
 */
DB_SQL(q_above) = { "scope.above",
	"INSERT INTO scope_place (id) SELECT p.id FROM (SELECT DISTINCT"
	"  a.parent_id AS id FROM scope_place s JOIN area a ON a.id = s.id"
	"  WHERE a.parent_id IS NOT NULL) u JOIN area p ON p.id = u.id"
	" WHERE NOT EXISTS (SELECT 1 FROM scope_place s WHERE s.id = p.id)"
	" AND NOT EXISTS (SELECT 1 FROM area c WHERE c.parent_id = p.id"
	"  AND" SCOPE_ON("c", "p", "?1")
	"  AND NOT EXISTS (SELECT 1 FROM scope_place s WHERE s.id = c.id))" };
DB_SQL(q_office) = { "scope.office",
	"INSERT INTO scope_place (id) SELECT 0 WHERE EXISTS (SELECT 1"
	" FROM scope_place) AND NOT EXISTS (SELECT 1 FROM area a"
	" WHERE a.level = 'commune' AND a.valid_from <= ?1"
	" AND (a.valid_to IS NULL OR a.valid_to > ?1)"
	" AND NOT EXISTS (SELECT 1 FROM scope_place s WHERE s.id = a.id))" };

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
scope_bind_whole(struct db *db, const struct scope *s, struct err *err)
{
	char today[CLOCK_DATE];
	enum status st = scope_bind(db, s, err);
	int i;

	if (s->kind != SCOPE_COMMUNES)
		return st;
	clock_date(today);
	for (i = 0; st == ST_OK && i < LEVELS; i++)
		st = db_run(db_usef(db, &q_above, "t", today), err);
	return st == ST_OK ? db_run(db_usef(db, &q_office, "t", today), err) :
	    st;
}
