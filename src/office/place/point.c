/*
 * SPDX-License-Identifier: ISC
 *
 * place/point: the post's own tree: units and payout points.  Owns unit and point.
 * The post's tree is not derived from the areas; a point only names the
 * commune it stands in.
 */
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/place/place.h"
#include "office/place/stored.h"
#include "office/verb/verb.h"

#define POINT_ROWS "SELECT t.id, t.area_id, t.code, t.name, 'point' FROM point t"
/* Of a commune or district of that code, whenever it was valid. */
#define POINT_INSIDE " AND (?1 = '' OR t.area_id IN" \
	" (SELECT c.id FROM area c LEFT JOIN area d ON d.id = c.parent_id" \
	"  WHERE c.code = ?1 OR d.code = ?1))"

DB_SQL(q_by_code) = { "point.by_code",
	POINT_ROWS " WHERE t.code = ?1" };
DB_SQL(q_all) = { "point.all",
	POINT_ROWS " WHERE t.active = 1" POINT_INSIDE " ORDER BY t.code" };
DB_SQL(q_of_points) = { "point.of_points",
	POINT_ROWS " WHERE t.id IN {set ?2} AND t.active = 1"
	POINT_INSIDE " ORDER BY t.code" };
DB_SQL(q_of_communes) = { "point.of_communes",
	POINT_ROWS " WHERE t.area_id IN {set ?2} AND t.active = 1"
	POINT_INSIDE " ORDER BY t.code" };
DB_SQL(q_unit) = { "point.unit",
	"SELECT id FROM unit WHERE code = ?1" };
DB_SQL(q_unit_add) = { "point.unit_add",
	"INSERT INTO unit (id, code, name, parent_id) VALUES (?1, ?2, ?3,"
	" ?4)" };
DB_SQL(q_unit_change) = { "point.unit_change",
	"UPDATE unit SET name = ?2, parent_id = ?3 WHERE id = ?1" };
/* Is ?2 the unit ?1, or below it? */
DB_SQL(q_unit_below) = { "point.unit_below",
	"WITH RECURSIVE up (id) AS (SELECT CAST(?2 AS INTEGER) UNION"
	" SELECT u.parent_id FROM unit u JOIN up ON u.id = up.id WHERE"
	" u.parent_id IS NOT NULL)"
	" SELECT 1 FROM up WHERE id = ?1" };
DB_SQL(q_add) = { "point.add",
	"INSERT INTO point (id, code, name, name_key, fold, unit_id, area_id,"
	" place, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1)" };
DB_SQL(q_change) = { "point.change",
	"UPDATE point SET name = ?2, name_key = ?3, fold = ?4, unit_id = ?5,"
	" area_id = ?6, place = ?7, active = ?8 WHERE id = ?1" };
DB_SQL(q_people) = { "point.people",
	"SELECT 1 FROM person WHERE point_id = ?1 AND state = 'active' LIMIT"
	" 1" };

enum status
place_points(struct db *db, const struct scope *sc, const char *area,
    struct place **v, unsigned *n, struct err *err)
{
	const struct db_sql *q = &q_all;
	struct db_stmt *s;

	if (sc->kind == SCOPE_NOTHING) {
		*v = NULL;
		*n = 0;
		return ST_OK;
	}
	if (sc->kind == SCOPE_POINTS)
		q = &q_of_points;
	else if (sc->kind == SCOPE_COMMUNES)
		q = &q_of_communes;
	s = db_usef(db, q, "t", area);
	if (q != &q_all)
		db_bind_set(s, 2, sc->ids, sc->n);
	return place_collect(s, v, n, err);
}

enum status
place_point(struct db *db, const char *code, struct place *out,
    struct err *err)
{
	struct place *v = NULL;
	unsigned n = 0;

	if (place_collect(db_usef(db, &q_by_code, "t", code), &v, &n,
	    err) != ST_OK)
		return err->st;
	if (n == 0) {
		free(v);
		return err_field(err, ST_NOTFOUND, "point",
		    _("no payout point has the code %s"), code);
	}
	*out = v[0];
	free(v);
	return ST_OK;
}

enum status
place_unit(struct db *db, const char *code, int64_t *id, struct err *err)
{
	enum status st;
	bool found;

	st = db_int1(db_usef(db, &q_unit, "t", code), id, &found, err);
	if (st == ST_OK && !found)
		return err_field(err, ST_NOTFOUND, "unit",
		    _("no unit of the post has the code %s"), code);
	return st;
}

/* Id of the unit in field `parent`, 0 when it is empty. */
static enum status
point_unit_parent(struct verb_call *c, int64_t *id, struct err *err)
{
	const char *code = wire_args_text(&c->in->args, "parent");
	enum status st;

	*id = 0;
	if (str_empty(code))
		return ST_OK;
	st = place_unit(c->db, code, id, err);
	return st == ST_NOTFOUND ? err_field(err, st, "parent",
	    _("no unit of the post has the code %s"), code) : st;
}

static enum status
point_unit_add(struct verb_call *c, struct err *err)
{
	const char *code = wire_args_text(&c->in->args, "code");
	struct place_name name;
	int64_t id, parent;
	enum status st;

	st = place_name_make(wire_args_text(&c->in->args, "name"), "name",
	    &name, err);
	if (st == ST_OK)
		st = point_unit_parent(c, &parent, err);
	if (st != ST_OK)
		return st;
	if (place_unit(c->db, code, &id, ERR_NONE) == ST_OK)
		return err_field(err, ST_EXISTS, "code",
		    _("there is a unit with the code %s"), code);
	st = db_next_id(c->db, "unit", &id, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_unit_add, "itto", id, code,
		    name.name, parent), err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "id", id);
	return st;
}

