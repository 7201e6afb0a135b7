/*
 * SPDX-License-Identifier: ISC
 *
 * import/move_stand: makes a reorganisation stand, in the one short verb that
 * ends the job: people and points get their new commune, staff of an area with
 * one successor that one, area_change keeps what became of what.  Lines,
 * lists, receipts and the journal keep their old areas: they say what was.
 */
#include <string.h>

#include "base/ids.h"
#include "base/say.h"
#include "office/balance/settle.h"
#include "office/import/move.h"
#include "text/date.h"
#include "text/fold.h"
#include "text/sentence.h"

DB_SQL(q_village_rows) = { "move.village_rows",
	"SELECT line, old_id, village, new_id FROM stage_move"
	" WHERE job_id = ?1 AND village <> '' AND line > ?2"
	" ORDER BY line LIMIT 1" };
DB_SQL(q_villages) = { "move.villages",
	"SELECT DISTINCT village FROM person WHERE area_id = ?1 AND village > ?2"
	" ORDER BY village" };
DB_SQL(q_people_village) = { "move.people_village",
	"UPDATE person SET area_id = ?3, changed_at = ?4"
	" WHERE area_id = ?1 AND village = ?2" };
DB_SQL(q_people) = { "move.people",
	"UPDATE person SET area_id = m.new_id, changed_at = ?2"
	" FROM stage_move m WHERE m.job_id = ?1 AND m.village = ''"
	" AND person.area_id = m.old_id" };
DB_SQL(q_points) = { "move.points",
	"UPDATE point SET area_id = m.new_id FROM stage_move m"
	" WHERE m.job_id = ?1 AND m.village = '' AND point.area_id = m.old_id" };
/* Points of a commune whose villages went apart: somebody should look. */
DB_SQL(q_points_look) = { "move.points_look",
	"SELECT t.code, n.name FROM stage_move m JOIN point t"
	" ON t.area_id = m.old_id JOIN area n ON n.id = m.new_id"
	" WHERE m.job_id = ?1 AND m.village = '' AND EXISTS (SELECT 1"
	"  FROM stage_move v WHERE v.job_id = ?1 AND v.old_id = m.old_id"
	"  AND v.village <> '') ORDER BY t.code" };
DB_SQL(q_staff) = { "move.staff",
	"UPDATE staff SET area_id = (SELECT m.new_id FROM stage_move m"
	"  WHERE {+}m.job_id = ?1 AND m.old_id = staff.area_id)"
	" WHERE (SELECT count(DISTINCT m.new_id) FROM stage_move m"
	"  WHERE {+}m.job_id = ?1 AND m.old_id = staff.area_id) = 1" };
DB_SQL(q_staff_left) = { "move.staff_left",
	"SELECT f.login, a.code, a.name, (SELECT count(DISTINCT m.new_id)"
	"  FROM stage_move m WHERE {+}m.job_id = ?1 AND m.old_id = a.id)"
	" FROM staff f JOIN area a ON a.id = f.area_id"
	" WHERE f.active = 1 AND a.valid_to <= ?2 ORDER BY f.login" };
DB_SQL(q_lists) = { "move.lists",
	"SELECT a.name, p.code FROM area a {cross} JOIN list l ON l.owner_id"
	" = a.id"
	" JOIN period p ON p.id = l.period_id"
	" WHERE l.state IN ('draft', 'submitted') AND a.valid_to <= ?1"
	" ORDER BY p.code, a.name" };
DB_SQL(q_keep) = { "move.keep",
	"INSERT INTO area_change (old_id, village, new_id, valid_from, staff_id,"
	" at) SELECT old_id, village, new_id, valid_from, ?2, ?3"
	" FROM stage_move WHERE job_id = ?1" };
DB_SQL(q_day) = { "move.day",
	"SELECT max(valid_from) FROM stage_move WHERE job_id = ?1" };

/* ---- people -------------------------------------------------------- */

/* People of one village row, however the village is written. */
static enum status
move_village(struct import_job *j, int64_t old, const char *fold, int64_t to,
    int64_t *moved, struct err *err)
{
	char village[200] = "", is[200];
	struct db_stmt *s;
	enum status st;
	bool row;

	*moved = 0;
	for (;;) {
		s = db_usef(j->c->db, &q_villages, "it", old, village);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		db_copy(s, 0, village, sizeof(village));
		db_reset(s);
		if (fold_search(is, sizeof(is), village) != ST_OK ||
		    strcmp(is, fold) != 0)
			continue;
		st = import_move_keep_village(j, old, village, to, err);
		if (st == ST_OK)
			st = db_run(db_usef(j->c->db, &q_people_village,
			    "itit", old, village, to, j->c->now), err);
		if (st != ST_OK)
			return st;
		*moved += db_changes(j->c->db);
	}
}

