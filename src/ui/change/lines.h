/*
 * SPDX-License-Identifier: ISC
 *
 * change/lines: one request as rows of text: who asked on what papers, was and
 * now side by side, and what comes of it.
 */
#ifndef CHITRA_UI_CHANGE_LINES_H
#define CHITRA_UI_CHANGE_LINES_H

#include "ui/kit/change_ui.h"

enum { LINES_MAX = 160, LINE_BYTES = 4 * TERM_MAX_COLS + 1 };

struct change_lines {
	char (*v)[LINE_BYTES]; /* owned */
	unsigned n, cols;      /* cols: of the window */
};

struct change_shown {
	const struct change *ch;
	const char *effect;    /* as of now, a sentence a line; "" not known */
	const char *refused;   /* why it cannot be approved now; "" it can */
};

void change_lines_make(struct ui *u, const struct change_shown *c,
    struct change_lines *out);
void change_lines_free(struct change_lines *l);

#endif
