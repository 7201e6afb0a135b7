/* SPDX-License-Identifier: ISC */
#include "tests/tools/relay.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"

#define RELAY_CONNS 64
#define RELAY_PIECE 1400 /* one segment: what a slow line sends at a time */
#define RELAY_QUEUE (128 * 1024)
#define RELAY_NARROW 2304 /* bytes, as a modem holds */

struct relay_piece {
	struct relay_piece *next;
	int64_t due; /* clock_us() */
	size_t len, sent;
	unsigned char data[RELAY_PIECE];
};

struct relay_way { /* one direction of one connection */
	struct relay_piece *head, **tail;
	size_t queued;
	int64_t free_at; /* when the line has sent what came before */
	bool eof, shut;
};

struct relay_conn {
	int client, server; /* -1 free slot */
	struct relay_way up, down;
};

struct relay {
	int listener, port, target;
	int64_t bits;
	int delay_ms;
	bool mute, narrow;
	struct relay_conn conn[RELAY_CONNS];
	struct relay_count count;
};

struct relay *
relay_new(int target)
{
	struct relay *r = mem_zalloc(sizeof(*r));
	struct sockaddr_in sa = { .sin_family = AF_INET };
	socklen_t len = sizeof(sa);
	int i;

	sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	r->target = target;
	r->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (r->listener == -1 ||
	    bind(r->listener, (struct sockaddr *)&sa, sizeof(sa)) == -1 ||
	    listen(r->listener, RELAY_CONNS) == -1 ||
	    getsockname(r->listener, (struct sockaddr *)&sa, &len) == -1)
		fatal("relay");
	r->port = ntohs(sa.sin_port);
	for (i = 0; i < RELAY_CONNS; i++)
		r->conn[i].client = r->conn[i].server = -1;
	return r;
}

static void
relay_drop(struct relay_way *w)
{
	struct relay_piece *p;

	while ((p = w->head) != NULL) {
		w->head = p->next;
		free(p);
	}
	memset(w, 0, sizeof(*w));
	w->tail = &w->head;
}

static void
relay_close(struct relay_conn *c, bool reset)
{
	struct linger l = { 1, 0 };

	if (c->client == -1)
		return;
	if (reset) {
		(void)setsockopt(c->client, SOL_SOCKET, SO_LINGER, &l, sizeof(l));
		(void)setsockopt(c->server, SOL_SOCKET, SO_LINGER, &l, sizeof(l));
	}
	(void)close(c->client);
	(void)close(c->server);
	c->client = c->server = -1;
	relay_drop(&c->up);
	relay_drop(&c->down);
}

void
relay_cut(struct relay *r)
{
	int i;

	for (i = 0; i < RELAY_CONNS; i++)
		relay_close(&r->conn[i], true);
}

void
relay_free(struct relay *r)
{
	relay_cut(r);
	(void)close(r->listener);
	free(r);
}

int
relay_port(const struct relay *r)
{
	return r->port;
}

void
relay_shape(struct relay *r, int64_t bits, int delay_ms)
{
	r->bits = bits;
	r->delay_ms = delay_ms;
}

void
relay_narrow(struct relay *r)
{
	r->narrow = true;
}

static size_t
relay_room(const struct relay *r)
{
	return r->narrow ? RELAY_NARROW : RELAY_QUEUE;
}

void
relay_mute(struct relay *r, bool mute)
{
	r->mute = mute;
}

struct relay_count
relay_counted(const struct relay *r)
{
	return r->count;
}

void
relay_reset(struct relay *r)
{
	memset(&r->count, 0, sizeof(r->count));
}

bool
relay_busy(const struct relay *r)
{
	int i;

	for (i = 0; i < RELAY_CONNS; i++)
		if (r->conn[i].client != -1 &&
		    (r->conn[i].up.head != NULL || r->conn[i].down.head != NULL))
			return true;
	return false;
}

