/* SPDX-License-Identifier: ISC */
#include "serve/listener.h"

#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/say.h"
#include "base/str.h"
#include "serve/books.h"
#include "serve/gate.h"
#include "serve/lines.h"
#include "serve/proc.h"
#include "ssh/hostkey.h"
#include "ssh/transport.h"

/* Sockets of 600 connections and their desks, and spares. */
#define LISTENER_NOFILE 8192

/* At the end desks may save their drafts, then processes are killed. */
#define LISTENER_ASK_MS 8000
#define LISTENER_KILL_MS 4000
#define LISTENER_BOOKS_MS 30000

static void
listener_gate_msg(struct server *srv, struct wire_msg *m)
{
	uint32_t id = wire_get_u32(m);
	struct line *l = line_by_id(srv, id);
	char login[LINE_LOGIN], word[160];
	int64_t staff = 0;
	bool must = false;

	if (m->type == WIRE_GATE_SIGNED_IN)
		staff = wire_get_i64(m);
	wire_get_str(m, login, sizeof(login));
	wire_get_str(m, word, sizeof(word));
	if (m->type == WIRE_GATE_SIGNED_IN)
		must = wire_get_u8(m) == 1;
	if (!wire_end(m)) {
		log_warnx("message of type %u from the gate is broken",
		    m->type);
		return;
	}
	if (l == NULL || l->signed_in)
		return;
	if (m->type == WIRE_GATE_FAILED) {
		limits_failed(srv->limits, &l->addr, clock_ms());
		return;
	}
	l->staff = staff;
	l->must_change = must;
	(void)str_copy_cut(l->login, sizeof(l->login), login);
	(void)str_copy_cut(l->method, sizeof(l->method), word);
	log_debug("connection %" PRIu32 ": %s signed in", l->id, l->login);
	line_signed_in(l);
}

/*
 * After a staff member was disabled: ends the desk and commands with a message.
 */
static void
listener_books_msg(struct server *srv, struct wire_msg *m)
{
	int64_t staff = wire_get_i64(m);
	struct line *l;
	char why[256];

	wire_get_str(m, why, sizeof(why));
	if (!wire_end(m) || m->type != WIRE_BOOKS_SHUT) {
		log_warnx("message of type %u from books is broken", m->type);
		return;
	}
	seat_end(srv, staff, why);
	for (l = srv->lines; l != NULL; l = l->next)
		if (l->signed_in && l->staff == staff && l->commands)
			line_close(l, why);
}

/* Both services are ready: accept connections (again). */
static void
listener_open(struct server *srv)
{
	struct line *l, *next;

	if (!srv->books.ready || !srv->gate.ready || srv->stopping)
		return;
	door_watch(srv, true);
	/* Commands that waited for it. */
	for (l = srv->lines; l != NULL; l = next) {
		next = l->next;
		if (l->waiting)
			line_go(l);
	}
	if (srv->open)
		return;
	srv->open = true;
	log_info("ready on port %u, %s", srv->port, srv->conf.data_database);
	proc_notify("READY=1");
	if (srv->o->ready != NULL)
		srv->o->ready(srv->port, srv->o->arg);
}

/* The gate posts sign-ins and confirmations to books. */
static void
listener_pair_gate(struct server *srv)
{
	struct wire_msg m;
	int fd;

	if (!srv->gate.ready || service_bind_books(srv, WIRE_PEER_GATE, 0, "",
	    &fd) != ST_OK)
		return;
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_BOOKS);
	service_send(&srv->gate, &m, fd);
	wire_done(&m);
	(void)close(fd);
}

static void
listener_books_ready(struct server *srv)
{
	listener_pair_gate(srv);
	seat_give_books(srv);
	listener_open(srv);
}

static void
listener_gate_ready(struct server *srv)
{
	listener_pair_gate(srv);
	seat_give_gate(srv);
	listener_open(srv);
}

static void
listener_child(int signo, void *arg)
{
	struct server *srv = arg;
	int status;
	pid_t pid;

	(void)signo;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		if (service_reaped(&srv->books, pid, status) ||
		    service_reaped(&srv->gate, pid, status) ||
		    line_reaped(srv, pid, status) ||
		    run_reaped(srv, pid, status) ||
		    seat_printer_reaped(srv, pid))
			continue;
		(void)seat_reaped(srv, pid, status);
	}
}

static void
listener_kill(struct server *srv, int signo)
{
	struct line *l;
	struct seat *s;

	for (s = srv->seats; s != NULL; s = s->next)
		(void)kill(s->pid, signo);
	for (l = srv->lines; l != NULL; l = l->next) {
		(void)kill(l->pid, signo);
		if (l->runner > 0)
			(void)kill(l->runner, signo);
	}
}

static void
listener_kill_late(void *arg)
{
	struct server *srv = arg;

	log_warnx("not everybody has ended: killed");
	srv->stop_timer = 0;
	listener_kill(srv, SIGKILL);
}

static void
listener_ask_late(void *arg)
{
	struct server *srv = arg;

	listener_kill(srv, SIGTERM);
	srv->stop_timer = loop_timer(srv->loop, LISTENER_KILL_MS,
	    listener_kill_late, srv);
}

static void
listener_services_late(void *arg)
{
	struct server *srv = arg;

	srv->stop_timer = 0;
	if (srv->gate.pid != 0)
		(void)kill(srv->gate.pid, SIGKILL);
	if (srv->books.pid != 0)
		(void)kill(srv->books.pid, SIGKILL);
	log_warnx("books or gate did not end: killed");
}

