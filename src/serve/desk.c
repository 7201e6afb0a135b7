/* SPDX-License-Identifier: ISC */
#include "serve/desk.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "serve/desk_links.h"
#include "ui/ui.h"
#include "wire/chan.h"

/* One picture, or what a print job gives at a time; cut into messages. */
#define DESK_FRAME_MAX (1024 * 1024)
#define DESK_PIECE (48 * 1024)

#define DESK_QUEUE 32
#define DESK_END_MS 3000 /* for books to take the draft */
#define DESK_BYE_MS 500  /* for the line to close after the last word */

struct desk {
	const struct desk_opts *o;
	struct loop *loop;
	struct ui *ui;             /* NULL until the first line came */
	struct wire_chan *control; /* NULL: the listener is gone */
	struct wire_chan *term;    /* NULL: parked */
	struct desk_links *links;  /* books and gate */
	char address[64];          /* of the line */
	struct buf frame;
	bool credit;               /* the line can take a picture */
	bool end;
	int status;                /* to exit with */
	char why[256];             /* shown on the line at the end */
	int park_timer;
};

static void
desk_end(struct desk *d, const char *why, int status)
{
	if (d->end)
		return;
	d->end = true;
	d->status = status;
	(void)str_copy_cut(d->why, sizeof(d->why), why);
}

/* What ui/ asks of its host. */

static enum status
desk_post(void *arg, const struct wire_verb *v)
{
	struct desk *d = arg;

	return desk_links_post(d->links, v, strcmp(v->name, UI_OUTCOME) == 0);
}

static enum status
desk_confirm(void *arg, const unsigned char *op, const char *secret)
{
	struct desk *d = arg;

	return desk_links_confirm(d->links, op, secret);
}

static enum status
desk_passwd(void *arg, const char *old, const char *fresh)
{
	struct desk *d = arg;

	return desk_links_passwd(d->links, old, fresh);
}

static void
desk_leave(void *arg, const char *why)
{
	/* From within ui/: only noted here. */
	desk_end(arg, why, 0);
}

/* What books and the gate say. */

static void
desk_answer(void *arg, const struct wire_answer *a)
{
	struct desk *d = arg;

	if (d->ui != NULL)
		ui_answer(d->ui, a);
}

static void
desk_confirmed(void *arg, const struct err *result)
{
	struct desk *d = arg;

	if (d->ui != NULL)
		ui_confirmed(d->ui, result);
}

static void
desk_books_back(void *arg)
{
	struct desk *d = arg;

	if (d->ui != NULL)
		ui_books_back(d->ui);
}

/* The line. */

static void
desk_tell_state(struct desk *d, bool attached)
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

/* A word for the person at the end of the line. */
static bool
desk_send_detach(struct desk *d, const char *why)
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
desk_parked_long(void *arg)
{
	struct desk *d = arg;

	d->park_timer = 0;
	log_info("nobody came back in %" PRId64 " minutes: ends",
	    d->o->conf->limits_park_minutes);
	desk_end(d, "", 0);
}

static void
desk_park(struct desk *d)
{
	wire_chan_free(d->term);
	d->term = NULL;
	d->credit = false;
	if (d->ui != NULL)
		ui_detach(d->ui);
	desk_tell_state(d, false);
	loop_timer_cancel(d->loop, d->park_timer);
	d->park_timer = loop_timer(d->loop,
	    d->o->conf->limits_park_minutes * 60 * 1000, desk_parked_long, d);
}

static void
desk_term_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct desk *d = arg;

	(void)why;
	if (!d->end) {
		desk_park(d);
		return;
	}
	wire_chan_free(c);
	d->term = NULL;
}

static void
desk_size(struct desk *d, struct wire_msg *m)
{
	uint32_t cols = wire_get_u32(m), rows = wire_get_u32(m);

	if (wire_end(m) && cols <= 10000 && rows <= 10000)
		ui_resize(d->ui, (int)cols, (int)rows);
}

static void
desk_term_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct desk *d = arg;
	const unsigned char *p;
	size_t n;

	(void)c;
	if (d->ui == NULL || d->end)
		return;
	switch (m->type) {
	case WIRE_KEYS:
		p = wire_get_bytes(m, &n);
		if (wire_end(m) && n > 0)
			ui_keys(d->ui, p, n);
		break;
	case WIRE_SIZE:
		desk_size(d, m);
		break;
	case WIRE_CREDIT:
		d->credit = true;
		break;
	default:
		log_warnx("message of type %u from the line", m->type);
	}
}

/*
 * Takes in what the line has sent and nobody read: what was typed counts, and a
 * socket closed with something unread takes its last words back.
 */
static void
desk_drain(struct desk *d)
{
	struct wire_msg m;

	wire_init(&m);
	while (wire_recv(wire_chan_fd(d->term), &m, NULL) == ST_OK)
		desk_term_msg(d->term, &m, d);
	wire_done(&m);
}

/* Another line of the person's takes the place of this one. */
static void
desk_taken_over(struct desk *d)
{
	char now[CLOCK_TEXT], why[128];

	clock_text(now);
	(void)snprintf(why, sizeof(why), _("taken over from %s at %.5s"),
	    d->address, now + 11);
	(void)desk_send_detach(d, why);
	desk_drain(d);
	wire_chan_free(d->term);
	d->term = NULL;
	d->credit = false;
	if (d->ui != NULL)
		ui_detach(d->ui);
}

static enum status
desk_open_ui(struct desk *d, bool must_change, struct err *err)
{
	struct ui_setup s = {
		.conf = d->o->conf,
		.loop = d->loop,
		.staff = d->o->staff,
		.address = d->address,
		.forms = d->o->forms,
		.terminfo = d->o->terminfo,
		.must_change = must_change,
		.host = { .post = desk_post, .confirm = desk_confirm,
		    .passwd = desk_passwd, .arg = d },
		.leave = desk_leave,
	};

	return ui_new(&s, &d->ui, err);
}

