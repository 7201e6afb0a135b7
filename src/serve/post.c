/*
 * SPDX-License-Identifier: ISC
 *
 * post: the client side of books.  Without a server the caller runs verbs
 * in-process, one per transaction; the writer's lock excludes books meanwhile.
 * When books dies during a posting, the caller asks the restarted one for the
 * outcome; it never posts twice by itself.
 */
#include "serve/post.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/table.h"
#include "office/verb/verb.h"
#include "serve/hello.h"
#include "wire/told.h"

#define POST_WAIT_MS 60000  /* for an answer; books has a queue */
#define POST_TRIES 40       /* for the lock of another command */
#define POST_TRY_MS 50
#define POST_AGAIN_MS 10000 /* for books to be restarted */

struct post {
	const struct conf *conf; /* NULL: a socket of the caller's */
	int fd;                  /* -1: in-process */
	int told;                /* the transport; -1: none */
	struct db *db;           /* in-process: the database */
	bool failed;             /* in-process: a commit failed with ST_IO */
	struct actor who;
};

enum status
post_fd(int fd, int told, struct post **out, struct err *err)
{
	struct post *p;

	if (fd < 0)
		return err_set(err, ST_INVALID, _("no way to the books"));
	p = mem_zalloc(sizeof(*p));
	p->fd = fd;
	p->told = told;
	*out = p;
	return ST_OK;
}

static enum status
post_open_file(const struct conf *conf, struct post *p, struct err *err)
{
	struct stat sb;
	enum status st = ST_BUSY;
	int tries;

	if (stat(conf->data_database, &sb) == -1)
		return err_errno(err, ST_NOTFOUND, "%s", conf->data_database);
	if (geteuid() != 0 && geteuid() != sb.st_uid)
		return err_set(err, ST_DENIED, _("no server is running, and %s "
		    "may only be opened by its owner"), conf->data_database);
	/* Another command may hold the lock during its posting. */
	for (tries = 0; tries < POST_TRIES; tries++) {
		st = db_open_writer(conf->data_database, DB_BOOKS, &p->db, err);
		if (st != ST_BUSY)
			break;
		(void)poll(NULL, 0, POST_TRY_MS);
	}
	if (st != ST_OK)
		return st;
	/* Root acts as the owner of the file. */
	return actor_owner(p->db, (int64_t)sb.st_uid, &p->who, err);
}

enum status
post_open(const struct conf *conf, struct post **out, struct err *err)
{
	struct post *p = mem_zalloc(sizeof(*p));
	enum status st;

	p->conf = conf;
	p->fd = p->told = -1;
	st = hello_open(conf, "books", 0, &p->fd, err);
	if (st == ST_NOTFOUND)
		st = post_open_file(conf, p, err);
	if (st == ST_OK)
		*out = p;
	else
		post_close(p);
	return st;
}

void
post_close(struct post *p)
{
	struct err err = ERR_INIT;

	if (p == NULL)
		return;
	/* A large WAL slows readers, and nothing else checkpoints it now. */
	if (p->db != NULL && db_checkpoint(p->db, false, &err) != ST_OK)
		log_debug("checkpoint: %s", err.msg); /* all is in the WAL */
	actor_done(&p->who);
	db_close(p->db);
	if (p->conf != NULL && p->fd != -1)
		(void)close(p->fd);
	free(p);
}

/* Sends, waiting for room; ST_NOTFOUND when books has died. */
static enum status
post_put(int fd, const struct wire_msg *m, struct err *err)
{
	struct pollfd pfd = { .fd = fd, .events = POLLOUT };
	enum status st;

	while ((st = wire_send(fd, m, NULL, 0, err)) == ST_BUSY)
		if (poll(&pfd, 1, POST_WAIT_MS) <= 0)
			return err_set(err, ST_BUSY, _("the books are busy"));
	return st;
}

