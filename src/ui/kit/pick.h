/*
 * SPDX-License-Identifier: ISC
 *
 * kit/pick: a list of values over a screen.  Typed letters narrow it (marks are
 * optional), Enter takes, F3 goes back.
 */
#pragma once

#include "ui/kit/screen.h"

struct pick_item {
	char code[25];
	char label[200];
	bool acts; /* posts at once, so a digit, which may be the start of a
	            * number, only marks it */
};

/*
 * Called with the screen that asked and the item taken, which is freed
 * afterwards.
 */
typedef void (*pick_fn)(struct screen *s, const struct pick_item *item);

/*
 * Choices (their codes are not shown); up to nine are numbered, and a digit
 * takes one.  Owns the n `items`.  `done` is called with the screen that asked,
 * or not at all when the user went back.
 */
void pick_open(struct screen *s, const char *title, struct pick_item *items,
    unsigned n, pick_fn done);

/*
 * Districts and communes of the scope, a level at a time.  `whole`: a district
 * itself may be taken, and all (code "").
 */
void pick_area(struct screen *s, bool whole, pick_fn done);
/* Points of the scope; `area` "" = all.  `whole`: all points (code ""). */
void pick_point(struct screen *s, const char *area, bool whole, pick_fn done);
/*
 * Name of an area or a point, to show beside its code; "" for no code, or for
 * an unknown one, with an error.
 */
enum status pick_area_name(struct ui *u, const char *code, char *dst,
    size_t size, struct err *err);
enum status pick_point_name(struct ui *u, const char *code, char *dst,
    size_t size, struct err *err);
/* Categories of the decrees. */
void pick_category(struct screen *s, bool whole, pick_fn done);
