/*
 * SPDX-License-Identifier: ISC
 *
 * list/checks: the findings of a list as things to do, and the periods.
 */
#ifndef CHITRA_UI_CHECKS_H
#define CHITRA_UI_CHECKS_H

#include "office/list/check.h"
#include "ui/kit/screen.h"

/* Argument of checks_screen. */
struct checks_arg {
	int64_t list;
	bool approve; /* F10 approves: only what was accepted is shown */
};

extern const struct screen_ops checks_screen, periods_screen;

/* Opens whom a finding is about: the person, or both records. */
void checks_open_person(struct ui *u, const struct list_check *c);
/* Opens the request that mends it. */
void checks_mend(struct ui *u, const struct list_check *c);

/* Offers the months that a new period could cover and posts period.open; the
 * answer comes to the screen. */
void period_offer(struct screen *s);
/* The months that a period pays: "12/2019", "01/2020 - 02/2020". */
void period_say_months(struct ui *u, int64_t period, char *dst, size_t size);
/* Goes to the period with that code; says so. */
void period_go(struct ui *u, const char *code);

/* Lists that wait for this person to approve them, for the menu. */
unsigned lists_count(struct ui *u);

#endif
