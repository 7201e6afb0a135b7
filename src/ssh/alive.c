/* SPDX-License-Identifier: ISC */
#include "ssh/alive.h"

#include "base/clock.h"
#include "base/log.h"

/* Only bytes count as life: a reply of libssh's says nothing about whose. */
static bool
alive_heard(struct line *l)
{
	if (l->bytes.in_bytes == l->heard_bytes)
		return false;
	l->heard_bytes = l->bytes.in_bytes;
	l->heard = clock_ms();
	return true;
}

static void
alive_tick(void *arg)
{
	struct line *l = arg;
	int64_t silent;

	if (!alive_heard(l)) {
		silent = clock_ms() - l->heard;
		if (silent >= l->o->conf->limits_dead_minutes * 60000) {
			line_end(l, "silent for too long");
			return;
		}
		/*
		 * In a non-blocking session a call may only collect the
		 * answer to the question before; the second one then asks.
		 * While a question is open neither sends anything.
		 */
		(void)ssh_send_keepalive(l->ssh);
		(void)ssh_send_keepalive(l->ssh);
		l->noted++;
	}
	alive_start(l);
}

void
alive_start(struct line *l)
{
	if (l->heard == 0)
		l->heard = clock_ms();
	if (!l->dead)
		(void)loop_timer(l->loop,
		    l->o->conf->limits_keepalive_seconds * 1000, alive_tick, l);
}
