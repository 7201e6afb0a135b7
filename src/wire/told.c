/* SPDX-License-Identifier: ISC */
#include "wire/told.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum told_tag { TOLD_OP = 1, TOLD_STATUS = 2 };

/* Short enough for one write(2): complete or not at all. */
static enum status
told_put(int fd, enum told_tag tag, const void *p, size_t n, struct err *err)
{
	unsigned char r[TOLD_RECORD] = { (unsigned char)tag };
	ssize_t put;

	memcpy(r + 1, p, n);
	do
		put = write(fd, r, sizeof(r));
	while (put == -1 && errno == EINTR);
	return put == (ssize_t)sizeof(r) ? ST_OK :
	    err_set(err, ST_IO, "the transport does not listen");
}

enum status
told_op(int fd, const unsigned char op[WIRE_OP_ID], struct err *err)
{
	return told_put(fd, TOLD_OP, op, WIRE_OP_ID, err);
}

enum status
told_status(int fd, uint8_t status, struct err *err)
{
	return told_put(fd, TOLD_STATUS, &status, 1, err);
}

static void
told_take(struct told *t)
{
	t->n = 0;
	if (t->part[0] == TOLD_OP) {
		t->posted = true;
		memcpy(t->op, t->part + 1, WIRE_OP_ID);
	} else if (t->part[0] == TOLD_STATUS) {
		t->exited = true;
		t->status = t->part[1];
	}
}

bool
told_read(int fd, struct told *t)
{
	ssize_t n;

	for (;;) {
		n = read(fd, t->part + t->n, sizeof(t->part) - t->n);
		if (n == -1 && errno == EINTR)
			continue;
		if (n <= 0)
			return n == -1 && errno == EAGAIN;
		t->n += (unsigned)n;
		if (t->n == sizeof(t->part))
			told_take(t);
	}
}

void
told_end(int fd, struct told *t)
{
	/* Data sent before this can still be read; later writes fail. */
	(void)shutdown(fd, SHUT_RD);
	(void)told_read(fd, t);
}
