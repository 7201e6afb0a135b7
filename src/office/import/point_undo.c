/*
 * SPDX-License-Identifier: ISC
 *
 * import/point_undo: how payout points stood before an approved file touched
 * them, and the way back.  Owns point_was and unit_made; writes unit, point and
 * staff_point as point.c does.
 *
 * A point that the file made goes only while nothing at all names it.  One that
 * it changed goes back while it is as the file left it and nobody was listed or
 * paid there since: lists and receipts of before do not rest on the file.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/request/work.h"
#include "office/import/point.h"

DB_SQL(q_crew) = { "point_undo.crew",
	"SELECT f.login FROM staff_point sp JOIN staff f ON f.id = sp.staff_id"
	" WHERE sp.point_id = ?1 ORDER BY f.login" };
DB_SQL(q_crew_drop) = { "point_undo.crew_drop",
	"DELETE FROM staff_point WHERE point_id = ?1" };
DB_SQL(q_crew_add) = { "point_undo.crew_add",
	"INSERT INTO staff_point (staff_id, point_id) SELECT id, ?2 FROM staff"
	" WHERE login = ?1 ON CONFLICT DO NOTHING" };
DB_SQL(q_before) = { "point_undo.before",
	"SELECT name, name_key, fold, unit_id, area_id, place, active, code"
	" FROM point"
	" WHERE id = ?1" };
DB_SQL(q_keep) = { "point_undo.keep",
	"INSERT INTO point_was (change_id, point_id, made, name, name_key,"
	" fold,"
	" unit_id, area_id, place, active, crew, crew_now)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)" };
DB_SQL(q_keep_unit) = { "point_undo.keep_unit",
	"INSERT INTO unit_made (change_id, unit_id) VALUES (?1, ?2)" };

/* ---- what rests on it: ?1 the request, ?2 list and ?3 receipt of then ---- */

#define OF_FILE " FROM point_was w JOIN point t ON t.id = w.point_id"
/* Each: who or which request, its code, the point. */
DB_SQL(q_person) = { "point_undo.person",
	"SELECT p.name, p.code, t.code" OF_FILE " JOIN person p"
	" ON p.point_id = t.id WHERE w.change_id = ?1 AND w.made = 1"
	" AND CAST(?2 AS INTEGER) + ?3 >= 0 LIMIT 1" };
DB_SQL(q_line) = { "point_undo.line",
	"SELECT p.name, p.code, t.code" OF_FILE " CROSS JOIN period m"
	" {cross} JOIN line l ON l.period_id = m.id AND l.point_id = t.id"
	" JOIN person p ON p.id = l.person_id WHERE w.change_id = ?1"
	" AND (w.made = 1 OR l.list_id > ?2) AND ?3 >= 0 LIMIT 1" };
/* Nobody was paid at a point before it was made. */
DB_SQL(q_receipt) = { "point_undo.receipt",
	"SELECT p.name, p.code, t.code FROM receipt r"
	" {cross} JOIN point_was w ON w.point_id = r.point_id"
	" JOIN point t ON t.id = w.point_id JOIN person p ON p.id = r.person_id"
	" WHERE r.no > ?3 AND w.change_id = ?1 AND ?2 >= 0 LIMIT 1" };
DB_SQL(q_request) = { "point_undo.request",
	"SELECT c.name, c.id, t.code" OF_FILE " JOIN change c"
	" ON c.point_id = t.id WHERE w.change_id = ?1 AND w.made = 1"
	" AND CAST(?2 AS INTEGER) + ?3 >= 0 UNION ALL"
	" SELECT c.name, c.id, t.code" OF_FILE " JOIN transfer f"
	" ON f.from_point = t.id OR f.to_point = t.id JOIN change c"
	" ON c.id = f.change_id WHERE w.change_id = ?1 AND w.made = 1 UNION ALL"
	" SELECT c.name, c.id, t.code" OF_FILE " JOIN roll_row r"
	" ON r.point_id = t.id AND r.state IN ('waiting', 'stands')"
	" JOIN roll_part q ON q.job_id = r.job_id AND q.owner_id = r.owner_id"
	" JOIN change c ON c.id = q.change_id WHERE w.change_id = ?1"
	" AND w.made = 1 LIMIT 1" };
