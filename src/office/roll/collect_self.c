/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collect_self: the rule, the sentence that explains it, and the rows of
 * table collect_self.
 */
#include "office/roll/collect_self.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/roll/collect_self_store.h"
#include "office/roll/person_store.h"
#include "office/verb/setting.h"

DB_SQL(q_birth) = { "self.birth",
	"SELECT birth_year, birth_month, birth_day FROM person WHERE id = ?1" };
DB_SQL(q_guardian) = { "self.guardian",
	"SELECT name FROM collector WHERE person_id = ?1 AND kind = 'guardian'"
	" AND active = 1 AND valid_from <= ?2"
	" AND (valid_to IS NULL OR valid_to >= ?2)"
	" ORDER BY valid_to IS NOT NULL, id LIMIT 1" };
/* The leave in force on a day, else the next one that begins later. */
DB_SQL(q_mark) = { "self.mark",
	"SELECT id, valid_from, coalesce(valid_to, '') FROM collect_self"
	" WHERE person_id = ?1 AND active = 1"
	" AND (valid_to IS NULL OR valid_to >= ?2)"
	" ORDER BY valid_from, id LIMIT 1" };
DB_SQL(q_add) = { "self.add",
	"INSERT INTO collect_self (id, person_id, valid_from, valid_to,"
	" change_id) VALUES (?1, ?2, ?3, ?4, ?5)" };
DB_SQL(q_active) = { "self.active",
	"UPDATE collect_self SET active = ?2 WHERE id = ?1" };

#define COL(m) DB_COL(struct collect_self, m)
static const struct db_col mark_cols[] = {
	DB_ROW(struct collect_self), COL(mark), COL(from), COL(to), DB_END
};
#undef COL

#define COL(m) DB_COL(struct date, m)
static const struct db_col birth_cols[] = {
	DB_ROW(struct date), COL(year), COL(month), COL(day), DB_END
};
#undef COL

/* ---- the rule ------------------------------------------------------------ */

/*
 * Fills in the unknown parts of a birthday with the first day that they may
 * mean, or, without SETTING_BIRTH_FIRST, with the last one.
 */
static enum status
self_birthday(struct db *db, const char *month, struct date *birth,
    struct err *err)
{
	char born[24], next[DATE_MONTH];
	int64_t first = 1;
	struct date d;

	if (birth->month > 0 && birth->day > 0)
		return ST_OK;
	if (setting_get(db, SETTING_BIRTH_FIRST, month, &first, err) != ST_OK)
		return err->st;
	if (first != 0)
		return ST_OK; /* date_age() takes the first day itself */
	if (birth->month == 0)
		birth->month = 12;
	(void)snprintf(born, sizeof(born), "%04d-%02d", birth->year,
	    birth->month);
	if (month_add(born, 1, next) != ST_OK)
		return ST_OK; /* beyond the calendar */
	(void)snprintf(born, sizeof(born), "%s-01", next);
	if (date_from_iso(born, &d) == ST_OK)
		*birth = date_from_days(date_days(d) - 1);
	return ST_OK;
}

static enum status
self_age(struct db *db, struct date birth, const char *day, int *age,
    bool *young, struct err *err)
{
	char month[DATE_MONTH];
	int64_t years = 0;

	*age = -1;
	*young = false;
	if (birth.year == 0)
		return ST_OK;
	(void)str_copy_cut(month, sizeof(month), day);
	if (self_birthday(db, month, &birth, err) != ST_OK ||
	    setting_get(db, SETTING_COLLECT_AGE, month, &years, err) != ST_OK)
		return err->st;
	*age = date_age(birth, day);
	*young = *age < years;
	return ST_OK;
}

enum status
collect_young(struct db *db, struct date birth, const char *day, bool *young,
    struct err *err)
{
	int age;

	return self_age(db, birth, day, &age, young, err);
}

static enum status
self_guardian(struct db *db, int64_t person, const char *day,
    struct collect_self *is, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_guardian, "it", person, day);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row)
		db_copy(s, 0, is->guardian, sizeof(is->guardian));
	db_reset(s);
	return ST_OK;
}

enum status
collect_self(struct db *db, const struct scope *sc, int64_t person,
    const char *day, struct collect_self *out, struct err *err)
{
	struct collect_self is = { .mark = 0 };
	struct date birth = { 0, 0, 0 };
	bool found;

	if (person_inside(db, sc, person, err) != ST_OK ||
	    db_one(db_usef(db, &q_birth, "i", person), birth_cols, &birth,
	    &found, err) != ST_OK ||
	    db_one(db_usef(db, &q_mark, "it", person, day), mark_cols, &is,
	    &found, err) != ST_OK ||
	    self_age(db, birth, day, &is.age, &is.young, err) != ST_OK ||
	    self_guardian(db, person, day, &is, err) != ST_OK)
		return err->st;
	is.may = (!is.young && is.guardian[0] == '\0') ||
	    (is.mark != 0 && strcmp(is.from, day) <= 0);
	*out = is;
	return ST_OK;
}

void
collect_self_why(const struct collect_self *is, const char *name, char *dst,
    size_t size)
{
	if (is->may)
		dst[0] = '\0';
	else if (is->guardian[0] != '\0')
		(void)snprintf(dst, size,
		    _("%s does not collect in person: %s, the guardian, does."),
		    name, is->guardian);
	else
		(void)snprintf(dst, size,
		    _("%s is %d years old and has no registered guardian: the list owner asks for one, or a carer leaves name and paper."),
		    name, is->age < 0 ? 0 : is->age);
}

/* ---- writing ------------------------------------------------------------ */

enum status
collect_self_add(struct verb_call *c, const struct collect_leave *l,
    int64_t *id, struct err *err)
{
	if (db_next_id(c->db, "collect_self", id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_add, "iitti", *id, l->person, l->from,
	    l->to[0] != '\0' ? l->to : NULL, l->change), err);
}

enum status
collect_self_active(struct verb_call *c, int64_t id, bool active,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_active, "ii", id, (int64_t)active), err);
}
