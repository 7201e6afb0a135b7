/* SPDX-License-Identifier: ISC */
#include "text/clean.h"

#include <limits.h>
#include <string.h>

#include "text/utf8.h"

/* Marks that one cell can carry (ncurses: CCHARW_MAX is 5 with the letter). */
#define MARKS_MAX 4

bool
clean_bad(uint32_t cp)
{
	if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
		return true;
	if (cp < 0x2000)
		return cp == 0x00AD || cp == 0x034F || cp == 0x061C ||
		    cp == 0x115F || cp == 0x1160 ||
		    (cp >= 0x180B && cp <= 0x180F);
	if (cp < 0x2100)
		return (cp >= 0x200B && cp <= 0x200F) ||
		    (cp >= 0x2028 && cp <= 0x202E) ||
		    (cp >= 0x2060 && cp <= 0x206F);
	if (cp < 0xFE00)
		return cp == 0x3164 || (cp >= 0xFDD0 && cp <= 0xFDEF);
	return cp <= 0xFE0F || cp == 0xFEFF || cp == 0xFFA0 ||
	    (cp >= 0xFFF0 && cp <= 0xFFFB) || (cp & 0xFFFE) == 0xFFFE ||
	    (cp >= 0xE0000 && cp <= 0xE0FFF);
}

/* A walk over a text that yields one clean code point at a time. */
struct walk {
	const char *s;
	size_t left;
	int marks;     /* on the letter before; MARKS_MAX when none stands */
	bool replaced; /* the last step gave '?' for something else */
};

static void
walk_init(struct walk *w, const char *s)
{
	*w = (struct walk){ .s = s, .left = strlen(s), .marks = MARKS_MAX };
}

/* Next code point, 0 at the end. */
static uint32_t
walk_next(struct walk *w)
{
	uint32_t cp = 0;
	int eaten = utf8_decode(w->s, w->left, &cp);
	size_t step = eaten > 0 ? (size_t)eaten : 1;

	w->replaced = false;
	if (eaten == 0)
		return 0;
	w->s += step;
	w->left -= step;
	if (eaten > 0 && !clean_bad(cp)) {
		if (utf8_width(cp) > 0) {
			w->marks = 0;
			return cp;
		}
		if (w->marks++ < MARKS_MAX)
			return cp;
	}
	w->marks = MARKS_MAX;
	w->replaced = true;
	return '?';
}

bool
clean_is(const char *s)
{
	struct walk w;

	walk_init(&w, s);
	while (walk_next(&w) != 0)
		if (w.replaced)
			return false;
	return true;
}

size_t
clean_columns_cut(char *dst, size_t size, const char *src, int columns)
{
	size_t used = 0, len = 0, start = 0, before = 0;
	struct walk w;
	uint32_t cp;

	if (size == 0)
		return 0;
	walk_init(&w, src);
	while ((cp = walk_next(&w)) != 0) {
		size_t width = (size_t)utf8_width(cp), n;
		char bytes[4];

		if (width > 0) {
			start = len;
			before = used;
		}
		if (columns < 0 || used + width > (size_t)columns)
			break;
		n = utf8_encode(bytes, cp);
		if (len + n >= size) {
			/* No half letters: its marks do not fit either. */
			len = start;
			used = before;
			break;
		}
		memcpy(dst + len, bytes, n);
		len += n;
		used += width;
	}
	dst[len] = '\0';
	return used;
}

void
clean_text(char *dst, size_t size, const char *src)
{
	(void)clean_columns_cut(dst, size, src, INT_MAX);
}

void
clean_pad(char *dst, size_t size, const char *src, int columns, bool right)
{
	size_t used, len, fill;

	if (size == 0)
		return;
	used = clean_columns_cut(dst, size, src, columns);
	len = strlen(dst);
	fill = columns > 0 ? (size_t)columns - used : 0;
	if (fill > size - 1 - len)
		fill = size - 1 - len;
	if (right) {
		memmove(dst + fill, dst, len);
		memset(dst, ' ', fill);
	} else {
		memset(dst + len, ' ', fill);
	}
	dst[len + fill] = '\0';
}
