/* SPDX-License-Identifier: ISC */
#include "ssh/pace.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include "base/log.h"
#include "ssh/outq.h"

/*
 * Bytes that may be on their way, not acknowledged, when the desk is asked
 * for the next picture.  A page is about 400 bytes compressed, an echoed
 * letter 36: so pages go one at a time, while seven letters typed within one
 * round trip need not wait for each other.  Measured at 9.6 kbit/s, 600 ms:
 *
 *	bound                                     1     256     600
 *	20 PgDn in 4 s: bytes on the line     6,572   6,560   7,972
 *	  last byte after the last key       1.23 s  1.23 s  1.20 s
 *	7 letters in 1 s: the last echo      1.37 s  0.78 s  0.78 s
 */
#define PACE_QUEUE 256

/* The kernel tells nobody when acknowledgements come in; so look, briefly. */
#define PACE_FIRST_MS 5
#define PACE_LAST_MS 20

static bool
pace_line_free(const struct transport *t)
{
	int queued = 0;

	if (!outq_drained(t))
		return false;
	/* SIOCOUTQ counts what the peer has not acknowledged. */
	if (ioctl(t->sock, SIOCOUTQ, &queued) == -1)
		return true;
	return queued < PACE_QUEUE;
}

static void
pace_look(void *arg)
{
	struct transport *t = arg;

	t->desk.timer = 0;
	transport_step(t);
}

static void
pace_grant(struct transport *t)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_CREDIT);
	if (wire_chan_send(t->desk.chan, &m, NULL, 0) == ST_OK) {
		t->desk.credit = true;
		t->desk.wait_ms = 0;
	}
	wire_done(&m);
}

void
pace_step(struct transport *t)
{
	struct transport_desk *d = &t->desk;

	if (d->chan == NULL || d->credit || d->timer != 0 ||
	    t->closing != CLOSING_NOT)
		return;
	if (pace_line_free(t))
		pace_grant(t);
	/* Also after a grant that the desk's full socket refused. */
	if (!d->credit) {
		d->wait_ms = d->wait_ms == 0 ? PACE_FIRST_MS : 2 * d->wait_ms;
		if (d->wait_ms > PACE_LAST_MS)
			d->wait_ms = PACE_LAST_MS;
		d->timer = loop_timer(t->loop, d->wait_ms, pace_look, t);
	}
}

void
pace_used(struct transport *t)
{
	if (!t->desk.credit)
		log_debug("a frame without a credit");
	t->desk.credit = false;
}
