/*
 * SPDX-License-Identifier: ISC
 *
 * names: words of an enum.
 */
#include "base/names.h"

#include <stddef.h>
#include <string.h>

const char *
names_word(const struct names *t, unsigned i)
{
	return i < t->n && t->v[i] != NULL ? t->v[i] : "";
}

unsigned
names_find(const struct names *t, const char *word)
{
	unsigned i;

	if (word != NULL && word[0] != '\0')
		for (i = 1; i < t->n; i++)
			if (t->v[i] != NULL && strcmp(t->v[i], word) == 0)
				return i;
	return 0;
}
