/*
 * SPDX-License-Identifier: ISC
 *
 * report/age: the source "age-steps": who turns 4, 16, 22, 60, 75 or 80 in the
 * months ahead, and what becomes of the allowance then: orphans who were paid
 * past 16 and the very old whose higher rate nobody asked for are both on
 * record.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/rate/age.h"
#include "office/report/report_priv.h"
#include "office/verb/setting.h"

enum { AGE_PAGE = 256 };

enum {
	E_CODE, E_NAME, E_BIRTH, E_AREA_NAME, E_VILLAGE, E_CATEGORY, E_YEARS,
	E_MONTH, E_NEXT, E_FOLLOWS, E_SOURCE, E_COUNT
};

static const struct report_field age_fields[] = {
	[E_CODE] = { "code", REPORT_TEXT, N_("File number") },
	[E_NAME] = { "name", REPORT_TEXT, N_("Full name") },
	[E_BIRTH] = { "birth", REPORT_TEXT, N_("Date of birth") },
	[E_AREA_NAME] = { "area_name", REPORT_TEXT, N_("Commune") },
	[E_VILLAGE] = { "village", REPORT_TEXT, N_("Village") },
	[E_CATEGORY] = { "category", REPORT_TEXT, N_("Category") },
	[E_YEARS] = { "years", REPORT_COUNT, N_("Years") },
	[E_MONTH] = { "month", REPORT_TEXT, N_("From month") },
	[E_NEXT] = { "next", REPORT_TEXT, N_("Next category") },
	[E_FOLLOWS] = { "follows", REPORT_TEXT, N_("What follows") },
	[E_SOURCE] = { "source", REPORT_TEXT, N_("Basis") },
	[E_COUNT] = { .name = NULL }
};

struct age_report {
	struct report_base base;
	struct age_row v[AGE_PAGE];
	unsigned n, at, before; /* rows of earlier pages */
	char month[DATE_MONTH], follows[64];
};

static void
age_close(void *state)
{
	struct age_report *r = state;

	if (r == NULL)
		return;
	report_base_done(&r->base);
	free(r);
}

static enum status
age_page(struct age_report *r, struct err *err)
{
	const struct age_ask ask = { .from = r->base.from, .to = r->base.to,
		.offset = r->before + r->n, .max = AGE_PAGE };

	r->before = ask.offset;
	r->at = 0;
	return age_ahead(r->base.db, &r->base.part, &ask, r->v, &r->n, err);
}

/* Without months: as many from the period on as the province looks ahead. */
static enum status
age_months(struct age_report *r, struct err *err)
{
	struct report_base *b = &r->base;
	int64_t ahead = 0;
	enum status st;

	if (!str_empty(b->params.from))
		return ST_OK;
	st = setting_get(b->db, SETTING_AGE_AHEAD, b->from, &ahead, err);
	if (st == ST_OK && month_add(b->from, (int)ahead, b->to) != ST_OK)
		st = err_set(err, ST_CORRUPT, _("%s is no month"), b->from);
	return st;
}

static enum status
age_open(struct db *db, const struct scope *sc, const struct report_params *p,
    void **state, struct err *err)
{
	struct age_report *r = mem_zalloc(sizeof(*r));
	enum status st = report_base_open_any(&r->base, db, sc, p, err);

	if (st == ST_OK)
		st = age_months(r, err);
	if (st == ST_OK)
		st = age_page(r, err);
	if (st != ST_OK) {
		age_close(r);
		return st;
	}
	*state = r;
	return ST_OK;
}

static void
age_cells(struct age_report *r, const struct age_row *a,
    struct report_cell *c)
{
	month_format(r->month, sizeof(r->month), a->step.month);
	(void)str_copy_cut(r->follows, sizeof(r->follows),
	    a->step.next[0] != '\0' ? a->step.next : _("it ends"));
	memset(c, 0, E_COUNT * sizeof(*c));
	c[E_CODE].text = a->code;
	c[E_NAME].text = a->name;
	c[E_BIRTH].text = a->birth;
	c[E_AREA_NAME].text = a->area;
	c[E_VILLAGE].text = a->village;
	c[E_CATEGORY].text = a->category;
	c[E_YEARS].num = a->step.years;
	c[E_MONTH].text = r->month;
	c[E_NEXT].text = a->step.next;
	c[E_FOLLOWS].text = r->follows;
	c[E_SOURCE].text = a->step.source;
}

static enum status
age_next(void *state, struct report_cell *cells, bool *end, struct err *err)
{
	struct age_report *r = state;
	enum status st = ST_OK;

	if (r->at == r->n && r->n == AGE_PAGE)
		st = age_page(r, err);
	if (st != ST_OK)
		return st;
	*end = r->at == r->n;
	if (!*end)
		age_cells(r, &r->v[r->at++], cells);
	return ST_OK;
}

static const char *
age_attr(void *state, const char *name)
{
	struct age_report *r = state;

	return report_base_attr(&r->base, name);
}

const struct report_source report_source_age_steps = {
	.name = "age-steps", .title = N_("Birthdays that change an allowance"),
	.fields = age_fields, .nfields = E_COUNT, .open = age_open,
	.next = age_next, .attr = age_attr, .close = age_close,
};
