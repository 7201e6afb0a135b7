/*
 * SPDX-License-Identifier: ISC
 *
 * list/lists_priv: the state of the screen of payment lists, for lists.c (what there
 * is), draw.c (what is shown) and change.c (what may be done).
 */
#ifndef CHITRA_UI_LISTS_PRIV_H
#define CHITRA_UI_LISTS_PRIV_H

#include "office/list/list.h"
#include "office/list/check.h"
#include "ui/kit/making.h"
#include "ui/kit/rows.h"

enum { LISTS_FOOT = 6 }; /* rows about the marked list */

/* A list, or an owner without one (head.id 0: only owner and period hold). */
struct lists_row {
	struct list_head head;
	struct list_check_counts checks;
	bool counted;        /* checks were read */
};

struct lists {
	struct rows rows;
	struct lists_row *v; /* owned */
	struct making making;
	struct list_head anew; /* asked about: made once more */
	struct list_left left; /* begun earlier; job 0: nothing */
	char verb[32];       /* being posted */
	char period[8];      /* code of the period being opened */
};

/* The marked row; NULL when there is none. */
struct lists_row *lists_marked(struct screen *s);
/* What the checks of a row found, read once. */
const struct list_check_counts *lists_counts(struct screen *s,
    struct lists_row *r);

/* How its rows are drawn. */
extern const struct rows_def lists_rows;
void lists_draw(struct screen *s, struct term *t);
/* F2: what this role may do now. */
void lists_offer(struct screen *s);
/* F10. */
void lists_approve(struct screen *s);
/* Shows what the checks of the marked list found. */
void lists_open_checks(struct screen *s);
/* Answers to what change.c posted. */
void lists_changed(struct screen *s, const struct wire_answer *a);

#endif
