/*
 * SPDX-License-Identifier: ISC
 *
 * books: start, loop and end of the process that writes.  Each pass of the loop
 * first reads all sockets and then runs one batch, so that postings made at the
 * same time share one fsync.
 */
#include "serve/books.h"

#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/log.h"
#include "serve/books_priv.h"

#define BOOKS_LOCK_WAIT_MS 5000    /* a command may hold the lock briefly */
#define BOOKS_END_MS 1000          /* to send the last answers */
#define BOOKS_LEAVE_MS 4000        /* for the peers to disconnect, at the end */

static void
books_control_msg(struct wire_chan *c, struct wire_msg *m, void *arg)
{
	(void)c;
	if (m->type == WIRE_BOOKS_BIND)
		books_bind(arg, m);
	else
		log_warnx("message of type %u from the listener", m->type);
}

static void
books_late(void *arg)
{
	struct books *b = arg;

	loop_stop(b->loop, 0);
}

/*
 * Desks whose listener has ended save their drafts here, so the database is
 * closed when all have disconnected, or after BOOKS_LEAVE_MS.
 */
static void
books_end(struct books *b)
{
	if (!b->ending)
		(void)loop_timer(b->loop, BOOKS_LEAVE_MS, books_late, b);
	b->ending = true;
}

static void
books_control_gone(struct wire_chan *c, const char *why, void *arg)
{
	struct books *b = arg;

	log_info("the listener is gone (%s): ending", why);
	wire_chan_free(c);
	b->control = NULL;
	books_end(b);
}

static void
books_on_signal(int signo, void *arg)
{
	struct books *b = arg;

	/*
	 * Ctrl-C and SIGHUP reach the whole process group; the listener
	 * decides.
	 */
	if (signo == SIGTERM)
		books_end(b);
}

/*
 * The lock may be held by a command on the server while it posts, or until a
 * killed books process is gone.
 */
static enum status
books_open(struct books *b, struct err *err)
{
	int64_t end = clock_ms() + BOOKS_LOCK_WAIT_MS;
	struct stat sb;
	enum status st;

	for (;;) {
		st = db_open_writer(b->conf->data_database, DB_BOOKS, &b->db,
		    err);
		if (st != ST_BUSY || clock_ms() >= end)
			break;
		(void)poll(NULL, 0, 50);
	}
	if (st != ST_OK)
		return st;
	if (stat(b->conf->data_database, &sb) == -1)
		return err_errno(err, ST_IO, "%s", b->conf->data_database);
	b->owner = sb.st_uid;
	return ST_OK;
}

static void
books_say_ready(struct books *b)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_READY);
	if (wire_chan_send(b->control, &m, NULL, 0) != ST_OK)
		log_warnx("the listener does not hear that we are ready");
	wire_done(&m);
}

/*
 * The first answer of a batch wakes its desk while later answers are still
 * being sent, and that desk may post at once.  Reading again here collects such
 * postings into one batch; otherwise batches of one and of many would
 * alternate.  Continues only while messages arrive.
 */
static void
books_gather(struct books *b)
{
	unsigned had;

	do {
		had = b->waiting;
		if (had == 0 || had >= b->conf->books_batch)
			return;
	} while (loop_once(b->loop, 0) && b->waiting > had);
}

static void
books_serve(struct books *b)
{
	struct books_peer *p;

	while (loop_once(b->loop, b->head != NULL ? 0 : -1)) {
		books_gather(b);
		if (b->head != NULL)
			books_batch(b);
		if (b->ending && b->peers == NULL)
			break;
	}
	/* Queued postings are finished; what was not read was not posted. */
	while (b->head != NULL)
		books_batch(b);
	for (p = b->peers; p != NULL; p = p->next)
		if (p->chan != NULL)
			(void)wire_chan_flush(p->chan, BOOKS_END_MS);
	if (!b->halted)
		books_checkpoint(b, true);
	books_drafts_end(b);
	log_info("%" PRId64 " verbs in %" PRId64 " commits", b->verbs,
	    b->commits);
}

static void
books_free(struct books *b)
{
	struct books_confirm *c;

	books_peers_free(b);
	while ((c = b->confirms) != NULL) {
		b->confirms = c->next;
		free(c);
	}
	wire_chan_free(b->control);
	db_close(b->db);
	loop_free(b->loop);
}

int
books_run(const struct conf *conf, int control)
{
	struct books b = { .conf = conf, .tail = &b.head, .who = 1,
		.who_told = 1 };
	struct err err = ERR_INIT;
	int result = 0;

	log_who("books");
	b.loop = loop_new();
	b.control = wire_chan_new(b.loop, control, 16, books_control_msg,
	    books_control_gone, &b);
	loop_signal(b.loop, SIGTERM, books_on_signal, &b);
	loop_signal(b.loop, SIGINT, books_on_signal, &b);
	loop_signal(b.loop, SIGHUP, books_on_signal, &b);
	clock_date(b.today);
	if (books_open(&b, &err) == ST_OK) {
		books_clock_start(&b);
		books_left_start(&b);
		books_say_ready(&b);
		books_serve(&b);
	} else {
		log_warnx("%s", err.msg);
		result = 3;
	}
	books_free(&b);
	return result;
}
