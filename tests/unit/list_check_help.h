/* SPDX-License-Identifier: ISC */
/*
 * list_check_help: the list of 119 is made and checked, and what its checks
 * found.
 */
#pragma once

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "list_help.h"
#include "office/list/check.h"

enum { FOUND = 40 };

static struct list_check found[FOUND]; /* of the last run */
static unsigned nfound;
static char list[24];

static inline void
read_found(void)
{
	struct list_check_page p = { .filter.list = strtoll(list, NULL, 10),
		.v = found, .max = FOUND };
	struct actor phong;

	office_actor(&o, "phong", &phong);
	assert_int_equal(list_check_page(o.db, &phong.scope, &p, &o.err),
	    ST_OK);
	nfound = p.n;
	actor_done(&phong);
}

/* Makes the list of 119 for the period and runs its checks. */
static inline void
run(const char *period)
{
	int64_t id = office_draft(&o, period, "119");

	(void)snprintf(list, sizeof(list), "%" PRId64, id);
	office_checks(&o, "phong", id);
	read_found();
}

/* The finding of a rule about a person, NULL none; twice is a failure. */
static inline const struct list_check *
about(enum list_check_rule rule, int64_t person)
{
	const struct list_check *c = NULL;
	unsigned i;

	for (i = 0; i < nfound; i++)
		if (found[i].rule == rule && found[i].person == person) {
			assert_null(c);
			c = &found[i];
		}
	return c;
}
