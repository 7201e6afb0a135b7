/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_run: the checks of a draft as a job.  Slices go through its people
 * in the order of the list and run the rules on each; list.checked ends the job.
 * job.params = "LIST AREA NO SEEN": the last person looked at, and how many.
 * job.cursor is -1 when all were looked at.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/list/list.h"
#include "office/list/check_priv.h"
#include "office/list/list_priv.h"
#include "office/verb/job.h"
#include "office/verb/record.h"

#define SLICE_PEOPLE 100  /* 2 to 3 ms of work; findings cost more */
#define SLICE_US 2500     /* after that a slice takes no more people */
#define SLICE_MAX 1000000 /* a command on an idle server: all in one piece */

DB_SQL(q_checked) = { "check.checked",
	"UPDATE list SET checked_at = ?2 WHERE id = ?1" };
/* People in the order of the list, a row for each of their lines. */
DB_SQL(q_people) = { "check.people",
	"SELECT l.area_id, l.no, l.person_id, l.identity <> '',"
	" l.entitlement_id, l.month, l.kind, l.category, p.birth_year,"
	" p.birth_month, p.birth_day, l.amount + l.deducted FROM line l"
	" JOIN person p ON p.id = l.person_id WHERE l.list_id = ?1"
	" AND (l.area_id, l.no) > (?2, ?3) ORDER BY l.area_id, l.no, l.id" };
DB_SQL(q_counts) = { "check.counts",
	"SELECT rule, count(*), sum(CASE WHEN state = 'open'"
	"  AND severity = 'must' THEN 1 ELSE 0 END), sum(CASE WHEN state ="
	" 'open'"
	"  AND severity = 'look' THEN 1 ELSE 0 END) FROM list_check"
	" WHERE list_id = ?1 GROUP BY rule" };

struct check_row {
	struct check_line line;
	int64_t area, no, person;
	bool identity;
	struct date birth;
};

#define COL(m) DB_COL(struct check_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct check_row), COL(area), COL(no), COL(person),
	COL(identity), COL(line.entitlement), COL(line.month),
	DB_COL_ENUM(struct check_row, line.kind, &line_kinds),
	COL(line.category), COL(birth.year), COL(birth.month), COL(birth.day),
	COL(line.gross), DB_END
};
#undef COL

/* The list that the verb names. */
static enum status
check_load(struct check *k, struct err *err)
{
	struct list_head h;

	if (list_check_load(k->c, &h, err) != ST_OK)
		return err->st;
	k->list = h.id;
	k->period = h.period;
	k->owner = h.owner;
	k->total = h.people;
	(void)str_copy_cut(k->month, sizeof(k->month), h.period_code);
	return ST_OK;
}

static enum status
check_person(struct check *k, struct err *err)
{
	k->area = k->who.area;
	k->no = k->who.no;
	k->seen++;
	for (k->at = LIST_CHECK_NONE + 1; k->at < LIST_CHECK_RULES; k->at++) {
		k->rule = &check_rules[k->at];
		if (k->rule->run(k, err) != ST_OK)
			return err->st;
	}
	k->who.n = 0;
	return ST_OK;
}

static void
check_line_add(struct check *k, const struct check_row *r)
{
	if (k->who.n == 0) {
		k->who.person = r->person;
		k->who.area = r->area;
		k->who.no = r->no;
		k->who.identity = r->identity;
		k->who.birth = r->birth;
		k->last[0] = '\0';
	}
	if (k->who.n == k->who.cap) {
		k->who.cap = k->who.cap == 0 ? 8 : k->who.cap * 2;
		k->who.line = mem_resize(k->who.line, k->who.cap,
		    sizeof(*k->who.line));
	}
	k->who.line[k->who.n++] = r->line;
	if (strcmp(r->line.month, k->last) > 0)
		(void)str_copy_cut(k->last, sizeof(k->last), r->line.month);
}

/* Up to `left` people; *end when there are no more. */
static enum status
check_people(struct check *k, int64_t left, bool *end, struct err *err)
{
	struct db_stmt *s = db_usef(k->c->db, &q_people, "iii", k->list,
	    k->area, k->no);
	int64_t until = job_slice_end(k->c, SLICE_US);
	struct check_row r;
	enum status st;
	bool row = false;

	while ((st = db_step(s, &row, err)) == ST_OK) {
		if (row)
			db_row(s, row_cols, &r);
		if (k->who.n > 0 && (!row || r.no != k->who.no ||
		    r.area != k->who.area)) {
			if ((st = check_person(k, err)) != ST_OK)
				break;
			left = clock_us() < until ? left - 1 : 0;
		}
		if (!row || left <= 0)
			break;
		check_line_add(k, &r);
	}
	db_reset(s);
	free(k->who.line);
	k->who.line = NULL;
	k->who.cap = 0;
	*end = !row;
	return st;
}

