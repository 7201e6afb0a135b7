/*
 * SPDX-License-Identifier: ISC
 *
 * Cases by name, a file a concept.
 */
#include "cases_priv.h"

const struct walk_case *const walk_cases[] = {
	walk_cases_change, walk_cases_move, walk_cases_before,
	walk_cases_rate, walk_cases_lowered, walk_cases_mix,
	walk_cases_owner, NULL
};
