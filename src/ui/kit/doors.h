/*
 * SPDX-License-Identifier: ISC
 *
 * kit/doors: arguments of screens that other modules open.
 */
#pragma once

#include <stdint.h>

/* Argument of detail_screen. */
struct detail_arg {
	int64_t person;
};

/* Argument of change_view_screen. */
struct change_view_arg {
	int64_t change;
};

/* Argument of timeline_screen. */
struct timeline_arg {
	int64_t person;
};
