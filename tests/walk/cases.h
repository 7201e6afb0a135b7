/*
 * SPDX-License-Identifier: ISC
 *
 * walk/cases: corrections of corrections, each by name, as a script of acts
 * with what is right at its end.
 */
#ifndef TESTS_WALK_CASES_H
#define TESTS_WALK_CASES_H

struct walk_case {
	const char *name, *right, *script;
};

/* Groups of them, each ended by a row without a name; ended by NULL. */
extern const struct walk_case *const walk_cases[];

#endif