/* ---- the job ------------------------------------------------------------ */

static const struct record_field check_fields[] = {
	RECORD_FIELD(struct check, list), RECORD_FIELD(struct check, area),
	RECORD_FIELD(struct check, no), RECORD_FIELD(struct check, seen),
};
static const struct record check_record = RECORD(check_fields, 4);

static enum status
check_save(struct check *k, struct err *err)
{
	struct job job = { .id = k->job, .rows = k->found,
		.cursor = k->cursor };

	record_write(&check_record, k, job.params, sizeof(job.params));
	return job_save(k->c->db, &job, err);
}

/* The run of these checks, whoever began it; k->job 0: none. */
static enum status
check_find_job(struct check *k, struct err *err)
{
	char of[24];
	const struct job_which run = { .kinds = " check ", .params = of };
	struct job job;

	(void)snprintf(of, sizeof(of), "%" PRId64 " ", k->list);
	if (job_newest(k->c->db, &run, &job, err) != ST_OK)
		return err->st;
	if (job.id != 0 && record_read(&check_record, job.params, k)) {
		k->job = job.id;
		k->found = job.rows;
		k->cursor = job.cursor;
	}
	return ST_OK;
}

static enum status
check_begin(struct check *k, struct err *err)
{
	struct job job = { .kind = "check" };

	(void)snprintf(job.params, sizeof(job.params), "%" PRId64 " ", k->list);
	if (list_check_drop(k->c->db, k->list, err) != ST_OK ||
	    db_run(db_usef(k->c->db, &q_checked, "in", k->list), err) != ST_OK ||
	    job_begin(k->c, &job, err) != ST_OK)
		return err->st;
	k->job = job.id;
	return ST_OK;
}

/* `after` is not where the run is if somebody else began the checks again. */
static enum status
check_resume(struct check *k, const char *after, struct err *err)
{
	char here[48];

	if (check_find_job(k, err) != ST_OK)
		return err->st;
	(void)snprintf(here, sizeof(here), "%" PRId64 ".%" PRId64, k->area,
	    k->no);
	if (k->job == 0 || strcmp(here, after) != 0)
		return err_field(err, ST_BUSY, "after",
		    _("Somebody else has begun the checks of this list: "
		    "begin again."));
	return ST_OK;
}

enum status
list_check_run(struct verb_call *c, struct err *err)
{
	const char *after = wire_args_text(&c->in->args, "after");
	int64_t left = wire_args_int(&c->in->args, "people", SLICE_PEOPLE);
	struct check k = { .c = c };
	bool end = false;
	char next[48];

	if (left < 1 || left > SLICE_MAX)
		return err_field(err, ST_INVALID, "people",
		    _("Give a number from 1 to %d."), SLICE_MAX);
	if (check_load(&k, err) != ST_OK ||
	    (after[0] == '\0' ? check_begin(&k, err) :
	    check_resume(&k, after, err)) != ST_OK ||
	    check_prepare(&k, err) != ST_OK ||
	    (k.cursor >= 0 && check_people(&k, left, &end, err) != ST_OK))
		return err->st;
	k.cursor = end ? -1 : k.cursor;
	if (check_save(&k, err) != ST_OK)
		return err->st;
	(void)snprintf(next, sizeof(next), "%" PRId64 ".%" PRId64, k.area, k.no);
	wire_args_add_int(c->out, "done", k.cursor < 0);
	wire_args_add(c->out, "next", next);
	wire_args_add_int(c->out, "people", k.seen);
	wire_args_add_int(c->out, "total", k.total);
	wire_args_add_int(c->out, "found", k.found);
	return ST_OK;
}

static enum status
check_answer(struct check *k, struct err *err)
{
	struct db_stmt *s = db_usef(k->c->db, &q_counts, "i", k->list);
	struct wire_args *out = k->c->out;
	int64_t must = 0, look = 0;
	enum status st;
	bool row;

	wire_args_add_int(out, "list", k->list);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		wire_args_add_int(out, db_text(s, 0), db_int(s, 1));
		must += db_int(s, 2);
		look += db_int(s, 3);
	}
	wire_args_add_int(out, "must", must);
	wire_args_add_int(out, "look", look);
	return st;
}

enum status
list_checked_run(struct verb_call *c, struct err *err)
{
	struct check k = { .c = c };

	if (check_load(&k, err) != ST_OK || check_find_job(&k, err) != ST_OK)
		return err->st;
	if (k.job == 0 || k.cursor >= 0)
		return err_field(err, ST_INVALID, "list",
		    _("The checks of this list are not complete yet: %" PRId64
		    " of %" PRId64 " people."), k.seen, k.total);
	if (job_end(c->db, k.job, "done", err) != ST_OK ||
	    db_run(db_usef(c->db, &q_checked, "it", k.list, c->now),
	    err) != ST_OK)
		return err->st;
	return check_answer(&k, err);
}
