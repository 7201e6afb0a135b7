/*
 * SPDX-License-Identifier: ISC
 *
 * verb/record: the members of a struct as words in one line ("12 2026-03 -"),
 * which a job or a request keeps for later.  One table of members is used for
 * writing and for reading.  The words are in the order of the table; a new
 * member goes to its end, and `least` stays as it was.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/names.h"

struct record_field {
	enum {
		RECORD_INT, RECORD_COUNT, RECORD_BOOL, RECORD_WORD, RECORD_NAME
	} type;
	size_t at, size;
	const struct names *names; /* of an enum */
};

/* int64_t, unsigned, bool, or char[] without blanks; "" is written as "-". */
#define RECORD_FIELD(of, m)                                                    \
	{ _Generic(((of *)0)->m, int64_t: RECORD_INT, unsigned: RECORD_COUNT,  \
	    bool: RECORD_BOOL, char *: RECORD_WORD), offsetof(of, m),          \
	    sizeof(((of *)0)->m), NULL }
/* An enum, as its word. */
#define RECORD_ENUM(of, m, names)                                              \
	{ RECORD_NAME, offsetof(of, m), sizeof(((of *)0)->m), names }

struct record {
	const struct record_field *field;
	size_t n, least; /* words that may be there, and must be */
};

#define RECORD(fields, must)                                                   \
	{ (fields), sizeof(fields) / sizeof((fields)[0]), (must) }

/* Writes the members of *of; fatal when they do not fit. */
void record_write(const struct record *r, const void *of, char *dst,
    size_t size);

/*
 * Reads the first line of text into *to; members without a word stay as they
 * are.  False when a word is missing, too long or no number; some members may
 * have been written then.
 */
bool record_read(const struct record *r, const char *text, void *to);
