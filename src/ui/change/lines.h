/*
 * SPDX-License-Identifier: ISC
 *
 * change/lines: one request as rows of text: who asked with which documents,
 * old and new values side by side, and its effects.
 */
#pragma once

#include "ui/kit/change_ui.h"

enum { LINES_MAX = 160, LINE_BYTES = 4 * TERM_MAX_COLS + 1 };

struct change_lines {
	char (*v)[LINE_BYTES]; /* owned */
	unsigned n, cols;      /* cols: of the window */
};

struct change_shown {
	const struct change *ch;
	const char *effect;    /* as of now, a sentence per line; "" unknown */
	const char *refused;   /* why it cannot be approved now; "" it can */
};

/* change_lines_free() frees the rows. */
void change_lines_make(struct ui *u, const struct change_shown *c,
    struct change_lines *out);
void change_lines_free(struct change_lines *l);
