/* SPDX-License-Identifier: ISC */
#include "wire/chan.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

struct wire_queued {
	struct wire_queued *next;
	struct wire_msg m; /* its fd[] are the duplicates to pass */
	unsigned nfds;
};

struct wire_chan {
	struct loop *loop;
	int fd;
	unsigned queue, waiting; /* limit and number of queued messages */
	struct wire_queued *head, **tail;
	wire_msg_fn on_msg;
	wire_close_fn on_close;
	void *arg;
	bool paused, closed;
	bool *freed; /* set by wire_chan_free() while a callback runs */
};

static void wire_chan_event(int fd, short revents, void *arg);

static void
wire_chan_watch(struct wire_chan *c)
{
	short ev = 0;

	if (c->closed)
		return;
	if (!c->paused)
		ev |= POLLIN;
	if (c->head != NULL)
		ev |= POLLOUT;
	loop_events(c->loop, c->fd, ev);
}

struct wire_chan *
wire_chan_new(struct loop *l, int fd, unsigned queue, wire_msg_fn on_msg,
    wire_close_fn on_close, void *arg)
{
	struct wire_chan *c = mem_zalloc(sizeof(*c));
	int fl = fcntl(fd, F_GETFL);

	if (fl == -1 || fcntl(fd, F_SETFL, fl | O_NONBLOCK) == -1)
		fatal("fcntl");
	c->loop = l;
	c->fd = fd;
	c->queue = queue;
	c->tail = &c->head;
	c->on_msg = on_msg;
	c->on_close = on_close;
	c->arg = arg;
	loop_add(l, fd, POLLIN, wire_chan_event, c);
	return c;
}

static void
wire_chan_drop(struct wire_chan *c)
{
	struct wire_queued *q;

	while ((q = c->head) != NULL) {
		c->head = q->next;
		wire_done(&q->m);
		free(q);
	}
	c->tail = &c->head;
	c->waiting = 0;
}

void
wire_chan_free(struct wire_chan *c)
{
	if (c == NULL)
		return;
	if (c->freed != NULL)
		*c->freed = true;
	loop_remove(c->loop, c->fd);
	(void)close(c->fd);
	wire_chan_drop(c);
	free(c);
}

static enum status
wire_chan_queue(struct wire_chan *c, const struct wire_msg *m, const int *fds,
    unsigned n)
{
	struct wire_queued *q;
	unsigned i;

	if (c->waiting >= c->queue)
		return ST_BUSY;
	q = mem_zalloc(sizeof(*q));
	wire_init(&q->m);
	wire_begin(&q->m, m->type);
	(void)buf_add(&q->m.body, m->body.data, m->body.len);
	for (i = 0; i < n; i++) {
		q->m.fd[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, 3);
		if (q->m.fd[i] == -1)
			fatal("dup of a descriptor to pass");
	}
	q->nfds = n;
	*c->tail = q;
	c->tail = &q->next;
	c->waiting++;
	wire_chan_watch(c);
	return ST_OK;
}

enum status
wire_chan_send(struct wire_chan *c, const struct wire_msg *m, const int *fds,
    unsigned n)
{
	struct err err = ERR_INIT;
	enum status st;

	if (c->closed)
		return ST_NOTFOUND;
	if (c->head != NULL)
		return wire_chan_queue(c, m, fds, n);
	st = wire_send(c->fd, m, fds, n, &err);
	if (st == ST_BUSY)
		return wire_chan_queue(c, m, fds, n);
	if (st != ST_OK && st != ST_NOTFOUND)
		log_warnx("message of type %u not sent: %s", m->type, err.msg);
	return st;
}

static void
wire_chan_close(struct wire_chan *c, const char *why)
{
	if (c->closed)
		return;
	c->closed = true;
	loop_remove(c->loop, c->fd);
	c->on_close(c, why, c->arg);
}

/* False when the peer has closed. */
static bool
wire_chan_push(struct wire_chan *c)
{
	struct wire_queued *q;
	enum status st;

	while ((q = c->head) != NULL) {
		st = wire_send(c->fd, &q->m, q->m.fd, q->nfds, NULL);
		if (st == ST_BUSY)
			return true;
		if (st != ST_OK)
			return false;
		c->head = q->next;
		if (c->head == NULL)
			c->tail = &c->head;
		c->waiting--;
		wire_done(&q->m);
		free(q);
	}
	wire_chan_watch(c);
	return true;
}

bool
wire_chan_flush(struct wire_chan *c, int ms)
{
	int64_t end = clock_ms() + ms;

	while (c->head != NULL && !c->closed) {
		struct pollfd p = { c->fd, POLLOUT, 0 };
		int64_t left = end - clock_ms();

		if (left <= 0 || poll(&p, 1, (int)left) <= 0)
			break;
		if (!wire_chan_push(c))
			break;
	}
	return c->head == NULL;
}

static void
wire_chan_read(struct wire_chan *c)
{
	struct err err = ERR_INIT;
	struct wire_msg m;
	enum status st;
	bool freed = false;
	int i;

	wire_init(&m);
	c->freed = &freed;
	/*
	 * A bounded number per call, so that other descriptors are served too.
	 */
	for (i = 0; i < 32 && !freed && !c->paused && !c->closed; i++) {
		st = wire_recv(c->fd, &m, &err);
		if (st == ST_BUSY)
			break;
		if (st != ST_OK) {
			wire_chan_close(c, err.msg);
			break;
		}
		c->on_msg(c, &m, c->arg);
	}
	if (!freed)
		c->freed = NULL;
	wire_done(&m);
}

static void
wire_chan_event(int fd, short revents, void *arg)
{
	struct wire_chan *c = arg;

	(void)fd;
	if ((revents & POLLOUT) && !wire_chan_push(c)) {
		wire_chan_close(c, "the peer is gone");
		return;
	}
	/* On HUP read first: messages sent before the close are still valid. */
	if (revents & POLLIN)
		wire_chan_read(c);
	else if (revents & (POLLHUP | POLLERR | POLLNVAL))
		wire_chan_close(c, "the peer closed");
}

void
wire_chan_pause(struct wire_chan *c, bool pause)
{
	c->paused = pause;
	wire_chan_watch(c);
}

int
wire_chan_fd(const struct wire_chan *c)
{
	return c->fd;
}
