/*
 * SPDX-License-Identifier: ISC
 *
 * verb/scope: works out from a staff row which points or communes its person may
 * see (rule 8 of the house), and narrows that for a query.
 *
 * A narrowed scope never holds more than the wide one: where the two trees
 * (post and country) do not meet, the smaller answer wins.
 */
#include "office/verb/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

DB_SQL(q_staff) = { "scope.staff",
	"SELECT login, name, role, unit_id, area_id, active FROM staff "
	"WHERE id = ?1" };
DB_SQL(q_uid) = { "scope.uid",
	"SELECT id FROM staff WHERE local_uid = ?1" };
DB_SQL(q_admin) = { "scope.admin",
	"SELECT id FROM staff WHERE role = 'admin' AND active = 1 "
	"ORDER BY id LIMIT 1" };
DB_SQL(q_own_points) = { "scope.own_points",
	"SELECT point_id FROM staff_point WHERE staff_id = ?1 ORDER BY"
	" point_id" };
DB_SQL(q_unit_points) = { "scope.unit_points",
	"WITH RECURSIVE below (id) AS (SELECT CAST(?1 AS INTEGER) UNION "
	"SELECT unit.id FROM unit JOIN below ON unit.parent_id = below.id) "
	"SELECT point.id FROM below {cross} JOIN point "
	"ON point.unit_id = below.id "
	"ORDER BY point.id" };
/*
 * Communes of an area on a day (of one that has ended: on its last), and those
 * that went into them, whole into one or apart into several of them: their
 * history goes with the people.
 */
DB_SQL(q_communes) = { "scope.communes",
	"WITH RECURSIVE below (id) AS (SELECT id FROM area WHERE id = ?1 UNION "
	"SELECT area.id FROM area JOIN below ON area.parent_id = below.id), "
	"place (id) AS (SELECT a.id FROM area r JOIN below ON r.id = ?1 "
	"JOIN area a ON a.id = below.id "
	"WHERE a.level = 'commune' AND" SCOPE_ON("a", "r", "?2") " "
	"UNION SELECT c.old_id FROM place JOIN area_change c "
	"ON c.new_id = place.id JOIN area o ON o.id = c.old_id "
	"WHERE o.level = 'commune' AND NOT EXISTS (SELECT 1 FROM area_change d "
	"WHERE d.old_id = c.old_id AND d.new_id <> c.new_id)) "
	"SELECT id FROM place UNION SELECT v.old_id FROM place "
	"{cross} JOIN area_change v ON v.new_id = place.id AND v.village <> '' "
	"WHERE NOT EXISTS (SELECT 1 FROM area_change d "
	"WHERE d.old_id = v.old_id AND d.new_id NOT IN (SELECT id FROM place)) "
	"ORDER BY 1" };
/* A code of two levels at once: the larger area; reused: the newest. */
DB_SQL(q_area) = { "scope.area",
	"SELECT id FROM area WHERE code = ?1 AND valid_from <= ?2 "
	"AND (valid_to IS NULL OR valid_to > ?2) ORDER BY CASE level "
	"WHEN 'province' THEN 1 WHEN 'district' THEN 2 ELSE 3 END, "
	"valid_from DESC LIMIT 1" };
DB_SQL(q_point) = { "scope.point",
	"SELECT id, area_id FROM point WHERE code = ?1" };
DB_SQL(q_points_in) = { "scope.points_in",
	"SELECT id FROM point WHERE area_id = ?1" };
DB_SQL(q_people_areas) = { "scope.people_areas",
	"SELECT DISTINCT area_id FROM person WHERE point_id = ?1" };

static void
scope_add(struct scope *s, int64_t id)
{
	if ((s->n & (s->n + 1)) == 0) /* 0, 1, 3, 7, ...: room for twice more */
		s->ids = mem_resize(s->ids, 2 * (s->n + 1), sizeof(*s->ids));
	s->ids[s->n++] = id;
}

void
scope_all(struct scope *s)
{
	memset(s, 0, sizeof(*s));
	s->kind = SCOPE_ALL;
}

void
scope_done(struct scope *s)
{
	free(s->ids);
	memset(s, 0, sizeof(*s)); /* SCOPE_NOTHING */
}

/* First column of all rows. */
static enum status
scope_fill(struct scope *s, struct db_stmt *q, struct err *err)
{
	enum status st;
	bool row;

	while ((st = db_step(q, &row, err)) == ST_OK && row)
		scope_add(s, db_int(q, 0));
	return st;
}

