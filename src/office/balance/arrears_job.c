/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_job: a rate that was raised for months that have lists already
 * ("the standard is 500.000 from 07/2024 on", said in September) leaves a
 * difference in each of them.  A job walks the people of a list owner and
 * stages what is missing; arrears.finish makes the orders, all or nothing
 * (rule 3 of the house).  Months on no list stay out of it: why a month was
 * not listed is a question for a person, not for a rate.
 *
 * It also counts what people had above a rate that was lowered, for whoever
 * decides about that (balance/lowered.h).
 *
 * job.params = "OWNER FROM TO SEEN TOTAL SEQ AREA PEOPLE MONTHS AMOUNT", then
 * reason, decision and its day, a line each; SEQ is the head of the journal at
 * the beginning, AREA the commune at work; the last three are above.  job.cursor = last person looked at, -1 when all were.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/account.h"
#include "office/balance/arrears.h"
#include "office/balance/lowered.h"
#include "office/balance/people.h"
#include "office/balance/rate_search.h"
#include "office/balance/month_owner.h"
#include "office/balance/settle.h"
#include "office/period/owner.h"
#include "office/verb/job.h"
#include "office/verb/journal.h"
#include "office/place/place.h"
#include "text/date.h"

#define SLICE_MONTHS 25    /* months of people: 2 to 4 ms of work */
#define SLICE_US 2500      /* it takes nobody more after that */
#define SLICE_MAX 1000000

/* Months from ?1 on, before ?2, of whoever was listed for them, by whatever
 * list but a draft, which is made anew. */
static const struct db_sql q_months = { "arrears.listed_months",
	"SELECT DISTINCT coalesce(p.merged_into, p.id), l.month"
	" FROM period q CROSS JOIN list k ON k.period_id = q.id"
	" AND k.state <> 'draft'"
	" CROSS JOIN line l ON l.list_id = k.id AND l.month >= ?1 AND l.month < ?2"
	" JOIN person p ON p.id = l.person_id WHERE q.code >= ?1 LIMIT ?3" };
static const struct db_sql q_unstage = { "arrears.unstage",
	"DELETE FROM stage_arrears WHERE job_id = ?1" };
static const struct db_sql q_stage = { "arrears.stage",
	"INSERT INTO stage_arrears (job_id, entitlement_id, month, person_id,"
	" amount, standard, hundredths, seq, owner_id)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, " MONTH_OWNER("?2", "?3") ")" };
/* Payouts change nothing that is due; lists and requests may. */
static const struct db_sql q_changed = { "arrears.changed",
	"SELECT 1 FROM journal WHERE seq > ?1 AND verb NOT IN ('pay', 'reverse',"
	" 'block', 'unblock', 'signin', 'user.passwd')"
	" AND verb NOT LIKE 'staff.%' LIMIT 1" };
static const struct db_sql q_staged = { "arrears.staged",
	"SELECT count(DISTINCT entitlement_id), count(*),"
	" coalesce(sum(amount), 0) FROM stage_arrears WHERE job_id = ?1"
	" AND amount > 0" };
/* Those who are settled as one. */
static const struct db_sql q_alone = { "arrears.alone",
	"SELECT DISTINCT person_id FROM stage_arrears WHERE job_id = ?1"
	" AND amount = 0 AND person_id > ?2 ORDER BY person_id LIMIT 1" };
static const struct db_sql q_orders = { "arrears.orders",
	"INSERT INTO arrears (id, person_id, entitlement_id, kind, from_month,"
	" to_month, reason, decision, decided_on, due_period, total, staff_id,"
	" at) SELECT ?2 - 1 + row_number() OVER (ORDER BY entitlement_id),"
	" person_id, entitlement_id, 'difference', min(month), max(month), ?3,"
	" ?4, ?5, ?6, sum(amount), ?7, ?8 FROM stage_arrears WHERE job_id = ?1"
	" AND amount > 0 GROUP BY entitlement_id ORDER BY entitlement_id" };
static const struct db_sql q_order_months = { "arrears.order_months",
	"INSERT INTO arrears_month (arrears_id, month, seq, amount, standard,"
	" hundredths, owner_id) SELECT a.id, s.month, s.seq, s.amount,"
	" s.standard, s.hundredths, s.owner_id FROM arrears a JOIN stage_arrears s ON s.job_id = ?1"
	" AND s.entitlement_id = a.entitlement_id AND s.amount > 0"
	" WHERE a.id >= ?2" };

