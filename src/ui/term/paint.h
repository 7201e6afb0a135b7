/*
 * SPDX-License-Identifier: ISC
 *
 * term/paint: drawing functions of several screens.
 */
#pragma once

#include <stdint.h>

#include "ui/term/term.h"

/* First and last row between the title and the message line. */
enum { PAINT_TOP = 1 };
int paint_bottom(const struct term *t);
/* Number of these rows. */
int paint_rows(const struct term *t);

/* "label  value" with the value at column `at`; returns the next row. */
int paint_pair(struct term *t, int row, int at, const char *label,
    const char *value);

/* Blanks a box of inner size cols x rows in the middle of the body, with a
 * rule and title above and a rule below; *row, *col = first inner cell. */
void paint_box(struct term *t, const char *title, int cols, int rows, int *row,
    int *col);

/* The first row of a text of that many columns, broken at a blank or a line's
 * end, into `line`; returns what follows it. */
const char *paint_line(char *line, size_t size, int cols, const char *text);

/* Text in one row, ".." at its end when there is more. */
void paint_cut(struct term *t, int row, int col, int cols, const char *text);

/* Rows that a text takes in `cols` columns. */
int paint_lines(int cols, const char *text);

/* Text over several rows, broken at blanks, ".." at the end of the last one when
 * there is more; returns the rows used. */
int paint_wrapped(struct term *t, int row, int col, int cols, int rows,
    const char *text);

/* snprintf(3) that cuts between letters; for texts that are only shown. */
void paint_format(char *dst, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The text, or if it is wider than `cols` both its ends around "..", because
 * names of places and villages often differ at the end. */
const char *paint_fit(char *dst, size_t size, const char *text, int cols);

/* "1.234.567" */
const char *paint_money(char *dst, size_t size, int64_t dong);
/* "2019-11-21T08:12:33" as "21/11/2019 08:12", "" for "". */
const char *paint_moment(char *dst, size_t size, const char *moment);
/* "2019-11-21" as "21/11/2019". */
const char *paint_day(char *dst, size_t size, const char *iso);
/* The word shown for a stored one (method, collector, kind, list state, ...);
 * the word itself when it is unknown. */
const char *paint_word(const char *stored);
