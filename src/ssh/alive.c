/* SPDX-License-Identifier: ISC */
#include "ssh/alive.h"

#include "base/clock.h"
#include "base/say.h"
#include "ssh/closing.h"

static void
alive_tick(void *arg)
{
	struct transport *t = arg;
	int64_t period = t->o->conf->limits_keepalive_seconds * 1000;
	int64_t silent = clock_ms() - t->heard;

	if (silent >= period &&
	    silent >= t->o->conf->limits_dead_minutes * 60000) {
		closing_gone(t, "silent for too long", _("Nothing was heard "
		    "of this terminal for too long. Sign in again."));
		transport_step(t);
		return;
	}
	if (silent < period) {
		(void)loop_timer(t->loop, period - silent, alive_tick, t);
		return;
	}
	/*
	 * In a non-blocking session a call may only collect the reply to the
	 * previous keepalive; the second call then sends one.  While a reply is
	 * outstanding neither call sends.
	 */
	(void)ssh_send_keepalive(t->ssh);
	(void)ssh_send_keepalive(t->ssh);
	(void)loop_timer(t->loop, period, alive_tick, t);
	transport_step(t);
}

void
alive_start(struct transport *t)
{
	t->watched = true;
	t->heard = clock_ms();
	t->heard_bytes = t->bytes.in_bytes;
	(void)loop_timer(t->loop, t->o->conf->limits_keepalive_seconds * 1000,
	    alive_tick, t);
}

void
alive_step(struct transport *t)
{
	/* Any byte from the peer shows that it is alive. */
	if (t->bytes.in_bytes == t->heard_bytes)
		return;
	t->heard_bytes = t->bytes.in_bytes;
	t->heard = clock_ms();
}
