/* SPDX-License-Identifier: ISC */
/*
 * gate_note: records sign-ins and failures in the database, by the verb
 * "signin".  A success and the first failure are posted at once; further
 * failures within a minute are counted and posted together, so that many wrong
 * passwords make few rows.  While books is restarted the rows wait here; each
 * keeps its operation id, so that one posted twice is stored once.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "serve/gate_priv.h"

#define NOTE_QUEUE 64
#define NOTE_WAITING 256     /* unanswered rows */
#define NOTE_TOGETHER_MS 60000
#define NOTE_COUNTS 64       /* counters, of login and address */

struct note_row {
	struct note_row *next;
	struct wire_verb verb;
	bool sent; /* on the current socket */
};

/* Failures of one login from one address that are not posted yet. */
struct note_count {
	struct note_count *next;
	char login[AUTH_LOGIN_MAX], method[96], address[GATE_ADDRESS];
	int64_t staff;
	int64_t tries;
};

struct gate_note {
	struct gate *gate;
	struct wire_chan *books;
	struct note_row *rows;
	unsigned nrows;
	uint64_t lost;
	struct note_count *counts;
	unsigned ncounts;
	int timer; /* to post the counts */
};

static void
note_row_free(struct note_row *r)
{
	wire_args_done(&r->verb.args);
	free(r);
}

static void
note_send(struct gate_note *n)
{
	struct note_row *r;
	struct wire_msg m;
	enum status st = ST_OK;

	if (n->books == NULL)
		return;
	wire_init(&m);
	for (r = n->rows; r != NULL && st == ST_OK; r = r->next) {
		if (r->sent)
			continue;
		wire_put_verb(&m, &r->verb);
		st = wire_chan_send(n->books, &m, NULL, 0);
		r->sent = st == ST_OK;
	}
	wire_done(&m);
}

static void
note_answer(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	struct gate_note *n = arg;
	struct note_row **p, *r;
	struct wire_answer a;

	(void)c;
	if (m->type != WIRE_ANSWER || wire_get_answer(m, &a) != ST_OK) {
		log_warnx("message of type %u from books is broken", m->type);
		return;
	}
	for (p = &n->rows; (r = *p) != NULL; p = &r->next) {
		if (memcmp(r->verb.op, a.op, WIRE_OP_ID) != 0)
			continue;
		if (a.err.st != ST_OK)
			log_warnx("a sign-in was not written: %s", a.err.msg);
		*p = r->next;
		n->nrows--;
		note_row_free(r);
		break;
	}
	wire_args_done(&a.args);
	note_send(n); /* those that did not fit the queue earlier */
}

static void
note_closed(struct wire_chan *c, const char *why, void *arg)
{
	struct gate_note *n = arg;
	struct note_row *r;

	(void)why;
	wire_chan_free(c);
	n->books = NULL;
	for (r = n->rows; r != NULL; r = r->next)
		r->sent = false;
}

void
gate_note_books(struct gate_note *n, int fd)
{
	if (fd == -1)
		return;
	if (n->books != NULL)
		note_closed(n->books, "", n);
	n->books = wire_chan_new(n->gate->loop, fd, NOTE_QUEUE, note_answer,
	    note_closed, n);
	note_send(n);
}

static void
note_write(struct gate_note *n, const struct gate_signin *s, int64_t tries)
{
	struct note_row *r, **p;

	if (n->nrows >= NOTE_WAITING) {
		if (n->lost++ % 100 == 0)
			log_warnx("books is away: %" PRIu64 " sign-ins are in "
			    "the log only", n->lost);
		return;
	}
	r = mem_zalloc(sizeof(*r));
	wire_op_new(r->verb.op);
	(void)str_copy_cut(r->verb.name, sizeof(r->verb.name), "signin");
	wire_args_add(&r->verb.args, "login", s->login);
	wire_args_add_int(&r->verb.args, "staff", s->staff);
	wire_args_add(&r->verb.args, "method", s->method);
	wire_args_add(&r->verb.args, "ok", s->ok ? "1" : "0");
	wire_args_add_int(&r->verb.args, "tries", tries);
	wire_args_add(&r->verb.args, "address", s->address);
	for (p = &n->rows; *p != NULL; p = &(*p)->next)
		;
	*p = r;
	n->nrows++;
	note_send(n);
}

static void
note_write_counts(struct gate_note *n)
{
	struct note_count *k;

	while ((k = n->counts) != NULL) {
		n->counts = k->next;
		if (k->tries > 0)
			note_write(n, &(struct gate_signin){ .login = k->login,
			    .method = k->method, .address = k->address,
			    .staff = k->staff }, k->tries);
		free(k);
	}
	n->ncounts = 0;
}

static void
note_minute(void *arg)
{
	struct gate_note *n = arg;

	n->timer = 0;
	note_write_counts(n);
}

/* Adds it to its counter; false: it is the first and is posted at once. */
static bool
note_together(struct gate_note *n, const struct gate_signin *s)
{
	struct note_count *k;

	for (k = n->counts; k != NULL; k = k->next)
		if (strcmp(k->login, s->login) == 0 &&
		    strcmp(k->address, s->address) == 0) {
			k->tries++;
			return true;
		}
	/* Too many different ones share the counter "?". */
	if (n->ncounts >= NOTE_COUNTS && strcmp(s->login, "?") != 0)
		return note_together(n, &(struct gate_signin){ .login = "?",
		    .method = s->method, .address = "many" }) || true;
	k = mem_zalloc(sizeof(*k));
	(void)str_copy_cut(k->login, sizeof(k->login), s->login);
	(void)str_copy_cut(k->method, sizeof(k->method), s->method);
	(void)str_copy_cut(k->address, sizeof(k->address), s->address);
	k->staff = s->staff;
	k->next = n->counts;
	n->counts = k;
	n->ncounts++;
	if (n->timer == 0)
		n->timer = loop_timer(n->gate->loop, NOTE_TOGETHER_MS,
		    note_minute, n);
	return false;
}

void
gate_note_signin(struct gate_note *n, const struct gate_signin *s)
{
	char login[AUTH_LOGIN_MAX];
	struct gate_signin clean = *s;

	/* The login is untrusted input. */
	clean_text(login, sizeof(login), s->login);
	clean.login = login[0] != '\0' ? login : "?";
	if (s->ok || !note_together(n, &clean))
		note_write(n, &clean, 1);
}

enum status
gate_note_confirmed(struct gate_note *n, int64_t staff,
    const unsigned char *op)
{
	struct wire_msg m;
	enum status st;

	if (n->books == NULL)
		return ST_BUSY;
	wire_init(&m);
	wire_begin(&m, WIRE_CONFIRMED);
	wire_put_i64(&m, staff);
	wire_put_bytes(&m, op, WIRE_OP_ID);
	st = wire_chan_send(n->books, &m, NULL, 0);
	wire_done(&m);
	return st == ST_OK ? ST_OK : ST_BUSY;
}

struct gate_note *
gate_note_new(struct gate *g)
{
	struct gate_note *n = mem_zalloc(sizeof(*n));

	n->gate = g;
	return n;
}

void
gate_note_free(struct gate_note *n)
{
	struct note_row *r;

	loop_timer_cancel(n->gate->loop, n->timer);
	note_write_counts(n);
	if (n->books != NULL)
		(void)wire_chan_flush(n->books, 500);
	wire_chan_free(n->books);
	while ((r = n->rows) != NULL) {
		n->rows = r->next;
		note_row_free(r);
	}
	free(n);
}
