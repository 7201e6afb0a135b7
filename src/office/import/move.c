/*
 * SPDX-License-Identifier: ISC
 *
 * import/move: a reorganisation of areas from a table with one row an old
 * area: which new one took its place, and from which day.  A row that names a
 * village is for that village alone; the row without one for all the others.
 * area.c has loaded both states before.  Owns stage_move.
 *
 * Rows of districts and provinces only tell where their staff go: people live
 * in communes.
 */
#include "office/import/move.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "text/date.h"
#include "text/fold.h"

static const struct import_column move_columns[] = {
	{ "old", true, N_("code of the area that was") },
	{ "new", true, N_("code of the area that took its place") },
	{ "valid_from", true, N_("first day of the new one: 2025-07-01") },
	{ "village", false, N_("only this village of the old commune") },
	{ "level", false, N_("of the old area: commune (or nothing), district, province") },
	{ NULL, false, NULL }
};

/* The area of that level and code on the day before. */
DB_SQL(q_old) = { "import_move.old",
	"SELECT id, name, coalesce(valid_to, '') FROM area WHERE level = ?1"
	" AND code = ?2 AND valid_from < ?3"
	" AND (valid_to IS NULL OR valid_to >= ?3)"
	" ORDER BY valid_from DESC LIMIT 1" };
/* Of that code, the one valid on the day first. */
DB_SQL(q_new) = { "import_move.new",
	"SELECT id, name, level, valid_from <= ?2"
	"  AND (valid_to IS NULL OR valid_to > ?2) AS then_valid FROM area"
	" WHERE level IN ('province', 'district', 'commune') AND code = ?1"
	" ORDER BY then_valid DESC, valid_from DESC LIMIT 1" };
DB_SQL(q_done) = { "import_move.done",
	"SELECT 1 FROM area_change WHERE old_id = ?1 AND village = ?2" };
/* Who would be moved twice: the new area is itself replaced, as a whole or in
 * the same village; or the old one takes others in. */
DB_SQL(q_chain) = { "import_move.chain",
	"SELECT line FROM stage_move WHERE {+}job_id = ?1 AND old_id = ?3"
	"  AND (village = '' OR village = ?4) UNION ALL"
	" SELECT line FROM stage_move WHERE {+}job_id = ?1 AND new_id = ?2"
	"  AND (?4 = '' OR village = ?4) LIMIT 1" };
DB_SQL(q_stage) = { "import_move.stage",
	"INSERT INTO stage_move (job_id, line, old_id, village, new_id,"
	" valid_from) VALUES (?1, ?2, ?3, ?4, ?5, ?6)" };
DB_SQL(q_clear) = { "import_move.clear",
	"DELETE FROM stage_move WHERE job_id = ?1 AND line <="
	" (SELECT min(line) + ?2 FROM stage_move WHERE job_id = ?1)" };
/* Communes that have ended and whose people or points nobody moves. */
DB_SQL(q_left) = { "import_move.left",
	"SELECT a.id, a.code, a.name, (SELECT count(*) FROM person p"
	"  WHERE p.area_id = a.id), (SELECT count(*) FROM stage_move m"
	"  WHERE {+}m.job_id = ?1 AND m.old_id = a.id), (SELECT count(*)"
	"  FROM point t WHERE t.area_id = a.id) FROM area a"
	" WHERE a.level = 'commune' AND a.id > ?2 AND a.valid_to <="
	"  (SELECT max(valid_from) FROM stage_move WHERE job_id = ?1)"
	" AND NOT EXISTS (SELECT 1 FROM stage_move m WHERE {+}m.job_id = ?1"
	"  AND m.old_id = a.id AND m.village = '')"
	" AND (EXISTS (SELECT 1 FROM person p WHERE p.area_id = a.id)"
	"  OR EXISTS (SELECT 1 FROM point t WHERE t.area_id = a.id))"
	" ORDER BY a.id LIMIT 1" };
DB_SQL(q_villages) = { "import_move.villages",
	"SELECT village, count(*) FROM person WHERE area_id = ?1"
	" GROUP BY village ORDER BY village" };