struct arrears_job {
	struct verb_call *c;
	int64_t id, owner, seen, total, journal, rows;
	struct people_at at;
	struct lowered_sum above;
	char from[8], to[8], reason[200], decision[64], decided_on[11];
};

/* The row of the job as it stands. */
static enum status
arrears_job_row(const struct arrears_job *j, struct job *out, struct err *err)
{
	*out = (struct job){ .id = j->id, .rows = j->rows, .cursor = j->at.cursor,
		.kind = "arrears" };
	if (str_format(out->params, sizeof(out->params), "%" PRId64 " %s %s %"
	    PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64
	    " %" PRId64 "\n%s\n%s\n%s",
	    j->owner, j->from, j->to, j->seen, j->total, j->journal, j->at.area,
	    j->above.people, j->above.months, j->above.amount, j->reason, j->decision, j->decided_on) != ST_OK)
		return err_field(err, ST_LIMIT, "reason",
		    _("the reason is too long"));
	return ST_OK;
}

/* The lines after the first of job.params. */
static void
arrears_job_words(struct arrears_job *j, const char *params)
{
	char *const dst[] = { j->reason, j->decision, j->decided_on };
	const size_t size[] = { sizeof(j->reason), sizeof(j->decision),
		sizeof(j->decided_on) };
	const char *p = params;
	size_t i, n;

	for (i = 0; i < 3 && (p = strchr(p, '\n')) != NULL; i++) {
		n = strcspn(++p, "\n");
		if (n >= size[i])
			n = size[i] - 1;
		memcpy(dst[i], p, n);
		dst[i][n] = '\0';
	}
}

/* The actor's own job that the verb names. */
static enum status
arrears_job_load(struct verb_call *c, struct arrears_job *j, struct err *err)
{
	struct job job;
	int got;

	memset(j, 0, sizeof(*j));
	j->c = c;
	if (job_own(c, "arrears", &job, err) != ST_OK)
		return err->st;
	if (job.id == 0)
		return err_field(err, ST_NOTFOUND, "job",
		    _("You have no arrears %" PRId64 " in the making."),
		    wire_args_int(&c->in->args, "job", 0));
	got = sscanf(job.params, "%" SCNd64 " %7s %7s %" SCNd64 " %" SCNd64
	    " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64,
	    &j->owner, j->from, j->to, &j->seen, &j->total, &j->journal,
	    &j->at.area, &j->above.people, &j->above.months, &j->above.amount);
	arrears_job_words(j, job.params);
	j->id = job.id;
	j->rows = job.rows;
	j->at.cursor = job.cursor;
	if (got != 10)
		return err_set(err, ST_CORRUPT,
		    _("The job %" PRId64 " is damaged: abort it."), j->id);
	return ST_OK;
}

static enum status
arrears_job_drop(struct db *db, int64_t id, const char *state, struct err *err)
{
	if (db_run(db_usef(db, &q_unstage, "i", id), err) != ST_OK)
		return err->st;
	return job_end(db, id, state, err);
}

/* ---- begin --------------------------------------------------------------- */

static enum status
arrears_job_owner(struct arrears_job *j, struct err *err)
{
	const char *code = wire_args_text(&j->c->in->args, "area");
	struct place at;
	bool all;

	if (place_owner_at(j->c->db, code, j->c->today, &at, err) != ST_OK ||
	    list_owner_in(j->c->db, &j->c->who->scope, at.id, &all, NULL,
	    err) != ST_OK)
		return err->st;
	if (!all)
		return err_field(err, ST_DENIED, "area",
		    _("%s is not in your area."), at.name);
	j->owner = at.id;
	return ST_OK;
}

/* Who came here lately may be on a list of another owner that is further. */
static const struct db_sql q_newest = { "arrears.newest_month",
	"SELECT coalesce(max(m.month), '') FROM period_month m WHERE EXISTS"
	" (SELECT 1 FROM list k WHERE k.period_id = m.period_id"
	"  AND k.kind = 'monthly' AND k.state <> 'draft')" };

