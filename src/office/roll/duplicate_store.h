/*
 * SPDX-License-Identifier: ISC
 *
 * roll/duplicate_store: merges two records, and undoes that.
 */
#pragma once

#include "office/roll/duplicate.h"

#define DUPLICATE_PAPERS 16 /* active papers of one person; more are refused */

struct duplicate_papers {
	struct duplicate_paper {
		char kind[9], number[25];
		bool known; /* the other record had it too */
	} v[DUPLICATE_PAPERS];
	unsigned n;
};

struct duplicate_merging {
	int64_t gone, keep, change;     /* persons; the request */
	struct duplicate_papers papers; /* active ones of `gone` */
};

/* Merges `gone` into `keep`, gives it the papers and lists them in is->papers;
 * the note says how it is known.  ST_LIMIT: too many papers. */
enum status duplicate_merge(struct verb_call *c, struct duplicate_merging *is,
    const char *note, struct err *err) ERR_CHECKED;
/* Undoes it; papers that `keep` had before stay there. */
enum status duplicate_part(struct verb_call *c,
    const struct duplicate_merging *was, struct err *err) ERR_CHECKED;
