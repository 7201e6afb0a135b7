/* SPDX-License-Identifier: ISC */
/* balance_help: an office whose people came by a file, and the sweep of it. */
#pragma once

#include "change_help.h"
#include "office/balance/check.h"
#include "office/balance/opening.h"

/* Stores what the system before paid, as migrate does. */
static inline void
open_books(void)
{
	MUST(db_begin(o.db, &o.err));
	MUST(office_sql(&o, "INSERT INTO meta (key, value)"
	    " VALUES ('opening', 'missing')"));
	MUST(balance_open_books(o.db, &o.err));
	MUST(db_commit(o.db, &o.err));
}

static inline void
sweep_found(void *arg, const struct balance_fault *f)
{
	(void)f;
	++*(unsigned *)arg;
}

/* Months that are not even, and claims and lines that are wrong. */
static inline unsigned
sweep(void)
{
	struct balance_sweep s = { .after = 0 };
	unsigned faults = 0;

	while (!s.done)
		MUST(balance_check(o.db, &s, 100, sweep_found, &faults,
		    &o.err));
	return faults;
}
