/*
 * SPDX-License-Identifier: ISC
 *
 * rate/age: reads age_step against dates of birth.
 */
#include "office/rate/age.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/verb/setting.h"

/* A row of the same birthday from a later month on takes its place. */
#define IN_FORCE(month)                                                        \
	" s.from_month <= " month " AND NOT EXISTS (SELECT 1 FROM age_step n"  \
	" WHERE n.category = s.category AND n.years = s.years"                 \
	" AND n.from_month > s.from_month AND n.from_month <= " month ")"

DB_SQL(q_least) = { "age.least",
	"SELECT age_from FROM category WHERE code = ?1" };
DB_SQL(q_steps) = { "age.steps",
	"SELECT s.years, coalesce(s.next, ''), s.starts = 'after', s.source"
	" FROM age_step s WHERE s.category = ?1 AND s.years > ?3"
	" AND" IN_FORCE("?2") " ORDER BY s.years" };

/* The month in which a step counts first; ?1: month of an unknown birth. */
#define MONTHS                                                                 \
	"((p.birth_year + s.years) * 12 + coalesce(p.birth_month, ?1) - 1"     \
	" + CASE s.starts WHEN 'after' THEN 1 ELSE 0 END)"
#define MONTH                                                                  \
	"CAST(" MONTHS " / 12 AS TEXT) || '-'"                                 \
	" || substr(CAST(101 + " MONTHS " % 12 AS TEXT), 2)"
#define COLUMNS                                                                \
	"SELECT p.id, e.id, p.code, p.name, a.code, a.name, p.village,"        \
	" p.birth_year, p.birth_month, p.birth_day, e.category, s.years,"      \
	" " MONTH ", coalesce(s.next, ''), s.source"
/*
 * The year alone leaves few people; what is in force in the month before the
 * step is what the step ends.
 */
#define WHO                                                                    \
	" JOIN area a ON a.id = p.area_id"                                     \
	" JOIN entitlement e ON e.person_id = p.id"                            \
	" AND e.state IN ('active', 'suspended')"                              \
	" JOIN age_step s ON s.category = e.category"                          \
	" WHERE p.state = 'active' AND p.birth_year IS NOT NULL"               \
	" AND p.birth_year + s.years BETWEEN"                                  \
	"  CAST(substr(?2, 1, 4) AS INTEGER) - 1"                              \
	"  AND CAST(substr(?3, 1, 4) AS INTEGER)"                              \
	" AND " MONTH " BETWEEN ?2 AND ?3 AND e.from_month < " MONTH           \
	" AND (e.to_month IS NULL OR e.to_month >= " MONTH ")"                 \
	" AND" IN_FORCE("?3")                                                  \
	" ORDER BY a.code, p.name_key, p.id, s.years LIMIT ?4 OFFSET ?5"

DB_SQL(q_all) = { "age.all",
	COLUMNS " FROM person p" WHO };
DB_SQL(q_communes) = { "age.communes",
	COLUMNS " FROM {set ?6} x {cross} JOIN person p ON p.area_id = x.id"
	WHO };
DB_SQL(q_points) = { "age.points",
	COLUMNS " FROM {set ?6} x {cross} JOIN person p ON p.point_id = x.id"
	WHO };

/* Month that an unknown one counts as. */
static enum status
age_unknown(struct db *db, const char *month, int64_t *out, struct err *err)
{
	int64_t first = 1;

	if (setting_get(db, SETTING_BIRTH_FIRST, month, &first, err) != ST_OK)
		return err->st;
	*out = first != 0 ? 1 : 12;
	return ST_OK;
}

/* The first step of a category beyond `years`, and when it counts. */
static enum status
age_first(struct db *db, const char *category, struct date birth,
    const char *month, int years, struct age_step *out, bool *found,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_steps, "tti", category, month,
	    (int64_t)years);
	struct age_step step = { .years = 0 };
	int64_t unknown = 1;
	char born[32];
	bool row, after = false;

	*found = false;
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return ST_OK;
	step.years = (int)db_int(s, 0);
	db_copy(s, 1, step.next, sizeof(step.next));
	after = db_int(s, 2) != 0;
	db_copy(s, 3, step.source, sizeof(step.source));
	db_reset(s);
	if (age_unknown(db, month, &unknown, err) != ST_OK)
		return err->st;
	(void)snprintf(born, sizeof(born), "%04d-%02d", birth.year,
	    birth.month > 0 ? birth.month : (int)unknown);
	if (month_add(born, step.years * 12 + after, step.month) != ST_OK)
		return ST_OK; /* beyond the calendar */
	*out = step;
	*found = true;
	return ST_OK;
}

