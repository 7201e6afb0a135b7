/*
 * SPDX-License-Identifier: ISC
 *
 * utf8: code points in and out of UTF-8 (RFC 3629, strict: no overlong form,
 * no surrogate, nothing above U+10FFFF), and how many columns they take.
 * The only decoder of the project; needs no locale.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD UINT32_MAX

/*
 * Decodes the first code point of the n bytes at s; returns the bytes to skip
 * (1..4).  An invalid byte is skipped alone with *cp = UTF8_BAD, which
 * clean_bad() refuses and which is one column wide.  Returns 0 at the end: n is
 * 0 or the byte is NUL (*cp untouched).
 */
size_t utf8_decode(const char *s, size_t n, uint32_t *cp);

/* Length of the sequence that begins with this byte (1..4); 0: invalid. */
size_t utf8_length(unsigned char first);

/* True for a byte that continues a code point (10xxxxxx). */
bool utf8_tail(unsigned char c);

/* Encodes cp, returns the number of bytes (1..4); 0: not a code point. */
size_t utf8_encode(char out[4], uint32_t cp);

/* True when all n bytes are UTF-8 and none of them is NUL. */
bool utf8_valid(const char *s, size_t n);

/* Code points; a byte that is not UTF-8 counts as one. */
size_t utf8_count(const char *s);

/*
 * Columns on a screen: 0 for a combining mark, 2 for CJK and emoji, else 1
 * (control and zero-width characters too: clean_text() makes them '?').
 */
int utf8_width(uint32_t cp);

/* Sum of utf8_width(). */
size_t utf8_columns(const char *s);
