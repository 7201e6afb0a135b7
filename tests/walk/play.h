/*
 * SPDX-License-Identifier: ISC
 *
 * walk/play: a script of acts, played from the first to the one that fails;
 * cut shorter while it still fails in the same way.
 */
#ifndef TESTS_WALK_PLAY_H
#define TESTS_WALK_PLAY_H

#include <stdio.h>

#include "world.h"

enum { PLAY_ACTS = 6000 };

struct play {
	struct act act[PLAY_ACTS];
	bool refused[PLAY_ACTS]; /* when it was played last */
	unsigned n;
};

struct play_end {
	bool failed;
	unsigned step;     /* act that failed */
	int month;         /* of the office's clock then */
	char why[W_WHY];
	int done[ACT_KINDS], refused[ACT_KINDS];
	char refusal[ACT_KINDS][200];
};

/* At most `steps` acts (0 all); `loud`: says each.  Acts are aimed for good. */
void play(struct play *p, unsigned steps, bool loud,
    struct play_end *end);

/* Leaves out what is not needed for a failure of this class. */
void play_shrink(struct play *p, const struct play_end *end);

/* A month of lists of all owners, from the opening to the payment. */
void play_month(struct play *p, int month, int pct);
void play_add(struct play *p, const struct act *a);
void play_line(struct play *p, const char *line);

void play_print(FILE *f, const struct play *p, unsigned upto);
bool play_read(FILE *f, struct play *p);

/* The random script of a seed. */
void play_random(struct play *p, unsigned seed);

#endif