static const struct db_sql *const point_rests[] = { &q_person, &q_line,
	&q_receipt, &q_request };

/* Not as the file left it: somebody's later word. */
DB_SQL(q_changed) = { "point_undo.changed",
	"SELECT w.point_id, coalesce(t.code, ''), w.crew_now, t.id IS NOT NULL"
	"  AND t.name = s.name AND t.unit_id = u.id AND t.area_id = s.area_id"
	"  AND t.place = s.place AND t.active = 1"
	" FROM point_was w LEFT JOIN point t ON t.id = w.point_id"
	" LEFT JOIN stage_point s ON s.job_id = ?2 AND s.code = t.code"
	" LEFT JOIN unit u ON u.code = s.unit"
	" WHERE w.change_id = ?1 AND w.point_id > ?3 ORDER BY w.point_id"
	" LIMIT 1" };
/* ---- back ---- */

DB_SQL(q_next) = { "point_undo.next",
	"SELECT point_id, made, crew FROM point_was WHERE change_id = ?1"
	" AND point_id > ?2 ORDER BY point_id LIMIT 1" };
DB_SQL(q_back) = { "point_undo.back",
	"UPDATE point SET name = w.name, name_key = w.name_key, fold = w.fold,"
	" unit_id = w.unit_id, area_id = w.area_id, place = w.place,"
	" active = w.active FROM point_was w WHERE w.change_id = ?1"
	" AND w.point_id = ?2 AND point.id = ?2" };
DB_SQL(q_off) = { "point_undo.off",
	"DELETE FROM point WHERE id = ?1" };
#define UNIT_RESTS                                                             \
	"(EXISTS (SELECT 1 FROM unit b WHERE b.parent_id = unit.id)"           \
	" OR EXISTS (SELECT 1 FROM point t WHERE t.unit_id = unit.id)"         \
	" OR EXISTS (SELECT 1 FROM staff f WHERE f.unit_id = unit.id))"
DB_SQL(q_unit_off) = { "point_undo.unit_off",
	"DELETE FROM unit WHERE id IN (SELECT unit_id FROM unit_made"
	" WHERE change_id = ?1) AND NOT " UNIT_RESTS };
DB_SQL(q_unit_stays) = { "point_undo.unit_stays",
	"SELECT unit.code FROM unit_made m JOIN unit ON unit.id = m.unit_id"
	" WHERE m.change_id = ?1 LIMIT 1" };

/* ---- who pays there --------------------------------------------------------- */

bool
import_point_login(const char **p, char login[33])
{
	size_t n;

	*p += strspn(*p, " ,;");
	n = strcspn(*p, " ,;");
	if (n == 0)
		return false;
	memcpy(login, *p, n < 32 ? n : 32);
	login[n < 32 ? n : 32] = '\0';
	*p += n;
	return true;
}

/* As one text, a blank behind each. */
static enum status
crew_has(struct db *db, int64_t point, char out[POINT_LOGINS], struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_crew, "i", point);
	enum status st;
	size_t used = 0;
	bool row;

	out[0] = '\0';
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (str_format(out + used, POINT_LOGINS - used, "%s ",
		    db_text(s, 0)) != ST_OK) {
			db_reset(s);
			return err_set(err, ST_LIMIT, _("too many staff"));
		}
		used += strlen(out + used);
	}
	return st;
}

static enum status
crew_set(struct db *db, int64_t point, const char *logins, struct err *err)
{
	char login[33];
	enum status st;

	st = db_run(db_usef(db, &q_crew_drop, "i", point), err);
	while (st == ST_OK && import_point_login(&logins, login))
		st = db_run(db_usef(db, &q_crew_add, "ti", login, point), err);
	return st;
}

