/*
 * SPDX-License-Identifier: ISC
 *
 * roll/duplicate: pairs of records that may be one person.  Owns duplicate
 * together with merge.c, which writes the verdict 'same'.
 *
 * Both rules need the same fold and the same birth year, so that every search
 * uses the index person_birth (fold, birth_year, area_id) and never reads the
 * whole roll.
 */
#include "office/roll/duplicate.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/roll/person_store.h"

/* The rules that p and q meet, as enum duplicate_rule; fold and birth year agree. */
#define RULES                                                                  \
	"CASE WHEN q.area_id = p.area_id THEN 1 ELSE 0 END"                    \
	" + CASE WHEN q.birth_month = p.birth_month"                           \
	"  AND q.birth_day = p.birth_day THEN 2 ELSE 0 END"
#define ALIKE                                                                  \
	" q.fold = p.fold AND q.birth_year = p.birth_year AND q.id <> p.id"    \
	" AND (q.area_id = p.area_id OR (q.birth_month = p.birth_month"        \
	" AND q.birth_day = p.birth_day))"
#define LOOKED_AT                                                              \
	" EXISTS (SELECT 1 FROM duplicate d WHERE"                             \
	"  d.person_a = CASE WHEN p.id < q.id THEN p.id ELSE q.id END"         \
	"  AND d.person_b = CASE WHEN p.id < q.id THEN q.id ELSE p.id END)"
#define SIDE(x, area)                                                          \
	x ".id, " x ".code, " x ".name, " x ".birth_year, " x ".birth_month, " \
	x ".birth_day, " x ".village, " area ".name"
#define PAIR                                                                   \
	"SELECT p.fold, p.birth_year, p.id, q.id, " RULES                      \
	", " SIDE("p", "pa") ", " SIDE("q", "qa")
#define JOINS                                                                  \
	" {cross} JOIN person q ON" ALIKE " AND q.state = 'active'"            \
	" JOIN area pa ON pa.id = p.area_id JOIN area qa ON qa.id = q.area_id"
#define FROM_HERE                                                              \
	" p.state = 'active' AND NOT" LOOKED_AT                                \
	" AND (p.fold, p.birth_year, p.id, q.id) > (?1, ?2, ?3, ?4)"           \
	" ORDER BY p.fold, p.birth_year, p.id, q.id LIMIT ?5"
/* Each pair once: p is the smaller number, or the only one in the scope. */
#define SCOPED(column)                                                         \
	PAIR " FROM {set ?6} s JOIN person p ON p." column " = s.id" JOINS     \
	" WHERE ({+}q.id > p.id OR"                                            \
	" q." column " NOT IN {set ?6})"                                       \
	" AND" FROM_HERE

DB_SQL(q_all) = { "duplicate.all",
	PAIR " FROM person p" JOINS " WHERE p.fold >= ?1 AND {+}q.id > p.id AND"
	FROM_HERE };
DB_SQL(q_communes) = { "duplicate.communes",
	SCOPED("area_id") };
DB_SQL(q_points) = { "duplicate.points",
	SCOPED("point_id") };
DB_SQL(q_of) = { "duplicate.of",
	PAIR " FROM person p" JOINS " WHERE p.id = ?1 AND p.state = 'active'"
	" AND NOT" LOOKED_AT " ORDER BY {+}q.id LIMIT ?2" };
/* For a record not stored yet: a new one, or one under correction. */
DB_SQL(q_like) = { "duplicate.like",
	"SELECT q.id, q.code, q.name, q.birth_year, q.birth_month, q.birth_day,"
	" q.village, a.name FROM person q JOIN area a ON a.id = q.area_id"
	" WHERE q.fold = ?1 AND q.birth_year = ?2 AND q.id <> ?6"
	" AND q.state = 'active' AND (q.area_id = ?3"
	" OR (q.birth_month = ?4 AND q.birth_day = ?5)) ORDER BY q.id LIMIT"
	" 1" };

DB_SQL(q_pair) = { "duplicate.pair",
	"SELECT " RULES ", p.area_id, p.point_id, q.area_id, q.point_id"
	" FROM person p {cross} JOIN person q ON q.id = ?2 WHERE p.id = ?1"
	" AND (" LOOKED_AT " OR" ALIKE ")" };
DB_SQL(q_verdict) = { "duplicate.verdict",
	"SELECT d.verdict, d.note, f.name, d.at FROM duplicate d"
	" JOIN staff f ON f.id = d.staff_id"
	" WHERE d.person_a = ?1 AND d.person_b = ?2" };
DB_SQL(q_entitled) = { "duplicate.entitled",
	"SELECT category || ' ' || substr(from_month, 6, 2) || '/'"
	" || substr(from_month, 1, 4) FROM entitlement WHERE person_id = ?1"
	" AND state <> 'void' ORDER BY from_month DESC, id LIMIT 6" };
DB_SQL(q_last_paid) = { "duplicate.last_paid",
	"SELECT coalesce(max(l.month), '') FROM line l WHERE l.person_id = ?1"
	" AND " LINE_PAID("l.id") };
DB_SQL(q_alike) = { "duplicate.alike",
	"SELECT 1 FROM person p {cross} JOIN person q ON q.id = ?2"
	" WHERE p.id = ?1 AND" ALIKE };
DB_SQL(q_different) = { "duplicate.different",
	"INSERT INTO duplicate (person_a, person_b, verdict, note, staff_id,"
	" at)"
	" VALUES (?1, ?2, 'different', ?3, ?4, ?5)" };

#define COL(m) DB_COL(struct duplicate_pair, m)
#define SIDE_COLS(i)                                                           \
	COL(side[i].id), COL(side[i].code), COL(side[i].name),                 \
	COL(side[i].birth.year), COL(side[i].birth.month),                     \
	COL(side[i].birth.day), COL(side[i].village), COL(side[i].commune)
