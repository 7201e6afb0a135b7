/*
 * SPDX-License-Identifier: ISC
 *
 * file/slice: verb change.slice: some rows of a file go the way that was
 * decided, in the order of the file.  What was decided is in the books: after a
 * restart, or a line that dropped, whoever may decide the request goes on.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "office/balance/lowered.h"
#include "office/file/file.h"
#include "office/file/file_priv.h"

#define SLICE_US 3000  /* it takes no more rows after that */
#define SLICE_ROWS 400 /* looked at */
#define SLICE_SET 24   /* newcomers that stand as a set */

DB_SQL(q_decision) = { "roll_slice.decision",
	"SELECT d.verdict, d.rows, d.but, d.reason, d.staff_id,"
	" coalesce(d.undo_id, 0), c.maker_id, coalesce(u.maker_id, 0), p.cursor"
	" FROM roll_part p JOIN change c ON c.id = p.change_id"
	" JOIN roll_decision d ON d.change_id = p.change_id"
	" AND d.no = p.deciding LEFT JOIN change u ON u.id = d.undo_id"
	" WHERE p.change_id = ?1" };
DB_SQL(q_rows) = { "roll_slice.rows",
	"SELECT line, is_new, state FROM roll_row WHERE job_id = ?1"
	" AND owner_id = ?2 AND line > ?3 ORDER BY line LIMIT ?4" };
DB_SQL(q_move) = { "roll_slice.move",
	"UPDATE roll_part SET cursor = ?3, stood = stood + ?4,"
	" rejected = rejected + ?5, failed = failed + ?6,"
	" moved_at = CASE WHEN ?7 <> 0 THEN ?8 ELSE moved_at END"
	" WHERE job_id = ?1 AND owner_id = ?2" };
DB_SQL(q_end) = { "roll_slice.end",
	"UPDATE roll_part SET deciding = 0 WHERE job_id = ?1 AND owner_id = ?2" };
DB_SQL(q_left) = { "roll_slice.left",
	"SELECT added + changed - stood - rejected, stood, failed FROM roll_part"
	" WHERE job_id = ?1 AND owner_id = ?2" };

struct slice_row {
	int64_t line;
	bool added;
	char state[10];
};

static enum status
slice_load(struct roll_work *w, int64_t change, struct err *err)
{
	enum status st = roll_file_get(w->c, change, &w->f, err);
	char rows[2048] = "", but[2048] = "";
	struct db_stmt *s;
	bool row;

	if (st != ST_OK)
		return st;
	s = db_usef(w->c->db, &q_decision, "i", change);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (!row)
		return err_field(err, ST_INVALID, "change",
		    _("nothing that was decided about request %lld is left to "
		    "be done"), (long long)change);
	db_copy(s, 1, rows, sizeof(rows));
	db_copy(s, 2, but, sizeof(but));
	db_copy(s, 3, w->reason, sizeof(w->reason));
	w->decider = db_int(s, 4);
	w->undo = db_int(s, 5);
	w->maker = db_int(s, 6);
	w->undo_maker = db_int(s, 7);
	w->cursor = db_int(s, 8);
	db_reset(s);
	if (roll_ranges_parse(rows, "rows", &w->rows, err) != ST_OK)
		return err->st;
	return roll_ranges_parse(but, "except", &w->but, err);
}

static bool
slice_is(const struct roll_work *w, const char *verdict)
{
	return strcmp(w->f.verdict, verdict) == 0;
}

/* Does the decision speak of that row? */
static bool
slice_chosen(const struct roll_work *w, const struct slice_row *r)
{
	if (strcmp(r->state, slice_is(w, "undone") ? "stands" : "waiting") != 0)
		return false;
	return (w->rows.n == 0 || roll_ranges_have(&w->rows, r->line)) &&
	    !roll_ranges_have(&w->but, r->line);
}

static enum status
slice_read(struct roll_work *w, struct slice_row *v, unsigned *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_rows, "iiii", w->f.job,
	    w->f.owner, w->cursor, (int64_t)SLICE_ROWS);
	enum status st;
	bool row;

	*n = 0;
	while (*n < SLICE_ROWS && (st = db_step(s, &row, err)) == ST_OK && row) {
		v[*n].line = db_int(s, 0);
		v[*n].added = db_int(s, 1) != 0;
		db_copy(s, 2, v[(*n)++].state, sizeof(v[0].state));
	}
	db_reset(s);
	return err->st;
}

