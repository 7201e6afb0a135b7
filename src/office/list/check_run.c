/*
 * SPDX-License-Identifier: ISC
 *
 * list/check_run: the checks of a draft as a job.  Slices go through its
 * people in the order of the list and let the rules look at each; a last verb
 * says that all were looked at.  job.params = "LIST AREA NO SEEN": how far it
 * came.  job.cursor is -1 when all were looked at.
 *
 * What somebody accepted stands (list_accept), also when the list was made
 * anew, as long as the same is found again.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/list/list.h"
#include "office/list/check_priv.h"
#include "office/balance/recovery.h"
#include "office/list/list_priv.h"
#include "office/period/owner.h"

#define SLICE_PEOPLE 100  /* 2 to 3 ms of work */
#define SLICE_MAX 1000000 /* a command on an idle server: all in one piece */

static const struct db_sql q_job = { "check.job",
	"SELECT id, params, rows, cursor FROM job WHERE kind = 'check'"
	" AND state = 'staging' AND substr(params, 1, length(?1)) = ?1"
	" ORDER BY id DESC LIMIT 1" };
static const struct db_sql q_begin = { "check.begin",
	"INSERT INTO job (id, kind, state, staff_id, params, at)"
	" VALUES (?1, 'check', 'staging', ?2, ?3, ?4)" };
static const struct db_sql q_job_move = { "check.job_move",
	"UPDATE job SET params = ?2, rows = ?3, cursor = ?4 WHERE id = ?1" };
static const struct db_sql q_job_end = { "check.job_end",
	"UPDATE job SET state = ?2 WHERE kind = 'check' AND state = 'staging'"
	" AND substr(params, 1, length(?1)) = ?1" };
static const struct db_sql q_forget = { "check.forget",
	"DELETE FROM list_check WHERE list_id = ?1" };
static const struct db_sql q_checked = { "check.checked",
	"UPDATE list SET checked_at = ?2 WHERE id = ?1" };
/* People in the order of the list, a row for each of their lines. */
enum { C_AREA, C_NO, C_PERSON, C_IDENTITY, C_ENTITLEMENT, C_MONTH, C_KIND,
	C_CATEGORY, C_YEAR, C_BMONTH, C_BDAY };
static const struct db_sql q_people = { "check.people",
	"SELECT l.area_id, l.no, l.person_id, l.identity <> '',"
	" l.entitlement_id, l.month, l.kind, l.category, p.birth_year,"
	" p.birth_month, p.birth_day FROM line l"
	" JOIN person p ON p.id = l.person_id WHERE l.list_id = ?1"
	" AND (l.area_id, l.no) > (?2, ?3) ORDER BY l.area_id, l.no, l.id" };
static const struct db_sql q_found = { "check.found",
	"INSERT INTO list_check (list_id, no, rule, severity, person_id,"
	" other_id, detail, state, note, staff_id, at)"
	" SELECT ?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7,"
	" iif(a.note IS NULL, 'open', 'accepted'), coalesce(a.note, ''),"
	" a.staff_id, a.at FROM (SELECT 1) LEFT JOIN list_accept a"
	" ON a.period_id = ?8 AND a.owner_id = ?9 AND a.rule = ?3"
	" AND a.person_id = ?5 AND a.other_id = ?6 AND a.detail = ?7" };
/* Who accepted it last, in whatever period. */
static const struct db_sql q_found_before = { "check.found_before",
	"INSERT INTO list_check (list_id, no, rule, severity, person_id,"
	" other_id, detail, state, note, staff_id, at)"
	" SELECT ?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7,"
	" iif(a.note IS NULL, 'open', 'accepted'), coalesce(a.note, ''),"
	" a.staff_id, a.at FROM (SELECT 1) LEFT JOIN (SELECT * FROM list_accept"
	"  WHERE person_id = ?5 AND rule = ?3 AND detail = ?7 AND owner_id = ?9"
	"  AND other_id = ?6 AND ?8 <> 0 ORDER BY at DESC LIMIT 1) a" };
static const struct db_sql q_counts = { "check.counts",
	"SELECT rule, count(*), sum(state = 'open' AND severity = 'must'),"
	" sum(state = 'open' AND severity = 'look') FROM list_check"
	" WHERE list_id = ?1 GROUP BY rule" };
/*
 * Who collects and where the money is handed over do not change a line; a
 * transfer and a merging reach people of other owners too, rates reach all.
 */
