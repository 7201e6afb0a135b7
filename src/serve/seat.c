/* SPDX-License-Identifier: ISC */
/*
 * seat: the listener's side of a desk: one per person, kept when the connection
 * drops, and attached by the person's next connection.
 *
 * A connection gets its desk (WIRE_NET_DESK) only when the desk has attached
 * (WIRE_DESK_STATE).  So a desk that is just ending, because its person signed
 * out or it was parked too long, does not end a new connection: that one gets a
 * new desk.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "serve/desk.h"
#include "serve/lines.h"
#include "serve/printer.h"
#include "serve/proc.h"

#define SEAT_TRIES 3 /* desks per connection that may end before attaching */

/* A desk that does not attach for so long hangs, and is replaced. */
#define SEAT_DEAF_MS 10000

static struct seat *
seat_find(struct server *srv, int64_t staff)
{
	struct seat *s;

	for (s = srv->seats; s != NULL; s = s->next)
		if (s->staff == staff)
			return s;
	return NULL;
}

static void
seat_send(struct seat *s, const struct wire_msg *m, int fd)
{
	if (s->chan != NULL &&
	    wire_chan_send(s->chan, m, &fd, fd != -1 ? 1 : 0) == ST_BUSY)
		log_warnx("the desk of %s does not listen", s->login);
}

static void
seat_send_fd(struct seat *s, enum wire_type type, int fd)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, type);
	seat_send(s, &m, fd);
	wire_done(&m);
	(void)close(fd);
}

static void
seat_books(struct seat *s)
{
	const char *address = s->line != NULL ? s->line->address : "";
	int fd;

	if (service_bind_books(s->srv, WIRE_PEER_STAFF, s->staff, address,
	    &fd) == ST_OK)
		seat_send_fd(s, WIRE_DESK_BOOKS, fd);
}

static void
seat_gate(struct seat *s)
{
	int fd;

	if (service_bind_gate(s->srv, WIRE_PEER_STAFF, s->staff, &fd) == ST_OK)
		seat_send_fd(s, WIRE_DESK_GATE, fd);
}

void
seat_give_books(struct server *srv)
{
	struct seat *s;

	for (s = srv->seats; s != NULL; s = s->next)
		seat_books(s);
}

void
seat_give_gate(struct server *srv)
{
	struct seat *s;

	for (s = srv->seats; s != NULL; s = s->next)
		seat_gate(s);
}

/* The desk has attached the connection sent to it last. */
static void
seat_taken(struct seat *s)
{
	struct line *l = s->line;
	struct wire_msg m;

	loop_timer_cancel(s->srv->loop, s->deaf_timer);
	s->deaf_timer = 0;
	if (l == NULL || l->desk_fd == -1)
		return;
	wire_init(&m);
	wire_begin(&m, WIRE_NET_DESK);
	line_send(l, &m, &l->desk_fd, 1);
	wire_done(&m);
	(void)close(l->desk_fd);
	l->desk_fd = -1;
}

/* Forks a printer for a job of the desk, unless too many run. */
static void
seat_print(struct seat *s, struct wire_msg *m)
{
	struct server *srv = s->srv;
	struct printer_opts o = { .conf = &srv->conf, .forms = srv->o->forms,
		.uids = &srv->uids, .staff = s->staff, .login = s->login };
	unsigned i;

	for (i = 0; i < SERVER_PRINTERS && srv->printers[i] != 0; i++)
		;
	if (i == SERVER_PRINTERS) {
		log_warnx("%s: %d jobs are being printed", s->login,
		    SERVER_PRINTERS);
		return; /* freeing the message closes the desk's socket */
	}
	srv->printers[i] = printer_fork(srv->loop, &o, m);
	if (srv->printers[i] == -1)
		srv->printers[i] = 0;
}

bool
seat_printer_reaped(struct server *srv, pid_t pid)
{
	unsigned i;

	for (i = 0; i < SERVER_PRINTERS; i++)
		if (srv->printers[i] == pid) {
			srv->printers[i] = 0;
			return true;
		}
	return false;
}

static void
seat_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct seat *s = arg;
	bool attached;

	(void)c;
	if (m->type == WIRE_DESK_PRINT) {
		seat_print(s, m);
		return;
	}
	if (m->type != WIRE_DESK_STATE) {
		log_warnx("message of type %u from the desk of %s", m->type,
		    s->login);
		return;
	}
	attached = wire_get_u8(m) == 1;
	if (!wire_end(m))
		return;
	s->since = clock_ms();
	if (attached)
		seat_taken(s);
	else
		log_info("%s: the desk waits, no line", s->login);
}

/*
 * Handles the connections that waited for this desk, or had it, when it ended.
 */
static void
seat_release(struct seat *s)
{
	struct line *l, *next;
	bool well = s->status == 0;

	for (l = s->srv->lines; l != NULL; l = next) {
		next = l->next;
		if (l->seat != s)
			continue;
		l->seat = NULL;
		if (l->desk_fd == -1) {
			/*
			 * A desk with an orderly end has sent the reason
			 * itself.
			 */
			if (!well)
				line_close(l, _("The session ended "
				    "unexpectedly. What was reported saved is "
				    "saved; sign in again."));
			continue;
		}
		(void)close(l->desk_fd);
		l->desk_fd = -1;
		if (++l->tries < SEAT_TRIES)
			line_go(l);
		else
			line_close(l, _("The session cannot be started; ask "
			    "the administrator to look at the log."));
	}
}

