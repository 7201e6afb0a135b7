/*
 * SPDX-License-Identifier: ISC
 *
 * import/move_undo: what an approved reorganisation took to other areas goes back
 * to where it stood (move_keep.c).
 *
 * The areas themselves stay as they were loaded: undone, the people are in the
 * ended communes again, and the right file can come.  A reorganisation is
 * undone while nobody it moved, or who came since, was listed, asked about or
 * moved again.
 */
#include "office/import/move.h"

#include <string.h>

#include "base/say.h"
#include "office/request/file.h"
#include "office/request/work.h"
#include "office/verb/journal.h"
#include "office/roll/transfer_store.h"

/* ---- what rests on it: ?1 the request, ?2 its job, ?3 the newest list, ?4
 * the newest person, ?5 the newest request of then ---- */

#define NEW_AREAS "(SELECT new_id FROM stage_move WHERE job_id = ?2)"
/* All of them are bound. */
#define ALL_OF " AND ?1 + ?2 + ?3 + ?4 + ?5 > 0"
DB_SQL(q_again) = { "move_undo.again",
	"SELECT n.name, n.code, 0 FROM area_change a JOIN area n ON n.id ="
	" a.old_id WHERE a.old_id IN " NEW_AREAS ALL_OF " LIMIT 1" };
DB_SQL(q_listed) = { "move_undo.listed",
	"SELECT p.name, p.code, 0 FROM list k JOIN line l ON l.list_id = k.id"
	" JOIN person p ON p.id = l.person_id WHERE k.id > ?3"
	" AND l.area_id IN " NEW_AREAS ALL_OF " LIMIT 1" };
DB_SQL(q_asked) = { "move_undo.asked",
	"SELECT c.name, '', c.id FROM move_was w JOIN change c ON c.id = w.id"
	" WHERE w.change_id = ?1 AND w.what = 'request'"
	" AND c.state IN ('approved', 'undone')" ALL_OF " UNION ALL"
	" SELECT c.name, '', c.id FROM change c WHERE c.id > ?5"
	" AND c.state IN ('waiting', 'approved') AND c.area_id IN " NEW_AREAS
	" LIMIT 1" };
DB_SQL(q_moved) = { "move_undo.moved",
	"SELECT p.name, p.code, 0 FROM move_was w JOIN person p ON p.id = w.id"
	" AND p.area_id <> w.to_area WHERE w.change_id = ?1"
	" AND w.what = 'person'" ALL_OF " UNION ALL"
	" SELECT t.name, t.code, 0 FROM move_was w JOIN point t ON t.id = w.id"
	" AND t.area_id <> w.to_area WHERE w.change_id = ?1"
	" AND w.what = 'point' LIMIT 1" };
DB_SQL(q_came) = { "move_undo.came",
	"SELECT name, code, 0 FROM person WHERE id > ?4 AND area_id IN "
	NEW_AREAS ALL_OF " LIMIT 1" };

/* ---- back ---- */

DB_SQL_ARRAY(q_back, [4]) = {
	{ "move_undo.back_change",
	    "DELETE FROM area_change WHERE EXISTS (SELECT 1 FROM stage_move m"
	    " WHERE m.job_id = ?2 AND m.old_id = area_change.old_id"
	    " AND m.village = area_change.village) AND ?1 > 0 AND ?3 <> ''" },
	{ "move_undo.back_people",
	    "UPDATE person SET area_id = w.from_area, changed_at = ?3"
	    " FROM move_was w WHERE w.change_id = ?1 AND w.what = 'person'"
	    " AND person.id = w.id AND ?2 > 0" },
	{ "move_undo.back_points",
	    "UPDATE point SET area_id = w.from_area FROM move_was w"
	    " WHERE w.change_id = ?1 AND w.what = 'point' AND point.id = w.id"
	    " AND ?2 > 0 AND ?3 <> ''" },
	{ "move_undo.back_staff", /* not those who were given another since */
	    "UPDATE staff SET area_id = w.from_area FROM move_was w"
	    " WHERE w.change_id = ?1 AND w.what = 'staff' AND staff.id = w.id"
	    " AND staff.area_id = w.to_area AND ?2 > 0 AND ?3 <> ''" },
};
DB_SQL(q_next) = { "move_undo.next",
	"SELECT id, coalesce(from_area, 0), coalesce(to_area, 0), was, became"
	" FROM move_was WHERE change_id = ?1 AND what = ?2 AND id > ?3"
	" ORDER BY id LIMIT 1" };
