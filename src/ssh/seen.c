/* SPDX-License-Identifier: ISC */
#include "ssh/seen.h"

#include <linux/sockios.h>
#include <string.h>
#include <sys/ioctl.h>

#include "ssh/outq.h"

/*
 * Where the newest picture ends among the bytes of the socket.  That is known
 * only when nothing of it waits here any more; looked at later, the end is put
 * too far back, never too far ahead.
 */
static void
seen_note(struct transport *t)
{
	struct transport_seen *s = &t->seen;

	if (!s->unplaced || !outq_drained(t))
		return;
	/* More on the way than places: the newest stands for them. */
	if (s->n == SEEN_ON_WAY)
		s->n--;
	s->way[s->n].picture = s->newest;
	s->way[s->n++].end = t->bytes.out_bytes;
	s->unplaced = false;
}

void
seen_sent(struct transport *t, uint32_t picture)
{
	t->seen.newest = picture;
	t->seen.unplaced = true;
	seen_note(t);
}

uint32_t
seen_now(struct transport *t)
{
	struct transport_seen *s = &t->seen;
	int queued = 0;

	seen_note(t);
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
