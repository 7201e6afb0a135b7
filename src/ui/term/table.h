/*
 * SPDX-License-Identifier: ISC
 *
 * term/table: rows under headings, with the columns of forms/NAME.ini, as many
 * as fit the window.  The first column of the screen is for the marker.
 */
#pragma once

#include "form/list.h"

struct table {
	struct form_list *def; /* owned */
	unsigned *widths;      /* owned; 0: left out */
	int fitted;            /* columns of the window that they fit */
};

/* Text of one cell: in buf, or a text that outlives the call. */
typedef const char *(*table_cell_fn)(const void *row, const char *column,
    char *buf, size_t size);

/* As form_list_load(); table_done() frees it. */
enum status table_load(const struct form_dirs *dirs, const char *name,
    struct table *out,
    struct err *err) ERR_CHECKED;
void table_done(struct table *tb);

/* Draw the headings or one row; the columns fit the width of t. */
void table_head(struct table *tb, struct term *t, int row);
void table_row(struct table *tb, struct term *t, int row, table_cell_fn cell,
    const void *data);
