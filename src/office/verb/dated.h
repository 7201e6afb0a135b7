/*
 * SPDX-License-Identifier: ISC
 *
 * verb/dated: rows that hold from a month on, of whichever table: how one
 * stands, and how it is put back.  The owner of the table says which columns
 * are keys and which are values, by the fields of the verb that sets a row.
 */
#pragma once

#include "office/verb/verb.h"

enum { DATED_FIELDS = 4 };

struct dated {
	const char *keys[DATED_FIELDS], *values[DATED_FIELDS]; /* end: NULL */
	const struct db_sql *now; /* selects the values */
	const struct db_sql *set; /* binds keys, then values; writes over */
	const struct db_sql *drop;
};

/* Values of the row with those keys as they are stored; none: out stays. */
enum status dated_get(struct verb_call *c, const struct dated *d,
    const struct wire_args *keys, struct wire_args *out, struct err *err)
    ERR_CHECKED;

/* The row with those keys holds these values from now on; none: it goes. */
enum status dated_put(struct verb_call *c, const struct dated *d,
    const struct wire_args *keys, const struct wire_args *values,
    struct err *err) ERR_CHECKED;
