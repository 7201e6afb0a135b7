/*
 * SPDX-License-Identifier: ISC
 *
 * place/area: provinces, districts and communes by day.  Owns table area.
 *
 * A code may name another, larger area from a later day on, so that whoever
 * asks by code says on which day.  "Districts" means the level below the
 * province: since 2025-07-01 these are the communes themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/place/place.h"
#include "office/place/stored.h"
#include "office/verb/verb.h"
#include "text/fold.h"

#define AREA_VALID "a.valid_from <= ?1 AND (a.valid_to IS NULL OR a.valid_to > ?1)"
#define AREA_ROWS "SELECT a.id, a.parent_id, a.code, a.name, a.level FROM area a"

DB_SQL(q_by_code) = { "area.by_code",
	/* The levels are named for the sake of the index. */
	AREA_ROWS " WHERE a.level IN ('province', 'district', 'commune')"
	" AND a.code = ?2 AND " AREA_VALID
	" ORDER BY a.valid_from DESC LIMIT 1" };
/* ?2 code of the parent, '' = the office's province on that day. */
#define AREA_PARENT                                                            \
	"CASE WHEN ?2 <> '' THEN ?2 ELSE coalesce("                            \
	"(SELECT province FROM office_province"                                \
	"  WHERE from_month <= substr(?1, 1, 7)"                               \
	"  ORDER BY from_month DESC LIMIT 1),"                                 \
	" (SELECT value FROM meta WHERE key = 'province')) END"
DB_SQL(q_below) = { "area.below",
	AREA_ROWS " JOIN area p ON p.id = a.parent_id"
	" WHERE p.code = " AREA_PARENT
	" AND p.valid_from <= ?1 AND (p.valid_to IS NULL OR p.valid_to > ?1)"
	" AND " AREA_VALID " ORDER BY a.name_key, a.code" };
DB_SQL(q_below_points) = { "area.below_points",
	AREA_ROWS " JOIN area p ON p.id = a.parent_id"
	" WHERE p.code = " AREA_PARENT
	" AND p.valid_from <= ?1 AND (p.valid_to IS NULL OR p.valid_to > ?1)"
	" AND " AREA_VALID
	" AND EXISTS (SELECT 1 FROM {set ?3} s JOIN point t ON t.id = s.id"
	"   JOIN area c ON c.id = t.area_id WHERE c.id = a.id OR c.parent_id = a.id)"
	" ORDER BY a.name_key, a.code" };
DB_SQL(q_below_communes) = { "area.below_communes",
	AREA_ROWS " JOIN area p ON p.id = a.parent_id"
	" WHERE p.code = " AREA_PARENT
	" AND p.valid_from <= ?1 AND (p.valid_to IS NULL OR p.valid_to > ?1)"
	" AND " AREA_VALID
	" AND EXISTS (SELECT 1 FROM {set ?3} s JOIN area c ON c.id = s.id"
	"   WHERE c.id = a.id OR c.parent_id = a.id)"
	" ORDER BY a.name_key, a.code" };
DB_SQL(q_owner) = { "area.owner",
	"SELECT 1 FROM area a JOIN area p ON p.id = a.parent_id"
	" WHERE a.id = ?1 AND p.level = 'province'" };
/* The row of the village before the one of all others. */
DB_SQL(q_became) = { "area.became",
	"SELECT new_id FROM area_change WHERE old_id = ?1"
	" AND village IN ('', ?2) ORDER BY village DESC LIMIT 1" };
DB_SQL(q_named) = { "area.named",
	"SELECT o.name, n.name, n.code, n.valid_from <= ?3 AND"
	" (n.valid_to IS NULL OR n.valid_to > ?3) FROM area o JOIN area n"
	" ON n.id = ?2 WHERE o.id = ?1" };
DB_SQL(q_insert) = { "area.insert",
	"INSERT INTO area (id, level, code, name, name_key, fold, parent_id,"
	" valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)" };
DB_SQL(q_finish) = { "area.finish",
	"UPDATE area SET valid_to = ?2 WHERE id = ?1" };

static void
area_fill(struct place *p, struct db_stmt *s)
{
	memset(p, 0, sizeof(*p));
	p->id = db_int(s, 0);
	p->parent = db_int(s, 1);
	db_copy(s, 2, p->code, sizeof(p->code));
	db_copy(s, 3, p->name, sizeof(p->name));
	db_copy(s, 4, p->level, sizeof(p->level));
}

