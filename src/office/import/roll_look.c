/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll_look: what a row about a newcomer says that cannot be, and what
 * it says that who decides should look at: an age that the allowance is not
 * for, two allowances of which one excludes the other.
 */
#include <stdio.h>

#include "base/say.h"
#include "office/rate/age.h"
#include "office/import/roll_priv.h"

DB_SQL(q_district) = { "import_roll.district",
	"SELECT parent_id FROM area WHERE id = ?1 AND parent_id IN"
	" (SELECT id FROM area WHERE level = 'district')" };
DB_SQL(q_point_area) = { "import_roll.point_area",
	"SELECT area_id FROM point WHERE id = ?1" };
DB_SQL(q_staged_others) = { "import_roll.staged_others",
	"SELECT line, category FROM roll_row WHERE {+}job_id = ?1 AND code = ?2"
	" AND category <> '' AND category <> ?3 AND from_month <= ?5"
	" AND (to_month IS NULL OR to_month >= ?4) ORDER BY line" };

/* Where communes own their lists a neighbour's point may be the near one. */
enum status
roll_point_near(struct roll_row *r, struct err *err)
{
	struct db *db = r->j->c->db;
	int64_t of = 0, at = 0, stands = 0;
	bool district, found;
	enum status st;

	if (wire_args_text(r->in, "point")[0] == '\0')
		return ST_OK;
	st = db_int1(db_usef(db, &q_district, "i", r->p.area), &of, &district,
	    err);
	if (st == ST_OK)
		st = db_int1(db_usef(db, &q_point_area, "i", r->p.point),
		    &stands, &found, err);
	if (st == ST_OK)
		st = db_int1(db_usef(db, &q_district, "i", stands), &at, &found,
		    err);
	if (st != ST_OK || !district || at == of)
		return st;
	return err_field(err, ST_INVALID, "point",
	    _("the payout point %s stands in another district than the commune"),
	    wire_args_text(r->in, "point"));
}

/* Born too late for the first month, or a birthday too far. */
static enum status
look_age(struct roll_row *r, struct err *err)
{
	struct age_step step;
	char text[160] = "";
	bool passed = false;
	enum status st;
	int years;

	if (r->p.birth.year == 0)
		return ST_OK;
	if (age_least(r->j->c->db, r->e.category, &years, err) != ST_OK)
		return err->st;
	if (years > age_in_month(r->p.birth, r->e.from)) {
		(void)snprintf(text, sizeof(text),
		    _("%s is for people of %d and over"), r->e.category, years);
		return roll_warn(r, ROLL_WARNED, "birth", text, err);
	}
	st = age_step_of(r->j->c->db, r->e.category, r->p.birth, r->e.from,
	    &step, &passed, err);
	if (st != ST_OK || !passed)
		return st;
	(void)snprintf(text, sizeof(text),
	    _("no longer %s from the age of %d on"), r->e.category, step.years);
	return roll_warn(r, ROLL_WARNED, "birth", text, err);
}

/* Of the rows before about the same newcomer. */
static enum status
look_beside(struct roll_row *r, struct err *err)
{
	struct { int64_t line; char category[CATEGORY_CODE]; } v[8];
	struct db_stmt *s = db_usef(r->j->c->db, &q_staged_others, "itttt",
	    r->j->id, r->p.code, r->e.category, r->e.from,
	    r->e.to[0] != '\0' ? r->e.to : "9999-12");
	unsigned n = 0, i;
	char text[160];
	enum status st;
	bool row, off;

	while ((st = db_step(s, &row, err)) == ST_OK && row && n < 8) {
		v[n].line = db_int(s, 0);
		db_copy(s, 1, v[n++].category, sizeof(v[0].category));
	}
	db_reset(s);
	for (i = 0; st == ST_OK && i < n; i++) {
		st = category_excludes(r->j->c->db, r->e.category,
		    v[i].category, r->e.from, &off, err);
		if (st != ST_OK || !off)
			continue;
		(void)snprintf(text, sizeof(text),
		    _("not beside %s of line %lld: only the higher is paid"),
		    v[i].category, (long long)v[i].line);
		return roll_warn(r, ROLL_WARNED, "category", text, err);
	}
	return st;
}

enum status
roll_unlikely(struct roll_row *r, struct err *err)
{
	enum status st = look_age(r, err);

	return st == ST_OK && r->again ? look_beside(r, err) : st;
}
