/*
 * SPDX-License-Identifier: ISC
 *
 * report/pairs: the source "duplicates": two records that may be one person,
 * side by side in a row, those that nobody has looked at.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "office/roll/duplicate.h"
#include "office/report/report_priv.h"

enum { PAIRS_PAGE = 64 };

enum {
	D_CODE, D_NAME, D_BIRTH, D_VILLAGE, D_AREA_NAME, D_OTHER_CODE,
	D_OTHER_NAME, D_OTHER_BIRTH, D_OTHER_VILLAGE, D_OTHER_AREA, D_WHY,
	D_COUNT
};

static const struct report_field pairs_fields[] = {
	[D_CODE] = { "code", REPORT_TEXT, N_("File number") },
	[D_NAME] = { "name", REPORT_TEXT, N_("Full name") },
	[D_BIRTH] = { "birth", REPORT_TEXT, N_("Date of birth") },
	[D_VILLAGE] = { "village", REPORT_TEXT, N_("Village") },
	[D_AREA_NAME] = { "area_name", REPORT_TEXT, N_("Commune") },
	[D_OTHER_CODE] = { "other_code", REPORT_TEXT, N_("Other file number") },
	[D_OTHER_NAME] = { "other_name", REPORT_TEXT, N_("Other name") },
	[D_OTHER_BIRTH] = { "other_birth", REPORT_TEXT, N_("Date of birth") },
	[D_OTHER_VILLAGE] = { "other_village", REPORT_TEXT, N_("Village") },
	[D_OTHER_AREA] = { "other_area", REPORT_TEXT, N_("Commune") },
	[D_WHY] = { "why", REPORT_TEXT, N_("What is alike") },
	[D_COUNT] = { .name = NULL }
};

struct pairs_report {
	struct report_base base;
	struct duplicate_pair v[PAIRS_PAGE];
	struct duplicate_key after;
	unsigned n, at;
	bool last;      /* no page follows */
	char birth[2][DATE_TEXT];
};

static void
pairs_close(void *state)
{
	struct pairs_report *r = state;

	if (r == NULL)
		return;
	report_base_done(&r->base);
	free(r);
}

static enum status
pairs_page(struct pairs_report *r, const struct duplicate_key *after,
    struct err *err)
{
	const struct duplicate_ask ask = { .after = after, .max = PAIRS_PAGE };

	if (duplicate_pairs(r->base.db, &r->base.part, &ask, r->v, &r->n,
	    err) != ST_OK)
		return err->st;
	r->at = 0;
	r->last = r->n < PAIRS_PAGE;
	if (r->n > 0)
		r->after = r->v[r->n - 1].key;
	return ST_OK;
}

static enum status
pairs_open(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	struct pairs_report *r = mem_zalloc(sizeof(*r));
	enum status st = report_base_open_any(&r->base, db, sc, p, err);

	if (st == ST_OK)
		st = pairs_page(r, NULL, err);
	if (st != ST_OK) {
		pairs_close(r);
		return st;
	}
	*state = r;
	return ST_OK;
}

static void
pairs_cells(struct pairs_report *r, const struct duplicate_pair *p,
    struct report_cell *c)
{
	unsigned i;

	memset(c, 0, D_COUNT * sizeof(*c));
	for (i = 0; i < 2; i++) {
		const struct duplicate_side *d = &p->side[i];
		struct report_cell *own = c + (i == 0 ? D_CODE : D_OTHER_CODE);

		date_format(r->birth[i], sizeof(r->birth[i]), d->birth);
		own[D_CODE].text = d->code;
		own[D_NAME].text = d->name;
		own[D_BIRTH].text = r->birth[i];
		own[D_VILLAGE].text = d->village;
		own[D_AREA_NAME].text = d->commune;
	}
	c[D_WHY].text = (p->rules & DUPLICATE_PLACE) == 0 ?
	    _("name, day of birth") : (p->rules & DUPLICATE_BIRTH) == 0 ?
	    _("name, year, commune") : _("name, day of birth, commune");
}

static enum status
pairs_next(void *state, struct report_cell *cells, bool *end, struct err *err)
{
	struct pairs_report *r = state;
	enum status st = ST_OK;

	if (r->at == r->n && !r->last) {
		struct duplicate_key after = r->after;

		st = pairs_page(r, &after, err);
	}
	if (st != ST_OK)
		return st;
	*end = r->at == r->n;
	if (!*end)
		pairs_cells(r, &r->v[r->at++], cells);
	return ST_OK;
}

static const char *
pairs_attr(void *state, const char *name)
{
	struct pairs_report *r = state;

	return report_base_attr(&r->base, name);
}

const struct report_source report_source_duplicates = {
	.name = "duplicates", .title = N_("Records that may be one person"),
	.fields = pairs_fields, .nfields = D_COUNT, .open = pairs_open,
	.next = pairs_next, .attr = pairs_attr, .close = pairs_close,
};
