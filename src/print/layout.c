/*
 * SPDX-License-Identifier: ISC
 *
 * The paginator.  A row is held in a ring until two more have arrived: then it
 * is not one of the last two, and is put on the page if the foot still fits
 * below it, else on the next page.  The rows in the ring at the end go onto one
 * page with totals and signatures.
 */
#include "print/layout_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

static int
layout_field(const struct report_source *s, const char *name)
{
	unsigned i;

	for (i = 0; i < s->nfields; i++)
		if (strcmp(s->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

static enum status
layout_unknown(const struct layout *l, unsigned line, const char *name,
    struct err *err)
{
	return err_set(err, ST_INVALID,
	    _("%s:%u: the source \"%s\" has no field \"%s\""), l->def->path,
	    line, l->setup.facts.source->name, name);
}

/* The fields of a cell, one under the other. */
static enum status
layout_parts(struct layout *l, struct layout_column *c, struct err *err)
{
	const struct report_def_column *def = c->def;
	const struct report_source *source = l->setup.facts.source;
	unsigned i, sums = 0;

	for (i = 0; i < LAYOUT_PARTS; i++) {
		const char *name = i == 0 ? def->field : def->below[i - 1];
		int field = name != NULL ? layout_field(source, name) : -1;

		if (name == NULL)
			break;
		if (field < 0)
			return layout_unknown(l, def->line, name, err);
		c->field[c->parts++] = (unsigned)field;
		if (source->fields[field].type != REPORT_TEXT)
			sums = c->parts;
	}
	if (source->fields[c->field[0]].type != REPORT_TEXT)
		c->align = FORM_RIGHT;
	if (!def->sum)
		return ST_OK;
	l->sums = true;
	l->sum_lines = sums > l->sum_lines ? sums : l->sum_lines;
	return ST_OK;
}

static enum status
layout_column(struct layout *l, const struct report_def_column *def,
    struct err *err)
{
	const struct report_source *source = l->setup.facts.source;
	struct layout_column *c = &l->columns[l->ncolumns++];
	enum status st;

	c->def = def;
	c->width = def->width[l->setup.paper];
	c->align = def->align;
	c->part = c->whole = -1;
	if (strcmp(def->field, "@row") == 0) {
		c->from = LAYOUT_RUNNING;
		return ST_OK;
	}
	if (*def->field == '\0') {
		c->from = LAYOUT_BLANK;
		return ST_OK;
	}
	st = layout_parts(l, c, err);
	if (st != ST_OK || *def->part == '\0')
		return st;
	c->part = layout_field(source, def->part);
	c->whole = layout_field(source, def->whole);
	if (c->part < 0 || c->whole < 0)
		return layout_unknown(l, def->line, c->part < 0 ? def->part :
		    def->whole, err);
	return ST_OK;
}

static enum status
layout_bind(struct layout *l, struct err *err)
{
	const struct report_def *d = l->def;
	const struct report_source *source = l->setup.facts.source;
	enum status st = ST_OK;
	unsigned i;

	if (source->nfields > LAYOUT_FIELDS)
		return err_set(err, ST_LIMIT, "%s: %u fields", source->name,
		    source->nfields);
	for (i = 0; st == ST_OK && i < d->ncolumns; i++)
		if (d->columns[i].width[l->setup.paper] > 0)
			st = layout_column(l, &d->columns[i], err);
	l->group_field = *d->group != '\0' ? layout_field(source, d->group) :
	    -1;
	if (st == ST_OK && *d->group != '\0' && l->group_field < 0)
		st = layout_unknown(l, 1, d->group, err);
	if (st == ST_OK && *d->words != '\0' &&
	    layout_field(source, d->words) < 0)
		st = layout_unknown(l, 1, d->words, err);
	return st;
}

enum status
layout_new(const struct layout_setup *setup, struct layout **out,
    struct err *err)
{
	struct layout *l = mem_zalloc(sizeof(*l));
	enum status st;

	l->setup = *setup;
	l->def = setup->def;
	l->sum_lines = 1;
	buf_init(&l->text, LAYOUT_WORDS);
	template_fill(&setup->facts, form_say(&l->def->title), l->title,
	    sizeof(l->title));
	template_fill(&setup->facts, form_say(&l->def->subtitle), l->subtitle,
	    sizeof(l->subtitle));
	st = layout_bind(l, err);
	if (st != ST_OK) {
		layout_free(l);
		return st;
	}
	l->head_lines = layout_heading_lines(l);
	*out = l;
	return ST_OK;
}

void
layout_free(struct layout *l)
{
	if (l == NULL)
		return;
	buf_done(&l->text);
	free(l);
}

static enum status
layout_page_end(struct layout *l, struct err *err)
{
	const struct layout_out *out = l->setup.out;

	return layout_silent(l) ? ST_OK : out->page(out->arg, err);
}

static enum status
layout_page_begin(struct layout *l, struct err *err)
{
	l->page++;
	l->line = l->page_rows = 0;
	l->ruled = false;
	memset(l->sum[LAYOUT_PAGE], 0, sizeof(l->sum[LAYOUT_PAGE]));
	return layout_page_head(l, err);
}

static struct layout_item *
layout_waiting(struct layout *l, unsigned i)
{
	return &l->items[(l->first + i) % (LAYOUT_AHEAD + 1)];
}

/* True if the i-th held row ends its group and groups have totals. */
static bool
layout_group_ends(struct layout *l, unsigned i, bool end)
{
	if (l->group_field < 0 || !l->def->group_total || !l->sums)
		return false;
	return i + 1 < l->waiting ? layout_waiting(l, i + 1)->group_begin :
	    end;
}

/* Lines of the i-th held row with its group head, group total and rule. */
static unsigned
layout_item_lines(struct layout *l, unsigned i, bool end)
{
	const struct layout_item *item = layout_waiting(l, i);
	unsigned rule = l->def->rules ? 1 : 0;
	unsigned n = item->height + rule;

	if (item->group_begin)
		n += 1 + rule;
	if (layout_group_ends(l, i, end))
		n += l->sum_lines + rule;
	return n;
}

static enum status
layout_add(struct layout *l, enum layout_sum which,
    const struct layout_item *item, struct err *err)
{
	unsigned i;

	for (i = 0; i < l->setup.facts.source->nfields; i++)
		if (__builtin_add_overflow(l->sum[which][i], item->num[i],
		    &l->sum[which][i]))
			return err_set(err, ST_LIMIT, _("%s: the sum of \"%s\" "
			    "is too large"), l->def->name,
			    l->setup.facts.source->fields[i].name);
	return ST_OK;
}

/* Puts the oldest held row on the page, where it fits. */
static enum status
layout_give(struct layout *l, bool end, struct err *err)
{
	const struct layout_item *item = layout_waiting(l, 0);
	bool group_end = layout_group_ends(l, 0, end);
	char label[LAYOUT_CELL];
	enum status st = ST_OK;
	unsigned i;

	if (item->group_begin) {
		memset(l->sum[LAYOUT_GROUP], 0, sizeof(l->sum[LAYOUT_GROUP]));
		l->group_rows = 0;
		st = layout_across(l, item->group, err);
		if (st == ST_OK && l->def->rules)
			st = layout_rule(l, err);
	}
	if (st == ST_OK)
		st = layout_item_put(l, item, err);
	for (i = 0; st == ST_OK && i < LAYOUT_SUMS; i++)
		st = layout_add(l, (enum layout_sum)i, item, err);
	if (st == ST_OK && l->def->rules)
		st = layout_rule(l, err);
	l->group_rows++;
	if (st == ST_OK && group_end) {
		(void)snprintf(label, sizeof(label), "%s (%u)", _("Subtotal"),
		    l->group_rows);
		st = layout_sum_put(l, LAYOUT_GROUP, label, false, err);
		if (st == ST_OK && l->def->rules)
			st = layout_rule(l, err);
	}
	l->first = (l->first + 1) % (LAYOUT_AHEAD + 1);
	l->waiting--;
	l->page_rows++;
	return st;
}

/* A group that continues is named again at the head of the new page. */
static enum status
layout_resume(struct layout *l, struct err *err)
{
	const struct layout_item *item = layout_waiting(l, 0);
	char text[LAYOUT_CELL];
	enum status st = ST_OK;

	if (l->def->rules)
		st = layout_rule(l, err);
	if (st != ST_OK || l->group_field < 0 || l->waiting == 0 ||
	    item->group_begin)
		return st;
	(void)str_copy_cut(text, sizeof(text), item->group);
	(void)snprintf(text + strlen(text), sizeof(text) - strlen(text), " %s",
	    _("(continued)"));
	st = layout_across(l, text, err);
	return st == ST_OK && l->def->rules ? layout_rule(l, err) : st;
}

static enum status
layout_turn(struct layout *l, struct err *err)
{
	enum status st;

	if ((st = layout_page_foot(l, err)) == ST_OK &&
	    (st = layout_page_end(l, err)) == ST_OK)
		st = layout_page_begin(l, err);
	return st == ST_OK ? layout_resume(l, err) : st;
}

/* Makes room for `lines` on this page or, empty, on the next one. */
static enum status
layout_room(struct layout *l, unsigned lines, struct err *err)
{
	enum status st = ST_OK;

	if (l->page == 0)
		st = layout_page_begin(l, err);
	else if (l->line + lines > l->setup.lines && l->page_rows > 0)
		st = layout_turn(l, err);
	if (st == ST_OK && l->line + lines > l->setup.lines)
		st = layout_short(l, err);
	return st;
}

enum status
layout_row(struct layout *l, const struct report_cell *cells, struct err *err)
{
	struct layout_item *item;

	item = layout_waiting(l, l->waiting);
	l->rows++;
	layout_item_fill(l, item, cells);
	l->waiting++;
	if (l->waiting <= LAYOUT_AHEAD)
		return ST_OK;
	if (layout_room(l, layout_item_lines(l, 0,
	    false) + layout_foot_lines(l), err) != ST_OK)
		return err->st;
	return layout_give(l, false, err);
}

enum status
layout_end(struct layout *l, unsigned *pages, struct err *err)
{
	unsigned lines, i;
	enum status st;

	/* The tail's height depends on the sums, so add the held rows first. */
	lines = layout_tail_lines(l);
	for (i = 0; i < l->waiting; i++)
		lines += layout_item_lines(l, i, true);
	st = layout_room(l, lines, err);
	while (st == ST_OK && l->waiting > 0)
		st = layout_give(l, true, err);
	if (st == ST_OK && (st = layout_tail(l, err)) == ST_OK)
		st = layout_page_end(l, err);
	if (st == ST_OK)
		*pages = l->page;
	return st;
}
