/*
 * SPDX-License-Identifier: ISC
 *
 * buf: a byte buffer that grows up to the limit set by buf_init().  Consuming
 * from the front advances a read position; the unread bytes are moved only when
 * the limit would be exceeded otherwise.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct buf {
	unsigned char *data; /* owned */
	size_t len;          /* bytes written */
	size_t pos;          /* bytes consumed, <= len */
	size_t cap;          /* bytes allocated */
	size_t max;          /* len may never exceed this */
};

/* An empty buffer of at most `max` unread bytes. */
void buf_init(struct buf *b, size_t max);

/* Frees the bytes; the buffer is empty and usable again. */
void buf_done(struct buf *b);

/* Discards the content, keeps the memory. */
void buf_clear(struct buf *b);

/* Appends n bytes; false, with nothing appended, if that would exceed max. */
bool buf_add(struct buf *b, const void *p, size_t n);

/* Appends a string without its terminator. */
bool buf_adds(struct buf *b, const char *s);

/* Appends formatted text; false, with nothing appended, beyond max. */
bool buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Unconsumed bytes and how many. */
const unsigned char *buf_head(const struct buf *b);
size_t buf_left(const struct buf *b);

/* Consumes n <= buf_left() bytes. */
void buf_eat(struct buf *b, size_t n);

/* The content as a C string (terminated in place, not counted in len). */
const char *buf_str(struct buf *b);
