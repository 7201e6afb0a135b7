/*
 * SPDX-License-Identifier: ISC
 *
 * balance/area: a commune went to another list owner, or back.  Whoever lives
 * there, or moved away from it, is settled where the new owner's lists are
 * further than the old one's: such a month would be on none.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "office/balance/settle.h"
#include "text/sentence.h"

/* Months that the owner of the commune has listed, this person on no list; or
 * that are ordered and on no list, since the owner's list may bring them; or
 * of who has moved on since, while the months before are still the commune's. */
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
		v[n].id = db_int(s, 0);
		db_copy(s, 1, v[n].from, sizeof(v[n].from));
		db_copy(s, 2, v[n].to, sizeof(v[n].to));
		n++;
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