static enum status
point_unit_change(struct verb_call *c, struct err *err)
{
	struct place_name name;
	int64_t id, parent, one;
	enum status st;
	bool loop;

	st = place_unit(c->db, wire_args_text(&c->in->args, "code"), &id, err);
	if (st == ST_OK)
		st = place_name_make(wire_args_text(&c->in->args, "name"),
		    "name", &name, err);
	if (st == ST_OK)
		st = point_unit_parent(c, &parent, err);
	if (st == ST_OK && parent != 0) {
		st = db_int1(db_usef(c->db, &q_unit_below, "ii", id, parent),
		    &one, &loop, err);
		if (st == ST_OK && loop)
			return err_field(err, ST_INVALID, "parent",
			    _("a unit cannot stand below itself"));
	}
	if (st != ST_OK)
		return st;
	return db_run(db_usef(c->db, &q_unit_change, "ito", id, name.name,
	    parent), err);
}

/* What point.add and point.change read alike. */
struct point_new {
	struct place_name name;
	char place[200];
	int64_t unit, area;
};

static enum status
point_read(struct verb_call *c, struct point_new *p, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	struct place area;
	enum status st;

	st = place_name_make(wire_args_text(in, "name"), "name", &p->name, err);
	if (st == ST_OK)
		st = place_text(p->place, sizeof(p->place),
		    wire_args_text(in, "place"), "place", err);
	if (st == ST_OK)
		st = place_unit(c->db, wire_args_text(in, "unit"), &p->unit, err);
	if (st == ST_OK)
		st = place_area(c->db, wire_args_text(in, "commune"), c->today,
		    &area, err);
	if (st == ST_OK && strcmp(area.level, "commune") != 0)
		return err_field(err, ST_INVALID, "commune",
		    _("%s is no commune"), area.code);
	if (st == ST_OK)
		p->area = area.id;
	return st;
}

static enum status
point_add(struct verb_call *c, struct err *err)
{
	const char *code = wire_args_text(&c->in->args, "code");
	struct point_new p;
	struct place was;
	enum status st;
	int64_t id;

	if (point_read(c, &p, err) != ST_OK)
		return err->st;
	if (place_point(c->db, code, &was, ERR_NONE) == ST_OK)
		return err_field(err, ST_EXISTS, "code",
		    _("%s is the code of %s"), code, was.name);
	st = db_next_id(c->db, "point", &id, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_add, "ittbtiit", id, code,
		    p.name.name, (const void *)p.name.key, p.name.key_len,
		    p.name.fold, p.unit, p.area, p.place), err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "id", id);
	return st;
}

static enum status
point_change(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	bool close = strcmp(wire_args_text(in, "active"), "no") == 0, people;
	struct point_new p;
	struct place was;
	enum status st;
	int64_t one;

	st = place_point(c->db, wire_args_text(in, "code"), &was, err);
	if (st == ST_OK)
		st = point_read(c, &p, err);
	if (st == ST_OK && close) {
		st = db_int1(db_usef(c->db, &q_people, "i", was.id), &one,
		    &people, err);
		if (st == ST_OK && people)
			return err_field(err, ST_INVALID, "active",
			    _("people are still paid at this point"));
	}
	if (st != ST_OK)
		return st;
	return db_run(db_usef(c->db, &q_change, "itbtiiti", was.id, p.name.name,
	    (const void *)p.name.key, p.name.key_len, p.name.fold, p.unit,
	    p.area, p.place, (int64_t)!close), err);
}

static const struct verb_field point_unit_fields[] = {
	{ "code", VERB_CODE, true, 16, NULL, N_("the post's own code") },
	{ "name", VERB_TEXT, true, 120, NULL, N_("name of the unit") },
	{ "parent", VERB_CODE, false, 16, NULL, N_("code of the unit above") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};
static const struct verb_field point_fields[] = {
	{ "code", VERB_CODE, true, 16, NULL, N_("code of the point") },
	{ "name", VERB_TEXT, true, 120, NULL, N_("name of the point") },
	{ "unit", VERB_CODE, true, 16, NULL, N_("code of the unit that runs it") },
	{ "commune", VERB_CODE, true, 8, NULL, N_("code of the commune") },
	{ "place", VERB_TEXT, false, 199, NULL, N_("where people are paid") },
	{ "active", VERB_CHOICE, false, 0, "yes|no", N_("no: no longer used") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};

const struct verb point_verbs[] = {
	{ "unit.add", point_unit_fields, ROLE_PROVINCE | ROLE_ADMIN, VERB_WHO,
	    point_unit_add, N_("adds a unit of the post") },
	{ "unit.change", point_unit_fields, ROLE_PROVINCE | ROLE_ADMIN, VERB_WHO,
	    point_unit_change, N_("changes a unit of the post") },
	{ "point.add", point_fields, ROLE_PROVINCE | ROLE_ADMIN, VERB_WHO,
	    point_add, N_("adds a payout point") },
	{ "point.change", point_fields, ROLE_PROVINCE | ROLE_ADMIN, VERB_WHO,
	    point_change, N_("changes a payout point") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