static const struct db_sql q_stale = { "check.stale",
	"SELECT 1 FROM list l CROSS JOIN change c INDEXED BY change_decided"
	" ON c.state IN ('approved', 'undone')"
	" AND c.checked_at > l.prepared_at LEFT JOIN area a ON a.id = c.area_id"
	" LEFT JOIN change u ON u.id = c.undoes"
	" WHERE l.id = ?1 AND l.state = 'draft' AND c.kind NOT IN ('collector', 'reverse',"
	"  'recovery.decide', 'recovery.plan', 'recovery.repaid',"
	"  'recovery.write_off')"
	" AND (c.kind IN ('transfer', 'merge') OR coalesce(u.kind, c.kind) IN"
	"  ('standard.set', 'coefficient.set', 'keeps_both.set')"
	"  OR a.id = l.owner_id OR a.parent_id = l.owner_id) UNION ALL"
	/* Rows of a file that stand while others of it still wait. */
	" SELECT 1 FROM list l JOIN roll_part p ON p.owner_id = l.owner_id"
	" AND p.moved_at > l.prepared_at"
	" WHERE l.id = ?1 AND l.state = 'draft' LIMIT 1" };
static const struct db_sql q_ready = { "check.ready",
	"SELECT l.checked_at IS NOT NULL, (SELECT count(*) FROM list_check c"
	"  WHERE c.list_id = l.id AND c.severity = 'must' AND c.state = 'open')"
	" FROM list l WHERE l.id = ?1" };

enum status
list_check_load(struct verb_call *c, struct list_head *out, struct err *err)
{
	int64_t id = wire_args_int(&c->in->args, "list", 0);
	struct list_head h;
	bool all;

	if (list_get(c->db, &c->who->scope, id, &h, err) != ST_OK ||
	    list_owner_in(c->db, &c->who->scope, h.owner, &all, NULL,
	    err) != ST_OK)
		return err->st;
	if (!all)
		return err_field(err, ST_DENIED, "list",
		    _("This payment list belongs to another area."));
	if (strcmp(h.state, "draft") != 0)
		return err_field(err, ST_INVALID, "list",
		    _("Only a list in preparation is checked."));
	*out = h;
	return ST_OK;
}

/* The list of a slice. */
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

enum status
list_check_stale(struct db *db, int64_t list, bool *stale, struct err *err)
{
	int64_t one;

	return db_int1(db_usef(db, &q_stale, "i", list), &one, stale, err);
}

enum status
list_check_ready(struct db *db, int64_t list, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_ready, "i", list);
	bool row, checked = false, stale = false;
	int64_t must = 0;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		checked = db_int(s, 0) != 0;
		must = db_int(s, 1);
	}
	db_reset(s);
	if (list_check_stale(db, list, &stale, err) != ST_OK ||
	    recovery_list_stands(db, list, err) != ST_OK)
		return err->st;
	if (stale)
		return err_field(err, ST_BUSY, "list",
		    _("Requests were approved since the list was made: make "
		    "it anew."));
	if (!checked)
		return err_field(err, ST_INVALID, "list",
		    _("The checks of this list have not been run yet."));
	if (must > 0)
		return err_field(err, ST_INVALID, "list",
		    _("%" PRId64 " findings of the checks are open: mend them "
		    "or accept them with a reason."), must);
	return ST_OK;
}

enum status
list_check_drop(struct db *db, int64_t list, struct err *err)
{
	char of[24];

	(void)snprintf(of, sizeof(of), "%" PRId64 " ", list);
	if (db_run(db_usef(db, &q_job_end, "tt", of, "aborted"), err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_forget, "i", list), err);
}

/* ---- findings ----------------------------------------------------------- */

enum status
check_found(struct check *k, int64_t other, const char *detail, struct err *err)
{
	const struct check_rule *r = &check_rules[k->rule];

	return db_run(db_usef(k->c->db, r->lasting ? &q_found_before :
	    &q_found, "iittiitii", k->list,
	    ++k->found, r->name, r->must ? "must" : "look", k->who.person,
	    other, detail, k->period, k->owner), err);
}

static enum status
check_person(struct check *k, struct err *err)
{
	enum status st = ST_OK;

	if (k->who.n == 0)
		return ST_OK;
	k->area = k->who.area;
	k->no = k->who.no;
	k->seen++;
	for (k->rule = 0; k->rule < LIST_CHECK_RULES && st == ST_OK; k->rule++)
		st = check_rules[k->rule].run(k, err);
	k->who.n = 0;
	return st;
}

