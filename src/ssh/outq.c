/* SPDX-License-Identifier: ISC */
#include "ssh/outq.h"

#include "base/log.h"
#include "wire/msg.h"

#define OUTQ_MAX (WIRE_MAX + 4096) /* one frame and the closing words */

void
outq_init(struct line *l)
{
	buf_init(&l->outq.b, OUTQ_MAX);
}

void
outq_done(struct line *l)
{
	buf_done(&l->outq.b);
}

bool
outq_empty(const struct line *l)
{
	return buf_left(&l->outq.b) == 0;
}

bool
outq_drained(const struct line *l)
{
	return outq_empty(l) &&
	    (ssh_get_poll_flags(l->ssh) & SSH_WRITE_PENDING) == 0;
}

void
outq_step(struct line *l)
{
	struct buf *b = &l->outq.b;
	uint32_t n;
	int rc;

	if (l->dead || l->channel == NULL || l->peer_closed)
		buf_clear(b);
	while (buf_left(b) > 0 && !l->dead && !l->peer_closed) {
		n = ssh_channel_window_size(l->channel);
		if (n == 0)
			return;
		if (n > buf_left(b))
			n = (uint32_t)buf_left(b);
		rc = l->outq.is_err
		    ? ssh_channel_write_stderr(l->channel, buf_head(b), n)
		    : ssh_channel_write(l->channel, buf_head(b), n);
		if (rc < 0) {
			line_end(l, "cannot write");
			return;
		}
		if (rc == 0)
			return;
		buf_eat(b, (size_t)rc);
	}
	if (buf_left(b) == 0)
		buf_clear(b);
}

void
outq_put(struct line *l, const void *p, size_t n, bool is_err)
{
	if (!outq_empty(l))
		fatalx("output while output waits");
	l->outq.is_err = is_err;
	outq_add(l, p, n);
}

void
outq_add(struct line *l, const void *p, size_t n)
{
	if (!buf_add(&l->outq.b, p, n))
		log_warnx("%zu bytes of output dropped", n);
	outq_step(l);
}
