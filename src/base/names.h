/*
 * SPDX-License-Identifier: ISC
 *
 * names: an enum and its words, as stored in the database, sent in messages and
 * written in files.  One table for each enum, in the module that owns the enum;
 * code compares numbers, and words appear only where they are read or written.
 */
#pragma once

struct names {
	const char *const *v; /* by number; NULL or missing: no word */
	unsigned n;
};

/*
 * Defines a table: NAMES(change_states, [CHANGE_WAITING] = "waiting", ...);
 * 0 is "none" in every enum that has a table, and its word is "".
 */
#define NAMES(table, ...)                                                      \
	static const char *const table##_v[] = { __VA_ARGS__ };                \
	const struct names table = { table##_v,                                \
		sizeof(table##_v) / sizeof(table##_v[0]) }

/* The word of i; "" for 0 and for a number without one. */
const char *names_word(const struct names *t, unsigned i);
/* The number of a word; 0 for "", NULL and a word that is not in the table. */
unsigned names_find(const struct names *t, const char *word);