struct move_row {
	const char *level;
	struct { int64_t id; char name[192], end[11]; } old;
	struct { int64_t id; char name[192], level[9]; bool valid; } new;
	char village[200], from[DATE_TEXT];
};

static enum status
move_day(struct import_job *j, const struct wire_args *in, char day[DATE_TEXT],
    struct err *err)
{
	const char *typed = wire_args_text(in, "valid_from");
	struct date d = { 0, 0, 0 };

	if (typed[0] == '\0')
		return err_field(err, ST_INVALID, "valid_from",
		    _("the day from which this is so is needed"));
	if ((date_from_iso(typed, &d) != ST_OK || d.day == 0) &&
	    date_parse(typed, false, j->c->today, &d, err) != ST_OK)
		return err_field(err, err->st, "valid_from", "%s", err->msg);
	date_to_iso(day, DATE_TEXT, d);
	if (strcmp(day, j->c->today) > 0)
		return err_field(err, ST_INVALID, "valid_from",
		    _("people move on the day itself or later, not before %s"),
		    day);
	return ST_OK;
}

static enum status
move_old(struct import_job *j, const char *code, struct move_row *m,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_old, "ttt", m->level, code,
	    m->from);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "old",
		    _("no area had the code %s on the day before %s"), code,
		    m->from);
	m->old.id = db_int(s, 0);
	db_copy(s, 1, m->old.name, sizeof(m->old.name));
	db_copy(s, 2, m->old.end, sizeof(m->old.end));
	db_reset(s);
	if (m->village[0] == '\0' && (m->old.end[0] == '\0' ||
	    strcmp(m->old.end, m->from) > 0))
		return err_field(err, ST_INVALID, "old",
		    _("%s goes on after %s: load the areas first, or name a village"),
		    m->old.name, m->from);
	return ST_OK;
}

static enum status
move_new(struct import_job *j, const char *code, struct move_row *m,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_new, "tt", code, m->from);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_NOTFOUND, "new",
		    _("no area has the code %s"), code);
	m->new.id = db_int(s, 0);
	db_copy(s, 1, m->new.name, sizeof(m->new.name));
	db_copy(s, 2, m->new.level, sizeof(m->new.level));
	m->new.valid = db_int(s, 3) != 0;
	db_reset(s);
	if (!m->new.valid)
		return err_field(err, ST_INVALID, "new",
		    _("%s is not valid on %s"), m->new.name, m->from);
	if (strcmp(m->level, "commune") == 0 ?
	    strcmp(m->new.level, "commune") != 0 :
	    strcmp(m->level, "province") == 0 &&
	    strcmp(m->new.level, "province") != 0)
		return err_field(err, ST_INVALID, "new",
		    _("%s is of another level"), m->new.name);
	return ST_OK;
}

/* Each area goes one way, once. */
static enum status
move_once(struct import_job *j, const struct move_row *m, struct err *err)
{
	int64_t to, line, one;
	enum status st;
	bool found;

	if (m->old.id == m->new.id)
		return err_field(err, ST_INVALID, "new",
		    _("%s would move into itself"), m->old.name);
	st = import_move_village(j, m->old.id, m->village, &to, &line, err);
	if (st == ST_OK && line != 0)
		return err_field(err, ST_INVALID, "old",
		    _("line %lld moves it already"), (long long)line);
	if (st == ST_OK)
		st = db_int1(db_usef(j->c->db, &q_done, "it", m->old.id,
		    m->village), &one, &found, err);
	if (st == ST_OK && found)
		return err_field(err, ST_EXISTS, "old",
		    _("%s has moved already"), m->old.name);
	if (st == ST_OK)
		st = db_int1(db_usef(j->c->db, &q_chain, "iiit", j->id,
		    m->old.id, m->new.id, m->village), &line, &found, err);
	if (st == ST_OK && found)
		return err_field(err, ST_INVALID, "new",
		    _("its people would move twice: see line %lld"),
		    (long long)line);
	return st;
}

static enum status
move_stage(struct import_job *j, const struct wire_args *in, int64_t line,
    struct err *err)
{
	struct move_row m = { .level = wire_args_text(in, "level") };
	enum status st;

