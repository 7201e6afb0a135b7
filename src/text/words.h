/*
 * SPDX-License-Identifier: ISC
 *
 * words: the parts of a personal name, inside text/ only.
 */
#ifndef CHITRA_TEXT_WORDS_H
#define CHITRA_TEXT_WORDS_H

#include <stddef.h>

struct words_span {
	const char *s;
	size_t n;
};

/*
 * Splits a name into given name, what stands before it (surname and middle
 * names) and what stands after it, in name order.  given NULL or "": the last
 * word.  A given name that is not made of whole words of the name counts as
 * none.  Spans may be empty and carry no blanks at their ends.
 */
struct words_name {
	struct words_span given, before, after;
};

void words_split(struct words_name *out, const char *name, const char *given);

#endif
