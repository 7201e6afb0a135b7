/*
 * SPDX-License-Identifier: ISC
 *
 * list_job: a payment list is made by a job whose slices stage some people
 * each, in the order commune, village, name, while other verbs run in between;
 * list.finish turns the staged lines into a draft list, all or nothing (rule 3
 * of the house).  A job survives a restart: all it knows is in its row.
 */
#include "office/list_job.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/journal.h"
#include "office/period.h"
#include "office/place.h"

static const struct db_sql q_earlier = { "list.earlier",
	"SELECT count(*), min(p.code) FROM period p"
	" CROSS JOIN list l ON l.period_id = p.id AND l.owner_id = ?1"
	" WHERE p.code < ?2 AND l.state <> 'closed'" };
static const struct db_sql q_leave = { "list.leave",
	"SELECT 1 FROM period_override WHERE period_id = ?1 AND owner_id = ?2" };
static const struct db_sql q_people = { "list.people",
	"SELECT count(*) FROM area a JOIN person p ON p.area_id = a.id"
	" WHERE a.level = 'commune' AND (a.parent_id = ?1 OR a.id = ?1)" };
static const struct db_sql q_begin = { "list.begin",
	"INSERT INTO job (id, kind, state, staff_id, params, at)"
	" VALUES (?1, 'list', 'staging', ?2, ?3, ?4)" };
/*
 * Of the same person: a list of the same owner, which the new one replaces, or
 * one left behind on an earlier day by a line that dropped.
 */
#define LIST_LEFT                                                              \
	" kind = 'list' AND state = 'staging' AND staff_id = ?1"                  \
	" AND (at < ?2 OR substr(params, 1, length(?3)) = ?3)"
static const struct db_sql q_left = { "list.left",
	"DELETE FROM stage_line WHERE job_id IN"
	" (SELECT id FROM job WHERE" LIST_LEFT ")" };
static const struct db_sql q_give_up = { "list.give_up",
	"UPDATE job SET state = 'aborted' WHERE" LIST_LEFT };
static const struct db_sql q_job = { "list.job",
	"SELECT kind, state, staff_id, params, rows, cursor FROM job"
	" WHERE id = ?1" };
static const struct db_sql q_job_move = { "list.job_move",
	"UPDATE job SET params = ?2, rows = ?3, cursor = ?4 WHERE id = ?1" };
static const struct db_sql q_job_end = { "list.job_end",
	"UPDATE job SET state = ?2 WHERE id = ?1" };
static const struct db_sql q_unstage = { "list.unstage",
	"DELETE FROM stage_line WHERE job_id = ?1" };
static const struct db_sql q_waiting = { "list.waiting",
	"SELECT id, seq, state FROM list WHERE period_id = ?1 AND owner_id = ?2"
	" AND state IN ('draft', 'submitted')" };

enum status
list_owner(struct verb_call *c, const struct period *p, const char *code,
    struct place *out, struct err *err)
{
	char day[PERIOD_DAY];
	struct place at;
	bool all;

