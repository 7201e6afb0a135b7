/*
 * SPDX-License-Identifier: ISC
 *
 * change/file_rows: the screen of the rows of a file of the roll, for reading
 * and deciding.
 */
#pragma once

#include "ui/kit/change_ui.h"

/* Argument of file_rows_screen. */
struct file_rows_arg {
	int64_t change;
	bool go;         /* continue carrying the decision out */
};

extern const struct screen_ops file_rows_screen;

/* Posts a slice that carries a decision out; the answer, known by its op, posts
 * the next, so that other postings run in between.  False: failed, with a
 * message. */
bool change_slice_post(struct screen *s, int64_t id,
    unsigned char op[WIRE_OP_ID]);
