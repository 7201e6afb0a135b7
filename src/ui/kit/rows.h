/*
 * SPDX-License-Identifier: ISC
 *
 * kit/rows: the rows of a list screen: a heading, a page of rows with a marker,
 * and the keys that move it.  Rows are all in memory, or read page by page
 * (ui/term/scroll.h).  The screen draws what is above and below.
 */
#pragma once

#include "ui/kit/screen.h"
#include "ui/term/scroll.h"
#include "ui/term/table.h"

struct rows_def {
	const char *table;     /* of forms/, with cell; NULL: draw */
	table_cell_fn cell;
	void (*draw)(struct screen *s, struct term *t, int row,
	    const void *data);
	/* Reads a page, arg is the screen; NULL: rows_take() has them all. */
	const struct pager_ops *pages;
	int above, below;      /* screen rows left to the screen */
	int height;            /* of a row, 0: one screen row */
	const char *first, *last; /* N_(): messages at both ends; NULL: the
	                           * default */
};

struct rows {
	const struct rows_def *def;
	struct table table;
	struct pager pager;
	struct scroll scroll;
	const char *v;         /* rows in memory; owned by the screen */
	size_t size;
};

/* `def` outlives r; rows_close() frees what r owns, not the screen's rows. */
enum status rows_open(struct screen *s, struct rows *r,
    const struct rows_def *def, struct err *err) ERR_CHECKED;
void rows_close(struct rows *r);

/* Reads the current page again; an error goes to the message line. */
void rows_again(struct screen *s, struct rows *r);
/* Sets the n rows of that size at v; the marker is kept if possible. */
void rows_take(struct screen *s, struct rows *r, const void *v, size_t size,
    unsigned n);
/* Makes the next reading start at the first row, for other rows. */
void rows_restart(struct rows *r);

/* NULL: no rows. */
const void *rows_current(const struct rows *r);
/* Draws the rows, or the text `nothing` without rows. */
void rows_draw(struct screen *s, struct rows *r, struct term *t,
    const char *nothing);
/* Moves the marker; false: another action. */
bool rows_action(struct screen *s, struct rows *r, enum action a);