static void
seat_finished(struct seat *s)
{
	struct server *srv = s->srv;
	struct seat **p;
	char how[64];

	if (!s->reaped || s->chan != NULL)
		return;
	if (s->status != 0) {
		proc_how(s->status, how, sizeof(how));
		log_warnx("the desk of %s died (%s)", s->login, how);
	}
	loop_timer_cancel(srv->loop, s->deaf_timer);
	for (p = &srv->seats; *p != s; p = &(*p)->next)
		;
	*p = s->next;
	seat_release(s);
	free(s);
	listener_check_end(srv);
}

bool
seat_reaped(struct server *srv, pid_t pid, int status)
{
	struct seat *s;

	for (s = srv->seats; s != NULL; s = s->next)
		if (s->pid == pid && !s->reaped)
			break;
	if (s == NULL)
		return false;
	s->reaped = true;
	s->status = status;
	seat_finished(s);
	return true;
}

static void
seat_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct seat *s = arg;

	(void)why;
	wire_chan_free(c);
	s->chan = NULL;
	seat_finished(s);
}

static void __attribute__((noreturn))
seat_child(const struct seat *s, int control)
{
	const struct server *srv = s->srv;
	struct desk_opts o = {
		.conf = &srv->conf,
		.control = control,
		.staff = s->staff,
		.forms = srv->o->forms,
		.terminfo = srv->o->terminfo,
	};

	log_who(s->login);
	uids_become(&srv->uids, UIDS_DESK);
	_exit(desk_run(&o));
}

static struct seat *
seat_new(struct line *l)
{
	struct server *srv = l->srv;
	struct seat *s;
	int control[2];

	if (wire_pair(control, NULL) != ST_OK)
		return NULL;
	s = mem_zalloc(sizeof(*s));
	s->srv = srv;
	s->staff = l->staff;
	(void)str_copy_cut(s->login, sizeof(s->login), l->login);
	s->since = clock_ms();
	s->pid = proc_fork(srv->loop, &control[1], 1);
	if (s->pid == 0)
		seat_child(s, control[1]);
	(void)close(control[1]);
	if (s->pid == -1) {
		(void)close(control[0]);
		free(s);
		return NULL;
	}
	s->chan = wire_chan_new(srv->loop, control[0], SERVER_QUEUE, seat_msg,
	    seat_closed, s);
	s->next = srv->seats;
	srv->seats = s;
	s->line = l;
	seat_books(s);
	seat_gate(s);
	return s;
}

/* The replaced connection is told which one replaced it. */
static void
seat_take_over(struct seat *s, const struct line *by)
{
	struct line *old = s->line;
	char now[CLOCK_TEXT], why[128];

	if (old == NULL || old == by)
		return;
	clock_text(now);
	(void)snprintf(why, sizeof(why), _("taken over from %s at %.5s"),
	    by->address, now + 11);
	log_info("%s: %s, was at %s", s->login, why, old->address);
	old->seat = NULL;
	if (old->desk_fd != -1)
		(void)close(old->desk_fd);
	old->desk_fd = -1;
	line_close(old, why);
}

static void
seat_deaf(void *arg)
{
	struct seat *s = arg;

	s->deaf_timer = 0;
	log_warnx("the desk of %s hangs: killed", s->login);
	(void)kill(s->pid, SIGKILL);
}

void
seat_attach(struct line *l)
{
	struct seat *s = seat_find(l->srv, l->staff);
	bool fresh = s == NULL;
	struct wire_msg m;
	int pair[2];

	if (fresh)
		s = seat_new(l);
	if (s == NULL || wire_pair(pair, NULL) != ST_OK) {
		log_warn("%s: no desk", l->login);
		line_close(l, _("The server is too busy; try again."));
		return;
	}
	seat_take_over(s, l);
	s->line = l;
	l->seat = s;
	l->desk_fd = pair[0];
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_ATTACH);
	wire_put_str(&m, l->term);
	wire_put_u32(&m, l->columns);
	wire_put_u32(&m, l->rows);
	wire_put_str(&m, l->address);
	wire_put_u8(&m, l->must_change);
	seat_send(s, &m, pair[1]);
	wire_done(&m);
	(void)close(pair[1]);
	/* The journal has the address of each posting, so bind a new socket. */
	if (!fresh)
		seat_books(s);
	if (s->deaf_timer == 0)
		s->deaf_timer = loop_timer(l->srv->loop, SEAT_DEAF_MS,
		    seat_deaf, s);
}

void
seat_leave(struct line *l)
{
	if (l->seat != NULL && l->seat->line == l)
		l->seat->line = NULL;
	l->seat = NULL;
}

void
seat_end(struct server *srv, int64_t staff, const char *why)
{
	struct seat *s = seat_find(srv, staff);
	struct wire_msg m;

	if (s == NULL)
		return;
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_END);
	wire_put_str(&m, why);
	seat_send(s, &m, -1);
	wire_done(&m);
}

void
seat_end_all(struct server *srv, const char *why)
{
	struct wire_msg m;
	struct seat *s;

	wire_init(&m);
	wire_begin(&m, WIRE_DESK_END);
	wire_put_str(&m, why);
	for (s = srv->seats; s != NULL; s = s->next)
		seat_send(s, &m, -1);
	wire_done(&m);
}