static void
desk_attach(struct desk *d, struct wire_msg *m)
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
		desk_taken_over(d);
	loop_timer_cancel(d->loop, d->park_timer);
	d->park_timer = 0;
	d->term = wire_chan_new(d->loop, fd, DESK_QUEUE, desk_term_msg,
	    desk_term_closed, d);
	desk_tell_state(d, true);
	if ((d->ui == NULL &&
	    desk_open_ui(d, must_change, &err) != ST_OK) ||
	    ui_attach(d->ui, term, (int)cols, (int)rows, &err) != ST_OK) {
		log_warnx("no screens: %s", err.msg);
		desk_end(d, err.msg, 0);
	}
}

static void
desk_control_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct desk *d = arg;
	char why[256];

	(void)c;
	switch (m->type) {
	case WIRE_DESK_ATTACH:
		/* One that is ending takes nobody; the listener sees to it. */
		if (!d->end)
			desk_attach(d, m);
		break;
	case WIRE_DESK_BOOKS:
		desk_links_books(d->links, wire_take_fd(m, 0));
		break;
	case WIRE_DESK_GATE:
		desk_links_gate(d->links, wire_take_fd(m, 0));
		break;
	case WIRE_DESK_END:
		wire_get_str(m, why, sizeof(why));
		desk_end(d, wire_end(m) ? why : "", 0);
		break;
	default:
		log_warnx("message of type %u from the listener", m->type);
	}
}

static void
desk_control_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct desk *d = arg;

	(void)why;
	wire_chan_free(c);
	d->control = NULL;
	desk_end(d, _("The server has stopped. What was reported saved is "
	    "saved; sign in again in a minute."), 0);
}

static void
desk_signal(int signo, void *arg)
{
	(void)signo;
	desk_end(arg, _("The server is being stopped."), 0);
}

static void
desk_send_frame(struct desk *d)
{
	struct wire_msg m;
	enum status st = ST_OK;
	size_t n;

	wire_init(&m);
	while (buf_left(&d->frame) > 0 && st == ST_OK) {
		n = buf_left(&d->frame);
		if (n > DESK_PIECE)
			n = DESK_PIECE;
		wire_begin(&m, WIRE_FRAME);
		wire_put_bytes(&m, buf_head(&d->frame), n);
		buf_eat(&d->frame, n);
		st = wire_chan_send(d->term, &m, NULL, 0);
	}
	wire_done(&m);
	/* A line that took half a picture shows rubbish: it starts anew. */
	if (st == ST_BUSY) {
		log_warnx("the line takes no frame: let go");
		desk_park(d);
	}
}

/*
 * The last word.  A socket closed with keys unread in it would take back what
 * is still on the way, so the line closes first, if it does so in time.
 */
static void
desk_goodbye(struct desk *d)
{
	int64_t until = clock_ms() + DESK_BYE_MS;

	if (d->term == NULL || !desk_send_detach(d, d->why))
		return;
	while (d->term != NULL && clock_ms() < until)
		(void)loop_once(d->loop, 50);
}

/* Once per pass of the loop, after all that came was taken in. */
static void
desk_draw(struct desk *d)
{
	if (d->term == NULL || d->ui == NULL || !d->credit ||
	    !ui_is_dirty(d->ui))
		return;
	buf_clear(&d->frame);
	ui_frame(d->ui, &d->frame);
	if (buf_left(&d->frame) == 0)
		return;
	d->credit = false;
	desk_send_frame(d);
}

/* Lets ui/ post its draft, and waits a little until books has it. */
static void
desk_save(struct desk *d)
{
	int64_t until = clock_ms() + DESK_END_MS;
	struct ui *ui = d->ui;

	while (ui != NULL && !desk_links_ready(d->links) &&
	    clock_ms() < until)
		(void)loop_once(d->loop, 50);
	d->ui = NULL; /* answers have nobody to go to from here on */
	ui_free(ui);
	while (desk_links_waiting(d->links) && clock_ms() < until)
		(void)loop_once(d->loop, 50);
	if (desk_links_waiting(d->links))
		log_warnx("books did not answer in time");
}

static void
desk_prepare(struct desk *d)
{
	struct rlimit r = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &r);
	/* Before newterm(): ncurses takes what is still at its default
	 * (facts, mechanisms 7). */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGTSTP, SIG_IGN);
	(void)signal(SIGWINCH, SIG_IGN);
	loop_signal(d->loop, SIGTERM, desk_signal, d);
}

int
desk_run(const struct desk_opts *o)
{
	static struct desk desk; /* one per process */
	struct desk *d = &desk;

	memset(d, 0, sizeof(*d));
	d->o = o;
	d->loop = loop_new();
	buf_init(&d->frame, DESK_FRAME_MAX);
	desk_prepare(d);
	d->links = desk_links_new(&(struct desk_links_setup){
		.conf = o->conf, .loop = d->loop, .local = o->local,
		.staff = o->own_uid ? 0 : o->staff,
		.answer = desk_answer, .confirmed = desk_confirmed,
		.books_back = desk_books_back, .arg = d });
	d->control = wire_chan_new(d->loop, o->control, DESK_QUEUE,
	    desk_control_msg, desk_control_closed, d);
	while (!d->end && loop_once(d->loop, -1))
		desk_draw(d);
	desk_save(d);
	desk_goodbye(d);
	loop_timer_cancel(d->loop, d->park_timer);
	wire_chan_free(d->term);
	desk_links_free(d->links);
	wire_chan_free(d->control);
	buf_done(&d->frame);
	loop_free(d->loop);
	return d->status;
}
