/*
 * SPDX-License-Identifier: ISC
 *
 * desk/desk: the payout desk: find, check, pay, next.
 */
#ifndef CHITRA_UI_DESK_H
#define CHITRA_UI_DESK_H

#include "ui/kit/ui_priv.h"

/* Opens the desk as a draft left it: search and open person, nothing paid. */
void desk_open_draft(struct ui *u, const char *lines);

#endif