static enum status
move_villages(struct import_job *j, struct import_counts *n, struct err *err)
{
	int64_t line = 0, old, to, moved = 0;
	struct db_stmt *s;
	char fold[200], said[80];
	enum status st;
	bool row;

	for (;;) {
		s = db_usef(j->c->db, &q_village_rows, "ii", j->id, line);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		line = db_int(s, 0);
		old = db_int(s, 1);
		db_copy(s, 2, fold, sizeof(fold));
		to = db_int(s, 3);
		db_reset(s);
		st = move_village(j, old, fold, to, &moved, err);
		n->people += moved;
		if (st == ST_OK && moved == 0)
			st = import_warn(j, line, "village",
			    sentence_word(said, sizeof(said),
			    N_("nobody lives in this village")), err);
		if (st != ST_OK)
			return st;
	}
}

static enum status
move_people(struct import_job *j, struct import_counts *n, struct err *err)
{
	struct db *db = j->c->db;
	enum status st = move_villages(j, n, err);

	if (st == ST_OK)
		st = import_move_keep_all(j, MOVE_PEOPLE, err);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_people, "it", j->id, j->c->now), err);
	if (st != ST_OK)
		return st;
	n->people += db_changes(db);
	return st;
}

/* ---- what somebody should look at -------------------------------------- */

/* Rows of up to three texts and a number as warnings without a line. */
typedef void (*move_words)(struct db_stmt *s, char *text, size_t size);

static void
words_point(struct db_stmt *s, char *text, size_t size)
{
	sentence_make(text, size, N_("%s stands in a commune whose villages "
	    "went apart: it goes to %s"), db_text(s, 0), db_text(s, 1));
}

static void
words_staff(struct db_stmt *s, char *text, size_t size)
{
	sentence_make(text, size, db_int(s, 3) == 0 ?
	    N_("%s works for %s %s, which has ended: give another area") :
	    N_("%s works for %s %s, which went several ways: give another "
	    "area"),
	    db_text(s, 0), db_text(s, 1), db_text(s, 2));
}

static void
words_list(struct db_stmt *s, char *text, size_t size)
{
	sentence_make(text, size,
	    N_("the list of %s for %s is not approved yet"), db_text(s, 0),
	    db_text(s, 1));
}

static enum status
move_look(struct import_job *j, struct db_stmt *s, const char *field,
    move_words words, struct err *err)
{
	enum status st;
	char text[500];
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		words(s, text, sizeof(text));
		st = import_warn(j, 0, field, text, err);
		if (st != ST_OK) {
			db_reset(s);
			return st;
		}
	}
	return st;
}

static enum status
move_points(struct import_job *j, struct import_counts *n, struct err *err)
{
	enum status st = move_look(j, db_usef(j->c->db, &q_points_look, "i",
	    j->id), "point", words_point, err);

	if (st == ST_OK)
		st = import_move_keep_all(j, MOVE_POINTS, err);
	if (st == ST_OK)
		st = db_run(db_usef(j->c->db, &q_points, "i", j->id), err);
	if (st == ST_OK)
		n->points = db_changes(j->c->db);
	return st;
}

static enum status
move_staff(struct import_job *j, const char *day, struct import_counts *n,
    struct err *err)
{
	struct db *db = j->c->db;
	enum status st;

	if (import_move_keep_all(j, MOVE_STAFF, err) != ST_OK ||
	    db_run(db_usef(db, &q_staff, "i", j->id), err) != ST_OK)
		return err->st;
	n->staff = db_changes(db);
	st = move_look(j, db_usef(db, &q_staff_left, "it", j->id, day), "staff",
	    words_staff, err);
	return st == ST_OK ? move_look(j, db_usef(db, &q_lists, "t", day),
	    "list", words_list, err) : st;
}

DB_SQL(q_new) = { "move.new_areas",
	"SELECT DISTINCT new_id FROM stage_move WHERE job_id = ?1" };
DB_SQL(q_old) = { "move.old_areas",
	"SELECT DISTINCT old_id FROM stage_move WHERE job_id = ?1" };

/* People of these communes may stand between two owners' lists. */
enum status
import_move_settle(struct import_job *j, bool back, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, back ? &q_old : &q_new, "i",
	    j->id);
	struct ids v = { .n = 0 };
	enum status st;
	unsigned i;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		ids_add(&v, db_int(s, 0));
	for (i = 0; st == ST_OK && i < v.n; i++)
		st = balance_moved(j->c, v.v[i], 0,
		    N_("the commune is of another list owner by now"), err);
	ids_done(&v);
	return st;
}

enum status
import_move_stand(struct import_job *j, struct import_counts *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_day, "i", j->id);
	char day[DATE_TEXT] = "";
	enum status st;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, day, sizeof(day));
	db_reset(s);
	n->added = j->rows;
	st = import_move_give_up(j, err);
	if (st == ST_OK)
		st = import_move_ask(j, day, n, err); /* by where people were */
	if (st == ST_OK)
		st = move_people(j, n, err);
	if (st == ST_OK)
		st = move_points(j, n, err);
	if (st == ST_OK)
		st = import_move_province(j, day, err);
	if (st == ST_OK)
		st = move_staff(j, day, n, err);
	if (st == ST_OK)
		st = db_run(db_usef(j->c->db, &q_keep, "iit", j->id,
		    j->c->who->staff, j->c->now), err);
	return st == ST_OK ? import_move_settle(j, false, err) : st;
}