static void
check_line_add(struct check *k, struct db_stmt *s)
{
	struct check_line *l;

	if (k->who.n == 0) {
		k->who.person = db_int(s, C_PERSON);
		k->who.area = db_int(s, C_AREA);
		k->who.no = db_int(s, C_NO);
		k->who.identity = db_int(s, C_IDENTITY) != 0;
		k->who.birth.year = (int)db_int(s, C_YEAR);
		k->who.birth.month = (int)db_int(s, C_BMONTH);
		k->who.birth.day = (int)db_int(s, C_BDAY);
		k->last[0] = '\0';
	}
	if (k->who.n == k->who.cap) {
		k->who.cap = k->who.cap == 0 ? 8 : k->who.cap * 2;
		k->who.line = mem_resize(k->who.line, k->who.cap, sizeof(*l));
	}
	l = &k->who.line[k->who.n++];
	l->entitlement = db_int(s, C_ENTITLEMENT);
	db_copy(s, C_MONTH, l->month, sizeof(l->month));
	db_copy(s, C_KIND, l->kind, sizeof(l->kind));
	db_copy(s, C_CATEGORY, l->category, sizeof(l->category));
	if (strcmp(l->month, k->last) > 0)
		(void)str_copy_cut(k->last, sizeof(k->last), l->month);
}

/* Up to `left` people; *end when there are no more. */
static enum status
check_people(struct check *k, int64_t left, bool *end, struct err *err)
{
	struct db_stmt *s = db_usef(k->c->db, &q_people, "iii", k->list,
	    k->area, k->no);
	enum status st;
	bool row = false;

	while ((st = db_step(s, &row, err)) == ST_OK) {
		if (k->who.n > 0 && (!row || db_int(s, C_NO) != k->who.no ||
		    db_int(s, C_AREA) != k->who.area)) {
			st = check_person(k, err);
			left--;
		}
		if (st != ST_OK || !row || left <= 0)
			break;
		check_line_add(k, s);
	}
	db_reset(s);
	free(k->who.line);
	k->who.line = NULL;
	k->who.cap = 0;
	*end = !row;
	return st;
}

/* ---- the job ------------------------------------------------------------ */

/* "LIST ": how the params of its jobs begin. */
static void
check_of(const struct check *k, char out[24])
{
	(void)snprintf(out, 24, "%" PRId64 " ", k->list);
}

static enum status
check_save(struct check *k, struct err *err)
{
	char params[128];

	(void)snprintf(params, sizeof(params), "%" PRId64 " %" PRId64 " %"
	    PRId64 " %" PRId64, k->list, k->area, k->no, k->seen);
	return db_run(db_usef(k->c->db, &q_job_move, "itii", k->job, params,
	    k->found, k->cursor), err);
}

/* The run that goes on, 0 none. */
static enum status
check_find_job(struct check *k, struct err *err)
{
	int64_t list = 0;
	struct db_stmt *s;
	char of[24];
	bool row;

	check_of(k, of);
	s = db_usef(k->c->db, &q_job, "t", of);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row && sscanf(db_text(s, 1), "%" SCNd64 " %" SCNd64 " %" SCNd64
	    " %" SCNd64, &list, &k->area, &k->no, &k->seen) == 4) {
		k->job = db_int(s, 0);
		k->found = db_int(s, 2);
		k->cursor = db_int(s, 3);
	}
	db_reset(s);
	return ST_OK;
}

static enum status
check_begin(struct check *k, struct err *err)
{
	struct db *db = k->c->db;
	char of[24];

	check_of(k, of);
	if (db_run(db_usef(db, &q_job_end, "tt", of, "aborted"),
	    err) != ST_OK ||
	    db_run(db_usef(db, &q_forget, "i", k->list), err) != ST_OK ||
	    db_run(db_usef(db, &q_checked, "in", k->list), err) != ST_OK ||
	    db_next_id(db, "job", &k->job, err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_begin, "iitt", k->job, k->c->who->staff,
	    of, k->c->now), err);
}

/* `after` tells a slice that lost its way, or that somebody began anew. */
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
	if (check_load(&k, err) != ST_OK)
		return err->st;
	if ((after[0] == '\0' ? check_begin(&k, err) :
	    check_resume(&k, after, err)) != ST_OK ||
	    check_prepare(&k, err) != ST_OK)
		return err->st;
	if (k.cursor >= 0 && check_people(&k, left, &end, err) != ST_OK)
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
	char of[24];

	if (check_load(&k, err) != ST_OK || check_find_job(&k, err) != ST_OK)
		return err->st;
	if (k.job == 0 || k.cursor >= 0)
		return err_field(err, ST_INVALID, "list",
		    _("The checks of this list are not complete yet: %" PRId64
		    " of %" PRId64 " people."), k.seen, k.total);
	check_of(&k, of);
	if (db_run(db_usef(c->db, &q_job_end, "tt", of, "done"),
	    err) != ST_OK ||
	    db_run(db_usef(c->db, &q_checked, "it", k.list, c->now),
	    err) != ST_OK)
		return err->st;
	return check_answer(&k, err);
}
