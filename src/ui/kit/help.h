/*
 * SPDX-License-Identifier: ISC
 *
 * kit/help: F1: help on the field under the cursor, on the screen, and on every
 * key that works there, from the list of actions.
 */
#ifndef CHITRA_UI_HELP_H
#define CHITRA_UI_HELP_H

struct ui;

void help_open(struct ui *u);

#endif