DB_SQL(q_waits) = { "move_undo.waits",
	"SELECT 1 FROM change WHERE id = ?1 AND state = 'waiting'" };

/* ---- what rests on it --------------------------------------------------------- */

static enum status
rests_say(const struct db_sql *q, struct db_stmt *s, struct err *err)
{
	const char *name = db_text(s, 0), *code = db_text(s, 1);
	long long request = (long long)db_int(s, 2);

	if (q == &q_again)
		return err_field(err, ST_INVALID, "undoes", _("%s (%s) itself "
		    "went into another area since: undo that first"), name,
		    code);
	if (q == &q_listed)
		return err_field(err, ST_INVALID, "undoes", _("%s (%s) stands on "
		    "a payment list that was made since: the reorganisation is "
		    "not undone any more, send a file that mends it"), name,
		    code);
	if (q == &q_asked)
		return err_field(err, ST_INVALID, "undoes", _("request %lld, "
		    "about %s, came later: undo it, or take it back, first"),
		    request, name);
	if (q == &q_moved)
		return err_field(err, ST_INVALID, "undoes", _("%s (%s) is in "
		    "another area since: undo that first"), name, code);
	return err_field(err, ST_INVALID, "undoes", _("%s (%s) came onto the "
	    "roll of these areas since: the reorganisation is not undone any "
	    "more"), name, code);
}

static enum status
rests_on(struct import_job *j, const struct change_work *of, struct err *err)
{
	static const struct db_sql *const all[] = { &q_again, &q_asked,
		&q_listed, &q_moved, &q_came };
	enum status st = ST_OK;
	struct db_stmt *s;
	bool row;
	size_t i;

	for (i = 0; st == ST_OK && i < sizeof(all) / sizeof(all[0]); i++) {
		s = db_usef(j->c->db, all[i], "iiiii", j->change, j->id,
		    wire_args_int(&of->done, "list", 0),
		    wire_args_int(&of->done, "person", 0),
		    wire_args_int(&of->done, "request", 0));
		st = db_step(s, &row, err);
		if (st == ST_OK && row) {
			st = rests_say(all[i], s, err);
			db_reset(s);
		}
	}
	return st;
}

/* ---- back ------------------------------------------------------------------------ */

struct move_row {
	int64_t id, from, to;
	struct wire_args was, now;
	struct buf became;
};

/* The next row of that kind; frees the one before. */
static enum status
row_next(struct import_job *j, const char *what, struct move_row *r,
    bool *found, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_next, "iti", j->change, what,
	    r->id);
	enum status st = db_step(s, found, err);

	wire_args_done(&r->was);
	wire_args_done(&r->now);
	buf_clear(&r->became);
	if (st != ST_OK || !*found)
		return st;
	r->id = db_int(s, 0);
	r->from = db_int(s, 1);
	r->to = db_int(s, 2);
	journal_decode(db_text(s, 3), &r->was);
	journal_decode(db_text(s, 4), &r->now);
	if (!buf_add(&r->became, db_text(s, 4), strlen(db_text(s, 4))))
		st = err_set(err, ST_LIMIT, _("a request is too long"));
	db_reset(s);
	return st;
}

static enum status
request_back(struct import_job *j, const struct move_row *r, struct err *err)
{
	return change_to_area(j->c, r->id, wire_args_int(&r->was, "area", 0),
	    wire_args_text(&r->was, "fields"), wire_args_text(&r->was, "was"),
	    err);
}

