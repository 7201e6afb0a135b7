/*
 * SPDX-License-Identifier: ISC
 *
 * import/point: payout points, the units that run them and who pays there.
 * A unit that is not there yet is made when the row gives its name.  Owns
 * stage_point; writes unit, point and staff_point.  Undone by
 * point_undo.c.
 */
#include <string.h>

#include "base/say.h"
#include "office/request/work.h"
#include "office/import/point.h"
#include "office/place/stored.h"
#include "office/place/staff.h"
#include "text/sentence.h"

static const struct import_column point_columns[] = {
	{ "code", true, N_("code of the point") },
	{ "name", true, N_("its name") },
	{ "unit", true, N_("code of the unit that runs it") },
	{ "unit_name", false, N_("name of the unit, when it is new") },
	{ "unit_parent", false, N_("code of the unit above it") },
	{ "commune", true, N_("code of the commune it stands in") },
	{ "place", false, N_("where people are paid") },
	{ "staff", false, N_("logins of those who pay there, one blank between") },
	{ NULL, false, NULL }
};

DB_SQL(q_staged) = { "import_point.staged",
	"SELECT line FROM stage_point WHERE {+}job_id = ?1 AND code = ?2" };
DB_SQL(q_staged_unit) = { "import_point.staged_unit",
	"SELECT 1 FROM stage_point WHERE job_id = ?1 AND unit = ?2"
	" AND unit_name <> '' LIMIT 1" };
DB_SQL(q_stage) = { "import_point.stage",
	"INSERT INTO stage_point (job_id, line, code, name, name_key, fold,"
	" unit,"
	" unit_name, unit_parent, area_id, place, staff, owner_id)"
	" SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
	/* One that leaves its owner is the whole office's affair. */
	" CASE WHEN t.id IS NULL OR coalesce(od.id, o.id) = coalesce(nd.id,"
	" n.id)"
	"  THEN coalesce(nd.id, n.id) ELSE 0 END"
	" FROM area n LEFT JOIN area nd ON nd.id = n.parent_id"
	"  AND nd.level = 'district' LEFT JOIN point t ON t.code = ?3"
	" LEFT JOIN area o ON o.id = t.area_id LEFT JOIN area od"
	"  ON od.id = o.parent_id AND od.level = 'district' WHERE n.id = ?10" };
DB_SQL(q_clear) = { "import_point.clear",
	"DELETE FROM stage_point WHERE job_id = ?1 AND line <="
	" (SELECT min(line) + ?2 FROM stage_point WHERE job_id = ?1)" };
/* Units that the file names and the books do not have, parents first. */
DB_SQL(q_new_unit) = { "import_point.new_unit",
	"SELECT s.unit, s.unit_name, s.unit_parent FROM stage_point s"
	" WHERE s.job_id = ?1 AND s.unit_name <> ''"
	" AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.code = s.unit)"
	" ORDER BY s.unit_parent <> '', s.line LIMIT 1" };
DB_SQL(q_unit_add) = { "import_point.unit_add",
	"INSERT INTO unit (id, code, name, parent_id) VALUES (?1, ?2, ?3,"
	" ?4)" };
DB_SQL(q_row) = { "import_point.row",
	"SELECT s.line, s.staff, coalesce(t.id, 0), t.id IS NOT NULL"
	"  AND t.name = s.name AND t.unit_id = u.id AND t.area_id = s.area_id"
	"  AND t.place = s.place AND t.active = 1"
	" FROM stage_point s JOIN unit u ON u.code = s.unit"
	" LEFT JOIN point t ON t.code = s.code"
	" WHERE s.job_id = ?1 AND s.line > ?2 AND s.owner_id = ?3"
	" ORDER BY s.line LIMIT 1" };
/* Owners of rows: does anything differ, is a point touched that there is, does
 * anybody stand on the roll there? */
