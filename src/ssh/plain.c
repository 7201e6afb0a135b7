/* SPDX-License-Identifier: ISC */
#include "ssh/plain.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Length of the letter at s and its number; 0 when it is no UTF-8. */
static size_t
plain_letter(const unsigned char *s, uint32_t *cp)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n, i;

	if (s[0] < 0x80) {
		*cp = s[0];
		return 1;
	}
	n = s[0] >= 0xF0 ? 4 : s[0] >= 0xE0 ? 3 : 2;
	if (s[0] < 0xC2 || s[0] > 0xF4)
		return 0;
	*cp = s[0] & (0xFFu >> (n + 1));
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		*cp = *cp << 6 | (s[i] & 0x3F);
	}
	if (*cp < least[n] || *cp > 0x10FFFF ||
	    (*cp >= 0xD800 && *cp <= 0xDFFF))
		return 0;
	return n;
}

static bool
plain_forbidden(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) ||
	    (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

void
plain_line(char *dst, size_t size, const char *src)
{
	const unsigned char *s = (const unsigned char *)src;
	size_t n, used = 0;
	uint32_t cp;

	while (*s != '\0') {
		const void *from = s;

		n = plain_letter(s, &cp);
		s += n > 0 ? n : 1;
		if (n == 0 || plain_forbidden(cp)) {
			from = "?";
			n = 1;
		}
		if (used + n >= size)
			break;
		memcpy(dst + used, from, n);
		used += n;
	}
	dst[used] = '\0';
}
