/*
 * SPDX-License-Identifier: ISC
 *
 * query/roll_sql: one statement for each order, direction, kind of place and "at
 * home", so that each runs along one index of person or line and stops after
 * a page.  The other filters are tested row by row on the way.
 */
#include "office/line/line.h"
#include "office/query/roll_priv.h"

#define OPEN                                                                   \
	"EXISTS (SELECT 1 FROM line l JOIN list k ON k.id = l.list_id"         \
	" JOIN period y ON y.id = l.period_id WHERE l.person_id = p.id"        \
	" AND k.state IN ('approved', 'closed') AND y.code <= ?7"              \
	" AND " LINE_FREE("l.id") ")"
#define FILTERS                                                                \
	" AND p.state <> 'merged'"                                             \
	" AND (?5 = '' OR EXISTS (SELECT 1 FROM entitlement e"                 \
	"  WHERE e.person_id = p.id AND e.category = ?5"                       \
	"  AND e.state = 'active'))"                                           \
	" AND (?6 = 0 OR " OPEN ")"

/* The key is equal and the id on the far side, or the key is. */
#define NAME(place, home, cmp, dir)                                            \
	"SELECT p.id, p.name_key, NULL FROM person p WHERE p." place " = ?1"   \
	home " AND p.name_key " cmp "= ?2 AND (p.name_key " cmp " ?2"          \
	" OR p.id " cmp " ?4) AND CAST(?3 AS BLOB) IS NULL AND ?8 >= 0" FILTERS \
	" ORDER BY p.name_key " dir ", p.id " dir
#define VILLAGE(place, home, cmp, dir)                                         \
	"SELECT p.id, p.village_key, p.name_key FROM person p"                 \
	" WHERE p." place " = ?1" home                                         \
	" AND (p.village_key, p.name_key) " cmp "= (?2, ?3)"                   \
	" AND (p.village_key " cmp " ?2 OR p.name_key " cmp " ?3"              \
	"  OR p.id " cmp " ?4) AND ?8 >= 0" FILTERS                             \
	" ORDER BY p.village_key " dir ", p.name_key " dir ", p.id " dir
/* By STT: ?2 the number, ?4 the person; one row a line, told apart later. */
#define NO(place, home, cmp, dir)                                              \
	"SELECT l.person_id, l.no, NULL FROM line l"                           \
	" JOIN person p ON p.id = l.person_id WHERE l.period_id = ?8"          \
	" AND l." place " = ?1 AND (l.no, l.person_id) " cmp " (?2, ?4)" home  \
	" AND CAST(?3 AS BLOB) IS NULL" FILTERS                                \
	" ORDER BY l.no " dir ", l.person_id " dir

#define HOME " AND p.delivery = 'home'"
#define BOTH(what, shape, place, home)                                         \
	{ { "roll." what, shape(place, home, ">", "ASC") },                    \
	  { "roll." what "_back", shape(place, home, "<", "DESC") } }
#define SORTS(what, place)                                                     \
	{ [ROLL_BY_NAME] = { BOTH(what "_name", NAME, place, ""),              \
		BOTH(what "_name_home", NAME, place, HOME) },                  \
	  [ROLL_BY_VILLAGE] = { BOTH(what "_village", VILLAGE, place, ""),     \
		BOTH(what "_village_home", VILLAGE, place, HOME) },            \
	  [ROLL_BY_NO] = { BOTH(what "_no", NO, place, ""),                    \
		BOTH(what "_no_home", NO, place, HOME) } }

/* Kind of place, order, home, direction. */
DB_SQL_ARRAY(roll_statements, [2][ROLL_SORT_COUNT][2][2]) = {
	SORTS("area", "area_id"), SORTS("point", "point_id"),
};

DB_SQL_SHARED(roll_sql_place) = { "roll.place",
	"SELECT id, parent_id, name_key FROM area WHERE level = 'commune'"
	" AND (parent_id, name_key) >= (?1, ?2)"
	" AND (parent_id > ?1 OR name_key > ?2 OR id > ?3)"
	" ORDER BY parent_id, name_key, id LIMIT 1" };
DB_SQL_SHARED(roll_sql_place_back) = { "roll.place_back",
	"SELECT id, parent_id, name_key FROM area WHERE level = 'commune'"
	" AND (parent_id, name_key) <= (?1, ?2)"
	" AND (parent_id < ?1 OR name_key < ?2 OR id < ?3)"
	" ORDER BY parent_id DESC, name_key DESC, id DESC LIMIT 1" };
DB_SQL_SHARED(roll_sql_place_first) = { "roll.place_first",
	"SELECT id, parent_id, name_key FROM area WHERE level = 'commune'"
	" AND parent_id > 0 ORDER BY parent_id, name_key, id LIMIT 1" };
DB_SQL_SHARED(roll_sql_place_last) = { "roll.place_last",
	"SELECT id, parent_id, name_key FROM area WHERE level = 'commune'"
	" AND parent_id > 0 ORDER BY parent_id DESC, name_key DESC, id DESC"
	" LIMIT 1" };

const struct db_sql *
roll_sql(enum scope_kind kind, enum roll_sort sort, bool backwards, bool home)
{
	return &roll_statements[kind == SCOPE_POINTS][sort][home][backwards];
}

const struct db_sql *
roll_sql_at(unsigned i)
{
	const struct db_sql *all = &roll_statements[0][0][0][0];

	return i < sizeof(roll_statements) / sizeof(*all) ? &all[i] : NULL;
}
