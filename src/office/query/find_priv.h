/*
 * SPDX-License-Identifier: ISC
 *
 * query/find_priv: a search: find.c (letters), joined.c and digits.c go by the
 * passes of found.c.
 */
#ifndef CHITRA_OFFICE_FIND_PRIV_H
#define CHITRA_OFFICE_FIND_PRIV_H

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
	bool marks;         /* something typed is no plain letter: narrow */
	char query[256];    /* typed, folded */
	unsigned max;
	struct find_result *out;
};

/* No room is left and it is known that there are more. */
bool find_full(struct find *f);
/*
 * Takes a person unless it is there already or outside the scope.  Beyond the
 * room: only `more`.
 */
enum status find_take(struct find *f, int64_t person, struct err *err)
    ERR_CHECKED;

/* One pass over one index; `words`: all typed words must be in the key. */
enum status find_pass(struct find *f, enum walk_key index, const char *prefix,
    bool words, struct err *err) ERR_CHECKED;
/* Several words: "lo pang" and "pang lo" are Lò Văn Pâng. */
enum status find_words(struct find *f, struct err *err) ERR_CHECKED;
/* Nobody is called so as it stands: blanks may have been left out. */
enum status find_joined(struct find *f, struct err *err) ERR_CHECKED;

/* Digits, or a code with digits in it. */
enum status find_digits(struct find *f, struct err *err) ERR_CHECKED;

#endif