DB_SQL(q_owners) = { "import_point.owners",
	"SELECT o.owner_id, (SELECT count(*) FROM stage_point s LEFT JOIN"
	" unit u"
	"  ON u.code = s.unit LEFT JOIN point t ON t.code = s.code"
	"  WHERE s.job_id = ?1 AND s.owner_id = o.owner_id AND (t.id IS NULL"
	"  OR s.staff <> '' OR t.name <> s.name"
	"  OR t.unit_id IS DISTINCT FROM u.id"
	"  OR t.area_id <> s.area_id OR t.place <> s.place OR t.active = 0)),"
	" (SELECT count(*) FROM stage_point s JOIN point t ON t.code = s.code"
	"  WHERE s.job_id = ?1 AND s.owner_id = o.owner_id),"
	" EXISTS (SELECT 1 FROM person p JOIN area a ON a.id = p.area_id"
	"  WHERE o.owner_id = 0 OR a.id = o.owner_id"
	"  OR a.parent_id = o.owner_id),"
	" (SELECT count(*) FROM stage_point s WHERE s.job_id = ?1"
	"  AND s.owner_id = o.owner_id)"
	" FROM (SELECT DISTINCT owner_id FROM stage_point WHERE job_id = ?1) o"
	" WHERE o.owner_id > ?2 ORDER BY o.owner_id LIMIT 1" };
/* A file that waited while areas changed. */
DB_SQL(q_ended) = { "import_point.ended",
	"SELECT s.line, s.area_id, a.name FROM stage_point s JOIN area a"
	" ON a.id = s.area_id WHERE s.job_id = ?1 AND s.owner_id = ?2"
	" AND s.line > ?3 AND a.valid_to <= ?4 ORDER BY s.line LIMIT 1" };
DB_SQL(q_moved) = { "import_point.moved",
	"UPDATE stage_point SET area_id = ?3 WHERE job_id = ?1 AND line = ?2" };
DB_SQL(q_insert) = { "import_point.insert",
	"INSERT INTO point (id, code, name, name_key, fold, unit_id, area_id,"
	" place, active) SELECT ?3, s.code, s.name, s.name_key, s.fold, u.id,"
	" s.area_id, s.place, 1 FROM stage_point s JOIN unit u ON u.code ="
	" s.unit"
	" WHERE s.job_id = ?1 AND s.line = ?2" };
DB_SQL(q_update) = { "import_point.update",
	"UPDATE point SET name = s.name, name_key = s.name_key, fold = s.fold,"
	" unit_id = u.id, area_id = s.area_id, place = s.place, active = 1"
	" FROM stage_point s JOIN unit u ON u.code = s.unit"
	" WHERE s.job_id = ?1 AND s.line = ?2 AND point.id = ?3" };

static enum status
point_check_staff(struct import_job *j, const char *logins, struct err *err)
{
	struct staff f;
	char login[33];
	enum status st;

	while (import_point_login(&logins, login)) {
		st = staff_by_login(j->c->db, login, &f, err);
		if (st == ST_OK && strcmp(f.role, "paying") != 0)
			return err_field(err, ST_INVALID, "staff",
			    _("%s is no paying staff"), login);
		if (st != ST_OK)
			return err_field(err, st, "staff", "%s", err->msg);
	}
	return ST_OK;
}

static enum status
point_check_unit(struct import_job *j, const struct wire_args *in,
    struct err *err)
{
	const char *unit = wire_args_text(in, "unit");
	enum status st;
	int64_t id;
	bool named;

	if (unit[0] == '\0')
		return err_field(err, ST_INVALID, "unit",
		    _("the unit that runs the point is needed"));
	if (place_unit(j->c->db, unit, &id, ERR_NONE) == ST_OK ||
	    wire_args_text(in, "unit_name")[0] != '\0')
		return ST_OK;
	st = db_int1(db_usef(j->c->db, &q_staged_unit, "it", j->id, unit), &id,
	    &named, err);
	if (st == ST_OK && !named)
		return err_field(err, ST_NOTFOUND, "unit",
		    _("no unit of the post has the code %s, and no unit_name makes it"),
		    unit);
	return st;
}

static enum status
point_check_code(struct import_job *j, const char *code, struct err *err)
{
	enum status st;
	int64_t line;
	bool twice;

	if (code[0] == '\0' || strlen(code) > 16 ||
	    code[strcspn(code, " \"'\\")] != '\0')
		return err_field(err, ST_INVALID, "code",
		    _("the code of a point has 1 to 16 letters and no blanks"));
	st = db_int1(db_usef(j->c->db, &q_staged, "it", j->id, code), &line,
	    &twice, err);
	if (st == ST_OK && twice)
		return err_field(err, ST_INVALID, "code",
		    _("line %lld has the code %s already"), (long long)line,
		    code);
	return st;
}

