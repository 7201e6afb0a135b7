/*
 * SPDX-License-Identifier: ISC
 *
 * books_wal: checkpoints, when nothing is posted and when the WAL is large.
 */
#include "serve/books_priv.h"

#include "base/log.h"

#define BOOKS_IDLE_MS 1000         /* after the last commit: a checkpoint */
#define BOOKS_RESTART_RETRY_MS 500 /* after one that a reader prevented */

void
books_checkpoint(struct books *b, bool restart)
{
	struct err err = ERR_INIT;
	enum status st = db_checkpoint(b->db, restart, &err);

	if (st == ST_OK)
		return;
	if (st == ST_BUSY) {
		b->retry_restart = clock_ms() + BOOKS_RESTART_RETRY_MS;
		return;
	}
	/* Commits are safe in the WAL; but it must not grow further. */
	log_warnx("checkpoint: %s", err.msg);
	b->halted = b->halted || st == ST_IO;
}

static void
books_idle(void *arg)
{
	struct books *b = arg;

	b->idle_timer = 0;
	if (!b->halted)
		books_checkpoint(b, false);
}

void
books_committed(struct books *b)
{
	int64_t limit = b->conf->books_wal_mb * 1024 * 1024;

	if (db_wal_bytes(b->db) > limit && clock_ms() >= b->retry_restart)
		books_checkpoint(b, true);
	loop_timer_cancel(b->loop, b->idle_timer);
	b->idle_timer = loop_timer(b->loop, BOOKS_IDLE_MS, books_idle, b);
}
