/*
 * SPDX-License-Identifier: ISC
 *
 * change/changes_priv: the state of the inbox, shared by changes.c (picture, keys)
 * and changes_page.c (rows, paging).
 */
#ifndef CHITRA_UI_CHANGES_PRIV_H
#define CHITRA_UI_CHANGES_PRIV_H

#include "ui/kit/change_ui.h"
#include "ui/term/table.h"

enum { CHANGES_PAGES = 500 }; /* as far back as PgUp remembers */

struct inbox {
	struct changes_filter filter;
	struct table table;
	struct change_counts counts;
	struct change_head *v;   /* owned; the page */
	unsigned n, cur, page;
	int64_t start[CHANGES_PAGES]; /* each page begins before this number */
	unsigned depth;          /* page that is shown */
	struct edit search;
	bool searching, far;     /* far: older ones were not looked at */
	int timer;
};

/* Reads the page anew; the marker stays inside. */
void changes_read(struct screen *s);
/* From the newest on. */
void changes_start(struct screen *s);
/* Moves the marker and turns pages; false: no move. */
bool changes_move(struct screen *s, enum action a);

#endif
