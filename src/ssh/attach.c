/* SPDX-License-Identifier: ISC */
#include "ssh/attach.h"

#include <string.h>

#include "base/log.h"
#include "base/say.h"
#include "ssh/closing.h"
#include "ssh/outq.h"
#include "ssh/pace.h"

/* A pasted text is cut here: no field is longer, and a binary is a mistake. */
#define ATTACH_KEYS_MAX (64 * 1024)
#define ATTACH_PIECE 4096 /* of one WIRE_KEYS */

/* Messages that may wait beside the desk's full socket: size, credit, keys. */
#define ATTACH_QUEUE 4

void
attach_init(struct line *l)
{
	buf_init(&l->desk.keys, ATTACH_KEYS_MAX);
}

void
attach_drop(struct line *l)
{
	wire_chan_free(l->desk.chan);
	l->desk.chan = NULL;
}

void
attach_done(struct line *l)
{
	attach_drop(l);
	buf_done(&l->desk.keys);
}

/*
 * Follows which of its two pages the terminal shows (xterm's private mode
 * 1049, what smcup and rmcup are made of), for the closing words.
 */
static void
attach_watch_page(struct line *l, const unsigned char *p, size_t n)
{
	static const char mark[] = "\033[?1049";
	const size_t len = sizeof(mark) - 1;
	const unsigned char *at;

	while ((at = memmem(p, n, mark, len)) != NULL) {
		n -= (size_t)(at - p) + len;
		p = at + len;
		l->desk.pages = true;
		if (n > 0)
			l->desk.alternate = p[0] == 'h';
	}
}

static void
attach_frame(struct line *l, struct wire_msg *m)
{
	const unsigned char *p;
	size_t n;

	p = wire_get_bytes(m, &n);
	if (!wire_end(m)) {
		closing_begin(l, _("The session is broken; sign in again."), 1);
		return;
	}
	pace_used(l);
	if (n == 0)
		return;
	attach_watch_page(l, p, n);
	l->desk.painted = true;
	outq_put(l, p, n, false);
	/* Also a desk that ignores credits waits for the window. */
	if (!outq_empty(l) && l->desk.chan != NULL)
		wire_chan_pause(l->desk.chan, true);
}

static void
attach_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct line *l = arg;
	char why[512];

	(void)c;
	if (l->closing != CLOSING_NOT)
		return;
	switch (m->type) {
	case WIRE_FRAME:
		attach_frame(l, m);
		break;
	case WIRE_DETACH:
		wire_get_str(m, why, sizeof(why));
		closing_begin(l, wire_end(m) ? why : "", 0);
		break;
	default:
		log_warnx("message of type %u from the desk", m->type);
	}
}

static void
attach_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct line *l = arg;

	(void)c;
	log_info("the desk is gone: %s", why);
	closing_begin(l, _("The session ended unexpectedly. What was reported "
	    "saved is saved; sign in again."), 1);
}

void
attach_desk(struct line *l, int fd)
{
	if (fd == -1 || l->desk.chan != NULL || l->role != LINE_SHELL) {
		log_warnx("a desk that nobody asked for");
		return;
	}
	l->desk.chan = wire_chan_new(l->loop, fd, ATTACH_QUEUE, attach_msg,
	    attach_closed, l);
}

void
attach_keys(struct line *l, const void *p, size_t n)
{
	struct buf *b = &l->desk.keys;
	size_t room = b->max - b->len;

	if (n > room && b->pos > 0) {
		/* Make room from what was eaten at the front. */
		memmove(b->data, b->data + b->pos, buf_left(b));
		b->len -= b->pos;
		b->pos = 0;
		room = b->max - b->len;
	}
	if (n > room) {
		if (!l->desk.keys_lost)
			log_info("more than %d bytes of keys waiting: dropped",
			    ATTACH_KEYS_MAX);
		l->desk.keys_lost = true;
		n = room;
	}
	(void)buf_add(b, p, n);
}

static void
attach_send_keys(struct line *l)
{
	struct buf *b = &l->desk.keys;
	enum status st = ST_OK;
	struct wire_msg m;
	size_t n;

	wire_init(&m);
	while (buf_left(b) > 0 && st == ST_OK) {
		n = buf_left(b) < ATTACH_PIECE ? buf_left(b) : ATTACH_PIECE;
		wire_begin(&m, WIRE_KEYS);
		wire_put_bytes(&m, buf_head(b), n);
		st = wire_chan_send(l->desk.chan, &m, NULL, 0);
		if (st == ST_OK)
			buf_eat(b, n);
	}
	wire_done(&m);
	if (buf_left(b) == 0)
		buf_clear(b);
}

static void
attach_send_size(struct line *l)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_SIZE);
	wire_put_u32(&m, l->columns);
	wire_put_u32(&m, l->rows);
	if (wire_chan_send(l->desk.chan, &m, NULL, 0) != ST_BUSY)
		l->desk.size_new = false;
	wire_done(&m);
}

void
attach_step(struct line *l)
{
	if (l->desk.chan == NULL || l->closing != CLOSING_NOT)
		return;
	/* Several changes since the last pass are one. */
	if (l->desk.size_new)
		attach_send_size(l);
	attach_send_keys(l);
	if (outq_empty(l))
		wire_chan_pause(l->desk.chan, false);
	pace_step(l);
}
