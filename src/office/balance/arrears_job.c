/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_job: a rate raised for months that have lists already ("the
 * standard is 500.000 from 07/2024 on", entered in September) leaves a
 * difference in each of them.  A job goes through the people of a list owner
 * and stages what is missing; arrears.finish (arrears_finish.c) orders it.
 * Months that are on no list are left out: a request must say why they were
 * not listed.
 *
 * The job also counts what people had above a rate that was lowered, for the
 * decision about it (balance/lowered.h).
 *
 * job.params = "find " and arrears_job_fields, then reason, decision and its
 * day, a line each; "settle ..." once the orders are made (balance/settling.h
 * reads the beginning).
 * job.cursor = last person searched, -1 after the last.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/balance/account.h"
#include "office/balance/arrears.h"
#include "office/balance/arrears_job_priv.h"
#include "office/balance/month_owner.h"
#include "office/balance/settle.h"
#include "office/balance/settling.h"
#include "office/period/owner.h"
#include "office/verb/journal.h"
#include "office/verb/record.h"
#include "office/place/place.h"
#include "text/date.h"

#define SLICE_MONTHS 25    /* months of people: 2 to 4 ms of work */
#define SLICE_US 2500      /* no further person is begun after that */
#define SLICE_MAX 1000000
#define FIND "find "       /* job.params while people are searched */

/* People and the months from ?1 on, before ?2, that a list has for them; drafts
 * do not count, since they are made anew. */
DB_SQL(q_months) = { "arrears.listed_months",
	"SELECT DISTINCT coalesce(p.merged_into, p.id), l.month"
	" FROM period q {cross} JOIN list k ON k.period_id = q.id"
	" AND k.state <> 'draft'"
	" {cross} JOIN line l ON l.list_id = k.id AND l.month >= ?1 AND"
	" l.month < ?2"
	" JOIN person p ON p.id = l.person_id WHERE q.code >= ?1 LIMIT ?3" };
DB_SQL(q_unstage) = { "arrears.unstage",
	"DELETE FROM stage_arrears WHERE job_id = ?1" };
DB_SQL(q_stage) = { "arrears.stage",
	"INSERT INTO stage_arrears (job_id, entitlement_id, month, person_id,"
	" amount, standard, hundredths, seq, owner_id)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, " MONTH_OWNER("?2", "?3") ")" };

static const struct record_field arrears_job_fields[] = {
	RECORD_FIELD(struct arrears_job, owner),
	RECORD_FIELD(struct arrears_job, from),
	RECORD_FIELD(struct arrears_job, to),
	RECORD_FIELD(struct arrears_job, seen),
	RECORD_FIELD(struct arrears_job, total),
	RECORD_FIELD(struct arrears_job, journal),
	RECORD_FIELD(struct arrears_job, at.area),
	RECORD_FIELD(struct arrears_job, above.people),
	RECORD_FIELD(struct arrears_job, above.months),
	RECORD_FIELD(struct arrears_job, above.amount),
	RECORD_FIELD(struct arrears_job, made.orders),
	RECORD_FIELD(struct arrears_job, made.months),
	RECORD_FIELD(struct arrears_job, made.amount),
	RECORD_FIELD(struct arrears_job, made.whole),
};
static const struct record arrears_job_record = RECORD(arrears_job_fields, 14);

/* The job as a row of table job. */
static enum status
arrears_job_row(const struct arrears_job *j, struct job *out, struct err *err)
{
	char words[320];

	*out = (struct job){ .id = j->id, .rows = j->rows, .cursor = j->at.cursor,
		.kind = "arrears" };
	record_write(&arrears_job_record, j, words, sizeof(words));
	if (str_format(out->params, sizeof(out->params), "%s%s\n%s\n%s\n%s",
	    j->settling ? SETTLING_PARAMS : FIND, words, j->reason, j->decision,
	    j->decided_on) != ST_OK)
		return err_field(err, ST_LIMIT, "reason",
		    _("the reason is too long"));
	return ST_OK;
}

enum status
arrears_job_keep(const struct arrears_job *j, struct err *err)
{
	struct job job;

	if (arrears_job_row(j, &job, err) != ST_OK)
		return err->st;
	return job_save(j->c->db, &job, err);
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

static enum status
arrears_job_read(struct arrears_job *j, const struct job *job,
    struct err *err)
{
	const char *kind = job->params;

	if (!record_read(&arrears_job_record, kind + strcspn(kind, " "), j))
		return err_set(err, ST_CORRUPT,
		    _("The job %" PRId64 " is damaged: abort it."), job->id);
	j->settling = str_starts(kind, SETTLING_PARAMS);
	arrears_job_words(j, job->params);
	j->id = job->id;
	j->rows = job->rows;
	j->at.cursor = job->cursor;
	return ST_OK;
}

enum status
arrears_job_load(struct verb_call *c, struct arrears_job *j, struct err *err)
{
	struct job job;

	memset(j, 0, sizeof(*j));
	j->c = c;
	if (job_own(c, "arrears", &job, err) != ST_OK)
		return err->st;
	if (job.id == 0)
		return err_field(err, ST_NOTFOUND, "job",
		    _("You have no arrears %" PRId64 " in the making."),
		    wire_args_int(&c->in->args, "job", 0));
	return arrears_job_read(j, &job, err);
}

enum status
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

/* The newest listed month of all owners: who moved here lately may be on a list
 * of another owner that has made later lists. */
DB_SQL(q_newest) = { "arrears.newest_month",
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

enum status
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

/* Replaces the searches that the actor left unfinished. */
static enum status
arrears_job_begin(struct arrears_job *j, struct err *err)
{
	const struct job_which left = { .kinds = " arrears ",
		.staff = j->c->who->staff, .params = FIND };
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

/* The actor takes over a job of the owner that was left half settled. */
static enum status
arrears_job_take(struct arrears_job *j, int64_t id, struct err *err)
{
	struct job job;

	if (job_take(j->c, id, err) != ST_OK ||
	    job_get(j->c->db, id, &job, err) != ST_OK)
		return err->st;
	return arrears_job_read(j, &job, err);
}

static enum status
arrears_job_new(struct arrears_job *j, struct err *err)
{
	unsigned char hash[DIGEST_LEN];
	char period[8], last[8], shown[DATE_MONTH];
	struct lowered waits;

	if (arrears_job_list(j, period, last, err) != ST_OK ||
	    lowered_at_rest(j->c->db, j->owner, err) != ST_OK ||
	    lowered_open(j->c->db, j->owner, &waits, err) != ST_OK)
		return err->st;
	/* What an earlier search found above is counted again with it. */
	if (waits.id != 0 && strcmp(waits.from, j->from) < 0)
		(void)str_copy_cut(j->from, sizeof(j->from), waits.from);
	if (j->to[0] == '\0' || strcmp(j->to, last) > 0)
		(void)str_copy_cut(j->to, sizeof(j->to), last);
	month_format(shown, sizeof(shown), period);
	if (strcmp(j->from, j->to) > 0)
		return err_field(err, ST_INVALID, "from",
		    _("The list of %s covers that month itself: there is no "
		    "difference to order."), shown);
	if (balance_people(j->c->db, j->owner, &j->total, err) != ST_OK ||
	    journal_head(j->c->db, &j->journal, hash, err) != ST_OK)
		return err->st;
	return arrears_job_begin(j, err);
}

enum status
arrears_begin_run(struct verb_call *c, struct err *err)
{
	const struct wire_args *in = &c->in->args;
	struct arrears_job j = { .c = c };
	struct settling left;

	(void)str_copy_cut(j.from, sizeof(j.from), wire_args_text(in, "from"));
	(void)str_copy_cut(j.to, sizeof(j.to), wire_args_text(in, "to"));
	(void)str_copy_cut(j.reason, sizeof(j.reason),
	    wire_args_text(in, "reason"));
	(void)str_copy_cut(j.decision, sizeof(j.decision),
	    wire_args_text(in, "decision"));
	(void)str_copy_cut(j.decided_on, sizeof(j.decided_on),
	    wire_args_text(in, "decision_date"));
	if (arrears_job_owner(&j, err) != ST_OK ||
	    settling_of(c->db, j.owner, &left, err) != ST_OK)
		return err->st;
	if ((left.job != 0 ? arrears_job_take(&j, left.job, err) :
	    arrears_job_new(&j, err)) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "job", j.id);
	wire_args_add_int(c->out, "total", j.total);
	wire_args_add(c->out, "from", j.from);
	wire_args_add(c->out, "to", j.to);
	return ST_OK;
}

/* ---- slice --------------------------------------------------------------- */

/* A row without an amount: arrears.finish settles the person (`alone`). */
static enum status
arrears_stage(struct arrears_job *j, int64_t person,
    const struct settle_month *m, bool alone, struct err *err)
{
	int64_t seq = 1;
	char month[8];

	account_month_text(m->month, month);
	if (arrears_seq(j->c->db, m->entitlement, month, ARREARS_DIFFERENCE,
	    &seq, err) != ST_OK)
		return err->st;
	j->rows++;
	return db_run(db_usef(j->c->db, &q_stage, "iitiiiii", j->id,
	    m->entitlement, month, person, alone ? (int64_t)0 : m->amount,
	    m->standard, m->hundredths, seq), err);
}

struct listed {
	int64_t person;
	char month[8];
};
static const struct db_col listed_cols[] = {
	DB_ROW(struct listed), DB_COL(struct listed, person),
	DB_COL(struct listed, month), DB_END
};

enum status
arrears_differences(struct db *db, const char *from, const char *to,
    unsigned max, struct arrears_differences *out, struct err *err)
{
	struct listed *v = mem_array(max + 1, sizeof(*v));
	unsigned n = 0, i, k;
	enum status st = db_all(db_usef(db, &q_months, "tti", from, to,
	    (int64_t)max + 1), listed_cols, v, max + 1, &n, err);

	*out = (struct arrears_differences){ .whole = n <= max };
	for (i = 0; st == ST_OK && out->whole && i < n; i++) {
		struct settle_found is;

		st = balance_missing(db, v[i].person, v[i].month, v[i].month,
		    &is, err);
		for (k = 0; st == ST_OK && k < is.months; k++)
			out->amount += is.month[k].amount;
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

enum status
arrears_slice_run(struct verb_call *c, struct err *err)
{
	struct arrears_job j;
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
	if (arrears_job_keep(&j, err) != ST_OK)
		return err->st;
	wire_args_add_int(c->out, "staged", j.rows);
	wire_args_add_int(c->out, "people", j.seen);
	wire_args_add_int(c->out, "total", j.total);
	wire_args_add_int(c->out, "done", j.at.cursor < 0);
	return ST_OK;
}

enum status
arrears_abort_run(struct verb_call *c, struct err *err)
{
	struct arrears_job j;

	if (arrears_job_load(c, &j, err) != ST_OK)
		return err->st;
	return arrears_job_drop(c->db, j.id, "aborted", err);
}
