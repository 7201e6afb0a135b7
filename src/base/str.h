/*
 * SPDX-License-Identifier: ISC
 *
 * str: C strings with checked lengths, and strict parsing of numbers.  Replaces
 * the banned calls (strcpy, sprintf, atoi, ...).
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Copies src whole or not at all: ST_LIMIT (dst = "") when it does not fit. */
enum status str_copy(char *dst, size_t size, const char *src) ERR_CHECKED;

/*
 * Copies as much of src as fits, never half a UTF-8 letter.  Returns false
 * when something was cut.  For messages; data uses str_copy().
 */
bool str_copy_cut(char *dst, size_t size, const char *src);

/* snprintf(3) that returns ST_LIMIT (dst = "") instead of cutting. */
enum status str_format(char *dst, size_t size, const char *fmt, ...)
    __attribute__((format(printf, 3, 4))) ERR_CHECKED;

/*
 * Whole string as a decimal number within [min, max]; no blanks, no plus
 * sign, always base 10, also with leading zeros.  ST_INVALID otherwise.
 */
enum status str_int(const char *s, int64_t min, int64_t max, int64_t *out)
    ERR_CHECKED;

/* "yes", "true", "on", "1" / "no", "false", "off", "0"; else ST_INVALID. */
enum status str_bool(const char *s, bool *out) ERR_CHECKED;

/* Removes ASCII blanks at both ends, in place; returns s. */
char *str_trim(char *s);

/* True when s is NULL or "". */
bool str_empty(const char *s);

/* True when s starts with prefix. */
bool str_starts(const char *s, const char *prefix);

/* Hex of n bytes into out (2n+1 bytes). */
void str_hex(char *out, const void *bytes, size_t n);

/* Reverse of str_hex: exactly 2n hex digits, else ST_INVALID. */
enum status str_unhex(void *out, size_t n, const char *hex) ERR_CHECKED;