static enum status
point_commune(struct import_job *j, const char *code, struct place *area,
    struct err *err)
{
	enum status st = place_area(j->c->db, code, j->c->today, area, err);

	if (st == ST_NOTFOUND || (st == ST_OK &&
	    strcmp(area->level, "commune") != 0))
		return err_field(err, ST_NOTFOUND, "commune",
		    _("no commune has the code %s"), code);
	return st;
}

static enum status
point_stage(struct import_job *j, const struct wire_args *in, int64_t line,
    struct err *err)
{
	const char *code = wire_args_text(in, "code");
	char unit_name[192], place[200];
	struct place_name name;
	struct place area = { 0, 0, "", "", "" };
	enum status st;

	st = point_check_code(j, code, err);
	if (st == ST_OK)
		st = place_name_make(wire_args_text(in, "name"), "name", &name,
		    err);
	if (st == ST_OK)
		st = place_text(unit_name, sizeof(unit_name),
		    wire_args_text(in, "unit_name"), "unit_name", err);
	if (st == ST_OK)
		st = place_text(place, sizeof(place),
		    wire_args_text(in, "place"), "place", err);
	if (st == ST_OK)
		st = point_check_unit(j, in, err);
	if (st == ST_OK)
		st = point_check_staff(j, wire_args_text(in, "staff"), err);
	if (st == ST_OK)
		st = point_commune(j, wire_args_text(in, "commune"), &area, err);
	if (st != ST_OK)
		return st;
	return db_run(db_usef(j->c->db, &q_stage, "iittbttttitt", j->id, line,
	    code, name.name, (const void *)name.key, name.key_len, name.fold,
	    wire_args_text(in, "unit"), unit_name,
	    wire_args_text(in, "unit_parent"), area.id, place,
	    wire_args_text(in, "staff")), err);
}

static enum status
point_stand_units(struct import_job *j, struct err *err)
{
	char code[24], name[192], above[24];
	int64_t id, parent;
	struct db_stmt *s;
	enum status st;
	bool row;

	for (;;) {
		s = db_usef(j->c->db, &q_new_unit, "i", j->id);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		db_copy(s, 0, code, sizeof(code));
		db_copy(s, 1, name, sizeof(name));
		db_copy(s, 2, above, sizeof(above));
		db_reset(s);
		parent = 0;
		if (above[0] != '\0')
			st = place_unit(j->c->db, above, &parent, err);
		if (st == ST_OK)
			st = db_next_id(j->c->db, "unit", &id, err);
		if (st == ST_OK)
			st = db_run(db_usef(j->c->db, &q_unit_add, "itto", id,
			    code, name, parent), err);
		if (st == ST_OK)
			st = import_point_unit_made(j, id, err);
		if (st != ST_OK)
			return st;
	}
}

/* The row of a point: *changed when it or who pays there is another. */
static enum status
point_stand_row(struct import_job *j, struct point_before *was, int64_t line,
    const char *logins, bool *changed, struct err *err)
{
	struct db *db = j->c->db;
	enum status st = ST_OK;
	bool crew = false;

	if (was->made)
		st = db_run(db_usef(db, &q_insert, "iii", j->id, line,
		    was->point), err);
	else if (*changed)
		st = db_run(db_usef(db, &q_update, "iii", j->id, line,
		    was->point), err);
	if (st == ST_OK)
		st = import_point_crew(j, was->point, logins, &crew, err);
	*changed = *changed || crew;
	return st;
}

/* What the approver reads of a row: which point, what it was, who pays. */
static enum status
point_say(struct import_job *j, const struct point_before *was,
    struct import_counts *n, struct err *err)
{
	struct point_before is = { .point = was->point };
	bool crew;

	if (j->asks == NULL || ++n->said > IMPORT_SAID)
		return ST_OK;
	if (import_point_before(j, &is, err) != ST_OK)
		return err->st;
	crew = was->made || strcmp(is.crew, was->crew) != 0;
	if (was->made)
		change_effect(j->asks, N_("new: %s %s"), is.code, is.name.name);
	else if (strcmp(is.name.name, was->name.name) != 0)
		change_effect(j->asks, N_("%s: %s is called %s"), is.code,
		    was->name.name, is.name.name);
	else
		change_effect(j->asks, N_("%s %s: changed"), is.code,
		    is.name.name);
	if (is.area != was->area && !was->made)
		change_effect(j->asks, N_("%s stands in another commune"),
		    is.code);
	if (is.unit != was->unit && !was->made)
		change_effect(j->asks, N_("%s is run by another "
		    "unit"), is.code);
	if (crew && is.crew[0] != '\0')
		change_effect(j->asks, N_("who pays at %s: %s"), is.code,
		    is.crew);
	return ST_OK;
}