enum status
place_collect(struct db_stmt *s, struct place **v, unsigned *n,
    struct err *err)
{
	struct place *list = NULL;
	unsigned used = 0, cap = 0;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (used == cap) {
			cap = cap > 0 ? 2 * cap : 32;
			list = mem_resize(list, cap, sizeof(*list));
		}
		area_fill(&list[used++], s);
	}
	if (st != ST_OK) {
		free(list);
		return st;
	}
	db_reset(s);
	*v = list;
	*n = used;
	return ST_OK;
}

static const char *
area_day(const char *day, char today[CLOCK_DATE])
{
	if (!str_empty(day))
		return day;
	clock_date(today);
	return today;
}

enum status
place_areas(struct db *db, const struct scope *sc, const char *parent,
    const char *day, struct place **v, unsigned *n, struct err *err)
{
	const struct db_sql *q = &q_below;
	char today[CLOCK_DATE];
	struct db_stmt *s;

	if (sc->kind == SCOPE_NOTHING) {
		*v = NULL;
		*n = 0;
		return ST_OK;
	}
	if (sc->kind == SCOPE_POINTS)
		q = &q_below_points;
	else if (sc->kind == SCOPE_COMMUNES)
		q = &q_below_communes;
	s = db_usef(db, q, "tt", area_day(day, today), parent);
	if (q != &q_below)
		db_bind_set(s, 3, sc->ids, sc->n);
	return place_collect(s, v, n, err);
}

enum status
place_area(struct db *db, const char *code, const char *day,
    struct place *out, struct err *err)
{
	char today[CLOCK_DATE];
	struct db_stmt *s;
	bool row;

	s = db_usef(db, &q_by_code, "tt", area_day(day, today), code);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "area",
		    _("no area has the code %s"), code);
	area_fill(out, s);
	db_reset(s);
	return ST_OK;
}

enum status
place_owner_at(struct db *db, const char *code, const char *day,
    struct place *out, struct err *err)
{
	struct place at = { .id = 0 };
	int64_t one;
	bool owner;

	if (place_area(db, code, day, &at, err) != ST_OK ||
	    db_int1(db_usef(db, &q_owner, "i", at.id), &one, &owner,
	    err) != ST_OK)
		return err->st;
	if (!owner)
		return err_field(err, ST_INVALID, "area",
		    _("Lists are made by district; %s is not one."), at.name);
	*out = at;
	return ST_OK;
}

enum status
area_insert(struct db *db, const struct area_row *a, int64_t *id,
    struct err *err)
{
	if (db_next_id(db, "area", id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_insert, "itttbtott", *id, a->level,
	    a->code, a->name->name, (const void *)a->name->key,
	    a->name->key_len, a->name->fold, a->parent, a->from, a->until), err);
}

enum status
area_now(struct db *db, int64_t id, const char *village, int64_t *now,
    struct err *err)
{
	char fold[200];
	enum status st = ST_OK;
	bool found = true;
	int64_t next;

	if (fold_search(fold, sizeof(fold), village) != ST_OK)
		fold[0] = '\0';
	*now = id;
	while (st == ST_OK && found) {
		st = db_int1(db_usef(db, &q_became, "it", *now, fold), &next,
		    &found, err);
		if (st == ST_OK && found)
			*now = next;
	}
	return st;
}

enum status
area_today(struct db *db, const struct scope *sc, int64_t id,
    const char *village, const char *today, int64_t *now, struct err *err)
{
	enum status st = area_now(db, id, village, now, err);
	struct db_stmt *s;
	bool row;

	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_named, "iit", id, *now, today);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	if (db_int(s, 3) == 0)
		st = err_field(err, ST_INVALID, "commune", _("%s has ended, and "
		    "nothing says which commune took its place: take in the "
		    "reorganisation first (chitra import reorganisation), or "
		    "reject this and send it with the communes of today"),
		    db_text(s, 0));
	else if (*now != id && !scope_has(sc, *now, 0))
		st = err_field(err, ST_DENIED, "commune", _("%s is %s (%s) now, "
		    "where somebody else decides: reject this, and have it sent "
		    "from there"), db_text(s, 0), db_text(s, 1),
		    db_text(s, 2));
	db_reset(s);
	return st;
}

