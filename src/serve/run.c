/* SPDX-License-Identifier: ISC */
/*
 * run: the listener's side of a command that came as `ssh lan@server WORDS`.
 *
 * stdin is a socket pair of which the listener keeps a copy of the transport's
 * end: the command sees an end of input only when the transport calls
 * shutdown(2).  When the connection drops, the command is killed, so that it
 * does not take half a file for a complete one.
 *
 * The ids of postings and the exit status go from the command to the transport
 * on a socket of its own (wire/told.h), so that status and output agree even if
 * the listener dies in between.  The transport has its ends before the command
 * is started, so that it knows of every command.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/say.h"
#include "serve/lines.h"
#include "serve/proc.h"

enum run_fd { RUN_IN, RUN_OUT, RUN_ERR, RUN_TOLD, RUN_COUNT };

struct run_pipes {
	int own[RUN_COUNT];   /* the runner's */
	int peer[RUN_COUNT];  /* the transport's */
	int books, gate;
};

static void
run_close(int *fds, unsigned n)
{
	unsigned i;

	for (i = 0; i < n; i++)
		if (fds[i] != -1)
			(void)close(fds[i]);
}

static bool
run_open(struct line *l, struct run_pipes *p)
{
	struct server *srv = l->srv;
	int pair[2], i, made;

	*p = (struct run_pipes){ { -1, -1, -1, -1 }, { -1, -1, -1, -1 }, -1,
	    -1 };
	for (i = RUN_IN; i < RUN_COUNT; i++) {
		made = i == RUN_IN || i == RUN_TOLD ?
		    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) :
		    pipe2(pair, O_CLOEXEC);
		if (made == -1)
			return false;
		p->peer[i] = pair[0];
		p->own[i] = pair[1];
	}
	return service_bind_books(srv, WIRE_PEER_STAFF, l->staff, l->address,
	    &p->books) == ST_OK &&
	    service_bind_gate(srv, WIRE_PEER_STAFF, l->staff, &p->gate) ==
	    ST_OK;
}

static void __attribute__((noreturn))
run_child(const struct line *l, const struct run_pipes *p)
{
	const struct server *srv = l->srv;
	struct runner_opts o = {
		.who = {
			.conf = &srv->conf,
			.staff = l->staff,
			.login = l->login,
			.address = l->address,
			.books = p->books,
			.gate = p->gate,
			.told = p->own[RUN_TOLD],
			.pty = l->pty,
		},
		.command = l->command,
		.in = p->own[RUN_IN],
		.out = p->own[RUN_OUT],
		.err = p->own[RUN_ERR],
		.dispatch = srv->o->dispatch,
	};

	log_who(l->login);
	uids_become(&srv->uids, UIDS_DESK);
	_exit(runner_run(&o));
}

static bool
run_fork(struct line *l, struct run_pipes *p)
{
	int keep[] = { p->own[RUN_IN], p->own[RUN_OUT], p->own[RUN_ERR],
		p->own[RUN_TOLD], p->books, p->gate };

	l->runner = proc_fork(l->srv->loop, keep, 6);
	if (l->runner == 0)
		run_child(l, p);
	if (l->runner != -1)
		return true;
	l->runner = 0;
	return false;
}

/* Commands whose output is still being sent count too. */
static bool
run_too_many(struct line *l)
{
	const struct line *o;
	char why[256];
	int64_t n = 0;

	for (o = l->srv->lines; o != NULL; o = o->next)
		n += o != l && o->commands && !o->dropped &&
		    o->staff == l->staff;
	if (n < l->srv->conf.limits_commands)
		return false;
	(void)snprintf(why, sizeof(why), ngettext("%d command of yours is "
	    "running already: wait until it has ended, or end it.",
	    "%d commands of yours are running already: wait until one has "
	    "ended, or end one.", (unsigned long)n), (int)n);
	log_info("%s: %" PRId64 " commands at once, one more is refused",
	    l->login, n);
	line_close(l, why);
	return true;
}

void
run_start(struct line *l)
{
	struct run_pipes p;
	struct wire_msg m;
	bool ran = false;

	if (l->must_change) {
		line_close(l, _("First sign in with a terminal and change "
		    "your password."));
		return;
	}
	if (!l->commands && run_too_many(l))
		return;
	l->commands = true;
	l->waiting = !l->srv->books.ready || !l->srv->gate.ready;
	if (l->waiting)
		return;
	if (run_open(l, &p)) {
		wire_init(&m);
		wire_begin(&m, WIRE_NET_EXEC);
		line_send(l, &m, p.peer, RUN_COUNT);
		wire_done(&m);
		ran = run_fork(l, &p);
	}
	if (ran) {
		l->runner_in = p.peer[RUN_IN];
		p.peer[RUN_IN] = -1;
	} else {
		log_warn("%s: no process for a command", l->login);
		line_close(l, _("The server is too busy; try again."));
	}
	run_close(p.own, RUN_COUNT);
	run_close(p.peer, RUN_COUNT);
	run_close(&p.books, 1);
	run_close(&p.gate, 1);
}

void
run_drop(struct line *l)
{
	/* The process group, with whatever the command has started. */
	if (l->runner > 0 && kill(-l->runner, SIGKILL) == -1)
		(void)kill(l->runner, SIGKILL);
	l->runner = 0;
	if (l->runner_in != -1)
		(void)close(l->runner_in);
	l->runner_in = -1;
}

bool
run_reaped(struct server *srv, pid_t pid, int status)
{
	struct wire_msg m;
	struct line *l;
	char how[64];

	for (l = srv->lines; l != NULL; l = l->next)
		if (l->runner == pid)
			break;
	if (l == NULL)
		return false;
	l->runner = 0;
	if (WIFSIGNALED(status) && WTERMSIG(status) != SIGPIPE) {
		proc_how(status, how, sizeof(how));
		log_warnx("%s: the command died (%s)", l->login, how);
	}
	wire_init(&m);
	wire_begin(&m, WIRE_NET_EXITED);
	/* As shells do. */
	wire_put_u32(&m, WIFEXITED(status) ? (uint32_t)WEXITSTATUS(status) :
	    128 + (uint32_t)WTERMSIG(status));
	line_send(l, &m, NULL, 0);
	wire_done(&m);
	if (l->runner_in != -1)
		(void)close(l->runner_in);
	l->runner_in = -1;
	return true;
}
