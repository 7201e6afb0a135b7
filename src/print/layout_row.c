/*
 * SPDX-License-Identifier: ISC
 *
 * layout_row: cells as text between their | |, and lines of sums.  A report
 * always prints: a number wider than its column continues on the next line of
 * the row, broken after a point (14.059.724.  / 923).  The height of a line of
 * sums is fixed before the sums are known: there a wide figure loses its
 * points, and if that is not enough is shown in millions with a > before it.
 * Figures are never truncated.
 */
#include "print/layout_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"

/* 9871 -> "98,71" */
static void
layout_rate_text(char *out, size_t size, int64_t rate)
{
	(void)snprintf(out, size, "%lld,%02lld", (long long)(rate / 100),
	    (long long)(rate % 100));
}

/* Breaks a figure after its points into lines of `width` columns. */
static void
layout_break_number(char out[LAYOUT_CELL], unsigned width)
{
	char text[LAYOUT_CELL];
	const char *from = text;
	size_t n, used = 0;

	(void)str_copy_cut(text, sizeof(text), out);
	while ((n = strlen(from)) > width) {
		for (n = width; n > 1 && from[n - 1] != '.';)
			n--;
		n = n > 1 ? n : width;
		memcpy(out + used, from, n);
		used += n;
		out[used++] = LAYOUT_BREAK;
		from += n;
	}
	memcpy(out + used, from, n + 1);
}

/* A sum that is too wide for the `width` columns that it has. */
static void
layout_shorten(char out[LAYOUT_CELL], unsigned width)
{
	const int64_t million = 1000000;
	char figure[MONEY_TEXT];
	int64_t num = 0;
	char *to = out;
	const char *p;

	if (utf8_columns(out) <= width || strchr(out, ',') != NULL)
		return; /* rates have no points */
	for (p = out; *p != '\0'; p++)
		if (*p != '.')
			*to++ = *p;
	*to = '\0';
	if (strlen(out) <= width ||
	    str_int(out, INT64_MIN, INT64_MAX, &num) != ST_OK)
		return;
	money_format(figure, sizeof(figure), num / million);
	(void)snprintf(out, LAYOUT_CELL, num < 0 ? _("<%smn") :
	    _(">%smn"), figure);
	if (utf8_columns(out) <= width)
		return;
	money_format(figure, sizeof(figure), num / million / 1000);
	(void)snprintf(out, LAYOUT_CELL, num < 0 ? _("<%sbn") :
	    _(">%sbn"), figure);
}

static void
layout_number(const struct layout *l, unsigned field, int64_t num, char *out)
{
	if (l->setup.facts.source->fields[field].type == REPORT_RATE)
		layout_rate_text(out, LAYOUT_CELL, num);
	else
		money_format(out, LAYOUT_CELL, num);
}

/* One field of a cell; only texts in columns that wrap may be wider than it. */
static void
layout_part(const struct layout *l, const struct layout_column *c,
    unsigned field, const struct report_cell *cell, char out[LAYOUT_CELL])
{
	char text[LAYOUT_CELL];

	out[0] = '\0';
	if (l->setup.facts.source->fields[field].type != REPORT_TEXT) {
		layout_number(l, field, cell->num, out);
		layout_break_number(out, c->width);
		return;
	}
	if (cell->text == NULL)
		return;
	clean_text(text, sizeof(text), cell->text);
	if (c->def->wrap)
		(void)str_copy_cut(out, LAYOUT_CELL, text);
	else
		(void)clean_columns_cut(out, LAYOUT_CELL, text, (int)c->width);
}

/*
 * The fields of a cell with LAYOUT_BREAK between.  Trailing empty ones take no
 * line; an empty one above others does, so that each field stays on its line.
 */
static void
layout_cell(struct layout *l, const struct layout_column *c,
    const struct report_cell *cells, char *out)
{
	char part[LAYOUT_CELL];
	size_t used = 0;
	unsigned i;

	out[0] = '\0';
	if (c->from == LAYOUT_RUNNING) {
		(void)snprintf(out, LAYOUT_CELL, "%llu",
		    (unsigned long long)l->rows);
		layout_break_number(out, c->width);
		return;
	}
	for (i = 0; i < c->parts; i++) {
		part[0] = '\0';
		if (i == 0 || !c->def->blank_zero ||
		    l->setup.facts.source->fields[c->field[i]].type ==
		    REPORT_TEXT || cells[c->field[i]].num != 0)
			layout_part(l, c, c->field[i], &cells[c->field[i]],
			    part);
		if (i > 0 && used < LAYOUT_CELL - 1)
			out[used++] = LAYOUT_BREAK;
		(void)str_copy_cut(out + used, LAYOUT_CELL - used, part);
		used += strlen(out + used);
	}
	while (used > 0 && out[used - 1] == LAYOUT_BREAK)
		used--;
	out[used] = '\0';
}

