/*
 * SPDX-License-Identifier: ISC
 *
 * roll/duplicates: two records that may be one person.
 */
#pragma once

#include "ui/kit/screen.h"

/* Argument of duplicate_screen: two records, at least one in the scope. */
struct duplicate_arg {
	int64_t a, b;
};