static enum status
arrears_job_newest(struct db *db, char last[8], struct err *err)
{
	struct db_stmt *s = db_use(db, &q_newest);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row && strcmp(db_text(s, 0), last) > 0)
		db_copy(s, 0, last, 8);
	db_reset(s);
	return ST_OK;
}

/* With whose list it comes, and the last month before that. */
static enum status
arrears_job_list(struct arrears_job *j, char period[8], char last[8],
    struct err *err)
{
	char month[8];

	if (arrears_next_list_of(j->c->db, j->owner, period, month,
	    err) != ST_OK)
		return err->st;
	if (month_add(month, -1, last) != ST_OK)
		return err_set(err, ST_CORRUPT, "%s", month);
	return arrears_job_newest(j->c->db, last, err);
}

/* In place of those that the actor left. */
static enum status
arrears_job_begin(struct arrears_job *j, struct err *err)
{
	const struct job_which left = { .kinds = " arrears ",
		.staff = j->c->who->staff };
	struct job job;

	while (job_newest(j->c->db, &left, &job, err) == ST_OK && job.id != 0)
		if (arrears_job_drop(j->c->db, job.id, "aborted",
		    err) != ST_OK)
			return err->st;
	if (err->st != ST_OK || arrears_job_row(j, &job, err) != ST_OK ||
	    job_begin(j->c, &job, err) != ST_OK)
		return err->st;
	j->id = job.id;
	return ST_OK;
}

static enum status
arrears_begin_run(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	struct arrears_job j = { .c = c };
	unsigned char hash[DIGEST_LEN];
	char period[8], last[8], shown[DATE_MONTH];
	struct lowered waits;

	(void)str_copy_cut(j.from, sizeof(j.from), wire_args_text(in, "from"));
	(void)str_copy_cut(j.to, sizeof(j.to), wire_args_text(in, "to"));
	(void)str_copy_cut(j.reason, sizeof(j.reason),
	    wire_args_text(in, "reason"));
	(void)str_copy_cut(j.decision, sizeof(j.decision),
	    wire_args_text(in, "decision"));
	(void)str_copy_cut(j.decided_on, sizeof(j.decided_on),
	    wire_args_text(in, "decision_date"));
	if (arrears_job_owner(&j, err) != ST_OK ||
	    arrears_job_list(&j, period, last, err) != ST_OK)
		return err->st;
	/* What was found above before is counted again with it. */
	if (lowered_at_rest(c->db, j.owner, err) != ST_OK ||
	    lowered_open(c->db, j.owner, &waits, err) != ST_OK)
		return err->st;
	if (waits.id != 0 && strcmp(waits.from, j.from) < 0)
		(void)str_copy_cut(j.from, sizeof(j.from), waits.from);
	if (j.to[0] == '\0' || strcmp(j.to, last) > 0)
		(void)str_copy_cut(j.to, sizeof(j.to), last);
	month_format(shown, sizeof(shown), period);
	if (strcmp(j.from, j.to) > 0)
		return err_field(err, ST_INVALID, "from",
		    _("The list of %s covers that month itself: there is no "
		    "difference to order."), shown);
	if (balance_people(c->db, j.owner, &j.total, err) != ST_OK ||
	    journal_head(c->db, &j.journal, hash, err) != ST_OK ||
	    arrears_job_begin(&j, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "job", j.id);
	wire_args_add_int(c->out, "total", j.total);
	wire_args_add(c->out, "from", j.from);
	wire_args_add(c->out, "to", j.to);
	return ST_OK;
}

/* ---- slice --------------------------------------------------------------- */

/* A row without an amount: the person is settled as one at the end. */
static enum status
arrears_stage(struct arrears_job *j, int64_t person,
    const struct settle_month *m, bool alone, struct err *err)
{
	int64_t seq = 1;
	char month[8];

	account_month_text(m->month, month);
	if (arrears_seq(j->c->db, m->entitlement, month, "difference", &seq,
	    err) != ST_OK)
		return err->st;
	j->rows++;
	return db_run(db_usef(j->c->db, &q_stage, "iitiiiii", j->id,
	    m->entitlement, month, person, alone ? (int64_t)0 : m->amount,
	    m->standard, m->hundredths, seq), err);
}

enum status
arrears_differences(struct db *db, const char *from, const char *to,
    unsigned max, int64_t *amount, bool *whole, struct err *err)
{
	struct {
		int64_t person;
		char month[8];
	} *v = mem_array(max + 1, sizeof(*v));
	struct db_stmt *s = db_usef(db, &q_months, "tti", from, to,
	    (int64_t)max + 1);
	struct settle_found is;
	unsigned n = 0, i, k;
	enum status st;
	bool row;

	*amount = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row && n <= max) {
		v[n].person = db_int(s, 0);
		db_copy(s, 1, v[n++].month, sizeof(v[0].month));
	}
	db_reset(s);
	*whole = n <= max;
	for (i = 0; st == ST_OK && *whole && i < n; i++) {
		st = balance_missing(db, v[i].person, v[i].month, v[i].month,
		    &is, err);
		for (k = 0; st == ST_OK && k < is.months; k++)
			*amount += is.month[k].amount;
		free(is.month);
	}
	free(v);
	return st;
}

