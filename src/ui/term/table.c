/*
 * SPDX-License-Identifier: ISC
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/term/paint.h"
#include "ui/term/table.h"

enum status
table_load(const struct form_dirs *dirs, const char *name, struct table *out,
    struct err *err)
{
	enum status st;

	memset(out, 0, sizeof *out);
	st = form_list_load(dirs, name, &out->def, err);
	if (st == ST_OK)
		out->widths = mem_array(out->def->ncolumns,
		    sizeof *out->widths);
	return st;
}

void
table_done(struct table *tb)
{
	form_list_free(tb->def);
	free(tb->widths);
	memset(tb, 0, sizeof *tb);
}

static void
fit(struct table *tb, struct term *t)
{
	if (tb->fitted == term_cols(t))
		return;
	tb->fitted = term_cols(t);
	form_list_fit(tb->def, (unsigned)tb->fitted - 1, tb->widths);
}

static void
put(struct term *t, int row, int col, unsigned width, enum form_align align,
    const char *text)
{
	int used = (int)utf8_columns(text), w = (int)width;
	char hashes[TERM_MAX_COLS + 1], cut[TERM_MAX_COLS * 4];
	char plain[TERM_MAX_COLS * 4];

	/* 12.960.000 in 9 columns becomes 12960000. */
	if (align == FORM_RIGHT && used > w &&
	    text[strspn(text, "0123456789.-")] == '\0') {
		size_t n = 0;

		for (const char *p = text; *p != '\0' && n < sizeof plain - 1; p++)
			if (*p != '.')
				plain[n++] = *p;
		plain[n] = '\0';
		text = plain;
		used = (int)n;
	}
	if (align == FORM_RIGHT && used > w && w <= TERM_MAX_COLS) {
		/* Figures are never cut: that would be another figure. */
		memset(hashes, '#', width);
		hashes[w] = '\0';
		text = hashes;
	}
	if (align == FORM_RIGHT)
		term_right(t, row, col, w, TERM_NORMAL, text);
	else if (align == FORM_CENTRE && used < w)
		term_put(t, row, col + (w - used) / 2, w, TERM_NORMAL, text);
	else
		term_put(t, row, col, w, TERM_NORMAL,
		    paint_fit(cut, sizeof cut, text, w));
}

void
table_head(struct table *tb, struct term *t, int row)
{
	int col = 1;

	fit(tb, t);
	for (unsigned i = 0; i < tb->def->ncolumns; i++) {
		const char *word = form_say(&tb->def->columns[i].heading);
		enum form_align align = tb->def->columns[i].align;

		if (tb->widths[i] == 0)
			continue;
		/* Unlike a figure, a word may be cut. */
		if (utf8_columns(word) > tb->widths[i])
			align = FORM_LEFT;
		put(t, row, col, tb->widths[i], align, word);
		col += (int)tb->widths[i] + 1;
	}
}

void
table_row(struct table *tb, struct term *t, int row, table_cell_fn cell,
    const void *data)
{
	char buf[512];
	int col = 1;

	fit(tb, t);
	for (unsigned i = 0; i < tb->def->ncolumns; i++) {
		if (tb->widths[i] == 0)
			continue;
		buf[0] = '\0';
		put(t, row, col, tb->widths[i], tb->def->columns[i].align,
		    cell(data, tb->def->columns[i].name, buf, sizeof buf));
		col += (int)tb->widths[i] + 1;
	}
}

