/*
 * SPDX-License-Identifier: ISC
 *
 * kit/rows: the rows of a list screen: a heading, a page of rows with a marker,
 * keys that move it.  They are all in memory, or read page by page from a place
 * between rows (ui/term/scroll.h).  The screen keeps what is above and below.
 */
#ifndef CHITRA_UI_KIT_ROWS_H
#define CHITRA_UI_KIT_ROWS_H

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
	int above, below;      /* screen rows that it does not use */
	int height;            /* of a row, 0: one screen row */
	const char *first, *last; /* N_(): said at either end; NULL: the start,
	                        * the end */
};

struct rows {
	const struct rows_def *def;
	struct table table;
	struct pager pager;
	struct scroll scroll;
	const char *v;         /* in memory; the screen's */
	size_t size;
};

enum status rows_open(struct screen *s, struct rows *r,
    const struct rows_def *def, struct err *err) ERR_CHECKED;
void rows_close(struct rows *r);

/* Reads the page that is shown anew; says what went wrong. */
void rows_again(struct screen *s, struct rows *r);
/* There are n rows of that size at v; the marker stays where it can. */
void rows_take(struct screen *s, struct rows *r, const void *v, size_t size,
    unsigned n);
/* Others are read next: from their start. */
void rows_restart(struct rows *r);

/* NULL: there are none. */
const void *rows_current(const struct rows *r);
/* Draws them, or `nothing` when there are none. */
void rows_draw(struct screen *s, struct rows *r, struct term *t,
    const char *nothing);
/* Moves the marker; false: no such action. */
bool rows_action(struct screen *s, struct rows *r, enum action a);

#endif
