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
#include "db/row.h"
#include "office/line/line.h"

DB_SQL(q_of) = { "line.of_person",
	"SELECT l.id, l.entitlement_id, l.amount, l.deducted, l.month,"
	" l.kind, k.state, " LINE_PAID("l.id") "," LINE_BLOCKED("l.id") ","
	" coalesce((SELECT max(b.change_id) FROM block b WHERE b.line_id = l.id"
	"  AND b.cause <> 'hand'), 0), coalesce((SELECT b.staff_id FROM block b"
	"  WHERE b.line_id = l.id AND b.cause = 'hand'), -1)"
	" FROM line l JOIN list k ON k.id = l.list_id WHERE l.person_id = ?1"
	" AND (?2 = 0 OR l.entitlement_id = ?2)"
	" AND l.month >= ?3 AND (?4 = '' OR l.month <= ?4)"
	" ORDER BY l.month, l.id" };

#define COL(m) DB_COL(struct line, m)
#define COL_ENUM(m, names) DB_COL_ENUM(struct line, m, names)
static const struct db_col line_cols[] = {
	DB_ROW(struct line), COL(id), COL(entitlement), COL(amount),
	COL(deducted), COL(month), COL_ENUM(kind, &line_kinds),
	COL_ENUM(list, &list_states), COL(paid), COL(blocked), COL(change),
	COL(staff), DB_END
};
#undef COL
#undef COL_ENUM

static const char *
line_or_all(const char *month)
{
	return month == NULL ? "" : month;
}

enum status
lines_read(struct db *db, const struct line_ask *ask, struct lines *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_of, "iitt", ask->person,
	    ask->entitlement, line_or_all(ask->from), line_or_all(ask->to));
	struct line *l;
	enum status st;
	bool row;

	memset(out, 0, sizeof(*out));
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		out->v = mem_resize(out->v, out->n + 1, sizeof(*out->v));
		l = &out->v[out->n++];
		db_row(s, line_cols, l);
		l->by_hand = l->staff >= 0;
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
	return l->list != LIST_DRAFT && !l->paid && !l->blocked;
}
