/*
 * SPDX-License-Identifier: ISC
 *
 * roll/duplicates: two records that may be one person.
 */
#ifndef CHITRA_UI_DUPLICATES_H
#define CHITRA_UI_DUPLICATES_H

#include "ui/kit/screen.h"

/* Argument of duplicate_screen: two records, at least one in the scope. */
struct duplicate_arg {
	int64_t a, b;
};

#endif
