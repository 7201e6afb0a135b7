/* SPDX-License-Identifier: ISC */
#include "ssh/transport.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <signal.h>
#include <stdlib.h>
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
#include "ssh/transport_priv.h"
#include "ssh/offer.h"
#include "ssh/outq.h"
#include "ssh/sandbox.h"

/* Queued messages to the listener: stages, one request, the statistics. */
#define TRANSPORT_QUEUE 8

/* Limit for the listener to start a desk or a command. */
#define TRANSPORT_START_MS 30000

/* Steps in a row before the loop polls again. */
#define TRANSPORT_ROUNDS 8

/* SIGALRM this long after the deadline, in case the loop hangs. */
#define TRANSPORT_ALARM_SLACK 5

void
transport_end(struct transport *t, const char *why)
{
	if (!t->dead && why != NULL)
		log_info("the line ends: %s", why);
	t->dead = true;
	loop_stop(t->loop, t->result);
}

void
transport_tell(struct transport *t, const struct wire_msg *m)
{
	if (t->net != NULL && wire_chan_send(t->net, m, NULL, 0) == ST_BUSY)
		closing_begin(t, _("The server is too busy; try again."), 1);
}

void
transport_stage(struct transport *t, const char *stage)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_NET_STAGE);
	wire_put_str(&m, stage);
	transport_tell(t, &m);
	wire_done(&m);
}

static void
transport_exec(struct transport *t, struct wire_msg *m)
{
	int fds[4];
	unsigned i;

	for (i = 0; i < 4; i++)
		fds[i] = wire_take_fd(m, i);
	exec_start(t, fds);
	loop_timer_cancel(t->loop, t->deadline_timer);
}

static void
transport_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct transport *t = arg;
	char why[512];
	uint32_t status;

	(void)c;
	switch (m->type) {
	case WIRE_NET_DESK:
		attach_desk(t, wire_take_fd(m, 0));
		loop_timer_cancel(t->loop, t->deadline_timer);
		break;
	case WIRE_NET_EXEC:
		transport_exec(t, m);
		break;
	case WIRE_NET_EXITED:
		status = wire_get_u32(m);
		exec_exited(t, wire_end(m) ? status : 1);
		break;
	case WIRE_NET_CLOSE:
		wire_get_str(m, why, sizeof(why));
		closing_begin(t, wire_end(m) ? why : "",
		    t->role == ROLE_SHELL ? 0 : 1);
		break;
	default:
		log_warnx("message of type %u from the listener", m->type);
	}
}

static void
transport_orphan(struct wire_chan *c, const char *why, void *arg)
{
	struct transport *t = arg;

	(void)why;
	t->net = NULL;
	wire_chan_free(c);
	if (exec_orphan(t))
		return;
	closing_begin(t, _("The server has stopped. What was reported saved "
	    "is saved; sign in again in a minute."), 1);
}

static void
transport_stopped(void *arg)
{
	struct transport *t = arg;

	closing_begin(t, _("The server is being stopped. What was reported "
	    "saved is saved; sign in again in a minute."), 1);
	transport_step(t);
}

/*
 * A command may have been started whose message is still unread: wait for one
 * more pass of the loop.
 */
static void
transport_signal(int signo, void *arg)
{
	struct transport *t = arg;

	(void)signo;
	if (t->role == ROLE_EXEC && !t->exec.running)
		(void)loop_timer(t->loop, 1, transport_stopped, t);
	else
		transport_stopped(t);
}

static void
transport_deadline(void *arg)
{
	struct transport *t = arg;

	t->deadline_timer = 0;
	if (t->role == ROLE_OPEN)
		closing_disconnect(t, _("This took too long."));
	else
		closing_begin(t, _("The server is too busy; try again."), 1);
	transport_step(t);
}

static void
transport_set_deadline(struct transport *t, int64_t ms)
{
	loop_timer_cancel(t->loop, t->deadline_timer);
	t->deadline_timer = loop_timer(t->loop, ms, transport_deadline, t);
}

