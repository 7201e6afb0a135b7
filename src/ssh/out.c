/* SPDX-License-Identifier: ISC */
#include "ssh/out.h"

#include "base/log.h"
#include "wire/msg.h"

#define OUT_MAX (WIRE_MAX + 4096) /* one frame and the closing words */

void
out_init(struct line *l)
{
	buf_init(&l->out.b, OUT_MAX);
}

void
out_done(struct line *l)
{
	buf_done(&l->out.b);
}

bool
out_empty(const struct line *l)
{
	return buf_left(&l->out.b) == 0;
}

bool
out_drained(const struct line *l)
{
	return out_empty(l) &&
	    (ssh_get_poll_flags(l->ssh) & SSH_WRITE_PENDING) == 0;
}

void
out_step(struct line *l)
{
	struct buf *b = &l->out.b;
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
		rc = l->out.is_err
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
out_put(struct line *l, const void *p, size_t n, bool is_err)
{
	if (!out_empty(l))
		fatalx("output while output waits");
	l->out.is_err = is_err;
	out_add(l, p, n);
}

void
out_add(struct line *l, const void *p, size_t n)
{
	if (!buf_add(&l->out.b, p, n))
		log_warnx("%zu bytes of output dropped", n);
	out_step(l);
}
