/*
 * SPDX-License-Identifier: ISC
 *
 * books_clock: every verb checks whether the server's clock is plausible
 * (office/verb/moment.h).  This reports a change of that to the log and to
 * every desk, at the start and also while nobody posts.
 */
#include "base/log.h"
#include "office/verb/moment.h"
#include "serve/books_priv.h"
#include "text/lang.h"

#define BOOKS_CLOCK_MS 30000

/* Desks read the details themselves, each in its language. */
static void
books_clock_tell(struct books *b)
{
	struct books_peer *p;
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_BOOKS_NEWS);
	for (p = b->peers; p != NULL; p = p->next)
		if (p->kind == WIRE_PEER_STAFF && p->chan != NULL &&
		    wire_chan_send(p->chan, &m, NULL, 0) != ST_OK)
			log_debug("a desk does not hear of the clock");
	wire_done(&m);
}

void
books_clock_look(struct books *b)
{
	struct err err = ERR_INIT;
	char says[512];
	struct moment m;

	if (moment_read(b->db, &m, &err) != ST_OK) {
		log_warnx("clock: %s", err.msg);
		return;
	}
	if ((int)m.state == b->clock)
		return;
	lang_turn(b->conf->office_language);
	moment_says(&m, says, sizeof(says));
	if (m.state != MOMENT_RIGHT)
		log_warnx("THE CLOCK: %s", says);
	else if (b->clock != MOMENT_RIGHT)
		log_info("the clock is right again");
	b->clock = (int)m.state;
	books_clock_tell(b);
}

static void
books_clock_late(void *arg)
{
	struct books *b = arg;

	books_clock_look(b);
	(void)loop_timer(b->loop, BOOKS_CLOCK_MS, books_clock_late, b);
}

void
books_clock_start(struct books *b)
{
	b->clock = MOMENT_RIGHT;
	books_clock_late(b);
}
