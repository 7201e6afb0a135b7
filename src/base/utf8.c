/* SPDX-License-Identifier: ISC */
#include "base/utf8.h"

#include <string.h>

bool
utf8_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

size_t
utf8_length(unsigned char first)
{
	/* C0 and C1 could only start an overlong form. */
	return first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 :
	    first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
}

size_t
utf8_decode(const char *str, size_t n, uint32_t *cp)
{
	const unsigned char *s = (const unsigned char *)str;
	size_t len;
	uint32_t c;

	if (n == 0 || s[0] == 0)
		return 0;
	*cp = s[0];
	if (s[0] < 0x80)
		return 1;
	*cp = UTF8_BAD;
	len = utf8_length(s[0]);
	if (len == 0 || n < len || !utf8_tail(s[1]))
		return 1;
	c = (uint32_t)(s[0] & 0x7F >> len) << 6 | (s[1] & 0x3F);
	if (len == 2) {
		*cp = c;
		return 2;
	}
	if (!utf8_tail(s[2]))
		return 1;
	c = c << 6 | (s[2] & 0x3F);
	if (len == 3 ? c < 0x800 || (c >= 0xD800 && c <= 0xDFFF) :
	    !utf8_tail(s[3]))
		return 1;
	if (len == 4) {
		c = c << 6 | (s[3] & 0x3F);
		if (c < 0x10000 || c > 0x10FFFF)
			return 1;
	}
	*cp = c;
	return len;
}

size_t
utf8_encode(char out[4], uint32_t cp)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xC0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3F));
		return 2;
	}
	if (cp < 0x10000) {
		if (cp >= 0xD800 && cp <= 0xDFFF)
			return 0;
		out[0] = (char)(0xE0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
		out[2] = (char)(0x80 | (cp & 0x3F));
		return 3;
	}
	if (cp > 0x10FFFF)
		return 0;
	out[0] = (char)(0xF0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
	out[3] = (char)(0x80 | (cp & 0x3F));
	return 4;
}

bool
utf8_valid(const char *s, size_t n)
{
	uint32_t cp;
	size_t step;

	for (; n > 0; s += step, n -= step) {
		step = 1;
		if ((unsigned char)*s < 0x80 && *s != '\0')
			continue;
		step = utf8_decode(s, n, &cp);
		if (step == 0 || cp == UTF8_BAD)
			return false;
	}
	return true;
}

size_t
utf8_count(const char *s)
{
	size_t left = strlen(s), count = 0, step;
	uint32_t cp;

	for (; (step = utf8_decode(s, left, &cp)) > 0; s += step, left -= step)
		count++;
	return count;
}

struct range {
	uint32_t first, last;
};

/* Combining marks of scripts that can occur in a Vietnamese file. */
static const struct range combining[] = {
	{ 0x0300, 0x034E }, { 0x0350, 0x036F }, { 0x0483, 0x0489 },
	{ 0x0591, 0x05BD },
	{ 0x0610, 0x061A }, { 0x064B, 0x065F }, { 0x0E31, 0x0E31 },
	{ 0x0E34, 0x0E3A }, { 0x0E47, 0x0E4E }, { 0x0EB1, 0x0EB1 },
	{ 0x0EB4, 0x0EBC }, { 0x0EC8, 0x0ECE }, { 0x17B7, 0x17BD },
	{ 0x17C6, 0x17C6 }, { 0x17C9, 0x17D3 },
	{ 0x1AB0, 0x1ACE }, { 0x1DC0, 0x1DFF }, { 0x20D0, 0x20F0 },
	{ 0x302A, 0x302D }, { 0xAA30, 0xAA36 }, { 0xAAB0, 0xAAC1 },
	{ 0xFE20, 0xFE2F },
};

/* East Asian Width W and F, and the emoji that terminals draw wide. */
static const struct range wide[] = {
	{ 0x1100, 0x115E }, { 0x231A, 0x231B }, { 0x2329, 0x232A },
	{ 0x23E9, 0x23EC }, { 0x25FD, 0x25FE }, { 0x2614, 0x2615 },
	{ 0x2648, 0x2653 }, { 0x26A1, 0x26A1 }, { 0x2705, 0x2705 },
	{ 0x274C, 0x274C }, { 0x2753, 0x2755 }, { 0x2757, 0x2757 },
	{ 0x2795, 0x2797 }, { 0x2B1B, 0x2B1C }, { 0x2B50, 0x2B50 },
	{ 0x2E80, 0x303E }, { 0x3041, 0x3163 }, { 0x3165, 0x33FF }, { 0x3400, 0x4DBF },
	{ 0x4E00, 0x9FFF }, { 0xA000, 0xA4CF }, { 0xA960, 0xA97F },
	{ 0xAC00, 0xD7A3 }, { 0xF900, 0xFAFF }, { 0xFE30, 0xFE6F },
	{ 0xFF00, 0xFF60 }, { 0xFFE0, 0xFFE6 }, { 0x16FE0, 0x18AFF },
	{ 0x1AFF0, 0x1B2FF }, { 0x1F004, 0x1F004 }, { 0x1F0CF, 0x1F0CF },
	{ 0x1F18E, 0x1F18E }, { 0x1F191, 0x1F19A }, { 0x1F200, 0x1F265 },
	{ 0x1F300, 0x1F64F }, { 0x1F680, 0x1F6FF }, { 0x1F7E0, 0x1F7EB },
	{ 0x1F900, 0x1F9FF }, { 0x1FA70, 0x1FAFF }, { 0x20000, 0x2FFFD },
	{ 0x30000, 0x3FFFD },
};

static bool
utf8_within(const struct range *table, size_t n, uint32_t cp)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (cp > table[mid].last)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && cp >= table[lo].first;
}

int
utf8_width(uint32_t cp)
{
	if (cp < 0x300 || (cp >= 0x1E00 && cp < 0x20D0))
		return 1;
	if (utf8_within(combining, sizeof(combining) / sizeof(combining[0]), cp))
		return 0;
	if (utf8_within(wide, sizeof(wide) / sizeof(wide[0]), cp))
		return 2;
	return 1;
}

size_t
utf8_columns(const char *s)
{
	size_t left = strlen(s), columns = 0, step;
	uint32_t cp;

	for (; (step = utf8_decode(s, left, &cp)) > 0; s += step, left -= step)
		columns += (size_t)utf8_width(cp);
	return columns;
}
