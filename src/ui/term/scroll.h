/*
 * SPDX-License-Identifier: ISC
 *
 * term/scroll: the marker and the window over rows.
 *
 * `struct scroll` is for rows that are all in memory (a summary, a list of
 * values); `struct pager` for any number of rows that are read page by page
 * from a position between rows, so that the last page costs as much as the
 * first.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"
#include "ui/term/actions.h"

struct scroll {
	unsigned n, cur, first; /* rows, marked row, row at the top */
	unsigned page;          /* rows that are shown */
};

/*
 * Sets the number of rows and of rows per page; marker and window are kept if
 * possible.
 */
void scroll_fit(struct scroll *s, unsigned n, unsigned page);
/* UP DOWN PAGE_UP PAGE_DOWN FIRST LAST; false for all others. */
bool scroll_action(struct scroll *s, enum action a);

struct pager_ops {
	unsigned long row_size;
	/* Rows can be read forwards only: the pager keeps the start of each
	 * page, and reaches the last page by reading all. */
	bool forward;
	/*
	 * Reads up to max rows after (backwards: before) the row `from`, NULL:
	 * from the start (end); always in ascending order.
	 */
	enum status (*page)(void *arg, const void *from, bool backwards,
	    void *rows, unsigned max, unsigned *n, struct err *err);
};

struct pager {
	const struct pager_ops *ops;
	void *arg;
	char *rows;        /* owned */
	unsigned cap;      /* rows allocated */
	unsigned n, cur;   /* rows shown, marked one */
	unsigned page;     /* rows that fit on the screen */
	char *trail;       /* owned; forward: the row before each page but the first */
	unsigned depth;    /* of them */
	bool no_more;      /* the last move reached the end (for a message) */
};

/* `ops` and `arg` must outlive the pager. */
void pager_init(struct pager *p, const struct pager_ops *ops, void *arg);
void pager_done(struct pager *p);
/* Makes the next pager_again() read from the start, for other rows. */
void pager_restart(struct pager *p);
/* Reads the same position again (after a change, or a resize). */
enum status pager_again(struct pager *p, unsigned page, struct err *err)
    ERR_CHECKED;
/* *handled false: not a move. */
enum status pager_action(struct pager *p, enum action a, bool *handled,
    struct err *err) ERR_CHECKED;
const void *pager_row(const struct pager *p, unsigned i);
/* NULL when there are no rows. */
const void *pager_current(const struct pager *p);
