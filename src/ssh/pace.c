/* SPDX-License-Identifier: ISC */
#include "ssh/pace.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include "base/clock.h"
#include "base/log.h"
#include "ssh/outq.h"

/*
 * At most this many bytes may be unacknowledged when the desk is asked for the
 * next frame.  A page is about 400 bytes compressed, an echoed letter 36: so
 * pages are sent one at a time, while seven letters typed within one round trip
 * do not wait for each other.  Measured at 9.6 kbit/s, 600 ms:
 *
 *	bound                                     1     256     600
 *	20 PgDn in 4 s: bytes on the line     6,572   6,560   7,972
 *	  last byte after the last key       1.23 s  1.23 s  1.20 s
 *	7 letters in 1 s: the last echo      1.37 s  0.78 s  0.78 s
 */
#define PACE_QUEUE 256

/* The kernel does not signal acknowledgements, so poll at short intervals. */
#define PACE_FIRST_MS 5
#define PACE_LAST_MS 20

/*
 * While the acknowledgement of a frame travels back the link is idle: the last
 * sixth of the measured round trip is not waited for, so that a user who pages
 * on a slow link sees the newest page sooner.  Every fourth is waited for
 * completely, to measure the round trip again; two frames are never queued.  20
 * PgDn in 4 s at 9.6 kbit/s, 600 ms: the last byte 1.10 s after the last key,
 * three runs of three (1.51 to 1.53 s without; less over sshd -C 2.7 s).
 */
#define PACE_SIXTH 6
#define PACE_EARLY 3
#define PACE_ROUND_MS 200 /* not for shorter round trips */
#define PACE_PICTURE 600  /* at most one frame in flight */

static bool
pace_foreseen(const struct transport_desk *d, int queued)
{
	return d->round_ms >= PACE_ROUND_MS && d->early < PACE_EARLY &&
	    queued < PACE_PICTURE &&
	    clock_ms() - d->sent_ms >= d->round_ms - d->round_ms / PACE_SIXTH;
}

static bool
pace_line_free(struct transport *t)
{
	struct transport_desk *d = &t->desk;
	int queued = 0;

	if (!outq_drained(t))
		return false;
	/* SIOCOUTQ counts what the peer has not acknowledged. */
	if (ioctl(t->sock, SIOCOUTQ, &queued) == -1)
		return true;
	if (queued >= PACE_QUEUE) {
		if (!pace_foreseen(d, queued))
			return false;
		d->early++;
		return true;
	}
	/* It had to be waited for, so it was a page and not a letter. */
	if (d->wait_ms > 0 && d->sent_ms > 0)
		d->round_ms = (int)(clock_ms() - d->sent_ms);
	d->early = 0;
	return true;
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
	/* Also after a credit that did not fit the desk's socket. */
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
	t->desk.sent_ms = clock_ms();
}
