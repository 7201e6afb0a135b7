/*
 * SPDX-License-Identifier: ISC
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "office/roll/collector.h"
#include "text/date.h"
#include "text/money.h"
#include "ui/term/paint.h"

int
paint_bottom(const struct term *t)
{
	return term_rows(t) - 3;
}

int
paint_rows(const struct term *t)
{
	return paint_bottom(t) - PAINT_TOP + 1;
}

/* Bytes of the letters in the first columns, with their marks. */
static size_t
first_columns(const char *text, int cols)
{
	size_t n = 0, left = strlen(text), len;
	uint32_t cp;

	while ((len = utf8_decode(text + n, left - n, &cp)) > 0 &&
	    utf8_width(cp) <= cols) {
		cols -= utf8_width(cp);
		n += len;
	}
	return n;
}

void
paint_cut(struct term *t, int row, int col, int cols, const char *text)
{
	char line[TERM_MAX_COLS * 4 + 1];
	size_t end = strcspn(text, "\n");

	if ((int)utf8_columns(text) > cols || text[end] != '\0') {
		int n = (int)first_columns(text, cols - 2);

		if (n > (int)end)
			n = (int)end;
		paint_format(line, sizeof line, "%.*s..", n, text);
		text = line;
	}
	term_put(t, row, col, cols, TERM_NORMAL, text);
}

int
paint_lines(int cols, const char *text)
{
	char line[TERM_MAX_COLS * 4 + 1];
	int n = 0;

	for (; *text != '\0'; n++)
		text = paint_line(line, sizeof line, cols, text);
	return n;
}

int
paint_pair(struct term *t, int row, int at, const char *label,
    const char *value)
{
	term_put(t, row, 1, at - 2, TERM_NORMAL, label);
	paint_cut(t, row, at, term_cols(t) - at, value);
	return row + 1;
}

static void
rule(struct term *t, int row, int col, int cols, const char *title)
{
	char line[TERM_MAX_COLS + 1];
	int used;

	if (cols > TERM_MAX_COLS)
		cols = TERM_MAX_COLS;
	memset(line, '-', (size_t)cols);
	line[cols] = '\0';
	term_put(t, row, col, cols, TERM_NORMAL, line);
	if (str_empty(title))
		return;
	used = term_put(t, row, col + 3, cols - 6, TERM_BOLD, title);
	term_blank(t, row, col + 2, 1);
	term_blank(t, row, col + 3 + used, 1);
}

void
paint_box(struct term *t, const char *title, int cols, int rows, int *row,
    int *col)
{
	int w = cols + 4, h = rows + 2, top, left;

	if (w > term_cols(t))
		w = term_cols(t);
	if (h > paint_rows(t))
		h = paint_rows(t);
	top = PAINT_TOP + (paint_rows(t) - h) / 2;
	left = (term_cols(t) - w) / 2;
	for (int r = top; r < top + h; r++) {
		term_blank(t, r, left, w);
		term_put(t, r, left, 1, TERM_NORMAL, "|");
		term_put(t, r, left + w - 1, 1, TERM_NORMAL, "|");
	}
	rule(t, top, left, w, title);
	rule(t, top + h - 1, left, w, NULL);
	*row = top + 1;
	*col = left + 2;
}

const char *
paint_line(char *line, size_t size, int cols, const char *text)
{
	size_t n, last = 0;

	for (n = 0; text[n] != '\0' && text[n] != '\n'; n++) {
		line[n] = '\0';
		if (n + 5 >= size || (int)utf8_columns(line) >= cols)
			break;
		line[n] = text[n];
		if (text[n] == ' ')
			last = n;
	}
	if (text[n] == '\0' || text[n] == '\n' || text[n] == ' ')
		last = n; /* fits as it is */
	else if (last == 0)
		last = n > 0 ? n : 1;
	(void)str_copy_cut(line, last + 1 < size ? last + 1 : size, text);
	text += last;
	return text + (*text == ' ' || *text == '\n');
}

int
paint_wrapped(struct term *t, int row, int col, int cols, int rows,
    const char *text)
{
	char line[TERM_MAX_COLS * 4 + 1];
	int used = 0;

	while (*text != '\0' && used < rows) {
		if (used + 1 == rows && paint_lines(cols, text) > 1) {
			paint_cut(t, row + used, col, cols, text);
			return rows;
		}
		text = paint_line(line, sizeof line, cols, text);
		term_put(t, row + used++, col, cols, TERM_NORMAL, line);
	}
	return used;
}

void
paint_format(char *dst, size_t size, const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	if (vsnprintf(dst, size, fmt, ap) < 0)
		dst[0] = '\0';
	va_end(ap);
	/* The last letter may be incomplete. */
	for (n = strlen(dst); n > 0 && !utf8_valid(dst, n); n--)
		dst[n - 1] = '\0';
}

const char *
paint_fit(char *dst, size_t size, const char *text, int cols)
{
	int used = (int)utf8_columns(text), tail = (cols - 2) / 2;

	/* In few columns the beginning is more useful. */
	if (used <= cols || cols < 10)
		return text;
	return str_format(dst, size, "%.*s..%s",
	    (int)first_columns(text, cols - 2 - tail), text,
	    text + first_columns(text, used - tail)) == ST_OK ? dst : text;
}

const char *
paint_money(char *dst, size_t size, int64_t dong)
{
	money_format(dst, size, dong);
	return dst;
}

const char *
paint_day(char *dst, size_t size, const char *iso)
{
	char day[DATE_TEXT];
	struct date d;

	dst[0] = '\0';
	(void)str_copy_cut(day, sizeof day, iso);
	if (day[0] != '\0' && date_from_iso(day, &d) == ST_OK)
		date_format(dst, size, d);
	return dst;
}

const char *
paint_moment(char *dst, size_t size, const char *moment)
{
	date_moment(dst, size, moment);
	return dst;
}

/* Stored words of the schema and the words shown for them. */
static const struct {
	const char *stored, *shown;
} words[] = {
	{ "point", N_("at the point") },
	{ "home", N_("at home") },
	{ "counter", N_("at the counter") },
	{ "self", N_("the person") },
	{ "base", N_("monthly") },
	{ "care", N_("care") },
	{ "arrears", N_("arrears") },
	{ "difference", N_("difference") },
	{ "funeral", N_("funeral support") },
	{ "opening", N_("not collected before") },
	{ "draft", N_("in preparation") },
	{ "submitted", N_("submitted") },
	{ "approved", N_("approved") },
	{ "closed", N_("closed") },
	{ "open", N_("open") },
	{ "active", N_("in force") },
	{ "suspended", N_("suspended") },
	{ "stopped", N_("stopped") },
	{ "dead", N_("died") },
	{ "moved", N_("moved away") },
	{ "merged", N_("filed under another number") },
	{ "void", N_("never due") },
	{ "withdrawn", N_("withdrawn") },
};

const char *
paint_word(const char *stored)
{
	const char *collector = collector_word(stored);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i].stored, stored) == 0)
			return _(words[i].shown);
	return collector[0] != '\0' ? collector : stored;
}
