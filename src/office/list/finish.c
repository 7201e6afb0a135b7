/*
 * SPDX-License-Identifier: ISC
 *
 * list/finish: the one short verb after the slices.  It makes the list that they
 * wrote visible, or replaces a draft by the staged lines.  It stores totals and
 * SHA-256 of the lines; approval computes them again and compares.
 */
#include <inttypes.h>

#include "base/say.h"
#include "base/str.h"
#include "office/list/list.h"
#include "office/list/check_priv.h"
#include "office/list/job.h"
#include "office/verb/journal.h"
#include "text/date.h"

/*
 * Entries of the journal since the job began that may have made its lines
 * wrong.  Requests that are not decided, payouts, other lists, collectors and
 * what the post does about its own staff and points do not matter; nor does a
 * request about another owner's person, unless it moves somebody or merges two
 * records.
 */
DB_SQL(q_changed) = { "list.changed",
	"SELECT CASE verb WHEN 'change.approve' THEN content ELSE '' END"
	" FROM journal WHERE seq > ?1 AND verb NOT IN ('pay', 'reverse',"
	" 'block', 'unblock', 'signin', 'change.ask', 'change.amend',"
	" 'change.withdraw', 'change.reject', 'duplicate.different')"
	" AND verb NOT LIKE 'list.%' AND verb NOT LIKE 'period.%'"
	" AND verb NOT LIKE 'staff.%' AND verb NOT LIKE 'user.%'"
	" AND verb NOT LIKE 'unit.%' AND verb NOT LIKE 'point.%'"
	" AND verb NOT LIKE 'collector.%' AND verb NOT LIKE 'draft.%'" };
DB_SQL(q_apart) = { "list.apart",
	"SELECT 1 FROM change c LEFT JOIN area a ON a.id = c.area_id"
	" WHERE c.id = ?1 AND (c.kind IN ('collector', 'reverse',"
	"  'setting.set', 'age_step.set', 'recovery.decide')"
	"  OR (c.kind NOT IN ('transfer', 'merge', 'undo', 'point')"
	"   AND a.id <> ?2 AND coalesce(a.parent_id, 0) <> ?2))" };
DB_SQL(q_staged) = { "list.staged",
	"SELECT count(*) FROM stage_line WHERE job_id = ?1" };
DB_SQL(q_drop_lines) = { "list.drop_lines",
	"DELETE FROM line WHERE list_id = ?1" };
DB_SQL(q_drop_carried) = { "list.drop_carried",
	"DELETE FROM list_carried WHERE list_id = ?1" };
DB_SQL(q_drop) = { "list.drop",
	"DELETE FROM list WHERE id = ?1" };
DB_SQL(q_totals) = { "list.totals",
	"UPDATE list SET lines = ?2, people = ?3, total = ?4, deducted = ?5,"
	" digest = ?6, carried_lines = ?7, carried_total = ?8,"
	" prepared_by = ?9, prepared_at = ?10 WHERE id = ?1" };

/* Has the journal such an entry? */
static enum status
list_changed(struct list_job *j, bool *changed, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_changed, "i", j->journal);
	struct wire_args in;
	bool row, apart = true;
	int64_t change, one;
	enum status st;

	while ((st = db_step(s, &row, err)) == ST_OK && row && apart) {
		wire_args_init(&in);
		journal_decode(db_text(s, 0), &in);
		change = wire_args_int(&in, "change", 0);
		wire_args_done(&in);
		st = db_int1(db_usef(j->c->db, &q_apart, "ii", change, j->owner),
		    &one, &apart, err);
		if (st != ST_OK)
			break;
	}
	db_reset(s);
	*changed = !apart;
	return st;
}

