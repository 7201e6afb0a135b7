/*
 * SPDX-License-Identifier: ISC
 *
 * glass: what a person in front of the terminal would see, and what it cost.
 * Frames go in; text of rows, cursor and byte counts come out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct glass;

struct glass *glass_new(int cols, int rows);
void glass_free(struct glass *g);
void glass_resize(struct glass *g, int cols, int rows);

/* One frame: raw bytes counted, and packed as the transport does (one zlib
 * stream for the session, flushed after each frame). */
void glass_feed(struct glass *g, const void *bytes, size_t n);

/* Row as UTF-8 without blanks at its end; valid until the next call. */
const char *glass_row(struct glass *g, int row);
/* Is the text on any row? */
bool glass_has(struct glass *g, const char *text);
void glass_cursor(struct glass *g, int *row, int *col);
/* All rows to stderr, for a test that failed. */
void glass_show(struct glass *g);

/* Bytes since the last call: raw, and packed. */
size_t glass_raw(struct glass *g);
size_t glass_packed(struct glass *g);
