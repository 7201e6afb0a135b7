/*
 * SPDX-License-Identifier: ISC
 *
 * verb/record: the members of a struct as words in one line ("12 2026-03 -"):
 * what a job or a request keeps for later.  One table of members writes and
 * reads them, so that the two cannot differ.  The words are in the order of the
 * table; a member that is added goes to its end, and `least` stays.
 */
#ifndef CHITRA_OFFICE_VERB_RECORD_H
#define CHITRA_OFFICE_VERB_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct record_field {
	enum { RECORD_INT, RECORD_COUNT, RECORD_BOOL, RECORD_WORD } type;
	size_t at, size;
};

/* int64_t, unsigned, bool, or char[] without blanks; "" is written as "-". */
#define RECORD_FIELD(of, m)                                                    \
	{ _Generic(((of *)0)->m, int64_t: RECORD_INT, unsigned: RECORD_COUNT,  \
	    bool: RECORD_BOOL, char *: RECORD_WORD), offsetof(of, m),          \
	    sizeof(((of *)0)->m) }

struct record {
	const struct record_field *field;
	size_t n, least; /* words there may be, and must be */
};

#define RECORD(fields, must)                                                   \
	{ (fields), sizeof(fields) / sizeof((fields)[0]), (must) }

/* The members of *of; fatal when they do not fit. */
void record_write(const struct record *r, const void *of, char *dst,
    size_t size);

/*
 * The words of the first line of text into *to.  What they do not tell stays as
 * it is.  False when one is missing, too long or no number (*to is then in
 * parts).
 */
bool record_read(const struct record *r, const char *text, void *to);

#endif
