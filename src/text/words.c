/* SPDX-License-Identifier: ISC */
#include "text/words.h"

#include <string.h>

static struct words_span
words_trim(const char *s, size_t n)
{
	while (n > 0 && s[0] == ' ') {
		s++;
		n--;
	}
	while (n > 0 && s[n - 1] == ' ')
		n--;
	return (struct words_span){ s, n };
}

/* Last position in s where w occurs as whole words; n when there is none. */
static size_t
words_find(struct words_span s, struct words_span w)
{
	size_t i;

	if (w.n == 0 || w.n > s.n)
		return s.n;
	for (i = s.n - w.n + 1; i-- > 0;)
		if ((i == 0 || s.s[i - 1] == ' ') &&
		    (i + w.n == s.n || s.s[i + w.n] == ' ') &&
		    memcmp(s.s + i, w.s, w.n) == 0)
			return i;
	return s.n;
}

void
words_split(struct words_name *out, const char *name, const char *given)
{
	struct words_span all = words_trim(name, strlen(name)), want = { "", 0 };
	size_t at;

	if (given != NULL)
		want = words_trim(given, strlen(given));
	at = words_find(all, want);
	if (at == all.n) {
		want.n = 0;
		while (want.n < all.n && all.s[all.n - 1 - want.n] != ' ')
			want.n++;
		at = all.n - want.n;
	}
	out->given = (struct words_span){ all.s + at, want.n };
	out->before = words_trim(all.s, at);
	out->after = words_trim(all.s + at + want.n, all.n - at - want.n);
}
