/* SPDX-License-Identifier: ISC */
#include "serve/private.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "serve/books.h"
#include "serve/gate.h"
#include "serve/proc.h"
#include "serve/uids.h"
#include "wire/msg.h"
#include "wire/proto.h"

#define PRIVATE_READY_MS 30000 /* books may have to recover first */

struct private_one {
	pid_t pid; /* 0: none */
	int control;
};

struct private {
	struct private_one books, gate;
	struct uids uids;
};

/* How to start one of the two. */
struct private_kind {
	const char *name;
	enum uids_role role;
	int (*run)(const struct conf *conf, int control);
};

static const struct private_kind private_books = { "books", UIDS_BOOKS,
	books_run };
static const struct private_kind private_gate = { "gate", UIDS_GATE,
	gate_run };

static enum status
private_fork(struct private *p, const struct private_kind *kind, struct loop *l,
    const struct conf *conf, struct err *err)
{
	struct private_one *one = kind == &private_books ? &p->books : &p->gate;
	int pair[2];
	enum status st = wire_pair(pair, err);

	if (st != ST_OK)
		return st;
	one->pid = proc_fork(l, &pair[1], 1);
	if (one->pid == 0) {
		(void)signal(SIGTERM, SIG_IGN);
		log_who(kind->name);
		uids_become(&p->uids, kind->role);
		_exit(kind->run(conf, pair[1]));
	}
	(void)close(pair[1]);
	if (one->pid == -1) {
		one->pid = 0;
		(void)close(pair[0]);
		return err_errno(err, ST_IO, "fork");
	}
	one->control = pair[0];
	return ST_OK;
}

/* Waits for WIRE_READY; the process logs its own errors. */
static enum status
private_wait(const struct private_one *one, struct err *err)
{
	struct pollfd p = { one->control, POLLIN, 0 };
	struct wire_msg m;
	enum status st = ST_BUSY;

	wire_init(&m);
	if (poll(&p, 1, PRIVATE_READY_MS) == 1)
		st = wire_recv(one->control, &m, NULL);
	if (st == ST_OK && m.type != WIRE_READY)
		st = ST_CORRUPT;
	wire_done(&m);
	if (st != ST_OK)
		return err_set(err, st, _("The books cannot be opened: another "
		    "program has them, or see the system's log."));
	return ST_OK;
}

static enum status
private_send(const struct private_one *one, const struct wire_msg *m, int fd,
    struct err *err)
{
	struct pollfd p = { one->control, POLLOUT, 0 };
	enum status st;

	while ((st = wire_send(one->control, m, &fd, 1, err)) == ST_BUSY)
		if (poll(&p, 1, PRIVATE_READY_MS) <= 0)
			return err_set(err, ST_BUSY, _("The books are busy."));
	return st;
}

static enum status
private_pair(struct private *p, bool books, enum wire_peer peer,
    int64_t number, int *fd, struct err *err)
{
	struct wire_msg m;
	enum status st;
	int pair[2];

	st = wire_pair(pair, err);
	if (st != ST_OK)
		return st;
	wire_init(&m);
	wire_begin(&m, books ? WIRE_BOOKS_BIND : WIRE_GATE_BIND);
	wire_put_u8(&m, (uint8_t)peer);
	wire_put_i64(&m, number);
	if (books)
		wire_put_str(&m, "local");
	st = private_send(books ? &p->books : &p->gate, &m, pair[1], err);
	wire_done(&m);
	(void)close(pair[1]);
	if (st != ST_OK) {
		(void)close(pair[0]);
		return st;
	}
	*fd = pair[0];
	return ST_OK;
}

/* The gate needs its own socket to books. */
static enum status
private_gate_books(struct private *p, struct err *err)
{
	struct wire_msg m;
	enum status st;
	int fd;

	st = private_pair(p, true, WIRE_PEER_GATE, 0, &fd, err);
	if (st != ST_OK)
		return st;
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_BOOKS);
	st = private_send(&p->gate, &m, fd, err);
	wire_done(&m);
	(void)close(fd);
	return st;
}

enum status
private_start(const struct conf *conf, struct loop *l, struct private **out,
    struct err *err)
{
	struct private *p = mem_zalloc(sizeof(*p));
	enum status st;

	p->books.control = p->gate.control = -1;
	if ((st = uids_find(conf, &p->uids, err)) == ST_OK &&
	    (st = private_fork(p, &private_books, l, conf, err)) == ST_OK &&
	    (st = private_fork(p, &private_gate, l, conf, err)) == ST_OK &&
	    (st = private_wait(&p->books, err)) == ST_OK &&
	    (st = private_wait(&p->gate, err)) == ST_OK)
		st = private_gate_books(p, err);
	if (st != ST_OK) {
		private_end(p);
		return st;
	}
	*out = p;
	return ST_OK;
}

enum status
private_bind(struct private *p, bool books, int64_t staff, int *fd,
    struct err *err)
{
	return private_pair(p, books, WIRE_PEER_STAFF, staff, fd, err);
}

static void
private_end_one(struct private_one *one)
{
	if (one->control != -1)
		(void)close(one->control);
	if (one->pid > 0)
		(void)waitpid(one->pid, NULL, 0);
}

void
private_end(struct private *p)
{
	if (p == NULL)
		return;
	private_end_one(&p->gate); /* books last */
	private_end_one(&p->books);
	free(p);
}
