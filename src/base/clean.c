/* SPDX-License-Identifier: ISC */
#include "base/clean.h"

#include <limits.h>
#include <string.h>

#include "base/utf8.h"

/* Combining marks per cell (ncurses: CCHARW_MAX is 5 with the letter). */
#define MARKS_MAX 4

bool
clean_bad(uint32_t cp)
{
	static const struct {
		uint32_t first, last;
	} bad[] = {
		{ 0x0000, 0x001F }, { 0x007F, 0x009F }, { 0x00AD, 0x00AD },
		{ 0x034F, 0x034F }, { 0x0600, 0x0605 }, { 0x061C, 0x061C },
		{ 0x06DD, 0x06DD }, { 0x070F, 0x070F }, { 0x0890, 0x0891 },
		{ 0x08E2, 0x08E2 }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 },
		{ 0x180B, 0x180F }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
		{ 0x2060, 0x206F }, { 0x3164, 0x3164 }, { 0xFDD0, 0xFDEF },
		{ 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 },
		{ 0xFFF0, 0xFFFB }, { 0x110BD, 0x110BD },
		{ 0x110CD, 0x110CD }, { 0x13430, 0x1343F },
		{ 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A },
		{ 0xE0000, 0xE0FFF },
	};
	size_t i = 0;

	if ((cp >= 0x20 && cp < 0x7F) || (cp >= 0x1E00 && cp < 0x2000))
		return false;
	while (i < sizeof(bad) / sizeof(bad[0]) && cp > bad[i].last)
		i++;
	return i == sizeof(bad) / sizeof(bad[0]) ?
	    cp > 0x10FFFF || (cp & 0xFFFE) == 0xFFFE :
	    cp >= bad[i].first || (cp & 0xFFFE) == 0xFFFE;
}

/* A walk over a text that yields one clean code point at a time. */
struct walk {
	const char *s;
	size_t left;
	int marks;     /* on the current letter; MARKS_MAX without one */
	bool replaced; /* the last step returned '?' as a substitute */
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
	uint32_t cp;
	size_t step = utf8_decode(w->s, w->left, &cp);

	w->replaced = false;
	if (step == 0)
		return 0;
	w->s += step;
	w->left -= step;
	if (!clean_bad(cp)) {
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
			/* A letter is dropped with all its marks. */
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
