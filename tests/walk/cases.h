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

extern const struct walk_case walk_cases[];

#endif