/* True if the row begins a group, as the first row does. */
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

void
layout_item_fill(struct layout *l, struct layout_item *item,
    const struct report_cell *cells)
{
	const struct report_source *source = l->setup.facts.source;
	unsigned i, height;

	item->height = l->def->row_lines[l->setup.paper];
	for (i = 0; i < source->nfields; i++)
		item->num[i] = source->fields[i].type == REPORT_MONEY ||
		    source->fields[i].type == REPORT_COUNT ? cells[i].num : 0;
	for (i = 0; i < l->ncolumns; i++) {
		const struct layout_column *c = &l->columns[i];

		layout_cell(l, c, cells, item->text[i]);
		height = wrap_height(item->text[i], LAYOUT_BREAK, c->width);
		if (height > LAYOUT_WRAP)
			height = LAYOUT_WRAP;
		if (height > item->height)
			item->height = height;
	}
	layout_group(l, item, cells);
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
		wrap_begin(&wraps[i], item->text[i], LAYOUT_BREAK);
	buf_init(&line, LAYOUT_WORDS);
	for (k = 0; st == ST_OK && k < item->height; k++) {
		buf_clear(&line);
		for (i = 0; i < l->ncolumns; i++) {
			const struct layout_column *c = &l->columns[i];

			if (!wrap_next(&wraps[i], c->width, text, sizeof(text)))
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

/* Width of the columns `from` to `to` with the bars between them. */
static unsigned
layout_span(const struct layout *l, unsigned from, unsigned to)
{
	unsigned i, width = 0;

	for (i = from; i < to; i++)
		width += l->columns[i].width + (i > from ? 1 : 0);
	return width;
}

/* Text of line `part` of a row of sums; "" for none. */
static void
layout_sum_text(const struct layout *l, const struct layout_column *c,
    const int64_t sum[], unsigned part, char *out)
{
	unsigned field;
	int64_t rate;

	out[0] = '\0';
	if (c->def->sum) {
		field = part < c->parts ? c->field[part] : 0;
		if (part < c->parts && l->setup.facts.source->fields[field].
		    type != REPORT_TEXT)
			layout_number(l, field, sum[field], out);
		return;
	}
	/* Rounded down: 100 % means all. */
	if (part == 0 && c->part >= 0 && sum[c->whole] > 0 &&
	    !__builtin_mul_overflow(sum[c->part], (int64_t)10000, &rate))
		layout_rate_text(out, LAYOUT_CELL, rate / sum[c->whole]);
}

/* The label and, when it is too wide for its own column, the first sum. */
static void
layout_sum_lead(const struct layout *l, unsigned lead, const char *label,
    char *sum, struct buf *line)
{
	unsigned all = layout_span(l, 0, lead + 1), n;
	bool wide;

	layout_shorten(sum, all);
	n = (unsigned)utf8_columns(sum);
	wide = n > l->columns[lead].width;
	(void)buf_adds(line, "|");
	if (lead > 0) {
		wrap_place(line, label, wide ? all - n : layout_span(l, 0,
		    lead), FORM_LEFT);
		(void)buf_adds(line, wide ? "" : "|");
	}
	wrap_place(line, sum, wide ? n : l->columns[lead].width, FORM_RIGHT);
}

enum status
layout_sum_put(struct layout *l, enum layout_sum which, const char *label,
    bool bold, struct err *err)
{
	char text[LAYOUT_CELL], part[WRAP_LINE];
	enum status st = ST_OK;
	struct wrap words;
	struct buf line;
	unsigned i, k, lead = 0;

	while (lead < l->ncolumns - 1 && !l->columns[lead].def->sum)
		lead++;
	wrap_begin(&words, label, '\0');
	buf_init(&line, LAYOUT_WORDS);
	for (k = 0; st == ST_OK && k < l->sum_lines; k++) {
		if (lead == 0 || !wrap_next(&words, l->sum_lines > 1 ?
		    layout_span(l, 0, lead) : WRAP_LINE - 1, part,
		    sizeof(part)))
			part[0] = '\0';
		buf_clear(&line);
		layout_sum_text(l, &l->columns[lead], l->sum[which], k, text);
		layout_sum_lead(l, lead, part, text, &line);
		for (i = lead + 1; i < l->ncolumns; i++) {
			const struct layout_column *c = &l->columns[i];

			layout_sum_text(l, c, l->sum[which], k, text);
			layout_shorten(text, c->width);
			(void)buf_adds(&line, "|");
			wrap_place(&line, text, c->width, FORM_RIGHT);
		}
		(void)buf_adds(&line, "|");
		st = layout_put(l, buf_str(&line), bold, err);
	}
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
