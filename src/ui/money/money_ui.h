/*
 * SPDX-License-Identifier: ISC
 *
 * money/money_ui: recoveries, and the rates that amounts come from.
 */
#pragma once

#include "ui/kit/screen.h"

/* Argument of recovery_screen. */
struct recovery_arg {
	int64_t recovery;
};

extern const struct screen_ops recoveries_screen, recovery_screen,
    rates_screen, difference_screen;

/* Number of open cases in the user's scope, for the menu. */
unsigned recoveries_count(struct ui *u);
