/*
 * SPDX-License-Identifier: ISC
 *
 * list: a browse screen's columns from its file, and how they share a line.
 */
#include "form/list.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/say.h"
#include "form/form_priv.h"

static enum status
list_column(const struct ini *ini, const char *section,
    struct form_list_column *c, struct err *err)
{
	static const char *const known[] = { "heading", "heading_vi", "width",
		"min", "align", "grow", NULL };
	enum status st;

	c->name = mem_strdup(form_part(section, "column"));
	form_word_take(ini, section, "heading", &c->heading);
	if ((st = ini_only(ini, section, known, err)) == ST_OK)
		st = form_number(ini, section, "width", 200, &c->width, err);
	c->min = c->width;
	if (st == ST_OK)
		st = form_number(ini, section, "min", 200, &c->min, err);
	if (st == ST_OK)
		st = form_number(ini, section, "grow", 100, &c->grow, err);
	if (st == ST_OK)
		st = form_align_take(ini, section, &c->align, err);
	if (st == ST_OK && (c->width == 0 || c->min > c->width))
		st = ini_fail(ini, section, "width", err,
		    _("width must be at least 1 and not below min"));
	return st;
}

static enum status
list_parse(struct form_list *l, const struct ini *ini, struct err *err)
{
	static const char *const kinds[] = { "column", NULL };
	static const char *const known[] = { "name", "title", "title_vi",
		"help", "help_vi", NULL };
	enum status st;
	unsigned i;

	if ((st = form_sections(ini, "list", kinds, l->name, err)) == ST_OK &&
	    (st = ini_only(ini, "list", known, err)) == ST_OK)
		st = form_word_must(ini, "list", "title", &l->title, err);
	form_word_take(ini, "list", "help", &l->help);
	l->columns = mem_array(form_parts(ini, "column") + 1,
	    sizeof(*l->columns));
	for (i = 0; st == ST_OK && i < ini_sections(ini); i++) {
		const char *section = ini_section(ini, i);

		if (form_part(section, "column") != NULL)
			st = list_column(ini, section,
			    &l->columns[l->ncolumns++], err);
	}
	if (st == ST_OK && l->ncolumns == 0)
		st = ini_fail(ini, "list", NULL, err, _("a list has columns"));
	return st;
}

enum status
form_list_load(const struct form_dirs *dirs, const char *name,
    struct form_list **out, struct err *err)
{
	struct ini *ini = NULL;
	struct form_list *l;
	enum status st;

	if (form_open(dirs, name, &ini, err) != ST_OK)
		return err->st;
	l = mem_zalloc(sizeof(*l));
	l->name = mem_strdup(name);
	st = list_parse(l, ini, err);
	ini_free(ini);
	if (st == ST_OK)
		*out = l;
	else
		form_list_free(l);
	return st;
}

void
form_list_free(struct form_list *l)
{
	unsigned i;

	if (l == NULL)
		return;
	for (i = 0; i < l->ncolumns; i++) {
		free(l->columns[i].name);
		form_word_done(&l->columns[i].heading);
	}
	form_word_done(&l->title);
	form_word_done(&l->help);
	free(l->columns);
	free(l->name);
	free(l);
}

/* Columns taken with these widths, one blank between two. */
static unsigned
list_taken(const struct form_list *l, const unsigned widths[])
{
	unsigned i, taken = 0;

	for (i = 0; i < l->ncolumns; i++)
		if (widths[i] > 0)
			taken += widths[i] + (taken > 0 ? 1 : 0);
	return taken;
}

/* Narrows column i by what is missing, down to its min; a column with min 0 has
 * its full width or is left out. */
static void
list_shrink(const struct form_list *l, unsigned room, unsigned i,
    unsigned widths[])
{
	unsigned taken = list_taken(l, widths), less = taken > room ?
	    taken - room : 0;
	unsigned floor = l->columns[i].min;

	if (floor > 0 && widths[i] > floor)
		widths[i] -= less < widths[i] - floor ? less :
		    widths[i] - floor;
}

/* Screen columns needed when every column has shrunk to its min. */
static unsigned
list_least(const struct form_list *l, const unsigned widths[])
{
	unsigned i, taken = 0;

	for (i = 0; i < l->ncolumns; i++)
		if (widths[i] > 0)
			taken += (l->columns[i].min > 0 ? l->columns[i].min :
			    widths[i]) + (taken > 0 ? 1 : 0);
	return taken;
}

void
form_list_fit(const struct form_list *l, unsigned room, unsigned widths[])
{
	unsigned i, left, shares = 0;

	for (i = 0; i < l->ncolumns; i++)
		widths[i] = l->columns[i].width;
	/* Drop optional columns from the right, then any; then shrink. */
	for (i = l->ncolumns; i-- > 0 && list_least(l, widths) > room;)
		if (l->columns[i].min == 0)
			widths[i] = 0;
	for (i = l->ncolumns; i-- > 0 && list_least(l, widths) > room;)
		widths[i] = 0;
	for (i = l->ncolumns; i-- > 0;)
		list_shrink(l, room, i, widths);
	for (i = 0; i < l->ncolumns; i++)
		shares += widths[i] > 0 ? l->columns[i].grow : 0;
	left = room - list_taken(l, widths);
	for (i = 0; i < l->ncolumns && shares > 0; i++) {
		unsigned grow = widths[i] > 0 ? l->columns[i].grow : 0;
		unsigned more = left * grow / shares;

		widths[i] += more;
		left -= more;
		shares -= grow;
	}
}
