/*
 * SPDX-License-Identifier: ISC
 *
 * balance/people: the people of a list owner, one after another.
 */
#include "office/balance/people.h"

DB_SQL(q_people) = { "arrears.people",
	"SELECT count(*) FROM area a JOIN person p ON p.area_id = a.id"
	" WHERE a.level = 'commune' AND (a.parent_id = ?1 OR a.id = ?1)" };
DB_SQL(q_commune) = { "arrears.commune",
	"SELECT id FROM area WHERE level = 'commune'"
	" AND (parent_id = ?1 OR id = ?1) AND id > ?2 ORDER BY id LIMIT 1" };
DB_SQL(q_next_person) = { "arrears.next_person",
	"SELECT min(id) FROM person WHERE area_id = ?1 AND id > ?2" };
DB_SQL(q_any) = { "arrears.any",
	"SELECT 1 FROM line WHERE person_id = ?1 AND month BETWEEN ?2 AND ?3"
	" UNION ALL SELECT 1 FROM arrears WHERE person_id = ?1 AND state = 'due'"
	" UNION ALL SELECT 1 FROM line l JOIN person m ON m.id = l.person_id"
	"  WHERE m.merged_into = ?1 AND l.month BETWEEN ?2 AND ?3"
	" UNION ALL SELECT 1 FROM opening o JOIN entitlement e"
	"  ON e.id = o.entitlement_id WHERE e.person_id = ?1"
	"  AND o.from_month <= ?3 AND coalesce(o.to_month, '9999') >= ?2 LIMIT 1" };

enum status
balance_people(struct db *db, int64_t owner, int64_t *n, struct err *err)
{
	bool found;

	return db_int1(db_usef(db, &q_people, "i", owner), n, &found, err);
}

enum status
balance_next(struct db *db, int64_t owner, struct people_at *at,
    struct err *err)
{
	bool found = false;
	int64_t id = 0;

	while (at->cursor >= 0) {
		if (at->area != 0) {
			if (db_int1(db_usef(db, &q_next_person, "ii",
			    at->area, at->cursor), &id, &found, err) != ST_OK)
				return err->st;
			if (id != 0) {
				at->cursor = id;
				return ST_OK;
			}
		}
		if (db_int1(db_usef(db, &q_commune, "ii", owner, at->area),
		    &id, &found, err) != ST_OK)
			return err->st;
		at->area = id;
		at->cursor = found ? 0 : -1;
	}
	return ST_OK;
}

enum status
balance_any(struct db *db, int64_t person, const char *from, const char *to,
    bool *any, struct err *err)
{
	int64_t one;

	return db_int1(db_usef(db, &q_any, "itt", person, from, to), &one, any,
	    err);
}
