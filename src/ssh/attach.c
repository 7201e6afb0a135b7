/* SPDX-License-Identifier: ISC */
#include "ssh/attach.h"

#include <string.h>

#include "base/log.h"
#include "base/say.h"
#include "ssh/closing.h"
#include "ssh/outq.h"
#include "ssh/pace.h"
#include "ssh/seen.h"

/*
 * Longer pasted text is dropped: no field is longer, and a binary file was
 * pasted by mistake.
 */
#define ATTACH_KEYS_MAX (64 * 1024)
#define ATTACH_PIECE 4096 /* of one WIRE_KEYS */

/* Messages queued while the desk's socket is full: size, credit, keys. */
#define ATTACH_QUEUE 4

void
attach_init(struct transport *t)
{
	buf_init(&t->desk.keys, ATTACH_KEYS_MAX);
}

void
attach_drop(struct transport *t)
{
	wire_chan_free(t->desk.chan);
	t->desk.chan = NULL;
}

void
attach_done(struct transport *t)
{
	attach_drop(t);
	buf_done(&t->desk.keys);
}

static void
attach_frame(struct transport *t, struct wire_msg *m)
{
	uint64_t out = t->bytes.out_bytes;
	uint32_t picture = wire_get_u32(m);
	const unsigned char *p;
	size_t n;

	p = wire_get_bytes(m, &n);
	if (!wire_end(m)) {
		closing_begin(t, _("The session is broken; sign in again."), 1);
		return;
	}
	pace_used(t);
	if (n == 0)
		return;
	modes_watch(&t->desk.modes, p, n);
	outq_put(t, p, n, false);
	seen_sent(t, picture, out, n);
	/* A desk that ignores credits waits for the window too. */
	if (!outq_empty(t) && t->desk.chan != NULL)
		wire_chan_pause(t->desk.chan, true);
}

static void
attach_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct transport *t = arg;
	char why[512];

	(void)c;
	if (t->closing != CLOSING_NOT)
		return;
	switch (m->type) {
	case WIRE_FRAME:
		attach_frame(t, m);
		break;
	case WIRE_DETACH:
		wire_get_str(m, why, sizeof(why));
		closing_begin(t, wire_end(m) ? why : "", 0);
		break;
	default:
		log_warnx("message of type %u from the desk", m->type);
	}
}

static void
attach_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct transport *t = arg;

	(void)c;
	log_info("the desk is gone: %s", why);
	closing_begin(t, _("The session ended unexpectedly. What was reported "
	    "saved is saved; sign in again."), 1);
}

void
attach_desk(struct transport *t, int fd)
{
	if (fd == -1 || t->desk.chan != NULL || t->role != ROLE_SHELL) {
		log_warnx("a desk that nobody asked for");
		return;
	}
	modes_init(&t->desk.modes, t->term);
	t->desk.chan = wire_chan_new(t->loop, fd, ATTACH_QUEUE, attach_msg,
	    attach_closed, t);
}

void
attach_keys(struct transport *t, const void *p, size_t n)
{
	struct buf *b = &t->desk.keys;
	size_t room = b->max - b->len;

	if (n > room && b->pos > 0) {
		/* Reclaim the consumed front. */
		memmove(b->data, b->data + b->pos, buf_left(b));
		b->len -= b->pos;
		b->pos = 0;
		room = b->max - b->len;
	}
	if (n > room) {
		if (!t->desk.keys_lost)
			log_info("more than %d bytes of keys waiting: dropped",
			    ATTACH_KEYS_MAX);
		t->desk.keys_lost = true;
		n = room;
	}
	/*
	 * Keys sent together carry the frame that was acknowledged for the
	 * first.
	 */
	if (buf_left(b) == 0)
		t->desk.keys_seen = seen_now(t);
	(void)buf_add(b, p, n);
}

static void
attach_send_keys(struct transport *t)
{
	struct buf *b = &t->desk.keys;
	enum status st = ST_OK;
	struct wire_msg m;
	size_t n;

	wire_init(&m);
	while (buf_left(b) > 0 && st == ST_OK) {
		n = buf_left(b) < ATTACH_PIECE ? buf_left(b) : ATTACH_PIECE;
		wire_begin(&m, WIRE_KEYS);
		wire_put_u32(&m, t->desk.keys_seen);
		wire_put_bytes(&m, buf_head(b), n);
		st = wire_chan_send(t->desk.chan, &m, NULL, 0);
		if (st == ST_OK)
			buf_eat(b, n);
	}
	wire_done(&m);
	if (buf_left(b) == 0)
		buf_clear(b);
}

static void
attach_send_size(struct transport *t)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_SIZE);
	wire_put_u32(&m, t->columns);
	wire_put_u32(&m, t->rows);
	if (wire_chan_send(t->desk.chan, &m, NULL, 0) != ST_BUSY)
		t->desk.size_new = false;
	wire_done(&m);
}

void
attach_step(struct transport *t)
{
	if (t->desk.chan == NULL || t->closing != CLOSING_NOT)
		return;
	/* Several changes since the last pass become one message. */
	if (t->desk.size_new)
		attach_send_size(t);
	attach_send_keys(t);
	if (outq_empty(t))
		wire_chan_pause(t->desk.chan, false);
	seen_step(t);
	pace_step(t);
}
