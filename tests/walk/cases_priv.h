/*
 * SPDX-License-Identifier: ISC
 *
 * walk/cases_priv: what the files of cases share.
 *
 * Person 0 has 270.000 (136.5.5b), 16 405.000 (28.16.6c), 1 540.000 (28.16.6a)
 * at owner 119; 2 270.000 at 126; 11 has 136.5.5b and 28.16.6c, which exclude
 * each other: 405.000; 3 405.000 and, kept beside it, 270.000 at 125; 4 270.000.
 * 51 (270.000 and a single parent's 270.000) is a second record of 1 at another
 * owner; 50 (a single parent's) one of 0, 54 (405.000) one of 4, beside them.
 * Lists begin with 2019-11.
 *
 * "month M PCT": the lists of all owners, approved, paid to PCT of a hundred.
 * Every act must be done; "-" in front: it may be refused.  After each act the
 * balance of who is touched holds (check.h), whatever else is said here.
 */
#ifndef TESTS_WALK_CASES_PRIV_H
#define TESTS_WALK_CASES_PRIV_H

#include "cases.h"

#include <stddef.h>

#define M(month, pct) "month " month " " pct "\n"
#define NOV_PAID M("2019-11", "100")
#define NOV_OPEN M("2019-11", "0")
#define DEC_PAID M("2019-12", "100")
#define DEC_OPEN M("2019-12", "0")
#define JAN_OPEN M("2020-01", "0")
#define DRAFT_A                                                                \
	"day on=2019-11-16\nopen from=2019-12\nclose owner=119 from=2019-11\n"   \
	"close owner=126 from=2019-11\nlist owner=119 from=2019-12\n"
#define LIST_B                                                                 \
	"list owner=126 from=2019-12\nsubmit owner=126\napprove owner=126\n"
#define LIST_A "list owner=119 from=2019-12\nsubmit owner=119\napprove owner=119\n"

/* A file of cases by concept, each ended by a row without a name. */
extern const struct walk_case walk_cases_change[], walk_cases_move[],
    walk_cases_before[], walk_cases_rate[], walk_cases_mix[],
    walk_cases_owner[], walk_cases_lowered[];

#endif
