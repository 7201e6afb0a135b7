/*
 * SPDX-License-Identifier: ISC
 *
 * list/job: a payment list is made by a job whose slices look at some people
 * each, in the order commune, village, name, while other verbs run in between;
 * list.finish makes a draft list of what they wrote, all or nothing (rule 3 of
 * the house).  A job survives a restart: all it knows is in its row.  An owner's
 * list has one job at a time: list.begin replaces it.
 */
#include "office/list/job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/balance/rate_search.h"
#include "office/list/list.h"
#include "office/period/owner.h"
#include "office/verb/job.h"
#include "office/verb/journal.h"
#include "office/period/period.h"
#include "office/place/place.h"
#include "text/date.h"

DB_SQL(q_earlier) = { "list.earlier",
	"SELECT count(*), min(p.code) FROM period p"
	" {cross} JOIN list l ON l.period_id = p.id AND l.owner_id = ?1"
	" WHERE p.code < ?2 AND l.state <> 'closed' AND l.prepared_at <> ''" };
DB_SQL(q_leave) = { "list.leave",
	"SELECT 1 FROM period_override WHERE period_id = ?1 AND owner_id = ?2" };
DB_SQL(q_people) = { "list.people",
	"SELECT count(*) FROM area a JOIN person p ON p.area_id = a.id"
	" WHERE a.level = 'commune' AND (a.parent_id = ?1 OR a.id = ?1)" };
DB_SQL(q_unstage) = { "list.unstage",
	"DELETE FROM stage_line WHERE job_id = ?1" };
DB_SQL(q_unstage_carried) = { "list.unstage_carried",
	"DELETE FROM stage_carried WHERE job_id = ?1" };
DB_SQL(q_waiting) = { "list.waiting",
	"SELECT id, seq, state FROM list WHERE period_id = ?1 AND owner_id = ?2"
	" AND kind = ?3 AND state IN ('draft', 'submitted')"
	" AND prepared_at <> ''" };
/* Left by a job that never ended: its list is used again. */
DB_SQL(q_unseen) = { "list.unseen",
	"SELECT id FROM list WHERE period_id = ?1 AND owner_id = ?2"
	" AND kind = ?3 AND state = 'draft' AND prepared_at = ''" };

#define COL(m) DB_COL(struct list_head, m)
static const struct db_col waiting_cols[] = {
	DB_ROW(struct list_head), COL(id), COL(seq),
	DB_COL_ENUM(struct list_head, state, &list_states), DB_END
};
#undef COL

enum status
list_owner(struct verb_call *c, const struct period *p, const char *code,
    struct place *out, struct err *err)
{
	char day[PERIOD_DAY];
	struct place at;
	bool all;

	period_day(p, day);
	if (place_owner_at(c->db, code, day, &at, err) != ST_OK ||
	    list_owner_in(c->db, &c->who->scope, at.id, &all, NULL,
	    err) != ST_OK)
		return err->st;
	if (!all)
		return err_field(err, ST_DENIED, "area",
		    _("%s is not in your area."), at.name);
	*out = at;
	return ST_OK;
}

enum status
list_earlier(struct db *db, int64_t owner, const char *month, int64_t *n,
    char oldest[8], struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_earlier, "it", owner, month);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*n = db_int(s, 0);
	db_copy(s, 1, oldest, 8);
	db_reset(s);
	return ST_OK;
}

/*
 * Earlier periods of the owner are closed first (chốt kỳ), unless an approver
 * allowed the list with a reason (period.override).
 */
enum status
list_earlier_closed(struct verb_call *c, const struct period *p,
    int64_t owner, const char *name, struct err *err)
{
	int64_t n = 0, one;
	char oldest[8], month[DATE_MONTH];
	bool found = true;

	if (list_earlier(c->db, owner, p->code, &n, oldest, err) != ST_OK ||
	    (n > 0 && db_int1(db_usef(c->db, &q_leave, "ii", p->id, owner),
	    &one, &found, err) != ST_OK))
		return err->st;
	if (found)
		return ST_OK;
	month_format(month, sizeof(month), oldest);
	return err_field(err, ST_INVALID, "period",
	    _("The list of %s for %s is not closed yet: close it, or have an "
	    "approver give leave."), name, month);
}