	period_day(p, day);
	if (place_owner_at(c->db, code, day, &at, err) != ST_OK)
		return err->st;
	if (list_owner_in(c->db, &c->who->scope, at.id, &all, NULL,
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
 * The period before is closed first (chốt kỳ), or somebody who may gave leave
 * with a reason.
 */
static enum status
list_may_begin(struct verb_call *c, const struct period *p,
    const struct place *owner, struct err *err)
{
	int64_t n = 0, one;
	char oldest[8];
	bool found = true;

	if (list_earlier(c->db, owner->id, p->code, &n, oldest, err) != ST_OK ||
	    (n > 0 && db_int1(db_usef(c->db, &q_leave, "ii", p->id, owner->id),
	    &one, &found, err) != ST_OK))
		return err->st;
	if (!found)
		return err_field(err, ST_INVALID, "period",
		    _("The list of %s for %s is not closed yet: close it, or "
		    "have an approver give leave."), owner->name, oldest);
	return ST_OK;
}

/* *draft: the unfinished list that a new one replaces; refuses a submitted. */
static enum status
list_waiting(struct verb_call *c, int64_t period, int64_t owner,
    int64_t *draft, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_waiting, "ii", period, owner);
	int64_t id = 0;
	bool row, submitted = false;

	for (;;) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			break;
		id = db_int(s, 0);
		if (strcmp(db_text(s, 2), "submitted") == 0)
			submitted = true;
	}
	db_reset(s);
	if (submitted)
		return err_set(err, ST_INVALID,
		    _("A list is waiting for approval: it must be approved or "
		    "sent back first."));
	*draft = id;
	return ST_OK;
}

static void
list_params(const struct list_job *j, char *out, size_t size)
{
	(void)snprintf(out, size, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
	    " %" PRId64, j->period, j->owner, j->total, j->seen, j->journal);
}

static enum status
list_left_behind(const struct list_job *j, struct err *err)
{
	struct verb_call *c = j->c;
	char same[48];

	(void)snprintf(same, sizeof(same), "%" PRId64 " %" PRId64 " ",
	    j->period, j->owner);
	if (db_run(db_usef(c->db, &q_left, "itt", c->who->staff, c->today,
	    same), err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_give_up, "itt", c->who->staff,
	    c->today, same), err);
}

enum status
list_begin_run(struct verb_call *c, struct err *err)
{
	struct list_job j = { .c = c };
	unsigned char hash[DIGEST_LEN];
	struct period p;
	struct place owner = { .id = 0 };
	char params[120];
	bool found;

	if (period_named(c->db, wire_args_text(&c->in->args, "period"), &p,
	    err) != ST_OK)
		return err->st;
	if (strcmp(p.state, "open") != 0)
		return err_field(err, ST_INVALID, "period",
		    _("The period %s is closed."), p.code);
	if (list_owner(c, &p, wire_args_text(&c->in->args, "area"), &owner,
	    err) != ST_OK ||
	    list_may_begin(c, &p, &owner, err) != ST_OK ||
	    list_waiting(c, p.id, owner.id, &j.draft, err) != ST_OK ||
	    db_int1(db_usef(c->db, &q_people, "i", owner.id), &j.total, &found,
	    err) != ST_OK ||
	    journal_head(c->db, &j.journal, hash, err) != ST_OK ||
	    db_next_id(c->db, "job", &j.id, err) != ST_OK)
		return err->st;
	j.period = p.id;
	j.owner = owner.id;
	list_params(&j, params, sizeof(params));
	if (list_left_behind(&j, err) != ST_OK ||
	    db_run(db_usef(c->db, &q_begin, "iitt", j.id, c->who->staff,
	    params, c->now), err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "job", j.id);
	wire_args_add_int(c->out, "total", j.total);
	return ST_OK;
}

/* ---- a job in hand ---------------------------------------------------- */

enum status
list_job_read(struct verb_call *c, struct list_job *j, struct err *err)
{
	struct db_stmt *s;
	int got = 0;
	bool row, mine = false;

	memset(j, 0, sizeof(*j));
	j->c = c;
	j->id = wire_args_int(&c->in->args, "job", 0);
	s = db_usef(c->db, &q_job, "i", j->id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		mine = strcmp(db_text(s, 0), "list") == 0 &&
		    strcmp(db_text(s, 1), "staging") == 0 &&
		    db_int(s, 2) == c->who->staff;
		got = sscanf(db_text(s, 3), "%" SCNd64 " %" SCNd64 " %" SCNd64
		    " %" SCNd64 " %" SCNd64, &j->period, &j->owner, &j->total,
		    &j->seen, &j->journal);
		j->rows = db_int(s, 4);
		j->cursor = db_int(s, 5);
	}
	db_reset(s);
	if (!row || !mine)
		return err_field(err, ST_NOTFOUND, "job",
		    _("You have no list %" PRId64 " in the making."), j->id);
	if (got != 5)
		return err_set(err, ST_CORRUPT,
		    _("The job %" PRId64 " is damaged: abort it."), j->id);
	return ST_OK;
}

/* As list_job_read(), for slice and finish: the period is still open. */
enum status
list_job_load(struct verb_call *c, struct list_job *j, struct err *err)
{
	struct period p;

	if (list_job_read(c, j, err) != ST_OK ||
	    period_get(c->db, j->period, &p, err) != ST_OK)
		return err->st;
	if (strcmp(p.state, "open") != 0)
		return err_set(err, ST_INVALID, _("The period %s is closed."),
		    p.code);
	(void)str_copy_cut(j->month, sizeof(j->month), p.code);
	if (category_province(c->db, j->province, sizeof(j->province),
	    err) != ST_OK)
		return err->st;
	return list_waiting(c, j->period, j->owner, &j->draft, err);
}

enum status
list_job_save(struct list_job *j, struct err *err)
{
	char params[120];

	list_params(j, params, sizeof(params));
	return db_run(db_usef(j->c->db, &q_job_move, "itii", j->id, params,
	    j->rows, j->cursor), err);
}

enum status
list_job_drop(struct list_job *j, const char *state, struct err *err)
{
	if (db_run(db_usef(j->c->db, &q_unstage, "i", j->id), err) != ST_OK)
		return err->st;
	return db_run(db_usef(j->c->db, &q_job_end, "it", j->id, state), err);
}

enum status
list_abort_run(struct verb_call *c, struct err *err)
{
	struct list_job j;

	if (list_job_read(c, &j, err) != ST_OK)
		return err->st;
	return list_job_drop(&j, "aborted", err);
}
