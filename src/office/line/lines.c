/*
 * SPDX-License-Identifier: ISC
 *
 * line/lines: reads line, list, standing and block; writes nothing.  Each
 * statement begins with the person's lines: they are few, however long the
 * office runs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "office/line/line.h"

static const struct db_sql q_of = { "line.of_person",
	"SELECT l.id, l.entitlement_id, l.amount, l.deducted, l.month,"
	" l.kind, k.state, " LINE_PAID("l.id") ","
	" b.line_id IS NOT NULL, coalesce(b.change_id, 0),"
	" coalesce(b.staff_id, 0) FROM line l JOIN list k ON k.id = l.list_id"
	" LEFT JOIN block b ON b.line_id = l.id WHERE l.person_id = ?1"
	" AND (?2 = 0 OR l.entitlement_id = ?2)"
	" AND (?3 = 0 OR EXISTS (SELECT 1 FROM entitlement e"
	"  WHERE e.id = l.entitlement_id AND coalesce(e.origin, e.id) = ?3))"
	" AND l.month >= ?4 AND (?5 = '' OR l.month <= ?5)"
	" AND (?6 = 0 OR b.change_id = ?6 OR (?6 = -1 AND EXISTS"
	"  (SELECT 1 FROM change c WHERE c.id = b.change_id"
	"   AND c.kind IN ('suspend', 'undo'))))"
	" AND (?7 = 0 OR EXISTS (SELECT 1 FROM arrears a"
	"  WHERE a.id = l.arrears_id AND a.change_id = ?7))"
	" ORDER BY l.month, l.id" };

/*
 * Lines of month ?2 of grant ?1.  Grants that took one another's place count
 * as one; lines name the person of their day, so those of a merged record are
 * looked for too.
 */
#define OF_MONTH                                                               \
	" FROM entitlement e JOIN entitlement x ON x.person_id = e.person_id"  \
	" AND coalesce(x.origin, x.id) = coalesce(e.origin, e.id)"             \
	" JOIN line l ON l.person_id IN (SELECT e.person_id UNION ALL"         \
	"  SELECT m.id FROM person m WHERE m.merged_into = e.person_id)"       \
	" AND l.entitlement_id = x.id AND l.month = ?2"                        \
	" AND l.kind <> 'funeral'"
/* What a change of amount blocked is nobody's: it comes out anew. */
static const struct db_sql q_listed = { "line.listed",
	"SELECT coalesce(sum(l.amount + l.deducted), 0)" OF_MONTH
	" WHERE e.id = ?1 AND NOT EXISTS (SELECT 1 FROM block b"
	"  JOIN change c ON c.id = b.change_id WHERE b.line_id = l.id"
	"  AND c.kind IN ('new', 'amount', 'undo'))" };
/* A difference is paid beside the month, not instead of it. */
static const struct db_sql q_elsewhere = { "line.elsewhere",
	"SELECT 1" OF_MONTH " AND l.kind <> 'difference' AND l.list_id <> ?3"
	" WHERE e.id = ?1 LIMIT 1" };

static const char *
line_or_all(const char *month)
{
	return month == NULL ? "" : month;
}

static void
line_row(struct db_stmt *s, struct line *l)
{
	const char *state = db_text(s, 6);

	memset(l, 0, sizeof(*l));
	l->id = db_int(s, 0);
	l->entitlement = db_int(s, 1);
	l->amount = db_int(s, 2);
	l->deducted = db_int(s, 3);
	db_copy(s, 4, l->month, sizeof(l->month));
	l->funeral = strcmp(db_text(s, 5), "funeral") == 0;
	l->list = strcmp(state, "draft") == 0 ? LINE_DRAFT :
	    strcmp(state, "submitted") == 0 ? LINE_SUBMITTED : LINE_ON_APPROVED;
	l->paid = db_int(s, 7) != 0;
	l->blocked = db_int(s, 8) != 0;
	l->change = db_int(s, 9);
	l->staff = db_int(s, 10);
}

enum status
lines_read(struct db *db, const struct line_ask *ask, struct lines *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_of, "iiittii", ask->person,
	    ask->entitlement, ask->origin, line_or_all(ask->from),
	    line_or_all(ask->to), ask->blocker, ask->orderer);
	enum status st;
	bool row;

	memset(out, 0, sizeof(*out));
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		out->v = mem_resize(out->v, out->n + 1, sizeof(*out->v));
		line_row(s, &out->v[out->n++]);
	}
	if (st != ST_OK)
		lines_done(out);
	return st;
}

void
lines_done(struct lines *l)
{
	free(l->v);
	memset(l, 0, sizeof(*l));
}

bool
line_is_open(const struct line *l)
{
	return l->list != LINE_DRAFT && !l->paid && !l->blocked;
}

enum status
line_listed(struct db *db, int64_t entitlement, const char *month,
    int64_t *amount, struct err *err)
{
	int64_t sum = 0;
	enum status st;
	bool found;

	st = db_int1(db_usef(db, &q_listed, "it", entitlement, month), &sum,
	    &found, err);
	if (st == ST_OK)
		*amount = sum;
	return st;
}

enum status
line_elsewhere(struct db *db, int64_t entitlement, const char *month,
    int64_t list, bool *yes, struct err *err)
{
	int64_t one;

	return db_int1(db_usef(db, &q_elsewhere, "iti", entitlement, month,
	    list), &one, yes, err);
}