/* The unfinished list that a new one replaces; refuses a submitted one. */
static enum status
list_waiting(struct list_job *j, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_waiting, "iit", j->period,
	    j->owner, names_word(&list_kinds, list_job_kind(j)));
	bool row, submitted = false;
	struct list_head h;
	enum status st;

	j->draft = j->draft_seq = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		db_row(s, waiting_cols, &h);
		j->draft = h.id;
		j->draft_seq = h.seq;
		submitted |= h.state == LIST_SUBMITTED;
	}
	if (st == ST_OK && submitted)
		return err_set(err, ST_INVALID,
		    _("A list is waiting for approval: it must be approved or "
		    "sent back first."));
	return st;
}

/* Where the lines will go. */
static enum status
list_place(struct list_job *j, struct err *err)
{
	bool found;

	if (list_waiting(j, err) != ST_OK)
		return err->st;
	j->list = LIST_STAGED;
	if (j->draft != 0)
		return ST_OK;
	if (db_int1(db_usef(j->c->db, &q_unseen, "iit", j->period, j->owner,
	    names_word(&list_kinds, list_job_kind(j))), &j->list, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		j->list = LIST_NOT_YET;
	return ST_OK;
}

static const struct record_field list_job_fields[] = {
	RECORD_FIELD(struct list_job, period), RECORD_FIELD(struct list_job, owner),
	RECORD_FIELD(struct list_job, funeral), RECORD_FIELD(struct list_job, total),
	RECORD_FIELD(struct list_job, seen), RECORD_FIELD(struct list_job, journal),
	RECORD_FIELD(struct list_job, list),
};
const struct record list_job_record = RECORD(list_job_fields, 7);

/* The row of the job as it stands. */
static void
list_row(const struct list_job *j, struct job *out)
{
	*out = (struct job){ .id = j->id, .rows = j->rows, .cursor = j->cursor,
		.kind = "list" };
	record_write(&list_job_record, j, out->params, sizeof(out->params));
}

static enum status
list_drop(struct db *db, int64_t job, const char *state, struct err *err)
{
	if (db_run(db_usef(db, &q_unstage, "i", job), err) != ST_OK ||
	    db_run(db_usef(db, &q_unstage_carried, "i", job), err) != ST_OK)
		return err->st;
	return job_end(db, job, state, err);
}

/*
 * Ends the jobs that the new one replaces: of the same owner's list, whoever
 * began them, and those that the same person left behind on an earlier day.
 */
static enum status
list_left_behind(const struct list_job *j, struct err *err)
{
	struct verb_call *c = j->c;
	char same[48];
	const struct job_which left[] = {
		{ .kinds = " list ", .params = same },
		{ .kinds = " list ", .staff = c->who->staff,
		  .before = c->today },
	};
	struct job job;
	int i;

	(void)snprintf(same, sizeof(same), "%" PRId64 " %" PRId64 " %d ",
	    j->period, j->owner, j->funeral);
	for (i = 0; i < 2;) {
		if (job_newest(c->db, &left[i], &job, err) != ST_OK ||
		    (job.id != 0 && list_drop(c->db, job.id, "aborted",
		    err) != ST_OK))
			return err->st;
		i += job.id == 0;
	}
	return ST_OK;
}

/* Clears what earlier jobs left, then writes the row of the new one. */
static enum status
list_begin(struct list_job *j, struct err *err)
{
	struct verb_call *c = j->c;
	unsigned char hash[DIGEST_LEN];
	struct job job;
	bool found;

	if (list_left_behind(j, err) != ST_OK || list_place(j, err) != ST_OK ||
	    db_int1(db_usef(c->db, &q_people, "i", j->owner), &j->total, &found,
	    err) != ST_OK ||
	    journal_head(c->db, &j->journal, hash, err) != ST_OK)
		return err->st;
	list_row(j, &job);
	if (job_begin(c, &job, err) != ST_OK)
		return err->st;
	j->id = job.id;
	return ST_OK;
}

enum status
list_begin_run(struct verb_call *c, struct err *err)
{
	struct list_job j = { .c = c };
	struct place owner = { .id = 0 };
	struct period p;

	if (period_named(c->db, wire_args_text(&c->in->args, "period"), &p,
	    err) != ST_OK)
		return err->st;
	if (p.state != PERIOD_OPEN)
		return err_field(err, ST_INVALID, "period",
		    _("The period %s is closed."), p.code);
	if (list_owner(c, &p, wire_args_text(&c->in->args, "area"), &owner,
	    err) != ST_OK ||
	    list_earlier_closed(c, &p, owner.id, owner.name, err) != ST_OK)
		return err->st;
	j.period = p.id;
	j.owner = owner.id;
	j.funeral = names_find(&list_kinds, wire_args_text(&c->in->args, "kind")) ==
	    LIST_FUNERAL;
	if (!j.funeral && rate_search_done(c->db, owner.id, err) != ST_OK)
		return err->st;
	if (list_begin(&j, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "job", j.id);
	wire_args_add_int(c->out, "total", j.total);
	return ST_OK;
}

/* ---- a job in hand ---------------------------------------------------- */

static enum status
list_none(struct verb_call *c, struct err *err)
{
	return err_field(err, ST_NOTFOUND, "job",
	    _("You have no list %" PRId64 " in the making."),
	    wire_args_int(&c->in->args, "job", 0));
}

/* The actor's own job that the verb names, as it stands. */
static enum status
list_job_read(struct verb_call *c, struct list_job *j, struct err *err)
{
	struct job job;

	memset(j, 0, sizeof(*j));
	j->c = c;
	if (job_own(c, "list", &job, err) != ST_OK)
		return err->st;
	if (job.id == 0)
		return list_none(c, err);
	j->id = job.id;
	j->rows = job.rows;
	j->cursor = job.cursor;
	if (!record_read(&list_job_record, job.params, j))
		return err_set(err, ST_CORRUPT,
		    _("The job %" PRId64 " is damaged: abort it."), j->id);
	return ST_OK;
}

/* The months of the period, each with the province that it is of. */
static enum status
list_months(struct list_job *j, struct err *err)
{
	char v[PERIOD_MONTHS][DATE_MONTH];
	unsigned i;

	if (period_months(j->c->db, j->period, v, PERIOD_MONTHS, &j->months,
	    err) != ST_OK)
		return err->st;
	for (i = 0; i < j->months; i++) {
		(void)str_copy_cut(j->at[i].month, sizeof(j->at[i].month), v[i]);
		if (category_province_at(j->c->db, v[i], j->at[i].province,
		    sizeof(j->at[i].province), err) != ST_OK)
			return err->st;
	}
	if (j->months == 0)
		return err_set(err, ST_CORRUPT,
		    _("The period %s covers no month."), j->code);
	return ST_OK;
}

enum status
list_job_load(struct verb_call *c, struct list_job *j, struct err *err)
{
	struct period p;

	if (list_job_read(c, j, err) != ST_OK ||
	    period_get(c->db, j->period, &p, err) != ST_OK)
		return err->st;
	if (j->cursor == LIST_GIVEN_UP)
		return list_none(c, err);
	if (p.state != PERIOD_OPEN)
		return err_set(err, ST_INVALID, _("The period %s is closed."),
		    p.code);
	(void)str_copy_cut(j->code, sizeof(j->code), p.code);
	if (list_months(j, err) != ST_OK || list_waiting(j, err) != ST_OK)
		return err->st;
	/* The draft to be replaced was submitted, or another one was made. */
	if ((j->list == LIST_STAGED) != (j->draft != 0))
		return err_set(err, ST_BUSY, _("The list of this owner changed "
		    "while this one was being made: make it once more."));
	return ST_OK;
}

enum status
list_job_save(struct list_job *j, struct err *err)
{
	struct job job;

	list_row(j, &job);
	return job_save(j->c->db, &job, err);
}

enum status
list_job_drop(struct list_job *j, const char *state, struct err *err)
{
	return list_drop(j->c->db, j->id, state, err);
}

/*
 * Lines that nobody has seen are deleted some at a time, as they were written:
 * "done" 0 says that there are more.  An aborted job makes no more lines; what
 * it leaves, the owner's next list clears.
 */
enum status
list_abort_run(struct verb_call *c, struct err *err)
{
	struct list_job j;
	bool all = true;

	if (list_job_read(c, &j, err) != ST_OK ||
	    (j.list > 0 && list_write_clear(&j, LIST_CLEAR, &all,
	    err) != ST_OK))
		return err->st;
	j.cursor = LIST_GIVEN_UP;
	wire_args_add_int(c->out, "done", all);
	return all ? list_job_drop(&j, "aborted", err) :
	    list_job_save(&j, err);
}