static void
relay_accept(struct relay *r)
{
	struct sockaddr_in sa = { .sin_family = AF_INET };
	int i, on = 1, fd;

	fd = accept4(r->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd == -1)
		return;
	for (i = 0; i < RELAY_CONNS && r->conn[i].client != -1; i++)
		;
	if (i == RELAY_CONNS) {
		(void)close(fd);
		return;
	}
	sa.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	sa.sin_port = htons((uint16_t)r->target);
	r->conn[i].server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (r->narrow)
		(void)setsockopt(r->conn[i].server, SOL_SOCKET, SO_RCVBUF,
		    &(int){ RELAY_NARROW }, sizeof(int));
	if (r->conn[i].server == -1 || connect(r->conn[i].server,
	    (struct sockaddr *)&sa, sizeof(sa)) == -1) {
		(void)close(fd);
		(void)close(r->conn[i].server);
		r->conn[i].server = -1;
		return;
	}
	r->conn[i].client = fd;
	(void)fcntl(r->conn[i].server, F_SETFL, O_NONBLOCK);
	(void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	(void)setsockopt(r->conn[i].server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	relay_drop(&r->conn[i].up);
	relay_drop(&r->conn[i].down);
}

/* Takes what came into the line; false when the sender is done. */
static void
relay_read(struct relay *r, int from, struct relay_way *w)
{
	int64_t now = clock_us();

	while (!w->eof && w->queued < relay_room(r)) {
		struct relay_piece *p = mem_zalloc(sizeof(*p));
		ssize_t n = read(from, p->data, sizeof(p->data));

		if (n <= 0) {
			free(p);
			if (n == 0 || (errno != EAGAIN && errno != EINTR))
				w->eof = true;
			return;
		}
		p->len = (size_t)n;
		if (w->free_at < now)
			w->free_at = now;
		if (r->bits > 0)
			w->free_at += (int64_t)n * 8 * 1000000 / r->bits;
		p->due = w->free_at + (int64_t)r->delay_ms * 1000;
		*w->tail = p;
		w->tail = &p->next;
		w->queued += p->len;
	}
}

static bool
relay_write(struct relay *r, int to, struct relay_way *w, int64_t *bytes,
    int64_t *last)
{
	struct relay_piece *p;
	int64_t now = clock_us();

	while (!r->mute && (p = w->head) != NULL && p->due <= now) {
		ssize_t n = send(to, p->data + p->sent, p->len - p->sent, MSG_NOSIGNAL);

		if (n == -1)
			return errno == EAGAIN || errno == EINTR;
		p->sent += (size_t)n;
		w->queued -= (size_t)n;
		*bytes += n;
		*last = now;
		if (p->sent < p->len)
			return true;
		w->head = p->next;
		if (w->head == NULL)
			w->tail = &w->head;
		free(p);
	}
	if (w->eof && w->head == NULL && !w->shut) {
		w->shut = true;
		(void)shutdown(to, SHUT_WR);
	}
	return true;
}

int
relay_poll(struct relay *r, struct pollfd *p, int max, int *wait)
{
	int i, n = 0, ms = -1;
	int64_t now = clock_us(), next = -1;

	p[n++] = (struct pollfd){ r->listener, POLLIN, 0 };
	for (i = 0; i < RELAY_CONNS && n + 2 <= max; i++) {
		struct relay_conn *c = &r->conn[i];
		struct relay_way *w[2] = { &c->up, &c->down };
		int k;

		if (c->client == -1)
			continue;
		p[n++] = (struct pollfd){ c->client,
			!c->up.eof && c->up.queued < relay_room(r) ? POLLIN : 0, 0 };
		p[n++] = (struct pollfd){ c->server,
			!c->down.eof && c->down.queued < relay_room(r) ? POLLIN : 0, 0 };
		for (k = 0; k < 2; k++)
			if (w[k]->head != NULL && !r->mute &&
			    (next == -1 || w[k]->head->due < next))
				next = w[k]->head->due;
	}
	if (next != -1)
		ms = next <= now ? 1 : (int)((next - now + 999) / 1000);
	if (ms != -1 && (*wait == -1 || ms < *wait))
		*wait = ms;
	return n;
}

void
relay_work(struct relay *r, const struct pollfd *p, int n)
{
	int i;

	if (n > 0 && (p[0].revents & POLLIN))
		relay_accept(r);
	for (i = 0; i < RELAY_CONNS; i++) {
		struct relay_conn *c = &r->conn[i];

		if (c->client == -1)
			continue;
		relay_read(r, c->client, &c->up);
		relay_read(r, c->server, &c->down);
		if (r->count.up == 0 && c->up.head != NULL)
			r->count.first_up = clock_us();
		if (!relay_write(r, c->server, &c->up, &r->count.up,
		    &r->count.last_up) ||
		    !relay_write(r, c->client, &c->down, &r->count.down,
		    &r->count.last_down) || (c->up.shut && c->down.shut))
			relay_close(c, false);
	}
}
