/* SPDX-License-Identifier: ISC */
#include "serve/desk.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/say.h"
#include "base/str.h"
#include "serve/desk_priv.h"

/* One frame, or one piece of a print job. */
#define DESK_FRAME_MAX (1024 * 1024)

#define DESK_HEAR_MS 1500 /* for outstanding answers */
#define DESK_END_MS 3000  /* and for books to save the draft */

void
desk_end(struct desk *d, const char *why, int status)
{
	if (d->end)
		return;
	d->end = true;
	d->status = status;
	(void)str_copy_cut(d->why, sizeof(d->why), why);
}

/* Callbacks for ui/. */

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

static enum status
desk_print(void *arg, const struct job_order *order, struct err *err)
{
	return desk_print_start(arg, order, err);
}

static void
desk_leave(void *arg, const char *why)
{
	/* Called inside ui/, so only recorded. */
	desk_end(arg, why, 0);
}

/* Messages of books and the gate. */

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

/* Several changes are read at most once a second; but always before the next
 * key. */
#define DESK_LOOK_MS 1000

void
desk_look(struct desk *d)
{
	if (!d->unsure || d->ui == NULL)
		return;
	loop_timer_cancel(d->loop, d->look_timer);
	d->look_timer = 0;
	d->unsure = false;
	d->looked = clock_ms();
	/* Before reading, so that no change in between is missed. */
	desk_links_watch(d->links);
	ui_who(d->ui);
}

static void
desk_look_late(void *arg)
{
	struct desk *d = arg;

	d->look_timer = 0;
	desk_look(d);
}

static void
desk_who(void *arg)
{
	struct desk *d = arg;
	int64_t wait = d->looked + DESK_LOOK_MS - clock_ms();

	d->unsure = true;
	if (wait <= 0)
		desk_look(d);
	else if (d->look_timer == 0)
		d->look_timer = loop_timer(d->loop, wait, desk_look_late, d);
}

static void
desk_must_change(void *arg)
{
	struct desk *d = arg;

	if (d->ui != NULL)
		ui_must_change(d->ui, true);
}

static void
desk_books_news(void *arg)
{
	struct desk *d = arg;

	if (d->ui != NULL)
		ui_news(d->ui);
}

static void
desk_books_gone(void *arg)
{
	struct desk *d = arg;

	if (d->ui != NULL)
		ui_books_gone(d->ui);
}

static void
desk_books_back(void *arg)
{
	struct desk *d = arg;

	if (d->ui != NULL)
		ui_books_back(d->ui);
}

enum status
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
		    .passwd = desk_passwd, .print = desk_print, .arg = d },
		.leave = desk_leave,
	};

	return ui_new(&s, &d->ui, err);
}

static void
desk_control_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct desk *d = arg;
	char why[256];

	(void)c;
	switch (m->type) {
	case WIRE_DESK_ATTACH:
		/*
		 * An ending desk takes no connection; the listener starts
		 * another desk.
		 */
		if (!d->end)
			desk_line_attach(d, m);
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

/* Waits for outstanding answers, so that the user sees them. */
static void
desk_hear(struct desk *d, int64_t until)
{
	bool waiting = desk_links_waiting(d->links);
	char news[400];
	size_t n;

	while (d->ui != NULL && (!desk_links_ready(d->links) ||
	    desk_links_waiting(d->links)) && clock_ms() < until)
		(void)loop_once(d->loop, 50);
	if (d->ui == NULL)
		return;
	ui_parting(d->ui, waiting, news, sizeof(news));
	if (news[0] == '\0')
		return;
	n = strlen(d->why);
	if (n > 0 && n < sizeof(d->why) - 1)
		d->why[n++] = ' ';
	(void)str_copy_cut(d->why + n, sizeof(d->why) - n, news);
}

/*
 * Lets ui/ post its draft, and waits up to DESK_END_MS until books has saved
 * it.
 */
static void
desk_save(struct desk *d)
{
	int64_t now = clock_ms();
	struct ui *ui;

	desk_hear(d, now + DESK_HEAR_MS);
	ui = d->ui;
	d->ui = NULL; /* later answers are dropped */
	ui_free(ui);
	while (desk_links_waiting(d->links) && clock_ms() < now + DESK_END_MS)
		(void)loop_once(d->loop, 50);
	if (desk_links_waiting(d->links))
		log_warnx("books did not answer in time");
}

static void
desk_prepare(struct desk *d)
{
	struct rlimit r = { 0, 0 };

	(void)setrlimit(RLIMIT_CORE, &r);
	/*
	 * Before newterm(): ncurses handles SIGINT if it has the default
	 * action.
	 */
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
		.books_gone = desk_books_gone,
		.who = desk_who, .must_change = desk_must_change,
		.books_news = desk_books_news,
		.books_back = desk_books_back, .arg = d });
	d->control = wire_chan_new(d->loop, o->control, DESK_QUEUE,
	    desk_control_msg, desk_control_closed, d);
	desk_line_wait(d);
	while (!d->end && loop_once(d->loop, -1))
		desk_line_draw(d);
	desk_save(d);
	desk_line_bye(d);
	desk_print_end(d);
	loop_timer_cancel(d->loop, d->park_timer);
	loop_timer_cancel(d->loop, d->look_timer);
	wire_chan_free(d->term);
	desk_links_free(d->links);
	wire_chan_free(d->control);
	buf_done(&d->frame);
	loop_free(d->loop);
	return d->status;
}
