/* SPDX-License-Identifier: ISC */
/*
 * line: the listener's side of a transport, which handles untrusted input: who
 * has signed in is known from the gate alone, and nothing is started for a
 * connection before that.
 */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "serve/lines.h"
#include "serve/proc.h"
#include "ssh/transport.h"

static void
line_free(struct line *l)
{
	struct line **p;

	for (p = &l->srv->lines; *p != l; p = &(*p)->next)
		;
	*p = l->next;
	if (l->desk_fd != -1)
		(void)close(l->desk_fd);
	free(l->command);
	free(l);
}

/* One line in the log per connection, at its end. */
static void
line_log(const struct line *l)
{
	char how[64] = "";

	if (l->status != 0)
		proc_how(l->status, how, sizeof(how));
	log_info("connection %" PRIu32 " from %s ended: stage %s, %s%s%s%s, "
	    "%" PRId64 " bytes in, %" PRId64 " out, %" PRId64 " s%s%s",
	    l->id, l->address, l->stage, l->signed_in ? "login " : "nobody",
	    l->login, l->signed_in ? " by " : "", l->method, l->in, l->out,
	    (clock_ms() - l->since) / 1000, how[0] != '\0' ? ", " : "", how);
}

static enum limits_stage
line_stage(const struct line *l)
{
	return l->signed_in ? LIMITS_SIGNED_IN : l->keyed ? LIMITS_KEYED :
	    LIMITS_OPEN;
}

static void
line_uncount(struct line *l)
{
	if (!l->dropped)
		limits_gone(l->srv->limits, &l->addr, line_stage(l));
	l->dropped = true;
}

/* Kills it without a message: its place is given to another connection. */
static void
line_drop(struct line *l, const char *why)
{
	log_debug("connection %" PRIu32 " dropped: %s", l->id, why);
	line_uncount(l);
	(void)kill(l->pid, SIGKILL);
}

void
line_drop_starting(struct server *srv, const struct netaddr *from)
{
	struct line *l, *drop = NULL;
	struct netaddr key;
	uint32_t same = 0;

	for (l = srv->lines; l != NULL; l = l->next) {
		netaddr_key(&key, &l->addr);
		if (l->dropped || l->signed_in ||
		    memcmp(&key, from, sizeof(key)) != 0 ||
		    (drop != NULL && l->keyed && !drop->keyed))
			continue;
		same = drop != NULL && drop->keyed == l->keyed ? same + 1 : 1;
		if (arc4random_uniform(same) == 0)
			drop = l;
	}
	if (drop != NULL)
		line_drop(drop, "places run short");
}

bool
line_drop_stalled(struct server *srv)
{
	struct line *l, *drop = NULL;

	/* The list is sorted newest first. */
	for (l = srv->lines; l != NULL; l = l->next)
		if (!l->dropped && l->signed_in && l->want == LINE_RUN &&
		    strcmp(l->stage, "stalled") == 0)
			drop = l;
	if (drop == NULL)
		return false;
	log_info("%s: a command whose output nobody takes is ended: places run "
	    "short", drop->login);
	line_drop(drop, "stalled");
	return true;
}

/*
 * Limits the connections of one person: beyond, the oldest is closed that has
 * neither a desk nor a command.  The newest is accepted, because a person whose
 * old connections are dead returns by it.
 */
static void
line_person_room(struct line *fresh)
{
	struct server *srv = fresh->srv;
	struct line *l, *drop = NULL;
	int64_t n = 0;

	for (l = srv->lines; l != NULL; l = l->next) {
		if (l->dropped || !l->signed_in || l->staff != fresh->staff)
			continue;
		n++;
		if (l != fresh && l->seat == NULL && l->runner == 0)
			drop = l;
	}
	if (n > srv->conf.limits_per_person && drop != NULL)
		line_drop(drop, "too many of one person");
}

static void
line_keyed(struct line *l)
{
	if (!l->keyed && !l->signed_in && !l->dropped)
		limits_keyed(l->srv->limits, &l->addr);
	l->keyed = true;
}

static void
line_finished(struct line *l)
{
	struct server *srv = l->srv;
	struct wire_msg m;

	if (!l->reaped || l->chan != NULL)
		return;
	line_log(l);
	line_uncount(l);
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_GONE);
	wire_put_u32(&m, l->id);
	service_send(&srv->gate, &m, -1);
	wire_done(&m);
	seat_leave(l);
	run_drop(l);
	line_free(l);
	listener_check_end(srv);
}

bool
line_reaped(struct server *srv, pid_t pid, int status)
{
	struct line *l;

	for (l = srv->lines; l != NULL; l = l->next)
		if (l->pid == pid && !l->reaped)
			break;
	if (l == NULL)
		return false;
	l->reaped = true;
	l->status = status;
	line_finished(l);
	return true;
}

struct line *
line_by_id(struct server *srv, uint32_t id)
{
	struct line *l;

	for (l = srv->lines; l != NULL; l = l->next)
		if (l->id == id)
			return l;
	return NULL;
}

void
line_send(struct line *l, const struct wire_msg *m, const int *fds, unsigned n)
{
	if (l->chan != NULL && wire_chan_send(l->chan, m, fds, n) == ST_BUSY)
		log_warnx("connection %" PRIu32 " does not listen", l->id);
}

