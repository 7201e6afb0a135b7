/*
 * SPDX-License-Identifier: ISC
 *
 * list/settle: when a list is submitted, its lines begin to count as had; when
 * it is sent back, they cease to.  This finds the people for whom that makes a
 * difference, and settles their months.  All others on the list are even, since
 * the list was made from the same account (grant.c).
 */
#include <stdlib.h>

#include "base/mem.h"
#include "db/row.h"
#include "office/balance/settle.h"
#include "office/list/list_priv.h"
#include "text/sentence.h"

/* People and months, a part for each reason. */
DB_SQL(q_settle) = { "list.settle",
	"SELECT person_id, min(month), max(month) FROM ("
	/* Decided since the list was made. */
	" SELECT l.person_id, l.month FROM list k"
	"  JOIN change c {by change_decided}"
	"  ON c.checked_at >= k.prepared_at AND c.state = 'approved'"
	"  JOIN line l ON l.person_id = c.person_id AND l.list_id = k.id"
	"  WHERE k.id = ?1 AND k.prepared_at <> ''"
	/* A line of it is blocked by the balance. */
	" UNION ALL SELECT l.person_id, l.month FROM line l JOIN block b"
	"  ON b.line_id = l.id AND b.cause = 'balance' WHERE l.list_id = ?1"
	/* A month that it covers was ordered, since it did not have it. */
	" UNION ALL SELECT o.person_id, m.month FROM list k"
	"  JOIN period q ON q.id = k.period_id"
	"  JOIN arrears o ON o.due_period >= q.code AND o.state = 'due'"
	"  JOIN arrears_month m ON m.arrears_id = o.id"
	"  JOIN period_month n ON n.period_id = k.period_id AND n.month = m.month"
	"  JOIN person p ON p.id = o.person_id JOIN area a ON a.id = p.area_id"
	"  WHERE k.id = ?1 AND k.owner_id IN (a.id, a.parent_id)"
	"  AND NOT EXISTS (SELECT 1 FROM line u WHERE u.arrears_id = o.id)"
	/* Decided since, of who is not on the list and should be by now. */
	" UNION ALL SELECT p.id, n.month FROM list k"
	"  JOIN change c {by change_decided}"
	"  ON c.checked_at >= k.prepared_at AND c.state = 'approved'"
	"  JOIN person o ON o.id = c.person_id"
	"  JOIN person p ON p.id = coalesce(o.merged_into, o.id)"
	"  JOIN area a ON a.id = p.area_id AND k.owner_id IN (a.id, a.parent_id)"
	"  JOIN period_month n ON n.period_id = k.period_id"
	"  WHERE k.id = ?1 AND k.prepared_at <> ''"
	/* Due by a record that was merged, whose own list was sent back. */
	" UNION ALL SELECT p.id, n.month FROM person o"
	"  {cross} JOIN person p ON p.id = o.merged_into"
	"  {cross} JOIN area a ON a.id = p.area_id"
	"  {cross} JOIN list k ON k.id = ?1 AND k.owner_id IN (a.id,"
	" a.parent_id)"
	"  {cross} JOIN period_month n ON n.period_id = k.period_id"
	"  WHERE o.merged_into IS NOT NULL AND EXISTS (SELECT 1"
	"   FROM entitlement e WHERE e.person_id = o.id AND e.state <> 'void'"
	"   AND e.from_month <= n.month"
	"   AND coalesce(e.to_month, n.month) >= n.month)"
	/* Who lives where a commune went to another owner meanwhile. */
	" UNION ALL SELECT p.id, n.month FROM list k"
	"  JOIN area a ON k.owner_id IN (a.id, a.parent_id)"
	"  JOIN area_change x ON x.old_id = a.id"
	"  JOIN area b ON b.id = x.new_id AND k.owner_id <> b.id"
	"  AND k.owner_id <> coalesce(b.parent_id, 0)"
	"  JOIN person p ON p.area_id = b.id"
	"  JOIN period_month n ON n.period_id = k.period_id"
	"  WHERE k.id = ?1 AND k.state <> 'draft' AND EXISTS (SELECT 1"
	"   FROM entitlement e WHERE e.person_id = p.id AND e.state <> 'void'"
	"   AND e.from_month <= n.month"
	"   AND coalesce(e.to_month, n.month) >= n.month)"
	"  AND NOT EXISTS (SELECT 1 FROM line l JOIN list u ON u.id = l.list_id"
	"   WHERE l.person_id = p.id AND l.month = n.month"
	"   AND u.state <> 'draft')"
	/* It cuts what is claimed: sent back, that is left again. */
	" UNION ALL SELECT l.person_id, o.month FROM line l"
	"  JOIN recovery_entry e ON e.recovery_id = l.recovery_id"
	"  AND e.kind = 'overpaid' JOIN line o ON o.id = e.line_id"
	"  WHERE l.list_id = ?1 AND l.deducted > 0"
	/* Another list that stands has the month, too. */
	" UNION ALL SELECT l.person_id, l.month FROM line l JOIN line o"
	"  ON o.person_id = l.person_id AND o.month = l.month"
	"  AND o.list_id <> l.list_id JOIN list k ON k.id = o.list_id"
	"  AND k.state <> 'draft'"
	"  WHERE l.list_id = ?1 AND l.kind IN ('base', 'care')) t"
	" GROUP BY person_id ORDER BY person_id" };

struct settle_person {
	int64_t person;
	char from[8], to[8];
};

#define COL(m) DB_COL(struct settle_person, m)
static const struct db_col person_cols[] = {
	DB_ROW(struct settle_person), COL(person), COL(from), COL(to), DB_END
};
#undef COL

enum status
list_settle(struct verb_call *c, int64_t list, const char *why,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_settle, "i", list);
	char said[80];
	struct settle_ask ask = { .why = sentence_word(said, sizeof(said),
	    why), .had = true };
	struct settle_person *v = NULL;
	struct settled is;
	unsigned n = 0, i;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		v = mem_resize(v, n + 1, sizeof(*v));
		db_row(s, person_cols, &v[n++]);
	}
	for (i = 0; st == ST_OK && i < n; i++) {
		ask.person = v[i].person;
		ask.from = v[i].from;
		ask.to = v[i].to;
		st = balance_settle(c, &ask, &is, err);
	}
	free(v);
	return st;
}
