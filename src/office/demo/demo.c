/*
 * SPDX-License-Identifier: ISC
 *
 * demo/demo: makes an office to try things on: places, staff, people, months.
 * The steps post verbs as the people of the office (kit.c).
 */
#include "office/demo/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/demo/demo_priv.h"
#include "office/rate/decree.h"
#include "text/date.h"

#define DEMO_SEED UINT64_C(0x2019110811081936)

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
demo_seed(struct demo *d, const struct decree *decree, struct err *err)
{
	char now[CLOCK_TEXT], month[8], day[11];

	/* The papers are in order some three weeks before the first list. */
	(void)!month_add(d->first, -1, month);
	(void)snprintf(day, sizeof(day), "%.7s-02", month);
	demo_clock(day, 8 * 3600);
	clock_text(now);
	if (db_begin(d->db, err) != ST_OK ||
	    office_seed(d->db, decree, d->p->code, d->p->office, now,
	    err) != ST_OK)
		return err->st;
	return db_commit(d->db, err);
}

DB_SQL(q_people) = { "demo.people",
	"SELECT count(*) FROM person" };
DB_SQL(q_staff) = { "demo.staff",
	"SELECT count(*) FROM staff WHERE id > 0" };
DB_SQL(q_due) = { "demo.due",
	"SELECT coalesce(sum(l.total), 0) FROM list l JOIN period p"
	" ON p.id = l.period_id WHERE p.code = ?1" };
DB_SQL(q_receipts) = { "demo.receipts",
	"SELECT count(*) FROM receipt" };
DB_SQL(q_paid) = { "demo.paid",
	"SELECT coalesce(sum(total), 0) FROM receipt" };

static enum status
demo_count(struct demo *d, struct err *err)
{
	struct demo_result *r = &d->out;
	bool found;

	(void)str_copy_cut(r->office, sizeof(r->office), d->p->office);
	(void)str_copy_cut(r->province, sizeof(r->province), d->p->code);
	r->points = d->npoints;
	if (db_int1(db_use(d->db, &q_people), &r->people, &found,
	    err) != ST_OK ||
	    db_int1(db_use(d->db, &q_staff), &r->staff, &found, err) != ST_OK ||
	    db_int1(db_usef(d->db, &q_due, "t", d->newest), &r->due, &found,
	    err) != ST_OK ||
	    db_int1(db_use(d->db, &q_receipts), &r->receipts, &found,
	    err) != ST_OK)
		return err->st;
	return db_int1(db_use(d->db, &q_paid), &r->paid, &found, err);
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
	if (demo_start(&d, o, err) != ST_OK)
		return err->st;
	demo_plan(&d);
	st = demo_seed(&d, o->decree, err);
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
