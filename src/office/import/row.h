/*
 * SPDX-License-Identifier: ISC
 *
 * import/row: takes a slice apart again.
 */
#pragma once

#include "office/import/import.h"

struct import_row {
	long line;                       /* of the file, where the row starts */
	bool bad;                        /* field[0] says why */
	size_t n;
	char *field[IMPORT_COLUMNS_MAX]; /* into the slice */
	bool mark[IMPORT_COLUMNS_MAX];   /* true: was not UTF-8 */
};

/* Next row of a slice, which is changed in place; false at its end. */
bool import_row_next(char **slice, struct import_row *row);