enum status
import_point_crew(struct import_job *j, int64_t point, const char *logins,
    bool *changed, struct err *err)
{
	char before[POINT_LOGINS], after[POINT_LOGINS];
	struct db *db = j->c->db;
	enum status st;

	*changed = false;
	if (logins[0] == '\0')
		return ST_OK;
	st = crew_has(db, point, before, err);
	if (st == ST_OK)
		st = crew_set(db, point, logins, err);
	if (st == ST_OK)
		st = crew_has(db, point, after, err);
	if (st == ST_OK)
		*changed = strcmp(before, after) != 0;
	return st;
}

/* ---- how it stood ------------------------------------------------------------ */

enum status
import_point_before(struct import_job *j, struct point_before *was,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_before, "i", was->point);
	enum status st;
	const void *key;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, was->name.name, sizeof(was->name.name));
	key = db_blob(s, 1, &was->name.key_len);
	if (was->name.key_len > sizeof(was->name.key))
		was->name.key_len = sizeof(was->name.key);
	if (was->name.key_len > 0)
		memcpy(was->name.key, key, was->name.key_len);
	db_copy(s, 2, was->name.fold, sizeof(was->name.fold));
	was->unit = db_int(s, 3);
	was->area = db_int(s, 4);
	db_copy(s, 5, was->place, sizeof(was->place));
	was->active = db_int(s, 6);
	db_copy(s, 7, was->code, sizeof(was->code));
	db_reset(s);
	return crew_has(j->c->db, was->point, was->crew, err);
}

enum status
import_point_was(struct import_job *j, const struct point_before *was,
    struct err *err)
{
	struct point_before made = { .point = was->point };
	char now[POINT_LOGINS];
	enum status st;

	if (j->change == 0)
		return ST_OK;
	st = crew_has(j->c->db, was->point, now, err);
	if (st == ST_OK && was->made) {
		st = import_point_before(j, &made, err);
		made.crew[0] = '\0';
		made.made = true;
		was = &made;
	}
	if (st != ST_OK)
		return st;
	return db_run(db_usef(j->c->db, &q_keep, "iiitbtiititt", j->change,
	    was->point, (int64_t)was->made, was->name.name,
	    (const void *)was->name.key, was->name.key_len, was->name.fold,
	    was->unit, was->area, was->place, was->active, was->crew, now), err);
}

enum status
import_point_unit_made(struct import_job *j, int64_t unit, struct err *err)
{
	return j->change == 0 ? ST_OK : db_run(db_usef(j->c->db, &q_keep_unit,
	    "ii", j->change, unit), err);
}

/* ---- undone -------------------------------------------------------------------- */

static enum status
point_unchanged(struct import_job *j, struct err *err)
{
	char has[POINT_LOGINS], want[POINT_LOGINS], code[24];
	int64_t point = 0;
	struct db_stmt *s;
	enum status st;
	bool row, same;

	for (;;) {
		s = db_usef(j->c->db, &q_changed, "iii", j->change, j->id,
		    point);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		point = db_int(s, 0);
		db_copy(s, 1, code, sizeof(code));
		db_copy(s, 2, want, sizeof(want));
		same = db_int(s, 3) != 0;
		db_reset(s);
		st = crew_has(j->c->db, point, has, err);
		if (st != ST_OK)
			return st;
		if (!same || strcmp(has, want) != 0)
			return err_field(err, ST_INVALID, "undoes",
			    _("the point %s was changed since: undo that first, "
			    "or send the right file"), code);
	}
}