static int
scope_compare(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
scope_holds(const struct scope *s, int64_t id)
{
	return s->n > 0 && bsearch(&id, s->ids, s->n, sizeof(*s->ids),
	    scope_compare) != NULL;
}

bool
scope_has(const struct scope *s, int64_t commune, int64_t point)
{
	switch (s->kind) {
	case SCOPE_ALL:
		return true;
	case SCOPE_POINTS:
		return scope_holds(s, point);
	case SCOPE_COMMUNES:
		return scope_holds(s, commune);
	case SCOPE_NOTHING:
		break;
	}
	return false;
}

static enum status
actor_scope(struct db *db, struct actor *a, int64_t unit, int64_t area,
    struct err *err)
{
	char today[CLOCK_DATE];
	struct scope *s = &a->scope;

	switch (a->role) {
	case ROLE_PAYING:
		s->kind = SCOPE_POINTS;
		return scope_fill(s, db_usef(db, &q_own_points, "i", a->staff),
		    err);
	case ROLE_CASHIER:
	case ROLE_ACCOUNTANT:
	case ROLE_CONTROLLER:
		s->kind = SCOPE_POINTS;
		return scope_fill(s, db_usef(db, &q_unit_points, "i", unit),
		    err);
	case ROLE_PREPARER:
	case ROLE_APPROVER:
		clock_date(today);
		s->kind = SCOPE_COMMUNES;
		return scope_fill(s, db_usef(db, &q_communes, "it", area,
		    today), err);
	case ROLE_PROVINCE:
	case ROLE_ADMIN:
		s->kind = SCOPE_ALL;
		return ST_OK;
	default:
		return ST_OK; /* SCOPE_NOTHING */
	}
}

enum status
actor_load(struct db *db, int64_t staff, struct actor *out, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_staff, "i", staff);
	struct actor a = { .staff = staff };
	int64_t unit, area;
	enum status st;
	bool row, active;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_set(err, ST_NOTFOUND,
		    _("there is no member of staff with number %lld"),
		    (long long)staff);
	db_copy(s, 0, a.login, sizeof(a.login));
	db_copy(s, 1, a.name, sizeof(a.name));
	a.role = role_by_name(db_text(s, 2));
	unit = db_int(s, 3);
	area = db_int(s, 4);
	active = db_int(s, 5) != 0;
	db_reset(s);
	if (!active)
		return err_set(err, ST_DENIED, _("the account %s is disabled"),
		    a.login);
	st = actor_scope(db, &a, unit, area, err);
	a.scope.own = a.staff;
	if (st == ST_OK)
		*out = a;
	else
		scope_done(&a.scope);
	return st;
}

void
actor_program(struct actor *out)
{
	memset(out, 0, sizeof(*out));
	out->role = ROLE_ADMIN;
	(void)str_copy_cut(out->name, sizeof(out->name), "chitra");
	(void)str_copy_cut(out->address, sizeof(out->address), "local");
	scope_all(&out->scope);
}