static enum status
arrears_stage_person(struct arrears_job *j, int64_t person, struct err *err)
{
	struct settle_found is;
	enum status st;
	unsigned i;
	bool any;

	if (balance_any(j->c->db, person, j->from, j->to, &any,
	    err) != ST_OK || !any)
		return err->st;
	st = balance_missing(j->c->db, person, j->from, j->to, &is, err);
	for (i = 0; st == ST_OK && i < is.months; i++)
		st = arrears_stage(j, person, &is.month[i], is.alone, err);
	free(is.month);
	j->above.people += is.above.n > 0;
	j->above.months += is.above.n;
	j->above.amount += is.above.total;
	return st;
}

static enum status
arrears_slice_run(struct verb_call *c, struct err *err)
{
	struct arrears_job j;
	struct job job;
	int64_t people, until = job_slice_end(c, SLICE_US);

	if (arrears_job_load(c, &j, err) != ST_OK)
		return err->st;
	people = wire_args_int(&c->in->args, "people",
	    1 + SLICE_MONTHS / (1 + month_diff(j.to, j.from)));
	if (people < 1 || people > SLICE_MAX)
		return err_field(err, ST_INVALID, "people",
		    _("Give a number from 1 to %d."), SLICE_MAX);
	while (people-- > 0 && j.at.cursor >= 0) {
		if (balance_next(c->db, j.owner, &j.at, err) != ST_OK)
			return err->st;
		if (j.at.cursor < 0)
			break;
		if (arrears_stage_person(&j, j.at.cursor, err) != ST_OK)
			return err->st;
		j.seen++;
		if (clock_us() >= until)
			break;
	}
	if (arrears_job_row(&j, &job, err) != ST_OK ||
	    job_save(c->db, &job, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "staged", j.rows);
	wire_args_add_int(c->out, "people", j.seen);
	wire_args_add_int(c->out, "total", j.total);
	wire_args_add_int(c->out, "done", j.at.cursor < 0);
	return ST_OK;
}

/* ---- finish -------------------------------------------------------------- */

static enum status
arrears_job_stands(struct arrears_job *j, struct err *err)
{
	int64_t one;
	bool changed;

	if (j->at.cursor >= 0)
		return err_set(err, ST_INVALID, _("Not all people were looked "
		    "at yet: %" PRId64 " of %" PRId64 "."), j->seen, j->total);
	if (db_int1(db_usef(j->c->db, &q_changed, "i", j->journal), &one,
	    &changed, err) != ST_OK)
		return err->st;
	if (changed)
		return err_set(err, ST_BUSY, _("The roll or a list was changed "
		    "meanwhile: begin once more."));
	return ST_OK;
}

/* Few: whoever has claims, blocked lines or other orders of these months. */
static enum status
arrears_settle(struct arrears_job *j, int64_t *orders, int64_t *months,
    int64_t *total, struct err *err)
{
	struct settle_ask ask = { .from = j->from, .to = j->to,
	    .why = j->reason, .decision = j->decision,
	    .decided_on = j->decided_on };
	struct settled is;
	bool found;

	for (;;) {
		if (db_int1(db_usef(j->c->db, &q_alone, "ii", j->id,
		    ask.person), &ask.person, &found, err) != ST_OK || !found)
			return err->st;
		if (balance_settle(j->c, &ask, &is, err) != ST_OK)
			return err->st;
		*orders += is.orders;
		*months += is.ordered.n;
		*total += is.ordered.total;
	}
}

static enum status
arrears_finish_run(struct verb_call *c, struct err *err)
{
	int64_t orders, months, total, first = 0, lowered = 0;
	char period[8] = "", last[8];
	struct arrears_job j;
	struct db_stmt *s;
	bool row;

	if (arrears_job_load(c, &j, err) != ST_OK ||
	    arrears_job_stands(&j, err) != ST_OK ||
	    arrears_job_list(&j, period, last, err) != ST_OK)
		return err->st;
	s = db_usef(c->db, &q_staged, "i", j.id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	orders = db_int(s, 0);
	months = db_int(s, 1);
	total = db_int(s, 2);
	db_reset(s);
	if (orders > 0 && (db_take_ids(c->db, "arrears", orders, &first,
	    err) != ST_OK ||
	    db_run(db_usef(c->db, &q_orders, "iittttit", j.id, first, j.reason,
	    j.decision, j.decided_on, period, c->who->staff, c->now),
	    err) != ST_OK ||
	    db_run(db_usef(c->db, &q_order_months, "ii", j.id, first),
	    err) != ST_OK))
		return err->st;
	if (arrears_settle(&j, &orders, &months, &total, err) != ST_OK ||
	    (strcmp(j.to, last) >= 0 && (lowered_found(c, j.owner, j.from,
	    &j.above, &lowered, err) != ST_OK || rate_searched(c, j.owner,
	    j.from, lowered, err) != ST_OK)) ||
	    arrears_job_drop(c->db, j.id, "done", err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "orders", orders);
	wire_args_add_int(c->out, "months", months);
	wire_args_add_int(c->out, "amount", total);
	wire_args_add(c->out, "period", period);
	if (lowered != 0) {
		wire_args_add_int(c->out, "above", j.above.amount);
		wire_args_add_int(c->out, "above_people", j.above.people);
		wire_args_add_int(c->out, "above_months", j.above.months);
	}
	return ST_OK;
}

static enum status
arrears_abort_run(struct verb_call *c, struct err *err)
{
	struct arrears_job j;

	if (arrears_job_load(c, &j, err) != ST_OK)
		return err->st;
	return arrears_job_drop(c->db, j.id, "aborted", err);
}

static const struct verb_field f_begin[] = {
	{ .name = "area", .type = VERB_CODE, .required = true, .max = 8,
	  .help = N_("code of the list owner") },
	{ .name = "from", .type = VERB_MONTH, .required = true,
	  .help = N_("first month with another rate") },
	{ .name = "to", .type = VERB_MONTH,
	  .help = N_("last month, or nothing: up to the next list") },
	{ .name = "reason", .type = VERB_REASON, .required = true, .max = 199,
	  .help = N_("why, as it stands on the list") },
	{ .name = "decision", .type = VERB_TEXT, .max = 60,
	  .help = N_("number of the decision") },
	{ .name = "decision_date", .type = VERB_DATE,
	  .help = N_("day of the decision") },
	{ .name = NULL }
};

#define JOB { .name = "job", .type = VERB_INT, .required = true,               \
	  .help = N_("number of the job") }
static const struct verb_field f_slice[] = {
	JOB,
	{ .name = "people", .type = VERB_INT,
	  .help = N_("how many people at most") },
	{ .name = NULL }
};
static const struct verb_field f_job[] = { JOB, { .name = NULL } };

const struct verb arrears_verbs[] = {
	{ .name = "arrears.begin", .fields = f_begin, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET | VERB_FINAL, .run = arrears_begin_run,
	  .help = N_("look for months that were listed at an old rate") },
	{ .name = "arrears.slice", .fields = f_slice, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET, .run = arrears_slice_run,
	  .help = N_("look at some more people") },
	{ .name = "arrears.finish", .fields = f_job, .roles = ROLE_PREPARER,
	  .run = arrears_finish_run,
	  .help = N_("order the differences that were found") },
	{ .name = "arrears.abort", .fields = f_job, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET, .run = arrears_abort_run,
	  .help = N_("give the search up") },
	{ .name = NULL }
};
