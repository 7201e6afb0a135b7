/* SPDX-License-Identifier: ISC */
/*
 * service: books and gate, which the server cannot do without.  Restarted when
 * they die, at once the first time and then with growing delays.  If one dies
 * before its first WIRE_READY, the server ends: it could not start.
 */
#include <inttypes.h>
#include <signal.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "serve/proc.h"
#include "serve/server.h"

#define SERVICE_WELL_MS 10000   /* ran this long: not a crash loop */
#define SERVICE_DELAY_MS 250    /* second start in a row, then doubled */
#define SERVICE_DELAY_MAX 30000

/* Sockets to be bound queue up while books runs a long batch. */
#define SERVICE_QUEUE 1024

static void
service_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct service *s = arg;

	(void)c;
	if (m->type != WIRE_READY) {
		if (s->on_msg != NULL)
			s->on_msg(s->srv, m);
		return;
	}
	if (s->ready)
		return;
	s->ready = true;
	s->on_ready(s->srv);
}

static void
service_again(void *arg)
{
	struct service *s = arg;

	s->timer = 0;
	if (!s->srv->stopping)
		service_start(s);
}

/* It is reaped, and its socket was read to the end. */
static void
service_finished(struct service *s)
{
	char how[64];
	bool well = clock_ms() - s->born >= SERVICE_WELL_MS;

	if (!s->reaped || s->chan != NULL)
		return;
	s->pid = 0;
	s->reaped = false;
	proc_how(s->status, how, sizeof(how));
	if (s->srv->stopping) {
		if (s->status != 0)
			log_warnx("%s ended with %s", s->name, how);
		listener_check_end(s->srv);
		return;
	}
	if (!s->srv->open) {
		/* It has logged the reason itself. */
		log_warnx("%s could not start (%s)", s->name, how);
		loop_stop(s->srv->loop, 3);
		return;
	}
	if (well)
		s->delay = 0;
	log_warnx("%s died (%s); started again in %" PRId64 " ms", s->name,
	    how, s->delay);
	s->srv->restarts++;
	door_watch(s->srv, false);
	s->timer = loop_timer(s->srv->loop, s->delay, service_again, s);
	s->delay = s->delay == 0 ? SERVICE_DELAY_MS : 2 * s->delay;
	if (s->delay > SERVICE_DELAY_MAX)
		s->delay = SERVICE_DELAY_MAX;
}

static void
service_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct service *s = arg;

	(void)why;
	wire_chan_free(c);
	s->chan = NULL;
	s->ready = false;
	service_finished(s);
}

bool
service_reaped(struct service *s, pid_t pid, int status)
{
	if (s->pid != pid)
		return false;
	s->reaped = true;
	s->status = status;
	service_finished(s);
	return true;
}

static void __attribute__((noreturn))
service_child(struct service *s, int control)
{
	/* It ends when its control socket closes, after all others. */
	(void)signal(SIGTERM, SIG_IGN);
	log_who(s->name);
	uids_become(&s->srv->uids, s->role);
	_exit(s->run(&s->srv->conf, control));
}

void
service_start(struct service *s)
{
	struct err err = ERR_INIT;
	int pair[2];

	if (wire_pair(pair, &err) != ST_OK)
		fatalx("%s: %s", s->name, err.msg);
	s->pid = proc_fork(s->srv->loop, &pair[1], 1);
	if (s->pid == 0)
		service_child(s, pair[1]);
	(void)close(pair[1]);
	if (s->pid == -1) {
		log_warn("%s: fork", s->name);
		(void)close(pair[0]);
		s->pid = 0;
		s->timer = loop_timer(s->srv->loop, 1000, service_again, s);
		return;
	}
	s->born = clock_ms();
	s->chan = wire_chan_new(s->srv->loop, pair[0], SERVICE_QUEUE,
	    service_msg, service_closed, s);
}

void
service_send(struct service *s, const struct wire_msg *m, int fd)
{
	enum status st;

	if (s->chan == NULL)
		return;
	st = wire_chan_send(s->chan, m, &fd, fd != -1 ? 1 : 0);
	if (st == ST_BUSY)
		log_warnx("%s does not listen: message %u lost", s->name,
		    m->type);
}

void
service_give_books(struct server *srv, enum wire_peer peer, int64_t number,
    const char *address, int fd)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_BOOKS_BIND);
	wire_put_u8(&m, (uint8_t)peer);
	wire_put_i64(&m, number);
	wire_put_str(&m, address);
	service_send(&srv->books, &m, fd);
	wire_done(&m);
}

void
service_give_gate(struct server *srv, enum wire_peer peer, int64_t number,
    int fd)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_BIND);
	wire_put_u8(&m, (uint8_t)peer);
	wire_put_i64(&m, number);
	service_send(&srv->gate, &m, fd);
	wire_done(&m);
}

enum status
service_bind_books(struct server *srv, enum wire_peer peer, int64_t number,
    const char *address, int *fd)
{
	int pair[2];

	if (!srv->books.ready)
		return ST_BUSY;
	if (wire_pair(pair, NULL) != ST_OK)
		return ST_IO;
	service_give_books(srv, peer, number, address, pair[1]);
	(void)close(pair[1]);
	*fd = pair[0];
	return ST_OK;
}

enum status
service_bind_gate(struct server *srv, enum wire_peer peer, int64_t number,
    int *fd)
{
	int pair[2];

	if (!srv->gate.ready)
		return ST_BUSY;
	if (wire_pair(pair, NULL) != ST_OK)
		return ST_IO;
	service_give_gate(srv, peer, number, pair[1]);
	(void)close(pair[1]);
	*fd = pair[0];
	return ST_OK;
}

void
service_end(struct service *s)
{
	loop_timer_cancel(s->srv->loop, s->timer);
	s->timer = 0;
	if (s->chan == NULL)
		return;
	wire_chan_free(s->chan);
	s->chan = NULL;
	s->ready = false;
}