/* All people were looked at, and the roll has not changed since list.begin. */
static enum status
list_still_true(struct list_job *j, struct err *err)
{
	char month[DATE_MONTH];
	bool changed;

	if (j->cursor >= 0)
		return err_set(err, ST_INVALID,
		    _("The list is not complete yet: %" PRId64 " of %" PRId64
		    " people."), j->seen, j->total);
	if (list_changed(j, &changed, err) != ST_OK)
		return err->st;
	if (changed)
		return err_set(err, ST_BUSY,
		    _("The roll was changed while the list was being made: "
		    "make it once more."));
	if (j->rows > 0)
		return ST_OK;
	if (j->funeral)
		return err_set(err, ST_INVALID,
		    _("No funeral grant waits for a list."));
	month_format(month, sizeof(month), j->at[0].month);
	return err_set(err, ST_INVALID, _("Nobody to put on a list: all who "
	    "are entitled are on one for %s."), month);
}

/* Puts the staged lines in the place of the draft. */
static enum status
list_replace(struct list_job *j, int64_t *list, struct err *err)
{
	struct db *db = j->c->db;
	int64_t lines;
	bool found;

	if (db_int1(db_usef(db, &q_staged, "i", j->id), &lines, &found,
	    err) != ST_OK)
		return err->st;
	if (lines != j->rows)
		return err_set(err, ST_CORRUPT, _("What was staged of the list "
		    "is gone: make it once more."));
	if (list_check_drop(db, j->draft, err) != ST_OK ||
	    db_run(db_usef(db, &q_drop_carried, "i", j->draft), err) != ST_OK ||
	    db_run(db_usef(db, &q_drop_lines, "i", j->draft), err) != ST_OK ||
	    db_run(db_usef(db, &q_drop, "i", j->draft), err) != ST_OK ||
	    list_write_new(j, j->draft_seq, list, err) != ST_OK)
		return err->st;
	return list_write_move(j, *list, lines, err);
}

/* Stores totals and moment; from now on readers show the list. */
static enum status
list_show(struct list_job *j, int64_t list, struct err *err)
{
	struct verb_call *c = j->c;
	int64_t carried = 0, owed = 0;
	char digest[2 * DIGEST_LEN + 1];
	struct list_sums sums;
	struct list_head h;

	if (list_count(c->db, list, &sums, err) != ST_OK ||
	    list_carried(j, list, &carried, &owed, err) != ST_OK)
		return err->st;
	if (sums.lines != j->rows)
		return err_set(err, ST_CORRUPT,
		    _("The lines do not add up to what was staged."));
	if (db_run(db_usef(c->db, &q_totals, "iiiiibiiit", list, sums.lines,
	    sums.people, sums.total, sums.deducted, sums.digest,
	    sizeof(sums.digest), carried, owed, c->who->staff, c->now),
	    err) != ST_OK ||
	    list_get(c->db, &c->who->scope, list, &h, err) != ST_OK)
		return err->st;
	str_hex(digest, sums.digest, sizeof(sums.digest));
	wire_args_add_int(c->out, "list", list);
	wire_args_add_int(c->out, "seq", h.seq);
	wire_args_add_int(c->out, "lines", sums.lines);
	wire_args_add_int(c->out, "people", sums.people);
	wire_args_add_int(c->out, "total", sums.total);
	wire_args_add_int(c->out, "deducted", sums.deducted);
	wire_args_add_int(c->out, "carried_lines", carried);
	wire_args_add_int(c->out, "carried_total", owed);
	wire_args_add_int(c->out, "doubles", sums.doubles);
	wire_args_add(c->out, "digest", digest);
	return ST_OK;
}

enum status
list_finish_run(struct verb_call *c, struct err *err)
{
	struct list_job j;
	int64_t list;

	if (list_job_load(c, &j, err) != ST_OK ||
	    list_still_true(&j, err) != ST_OK)
		return err->st;
	list = j.list;
	if (j.list == LIST_STAGED && list_replace(&j, &list, err) != ST_OK)
		return err->st;
	if (list_show(&j, list, err) != ST_OK)
		return err->st;
	return list_job_drop(&j, "done", err);
}
