/*
 * SPDX-License-Identifier: ISC
 *
 * utf8: code points in and out of UTF-8 (RFC 3629, strict: no overlong form,
 * no surrogate, nothing above U+10FFFF), and how many columns they take.
 * Needs no locale.
 */
#ifndef CHITRA_TEXT_UTF8_H
#define CHITRA_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * First code point of the n bytes at s.  Returns the bytes it takes (1..4),
 * 0 when n is 0 or the byte is NUL, -1 when it is not UTF-8 (*cp untouched).
 */
int utf8_decode(const char *s, size_t n, uint32_t *cp);

/* Writes cp, returns its bytes (1..4); 0 when cp is no code point. */
size_t utf8_encode(char out[4], uint32_t cp);

/* True when all n bytes are UTF-8 and none of them is NUL. */
bool utf8_valid(const char *s, size_t n);

/* Code points of a valid string; an invalid byte counts as one. */
size_t utf8_count(const char *s);

/*
 * Columns on a screen: 0 for a combining mark, 2 for CJK and emoji, else 1
 * (control and zero-width characters too: clean_text() makes them '?').
 */
int utf8_width(uint32_t cp);

/* Sum of utf8_width(); an invalid byte counts 1, as the '?' it becomes. */
size_t utf8_columns(const char *s);

#endif
