/* SPDX-License-Identifier: ISC */
#include "serve/desk_links.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "serve/hello.h"
#include "wire/chan.h"

#define LINKS_QUEUE 64
#define LINKS_AGAIN_MS 1000 /* local: between tries to reach the server */

struct links_op {
	struct links_op *next;
	unsigned char id[WIRE_OP_ID];
};

struct desk_links {
	struct desk_links_setup s;
	struct wire_chan *books, *gate; /* NULL: being restarted */
	int next_books;     /* -1; used when the old one has no answer
	                     * outstanding */
	struct links_op *ops;
	unsigned asked;     /* unanswered questions to the gate */
	bool lost;          /* the connection to books was lost */
	int64_t who;        /* count of the last WIRE_WHO */
	bool watching;      /* WIRE_WATCH was sent, and not answered yet */
	int timer;
};

static void
links_op_add(struct desk_links *k, const unsigned char *id)
{
	struct links_op *op;

	for (op = k->ops; op != NULL; op = op->next)
		if (memcmp(op->id, id, WIRE_OP_ID) == 0)
			return;
	op = mem_zalloc(sizeof(*op));
	memcpy(op->id, id, WIRE_OP_ID);
	op->next = k->ops;
	k->ops = op;
}

static void
links_op_drop(struct desk_links *k, const unsigned char *id)
{
	struct links_op **p, *op;

	for (p = &k->ops; (op = *p) != NULL; p = &op->next)
		if (memcmp(op->id, id, WIRE_OP_ID) == 0) {
			*p = op->next;
			free(op);
			return;
		}
}

static void
links_books_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct desk_links *k = arg;
	struct wire_answer a;
	int fd;

	(void)c;
	if (m->type == WIRE_WHO) {
		k->who = wire_get_i64(m);
		k->watching = false;
		if (wire_end(m))
			k->s.who(k->s.arg);
		return;
	}
	if (m->type == WIRE_BOOKS_NEWS) {
		k->s.books_news(k->s.arg);
		return;
	}
	if (m->type != WIRE_ANSWER || wire_get_answer(m, &a) != ST_OK) {
		log_warnx("message of type %u from books is broken", m->type);
		return;
	}
	links_op_drop(k, a.op);
	k->s.answer(k->s.arg, &a);
	wire_args_done(&a.args);
	if (k->ops == NULL && k->next_books != -1) {
		fd = k->next_books;
		k->next_books = -1;
		wire_chan_free(k->books);
		k->books = NULL;
		desk_links_books(k, fd);
	}
}

/* Asks books (after which change) or the gate to report changes. */
static void
links_watch(struct wire_chan *c, const int64_t *since)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_WATCH);
	if (since != NULL)
		wire_put_i64(&m, *since);
	if (c != NULL && wire_chan_send(c, &m, NULL, 0) == ST_BUSY)
		log_warnx("changes to who this is will not be told");
	wire_done(&m);
}

void
desk_links_watch(struct desk_links *k)
{
	if (!k->watching)
		links_watch(k->books, &k->who);
	k->watching = k->books != NULL;
}

static void links_fetch(void *arg);

static void
links_fetch_later(struct desk_links *k)
{
	if (k->s.local && k->timer == 0)
		k->timer = loop_timer(k->s.loop, LINKS_AGAIN_MS, links_fetch,
		    k);
}

static void
links_books_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct desk_links *k = arg;
	int fd = k->next_books;

	log_info("books is gone: %s", why);
	wire_chan_free(c);
	k->books = NULL;
	k->next_books = -1;
	k->lost = true;
	k->s.books_gone(k->s.arg);
	if (fd != -1)
		desk_links_books(k, fd);
	else
		links_fetch_later(k);
}

void
desk_links_books(struct desk_links *k, int fd)
{
	if (fd == -1)
		return;
	if (k->books != NULL && k->ops != NULL) {
		if (k->next_books != -1)
			(void)close(k->next_books);
		k->next_books = fd;
		return;
	}
	wire_chan_free(k->books);
	k->books = wire_chan_new(k->s.loop, fd, LINKS_QUEUE, links_books_msg,
	    links_books_closed, k);
	/*
	 * A new books process counts from the start, and the old one may have
	 * missed a change.
	 */
	k->who = 0;
	k->watching = false;
	desk_links_watch(k);
	if (!k->lost)
		return;
	k->lost = false;
	k->s.books_back(k->s.arg);
}

