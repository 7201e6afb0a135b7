/* SPDX-License-Identifier: ISC */
#include "ssh/alive.h"

#include "base/clock.h"

static void
alive_tick(void *arg)
{
	struct line *l = arg;
	int64_t period = l->o->conf->limits_keepalive_seconds * 1000;
	int64_t silent = clock_ms() - l->heard;

	if (silent >= period &&
	    silent >= l->o->conf->limits_dead_minutes * 60000) {
		line_end(l, "silent for too long");
		return;
	}
	if (silent < period) {
		(void)loop_timer(l->loop, period - silent, alive_tick, l);
		return;
	}
	/*
	 * In a non-blocking session a call may only collect the answer to the
	 * question before; the second one then asks.  While a question is
	 * open neither sends anything.
	 */
	(void)ssh_send_keepalive(l->ssh);
	(void)ssh_send_keepalive(l->ssh);
	(void)loop_timer(l->loop, period, alive_tick, l);
	line_step(l);
}

void
alive_start(struct line *l)
{
	l->watched = true;
	l->heard = clock_ms();
	l->heard_bytes = l->bytes.in_bytes;
	(void)loop_timer(l->loop, l->o->conf->limits_keepalive_seconds * 1000,
	    alive_tick, l);
}

void
alive_step(struct line *l)
{
	/* Bytes on the wire are life; whatever they mean. */
	if (l->bytes.in_bytes == l->heard_bytes)
		return;
	l->heard_bytes = l->bytes.in_bytes;
	l->heard = clock_ms();
}
