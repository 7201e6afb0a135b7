/*
 * SPDX-License-Identifier: ISC
 *
 * balance/area: settles people after a commune went to another list owner, or
 * back.  Where the new owner has listed later months than the old one, those
 * months of who lives there or moved away from it would be on no list.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "db/row.h"
#include "office/balance/settle.h"
#include "text/sentence.h"

/*
 * People of the commune and the months concerned: months that the commune's
 * owner has listed and the person is on no list of; months that are ordered and
 * on no list, since the owner's list may now bring them; and such months of
 * people who moved away from it later.
 */
DB_SQL(q_people) = { "balance.area",
	"WITH RECURSIVE was (id) AS (SELECT CAST(?1 AS INTEGER) UNION"
	" SELECT c.old_id FROM was w JOIN area_change c ON c.new_id = w.id)"
	" SELECT id, min(month), max(month) FROM ("
	" SELECT p.id, n.month FROM person p JOIN area a ON a.id = p.area_id"
	"  JOIN list k ON k.owner_id IN (a.id, a.parent_id)"
	"  AND k.kind = 'monthly' AND k.state <> 'draft'"
	"  JOIN period q ON q.id = k.period_id AND q.state = 'open'"
	"  JOIN period_month n ON n.period_id = k.period_id"
	"  WHERE p.area_id = ?1 AND EXISTS (SELECT 1 FROM entitlement e"
	"   WHERE e.person_id = p.id AND e.state <> 'void'"
	"   AND e.from_month <= n.month"
	"   AND coalesce(e.to_month, n.month) >= n.month)"
	"  AND NOT EXISTS (SELECT 1 FROM line l JOIN list u ON u.id = l.list_id"
	"   WHERE l.person_id = p.id AND l.month = n.month"
	"   AND u.state <> 'draft')"
	" UNION ALL SELECT p.id, m.month FROM person p"
	"  JOIN arrears o ON o.person_id = p.id AND o.state = 'due'"
	"  JOIN arrears_month m ON m.arrears_id = o.id"
	"  WHERE p.area_id = ?1 AND NOT EXISTS (SELECT 1 FROM line l"
	"   WHERE l.arrears_id = o.id)"
	" UNION ALL SELECT x.person_id, n.month FROM was w"
	"  {cross} JOIN transfer x ON x.from_area = w.id JOIN area a ON a.id"
	" = ?1"
	"  JOIN list k ON k.owner_id IN (a.id, a.parent_id)"
	"  AND k.kind = 'monthly' AND k.state <> 'draft'"
	"  JOIN period_month n ON n.period_id = k.period_id"
	"  AND n.month <= x.last_month"
	"  WHERE x.state <> 'undone'"
	"  AND EXISTS (SELECT 1 FROM entitlement e"
	"   WHERE e.person_id = x.person_id AND e.state <> 'void'"
	"   AND e.from_month <= n.month"
	"   AND coalesce(e.to_month, n.month) >= n.month)"
	"  AND NOT EXISTS (SELECT 1 FROM line l JOIN list u ON u.id = l.list_id"
	"   WHERE l.person_id = x.person_id AND l.month = n.month"
	"   AND u.state <> 'draft')) t"
	" GROUP BY id ORDER BY id" };

struct area_person {
	int64_t id;
	char from[8], to[8];
};

#define COL(m) DB_COL(struct area_person, m)
static const struct db_col person_cols[] = {
	DB_ROW(struct area_person), COL(id), COL(from), COL(to), DB_END
};
#undef COL

enum status
balance_moved(struct verb_call *c, int64_t area, int64_t change,
    const char *why, struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_people, "i", area);
	char said[120];
	struct settle_ask ask = { .change = change,
	    .why = sentence_word(said, sizeof(said), why) };
	struct area_person *v = NULL;
	struct settled is;
	unsigned n = 0, i;
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		v = mem_resize(v, n + 1, sizeof(*v));
		db_row(s, person_cols, &v[n++]);
	}
	for (i = 0; st == ST_OK && i < n; i++) {
		ask.person = v[i].id;
		ask.from = v[i].from;
		ask.to = v[i].to;
		st = balance_settle(c, &ask, &is, err);
	}
	free(v);
	return st;
}
