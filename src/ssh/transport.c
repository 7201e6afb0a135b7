/* SPDX-License-Identifier: ISC */
#include "ssh/transport.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/say.h"
#include "ssh/alive.h"
#include "ssh/attach.h"
#include "ssh/signin.h"
#include "ssh/channel.h"
#include "ssh/closing.h"
#include "ssh/exec.h"
#include "ssh/hostkey.h"
#include "ssh/line.h"
#include "ssh/offer.h"
#include "ssh/outq.h"
#include "ssh/sandbox.h"

/* Messages to the listener that may wait: stages, one request, the figures. */
#define TRANSPORT_QUEUE 8

/* The listener starts a desk or a command well within this. */
#define TRANSPORT_START_MS 30000

/* Actions in a row before the loop has its turn. */
#define TRANSPORT_ROUNDS 8

/* After the deadline, should the loop itself hang. */
#define TRANSPORT_ALARM_SLACK 5

static void
transport_exec(struct line *l, struct wire_msg *m)
{
	int in = wire_take_fd(m, 0), out = wire_take_fd(m, 1);

	exec_start(l, in, out, wire_take_fd(m, 2));
	loop_timer_cancel(l->loop, l->deadline_timer);
}

static void
transport_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct line *l = arg;
	char why[512];
	uint32_t status;

	(void)c;
	switch (m->type) {
	case WIRE_NET_DESK:
		attach_desk(l, wire_take_fd(m, 0));
		loop_timer_cancel(l->loop, l->deadline_timer);
		break;
	case WIRE_NET_EXEC:
		transport_exec(l, m);
		break;
	case WIRE_NET_EXITED:
		status = wire_get_u32(m);
		exec_exited(l, wire_end(m) ? status : 1);
		break;
	case WIRE_NET_CLOSE:
		wire_get_str(m, why, sizeof(why));
		closing_begin(l, wire_end(m) ? why : "",
		    l->role == LINE_SHELL ? 0 : 1);
		break;
	default:
		log_warnx("message of type %u from the listener", m->type);
	}
}

static void
transport_orphan(struct wire_chan *c, const char *why, void *arg)
{
	struct line *l = arg;

	(void)why;
	l->net = NULL;
	wire_chan_free(c);
	closing_begin(l, _("The server has stopped. What was reported saved "
	    "is saved; sign in again in a minute."), 1);
}

static void
transport_signal(int signo, void *arg)
{
	(void)signo;
	closing_begin(arg, _("The server is being stopped. What was reported "
	    "saved is saved; sign in again in a minute."), 1);
}

static void
transport_deadline(void *arg)
{
	struct line *l = arg;

	l->deadline_timer = 0;
	if (l->role == LINE_OPEN)
		closing_disconnect(l, _("This took too long."));
	else
		closing_begin(l, _("The server is too busy; try again."), 1);
	line_step(l);
}

static void
transport_set_deadline(struct line *l, int64_t ms)
{
	loop_timer_cancel(l->loop, l->deadline_timer);
	l->deadline_timer = loop_timer(l->loop, ms, transport_deadline, l);
}

/* The peer's socket can be read or written: libssh's turn. */
static void
transport_peer(int fd, short revents, void *arg)
{
	struct line *l = arg;
	int rc;

	(void)fd;
	(void)revents;
	if (l->kexed) {
		if (ssh_event_dopoll(l->event, 0) == SSH_ERROR)
			line_end(l, ssh_get_error(l->ssh));
		return;
	}
	rc = ssh_handle_key_exchange(l->ssh);
	if (rc == SSH_ERROR)
		line_end(l, ssh_get_error(l->ssh));
	if (rc != SSH_OK)
		return;
	l->kexed = true;
	if (ssh_event_add_session(l->event, l->ssh) != SSH_OK)
		line_end(l, "libssh: no event");
	line_stage(l, "kex");
}

/* Once, when the gate has let the person in. */
static void
transport_signed_in(struct line *l)
{
	if (l->watched)
		return;
	(void)alarm(0);
	log_who(l->signin.login);
	line_stage(l, "auth");
	/* As long again to say what it wants. */
	transport_set_deadline(l, l->o->conf->limits_sign_in_seconds * 1000);
	alive_start(l);
}

