/*
 * SPDX-License-Identifier: ISC
 *
 * clean: the one filter for text from people on its way to a terminal, a log or
 * a printer (rule 9).  What could control the device or mislead the reader
 * becomes '?': control characters (tab and newline too), bytes that are not
 * UTF-8, and combining marks without a letter before them or beyond four on one
 * letter.  Nothing else is changed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * True for what must never reach a terminal: UTF8_BAD and what Unicode calls
 * Cc (C0, DEL, C1), Cf (among them all bidirectional controls of UAX #9, tags
 * and interlinear annotations), Zl, Zp, Default_Ignorable_Code_Point (what no
 * terminal shows) or noncharacter; Unicode 15.1, the planes in use.
 */
bool clean_bad(uint32_t cp);

/*
 * Cleans src into dst.  What does not fit is cut between letters (a letter
 * keeps all its marks or goes altogether).  size must be > 0.
 */
void clean_text(char *dst, size_t size, const char *src);

/* True when clean_text() would change nothing. */
bool clean_is(const char *s);

/* Cleans and clips to `columns`; returns the columns used (<= columns). */
size_t clean_columns_cut(char *dst, size_t size, const char *src, int columns);

/*
 * Cleans, clips and fills with blanks to exactly `columns`; the blanks stand
 * on the left when `right` (numbers).  size >= 4 * columns + 1 always does;
 * a smaller dst cuts the text further and stays aligned while blanks fit.
 */
void clean_pad(char *dst, size_t size, const char *src, int columns,
    bool right);