/* The peer's socket is ready: let libssh handle it. */
static void
transport_peer(int fd, short revents, void *arg)
{
	struct transport *t = arg;
	int rc;

	(void)fd;
	(void)revents;
	if (t->kexed) {
		if (ssh_event_dopoll(t->event, 0) == SSH_ERROR)
			transport_end(t, ssh_get_error(t->ssh));
		return;
	}
	rc = ssh_handle_key_exchange(t->ssh);
	if (rc == SSH_ERROR)
		transport_end(t, ssh_get_error(t->ssh));
	if (rc != SSH_OK)
		return;
	t->kexed = true;
	/* What is left of the time to sign in. */
	transport_set_deadline(t, t->deadline - clock_ms());
	if (ssh_event_add_session(t->event, t->ssh) != SSH_OK)
		transport_end(t, "libssh: no event");
	transport_stage(t, "kex");
}

/* Called once, after the gate's positive answer. */
static void
transport_signed_in(struct transport *t)
{
	if (t->watched)
		return;
	(void)alarm(0);
	log_who(t->signin.login);
	transport_stage(t, "auth");
	/* The same limit again for the client's request. */
	transport_set_deadline(t, t->o->conf->limits_sign_in_seconds * 1000);
	alive_start(t);
}

static bool
transport_alive(struct transport *t)
{
	if (!t->dead && (ssh_get_status(t->ssh) &
	    (SSH_CLOSED | SSH_CLOSED_ERROR)) != 0) {
		/* A peer may hang up; the listener logs each connection. */
		log_debug("hung up: %s", ssh_get_error(t->ssh));
		transport_end(t, NULL);
	}
	return !t->dead;
}

static void
transport_act(struct transport *t)
{
	short ev = POLLIN;

	if (!transport_alive(t))
		return;
	alive_step(t);
	if (t->signin.in)
		transport_signed_in(t);
	else if (t->signin.given_up)
		closing_disconnect(t, t->signin.goodbye != NULL
		    ? t->signin.goodbye : _("Too many tries."));
	if (t->role != ROLE_OPEN && !t->asked) {
		transport_set_deadline(t, TRANSPORT_START_MS);
		channel_step(t);
	}
	if (t->peer_closed)
		closing_begin(t, "", 0);
	if (t->role == ROLE_SHELL)
		attach_step(t);
	else if (t->role == ROLE_EXEC)
		exec_step(t);
	closing_step(t);
	if (!transport_alive(t))
		return;
	if (ssh_get_poll_flags(t->ssh) & SSH_WRITE_PENDING)
		ev |= POLLOUT;
	loop_events(t->loop, t->sock, ev);
}

static void
transport_again(void *arg)
{
	transport_step(arg);
}

void
transport_step(struct transport *t)
{
	unsigned seen, i;

	/*
	 * A write may also have read packets, and events noted there were not
	 * handled yet.  Bounded, so that other descriptors are served.
	 */
	for (i = 0; i < TRANSPORT_ROUNDS; i++) {
		seen = t->noted;
		transport_act(t);
		if (t->noted == seen || t->dead)
			return;
	}
	(void)loop_timer(t->loop, 1, transport_again, t);
}

static void
transport_loop(struct transport *t)
{
	transport_peer(t->sock, 0, t);
	do
		transport_step(t);
	while (loop_once(t->loop, -1));
}

/*
 * libcrypto builds its method tables on first use.  Built in the listener they
 * are shared by all transports, which saves 50 kB in each.
 */
static void
transport_fetch(void)
{
	EVP_CIPHER_free(EVP_CIPHER_fetch(NULL, "ChaCha20", NULL));
	EVP_KDF_free(EVP_KDF_fetch(NULL, "SSHKDF", NULL));
	EVP_KEYEXCH_free(EVP_KEYEXCH_fetch(NULL, "X25519", NULL));
	EVP_MAC_free(EVP_MAC_fetch(NULL, "POLY1305", NULL));
	EVP_SIGNATURE_free(EVP_SIGNATURE_fetch(NULL, "ED25519", NULL));
}

