/*
 * SPDX-License-Identifier: ISC
 *
 * walk/check_priv: the parts of a comparison of one person.  `b` is what the
 * books have of the person, and the model's focus (m_focus()) is set.
 */
#ifndef TESTS_WALK_CHECK_PRIV_H
#define TESTS_WALK_CHECK_PRIV_H

#include "check.h"

/* One month of one group. */
struct even {
	int64_t low, high;  /* due */
	int64_t opening, lines, ordered, claimed, paid, open;
	int64_t reclaimed;  /* of claimed: of the opening */
	int64_t held;       /* blocked twice over: nothing replaces it yet */
	int64_t given;      /* claims given up with a lowered rate */
	int64_t had;
};

struct even check_even(const struct model *m, const struct books *b,
    unsigned group, int month);
/* Categories that are in force in the month or had anything of it, as bits. */
unsigned check_cats(const struct model *m, const struct books *b, int month);
/* From the first month of anything to the last, or the last that lists cover. */
void check_months(const struct world *w, const struct books *b, int root,
    int *first, int *last);
/* settled: what came back or was written off.  Adds up what is missing, and
 * says in which month. */
void check_group(struct world *w, const struct books *b, int root,
    unsigned group, int month, int64_t settled, int64_t *missing,
    int *missing_in);
/* Of what request `change` gave up just now. */
void check_given(struct world *w, const struct books *b, int root,
    int64_t change);
void check_funeral(struct world *w, const struct books *b, int root);

/* back: what has come back of all cases. */
void check_cases(struct world *w, const struct books *b, int root,
    int64_t *back, int64_t *written_off);
void check_lines(struct world *w, const struct books *b, int root);
/* Of one record, without books. */
void check_facts(struct world *w, int person);

/* world_fail() with the person's months. */
void check_fail(struct world *w, int root, const char *class, int month,
    const struct even *e);

#endif
