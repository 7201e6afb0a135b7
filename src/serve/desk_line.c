/* SPDX-License-Identifier: ISC */
/*
 * desk_line: the attached connection of a desk: keys and sizes in, a frame out
 * for each credit; and parking until the next connection.
 */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/say.h"
#include "serve/desk_priv.h"

#define DESK_PIECE (48 * 1024) /* of a frame, in one message */
#define DESK_BYE_MS 500        /* for the connection to close after the last
                                * message */

static void
desk_line_tell(struct desk *d, bool attached)
{
	struct wire_msg m;

	if (d->control == NULL)
		return;
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_STATE);
	wire_put_u8(&m, attached);
	if (wire_chan_send(d->control, &m, NULL, 0) == ST_BUSY)
		log_warnx("the listener does not listen");
	wire_done(&m);
}

/* A message for the user when the connection ends. */
static bool
desk_line_detach(struct desk *d, const char *why)
{
	struct wire_msg m;
	bool sent;

	wire_init(&m);
	wire_begin(&m, WIRE_DETACH);
	wire_put_str(&m, why);
	sent = wire_chan_send(d->term, &m, NULL, 0) == ST_OK &&
	    wire_chan_flush(d->term, 200);
	wire_done(&m);
	return sent;
}

static void
desk_line_late(void *arg)
{
	struct desk *d = arg;

	d->park_timer = 0;
	log_info("nobody came back in %" PRId64 " minutes: ends",
	    d->o->conf->limits_park_minutes);
	desk_end(d, "", 0);
}

void
desk_line_wait(struct desk *d)
{
	loop_timer_cancel(d->loop, d->park_timer);
	d->park_timer = loop_timer(d->loop,
	    d->o->conf->limits_park_minutes * 60 * 1000, desk_line_late, d);
}

static void
desk_line_park(struct desk *d)
{
	wire_chan_free(d->term);
	d->term = NULL;
	d->credit = false;
	if (d->ui != NULL)
		ui_detach(d->ui);
	desk_line_tell(d, false);
	desk_line_wait(d);
}

static void
desk_line_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct desk *d = arg;

	(void)why;
	if (!d->end) {
		desk_line_park(d);
		return;
	}
	wire_chan_free(c);
	d->term = NULL;
}

static void
desk_line_size(struct desk *d, struct wire_msg *m)
{
	uint32_t cols = wire_get_u32(m), rows = wire_get_u32(m);

	if (wire_end(m) && cols <= 10000 && rows <= 10000)
		ui_resize(d->ui, (int)cols, (int)rows);
}

static void
desk_line_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct desk *d = arg;
	const unsigned char *p;
	uint32_t seen;
	size_t n;

	(void)c;
	if (d->ui == NULL || d->end)
		return;
	switch (m->type) {
	case WIRE_KEYS:
		desk_look(d);
		seen = wire_get_u32(m);
		p = wire_get_bytes(m, &n);
		if (wire_end(m) && n > 0)
			ui_keys(d->ui, seen, p, n);
		break;
	case WIRE_SIZE:
		desk_line_size(d, m);
		break;
	case WIRE_CREDIT:
		d->credit = true;
		break;
	default:
		log_warnx("message of type %u from the line", m->type);
	}
}

/*
 * Reads what the connection has sent so far: typed keys are valid, and closing
 * a socket with unread data could discard our last message.
 */
static void
desk_line_drain(struct desk *d)
{
	struct wire_msg m;

	wire_init(&m);
	while (wire_recv(wire_chan_fd(d->term), &m, NULL) == ST_OK)
		desk_line_msg(d->term, &m, d);
	wire_done(&m);
}

/* Another connection of the same person replaces this one. */
static void
desk_line_taken(struct desk *d)
{
	char now[CLOCK_TEXT], why[128];

	clock_text(now);
	(void)snprintf(why, sizeof(why), _("taken over from %s at %.5s"),
	    d->address, now + 11);
	(void)desk_line_detach(d, why);
	/*
	 * First: keys of the old connection must not answer a question any
	 * more.
	 */
	if (d->ui != NULL)
		ui_detach(d->ui);
	desk_line_drain(d);
	wire_chan_free(d->term);
	d->term = NULL;
	d->credit = false;
}

void
desk_line_attach(struct desk *d, struct wire_msg *m)
{
	char term[65];
	struct err err = ERR_INIT;
	uint32_t cols, rows;
	bool must_change;
	int fd = wire_take_fd(m, 0);

	wire_get_str(m, term, sizeof(term));
	cols = wire_get_u32(m);
	rows = wire_get_u32(m);
	wire_get_str(m, d->address, sizeof(d->address));
	must_change = wire_get_u8(m) == 1;
	if (!wire_end(m) || fd == -1 || cols > 10000 || rows > 10000) {
		log_warnx("broken message from the listener");
		if (fd != -1)
			(void)close(fd);
		return;
	}
	if (d->term != NULL)
		desk_line_taken(d);
	loop_timer_cancel(d->loop, d->park_timer);
	d->park_timer = 0;
	d->term = wire_chan_new(d->loop, fd, DESK_QUEUE, desk_line_msg,
	    desk_line_closed, d);
	desk_line_tell(d, true);
	if ((d->ui == NULL &&
	    desk_open_ui(d, must_change, &err) != ST_OK) ||
	    ui_attach(d->ui, term, (int)cols, (int)rows, &err) != ST_OK) {
		log_warnx("no screens: %s", err.msg);
		desk_end(d, err.msg, 0);
		return;
	}
	/* Areas begin and end by date, of which no message tells. */
	d->unsure = true;
	desk_look(d);
	/* From the gate, for this sign-in. */
	ui_must_change(d->ui, must_change);
}

static void
desk_line_send(struct desk *d)
{
	uint32_t picture = ui_picture(d->ui);
	struct wire_msg m;
	enum status st = ST_OK;
	size_t n;

	wire_init(&m);
	while (buf_left(&d->frame) > 0 && st == ST_OK) {
		n = buf_left(&d->frame);
		if (n > DESK_PIECE)
			n = DESK_PIECE;
		wire_begin(&m, WIRE_FRAME);
		/* The number goes with the last piece. */
		wire_put_u32(&m, n < buf_left(&d->frame) ? picture - 1 :
		    picture);
		wire_put_bytes(&m, buf_head(&d->frame), n);
		buf_eat(&d->frame, n);
		st = wire_chan_send(d->term, &m, NULL, 0);
	}
	wire_done(&m);
	/*
	 * A connection that received half a frame would show garbage: close it.
	 */
	if (st == ST_BUSY) {
		log_warnx("the line takes no frame: let go");
		desk_line_park(d);
	}
}

void
desk_line_bye(struct desk *d)
{
	int64_t until = clock_ms() + DESK_BYE_MS;

	if (d->term == NULL || !desk_line_detach(d, d->why))
		return;
	while (d->term != NULL && clock_ms() < until)
		(void)loop_once(d->loop, 50);
}

void
desk_line_draw(struct desk *d)
{
	if (d->term == NULL || d->ui == NULL || !d->credit ||
	    !ui_is_dirty(d->ui))
		return;
	buf_clear(&d->frame);
	ui_frame(d->ui, &d->frame);
	if (buf_left(&d->frame) == 0)
		return;
	d->credit = false;
	desk_line_send(d);
}