static const struct db_col pair_cols[] = {
	DB_ROW(struct duplicate_pair), COL(key.fold), COL(key.year), COL(key.a),
	COL(key.b), COL(rules), SIDE_COLS(0), SIDE_COLS(1), DB_END
}, like_cols[] = { DB_ROW(struct duplicate_pair), SIDE_COLS(0), DB_END };
#undef COL

#define COL(m) DB_COL(struct duplicate_both, m)
static const struct db_col both_cols[] = {
	DB_ROW(struct duplicate_both), COL(rules), COL(p[0].area),
	COL(p[0].point), COL(p[1].area), COL(p[1].point), DB_END
};
#undef COL

enum status
duplicate_pairs(struct db *db, const struct scope *sc,
    const struct duplicate_ask *ask, struct duplicate_pair *v, unsigned *n,
    struct err *err)
{
	static const struct duplicate_key first = { "", 0, 0, 0 };
	const struct duplicate_key *after =
	    ask->after != NULL ? ask->after : &first;
	const struct db_sql *q = sc->kind == SCOPE_ALL ? &q_all :
	    sc->kind == SCOPE_COMMUNES ? &q_communes : &q_points;
	struct db_stmt *s;

	s = db_usef(db, q, "tiiii", after->fold, after->year, after->a,
	    after->b, (int64_t)ask->max);
	if (q != &q_all)
		db_bind_set(s, 6, sc->ids, sc->n);
	return db_all(s, pair_cols, v, ask->max, n, err);
}

enum status
duplicate_of(struct db *db, const struct scope *sc,
    const struct person_ask *ask, struct duplicate_pair *v, unsigned *n,
    struct err *err)
{
	if (person_inside(db, sc, ask->person, err) != ST_OK)
		return err->st;
	return db_all(db_usef(db, &q_of, "ii", ask->person,
	    (int64_t)ask->max), pair_cols, v, ask->max, n, err);
}

enum status
duplicate_like(struct db *db, const struct person_new *p,
    struct duplicate_side *out, bool *found, struct err *err)
{
	struct duplicate_pair like;

	*found = false;
	if (p->birth.year == 0)
		return ST_OK;
	if (db_one(db_usef(db, &q_like, "tiiooi", p->fold,
	    (int64_t)p->birth.year, p->area, (int64_t)p->birth.month,
	    (int64_t)p->birth.day, p->id), like_cols, &like, found,
	    err) != ST_OK)
		return err->st;
	if (*found)
		*out = like.side[0];
	return ST_OK;
}

/* ---- side by side ------------------------------------------------------ */

static enum status
duplicate_facts(struct db *db, struct duplicate_both *b, int side,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_entitled, "i", b->p[side].id);
	size_t used = 0;
	enum status st;
	bool row;

	/* As many as there is room for, ", " between them. */
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (used > 0 && used + 2 < sizeof(b->entitled[0])) {
			memcpy(b->entitled[side] + used, ", ", 3);
			used += 2;
		}
		(void)str_copy_cut(b->entitled[side] + used,
		    sizeof(b->entitled[0]) - used, db_text(s, 0));
		used = strlen(b->entitled[side]);
	}
	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_last_paid, "i", b->p[side].id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, b->last_paid[side], sizeof(b->last_paid[0]));
	db_reset(s);
	return ST_OK;
}

static enum status
duplicate_verdict(struct db *db, struct duplicate_both *b, struct err *err)
{
	int64_t x = b->p[0].id, y = b->p[1].id;
	struct db_stmt *s = db_usef(db, &q_verdict, "ii", x < y ? x : y,
	    x < y ? y : x);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	db_copy(s, 0, b->verdict, sizeof(b->verdict));
	db_copy(s, 1, b->note, sizeof(b->note));
	db_copy(s, 2, b->by, sizeof(b->by));
	db_copy(s, 3, b->at, sizeof(b->at));
	db_reset(s);
	return ST_OK;
}

enum status
duplicate_get(struct db *db, const struct scope *sc, int64_t a, int64_t b,
    struct duplicate_both *out, struct err *err)
{
	const struct person *p = out->p;
	struct scope all;
	bool found;

	memset(out, 0, sizeof(*out));
	if (db_one(db_usef(db, &q_pair, "ii", a, b), both_cols, out, &found,
	    err) != ST_OK)
		return err->st;
	if (!found || (!scope_has(sc, p[0].area, p[0].point) &&
	    !scope_has(sc, p[1].area, p[1].point)))
		return err_field(err, ST_DENIED, "person",
		    _("these are not two files of one name at your places"));
	/* One of the two may live outside the scope. */
	scope_all(&all);
	if (person_get(db, &all, a, &out->p[0], err) != ST_OK ||
	    person_get(db, &all, b, &out->p[1], err) != ST_OK ||
	    duplicate_facts(db, out, 0, err) != ST_OK ||
	    duplicate_facts(db, out, 1, err) != ST_OK)
		return err->st;
	return duplicate_verdict(db, out, err);
}

/* ---- writing ----------------------------------------------------------- */

enum status
duplicate_apart(struct verb_call *c, int64_t a, int64_t b, const char *note,
    struct err *err)
{
	enum status st;
	int64_t one;
	bool found;

	if (db_int1(db_usef(c->db, &q_alike, "ii", a, b), &one, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return err_field(err, ST_INVALID, "other",
		    _("these two records are not alike"));
	st = db_run(db_usef(c->db, &q_different, "iitit",
	    a < b ? a : b, a < b ? b : a, note, c->who->staff, c->now), err);
	if (st == ST_EXISTS)
		return err_field(err, ST_EXISTS, "other",
		    _("somebody has looked at these two already"));
	return st;
}
