/*
 * SPDX-License-Identifier: ISC
 *
 * term/table: rows under headings, with the columns that forms/NAME.ini names and
 * as many of them as the window holds.  The first column of the screen is the
 * marker's.
 */
#ifndef CHITRA_UI_TABLE_H
#define CHITRA_UI_TABLE_H

#include "form/list.h"

struct table {
	struct form_list *def; /* owned */
	unsigned *widths;      /* owned; 0: left out */
	int fitted;            /* columns of the window they are for */
};

/* Text of one cell: into buf, or any text that lives on. */
typedef const char *(*table_cell_fn)(const void *row, const char *column,
    char *buf, size_t size);

enum status table_load(const struct form_dirs *dirs, const char *name,
    struct table *out,
    struct err *err) ERR_CHECKED;
void table_done(struct table *tb);

void table_head(struct table *tb, struct term *t, int row);
void table_row(struct table *tb, struct term *t, int row, table_cell_fn cell,
    const void *data);

#endif
