/*
 * SPDX-License-Identifier: ISC
 *
 * walk/check: compares the books with the model.  What is not even is said with
 * world_fail(), its class first:
 *
 *   FACTS      the roll is not what was asked for
 *   TOO_MUCH   had > due + claims given up
 *   MISSING    had < due - arrears given up, in a month that lists cover
 *   EARLY      arrears for a month that the owner's next list covers
 *   CLAIM      claimed more than was paid or came back; less than nothing left
 *   OPENING    what the system before paid too much is not claimed as was asked
 *   BOTH       ordered and claimed at once, and nothing came back: the claim is
 *              to be shrunk first, and the order withdrawn first
 *   OPEN       claimed while a line of the month is open: open lines are blocked
 *              first (of who had no payment reversed)
 *   GIVEN      more given up with a lowered rate than was had above it
 *   TWICE      a month on the lists of two owners
 *   GREW       a case with a decision grew
 *   BLOCKED    somebody was paid on a blocked line
 *   LINE       a line of a new draft is not what is due
 *   EXPECT     a case does not come out as it is written (acts had, claimed,
 *              cash, names, sees)
 *   PREVIEW    what was shown before is not what happened
 *   ERROR      a verb failed where it may at most refuse
 */
#ifndef TESTS_WALK_CHECK_H
#define TESTS_WALK_CHECK_H

#include "world.h"

void check_person(struct world *w, int root);
void check_all(struct world *w);
/* After a decision about a lowered rate: what it gave up, of everybody. */
void check_gave(struct world *w, int64_t change);
/* Is it the month after those that the owner's lists cover? */
bool check_follows(struct world *w, int owner, int month);
void check_draft(struct world *w, int64_t list);

/* An act that says how a month is to stand. */
void check_expect(struct world *w, const struct act *a);

/* An act that says whose a month is, and who reads what is claimed of it. */
void check_owner(struct world *w, const struct act *a);

/* What model and books have of a person, month by month. */
void check_show(struct world *w, int root, char *out, size_t size);

#endif
