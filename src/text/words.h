/*
 * SPDX-License-Identifier: ISC
 *
 * words: the parts of a personal name, inside text/ only.
 */
#pragma once

#include <stddef.h>

struct words_span {
	const char *s;
	size_t n;
};

/*
 * A name split into the given name, the words before it (surname and middle
 * names) and the words after it, in name order.  given NULL or "": the last
 * word.  A given name that is not whole words of the name is ignored.  Spans
 * may be empty and have no blanks at their ends.
 */
struct words_name {
	struct words_span given, before, after;
};

/* The spans point into name. */
void words_split(struct words_name *out, const char *name, const char *given);
