/*
 * SPDX-License-Identifier: ISC
 *
 * report/summary: the summary as rows of a report: districts of a province,
 * communes of a district, points of a commune, whichever is below the place
 * that was asked for.
 */
#include "office/report/report_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/place/place.h"
#include "office/query/summary.h"

static const struct report_field report_summary_fields[] = {
	{ "code", REPORT_TEXT, N_("Code") },
	{ "name", REPORT_TEXT, N_("Area") },
	{ "due_people", REPORT_COUNT, N_("People due") },
	{ "due_money", REPORT_MONEY, N_("Money due") },
	{ "paid_people", REPORT_COUNT, N_("People paid") },
	{ "paid_money", REPORT_MONEY, N_("Money paid") },
	{ "unpaid_people", REPORT_COUNT, N_("People unpaid") },
	{ "unpaid_money", REPORT_MONEY, N_("Money unpaid") },
	{ "rate", REPORT_RATE, N_("Rate") },
	{ "home_people", REPORT_COUNT, N_("People at home") },
	{ "home_money", REPORT_MONEY, N_("Money at home") },
	{ "blocked_people", REPORT_COUNT, N_("People blocked") },
	{ NULL, REPORT_TEXT, NULL },
};

struct report_summary {
	struct report_base base; /* first: attr() takes either */
	struct summary is;
	unsigned at;
};

/* What the rows are: one level below the area, districts of a province. */
static enum status
report_summary_level(struct report_summary *r, const struct report_params *p,
    enum summary_level *level, struct err *err)
{
	struct place place;
	enum status st;

	*level = r->base.part.kind == SCOPE_ALL ? SUMMARY_DISTRICTS :
	    SUMMARY_COMMUNES;
	if (!str_empty(p->point))
		*level = SUMMARY_POINTS;
	if (str_empty(p->area))
		return ST_OK;
	st = place_area(r->base.db, p->area, "", &place, err);
	if (st == ST_OK)
		*level = strcmp(place.level, "commune") == 0 ? SUMMARY_POINTS :
		    strcmp(place.level, "district") == 0 ? SUMMARY_COMMUNES :
		    SUMMARY_DISTRICTS;
	return st;
}

static enum status
report_summary_open(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	struct report_summary *r = mem_zalloc(sizeof(*r));
	struct summary_ask ask = { .level = SUMMARY_COMMUNES, .within = "" };
	enum status st;

	st = report_base_open(&r->base, db, sc, p, err);
	if (st != ST_OK) {
		free(r);
		return st;
	}
	st = report_summary_level(r, p, &ask.level, err);
	/* `within` stays "": the scope is narrowed already. */
	ask.period = r->base.period.id;
	if (st == ST_OK)
		st = summary_rows(db, &r->base.part, &ask, &r->is, err);
	if (st != ST_OK) {
		report_base_done(&r->base);
		free(r);
		return st;
	}
	*state = r;
	return ST_OK;
}

static enum status
report_summary_next(void *state, struct report_cell *c, bool *end,
    struct err *err)
{
	struct report_summary *r = state;
	const struct summary_row *row;

	*end = r->at == r->is.n;
	if (*end)
		return ST_OK;
	row = &r->is.rows[r->at++];
	c[0].text = row->code;
	c[1].text = row->name;
	c[2].num = row->due_people;
	c[3].num = row->due_money;
	c[4].num = row->paid_people;
	c[5].num = row->paid_money;
	c[6].num = row->due_people - row->paid_people;
	c[7].num = row->due_money - row->paid_money;
	c[8].num = summary_rate(row);
	c[9].num = row->home_people;
	c[10].num = row->home_money;
	c[11].num = row->blocked_people;
	return ST_OK;
}

static void
report_summary_close(void *state)
{
	struct report_summary *r = state;

	report_base_done(&r->base);
	free(r->is.rows);
	free(r);
}

static const char *
report_summary_attr(void *state, const char *name)
{
	const struct report_summary *r = state;

	return report_base_attr(&r->base, name);
}

const struct report_source report_source_summary = {
	.name = "summary",
	.title = N_("Summary of payouts"),
	.fields = report_summary_fields,
	.nfields = sizeof(report_summary_fields) /
	    sizeof(report_summary_fields[0]) - 1,
	.open = report_summary_open,
	.next = report_summary_next,
	.close = report_summary_close,
	.attr = report_summary_attr,
};
