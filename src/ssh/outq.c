/* SPDX-License-Identifier: ISC */
#include "ssh/outq.h"

#include "base/log.h"
#include "wire/msg.h"

#define OUTQ_MAX (WIRE_MAX + 4096) /* one frame and the closing words */

void
outq_init(struct transport *t)
{
	buf_init(&t->outq.b, OUTQ_MAX);
}

void
outq_done(struct transport *t)
{
	buf_done(&t->outq.b);
}

bool
outq_empty(const struct transport *t)
{
	return buf_left(&t->outq.b) == 0;
}

bool
outq_drained(const struct transport *t)
{
	return outq_empty(t) &&
	    (ssh_get_poll_flags(t->ssh) & SSH_WRITE_PENDING) == 0;
}

void
outq_step(struct transport *t)
{
	struct buf *b = &t->outq.b;
	uint32_t n;
	int rc;

	if (t->dead || t->channel == NULL || t->peer_closed)
		buf_clear(b);
	while (buf_left(b) > 0 && !t->dead && !t->peer_closed) {
		n = ssh_channel_window_size(t->channel);
		if (n == 0)
			return;
		if (n > buf_left(b))
			n = (uint32_t)buf_left(b);
		rc = t->outq.is_err
		    ? ssh_channel_write_stderr(t->channel, buf_head(b), n)
		    : ssh_channel_write(t->channel, buf_head(b), n);
		if (rc < 0) {
			transport_end(t, "cannot write");
			return;
		}
		if (rc == 0)
			return;
		buf_eat(b, (size_t)rc);
		t->outq.gone += (uint64_t)rc;
	}
	if (buf_left(b) == 0)
		buf_clear(b);
}

void
outq_put(struct transport *t, const void *p, size_t n, bool is_err)
{
	if (!outq_empty(t))
		fatalx("output while output waits");
	t->outq.is_err = is_err;
	outq_add(t, p, n);
}

void
outq_add(struct transport *t, const void *p, size_t n)
{
	if (!buf_add(&t->outq.b, p, n))
		log_warnx("%zu bytes of output dropped", n);
	outq_step(t);
}
