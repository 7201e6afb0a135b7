/*
 * SPDX-License-Identifier: ISC
 *
 * balance/month_owner: whose month it was.  The newest list with the month
 * says it; where no list has it, moves (transfer) and reorganisations (move_was
 * of approved requests) say where the record was.
 */
#include "office/balance/month_owner.h"

#include <stdio.h>

#include "base/say.h"

DB_SQL(q_owner) = { "month_owner.of",
	"SELECT " MONTH_OWNER("?1", "?2") };

enum status
month_owner(struct db *db, int64_t entitlement, const char *month,
    int64_t *owner, struct err *err)
{
	bool found;

	return db_int1(db_usef(db, &q_owner, "it", entitlement, month), owner,
	    &found, err);
}

const char *
month_owner_said(const char *owner, int64_t owners, char *dst, size_t size)
{
	dst[0] = '\0';
	if (owner[0] != '\0')
		(void)snprintf(dst, size, owners > 1 ?
		    _(" (months of %s and others)") : _(" (month of %s)"),
		    owner);
	return dst;
}

enum status
month_owner_scope(struct db *db, const struct scope *sc, struct scope *whole,
    const char **kind, struct err *err)
{
	static const char *const kinds[] = { [SCOPE_NOTHING] = "none",
		[SCOPE_POINTS] = "points", [SCOPE_COMMUNES] = "communes",
		[SCOPE_ALL] = "all" };

	*kind = kinds[sc->kind];
	return scope_whole(db, sc, whole, err);
}
