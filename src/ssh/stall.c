/* SPDX-License-Identifier: ISC */
#include "ssh/stall.h"

#include "base/clock.h"
#include "base/say.h"
#include "ssh/closing.h"
#include "ssh/outq.h"

/* Without progress: the listener may give the slot to another connection. */
#define STALL_TOLD_MS 10000
#define STALL_LOOK_MS 1000 /* polling interval while output waits */

static void
stall_look(void *arg)
{
	struct transport *t = arg;

	t->stall.timer = 0;
	stall_step(t);
	transport_step(t);
}

void
stall_step(struct transport *t)
{
	struct transport_stall *s = &t->stall;
	int64_t most = t->o->conf->limits_stalled_seconds * 1000;
	bool waits = !outq_drained(t), told;
	int64_t now = clock_ms();

	if (t->closing != CLOSING_NOT || t->dead)
		return;
	/* The window is closed, or the kernel's buffers are full. */
	if (!waits || s->since == 0 || s->gone != t->outq.gone)
		s->since = waits ? now : 0;
	s->gone = t->outq.gone;
	told = waits && now - s->since >= (most < STALL_TOLD_MS ? most :
	    STALL_TOLD_MS);
	if (told != s->told)
		transport_stage(t, told ? "stalled" : "channel");
	s->told = told;
	if (waits && now - s->since >= most)
		closing_gone(t, "nobody takes the output of the command",
		    _("The output was not taken for too long."));
	else if (waits && s->timer == 0)
		s->timer = loop_timer(t->loop, STALL_LOOK_MS, stall_look, t);
}
