/*
 * SPDX-License-Identifier: ISC
 *
 * layout_row: cells as text between their | |, and lines of sums.  A number
 * that does not fit its column stops the report: half a figure on a signed
 * page is worse than no page.
 */
#include "print/layout_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "text/clean.h"
#include "text/utf8.h"

/* 9871 -> "98,71" */
static void
layout_rate_text(char *out, size_t size, int64_t rate)
{
	(void)snprintf(out, size, "%lld,%02lld", (long long)(rate / 100),
	    (long long)(rate % 100));
}

static enum status
layout_fits(const struct layout *l, const struct layout_column *c,
    const char *text, struct err *err)
{
	if (utf8_columns(text) <= c->width)
		return ST_OK;
	return err_set(err, ST_LIMIT,
	    _("%s:%u: column \"%s\" is too narrow for %s"), l->def->path,
	    c->def->line, c->def->name, text);
}

static enum status
layout_number(const struct layout *l, const struct layout_column *c,
    int64_t num, char *out, struct err *err)
{
	if (l->setup.facts.source->fields[c->field].type == REPORT_RATE)
		layout_rate_text(out, LAYOUT_CELL, num);
	else
		money_format(out, LAYOUT_CELL, num);
	return layout_fits(l, c, out, err);
}

static enum status
layout_cell(struct layout *l, const struct layout_column *c,
    const struct report_cell *cells, char *out, struct err *err)
{
	const struct report_cell *cell = &cells[c->field];

	out[0] = '\0';
	switch (c->from) {
	case LAYOUT_RUNNING:
		(void)snprintf(out, LAYOUT_CELL, "%llu",
		    (unsigned long long)l->rows);
		return layout_fits(l, c, out, err);
	case LAYOUT_FIELD:
		if (l->setup.facts.source->fields[c->field].type !=
		    REPORT_TEXT)
			return layout_number(l, c, cell->num, out, err);
		if (cell->text != NULL)
			clean_text(out, LAYOUT_CELL, cell->text);
		return ST_OK;
	case LAYOUT_BLANK:
		break;
	}
	return ST_OK;
}

/* Does the row begin a group?  The first one does. */
static void
layout_group(struct layout *l, struct layout_item *item,
    const struct report_cell *cells)
{
	const char *text;

	item->group_begin = false;
	if (l->group_field < 0)
		return;
	text = cells[l->group_field].text;
	clean_text(item->group, sizeof(item->group), text != NULL ? text : "");
	item->group_begin = l->rows == 1 || strcmp(item->group, l->group) != 0;
	(void)str_copy_cut(l->group, sizeof(l->group), item->group);
}

enum status
layout_item_fill(struct layout *l, struct layout_item *item,
    const struct report_cell *cells, struct err *err)
{
	const struct report_source *source = l->setup.facts.source;
	enum status st = ST_OK;
	unsigned i, height;

	item->height = l->def->row_lines[l->setup.paper];
	for (i = 0; i < source->nfields; i++)
		item->num[i] = source->fields[i].type == REPORT_MONEY ||
		    source->fields[i].type == REPORT_COUNT ? cells[i].num : 0;
	for (i = 0; st == ST_OK && i < l->ncolumns; i++) {
		const struct layout_column *c = &l->columns[i];

		st = layout_cell(l, c, cells, item->text[i], err);
		height = c->def->wrap ? wrap_height(item->text[i], '\0',
		    c->width) : 1;
		if (height > LAYOUT_WRAP)
			height = LAYOUT_WRAP;
		if (height > item->height)
			item->height = height;
	}
	layout_group(l, item, cells);
	return st;
}

enum status
layout_item_put(struct layout *l, const struct layout_item *item,
    struct err *err)
{
	struct wrap wraps[REPORT_DEF_COLUMNS];
	enum status st = ST_OK;
	char text[WRAP_LINE];
	struct buf line;
	unsigned k, i;

	for (k = 0; layout_silent(l) && st == ST_OK && k < item->height; k++)
		st = layout_put(l, "", false, err);
	if (layout_silent(l))
		return st;
	for (i = 0; i < l->ncolumns; i++)
		wrap_begin(&wraps[i], item->text[i], '\0');
	buf_init(&line, LAYOUT_WORDS);
	for (k = 0; st == ST_OK && k < item->height; k++) {
		buf_clear(&line);
		for (i = 0; i < l->ncolumns; i++) {
			const struct layout_column *c = &l->columns[i];

			if ((k > 0 && !c->def->wrap) || !wrap_next(&wraps[i],
			    c->width, text, sizeof(text)))
				text[0] = '\0';
			(void)buf_adds(&line, "|");
			wrap_place(&line, text, c->width, c->align);
		}
		(void)buf_adds(&line, "|");
		st = layout_put(l, buf_str(&line), false, err);
	}
	buf_done(&line);
	return st;
}

/* Columns from `from` up to `to` as one place, with the bars between. */
static unsigned
layout_span(const struct layout *l, unsigned from, unsigned to)
{
	unsigned i, width = 0;

	for (i = from; i < to; i++)
		width += l->columns[i].width + (i > from ? 1 : 0);
	return width;
}

static enum status
layout_sum_cell(const struct layout *l, const struct layout_column *c,
    const int64_t sum[], char *out, struct err *err)
{
	int64_t rate;

	out[0] = '\0';
	if (c->def->sum)
		return layout_number(l, c, sum[c->field], out, err);
	/* Rounded down: 100 % is only said of all. */
	if (c->part < 0 || sum[c->whole] <= 0 ||
	    __builtin_mul_overflow(sum[c->part], (int64_t)10000, &rate))
		return ST_OK;
	layout_rate_text(out, LAYOUT_CELL, rate / sum[c->whole]);
	return layout_fits(l, c, out, err);
}

enum status
layout_sum_put(struct layout *l, enum layout_sum which, const char *label,
    bool bold, struct err *err)
{
	enum status st = ST_OK;
	char text[LAYOUT_CELL];
	struct buf line;
	unsigned i, lead = 0;

	while (lead < l->ncolumns && !l->columns[lead].def->sum)
		lead++;
	buf_init(&line, LAYOUT_WORDS);
	if (lead > 0) {
		(void)buf_adds(&line, "|");
		wrap_place(&line, label, layout_span(l, 0, lead), FORM_LEFT);
	}
	for (i = lead; st == ST_OK && i < l->ncolumns; i++) {
		const struct layout_column *c = &l->columns[i];

		st = layout_sum_cell(l, c, l->sum[which], text, err);
		(void)buf_adds(&line, "|");
		wrap_place(&line, text, c->width, FORM_RIGHT);
	}
	(void)buf_adds(&line, "|");
	if (st == ST_OK)
		st = layout_put(l, buf_str(&line), bold, err);
	buf_done(&line);
	return st;
}

enum status
layout_across(struct layout *l, const char *text, struct err *err)
{
	struct buf line;
	enum status st;

	buf_init(&line, LAYOUT_WORDS);
	(void)buf_adds(&line, "|");
	wrap_place(&line, text, layout_span(l, 0, l->ncolumns), FORM_LEFT);
	(void)buf_adds(&line, "|");
	st = layout_put(l, buf_str(&line), true, err);
	buf_done(&line);
	return st;
}
