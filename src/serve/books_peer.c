/*
 * SPDX-License-Identifier: ISC
 *
 * books_peer: the peers of books.  The listener says who is at the other end of
 * a socket; no message on the socket can change that.  Postings enter one queue
 * in order of arrival; a peer with too many waiting postings is not read until
 * they are done.
 */
#include "serve/books_priv.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#define BOOKS_WAITING 32   /* postings of one peer before it is paused */
#define BOOKS_ANSWERS 64   /* queued answers for a slow peer */
#define BOOKS_CONFIRM_MS (5 * 60 * 1000)
#define BOOKS_CONFIRMS 256 /* kept at a time */

static void
books_peer_free(struct books_peer *p)
{
	struct books_peer **at;

	for (at = &p->b->peers; *at != p; at = &(*at)->next)
		;
	*at = p->next;
	if (p->import != 0)
		books_left_gone(p->b, p->import);
	wire_chan_free(p->chan);
	if (p->loaded)
		actor_done(&p->who);
	free(p);
}

void
books_peers_free(struct books *b)
{
	struct books_post *q;

	while ((q = books_post_take(b)) != NULL)
		books_post_free(q);
	while (b->peers != NULL)
		books_peer_free(b->peers);
}

struct books_post *
books_post_take(struct books *b)
{
	struct books_post *q = b->head;

	if (q == NULL)
		return NULL;
	b->head = q->next;
	if (b->head == NULL)
		b->tail = &b->head;
	q->next = NULL;
	b->waiting--;
	return q;
}

void
books_post_again(struct books *b, struct books_post *q)
{
	q->next = NULL;
	*b->tail = q;
	b->tail = &q->next;
	b->waiting++;
}

void
books_post_first(struct books *b, struct books_post *list)
{
	struct books_post *last = list;

	b->waiting++;
	for (; last->next != NULL; last = last->next)
		b->waiting++;
	last->next = b->head;
	if (b->head == NULL)
		b->tail = &last->next;
	b->head = list;
}

void
books_post_free(struct books_post *q)
{
	struct books_peer *p = q->peer;

	wire_args_done(&q->verb.args);
	wire_args_done(&q->answer.args);
	free(q);
	p->waiting--;
	if (p->chan == NULL && p->waiting == 0) {
		books_peer_free(p);
	} else if (p->chan != NULL && p->paused && p->waiting == 0) {
		p->paused = false;
		wire_chan_pause(p->chan, false);
	}
}

/*
 * What the peer posted before it disconnected is still done; the outcome can be
 * asked for by its id.
 */
static void
books_peer_gone(struct wire_chan *c, const char *why, void *arg)
{
	struct books_peer *p = arg;

	log_debug("peer %d/%" PRId64 ": %s", (int)p->kind, p->number, why);
	wire_chan_free(c);
	p->chan = NULL;
	if (p->waiting == 0)
		books_peer_free(p);
}

static void
books_confirm_add(struct books *b, struct wire_msg *m)
{
	struct books_confirm *c = mem_zalloc(sizeof(*c)), **at, *old;
	const unsigned char *op;
	unsigned n = 0;
	size_t len;

	c->staff = wire_get_i64(m);
	op = wire_get_bytes(m, &len);
	if (!wire_end(m) || len != WIRE_OP_ID) {
		log_warnx("broken confirmation from the gate");
		free(c);
		return;
	}
	memcpy(c->op, op, len);
	c->until = clock_ms() + BOOKS_CONFIRM_MS;
	c->next = b->confirms;
	b->confirms = c;
	/* Newest first: after the first expired one, all are. */
	for (at = &b->confirms; *at != NULL; at = &(*at)->next)
		if (++n > BOOKS_CONFIRMS || (*at)->until <= clock_ms())
			break;
	while ((old = *at) != NULL) {
		*at = old->next;
		free(old);
	}
}

bool
books_confirmed(struct books *b, int64_t staff,
    const unsigned char op[WIRE_OP_ID])
{
	const struct books_confirm *c;

	for (c = b->confirms; c != NULL; c = c->next)
		if (c->staff == staff && c->until > clock_ms() &&
		    memcmp(c->op, op, WIRE_OP_ID) == 0)
			return true;
	return false;
}

