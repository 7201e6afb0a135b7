/*
 * SPDX-License-Identifier: ISC
 *
 * query/find_priv: one search, shared by find.c (letters), joined.c, digits.c
 * and found.c (the passes).
 */
#pragma once

#include "office/query/find.h"
#include "office/query/walk.h"

#define FIND_LOOK 400 /* keys read by one pass */

/* One search while it runs. */
struct find {
	struct db *db;
	const struct scope *sc;
	int64_t period;
	char code[8];       /* of the period */
	const char *typed;
	bool marks;         /* letters with marks were typed: they narrow */
	char query[256];    /* typed, folded */
	unsigned max;
	struct find_result *out;
};

/* Is no room left, and are there known to be more? */
bool find_full(struct find *f);
/*
 * Adds a person, unless it is there already, merged or outside the scope.  Sets
 * `more` instead when there is no room.
 */
enum status find_take(struct find *f, int64_t person, struct err *err)
    ERR_CHECKED;

/* One pass over one index; `words`: all typed words must be in the key. */
enum status find_pass(struct find *f, enum walk_key index, const char *prefix,
    bool words, struct err *err) ERR_CHECKED;
/* Several words: "lo pang" and "pang lo" are Lò Văn Pâng. */
enum status find_words(struct find *f, struct err *err) ERR_CHECKED;
/* When nobody was found: reads what was typed as a name without blanks. */
enum status find_joined(struct find *f, struct err *err) ERR_CHECKED;

/* Digits, or a code with digits in it. */
enum status find_digits(struct find *f, struct err *err) ERR_CHECKED;
