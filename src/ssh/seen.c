/* SPDX-License-Identifier: ISC */
#include "ssh/seen.h"

#include <linux/sockios.h>
#include <string.h>
#include <sys/ioctl.h>

#include "ssh/outq.h"

/*
 * Bytes that a socket takes in one write; pace.h keeps its queue nearly empty.
 */
#define SEEN_WHOLE 4096

/*
 * True when libssh has written all of the newest frame.  Its "write pending"
 * flag is up to one pass of the loop late, in which a key may be read.  But it
 * writes all that it holds at once, so a frame that fits the socket is out as
 * soon as any byte is.
 */
static bool
seen_is_out(const struct transport *t)
{
	const struct transport_seen *s = &t->seen;

	return outq_drained(t) || (outq_empty(t) && s->size <= SEEN_WHOLE &&
	    t->bytes.out_bytes > s->from);
}

/*
 * Finds the offset in the socket's bytes where the newest frame ends, before
 * the next one is allowed (pace.h).  An offset too high only delays when the
 * frame counts as seen.
 */
void
seen_step(struct transport *t)
{
	struct transport_seen *s = &t->seen;

	if (!s->unplaced || !seen_is_out(t))
		return;
	/*
	 * More frames in flight than entries: the newest replaces the last
	 * entry.
	 */
	if (s->n == SEEN_ON_WAY)
		s->n--;
	s->way[s->n].picture = s->newest;
	s->way[s->n++].end = t->bytes.out_bytes;
	s->unplaced = false;
}

void
seen_sent(struct transport *t, uint32_t picture, uint64_t from, size_t size)
{
	t->seen.newest = picture;
	t->seen.from = from;
	t->seen.size = size;
	t->seen.unplaced = true;
	seen_step(t);
}

uint32_t
seen_now(struct transport *t)
{
	struct transport_seen *s = &t->seen;
	int queued = 0;

	seen_step(t);
	/* SIOCOUTQ counts what the peer has not acknowledged. */
	if (ioctl(t->sock, SIOCOUTQ, &queued) == -1)
		return s->last;
	while (s->n > 0 &&
	    s->way[0].end + (uint64_t)queued <= t->bytes.out_bytes) {
		s->last = s->way[0].picture;
		memmove(&s->way[0], &s->way[1], --s->n * sizeof(s->way[0]));
	}
	return s->last;
}
