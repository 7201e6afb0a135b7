/*
 * SPDX-License-Identifier: ISC
 *
 * mem: allocation that cannot fail.  Running out of memory ends the process
 * (fatalx); sizes that a peer or a file chooses are capped by the caller.
 */
#pragma once

#include <stddef.h>

/* Zeroed memory; never NULL.  Freed with free(). */
void *mem_zalloc(size_t size) __attribute__((returns_nonnull));

/* n * size with the overflow checked; zeroed. */
void *mem_array(size_t n, size_t size) __attribute__((returns_nonnull));

/* Grows or shrinks to n * size, overflow checked; new bytes are not zeroed. */
void *mem_resize(void *p, size_t n, size_t size)
    __attribute__((returns_nonnull));

/* Copy of a string; never NULL. */
char *mem_strdup(const char *s) __attribute__((returns_nonnull));

/* Copy of the first n bytes of s, terminated. */
char *mem_strndup(const char *s, size_t n) __attribute__((returns_nonnull));

/* asprintf(3) that cannot fail. */
char *mem_printf(const char *fmt, ...)
    __attribute__((format(printf, 1, 2), returns_nonnull));

/* Overwrites a secret; the compiler cannot optimise it away. */
void mem_wipe(void *p, size_t n);
