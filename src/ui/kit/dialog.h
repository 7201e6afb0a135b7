/*
 * SPDX-License-Identifier: ISC
 *
 * kit/dialog: small questions over a screen.
 */
#pragma once

#include "ui/kit/screen.h"

/*
 * For actions that can be repeated: Enter is yes, F3 is no.  Everything else is
 * asked by decide.h.  `done` is called with the screen that asked.
 */
void ask_open(struct screen *s, const char *question,
    void (*done)(struct screen *s, bool yes));

/*
 * A line of text, at least one letter (a name), that posts nothing; `done` is
 * called with "" when the user went back.
 */
void line_open(struct screen *s, const char *title, const char *label,
    void (*done)(struct screen *s, const char *text));

/* The same with an initial text, to be corrected. */
void line_again(struct screen *s, const char *title, const char *label,
    const char *typed, void (*done)(struct screen *s, const char *text));

/*
 * Asks for the password, lets the gate confirm it for v->op, then posts v for
 * `s`.  v is copied.
 */
void secret_open(struct screen *s, const struct wire_verb *v);
