/*
 * SPDX-License-Identifier: ISC
 *
 * roll/roll: browsing the people of the scope.
 */
#pragma once

#include "office/query/find.h"
#include "office/query/roll.h"
#include "ui/kit/screen.h"

/* Argument of roll_screen: the first filter; NULL = none. */
struct roll_arg {
	struct roll_filter filter;
};

/* Argument of filter_screen; `done` is called with the screen below. */
struct filter_arg {
	struct roll_filter filter;
	void (*done)(struct screen *s, const struct roll_filter *f);
};

/* A cell of a struct roll_row (table_cell_fn). */
const char *roll_cell(const void *row, const char *column, char *buf,
    size_t size);
/* Converts a match to a row of the roll; other members are empty. */
void roll_row_of_match(const struct find_row *f, struct roll_row *r);
