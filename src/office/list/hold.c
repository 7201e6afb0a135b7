/*
 * SPDX-License-Identifier: ISC
 *
 * list/hold: when a list is submitted, the lines of people reported dead since
 * it was made are blocked.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/say.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/request/work.h"
#include "text/sentence.h"

/* Reported dead and not decided; the few requests are read first, then their
 * lines.  A line with another block gets this one too: the other may be lifted
 * first. */
DB_SQL(q_held) = { "hold.lines",
	"SELECT l.id, c.id, c.kind, c.reason FROM change c"
	" {by change_inbox} {cross} JOIN line l ON l.person_id = c.person_id"
	"  AND l.list_id = ?1 WHERE c.state = 'waiting' AND c.kind = 'stop'"
	"  AND c.reason = 'death'"
	"  AND NOT EXISTS (SELECT 1 FROM block b WHERE b.line_id = l.id"
	"   AND b.cause = 'report')"
	" ORDER BY 1" };

struct hold {
	int64_t line, change;
	char kind[11], reason[16];
};

#define COL(m) DB_COL(struct hold, m)
static const struct db_col hold_cols[] = {
	DB_ROW(struct hold), COL(line), COL(change), COL(kind), COL(reason),
	DB_END
};
#undef COL

static enum status
hold_one(struct verb_call *c, const struct hold *h, struct err *err)
{
	char why[200], kind[80], reason[80];

	sentence_make(why, sizeof(why), N_("%s: %s (request %lld)"),
	    change_kind_said(h->kind, kind, sizeof(kind)),
	    change_reason_said(h->reason, reason, sizeof(reason)),
	    (long long)h->change);
	return line_block(c, h->line, LINE_REPORTED, h->change, why, err);
}

/* All rows are read before the first block: a statement that still runs must
 * not see what is written. */
enum status
change_hold_list(struct verb_call *c, int64_t list, int64_t *held,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_held, "i", list);
	struct hold *v = NULL;
	unsigned n = 0, i;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		v = mem_resize(v, n + 1, sizeof(*v));
		db_row(s, hold_cols, &v[n++]);
	}
	for (i = 0; st == ST_OK && i < n; i++)
		st = hold_one(c, &v[i], err);
	free(v);
	*held = n;
	return st;
}
