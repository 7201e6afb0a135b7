/*
 * SPDX-License-Identifier: ISC
 *
 * kit/pick: a list of values over a screen.  Letters narrow it (marks are not
 * needed), Enter takes, F3 goes back.
 */
#ifndef CHITRA_UI_PICK_H
#define CHITRA_UI_PICK_H

#include "ui/kit/screen.h"

struct pick_item {
	char code[25];
	char label[200];
	bool acts; /* posts at once: a digit, which may begin a number that
	            * somebody types, only marks it */
};

typedef void (*pick_fn)(struct screen *s, const struct pick_item *item);

/*
 * Words to choose from (their codes are not shown); up to nine are numbered
 * and a digit takes one.  Takes over `items` (n of them).  `done` is called
 * with the screen that asked; not at all when the person went back.
 */
void pick_open(struct screen *s, const char *title, struct pick_item *items,
    unsigned n, pick_fn done);

/*
 * Districts and communes of the scope, a level at a time.  `whole`: a district
 * itself may be taken, and everything (code "").
 */
void pick_area(struct screen *s, bool whole, pick_fn done);
/* Points of the scope; `area` "" = all.  `whole`: all points (code ""). */
void pick_point(struct screen *s, const char *area, bool whole, pick_fn done);
/*
 * Name of an area or a point for beside its code; "" for none or an unknown
 * one, with *err saying which.
 */
enum status pick_area_name(struct ui *u, const char *code, char *dst,
    size_t size, struct err *err);
enum status pick_point_name(struct ui *u, const char *code, char *dst,
    size_t size, struct err *err);
/* Categories of the decrees. */
void pick_category(struct screen *s, bool whole, pick_fn done);

#endif