enum status
area_finish(struct db *db, int64_t id, const char *on, struct err *err)
{
	return db_run(db_usef(db, &q_finish, "it", id, on), err);
}

static const struct {
	const char *level, *above;
	size_t digits;
} area_levels[] = {
	{ "province", "", 2 },
	{ "district", "province", 3 },
	{ "commune", "district", 5 },
};

/* The parent must be of the level above; a commune may stand under a
 * province (two-level model). */
static enum status
area_parent(struct verb_call *c, const char *level, const char *above,
    const char *day, int64_t *id, struct err *err)
{
	const char *code = wire_args_text(&c->in->args, "parent");
	struct place p;
	enum status st;

	*id = 0;
	if (above[0] == '\0')
		return str_empty(code) ? ST_OK : err_field(err, ST_INVALID,
		    "parent", _("a province has no area above it"));
	st = place_area(c->db, code, day, &p, err);
	if (st != ST_OK)
		return err_field(err, st, "parent",
		    _("no area has the code %s"), code);
	if (strcmp(p.level, above) != 0 && !(strcmp(level, "commune") == 0 &&
	    strcmp(p.level, "province") == 0))
		return err_field(err, ST_INVALID, "parent",
		    _("%s is not of the level above"), code);
	*id = p.id;
	return ST_OK;
}

static enum status
area_add(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	const char *level = wire_args_text(in, "level");
	const char *code = wire_args_text(in, "code");
	const char *from = wire_args_text(in, "from");
	struct place_name name;
	struct area_row row = { level, code, from, NULL, &name, 0 };
	struct place was;
	enum status st;
	int64_t id;
	size_t i;

	for (i = 0; i < 2 && strcmp(level, area_levels[i].level) != 0; i++)
		;
	if (strlen(code) != area_levels[i].digits ||
	    strspn(code, "0123456789") != strlen(code))
		return err_field(err, ST_INVALID, "code",
		    _("the code of such an area has %zu digits"),
		    area_levels[i].digits);
	st = place_name_make(wire_args_text(in, "name"), "name", &name, err);
	if (st == ST_OK)
		st = area_parent(c, level, area_levels[i].above, from,
		    &row.parent, err);
	if (st != ST_OK)
		return st;
	if (place_area(c->db, code, from, &was, ERR_NONE) == ST_OK)
		return err_field(err, ST_EXISTS, "code",
		    _("on that day %s is the code of %s"), code, was.name);
	st = area_insert(c->db, &row, &id, err);
	if (st == ST_OK)
		wire_args_add_int(c->out, "id", id);
	return st;
}

static enum status
area_end(struct verb_call *c, struct err *err)
{
	const char *code = wire_args_text(&c->in->args, "code");
	const char *on = wire_args_text(&c->in->args, "on");
	struct place was;

	if (place_area(c->db, code, on, &was, err) != ST_OK)
		return err->st;
	return area_finish(c->db, was.id, on, err);
}

static const struct verb_field area_add_fields[] = {
	{ "level", VERB_CHOICE, true, 0, "province|district|commune",
	    N_("level of the area") },
	{ "code", VERB_CODE, true, 8, NULL, N_("official code: 2, 3 or 5 digits") },
	{ "name", VERB_TEXT, true, 120, NULL, N_("name with its kind: Xã Chiềng Ly") },
	{ "parent", VERB_CODE, false, 8, NULL, N_("code of the area above") },
	{ "from", VERB_DATE, true, 0, NULL, N_("first day on which it is valid") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};
static const struct verb_field area_end_fields[] = {
	{ "code", VERB_CODE, true, 8, NULL, N_("code of the area") },
	{ "on", VERB_DATE, true, 0, NULL, N_("first day on which it is no more") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};

const struct verb area_verbs[] = {
	{ "area.add", area_add_fields, ROLE_PROVINCE | ROLE_ADMIN, VERB_WHO,
	    area_add, N_("adds an area of the country") },
	{ "area.end", area_end_fields, ROLE_PROVINCE | ROLE_ADMIN, VERB_WHO,
	    area_end, N_("ends an area on a day") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
