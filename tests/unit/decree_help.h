/* SPDX-License-Identifier: ISC */
/* decree_help: an office born with the decrees of forms/, in a transaction. */
#pragma once

#include "office/rate/decree.h"

static inline enum status
decree_seed(struct db *db, const char *province, const char *office,
    const char *now, struct err *err)
{
	struct decree *d = NULL;
	enum status st = decree_load(TOP_SRCDIR "/forms", &d, err);

	if (st == ST_OK)
		st = office_seed(db, d, province, office, now, err);
	decree_free(d);
	return st;
}