void
listener_check_end(struct server *srv)
{
	if (!srv->stopping || srv->lines != NULL || srv->seats != NULL)
		return;
	if (srv->gate.chan != NULL || srv->books.chan != NULL) {
		loop_timer_cancel(srv->loop, srv->stop_timer);
		srv->stop_timer = loop_timer(srv->loop, LISTENER_BOOKS_MS,
		    listener_services_late, srv);
	}
	/* Books last: the gate may still post a sign-in. */
	service_end(&srv->gate);
	if (srv->gate.pid != 0)
		return;
	service_end(&srv->books);
	if (srv->books.pid != 0)
		return;
	log_info("ended in order");
	loop_stop(srv->loop, 0);
}

static void
listener_stop(int signo, void *arg)
{
	struct server *srv = arg;
	const char *why = _("The server is being stopped. What was reported "
	    "saved is saved; sign in again in a minute.");
	struct line *l;

	if (srv->stopping)
		return;
	log_info("signal %d: ending", signo);
	proc_notify("STOPPING=1");
	srv->stopping = true;
	door_close(srv);
	local_close(srv);
	seat_end_all(srv, why);
	/*
	 * Connections with a desk are told by the desk, after it has saved its
	 * draft.
	 */
	for (l = srv->lines; l != NULL; l = l->next)
		if (l->seat == NULL && l->runner == 0)
			line_close(l, why);
	srv->stop_timer = loop_timer(srv->loop, LISTENER_ASK_MS,
	    listener_ask_late, srv);
	listener_check_end(srv);
}

static void
listener_hup(int signo, void *arg)
{
	(void)signo;
	reload(arg);
}

/*
 * Checks the host key in a child, so that desks do not inherit it in memory.  A
 * server whose every connection would fail must not start.
 */
static enum status
listener_try_key(struct server *srv, struct err *err)
{
	char print[128];
	int status;
	pid_t pid = proc_fork(srv->loop, NULL, 0);

	if (pid == 0) {
		if (hostkey_fingerprint(srv->conf.server_host_key, print,
		    sizeof(print), err) != ST_OK)
			fatalx("%s", err->msg);
		log_info("host key %s", print);
		_exit(0);
	}
	if (pid == -1 || waitpid(pid, &status, 0) != pid)
		return err_errno(err, ST_IO, "fork");
	if (status != 0)
		return err_set(err, ST_INVALID, _("The host key %s cannot be "
		    "used."), srv->conf.server_host_key);
	return ST_OK;
}

static enum status
listener_prepare(struct server *srv, struct err *err)
{
	struct rlimit r;
	enum status st;

	if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < LISTENER_NOFILE) {
		r.rlim_cur = r.rlim_max < LISTENER_NOFILE ? r.rlim_max :
		    LISTENER_NOFILE;
		(void)setrlimit(RLIMIT_NOFILE, &r);
	}
	st = uids_find(&srv->conf, &srv->uids, err);
	if (st != ST_OK)
		return st;
	uids_say(&srv->uids);
	if ((st = uids_chown(&srv->conf, err)) != ST_OK ||
	    (st = limits_new(&srv->conf, &srv->limits, err)) != ST_OK ||
	    (st = listener_try_key(srv, err)) != ST_OK ||
	    (st = door_open(srv, err)) != ST_OK)
		return st;
	return local_open(srv, err);
}

static void
listener_init(struct server *srv, const struct conf *conf,
    const struct listener_opts *o)
{
	memset(srv, 0, sizeof(*srv));
	srv->conf = *conf;
	srv->o = o;
	srv->door[0] = srv->door[1] = srv->local = -1;
	srv->born = clock_ms();
	srv->books = (struct service){ .srv = srv, .name = "books",
		.role = UIDS_BOOKS, .run = books_run,
		.on_ready = listener_books_ready,
		.on_msg = listener_books_msg };
	srv->gate = (struct service){ .srv = srv, .name = "gate",
		.role = UIDS_GATE, .run = gate_run,
		.on_ready = listener_gate_ready,
		.on_msg = listener_gate_msg };
	srv->loop = loop_new();
	farewell_init(&srv->farewell, srv->loop);
	loop_signal(srv->loop, SIGTERM, listener_stop, srv);
	loop_signal(srv->loop, SIGINT, listener_stop, srv);
	loop_signal(srv->loop, SIGHUP, listener_hup, srv);
	loop_signal(srv->loop, SIGCHLD, listener_child, srv);
}

static void
listener_done(struct server *srv)
{
	farewell_done(&srv->farewell);
	door_close(srv);
	local_close(srv);
	service_end(&srv->gate);
	service_end(&srv->books);
	limits_free(srv->limits);
	loop_free(srv->loop);
}

int
listener_run(const struct conf *conf, const struct listener_opts *o)
{
	static struct server srv; /* too large for the stack, one per process */
	struct err err = ERR_INIT;
	int status;

	log_who("listener");
	listener_init(&srv, conf, o);
	if (listener_prepare(&srv, &err) != ST_OK) {
		log_warnx("cannot start: %s", err.msg);
		listener_done(&srv);
		return 3;
	}
	/* Load what every child needs once, here, so that children share the
	 * pages.  The first translation loads the catalogue. */
	(void)_("The server is being stopped.");
	ssh_transport_warm_up();
	service_start(&srv.books);
	service_start(&srv.gate);
	status = loop_run(srv.loop);
	listener_done(&srv);
	return status;
}
