/*
 * SPDX-License-Identifier: ISC
 *
 * list/hold: a list that is submitted was made some time ago.  The lines of
 * people reported dead since are blocked.
 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/say.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/request/work.h"
#include "text/sentence.h"

/* Reported dead, not decided.  The few requests lead to their lines, not the
 * many lines to requests.  What else has blocked a line may go before this. */
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

/* Collected first: what is read is not written to. */
enum status
change_hold_list(struct verb_call *c, int64_t list, int64_t *held,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_held, "i", list);
	struct hold h;
	struct buf all;
	enum status st;
	bool row;

	buf_init(&all, (size_t)64 << 20);
	*held = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		memset(&h, 0, sizeof(h));
		h.line = db_int(s, 0);
		h.change = db_int(s, 1);
		db_copy(s, 2, h.kind, sizeof(h.kind));
		db_copy(s, 3, h.reason, sizeof(h.reason));
		(void)buf_add(&all, &h, sizeof(h));
	}
	db_reset(s);
	for (; st == ST_OK && buf_left(&all) >= sizeof(h); ++*held) {
		memcpy(&h, buf_head(&all), sizeof(h));
		buf_eat(&all, sizeof(h));
		st = hold_one(c, &h, err);
	}
	buf_done(&all);
	return st;
}
