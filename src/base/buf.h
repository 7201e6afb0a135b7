/*
 * SPDX-License-Identifier: ISC
 *
 * buf: bytes that grow, up to a limit given at birth.  A reader position
 * lets the front be consumed without moving the rest at every step.
 */
#ifndef CHITRA_BASE_BUF_H
#define CHITRA_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

struct buf {
	unsigned char *data; /* owned */
	size_t len;          /* bytes written */
	size_t pos;          /* bytes consumed, <= len */
	size_t cap;          /* bytes allocated */
	size_t max;          /* len may never exceed this */
};

/* An empty buffer that will hold at most `max` bytes. */
void buf_init(struct buf *b, size_t max);

/* Frees the bytes; the buffer is empty and usable again. */
void buf_done(struct buf *b);

/* Forgets the content, keeps the memory. */
void buf_clear(struct buf *b);

/* Appends n bytes; false, and nothing appended, when max would be passed. */
bool buf_add(struct buf *b, const void *p, size_t n);

/* Appends a string without its terminator. */
bool buf_adds(struct buf *b, const char *s);

/* Appends formatted text; false, and nothing appended, when max is passed. */
bool buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Unconsumed bytes and how many. */
const unsigned char *buf_head(const struct buf *b);
size_t buf_left(const struct buf *b);

/* Consumes n <= buf_left() bytes. */
void buf_eat(struct buf *b, size_t n);

/* The content as a C string (terminated in place, not counted in len). */
const char *buf_str(struct buf *b);

#endif
