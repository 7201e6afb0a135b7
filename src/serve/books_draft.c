/*
 * SPDX-License-Identifier: ISC
 *
 * books_draft: drafts while books is halted.  The draft of a desk lists its
 * postings in doubt (ui/kit/outbox.c), so that the next sign-in can ask for
 * their outcome.  So drafts are kept in memory, and written at the end on a new
 * connection, as the next start would open it.  If that fails, nothing that was
 * reported as saved is lost.
 */
#include "office/table.h"
#include "serve/books_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"

#define BOOKS_DRAFTS 4096 /* more than the staff of an office */

bool
books_draft_keep(struct books *b, struct books_post *q)
{
	struct books_draft *d;
	unsigned n = 0;

	if (q->outcome || !str_starts(q->verb.name, "draft.") ||
	    q->peer->kind != WIRE_PEER_STAFF)
		return false;
	for (d = b->drafts; d != NULL && d->staff != q->peer->number;
	    d = d->next)
		n++;
	if (d == NULL && n >= BOOKS_DRAFTS)
		return false;
	if (d == NULL) {
		d = mem_zalloc(sizeof(*d));
		d->staff = q->peer->number;
		d->next = b->drafts;
		b->drafts = d;
	}
	wire_args_done(&d->verb.args);
	d->verb = q->verb;
	wire_args_init(&q->verb.args); /* moved into the kept draft */
	memset(&q->answer, 0, sizeof(q->answer));
	memcpy(q->answer.op, d->verb.op, WIRE_OP_ID);
	return true;
}

static enum status
books_draft_run(struct db *db, const struct books_draft *d, struct err *err)
{
	struct wire_answer answer;
	struct verb_peer peer = { 0 };
	struct actor who;
	enum status st = actor_load(db, d->staff, &who, err);

	if (st != ST_OK)
		return ST_OK; /* disabled: can never resume it */
	peer.who = &who;
	st = verbs_run(db, &peer, &d->verb, &answer);
	wire_args_done(&answer.args);
	actor_done(&who);
	return st;
}

static enum status
books_draft_write(struct books *b, struct err *err)
{
	const struct books_draft *d;
	enum status st;

	db_close(b->db);
	b->db = NULL;
	st = db_open_writer(b->conf->data_database, DB_BOOKS, &b->db, err);
	if (st == ST_OK)
		st = db_begin(b->db, err);
	if (st != ST_OK)
		return st;
	for (d = b->drafts; st == ST_OK && d != NULL; d = d->next)
		st = books_draft_run(b->db, d, err);
	if (st == ST_OK)
		st = db_commit(b->db, err);
	if (st != ST_OK)
		db_rollback(b->db);
	return st;
}

void
books_drafts_end(struct books *b)
{
	struct err err = ERR_INIT;
	struct books_draft *d;

	if (b->drafts != NULL && books_draft_write(b, &err) != ST_OK)
		log_warnx("drafts of desks are lost: %s", err.msg);
	while ((d = b->drafts) != NULL) {
		b->drafts = d->next;
		wire_args_done(&d->verb.args);
		free(d);
	}
}
