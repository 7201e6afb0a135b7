/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_finish: verb arrears.finish, which carries out the result of
 * a search for differences (arrears_job.c).  The first call makes the orders,
 * all or nothing (rule 3 of the house).  People with claims, blocked lines or
 * other orders in these months are settled one by one (balance_settle()), and
 * that may be everybody: 3,000 people in one transaction kept the only writer
 * busy for seconds.  So each call settles some of them, until it answers done.
 * The rows of a settled person leave the staging table, so what is left
 * survives a restart.  Meanwhile the owner's lists and rates wait
 * (balance/settling.h).
 */
#include <inttypes.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "office/balance/arrears.h"
#include "office/balance/arrears_job_priv.h"
#include "office/balance/rate_search.h"
#include "office/balance/settle.h"

#define SLICE_US 2500      /* no further person is begun after that */
#define SLICE_MAX 1000000

/* Lists and requests may change what is due; payouts do not. */
DB_SQL(q_changed) = { "arrears.changed",
	"SELECT 1 FROM journal WHERE seq > ?1 AND verb NOT IN ('pay',"
	" 'reverse',"
	" 'block', 'unblock', 'signin', 'user.passwd')"
	" AND verb NOT LIKE 'staff.%' LIMIT 1" };
DB_SQL(q_staged) = { "arrears.staged",
	"SELECT count(DISTINCT entitlement_id), count(*),"
	" coalesce(sum(amount), 0) FROM stage_arrears WHERE job_id = ?1"
	" AND amount > 0" };
DB_SQL(q_ordered) = { "arrears.ordered",
	"DELETE FROM stage_arrears WHERE job_id = ?1 AND amount > 0" };
/* People to be settled one by one: index stage_arrears_alone. */
DB_SQL(q_alone) = { "arrears.alone",
	"SELECT person_id FROM stage_arrears WHERE job_id = ?1"
	" AND amount = 0 ORDER BY person_id LIMIT 1" };
DB_SQL(q_people) = { "arrears.alone_people",
	"SELECT count(DISTINCT person_id) FROM stage_arrears WHERE job_id = ?1"
	" AND amount = 0" };
DB_SQL(q_settled) = { "arrears.settled",
	"DELETE FROM stage_arrears WHERE job_id = ?1 AND amount = 0"
	" AND person_id = ?2" };
DB_SQL(q_orders) = { "arrears.orders",
	"INSERT INTO arrears (id, person_id, entitlement_id, kind, from_month,"
	" to_month, reason, decision, decided_on, due_period, total, staff_id,"
	" at) SELECT ?2 - 1 + row_number() OVER (ORDER BY entitlement_id),"
	" min(person_id), entitlement_id, 'difference', min(month),"
	" max(month), ?3,"
	" ?4, ?5, ?6, sum(amount), ?7, ?8 FROM stage_arrears WHERE job_id = ?1"
	" AND amount > 0 GROUP BY entitlement_id ORDER BY entitlement_id" };
DB_SQL(q_order_months) = { "arrears.order_months",
	"INSERT INTO arrears_month (arrears_id, month, seq, amount, standard,"
	" hundredths, owner_id) SELECT a.id, s.month, s.seq, s.amount,"
	" s.standard, s.hundredths, s.owner_id FROM arrears a JOIN"
	" stage_arrears s ON s.job_id = ?1"
	" AND s.entitlement_id = a.entitlement_id AND s.amount > 0"
	" WHERE a.id >= ?2" };

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

/* Rows staged with an amount become orders. */
static enum status
arrears_make(struct arrears_job *j, const char *period, struct err *err)
{
	struct db *db = j->c->db;
	struct db_stmt *s = db_usef(db, &q_staged, "i", j->id);
	int64_t first = 0;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	j->made.orders = db_int(s, 0);
	j->made.months = db_int(s, 1);
	j->made.amount = db_int(s, 2);
	db_reset(s);
	if (j->made.orders == 0)
		return ST_OK;
	if (db_take_ids(db, "arrears", j->made.orders, &first, err) != ST_OK ||
	    db_run(db_usef(db, &q_orders, "iittttit", j->id, first, j->reason,
	    j->decision, j->decided_on, period, j->c->who->staff, j->c->now),
	    err) != ST_OK ||
	    db_run(db_usef(db, &q_order_months, "ii", j->id, first),
	    err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_ordered, "i", j->id), err);
}