	if (m.level[0] == '\0')
		m.level = "commune";
	if (strcmp(m.level, "commune") != 0 &&
	    strcmp(m.level, "district") != 0 &&
	    strcmp(m.level, "province") != 0)
		return err_field(err, ST_INVALID, "level",
		    _("a level is commune, district or province: %s"), m.level);
	st = move_day(j, in, m.from, err);
	if (st == ST_OK && fold_search(m.village, sizeof(m.village),
	    wire_args_text(in, "village")) != ST_OK)
		return err_field(err, ST_INVALID, "village",
		    _("this is no name of a village"));
	if (st == ST_OK && m.village[0] != '\0' &&
	    strcmp(m.level, "commune") != 0)
		return err_field(err, ST_INVALID, "village",
		    _("only a commune has villages"));
	if (st == ST_OK)
		st = move_old(j, wire_args_text(in, "old"), &m, err);
	if (st == ST_OK)
		st = move_new(j, wire_args_text(in, "new"), &m, err);
	if (st == ST_OK)
		st = move_once(j, &m, err);
	if (st != ST_OK)
		return st;
	return db_run(db_usef(j->c->db, &q_stage, "iiitit", j->id, line,
	    m.old.id, m.village, m.new.id, m.from), err);
}

/* ---- the table as a whole --------------------------------------------- */

/* A commune that is named by villages only: those it does not name. */
static enum status
move_left_villages(struct import_job *j, int64_t area, const char *name,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_villages, "i", area);
	char fold[200], text[400];
	int64_t to, line;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (fold_search(fold, sizeof(fold), db_text(s, 0)) != ST_OK)
			fold[0] = '\0';
		st = import_move_village(j, area, fold, &to, &line, err);
		if (st != ST_OK)
			break;
		if (line != 0)
			continue;
		(void)snprintf(text, sizeof(text),
		    _("%s: no row says where the %" PRId64 " people of \"%s\" go"),
		    name, db_int(s, 1), db_text(s, 0));
		st = import_wrong(j, 0, "village", text, err);
		if (st != ST_OK)
			break;
	}
	db_reset(s);
	return st;
}

/* Whom no row without a village moves. */
struct move_left {
	int64_t area, people, rows, points;
	char code[9], name[192];
};

static enum status
move_left(struct import_job *j, const struct move_left *l, struct err *err)
{
	char text[400];
	enum status st = ST_OK;

	if (l->rows > 0 && l->people > 0)
		st = move_left_villages(j, l->area, l->name, err);
	if (st == ST_OK && l->rows == 0 && l->people > 0) {
		(void)snprintf(text, sizeof(text), _("%s %s has ended, has %"
		    PRId64 " people, and no row says where they go"), l->code,
		    l->name, l->people);
		return import_wrong(j, 0, "old", text, err);
	}
	if (st == ST_OK && l->points > 0) {
		(void)snprintf(text, sizeof(text), _("%s %s has ended and no "
		    "row without a village says where its payout points go"),
		    l->code, l->name);
		st = import_wrong(j, 0, "old", text, err);
	}
	return st;
}

static enum status
move_whole(struct import_job *j, struct err *err)
{
	struct move_left l = { .area = 0 };
	struct db_stmt *s;
	enum status st;
	bool row;

	for (;;) {
		s = db_usef(j->c->db, &q_left, "ii", j->id, l.area);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		l.area = db_int(s, 0);
		db_copy(s, 1, l.code, sizeof(l.code));
		db_copy(s, 2, l.name, sizeof(l.name));
		l.people = db_int(s, 3);
		l.rows = db_int(s, 4);
		l.points = db_int(s, 5);
		db_reset(s);
		st = move_left(j, &l, err);
		if (st != ST_OK)
			return st;
	}
}

const struct import_kind import_kind_moves = {
	.name = "moves",
	.columns = move_columns,
	.roles = ROLE_PROVINCE | ROLE_ADMIN,
	.stage = move_stage,
	.whole = move_whole,
	.finish = import_table_ask,
	.stand = import_move_stand,
	.undo = import_move_undo,
	.clear = &q_clear,
};