/* The answer to that op; answers to others (given up before) are skipped. */
static enum status
post_get(int fd, const unsigned char op[WIRE_OP_ID], struct wire_answer *out,
    struct err *err)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	int64_t end = clock_ms() + POST_WAIT_MS;
	struct wire_msg m;
	enum status st;
	bool mine = false;

	wire_init(&m);
	do {
		int64_t left = end - clock_ms();

		if (left <= 0 || poll(&pfd, 1, (int)left) == 0) {
			st = err_set(err, ST_IO, _("no answer from the books"));
			break;
		}
		st = wire_recv(fd, &m, err);
		if (st == ST_BUSY) {
			st = ST_OK;
			continue;
		}
		if (st == ST_OK && m.type == WIRE_ANSWER)
			st = wire_get_answer(&m, out);
		else if (st == ST_OK)
			continue;
		mine = st == ST_OK && memcmp(out->op, op, WIRE_OP_ID) == 0;
		if (st == ST_OK && !mine)
			wire_args_done(&out->args);
	} while (st == ST_OK && !mine);
	wire_done(&m);
	return st;
}

static enum status
post_ask(int fd, const unsigned char op[WIRE_OP_ID], struct wire_answer *out,
    struct err *err)
{
	struct wire_msg m;
	enum status st;

	wire_init(&m);
	wire_begin(&m, WIRE_OUTCOME);
	wire_put_bytes(&m, op, WIRE_OP_ID);
	st = post_put(fd, &m, err);
	wire_done(&m);
	return st == ST_OK ? post_get(fd, op, out, err) : st;
}

/*
 * The connection broke after the posting was sent: asks the restarted books for
 * the outcome.  Never posts again.
 */
static enum status
post_after_loss(struct post *p, const unsigned char op[WIRE_OP_ID],
    struct wire_answer *out, struct err *err)
{
	int64_t end = clock_ms() + POST_AGAIN_MS;
	enum status st = ST_NOTFOUND;

	if (p->conf == NULL)
		return err_set(err, ST_UNKNOWN, _("no answer from the books"));
	while (st != ST_OK && clock_ms() < end) {
		if (p->fd != -1)
			(void)close(p->fd);
		p->fd = -1;
		st = hello_open(p->conf, "books", 0, &p->fd, err);
		if (st == ST_OK)
			st = post_ask(p->fd, op, out, err);
		if (st != ST_OK)
			(void)poll(NULL, 0, 100);
	}
	return st == ST_OK ? ST_OK :
	    err_set(err, ST_UNKNOWN, _("no answer from the books"));
}

/* From here on the transport can tell the client which id to ask for. */
static enum status
post_announce(const struct post *p, const struct wire_verb *in,
    struct err *err)
{
	const struct verb *v = verb_find(in->name);

	if (p->told == -1 || (v != NULL && (v->flags & VERB_QUIET) != 0))
		return ST_OK;
	return told_op(p->told, in->op, err);
}

static enum status
post_over_socket(struct post *p, const struct wire_verb *in, bool outcome,
    struct wire_answer *out, struct err *err)
{
	struct wire_msg m;
	enum status st;

	if (p->fd == -1 && !outcome)
		return err_set(err, ST_BUSY, _("the books are being started "
		    "again: nothing was posted, try again"));
	if (p->fd == -1)
		return post_after_loss(p, in->op, out, err);
	if (outcome) {
		st = post_ask(p->fd, in->op, out, err);
	} else {
		wire_init(&m);
		wire_put_verb(&m, in);
		st = m.bad ? err_set(err, ST_LIMIT, _("too much in one posting")) :
		    post_announce(p, in, err);
		if (st == ST_OK)
			st = post_put(p->fd, &m, err);
		wire_done(&m);
		/* Not sent, so not posted. */
		if (st == ST_NOTFOUND)
			return err_set(err, ST_BUSY, _("the books are being "
			    "started again: nothing was posted, try again"));
		if (st != ST_OK)
			return st;
		st = post_get(p->fd, in->op, out, err);
	}
	return st == ST_OK ? ST_OK : post_after_loss(p, in->op, out, err);
}

