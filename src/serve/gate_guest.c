/*
 * SPDX-License-Identifier: ISC
 *
 * gate_guest: peers that ask the gate: answering, disconnecting, their staff
 * row.
 */
#include <stdlib.h>

#include "base/log.h"
#include "serve/gate_priv.h"

/*
 * The database is opened for each question, so that the gate never reads a file
 * that `restore` has replaced and never keeps a snapshot open.
 */
enum status
gate_actor(struct gate *g, int64_t staff, struct actor *out, struct err *err)
{
	struct db *db;
	enum status st;

	st = db_open_reader(g->conf.data_database, DB_BOOKS, &db, err);
	if (st != ST_OK)
		return st;
	st = actor_load(db, staff, out, err);
	db_close(db);
	return st;
}

void
gate_drop(struct gate_guest *g)
{
	struct gate_guest **p;

	for (p = &g->gate->guests; *p != g; p = &(*p)->next)
		;
	*p = g->next;
	/* The worker continues; its answer is dropped. */
	if (g->job != NULL)
		g->job->guest = NULL;
	wire_chan_free(g->chan);
	free(g);
}

void
gate_answer(struct gate_guest *g, enum status st, const char *text)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_ANSWER);
	wire_put_str(&m, err_name(st));
	wire_put_str(&m, text);
	if (wire_chan_send(g->chan, &m, NULL, 0) != ST_OK)
		log_debug("an answer found nobody");
	wire_done(&m);
}
