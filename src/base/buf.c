/* SPDX-License-Identifier: ISC */
#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void
buf_init(struct buf *b, size_t max)
{
	memset(b, 0, sizeof(*b));
	/* One byte is reserved for the terminator that buf_str() writes. */
	b->max = max < SIZE_MAX ? max : SIZE_MAX - 1;
}

void
buf_done(struct buf *b)
{
	size_t max = b->max;

	free(b->data);
	memset(b, 0, sizeof(*b));
	b->max = max;
}

void
buf_clear(struct buf *b)
{
	b->len = b->pos = 0;
}

static bool
buf_room(struct buf *b, size_t n)
{
	size_t cap;

	if (b->pos == b->len)
		b->pos = b->len = 0;
	if (n > b->max - b->len) {
		/* The limit applies to unread bytes only. */
		if (b->pos == 0 || n > b->max - (b->len - b->pos))
			return false;
		memmove(b->data, b->data + b->pos, b->len - b->pos);
		b->len -= b->pos;
		b->pos = 0;
	}
	if (b->len + n + 1 <= b->cap)
		return true;
	cap = b->cap > 0 ? b->cap : 64;
	while (cap < b->len + n + 1)
		cap *= 2;
	b->data = mem_resize(b->data, cap, 1);
	b->cap = cap;
	return true;
}

bool
buf_add(struct buf *b, const void *p, size_t n)
{
	if (!buf_room(b, n))
		return false;
	if (n > 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	return true;
}

bool
buf_adds(struct buf *b, const char *s)
{
	return buf_add(b, s, strlen(s));
}

bool
buf_printf(struct buf *b, const char *fmt, ...)
{
	char small[256], *big = small;
	va_list ap;
	bool ok;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(small, sizeof(small), fmt, ap);
	va_end(ap);
	if (n < 0)
		return false;
	if ((size_t)n >= sizeof(small)) {
		big = mem_zalloc((size_t)n + 1);
		va_start(ap, fmt);
		(void)vsnprintf(big, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	ok = buf_add(b, big, (size_t)n);
	if (big != small)
		free(big);
	return ok;
}

const unsigned char *
buf_head(const struct buf *b)
{
	return b->data == NULL ? NULL : b->data + b->pos;
}

size_t
buf_left(const struct buf *b)
{
	return b->len - b->pos;
}

void
buf_eat(struct buf *b, size_t n)
{
	assert(n <= buf_left(b));
	b->pos += n;
}

const char *
buf_str(struct buf *b)
{
	if (b->data == NULL)
		return "";
	b->data[b->len] = '\0';
	return (const char *)b->data + b->pos;
}
