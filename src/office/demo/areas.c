/*
 * SPDX-License-Identifier: ISC
 *
 * demo/areas: the rows of areas and payout points.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "office/demo/sheet.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static enum status
demo_areas(struct demo *d, struct err *err)
{
	const struct demo_profile *p = d->p;
	struct demo_sheet s;
	enum status st;
	unsigned i;

	st = demo_sheet_begin(&s, d, &d->program, "areas", "province,province_name,district,"
	    "district_name,commune,commune_name,valid_from", err);
	for (i = 0; st == ST_OK && i < d->ncommunes; i++) {
		const struct demo_commune *c = &d->communes[i];
		char *row[] = {
			mem_strdup(p->code), mem_strdup(p->name),
			mem_strdup(p->districts[c->district].code),
			mem_strdup(p->districts[c->district].name),
			mem_strdup(c->code), mem_strdup(c->name),
			mem_strdup("2013-06-10"),
		};
		size_t k;

		st = demo_sheet_row(&s, row, COUNT(row), err);
		for (k = 0; k < COUNT(row); k++)
			free(row[k]);
	}
	return demo_sheet_end(&s, NULL, st, err);
}

/* "Bưu điện huyện Thuận Châu" of "Huyện Thuận Châu". */
static char *
demo_unit_name(const struct demo_district *k)
{
	const char *bare = strstr(k->name, "Huyện ");

	return bare == k->name ? mem_printf("Bưu điện huyện %s",
	    bare + strlen("Huyện ")) : mem_printf("Bưu điện thành phố %s",
	    k->name + strlen("Thành phố "));
}

static enum status
demo_points(struct demo *d, struct err *err)
{
	char above[8];
	struct demo_sheet s;
	enum status st;
	unsigned i;

	(void)snprintf(above, sizeof(above), "BD%s", d->p->code);
	st = demo_post(d, &d->program, NULL, err, "unit.add", "code", above,
	    "name", d->p->office, NULL);
	if (st == ST_OK)
		st = demo_sheet_begin(&s, d, &d->program, "points",
		    "code,name,unit,unit_name,unit_parent,commune", err);
	else
		return st;
	for (i = 0; st == ST_OK && i < d->npoints; i++) {
		const struct demo_point *p = &d->points[i];
		const struct demo_commune *c = &d->communes[p->commune];
		const struct demo_district *k = &d->p->districts[c->district];
		char *row[] = {
			mem_strdup(p->code), mem_strdup(p->name),
			mem_printf("BD%s", k->code), demo_unit_name(k),
			mem_strdup(above), mem_strdup(c->code),
		};
		size_t f;

		st = demo_sheet_row(&s, row, COUNT(row), err);
		for (f = 0; f < COUNT(row); f++)
			free(row[f]);
	}
	return demo_sheet_end(&s, NULL, st, err);
}

enum status
demo_import_places(struct demo *d, struct err *err)
{
	if (demo_areas(d, err) != ST_OK)
		return err->st;
	return demo_points(d, err);
}
