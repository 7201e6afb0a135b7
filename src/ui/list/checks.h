/*
 * SPDX-License-Identifier: ISC
 *
 * list/checks: the findings of a list, and the periods.
 */
#pragma once

#include "office/list/check.h"
#include "ui/kit/screen.h"

/* Argument of checks_screen. */
struct checks_arg {
	int64_t list;
	bool approve; /* F10 approves: only accepted findings are shown */
};

extern const struct screen_ops checks_screen, periods_screen;

/* Opens the person of a finding, or both records. */
void checks_open_person(struct ui *u, const struct list_check *c);
/* Opens the request that resolves it. */
void checks_mend(struct ui *u, const struct list_check *c);

/* Offers the months for a new period and posts period.open; the answer goes to
 * the screen. */
void period_offer(struct screen *s);
/* The months that a period pays: "12/2019", "01/2020 - 02/2020". */
void period_say_months(struct ui *u, int64_t period, char *dst, size_t size);
/* Changes to the period with that code, with a message. */
void period_go(struct ui *u, const char *code);

/* Number of lists that wait for this user's approval, for the menu. */
unsigned lists_count(struct ui *u);
