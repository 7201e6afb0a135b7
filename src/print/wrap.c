/* SPDX-License-Identifier: ISC */
#include "print/wrap.h"

#include <stdint.h>
#include <string.h>

#include "base/clean.h"
#include "base/utf8.h"

void
wrap_begin(struct wrap *w, const char *text, char brk)
{
	w->at = text;
	w->brk = brk;
}

/*
 * Bytes of the line that begins at s; *next is where the one after it begins,
 * NULL when there is none.  A word wider than the line is split.
 */
static size_t
wrap_line(const char *s, char brk, unsigned width, const char **next)
{
	size_t at = 0, left = strlen(s), blank = 0;
	unsigned columns = 0, w;
	uint32_t cp;
	size_t n;

	for (; at < left; at += n, columns += w) {
		if (brk != '\0' && s[at] == brk) {
			*next = s + at + 1;
			return at;
		}
		n = utf8_decode(s + at, left - at, &cp);
		w = (unsigned)utf8_width(cp);
		if (columns + w > width)
			break;
		if (s[at] == ' ')
			blank = at;
	}
	if (at == left) {
		*next = NULL;
		return at;
	}
	if (s[at] == ' ')
		blank = at;
	at = blank > 0 ? blank : at;
	*next = s + at + strspn(s + at, " ");
	if (**next == '\0')
		*next = NULL;
	else if (brk != '\0' && **next == brk)
		(*next)++;
	return at;
}

bool
wrap_next(struct wrap *w, unsigned width, char *out, size_t size)
{
	char text[WRAP_LINE];
	const char *next;
	size_t n;

	if (w->at == NULL)
		return false;
	n = wrap_line(w->at, w->brk, width, &next);
	if (n == 0 && next == w->at)
		next = NULL; /* not even one letter fits: end here */
	if (n >= sizeof(text))
		n = sizeof(text) - 1;
	memcpy(text, w->at, n);
	text[n] = '\0';
	(void)clean_columns_cut(out, size, text, (int)width);
	w->at = next;
	return true;
}

unsigned
wrap_height(const char *text, char brk, unsigned width)
{
	char line[WRAP_LINE];
	struct wrap w;
	unsigned n = 0;

	wrap_begin(&w, text, brk);
	while (wrap_next(&w, width, line, sizeof(line)))
		n++;
	return n;
}

void
wrap_place(struct buf *line, const char *text, unsigned width,
    enum form_align align)
{
	char out[WRAP_LINE];
	unsigned used;

	if (align == FORM_CENTRE) {
		used = (unsigned)clean_columns_cut(out, sizeof(out), text,
		    (int)width);
		(void)buf_printf(line, "%*s", (int)((width - used) / 2), "");
		width -= (width - used) / 2;
	}
	clean_pad(out, sizeof(out), text, (int)width, align == FORM_RIGHT);
	(void)buf_adds(line, out);
}
