/*
 * SPDX-License-Identifier: ISC
 *
 * change/file_rows: the rows of a file of the roll, to be read and decided.
 */
#ifndef CHITRA_UI_FILE_ROWS_H
#define CHITRA_UI_FILE_ROWS_H

#include "ui/kit/change_ui.h"

/* Argument of file_rows_screen. */
struct file_rows_arg {
	int64_t change;
	bool go;         /* go on with what was decided */
};

extern const struct screen_ops file_rows_screen;

/* Carries on with what was decided, some of it: each answer, known by its op,
 * posts the next, so that other desks go on.  False: it was said why not. */
bool change_slice_post(struct screen *s, int64_t id,
    unsigned char op[WIRE_OP_ID]);

#endif
