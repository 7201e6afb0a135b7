/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery_back: a case that was none: what came back in it, or is being cut
 * from lines that are signed for, belongs to the person.  It is ordered as the
 * rest of the months that were wrongly claimed, so that it comes with the next
 * list, and two people sign it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/balance/arrears.h"
#include "office/balance/recovery.h"

/* Cancelled cases of a request in which more came back than was due to. */
static const struct db_sql q_owed = { "recovery.owed",
	"SELECT r.id, r.person_id, coalesce((SELECT sum(l.deducted) FROM line l"
	"  JOIN list k ON k.id = l.list_id WHERE l.recovery_id = r.id"
	"  AND k.state <> 'draft' AND " LINE_UNPAID("l.id") "), 0) - sum(CASE"
	"  WHEN e.kind IN ('overpaid', 'returned') THEN e.amount"
	"  WHEN e.kind IN ('decision', 'plan') THEN 0 ELSE -e.amount END) AS owed"
	" FROM recovery r JOIN recovery_entry e ON e.recovery_id = r.id"
	" WHERE r.change_id = ?1 AND r.id > ?2 AND EXISTS (SELECT 1"
	"  FROM recovery_entry x WHERE x.recovery_id = r.id"
	"  AND x.kind = 'cancelled')"
	" GROUP BY r.id HAVING owed > 0 ORDER BY r.id LIMIT 1" };
static const struct db_sql q_lines = { "recovery.claimed_lines",
	"SELECT l.entitlement_id, l.month, e.amount, l.standard, l.hundredths"
	" FROM recovery_entry e JOIN line l ON l.id = e.line_id"
	" WHERE e.recovery_id = ?1 AND e.kind = 'overpaid'"
	" ORDER BY l.month, l.id" };
static const struct db_sql q_returned = { "recovery.give_back",
	"INSERT INTO recovery_entry (id, recovery_id, kind, amount, note,"
	" staff_id, at) VALUES (?1, ?2, 'returned', ?3, ?4, ?5, ?6)" };

struct back_line {
	struct arrears_rest rest;
	int64_t claimed;
};

/* All that was claimed; *v is the caller's to free. */
static enum status
recovery_claimed(struct db *db, int64_t recovery, struct back_line **v,
    unsigned *n, struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_lines, "i", recovery);
	enum status st;
	bool row;

	*v = NULL;
	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct back_line *l;

		*v = mem_resize(*v, *n + 1, sizeof(**v));
		l = &(*v)[(*n)++];
		memset(l, 0, sizeof(*l));
		l->rest.entitlement = db_int(s, 0);
		db_copy(s, 1, l->rest.month, sizeof(l->rest.month));
		l->claimed = db_int(s, 2);
		l->rest.standard = db_int(s, 3);
		l->rest.hundredths = db_int(s, 4);
	}
	db_reset(s);
	return st;
}

/* Orders `owed` over the months that were claimed, the first first. */
static enum status
recovery_order_lines(struct verb_call *c, struct back_line *v, unsigned n,
    int64_t owed, char period[8], struct err *err)
{
	unsigned i;

	for (i = 0; i < n && owed > 0; i++) {
		v[i].rest.amount = owed < v[i].claimed || i + 1 == n ? owed :
		    v[i].claimed;
		v[i].rest.reason = _("paid back, and was due after all");
		owed -= v[i].rest.amount;
		if (arrears_give(c, &v[i].rest, period, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

static enum status
recovery_order(struct verb_call *c, int64_t recovery, int64_t person,
    int64_t change, int64_t owed, char period[8], struct err *err)
{
	struct back_line *v;
	int64_t id;
	unsigned i, n;
	enum status st = recovery_claimed(c->db, recovery, &v, &n, err);

	if (st == ST_OK)
		st = db_next_id(c->db, "recovery_entry", &id, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_returned, "iiitit", id, recovery,
		    owed, _("comes with a list as arrears"), c->who->staff,
		    c->now), err);
	for (i = 0; i < n; i++) {
		v[i].rest.person = person;
		v[i].rest.change = change;
	}
	if (st == ST_OK)
		st = recovery_order_lines(c, v, n, owed, period, err);
	free(v);
	return st;
}

enum status
recovery_give_back(struct verb_call *c, int64_t change, int64_t by,
    int64_t *total, char period[8], struct err *err)
{
	int64_t id = 0, person = 0, owed = 0, sum = 0;
	struct db_stmt *s;
	bool row;

	period[0] = '\0';
	for (;;) {
		s = db_usef(c->db, &q_owed, "ii", change, id);
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			break;
		id = db_int(s, 0);
		person = db_int(s, 1);
		owed = db_int(s, 2);
		db_reset(s);
		if (recovery_order(c, id, person, by, owed, period,
		    err) != ST_OK)
			return err->st;
		sum += owed;
	}
	*total = sum;
	return ST_OK;
}
