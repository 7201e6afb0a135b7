/*
 * SPDX-License-Identifier: ISC
 *
 * import/area: areas of the country from a table with one row a commune.
 *
 * A row speaks of a commune, its district (none since 2025-07-01) and its
 * province on the day from which they are so; how its areas come to stand:
 * area_stand.c.  Owns stage_area.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/import/import_priv.h"
#include "office/place/stored.h"
#include "text/date.h"

static const struct import_column area_columns[] = {
	{ "province", true, N_("code of the province, 2 digits") },
	{ "province_name", true, N_("its name") },
	{ "district", false, N_("code of the district, 3 digits; empty since 2025-07") },
	{ "district_name", false, N_("its name") },
	{ "commune", false, N_("code of the commune, 5 digits") },
	{ "commune_name", false, N_("its name with its kind: Xã Chiềng Ly") },
	{ "epoch", false, N_("month from which this is so: 2025-03 (or valid_from)") },
	{ "valid_from", false, N_("day from which this is so: 2025-03-01") },
	{ "valid_to", false, N_("day on which the commune is no more") },
	{ NULL, false, NULL }
};

DB_SQL(q_staged) = { "import_area.staged",
	"SELECT line, name, parent FROM stage_area WHERE {+}job_id = ?1"
	" AND level = ?2 AND code = ?3 AND valid_from = ?4" };
DB_SQL(q_stage) = { "import_area.stage",
	"INSERT INTO stage_area (job_id, line, level, code, name, name_key, fold,"
	" parent, valid_from, valid_to)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)" };
DB_SQL(q_clear) = { "import_area.clear",
	"DELETE FROM stage_area WHERE job_id = ?1 AND line <= (SELECT min(line) + ?2"
	" FROM stage_area WHERE job_id = ?1)" };
DB_SQL(q_anybody) = { "import_area.anybody",
	"SELECT 1 FROM person LIMIT 1" };

static const size_t area_digits[] = { 2, 3, 5 };

/* "2025-03", "2025-03-01", "01/03/2025" -> the day. */
static enum status
area_read_day(struct import_job *j, const struct wire_args *in, char day[11],
    struct err *err)
{
	const char *field = "valid_from", *typed = wire_args_text(in, field);
	struct date d = { 0, 0, 0 };
	char month[DATE_MONTH];
	enum status st;

	if (typed[0] == '\0')
		typed = wire_args_text(in, field = "epoch");
	if (typed[0] == '\0')
		return err_field(err, ST_INVALID, "valid_from",
		    _("the day from which this is so is needed"));
	if (month_parse(typed, month) == ST_OK)
		return str_format(day, 11, "%s-01", month);
	if (date_from_iso(typed, &d) != ST_OK || d.day == 0) {
		st = date_parse(typed, false, j->c->today, &d, err);
		if (st != ST_OK)
			return err_field(err, st, field, "%s", err->msg);
	}
	date_to_iso(day, 11, d);
	return ST_OK;
}

static enum status
area_read_end(const struct wire_args *in, const char *from, char day[11],
    struct err *err)
{
	const char *typed = wire_args_text(in, "valid_to");
	struct date d;

	day[0] = '\0';
	if (typed[0] == '\0')
		return ST_OK;
	if (date_from_iso(typed, &d) != ST_OK || d.day == 0)
		return err_field(err, ST_INVALID, "valid_to",
		    _("a day is written like 2025-07-01: %s"), typed);
	date_to_iso(day, 11, d);
	if (strcmp(day, from) <= 0)
		return err_field(err, ST_INVALID, "valid_to",
		    _("it ends before it begins"));
	return ST_OK;
}

/* One of the three areas that a row speaks of. */
struct area_said {
	int level; /* index of import_area_levels */
	const char *code, *parent, *from, *to;
	struct place_name name;
};

/* True in *known when an earlier row said the same; a contradiction is an
 * error. */
static enum status
area_known(struct import_job *j, const struct area_said *a, bool *known,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_staged, "ittt", j->id,
	    import_area_levels[a->level], a->code, a->from);
	enum status st = db_step(s, known, err);

	if (st != ST_OK || !*known)
		return st;
	if (strcmp(db_text(s, 1), a->name.name) != 0 ||
	    strcmp(db_text(s, 2), a->parent) != 0)
		st = err_field(err, ST_INVALID, import_area_levels[a->level],
		    _("line %lld says otherwise about %s"),
		    (long long)db_int(s, 0), a->code);
	db_reset(s);
	return st;
}

static enum status
area_say(struct import_job *j, const struct wire_args *in, int64_t line,
    struct area_said *a, struct err *err)
{
	const char *level = import_area_levels[a->level];
	char field[24];
	enum status st;
	bool known;

	if (strlen(a->code) != area_digits[a->level] ||
	    strspn(a->code, "0123456789") != strlen(a->code))
		return err_field(err, ST_INVALID, level,
		    _("the code of such an area has %zu digits"),
		    area_digits[a->level]);
	(void)snprintf(field, sizeof(field), "%s_name", level);
	st = place_name_make(wire_args_text(in, field), field, &a->name, err);
	if (st == ST_OK)
		st = area_known(j, a, &known, err);
	if (st != ST_OK || known)
		return st;
	return db_run(db_usef(j->c->db, &q_stage, "iitttbtttt", j->id, line,
	    level, a->code, a->name.name, (const void *)a->name.key,
	    a->name.key_len, a->name.fold, a->parent, a->from,
	    a->to[0] != '\0' ? a->to : NULL), err);
}

static enum status
area_stage(struct import_job *j, const struct wire_args *in, int64_t line,
    struct err *err)
{
	char from[11], to[11];
	struct area_said a = { .parent = "", .from = from, .to = "" };
	enum status st = area_read_day(j, in, from, err);

	if (st == ST_OK)
		st = area_read_end(in, from, to, err);
	for (a.level = 0; st == ST_OK && a.level < 3; a.level++) {
		a.code = wire_args_text(in, import_area_levels[a.level]);
		if (a.code[0] == '\0' && a.level > 0)
			continue;
		a.to = a.level == 2 ? to : "";
		st = area_say(j, in, line, &a, err);
		a.parent = a.code;
	}
	return st;
}

/* Tried first: who is taken along shows only then. */
static enum status
area_finish_job(struct import_job *j, struct import_counts *n, struct err *err)
{
	struct import_counts none = { .added = 0 };
	struct db *db = j->c->db;
	int64_t notes = j->notes, one;
	bool anybody = false;
	enum status st;

	if (db_savepoint(db, err) != ST_OK)
		return err->st;
	st = import_area_stand(j, n, err);
	if (st == ST_OK && n->taken > 0)
		st = db_int1(db_use(db, &q_anybody), &one, &anybody, err);
	if (st == ST_OK && !anybody)
		return db_release(db, err);
	db_rollback_to(db);
	if (st == ST_OK && !db_in_tx(db))
		return err_set(err, ST_IO, _("the books could not be written"));
	j->notes = notes;
	*n = none;
	return st == ST_OK ? import_table_ask(j, n, err) : st;
}

const struct import_kind import_kind_areas = {
	.name = "areas",
	.columns = area_columns,
	.roles = ROLE_PROVINCE | ROLE_ADMIN,
	.stage = area_stage,
	.finish = area_finish_job,
	.stand = import_area_stand,
	.clear = &q_clear,
};