/* v[0] and those behind it that go with it; how many in *took. */
static enum status
slice_some(struct roll_work *w, const struct slice_row *v, unsigned n,
    unsigned *took, struct err *err)
{
	unsigned i = 1;

	*took = 1;
	if (!slice_chosen(w, v))
		return ST_OK;
	if (slice_is(w, "rejected"))
		return roll_row_reject(w, v->line, err);
	if (slice_is(w, "undone"))
		return roll_row_undo(w, v->line, v->added, err);
	if (!v->added)
		return roll_row_asks(w, v->line, err);
	while (i < n && i < SLICE_SET && v[i].added && slice_chosen(w, &v[i]))
		i++;
	*took = i;
	return roll_rows_stand(w, v->line, v[i - 1].line, err);
}

static enum status
slice_work(struct roll_work *w, bool *end, struct err *err)
{
	struct slice_row *v = mem_array(SLICE_ROWS, sizeof(*v));
	int64_t until = clock_us() + SLICE_US;
	unsigned n = 0, i = 0, took;
	enum status st = slice_read(w, v, &n, err);

	while (st == ST_OK && i < n && (i == 0 || clock_us() < until)) {
		st = slice_some(w, &v[i], n - i, &took, err);
		i += took;
		w->cursor = v[i - 1].line;
	}
	*end = i == n && n < SLICE_ROWS;
	free(v);
	return st;
}

/* The last slice: is the request decided as a whole? */
static enum status
slice_end(struct roll_work *w, struct err *err)
{
	struct verb_call *c = w->c;
	int64_t left = 0, stood = 0;
	struct db_stmt *s;
	enum status st;
	bool row;

	st = db_run(db_usef(c->db, &q_end, "ii", w->f.job, w->f.owner), err);
	if (st != ST_OK || slice_is(w, "undone"))
		return st;
	s = db_usef(c->db, &q_left, "ii", w->f.job, w->f.owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	left = db_int(s, 0);
	stood = db_int(s, 1);
	db_reset(s);
	if (left > 0)
		return ST_OK;
	return change_decided(c, w->f.change,
	    stood > 0 ? CHANGE_APPROVED : CHANGE_REJECTED, w->decider,
	    stood > 0 ? "" : w->reason, err);
}

static enum status
slice_answer(struct roll_work *w, bool end, struct err *err)
{
	struct wire_args *out = w->c->out;
	struct db_stmt *s;
	bool row;

	s = db_usef(w->c->db, &q_left, "ii", w->f.job, w->f.owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	wire_args_add_int(out, "change", w->f.change);
	wire_args_add(out, "verdict", w->f.verdict);
	wire_args_add_int(out, "line", w->cursor);
	wire_args_add_int(out, "stood", w->stood);
	wire_args_add_int(out, "rejected", w->rejected);
	wire_args_add_int(out, "undone", w->undone);
	wire_args_add_int(out, "failed", w->failed);
	wire_args_add_int(out, "left", db_int(s, 0));
	wire_args_add_int(out, "failures", db_int(s, 2));
	wire_args_add_int(out, "done", end);
	db_reset(s);
	return ST_OK;
}

static enum status
slice_run(struct roll_work *w, struct err *err)
{
	bool end = false;

	if (slice_work(w, &end, err) != ST_OK ||
	    db_run(db_usef(w->c->db, &q_move, "iiiiiiit", w->f.job, w->f.owner,
	    w->cursor, w->stood - w->undone, w->rejected, w->failed,
	    w->stood + w->undone, w->c->now), err) != ST_OK ||
	    (end && slice_end(w, err) != ST_OK))
		return err->st;
	return slice_answer(w, end, err);
}

static enum status
roll_slice_run(struct verb_call *c, struct err *err)
{
	int64_t id = wire_args_int(&c->in->args, "change", 0);
	struct roll_work *w = mem_zalloc(sizeof(*w));
	struct change_work of;
	enum status st;
	bool lowered;

	w->c = c;
	/* Whoever may decide it: the decision itself is another one's work. */
	st = change_load(c, id, &of, err);
	if (st == ST_OK)
		st = change_may_decide(&of, err);
	lowered = of.kind == &change_kind_lowered;
	change_work_done(&of);
	if (st == ST_OK && lowered)
		st = lowered_slice(c, id, err);
	if (st == ST_OK && !lowered)
		st = slice_load(w, id, err);
	if (st == ST_OK && !lowered)
		st = slice_run(w, err);
	free(w);
	return st;
}

static const struct verb_field slice_fields[] = {
	{ "change", VERB_INT, true, 0, NULL, N_("number of the request") },
	{ NULL, VERB_TEXT, false, 0, NULL, NULL }
};

const struct verb file_verbs[] = {
	{ "change.slice", slice_fields,
	    ROLE_APPROVER | ROLE_PROVINCE | ROLE_CONTROLLER, 0, roll_slice_run,
	    N_("carries out some of what was decided about a file or a lowered rate") },
	{ NULL, NULL, 0, 0, NULL, NULL }
};
