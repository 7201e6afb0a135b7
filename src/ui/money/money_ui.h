/*
 * SPDX-License-Identifier: ISC
 *
 * money/money_ui: what is to come back, and the figures that amounts come from.
 */
#ifndef CHITRA_UI_MONEY_UI_H
#define CHITRA_UI_MONEY_UI_H

#include "ui/kit/screen.h"

/* Argument of recovery_screen. */
struct recovery_arg {
	int64_t recovery;
};

extern const struct screen_ops recoveries_screen, recovery_screen,
    rates_screen, difference_screen;

/* Cases with something left in this person's places, for the menu. */
unsigned recoveries_count(struct ui *u);

#endif
