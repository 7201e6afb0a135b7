/* SPDX-License-Identifier: ISC */
/*
 * payout_help: people of the office of office_fixture.h are paid by Lan, who
 * sits at point 119-01; the lists of November are approved.
 */
#pragma once

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office/verb/journal.h"
#include "office_fixture.h"

static struct office o;

static const struct db_sql q_line = { "t.line",
	"SELECT id FROM line WHERE person_id = ?1 ORDER BY id LIMIT 1" };
static const struct db_sql q_standing = { "t.standing",
	"SELECT count(*) FROM standing WHERE line_id >= ?1" };
static const struct db_sql q_payouts = { "t.payouts",
	"SELECT count(*) FROM payout WHERE id >= ?1" };

static inline int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	return 0;
}

static inline int
teardown(void **state)
{
	(void)state;
	/* Whatever was tried: the chain and the money hold. */
	assert_int_equal(journal_audit(o.db, &o.err), ST_OK);
	office_close(&o);
	return 0;
}

/* After a line was put onto an approved list by force. */
static inline int
teardown_forced(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static inline const char *
line_of(int64_t person)
{
	static char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64,
	    office_int(&o, &q_line, person));
	return text;
}

/* Pays line_of(person) by somebody else's hand. */
static inline enum status
pay_to(const char *person, const char *total, const char *collector,
    const char *name, const char *identity)
{
	return office_post(&o, "lan", "pay", NULL, "person", person, "method",
	    "home", "collector", collector, "collector_name", name,
	    "collector_identity", identity, "lines",
	    line_of(strtoll(person, NULL, 10)), "total", total, NULL);
}
