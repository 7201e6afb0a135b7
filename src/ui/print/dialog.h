/*
 * SPDX-License-Identifier: ISC
 *
 * print/dialog: F8: which report, of what, on which printer.
 */
#pragma once

#include "ui/kit/screen.h"

/* Argument of print_screen: what the screen below shows; NULL: nothing. */
struct print_arg {
	char report[64];   /* name of its definition, "" = the first */
	char area[16], point[24];
	int64_t list;      /* 0: none */
};

/* F8 of a screen: that report, of that list (0: none). */
void print_open_of(struct ui *u, const char *report, int64_t list);
