/*
 * SPDX-License-Identifier: ISC
 *
 * roll/duplicate_store: two records made one, and two again.
 */
#ifndef CHITRA_OFFICE_ROLL_DUPLICATE_STORE_H
#define CHITRA_OFFICE_ROLL_DUPLICATE_STORE_H

#include "office/roll/duplicate.h"

#define DUPLICATE_PAPERS 16 /* active ones of one person; more are refused */

struct duplicate_papers {
	struct duplicate_paper {
		char kind[9], number[25];
		bool known; /* the other record had it too */
	} v[DUPLICATE_PAPERS];
	unsigned n;
};

struct duplicate_merging {
	int64_t gone, keep, change;
	struct duplicate_papers papers; /* of who goes */
};

/* One is merged into the other, which gets its papers: is->papers. */
enum status duplicate_merge(struct verb_call *c, struct duplicate_merging *is,
    const char *note, struct err *err) ERR_CHECKED;
/* The same taken back: what was known of the other before stays there. */
enum status duplicate_part(struct verb_call *c,
    const struct duplicate_merging *was, struct err *err) ERR_CHECKED;

#endif
