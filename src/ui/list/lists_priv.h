/*
 * SPDX-License-Identifier: ISC
 *
 * list/lists_priv: the state of the screen of payment lists, shared by lists.c
 * (reading), draw.c (drawing) and change.c (actions).
 */
#pragma once

#include "office/list/list.h"
#include "office/list/check.h"
#include "ui/kit/making.h"
#include "ui/kit/rows.h"

enum { LISTS_FOOT = 6 }; /* rows for the marked list */

/*
 * A list, or an owner without one (head.id 0: only owner and period are set).
 */
struct lists_row {
	struct list_head head;
	struct list_check_counts checks;
	bool counted;        /* checks were read */
};

struct lists {
	struct rows rows;
	struct lists_row *v; /* owned */
	struct making making;
	struct list_head anew; /* of the question: made again */
	struct list_left left; /* half made earlier; job 0: none */
	char verb[32];       /* of the unanswered posting */
	char period[8];      /* code of the period being opened */
};

/* The marked row; NULL when there is none. */
struct lists_row *lists_marked(struct screen *s);
/* The findings of a row, read once. */
const struct list_check_counts *lists_counts(struct screen *s,
    struct lists_row *r);

/* How its rows are drawn. */
extern const struct rows_def lists_rows;
void lists_draw(struct screen *s, struct term *t);
/* F2: actions that are possible now. */
void lists_offer(struct screen *s);
/* F10. */
void lists_approve(struct screen *s);
/* Shows the findings of the marked list. */
void lists_open_checks(struct screen *s);
/* Answers to what change.c posted. */
void lists_changed(struct screen *s, const struct wire_answer *a);
