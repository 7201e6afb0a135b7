/*
 * SPDX-License-Identifier: ISC
 *
 * period/owner: who owns the list of a commune, and does a scope hold every
 * commune of an owner, or some.
 */
#include "office/period/owner.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/say.h"

/* The communes of an owner today; of one that has ended, on its last day. */
#define OWNED                                                                  \
	" FROM area r JOIN area a ON a.level = 'commune'"                      \
	" AND (a.parent_id = r.id OR a.id = r.id) AND" SCOPE_ON("a", "r", "?2")
#define OF_OWNER " WHERE r.id = ?1"
DB_SQL(q_places) = { "list.places",
	"SELECT a.id" OWNED OF_OWNER };
DB_SQL(q_points) = { "list.points",
	"SELECT p.id" OWNED " JOIN point p ON p.area_id = a.id" OF_OWNER };

#define OWNER "CASE above.level WHEN 'district' THEN above.id ELSE a.id END"
DB_SQL(q_of_area) = { "list.owner_of_area",
	"SELECT " OWNER " FROM area a LEFT JOIN area above"
	" ON above.id = a.parent_id WHERE a.id = ?1" };
DB_SQL(q_of_person) = { "list.owner_of_person",
	"SELECT " OWNER " FROM person p JOIN area a ON a.id = p.area_id"
	" LEFT JOIN area above ON above.id = a.parent_id WHERE p.id = ?1" };

static int
list_id_cmp(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Counts the ids of a statement, and those of them that the scope holds. */
static enum status
list_count_in(struct db_stmt *s, const struct scope *sc, unsigned *seen,
    unsigned *held, struct err *err)
{
	enum status st;
	bool row;

	*seen = *held = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		int64_t id = db_int(s, 0);

		(*seen)++;
		if (sc->n > 0 && bsearch(&id, sc->ids, sc->n, sizeof(id),
		    list_id_cmp) != NULL)
			(*held)++;
	}
	return st;
}

enum status
list_owner_in(struct db *db, const struct scope *sc, int64_t owner, bool *all,
    bool *some, struct err *err)
{
	unsigned seen = 0, held = 0;
	char today[CLOCK_DATE];
	enum status st = ST_OK;

	clock_date(today);
	if (sc->kind == SCOPE_COMMUNES)
		st = list_count_in(db_usef(db, &q_places, "it", owner, today),
		    sc, &seen, &held, err);
	else if (sc->kind == SCOPE_POINTS)
		st = list_count_in(db_usef(db, &q_points, "it", owner, today),
		    sc, &seen, &held, err);
	if (st != ST_OK)
		return st;
	*all = sc->kind == SCOPE_ALL ||
	    (sc->kind == SCOPE_COMMUNES && seen > 0 && held == seen);
	if (some != NULL)
		*some = *all || held > 0;
	return ST_OK;
}

static enum status
list_owner_of(struct db *db, const struct db_sql *q, int64_t id,
    int64_t *owner, struct err *err)
{
	bool found;

	if (db_int1(db_usef(db, q, "i", id), owner, &found, err) != ST_OK)
		return err->st;
	return found ? ST_OK : err_set(err, ST_NOTFOUND,
	    _("no list owner has %lld"), (long long)id);
}

enum status
list_owner_of_area(struct db *db, int64_t area, int64_t *owner,
    struct err *err)
{
	return list_owner_of(db, &q_of_area, area, owner, err);
}

enum status
list_owner_of_person(struct db *db, int64_t person, int64_t *owner,
    struct err *err)
{
	return list_owner_of(db, &q_of_person, person, owner, err);
}