static enum status
point_moved(struct import_job *j, int64_t line, int64_t area,
    const char *name, struct err *err)
{
	struct err why = ERR_INIT;
	char text[400];
	int64_t now;
	enum status st = area_today(j->c->db, &j->c->who->scope, area, "",
	    j->c->today, &now, &why);

	if (st != ST_OK)
		return err_field(err, st, "commune", _("line %lld: %s"),
		    (long long)line, why.msg);
	sentence_make(text, sizeof(text), N_("line %lld: %s has ended, the "
	    "point goes where its people went"), (long long)line, name);
	st = import_warn(j, line, "commune", text, err);
	return st == ST_OK ? db_run(db_usef(j->c->db, &q_moved, "iii", j->id,
	    line, now), err) : st;
}

/* Rows that name communes which have ended since the file was read. */
static enum status
point_stand_areas(struct import_job *j, struct err *err)
{
	int64_t line = 0, area;
	struct db_stmt *s;
	char name[192];
	enum status st;
	bool row;

	for (;;) {
		s = db_usef(j->c->db, &q_ended, "iiit", j->id, j->owner, line,
		    j->c->today);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		line = db_int(s, 0);
		area = db_int(s, 1);
		db_copy(s, 2, name, sizeof(name));
		db_reset(s);
		st = point_moved(j, line, area, name, err);
		if (st != ST_OK)
			return st;
	}
}

static enum status
point_stand(struct import_job *j, struct import_counts *n, struct err *err)
{
	struct point_before was;
	char logins[POINT_LOGINS];
	struct db_stmt *s;
	bool row, changed;
	int64_t line = 0;
	enum status st = point_stand_areas(j, err);

	if (st == ST_OK)
		st = point_stand_units(j, err);
	while (st == ST_OK) {
		s = db_usef(j->c->db, &q_row, "iii", j->id, line,
		    j->owner);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		line = db_int(s, 0);
		db_copy(s, 1, logins, sizeof(logins));
		was.point = db_int(s, 2);
		was.made = was.point == 0;
		changed = db_int(s, 3) == 0;
		db_reset(s);
		if (was.made)
			st = db_next_id(j->c->db, "point", &was.point, err);
		else
			st = import_point_before(j, &was, err);
		if (st == ST_OK)
			st = point_stand_row(j, &was, line, logins, &changed,
			    err);
		if (st == ST_OK && (was.made || changed))
			st = import_point_was(j, &was, err);
		if (st == ST_OK && (was.made || changed))
			st = point_say(j, &was, n, err);
		n->added += was.made;
		n->changed += !was.made && changed;
		n->unchanged += !was.made && !changed;
	}
	return st;
}

/*
 * Points of a list owner on whose roll nobody stands yet are set up, and pay
 * nobody; in an office that runs another point, or other people who pay there,
 * is what its approver decides.
 */
static enum status
point_finish(struct import_job *j, struct import_counts *n, struct err *err)
{
	int64_t owner = -1, differ, known, rows;
	struct db_stmt *s;
	enum status st;
	bool row, runs;

	for (;;) {
		s = db_usef(j->c->db, &q_owners, "ii", j->id, owner);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		j->owner = owner = db_int(s, 0);
		differ = db_int(s, 1);
		known = db_int(s, 2);
		runs = db_int(s, 3) != 0;
		rows = db_int(s, 4);
		db_reset(s);
		if (differ == 0)
			n->unchanged += rows;
		else if (known == 0 && !runs)
			st = point_stand(j, n, err);
		else
			st = import_table_ask(j, n, err);
		if (st != ST_OK)
			return st;
	}
}

const struct import_kind import_kind_points = {
	.name = "points",
	.columns = point_columns,
	.roles = ROLE_PROVINCE | ROLE_ADMIN,
	.stage = point_stage,
	.finish = point_finish,
	.stand = point_stand,
	.undo = import_point_undo,
	.clear = &q_clear,
};