static void
post_bound_wal(struct post *p)
{
	struct err err = ERR_INIT;

	if (db_wal_bytes(p->db) > p->conf->books_wal_mb * 1024 * 1024 &&
	    db_checkpoint(p->db, true, &err) != ST_OK)
		log_debug("checkpoint: %s", err.msg); /* a reader is there */
}

/* A commit that failed with an I/O error may still be on the disk. */
static enum status
post_commit(struct post *p, struct err *err)
{
	enum status st = db_commit(p->db, err);

	if (st != ST_IO && st != ST_CORRUPT)
		return st;
	p->failed = true;
	return err_set(err, ST_UNKNOWN, _("the disk failed"));
}

/* One transaction, with the same guarantees as in books. */
static enum status
post_in_process(struct post *p, const struct wire_verb *in, bool outcome,
    struct wire_answer *out, struct err *err)
{
	struct verb_peer peer = { .who = &p->who, .owner = true };
	enum status st = ST_OK;

	/* As books: after a failed fsync nothing is tried again. */
	if (p->failed)
		return err_set(err, outcome ? ST_UNKNOWN : ST_IO,
		    _("the disk failed"));
	st = db_begin(p->db, err);
	if (st != ST_OK)
		return st;
	st = outcome ? verbs_outcome(p->db, &peer, in->op, out) :
	    verbs_run(p->db, &peer, in, out);
	if (st != ST_OK)
		(void)err_set(err, st, "%s", out->err.msg);
	else
		st = post_commit(p, err);
	if (st == ST_OK) {
		post_bound_wal(p);
		return ST_OK;
	}
	db_rollback(p->db);
	wire_args_done(&out->args);
	return st;
}

/* The message names the id to ask for, and warns not to post again before. */
static enum status
post_doubt(struct wire_answer *out, struct err *err)
{
	char hex[2 * WIRE_OP_ID + 1], why[256];

	str_hex(hex, out->op, WIRE_OP_ID);
	(void)str_copy_cut(why, sizeof(why), out->err.msg);
	(void)err_set(&out->err, ST_UNKNOWN, _("%s: it is not known whether it "
	    "was done: hand over no money, take none back, post nothing again; "
	    "when the server runs, this tells: chitra outcome %s"), why, hex);
	return err_set(err, ST_UNKNOWN, "%s", out->err.msg);
}

static enum status
post_any(struct post *p, const struct wire_verb *in, bool outcome,
    struct wire_answer *out, struct err *err)
{
	struct err why = ERR_INIT;
	enum status st;

	memset(out, 0, sizeof(*out));
	memcpy(out->op, in->op, WIRE_OP_ID);
	st = p->db != NULL ? post_in_process(p, in, outcome, out, &why) :
	    post_over_socket(p, in, outcome, out, &why);
	memcpy(out->op, in->op, WIRE_OP_ID);
	if (st != ST_OK)
		out->err = why;
	if (out->err.st == ST_UNKNOWN)
		return post_doubt(out, err);
	if (out->err.st != ST_OK && err != NULL)
		*err = out->err;
	return out->err.st;
}

enum status
post_send(struct post *p, const struct wire_verb *in, struct wire_answer *out,
    struct err *err)
{
	return post_any(p, in, false, out, err);
}

enum status
post_verb(struct post *p, const char *verb, const struct wire_args *args,
    struct wire_answer *out, struct err *err)
{
	struct wire_verb in = { .args = { NULL, 0, 0 } };

	memset(out, 0, sizeof(*out));
	wire_op_new(in.op);
	if (str_copy(in.name, sizeof(in.name), verb) != ST_OK)
		return err_set(err, ST_NOTFOUND, _("there is no verb %s"), verb);
	if (args != NULL)
		in.args = *args; /* borrowed */
	return post_any(p, &in, false, out, err);
}

enum status
post_outcome(struct post *p, const unsigned char op[WIRE_OP_ID],
    struct wire_answer *out, struct err *err)
{
	struct wire_verb in = { .args = { NULL, 0, 0 } };

	memcpy(in.op, op, WIRE_OP_ID);
	return post_any(p, &in, true, out, err);
}
