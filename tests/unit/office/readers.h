/* SPDX-License-Identifier: ISC */
/*
 * readers: every function of the headers of office/ that reads for a scope, as
 * test_readers asks it.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office_fixture.h"

/* Who asks, and for what of Thuận Châu. */
struct asker {
	struct office *o;
	struct db *db; /* of the office, as err */
	struct err *err;
	const struct scope *sc;
	int64_t period, list, request, file;
	bool own; /* it is his: the reader must find something */
};

struct reader {
	const char *name;
	/* How many rows of Thuận Châu it got; NULL: not asked by itself. */
	unsigned (*ask)(const struct asker *by);
};

/* Ended by one without a name. */
extern const struct reader readers_people[];
extern const struct reader readers_money[];

/* 1 when something was given; a refusal is none. */
static inline unsigned
one(const struct asker *by, enum status st)
{
	if (st != ST_OK && st != ST_DENIED && st != ST_NOTFOUND)
		fail_msg("%s: %s", err_name(st), by->err->msg);
	return st == ST_OK;
}
