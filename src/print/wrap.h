/*
 * SPDX-License-Identifier: ISC
 *
 * wrap: wraps text to a number of columns, and pads or centres lines.  All
 * output is cleaned (base/clean.h).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "form/list.h"

#define WRAP_LINE 1024 /* bytes that hold any line of 132 columns */

/* Walks a text; `brk` begins a new line besides the width ('\0' = none). */
struct wrap {
	const char *at; /* NULL at the end */
	char brk;
};

/* `text` must outlive the walk. */
void wrap_begin(struct wrap *w, const char *text, char brk);

/*
 * The next line, at most `width` columns, broken at a blank where there is
 * one; false at the end.  An empty text has one empty line.
 */
bool wrap_next(struct wrap *w, unsigned width, char *out, size_t size);

/* Number of lines that wrap_next() returns. */
unsigned wrap_height(const char *text, char brk, unsigned width);

/* Appends `text` in exactly `width` columns. */
void wrap_place(struct buf *line, const char *text, unsigned width,
    enum form_align align);