void
line_close(struct line *l, const char *why)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_NET_CLOSE);
	wire_put_str(&m, why);
	line_send(l, &m, NULL, 0);
	wire_done(&m);
}

void
line_go(struct line *l)
{
	if (!l->signed_in || l->want == LINE_NOTHING || l->chan == NULL)
		return;
	if (l->srv->stopping)
		line_close(l, _("The server is being stopped."));
	else if (l->want == LINE_SHELL)
		seat_attach(l);
	else
		run_start(l);
}

void
line_signed_in(struct line *l)
{
	if (l->dropped)
		return;
	line_keyed(l);
	l->signed_in = true;
	limits_signed_in(l->srv->limits, &l->addr, clock_ms());
	line_person_room(l);
	/* Its request may have arrived before the gate's answer. */
	line_go(l);
}

static void
line_wants(struct line *l, struct wire_msg *m)
{
	if (l->want != LINE_NOTHING) {
		log_warnx("connection %" PRIu32 " asks twice", l->id);
		return;
	}
	if (m->type == WIRE_NET_SHELL) {
		wire_get_str(m, l->term, sizeof(l->term));
		l->columns = wire_get_u32(m);
		l->rows = wire_get_u32(m);
	} else {
		l->command = wire_get_strdup(m);
		l->pty = wire_get_u8(m) == 1;
	}
	if (!wire_end(m)) {
		log_warnx("connection %" PRIu32 ": broken message", l->id);
		(void)kill(l->pid, SIGKILL);
		return;
	}
	l->want = m->type == WIRE_NET_SHELL ? LINE_SHELL : LINE_RUN;
	line_go(l);
}

static void
line_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct line *l = arg;
	char stage[sizeof(l->stage)];
	int64_t in, out;

	(void)c;
	switch (m->type) {
	case WIRE_NET_STAGE:
		wire_get_str(m, stage, sizeof(stage));
		if (wire_end(m))
			(void)str_copy_cut(l->stage, sizeof(l->stage), stage);
		if (strcmp(l->stage, "kex") == 0)
			line_keyed(l);
		break;
	case WIRE_NET_SHELL:
	case WIRE_NET_RUN:
		line_wants(l, m);
		break;
	case WIRE_NET_STAT:
		in = wire_get_i64(m);
		out = wire_get_i64(m);
		if (wire_end(m)) {
			l->in = in;
			l->out = out;
		}
		break;
	default:
		log_warnx("message of type %u from connection %" PRIu32,
		    m->type, l->id);
	}
}

static void
line_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct line *l = arg;

	(void)why;
	wire_chan_free(c);
	l->chan = NULL;
	line_finished(l);
}

static void __attribute__((noreturn))
line_child(const struct line *l, int sock, int control, int gate,
    bool compress)
{
	const struct server *srv = l->srv;
	struct ssh_transport_opts o = {
		.conf = &srv->conf,
		.sock = sock,
		.listener = control,
		.gate = gate,
		.address = l->address,
		.host_key_path = srv->conf.server_host_key,
		.compress = compress,
		.uid = srv->uids.role[UIDS_NET].uid,
		.gid = srv->uids.role[UIDS_NET].gid,
	};

	log_who("transport");
	_exit(ssh_transport_run(&o));
}

/*
 * The gate is told of the connection before the transport can use its socket.
 */
static void
line_tell_gate(const struct line *l, int fd)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONN);
	wire_put_u32(&m, l->id);
	wire_put_str(&m, l->address);
	service_send(&l->srv->gate, &m, fd);
	wire_done(&m);
}

static bool
line_fork(struct line *l, int sock, bool compress)
{
	int control[2], gate[2], keep[3];
	struct err err = ERR_INIT;

	if (wire_pair(control, &err) != ST_OK)
		return false;
	if (wire_pair(gate, &err) != ST_OK) {
		(void)close(control[0]);
		(void)close(control[1]);
		return false;
	}
	line_tell_gate(l, gate[0]);
	keep[0] = sock;
	keep[1] = control[1];
	keep[2] = gate[1];
	l->pid = proc_fork(l->srv->loop, keep, 3);
	if (l->pid == 0)
		line_child(l, sock, control[1], gate[1], compress);
	(void)close(control[1]);
	(void)close(gate[0]);
	(void)close(gate[1]);
	if (l->pid == -1) {
		(void)close(control[0]);
		return false;
	}
	l->chan = wire_chan_new(l->srv->loop, control[0], SERVER_QUEUE,
	    line_msg, line_closed, l);
	return true;
}

void
line_new(struct server *srv, int sock, const struct netaddr *a, bool compress)
{
	struct line *l = mem_zalloc(sizeof(*l));

	l->srv = srv;
	l->id = ++srv->last_id;
	l->addr = *a;
	netaddr_text(a, l->address);
	l->since = clock_ms();
	(void)str_copy_cut(l->stage, sizeof(l->stage), "start");
	l->desk_fd = l->runner_in = -1;
	l->next = srv->lines;
	srv->lines = l;
	if (line_fork(l, sock, compress))
		return;
	log_warn("no process for %s", l->address);
	line_uncount(l);
	line_free(l);
}