enum status
age_least(struct db *db, const char *category, int *years, struct err *err)
{
	int64_t least = 0;
	bool found;

	if (db_int1(db_usef(db, &q_least, "t", category), &least, &found,
	    err) != ST_OK)
		return err->st;
	*years = (int)least;
	return ST_OK;
}

int
age_in_month(struct date birth, const char *month)
{
	char born[32];

	(void)snprintf(born, sizeof(born), "%04d-%02d", birth.year,
	    birth.month > 0 ? birth.month : 1);
	return month_diff(month, born) / 12;
}

enum status
age_step_of(struct db *db, const char *category, struct date birth,
    const char *month, struct age_step *out, bool *found, struct err *err)
{
	struct age_step step, last = { .years = 0 };
	char is[CATEGORY_CODE];
	bool more = birth.year > 0;

	(void)str_copy_cut(is, sizeof(is), category);
	while (more && is[0] != '\0') {
		if (age_first(db, is, birth, month, last.years, &step, &more,
		    err) != ST_OK)
			return err->st;
		more = more && strcmp(step.month, month) <= 0;
		if (!more)
			break;
		last = step;
		(void)str_copy_cut(is, sizeof(is), step.next);
	}
	*found = last.years > 0 && strcmp(is, category) != 0;
	if (*found)
		*out = last;
	return ST_OK;
}

enum status
age_step_next(struct db *db, const char *category, struct date birth,
    const char *month, struct age_step *out, bool *found, struct err *err)
{
	struct age_step step = { .years = 0 };
	bool more = birth.year > 0;

	*found = false;
	while (more && !*found) {
		if (age_first(db, category, birth, month, step.years, &step,
		    &more, err) != ST_OK)
			return err->st;
		*found = more && strcmp(step.month, month) > 0;
	}
	if (*found)
		*out = step;
	return ST_OK;
}

static void
age_row_read(struct db_stmt *s, struct age_row *r)
{
	struct date born = { .year = (int)db_int(s, 7),
	    .month = (int)db_int(s, 8), .day = (int)db_int(s, 9) };

	memset(r, 0, sizeof(*r));
	r->person = db_int(s, 0);
	r->entitlement = db_int(s, 1);
	db_copy(s, 2, r->code, sizeof(r->code));
	db_copy(s, 3, r->name, sizeof(r->name));
	db_copy(s, 4, r->area_code, sizeof(r->area_code));
	db_copy(s, 5, r->area, sizeof(r->area));
	db_copy(s, 6, r->village, sizeof(r->village));
	date_format(r->birth, sizeof(r->birth), born);
	db_copy(s, 10, r->category, sizeof(r->category));
	r->step.years = (int)db_int(s, 11);
	db_copy(s, 12, r->step.month, sizeof(r->step.month));
	db_copy(s, 13, r->step.next, sizeof(r->step.next));
	db_copy(s, 14, r->step.source, sizeof(r->step.source));
}

enum status
age_ahead(struct db *db, const struct scope *sc, const struct age_ask *ask,
    struct age_row *v, unsigned *n, struct err *err)
{
	const struct db_sql *q = sc->kind == SCOPE_ALL ? &q_all :
	    sc->kind == SCOPE_POINTS ? &q_points : &q_communes;
	int64_t unknown = 1;
	struct db_stmt *s;
	enum status st;
	unsigned i = 0;
	bool row;

	if (age_unknown(db, ask->from, &unknown, err) != ST_OK)
		return err->st;
	s = db_usef(db, q, "ittii", unknown, ask->from, ask->to,
	    (int64_t)ask->max, (int64_t)ask->offset);
	if (q != &q_all)
		db_bind_set(s, 6, sc->ids, sc->n);
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		age_row_read(s, &v[i++]);
	if (st == ST_OK)
		*n = i;
	return st;
}