static bool
transport_alive(struct line *l)
{
	if (!l->dead && (ssh_get_status(l->ssh) &
	    (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0)
		line_end(l, l->closing == CLOSING_NOT
		    ? ssh_get_error(l->ssh) : NULL);
	return !l->dead;
}

static void
transport_act(struct line *l)
{
	short ev = POLLIN;

	if (!transport_alive(l))
		return;
	alive_step(l);
	if (l->signin.in)
		transport_signed_in(l);
	else if (l->signin.given_up)
		closing_disconnect(l, l->signin.goodbye != NULL
		    ? l->signin.goodbye : _("Too many tries."));
	if (l->role != LINE_OPEN && !l->asked) {
		transport_set_deadline(l, TRANSPORT_START_MS);
		channel_step(l);
	}
	if (l->peer_closed)
		closing_begin(l, "", 0);
	if (l->role == LINE_SHELL)
		attach_step(l);
	else if (l->role == LINE_EXEC)
		exec_step(l);
	closing_step(l);
	if (!transport_alive(l))
		return;
	if (ssh_get_poll_flags(l->ssh) & SSH_WRITE_PENDING)
		ev |= POLLOUT;
	loop_events(l->loop, l->sock, ev);
}

static void
transport_again(void *arg)
{
	line_step(arg);
}

void
line_step(struct line *l)
{
	unsigned seen, i;

	/*
	 * A write may have read as well: what was noted meanwhile had no
	 * action yet.  Bounded, for the other descriptors' sake.
	 */
	for (i = 0; i < TRANSPORT_ROUNDS; i++) {
		seen = l->noted;
		transport_act(l);
		if (l->noted == seen || l->dead)
			return;
	}
	(void)loop_timer(l->loop, 1, transport_again, l);
}

static void
transport_loop(struct line *l)
{
	transport_peer(l->sock, 0, l);
	do
		line_step(l);
	while (loop_once(l->loop, -1));
}

void
ssh_transport_warm_up(void)
{
	ssh_key key = NULL;

	/* Signing once loads what libcrypto loads late (openssl.cnf). */
	if (ssh_init() != SSH_OK ||
	    ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
		fatalx("libssh cannot be used");
	ssh_key_free(key);
	ssh_set_log_level(SSH_LOG_NOLOG);
}

/* Everything that needs a file or a right, in the order in which it goes. */
static enum status
transport_open(struct line *l, struct err *err)
{
	const struct ssh_transport_opts *o = l->o;
	ssh_key host = NULL;
	enum status st;

	st = hostkey_load(o->host_key_path, &host, err);
	if (st != ST_OK)
		return st;
	ssh_transport_warm_up();
	tzset();
	/* Loads the catalogue of the language while files can be opened. */
	(void)_("Too many tries.");
	offer_socket(l->sock, o->conf->limits_dead_minutes);
	st = offer_session(l, host, err);
	if (st == ST_OK)
		st = sandbox_drop(o->uid, o->gid, err);
	if (st != ST_OK)
		return st;
	l->event = ssh_event_new();
	if (l->event == NULL)
		return err_set(err, ST_IO, "libssh: no event");
	ssh_set_counters(l->ssh, &l->bytes, NULL);
	l->server_cb.userdata = l;
	signin_init(l);
	channel_init(l);
	ssh_callbacks_init(&l->server_cb);
	ssh_set_server_callbacks(l->ssh, &l->server_cb);
	return sandbox_close(err);
}

static void
transport_start(struct line *l)
{
	int64_t seconds = l->o->conf->limits_sign_in_seconds;

	l->loop = loop_new();
	loop_signal(l->loop, SIGTERM, transport_signal, l);
	/* Ctrl-C at a server in the foreground is the listener's affair. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGALRM, SIG_DFL);
	l->deadline = clock_ms() + seconds * 1000;
	(void)alarm((unsigned)seconds + TRANSPORT_ALARM_SLACK);
	transport_set_deadline(l, seconds * 1000);
	l->net = wire_chan_new(l->loop, l->o->listener, TRANSPORT_QUEUE,
	    transport_msg, transport_orphan, l);
	loop_add(l->loop, l->sock, POLLIN, transport_peer, l);
	outq_init(l);
	attach_init(l);
	exec_init(l);
}

/* The last message: what went over the wire. */
static void
transport_figures(struct line *l)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_NET_STAT);
	wire_put_i64(&m, (int64_t)l->bytes.in_bytes);
	wire_put_i64(&m, (int64_t)l->bytes.out_bytes);
	line_tell(l, &m);
	wire_done(&m);
	if (l->net != NULL)
		(void)wire_chan_flush(l->net, 1000);
}

static void
transport_free(struct line *l)
{
	attach_done(l);
	exec_drop(l);
	outq_done(l);
	wire_chan_free(l->net);
	if (l->event != NULL) {
		ssh_event_remove_session(l->event, l->ssh);
		ssh_event_free(l->event);
	}
	if (l->ssh != NULL)
		ssh_free(l->ssh);
	(void)close(l->gate);
	free(l->command);
	loop_free(l->loop);
}

int
ssh_transport_run(const struct ssh_transport_opts *o)
{
	struct line l = { .o = o, .sock = o->sock, .gate = o->gate };
	struct err err = ERR_INIT;

	log_who(o->address);
	transport_start(&l);
	if (transport_open(&l, &err) != ST_OK) {
		log_warnx("%s", err.msg);
		l.result = 1;
	} else {
		transport_loop(&l);
	}
	transport_figures(&l);
	log_who(o->address); /* the login goes with l */
	transport_free(&l);
	return l.result;
}