enum status
actor_by_uid(struct db *db, int64_t uid, struct actor *out, struct err *err)
{
	int64_t staff = 0;
	bool found;
	enum status st;

	if (db_int1(db_usef(db, &q_uid, "i", uid), &staff, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_set(err, ST_NOTFOUND,
		    _("user %lld of this server is not a member of staff"),
		    (long long)uid);
	st = actor_load(db, staff, out, err);
	if (st == ST_OK)
		(void)str_copy_cut(out->address, sizeof(out->address), "local");
	return st;
}

enum status
actor_owner(struct db *db, int64_t uid, struct actor *out, struct err *err)
{
	int64_t staff = 0;
	bool found;
	enum status st;

	st = actor_by_uid(db, uid, out, err);
	if (st != ST_NOTFOUND)
		return st;
	if (db_int1(db_use(db, &q_admin), &staff, &found, err) != ST_OK)
		return err->st;
	if (!found) {
		actor_program(out);
		return ST_OK;
	}
	st = actor_load(db, staff, out, err);
	if (st == ST_OK)
		(void)str_copy_cut(out->address, sizeof(out->address), "local");
	return st;
}

void
actor_done(struct actor *a)
{
	scope_done(&a->scope);
	memset(a, 0, sizeof(*a));
}

/* Points of `s` that stand in `communes`. */
static enum status
scope_points_in(struct db *db, const struct scope *s,
    const struct scope *communes, struct scope *out, struct err *err)
{
	struct db_stmt *q;
	enum status st = ST_OK;
	bool row;
	size_t i;

	for (i = 0; i < communes->n && st == ST_OK; i++) {
		q = db_usef(db, &q_points_in, "i", communes->ids[i]);
		while ((st = db_step(q, &row, err)) == ST_OK && row)
			if (scope_holds(s, db_int(q, 0)))
				scope_add(out, db_int(q, 0));
	}
	if (out->n > 1)
		qsort(out->ids, out->n, sizeof(*out->ids), scope_compare);
	return st;
}

static enum status
scope_narrow_area(struct db *db, const struct scope *s, const char *code,
    const char *day, struct scope *out, struct err *err)
{
	struct scope communes = { .kind = SCOPE_COMMUNES };
	char today[CLOCK_DATE];
	int64_t area = 0;
	enum status st;
	bool found;
	size_t i;

	clock_date(today);
	if (str_empty(day))
		day = today;
	st = db_int1(db_usef(db, &q_area, "tt", code, day), &area, &found,
	    err);
	if (st == ST_OK && !found) {
		day = today;
		st = db_int1(db_usef(db, &q_area, "tt", code, day), &area,
		    &found, err);
	}
	if (st == ST_OK && !found)
		st = err_field(err, ST_NOTFOUND, "area",
		    _("there is no area %s today"), code);
	if (st == ST_OK)
		st = scope_fill(&communes, db_usef(db, &q_communes, "it", area,
		    day), err);
	if (st == ST_OK && s->kind == SCOPE_ALL) {
		*out = communes;
		return ST_OK;
	}
	out->kind = s->kind;
	if (st == ST_OK && s->kind == SCOPE_POINTS)
		st = scope_points_in(db, s, &communes, out, err);
	for (i = 0; s->kind == SCOPE_COMMUNES && i < communes.n; i++)
		if (scope_holds(s, communes.ids[i]))
			scope_add(out, communes.ids[i]);
	scope_done(&communes);
	if (st == ST_OK && out->n == 0)
		st = err_field(err, ST_DENIED, "area",
		    _("area %s is not yours to see"), code);
	return st;
}

/* List owners see a point only when all its people live in their communes. */
static enum status
scope_point_within(struct db *db, const struct scope *s, int64_t point,
    const char *code, struct err *err)
{
	struct db_stmt *q = db_usef(db, &q_people_areas, "i", point);
	enum status st;
	bool row;

	while ((st = db_step(q, &row, err)) == ST_OK && row)
		if (!scope_holds(s, db_int(q, 0))) {
			db_reset(q);
			return err_field(err, ST_DENIED, "point",
			    _("people of other communes are paid at %s too: choose a commune"),
			    code);
		}
	return st;
}

static enum status
scope_narrow_point(struct db *db, const struct scope *s,
    const struct scope *wide, const char *code, struct scope *out,
    struct err *err)
{
	struct db_stmt *q = db_usef(db, &q_point, "t", code);
	int64_t point, area;
	enum status st;
	bool row;

	st = db_step(q, &row, err);
	if (st != ST_OK)
		return st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "point",
		    _("there is no point %s"), code);
	point = db_int(q, 0);
	area = db_int(q, 1);
	db_reset(q);
	if (!scope_has(s, area, point))
		return err_field(err, ST_DENIED, "point",
		    _("point %s is not yours to see"), code);
	if (wide->kind == SCOPE_COMMUNES) {
		st = scope_point_within(db, wide, point, code, err);
		if (st != ST_OK)
			return st;
	}
	out->kind = SCOPE_POINTS;
	scope_add(out, point);
	return ST_OK;
}

static void
scope_copy(const struct scope *s, struct scope *out)
{
	out->kind = s->kind;
	out->n = s->n;
	if (s->n == 0)
		return;
	/* One more than needed keeps scope_add()'s notion of room. */
	out->ids = mem_array(2 * (s->n + 1), sizeof(*out->ids));
	memcpy(out->ids, s->ids, s->n * sizeof(*s->ids));
}

enum status
scope_narrow(struct db *db, const struct scope *s, const char *area_code,
    const char *point_code, struct scope *out, struct err *err)
{
	return scope_narrow_on(db, s, area_code, point_code, "", out, err);
}

enum status
scope_narrow_on(struct db *db, const struct scope *s, const char *area_code,
    const char *point_code, const char *day, struct scope *out,
    struct err *err)
{
	struct scope area = { .kind = SCOPE_NOTHING }, point = area;
	enum status st = ST_OK;

	if (str_empty(area_code))
		scope_copy(s, &area);
	else
		st = scope_narrow_area(db, s, area_code, day, &area, err);
	if (st == ST_OK && !str_empty(point_code)) {
		st = scope_narrow_point(db, &area, s, point_code, &point,
		    err);
		scope_done(&area);
		area = point;
	}
	if (st == ST_OK)
		*out = area;
	else
		scope_done(&area);
	return st;
}
