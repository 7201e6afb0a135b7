/*
 * SPDX-License-Identifier: ISC
 *
 * due: who can be paid now and by whom, read from the books of a test office:
 * the work of tests/tools/payers and its baseline.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DUE_LINES 24

struct due {
	int64_t person, staff, point;
	int64_t line[DUE_LINES], amount[DUE_LINES], total;
	int n;           /* lines */
	bool guardian;   /* who collects */
	int desk;        /* 0 .. desks - 1: whose turn it is to pay him */
	char code[25];
};

struct due_all {
	struct due *v;   /* in turn by desk: 0, 1, 2, ... */
	size_t n;
	int desks;
	int64_t period;
	char period_code[8];
	int64_t staff[1024]; /* of each desk */
};

/*
 * The `desks` paying members of staff with the most people to pay.  A books
 * that cannot be read, or has nothing to pay, ends the program.
 */
void due_load(const char *database, int desks, struct due_all *out);
void due_done(struct due_all *a);