static enum status
point_rests_say(const struct db_sql *q, struct db_stmt *s, struct err *err)
{
	const char *who = db_text(s, 0), *code = db_text(s, 1);
	const char *point = db_text(s, 2);

	if (q == &q_person)
		return err_field(err, ST_INVALID, "undoes", _("%s (%s) is paid "
		    "at the point %s now: the file is not undone while"
		    " somebody "
		    "is"), who, code, point);
	if (q == &q_line)
		return err_field(err, ST_INVALID, "undoes", _("%s (%s) stands on "
		    "a payment list with the point %s: the file is not undone "
		    "any more, send the right one"), who, code, point);
	if (q == &q_receipt)
		return err_field(err, ST_INVALID, "undoes", _("%s (%s) was paid "
		    "at the point %s since: the file is not undone any more, "
		    "send the right one"), who, code, point);
	return err_field(err, ST_INVALID, "undoes", _("request %s, about %s, "
	    "names the point %s: undo it first"), code, who, point);
}

static enum status
point_rests_on(struct import_job *j, const struct change_work *of,
    struct err *err)
{
	int64_t list = wire_args_int(&of->done, "list", 0);
	int64_t receipt = wire_args_int(&of->done, "receipt", 0);
	enum status st = ST_OK;
	struct db_stmt *s;
	bool row;
	size_t i;

	for (i = 0; i < sizeof(point_rests) / sizeof(point_rests[0]); i++) {
		s = db_usef(j->c->db, point_rests[i], "iii", j->change, list,
		    receipt);
		st = db_step(s, &row, err);
		if (st == ST_OK && row) {
			st = point_rests_say(point_rests[i], s, err);
			db_reset(s);
		}
		if (st != ST_OK)
			break;
	}
	return st;
}

static enum status
point_back(struct import_job *j, int64_t point, bool made, const char *crew,
    struct err *err)
{
	struct db *db = j->c->db;

	if (crew_set(db, point, crew, err) != ST_OK)
		return err->st;
	return made ? db_run(db_usef(db, &q_off, "i", point), err) :
	    db_run(db_usef(db, &q_back, "ii", j->change, point), err);
}

static enum status
point_all_back(struct import_job *j, int64_t *off, int64_t *back,
    struct err *err)
{
	char crew[POINT_LOGINS];
	int64_t point = 0;
	struct db_stmt *s;
	enum status st;
	bool row, made;

	for (;;) {
		s = db_usef(j->c->db, &q_next, "ii", j->change, point);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		point = db_int(s, 0);
		made = db_int(s, 1) != 0;
		db_copy(s, 2, crew, sizeof(crew));
		db_reset(s);
		st = point_back(j, point, made, crew, err);
		if (st != ST_OK)
			return st;
		*off += made;
		*back += !made;
	}
}

/* From below upwards; what stays runs something that is not of the file. */
static enum status
point_units_off(struct import_job *j, int64_t *off, struct err *err)
{
	struct db_stmt *s;
	enum status st;
	bool row;

	do {
		st = db_run(db_usef(j->c->db, &q_unit_off, "i", j->change), err);
		if (st != ST_OK)
			return st;
		*off += db_changes(j->c->db);
	} while (db_changes(j->c->db) > 0);
	s = db_usef(j->c->db, &q_unit_stays, "i", j->change);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	st = err_field(err, ST_INVALID, "undoes", _("the unit %s, which the file "
	    "made, has other points, units or staff by now: give them another "
	    "unit first"), db_text(s, 0));
	db_reset(s);
	return st;
}

enum status
import_point_undo(struct import_job *j, struct change_work *w,
    const struct change_work *of, struct err *err)
{
	int64_t off = 0, back = 0, units = 0;

	if (point_rests_on(j, of, err) != ST_OK ||
	    point_unchanged(j, err) != ST_OK ||
	    point_all_back(j, &off, &back, err) != ST_OK ||
	    point_units_off(j, &units, err) != ST_OK)
		return err->st;
	change_effect(w, N_("payout points taken away: %lld, as they stood "
	    "before: %lld"), (long long)off, (long long)back);
	if (units > 0)
		change_effect(w, N_("units of the post taken away: %lld"),
		    (long long)units);
	return ST_OK;
}
