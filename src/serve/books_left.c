/* SPDX-License-Identifier: ISC */
/*
 * books_left: imports whose command, or whose books process, was killed.
 * Nobody can continue them: they are aborted, and their rows deleted in slices
 * between other postings.
 */
#include <inttypes.h>

#include "base/log.h"
#include "office/import/import.h"
#include "serve/books_priv.h"

#define LEFT_MS 50 /* between two slices of about 4 ms */

static void books_left_later(struct books *b);

static bool
books_left_do(struct books *b, bool give_up, int64_t job)
{
	struct err err = ERR_INIT;
	bool more = true;
	enum status st = db_begin(b->db, &err);

	if (st != ST_OK)
		return false;
	st = give_up ? import_left_give_up(b->db, job, &err) :
	    import_left_clear(b->db, &b->left, &more, &err);
	if (st == ST_OK)
		st = db_commit(b->db, &err);
	if (st == ST_OK)
		return more;
	/* A failed disk is noticed by the next posting. */
	db_rollback(b->db);
	log_warnx("rows of an import that was cut off stay: %s", err.msg);
	return false;
}

static void
books_left_slice(void *arg)
{
	struct books *b = arg;

	b->left_timer = 0;
	if (b->halted || b->ending)
		return;
	if (b->head != NULL || books_left_do(b, false, 0))
		books_left_later(b);
	else
		books_committed(b);
}

static void
books_left_later(struct books *b)
{
	if (b->left_timer == 0)
		b->left_timer = loop_timer(b->loop, LEFT_MS, books_left_slice,
		    b);
}

void
books_left_start(struct books *b)
{
	if (books_left_do(b, true, 0))
		books_left_later(b);
}

void
books_left_gone(struct books *b, int64_t job)
{
	if (b->halted || b->ending)
		return;
	log_debug("import %" PRId64 ": who began it has gone", job);
	if (job < b->left || b->left_timer == 0)
		b->left = job;
	if (books_left_do(b, true, job))
		books_left_later(b);
}