void
ssh_transport_warm_up(void)
{
	ssh_key key = NULL;

	/* One signature makes libcrypto load its late parts (openssl.cnf). */
	if (ssh_init() != SSH_OK ||
	    ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
		fatalx("libssh cannot be used");
	ssh_key_free(key);
	transport_fetch();
	ssh_set_log_level(SSH_LOG_NOLOG);
}

/*
 * Everything that needs files or privileges, in the order in which they are
 * dropped.
 */
static enum status
transport_open(struct transport *t, struct err *err)
{
	const struct ssh_transport_opts *o = t->o;
	ssh_key host = NULL;
	enum status st;

	st = hostkey_load(o->host_key_path, &host, err);
	if (st != ST_OK)
		return st;
	ssh_transport_warm_up();
	tzset();
	/* Loads the catalogue of the language while files can be opened. */
	(void)_("Too many tries.");
	offer_socket(t->sock, o->conf->limits_dead_minutes);
	if ((st = offer_session(t, host, err)) == ST_OK)
		st = sandbox_drop(o->uid, o->gid, err);
	if (st != ST_OK)
		return st;
	t->event = ssh_event_new();
	if (t->event == NULL)
		return err_set(err, ST_IO, "libssh: no event");
	ssh_set_counters(t->ssh, &t->bytes, NULL);
	t->server_cb.userdata = t;
	signin_init(t);
	channel_init(t);
	ssh_callbacks_init(&t->server_cb);
	ssh_set_server_callbacks(t->ssh, &t->server_cb);
	return sandbox_close(err);
}

static void
transport_start(struct transport *t)
{
	int64_t seconds = t->o->conf->limits_sign_in_seconds;
	int64_t keys = t->o->conf->limits_key_exchange_seconds;

	t->loop = loop_new();
	loop_signal(t->loop, SIGTERM, transport_signal, t);
	/* Ctrl-C at a server in the foreground is handled by the listener. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGALRM, SIG_DFL);
	t->deadline = clock_ms() + seconds * 1000;
	(void)alarm((unsigned)seconds + TRANSPORT_ALARM_SLACK);
	transport_set_deadline(t, (keys < seconds ? keys : seconds) * 1000);
	t->net = wire_chan_new(t->loop, t->o->listener, TRANSPORT_QUEUE,
	    transport_msg, transport_orphan, t);
	loop_add(t->loop, t->sock, POLLIN, transport_peer, t);
	outq_init(t);
	attach_init(t);
	exec_init(t);
}

/* The last message: the bytes transferred. */
static void
transport_figures(struct transport *t)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_NET_STAT);
	wire_put_i64(&m, (int64_t)t->bytes.in_bytes);
	wire_put_i64(&m, (int64_t)t->bytes.out_bytes);
	transport_tell(t, &m);
	wire_done(&m);
	if (t->net != NULL)
		(void)wire_chan_flush(t->net, 1000);
}

static void
transport_free(struct transport *t)
{
	attach_done(t);
	exec_drop(t);
	outq_done(t);
	wire_chan_free(t->net);
	if (t->event != NULL) {
		ssh_event_remove_session(t->event, t->ssh);
		ssh_event_free(t->event);
	}
	if (t->ssh != NULL)
		ssh_free(t->ssh);
	(void)close(t->gate);
	free(t->command);
	loop_free(t->loop);
}

int
ssh_transport_run(const struct ssh_transport_opts *o)
{
	struct transport t = { .o = o, .sock = o->sock, .gate = o->gate };
	struct err err = ERR_INIT;

	log_who(o->address);
	transport_start(&t);
	if (transport_open(&t, &err) != ST_OK) {
		log_warnx("%s", err.msg);
		t.result = 1;
	} else {
		transport_loop(&t);
	}
	transport_figures(&t);
	log_who(o->address); /* t owns the login */
	transport_free(&t);
	return t.result;
}
