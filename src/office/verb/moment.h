/*
 * SPDX-License-Identifier: ISC
 *
 * verb/moment: the date and hour that entries get, and whether the server's clock
 * may be believed.  The books never go backwards: a moment is never before
 * that of the last entry.
 *
 * A clock up to two minutes behind waits: entries get the last one's moment.
 * Further behind, or moved against the time since boot by more than that, or
 * many days after the last entry when the machine has been started anew (a
 * dead battery, a wrong key): nothing is dated until the clock is right again,
 * which is noticed by itself, or until the administrator confirms it
 * (clock.accept).
 */
#pragma once

#include "base/clock.h"
#include "db/db.h"

enum moment_state {
	MOMENT_RIGHT,
	MOMENT_BEHIND, /* before the last entry */
	MOMENT_AHEAD,  /* days after the last entry, after a start */
	MOMENT_JUMPED  /* stepped while the machine ran */
};

struct moment {
	enum moment_state state;
	char now[CLOCK_TEXT];  /* what an entry gets: never before `last` */
	char wall[CLOCK_TEXT]; /* what the clock shows */
	char last[CLOCK_TEXT]; /* of the last entry; "" none yet */
	int64_t off;           /* seconds by which it is off, > 0: ahead */
	bool moved;            /* the row of clock is to be written */
};

enum status moment_read(struct db *db, struct moment *out, struct err *err)
    ERR_CHECKED;

/* The clock is the one to go by from now on (with the entry dated by it). */
enum status moment_keep(struct db *db, struct err *err) ERR_CHECKED;

/* Why nothing is dated, and what to do; "" for MOMENT_RIGHT. */
void moment_says(const struct moment *m, char *dst, size_t size);

/* The first entry that is dated before the one before it, unless the
 * administrator confirmed the clock since: ST_CORRUPT, and which. */
enum status moment_audit(struct db *db, struct err *err) ERR_CHECKED;
