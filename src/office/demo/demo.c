/*
 * SPDX-License-Identifier: ISC
 *
 * demo/demo: makes an office to try things on: places, staff, people, months.  The
 * steps post verbs as the people of the office; this file holds the clock at
 * the hour they would do it and commits their verbs in groups, as books does.
 */
#include "office/demo/demo.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/rate/category.h"
#include "office/demo/demo_priv.h"
#include "office/place/staff.h"
#include "office/table.h"
#include "text/date.h"

#define DEMO_WAL_BYTES (16 * 1024 * 1024)

#define DEMO_SEED UINT64_C(0x2019110811081936)
#define DEMO_BATCH 1024

uint64_t
demo_roll(struct demo_dice *d)
{
	uint64_t z = d->s += UINT64_C(0x9E3779B97F4A7C15);

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

unsigned
demo_below(struct demo_dice *d, unsigned n)
{
	return (unsigned)((demo_roll(d) >> 32) * n >> 32);
}

bool
demo_odds(struct demo_dice *d, unsigned per)
{
	return demo_below(d, 10000) < per;
}

unsigned
demo_weighted(struct demo_dice *d, const unsigned *w, unsigned n)
{
	unsigned sum = 0, i, at;

	for (i = 0; i < n; i++)
		sum += w[i];
	at = demo_below(d, sum);
	for (i = 0; i + 1 < n && at >= w[i]; i++)
		at -= w[i];
	return i;
}

void
demo_say(struct demo *d, const char *what, unsigned done, unsigned total)
{
	if (d->o->progress != NULL)
		d->o->progress(d->o->arg, what, done, total);
}

void
demo_clock(const char *date, unsigned seconds)
{
	char text[CLOCK_TEXT];

	if (str_format(text, sizeof(text), "%.10sT%02u:%02u:%02u", date,
	    seconds / 3600, seconds / 60 % 60, seconds % 60) == ST_OK)
		clock_set(text);
}

enum status
demo_commit(struct demo *d, struct err *err)
{
	if (d->in_batch == 0)
		return ST_OK;
	d->in_batch = 0;
	if (db_commit(d->db, err) != ST_OK)
		return err->st;
	/* Nobody else checkpoints: the WAL would grow to the size of it all. */
	if (db_wal_bytes(d->db) > DEMO_WAL_BYTES)
		return db_checkpoint(d->db, true, err);
	return ST_OK;
}

enum status
demo_post_args(struct demo *d, const struct actor *who, const char *verb,
    struct wire_args *args, struct wire_answer *out, struct err *err)
{
	struct verb_peer peer = { .who = who, .owner = who->staff == 0,
		.confirmed = true };
	struct wire_answer answer;
	struct wire_verb in;
	enum status st = ST_OK;

	memset(&in, 0, sizeof(in));
	memset(&answer, 0, sizeof(answer));
	(void)str_copy_cut(in.name, sizeof(in.name), verb);
	wire_op_new(in.op);
	in.args = *args;
	if (d->in_batch == 0)
		st = db_begin(d->db, err);
	if (st == ST_OK)
		st = verbs_run(d->db, &peer, &in, &answer);
	if (st == ST_OK) {
		st = answer.err.st;
		if (st != ST_OK)
			(void)err_set(err, st, "demo: %s: %s%s%s", verb,
			    answer.err.field, answer.err.field[0] != '\0' ?
			    ": " : "", answer.err.msg);
	}
	if (st == ST_OK && ++d->in_batch == DEMO_BATCH)
		st = demo_commit(d, err);
	if (out != NULL)
		*out = answer;
	else
		wire_args_done(&answer.args);
	return st;
}

enum status
demo_post(struct demo *d, const struct actor *who, struct wire_answer *out,
    struct err *err, const char *verb, ...)
{
	struct wire_args args;
	const char *name;
	enum status st;
	va_list ap;

	wire_args_init(&args);
	va_start(ap, verb);
	while ((name = va_arg(ap, const char *)) != NULL)
		wire_args_add(&args, name, va_arg(ap, const char *));
	va_end(ap);
	st = demo_post_args(d, who, verb, &args, out, err);
	wire_args_done(&args);
	return st;
}

enum status
demo_actor(struct demo *d, const char *login, struct actor *out,
    struct err *err)
{
	struct staff f;
	enum status st = staff_by_login(d->db, login, &f, err);

	return st == ST_OK ? actor_load(d->db, f.id, out, err) : st;
}

static enum status
demo_start(struct demo *d, const struct demo_opts *o, struct err *err)
{
	const char *id = o->province != NULL ? o->province : "son-la";
	char month[8];

	d->o = o;
	d->p = demo_profile(id);
	if (d->p == NULL)
		return err_field(err, ST_INVALID, "province",
		    _("there is no demo of %s: son-la or bac-kan"), id);
	d->npeople = o->people > 0 ? o->people : d->p->people;
	if (d->npeople > DEMO_PEOPLE_MAX || d->npeople < d->p->ndistricts)
		return err_field(err, ST_INVALID, "people",
		    _("from %u to %u people"), d->p->ndistricts,
		    DEMO_PEOPLE_MAX);
	if (month_parse(o->period != NULL ? o->period : d->p->period,
	    month) != ST_OK || strcmp(month, "2015-06") < 0 ||
	    strcmp(month, "2021-06") > 0)
		return err_field(err, ST_INVALID, "period",
		    _("the demo pays by NĐ 136/2013: from 2015-06 to 2021-06"));
	(void)str_copy_cut(d->newest, sizeof(d->newest), month);
	(void)!month_add(month, 1 - (int)d->p->months, d->first);
	d->dice.s = DEMO_SEED ^ (uint64_t)strtol(d->p->code, NULL, 10);
	actor_program(&d->program);
	return ST_OK;
}

static enum status
demo_seed(struct demo *d, struct err *err)
{
	char now[CLOCK_TEXT], month[8], day[11];
	enum status st;

	/* The papers are in order some three weeks before the first list. */
	(void)!month_add(d->first, -1, month);
	(void)snprintf(day, sizeof(day), "%.7s-02", month);
	demo_clock(day, 8 * 3600);
	clock_text(now);
	st = db_begin(d->db, err);
	if (st == ST_OK)
		st = office_seed(d->db, d->p->code, d->p->office, now, err);
	return st == ST_OK ? db_commit(d->db, err) : st;
}

static const struct db_sql q_people = { "demo.people",
	"SELECT count(*) FROM person" };
static const struct db_sql q_staff = { "demo.staff",
	"SELECT count(*) FROM staff WHERE id > 0" };
static const struct db_sql q_due = { "demo.due",
	"SELECT coalesce(sum(l.total), 0) FROM list l JOIN period p"
	" ON p.id = l.period_id WHERE p.code = ?1" };
static const struct db_sql q_receipts = { "demo.receipts",
	"SELECT count(*) FROM receipt" };
static const struct db_sql q_paid = { "demo.paid",
	"SELECT coalesce(sum(total), 0) FROM receipt" };

static enum status
demo_count(struct demo *d, struct err *err)
{
	struct demo_result *r = &d->out;
	bool found;
	enum status st;

	(void)str_copy_cut(r->office, sizeof(r->office), d->p->office);
	(void)str_copy_cut(r->province, sizeof(r->province), d->p->code);
	r->points = d->npoints;
	st = db_int1(db_use(d->db, &q_people), &r->people, &found, err);
	if (st == ST_OK)
		st = db_int1(db_use(d->db, &q_staff), &r->staff, &found, err);
	if (st == ST_OK)
		st = db_int1(db_usef(d->db, &q_due, "t", d->newest), &r->due,
		    &found, err);
	if (st == ST_OK)
		st = db_int1(db_use(d->db, &q_receipts), &r->receipts, &found,
		    err);
	if (st == ST_OK)
		st = db_int1(db_use(d->db, &q_paid), &r->paid, &found, err);
	return st;
}

static void
demo_done(struct demo *d)
{
	unsigned i;

	for (i = 0; i < d->nclerks; i++)
		if (d->clerks[i].loaded)
			actor_done(&d->clerks[i].who);
	free(d->communes);
	free(d->points);
	free(d->clerks);
	free(d->people);
	actor_done(&d->program);
}

enum status
demo_fill(struct db *db, const struct demo_opts *o, struct demo_result *out,
    struct err *err)
{
	struct demo d;
	enum status st;

	memset(&d, 0, sizeof(d));
	d.db = db;
	st = demo_start(&d, o, err);
	if (st != ST_OK)
		return st;
	demo_plan(&d);
	st = demo_seed(&d, err);
	if (st == ST_OK)
		st = demo_import_places(&d, err);
	if (st == ST_OK)
		st = demo_hire(&d, err);
	if (st == ST_OK)
		st = demo_import_people(&d, err);
	if (st == ST_OK)
		st = demo_months(&d, err);
	if (st == ST_OK)
		st = demo_changes(&d, err);
	if (st == ST_OK)
		st = demo_commit(&d, err);
	if (st != ST_OK && db_in_tx(db))
		db_rollback(db);
	if (st == ST_OK)
		st = demo_count(&d, err);
	clock_shift(0);
	demo_done(&d);
	if (st == ST_OK && out != NULL)
		*out = d.out;
	return st;
}