/* The gate answers in order; questions open when it dies are lost. */
static void
links_gate_lost(struct desk_links *k)
{
	struct err err = ERR_INIT;

	(void)err_set(&err, ST_BUSY, _("The password could not be checked "
	    "just now; try again."));
	for (; k->asked > 0; k->asked--)
		k->s.confirmed(k->s.arg, &err);
}

static void
links_gate_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct desk_links *k = arg;
	struct err err = ERR_INIT;
	char name[16];

	(void)c;
	if (m->type == WIRE_GATE_MUST) {
		k->s.must_change(k->s.arg);
		return;
	}
	wire_get_str(m, name, sizeof(name));
	wire_get_str(m, err.msg, sizeof(err.msg));
	if (m->type != WIRE_GATE_ANSWER || !wire_end(m) || k->asked == 0) {
		log_warnx("message of type %u from the gate is broken",
		    m->type);
		return;
	}
	err.st = err_status(name);
	k->asked--;
	k->s.confirmed(k->s.arg, &err);
}

static void
links_gate_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct desk_links *k = arg;

	log_info("the gate is gone: %s", why);
	wire_chan_free(c);
	k->gate = NULL;
	links_gate_lost(k);
	links_fetch_later(k);
}

void
desk_links_gate(struct desk_links *k, int fd)
{
	if (fd == -1)
		return;
	wire_chan_free(k->gate);
	k->gate = wire_chan_new(k->s.loop, fd, LINKS_QUEUE, links_gate_msg,
	    links_gate_closed, k);
	links_watch(k->gate, NULL);
	links_gate_lost(k);
}

/* A desk of `chitra desk` requests its sockets from the running server. */
static void
links_fetch(void *arg)
{
	struct desk_links *k = arg;
	int fd;

	k->timer = 0;
	if (k->books == NULL && hello_open(k->s.conf, "books", k->s.staff,
	    &fd, NULL) == ST_OK)
		desk_links_books(k, fd);
	if (k->gate == NULL && hello_open(k->s.conf, "gate", k->s.staff,
	    &fd, NULL) == ST_OK)
		desk_links_gate(k, fd);
	if (k->books == NULL || k->gate == NULL)
		links_fetch_later(k);
}

struct desk_links *
desk_links_new(const struct desk_links_setup *s)
{
	struct desk_links *k = mem_zalloc(sizeof(*k));

	k->s = *s;
	k->next_books = -1;
	k->lost = true;
	if (s->local)
		links_fetch(k);
	return k;
}

void
desk_links_free(struct desk_links *k)
{
	struct links_op *op;

	if (k == NULL)
		return;
	loop_timer_cancel(k->s.loop, k->timer);
	wire_chan_free(k->books);
	wire_chan_free(k->gate);
	if (k->next_books != -1)
		(void)close(k->next_books);
	while ((op = k->ops) != NULL) {
		k->ops = op->next;
		free(op);
	}
	free(k);
}

enum status
desk_links_post(struct desk_links *k, const struct wire_verb *v, bool outcome)
{
	struct wire_msg m;
	enum status st;

	if (k->books == NULL)
		return ST_BUSY;
	wire_init(&m);
	if (outcome) {
		wire_begin(&m, WIRE_OUTCOME);
		wire_put_bytes(&m, v->op, WIRE_OP_ID);
	} else {
		wire_put_verb(&m, v);
	}
	st = wire_chan_send(k->books, &m, NULL, 0);
	wire_done(&m);
	if (st == ST_OK)
		links_op_add(k, v->op);
	return st == ST_NOTFOUND ? ST_BUSY : st;
}

static enum status
links_ask(struct desk_links *k, struct wire_msg *m)
{
	enum status st = ST_BUSY;

	if (k->gate != NULL)
		st = wire_chan_send(k->gate, m, NULL, 0);
	if (st == ST_OK)
		k->asked++;
	mem_wipe(m->body.data, m->body.cap);
	wire_done(m);
	return st == ST_NOTFOUND ? ST_BUSY : st;
}

enum status
desk_links_confirm(struct desk_links *k, const unsigned char *op,
    const char *secret)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONFIRM);
	wire_put_bytes(&m, op, WIRE_OP_ID);
	wire_put_str(&m, secret);
	return links_ask(k, &m);
}

enum status
desk_links_passwd(struct desk_links *k, const char *old, const char *fresh)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_PASSWD);
	wire_put_str(&m, old);
	wire_put_str(&m, fresh);
	return links_ask(k, &m);
}

bool
desk_links_ready(const struct desk_links *k)
{
	return k->books != NULL;
}

bool
desk_links_waiting(const struct desk_links *k)
{
	return k->ops != NULL;
}