static enum status
books_get_post(struct wire_msg *m, struct books_post *q)
{
	const unsigned char *op;
	size_t n;

	if (m->type == WIRE_VERB)
		return wire_get_verb(m, &q->verb);
	op = wire_get_bytes(m, &n);
	if (m->type != WIRE_OUTCOME || !wire_end(m) || n != WIRE_OP_ID)
		return ST_CORRUPT;
	memcpy(q->verb.op, op, n);
	q->outcome = true;
	return ST_OK;
}

static void
books_peer_who(struct books_peer *p)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_WHO);
	wire_put_i64(&m, p->b->who);
	/* A peer whose queue is full is told with the next change. */
	if (p->chan != NULL && wire_chan_send(p->chan, &m, NULL, 0) == ST_OK)
		p->watches = false;
	wire_done(&m);
}

void
books_peers_tell(struct books *b)
{
	struct books_peer *p;

	if (b->who_told == b->who)
		return;
	b->who_told = b->who;
	for (p = b->peers; p != NULL; p = p->next)
		if (p->watches)
			books_peer_who(p);
}

/* A desk asks to be told of changes after the count it sends. */
static void
books_peer_watch(struct books_peer *p, struct wire_msg *m)
{
	int64_t known = wire_get_i64(m);

	if (!wire_end(m))
		return;
	p->watches = true;
	if (known != p->b->who)
		books_peer_who(p);
}

static void
books_peer_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct books_peer *p = arg;
	struct books_post *q;

	if (m->type == WIRE_CONFIRMED && p->kind == WIRE_PEER_GATE) {
		books_confirm_add(p->b, m);
		return;
	}
	if (m->type == WIRE_WATCH && p->kind != WIRE_PEER_GATE) {
		books_peer_watch(p, m);
		return;
	}
	q = mem_zalloc(sizeof(*q));
	if (books_get_post(m, q) != ST_OK) {
		log_warnx("peer %d/%" PRId64 " sends what is no posting (type "
		    "%u): closed", (int)p->kind, p->number, m->type);
		free(q);
		books_peer_gone(c, "broken message", p);
		return;
	}
	q->peer = p;
	books_post_again(p->b, q);
	if (++p->waiting >= BOOKS_WAITING && !p->paused) {
		p->paused = true;
		wire_chan_pause(c, true);
	}
}

void
books_bind(struct books *b, struct wire_msg *m)
{
	struct books_peer *p = mem_zalloc(sizeof(*p));
	uint8_t kind = wire_get_u8(m);
	int fd;

	p->b = b;
	p->number = wire_get_i64(m);
	wire_get_str(m, p->address, sizeof(p->address));
	fd = wire_take_fd(m, 0);
	if (!wire_end(m) || fd == -1 || kind > WIRE_PEER_GATE) {
		log_warnx("broken message from the listener");
		if (fd != -1)
			(void)close(fd);
		free(p);
		return;
	}
	p->kind = (enum wire_peer)kind;
	p->chan = wire_chan_new(b->loop, fd, BOOKS_ANSWERS, books_peer_msg,
	    books_peer_gone, p);
	p->next = b->peers;
	b->peers = p;
}

void
books_peers_stale(struct books *b)
{
	struct books_peer *p;

	b->who++;
	for (p = b->peers; p != NULL; p = p->next) {
		if (p->loaded)
			actor_done(&p->who);
		p->loaded = false;
		memset(&p->refused, 0, sizeof(p->refused));
	}
}

static bool
books_peer_owns(const struct books_peer *p)
{
	return p->number == 0 || p->number == (int64_t)p->b->owner;
}

void
books_peer_load(struct books_peer *p)
{
	enum status st = ST_OK;

	if (p->loaded || p->refused.st != ST_OK)
		return;
	switch (p->kind) {
	case WIRE_PEER_GATE:
		actor_program(&p->who);
		break;
	case WIRE_PEER_LOCAL:
		if (books_peer_owns(p))
			/* Root acts as the owner of the database. */
			st = actor_owner(p->b->db, (int64_t)p->b->owner,
			    &p->who, &p->refused);
		else
			st = actor_by_uid(p->b->db, p->number, &p->who,
			    &p->refused);
		break;
	case WIRE_PEER_STAFF:
	case WIRE_PEER_LISTENER:
		st = actor_load(p->b->db, p->number, &p->who, &p->refused);
		break;
	}
	if (st == ST_NOTFOUND)
		p->refused.st = ST_DENIED; /* ST_NOTFOUND would refer to the
		                            * request */
	if (st != ST_OK)
		return;
	(void)str_copy_cut(p->who.address, sizeof(p->who.address), p->address);
	p->loaded = true;
}