static enum status
transfer_back(struct import_job *j, const struct move_row *r, struct err *err)
{
	const char *moved = wire_args_text(&r->was, "moved");
	const struct transfer_was was = { .id = r->id,
	    .from = wire_args_int(&r->was, "from", 0),
	    .to = wire_args_int(&r->was, "to", 0),
	    .last = wire_args_text(&r->was, "last"),
	    .first = wire_args_text(&r->was, "first"),
	    .state = wire_args_text(&r->was, "state"), .moved = moved };
	const struct person_place place = {
	    .point = wire_args_int(&r->was, "point", 0),
	    .village = wire_args_text(&r->was, "village") };
	enum status st = transfer_follow_undo(j->c, &was, err);

	/* Whom the reorganisation set down at his new point at once. */
	if (st != ST_OK || strcmp(moved, wire_args_text(&r->now, "moved")) == 0)
		return st;
	return person_move(j->c, wire_args_int(&r->was, "person", 0), &place,
	    err);
}

/* Those that wait, as they stand: what was edited since is somebody's word. */
static enum status
rows_back(struct import_job *j, const char *what, int64_t *n, struct err *err)
{
	bool request = strcmp(what, "request") == 0, found = true, waits = true;
	struct move_row r = { .id = 0 };
	enum status st = ST_OK;
	struct buf now;
	int64_t one;

	wire_args_init(&r.was);
	wire_args_init(&r.now);
	buf_init(&r.became, MOVE_WAS_BYTES);
	buf_init(&now, MOVE_WAS_BYTES);
	while (st == ST_OK) {
		st = row_next(j, what, &r, &found, err);
		if (st != ST_OK || !found)
			break;
		if (request)
			st = db_int1(db_usef(j->c->db, &q_waits, "i", r.id),
			    &one, &waits, err);
		if (st != ST_OK || !waits)
			continue;
		st = import_move_row(j, what, r.id, &now, err);
		if (st == ST_OK && strcmp(buf_str(&now),
		    buf_str(&r.became)) != 0)
			st = err_field(err, ST_INVALID, "undoes", request ?
			    _("request %lld was edited since: take it back "
			    "first") : _("the move No. %lld is not as it was: "
			    "undo what came later first"), (long long)r.id);
		if (st == ST_OK)
			st = request ? request_back(j, &r, err) :
			    transfer_back(j, &r, err);
		*n += st == ST_OK;
	}
	wire_args_done(&r.was);
	wire_args_done(&r.now);
	buf_done(&r.became);
	buf_done(&now);
	return st;
}

static enum status
province_back(struct import_job *j, struct err *err)
{
	struct move_row r = { .id = 0 };
	bool found;
	enum status st;

	wire_args_init(&r.was);
	wire_args_init(&r.now);
	buf_init(&r.became, MOVE_WAS_BYTES);
	st = row_next(j, "province", &r, &found, err);
	if (st == ST_OK && found)
		st = import_move_province_back(j, r.from, r.to, &r.was, err);
	wire_args_done(&r.was);
	wire_args_done(&r.now);
	buf_done(&r.became);
	return st;
}

static enum status
areas_back(struct import_job *j, int64_t n[4], struct err *err)
{
	enum status st = ST_OK;
	int i;

	for (i = 0; st == ST_OK && i < 4; i++) {
		st = db_run(db_usef(j->c->db, &q_back[i], "iit", j->change,
		    j->id, j->c->now), err);
		n[i] = db_changes(j->c->db);
	}
	return st;
}

enum status
import_move_undo(struct import_job *j, struct change_work *w,
    const struct change_work *of, struct err *err)
{
	int64_t n[4] = { 0 }, asked = 0;
	enum status st = rests_on(j, of, err);

	if (st == ST_OK)
		st = import_move_give_up(j, err);
	if (st == ST_OK)
		st = areas_back(j, n, err);
	if (st == ST_OK)
		st = rows_back(j, "transfer", &asked, err);
	if (st == ST_OK)
		st = rows_back(j, "request", &asked, err);
	if (st == ST_OK)
		st = province_back(j, err);
	if (st == ST_OK)
		st = import_move_settle(j, true, err);
	if (st == ST_OK)
		change_effect(w, N_("back in the areas of before: %lld people, "
		    "%lld payout points, %lld staff, %lld requests that wait"),
		    (long long)n[1], (long long)n[2], (long long)n[3],
		    (long long)asked);
	return st;
}
