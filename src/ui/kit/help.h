/*
 * SPDX-License-Identifier: ISC
 *
 * kit/help: F1: help on the field under the cursor, on the screen, and on every
 * key that works there, from the list of actions.
 */
#pragma once

struct ui;

void help_open(struct ui *u);
