/* SPDX-License-Identifier: ISC */
#include "serve/gate.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "serve/gate_priv.h"

/* Sockets of 600 connections, as many desks, and local commands. */
#define GATE_NOFILE 4096

#define GATE_LOCK_WAIT_MS 5000

static void
gate_guest_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct gate_guest *g = arg;

	(void)c;
	if (g->is_line)
		gate_sign_msg(g, m);
	else
		gate_admin_msg(g, m);
	/* Wipe secrets from the message's memory. */
	mem_wipe(m->body.data, m->body.cap);
}

static void
gate_guest_closed(struct wire_chan *c, const char *why, void *arg)
{
	(void)c;
	(void)why;
	gate_drop(arg);
}

static struct gate_guest *
gate_guest_new(struct gate *gate, int fd)
{
	struct gate_guest *g = mem_zalloc(sizeof(*g));

	g->gate = gate;
	g->chan = wire_chan_new(gate->loop, fd, GATE_QUEUE, gate_guest_msg,
	    gate_guest_closed, g);
	g->next = gate->guests;
	gate->guests = g;
	return g;
}

static void
gate_line(struct gate *gate, struct wire_msg *m)
{
	uint32_t id = wire_get_u32(m);
	char address[GATE_ADDRESS];
	struct gate_guest *g;
	int fd = wire_take_fd(m, 0);

	wire_get_str(m, address, sizeof(address));
	if (fd == -1 || !wire_end(m)) {
		log_warnx("broken message from the listener");
		return;
	}
	g = gate_guest_new(gate, fd);
	g->is_line = true;
	g->line = id;
	memcpy(g->address, address, sizeof(address));
}

static void
gate_bind(struct gate *gate, struct wire_msg *m)
{
	uint8_t peer = wire_get_u8(m);
	int64_t number = wire_get_i64(m);
	struct gate_guest *g;
	int fd = wire_take_fd(m, 0);

	if (fd == -1 || !wire_end(m)) {
		log_warnx("broken message from the listener");
		return;
	}
	g = gate_guest_new(gate, fd);
	g->peer = (enum wire_peer)peer;
	g->number = number;
}

static void
gate_line_gone(struct gate *gate, uint32_t id)
{
	struct gate_guest *g;

	for (g = gate->guests; g != NULL; g = g->next)
		if (g->is_line && g->line == id) {
			gate_drop(g);
			return;
		}
}

static void
gate_reload(struct gate *gate, struct wire_msg *m)
{
	int64_t hashes = wire_get_i64(m);

	if (wire_end(m))
		gate->conf.limits_parallel_hashes = hashes;
	else
		log_warnx("broken message from the listener");
}

static void
gate_control_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct gate *gate = arg;

	(void)c;
	switch (m->type) {
	case WIRE_GATE_CONN:
		gate_line(gate, m);
		break;
	case WIRE_GATE_BIND:
		gate_bind(gate, m);
		break;
	case WIRE_GATE_GONE:
		gate_line_gone(gate, wire_get_u32(m));
		break;
	case WIRE_DESK_BOOKS:
		gate_note_books(gate->note, wire_take_fd(m, 0));
		break;
	case WIRE_RELOAD:
		gate_reload(gate, m);
		break;
	default:
		log_warnx("message of type %u from the listener", m->type);
	}
}

static void
gate_control_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct gate *gate = arg;

	(void)why;
	wire_chan_free(c);
	gate->control = NULL;
	loop_stop(gate->loop, 0);
}

static void
gate_limit(void)
{
	struct rlimit r = { 0, 0 };

	/* A core dump would contain hashes and passwords. */
	(void)setrlimit(RLIMIT_CORE, &r);
	if (getrlimit(RLIMIT_NOFILE, &r) == 0 && r.rlim_cur < GATE_NOFILE &&
	    r.rlim_max >= GATE_NOFILE) {
		r.rlim_cur = GATE_NOFILE;
		(void)setrlimit(RLIMIT_NOFILE, &r);
	}
}

/* A command, or a gate that was just killed, may hold auth.db briefly. */
static enum status
gate_open(struct gate *gate, struct err *err)
{
	int64_t until = clock_ms() + GATE_LOCK_WAIT_MS;
	enum status st;

	while ((st = db_open_writer(gate->conf.data_auth, DB_AUTH, &gate->db,
	    err)) == ST_BUSY && clock_ms() < until)
		(void)poll(NULL, 0, 50);
	return st;
}

static void
gate_done(struct gate *gate)
{
	while (gate->guests != NULL)
		gate_drop(gate->guests);
	gate_note_free(gate->note);
	gate_hash_free(gate->hash);
	gate_guess_free(gate->guess);
	wire_chan_free(gate->control);
	db_close(gate->db);
	loop_free(gate->loop);
}

int
gate_run(const struct conf *conf, int control)
{
	static struct gate gate; /* one per process */
	struct err err = ERR_INIT;
	struct wire_msg m;
	int status;

	memset(&gate, 0, sizeof(gate));
	gate_limit();
	gate.conf = *conf;
	if (gate_open(&gate, &err) != ST_OK) {
		log_warnx("cannot start: %s", err.msg);
		return 3;
	}
	gate.loop = loop_new();
	gate.hash = gate_hash_new(&gate);
	gate.guess = gate_guess_new();
	gate.note = gate_note_new(&gate);
	gate.control = wire_chan_new(gate.loop, control, GATE_CONTROL_QUEUE,
	    gate_control_msg, gate_control_closed, &gate);
	wire_init(&m);
	wire_begin(&m, WIRE_READY);
	status = wire_chan_send(gate.control, &m, NULL, 0) == ST_OK ?
	    loop_run(gate.loop) : 0;
	wire_done(&m);
	gate_done(&gate);
	return status;
}