/* What the first call does. */
static enum status
arrears_stand(struct arrears_job *j, const char *period, const char *last,
    struct err *err)
{
	bool row;

	if (arrears_job_stands(j, err) != ST_OK ||
	    arrears_make(j, period, err) != ST_OK)
		return err->st;
	j->settling = true;
	j->made.whole = strcmp(j->to, last) >= 0;
	j->seen = 0;
	return db_int1(db_usef(j->c->db, &q_people, "i", j->id), &j->total,
	    &row, err);
}

static enum status
arrears_settle(struct arrears_job *j, int64_t people, bool *done,
    struct err *err)
{
	struct settle_ask ask = { .from = j->from, .to = j->to,
	    .why = j->reason, .decision = j->decision,
	    .decided_on = j->decided_on };
	int64_t until = job_slice_end(j->c, SLICE_US);
	struct settled is;
	bool found;

	do {
		if (db_int1(db_usef(j->c->db, &q_alone, "i", j->id),
		    &ask.person, &found, err) != ST_OK)
			return err->st;
		*done = !found;
		if (*done || people-- <= 0)
			return ST_OK;
		if (balance_settle(j->c, &ask, &is, err) != ST_OK ||
		    db_run(db_usef(j->c->db, &q_settled, "ii", j->id,
		    ask.person), err) != ST_OK)
			return err->st;
		j->seen++;
		j->made.orders += is.orders;
		j->made.months += is.ordered.n;
		j->made.amount += is.ordered.total;
	} while (clock_us() < until);
	return ST_OK;
}

/* Everybody is settled: the owner's rates wait no longer. */
static enum status
arrears_through(struct arrears_job *j, int64_t *lowered, struct err *err)
{
	if (arrears_job_drop(j->c->db, j->id, "done", err) != ST_OK ||
	    !j->made.whole)
		return err->st;
	if (lowered_found(j->c, j->owner, j->from, &j->above, lowered,
	    err) != ST_OK)
		return err->st;
	return rate_searched(j->c, j->owner, j->from, *lowered, err);
}

static void
arrears_answer(const struct arrears_job *j, const char *period, bool done,
    int64_t lowered)
{
	struct wire_args *out = j->c->out;

	wire_args_add_int(out, "orders", j->made.orders);
	wire_args_add_int(out, "months", j->made.months);
	wire_args_add_int(out, "amount", j->made.amount);
	wire_args_add(out, "period", period);
	wire_args_add_int(out, "people", j->seen);
	wire_args_add_int(out, "total", j->total);
	wire_args_add_int(out, "done", done);
	if (lowered == 0)
		return;
	wire_args_add_int(out, "above", j->above.amount);
	wire_args_add_int(out, "above_people", j->above.people);
	wire_args_add_int(out, "above_months", j->above.months);
}

static enum status
arrears_finish_run(struct verb_call *c, struct err *err)
{
	int64_t people = wire_args_int(&c->in->args, "people", SLICE_MAX);
	char period[8] = "", last[8];
	struct arrears_job j;
	int64_t lowered = 0;
	bool done = false;

	if (people < 1 || people > SLICE_MAX)
		return err_field(err, ST_INVALID, "people",
		    _("Give a number from 1 to %d."), SLICE_MAX);
	if (arrears_job_load(c, &j, err) != ST_OK ||
	    arrears_job_list(&j, period, last, err) != ST_OK ||
	    (!j.settling && arrears_stand(&j, period, last, err) != ST_OK) ||
	    arrears_settle(&j, people, &done, err) != ST_OK ||
	    (done ? arrears_through(&j, &lowered, err) :
	    arrears_job_keep(&j, err)) != ST_OK)
		return err->st;
	arrears_answer(&j, period, done, lowered);
	return ST_OK;
}

/* ---- the verbs of the job ------------------------------------------------------ */

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
	{ .name = "arrears.finish", .fields = f_slice, .roles = ROLE_PREPARER,
	  .run = arrears_finish_run,
	  .help = N_("order the differences that were found; again until it is done") },
	{ .name = "arrears.abort", .fields = f_job, .roles = ROLE_PREPARER,
	  .flags = VERB_QUIET, .run = arrears_abort_run,
	  .help = N_("give the search up") },
	{ .name = NULL }
};
