/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_read: the orders of the people that somebody may see.
 */
#include <string.h>

#include "base/say.h"
#include "office/balance/arrears.h"
#include "office/balance/month_owner.h"
#include "text/sentence.h"

/* ?3: what the ids of scope_place are. */
#define ROWS                                                                   \
	"SELECT o.id, o.person_id, o.entitlement_id, coalesce(o.change_id, 0),"\
	" (SELECT count(*) FROM arrears_month m WHERE m.arrears_id = o.id),"   \
	" o.total, p.code, p.name, e.category, a.name, o.kind, o.from_month,"  \
	" o.to_month, o.reason, o.decision, o.due_period, o.state,"            \
	" coalesce(q.code, ''), coalesce(k.state, ''), coalesce(k.id, 0),"     \
	" coalesce(k.seq, 0), t.name, o.at,"                                   \
	" coalesce((SELECT min(w.name) FROM arrears_month m JOIN area w"       \
	"  ON w.id = m.owner_id WHERE m.arrears_id = o.id AND w.id <> "        \
	LIST_OWNER_OF("a") "), ''), (SELECT count(DISTINCT m.owner_id)"        \
	"  FROM arrears_month m WHERE m.arrears_id = o.id) FROM arrears o"                     \
	" JOIN person p ON p.id = o.person_id JOIN area a ON a.id = p.area_id" \
	" JOIN entitlement e ON e.id = o.entitlement_id"                       \
	" JOIN staff t ON t.id = o.staff_id"                                   \
	" LEFT JOIN list k ON k.id = (SELECT l.list_id FROM line l"            \
	"  WHERE l.arrears_id = o.id LIMIT 1)"                                 \
	" LEFT JOIN period q ON q.id = k.period_id"
#define IN_SCOPE                                                               \
	" AND (" RECORD_SEEN("?3") " OR EXISTS (SELECT 1 FROM arrears_month m"  \
	"  WHERE m.arrears_id = o.id AND " OWNER_SEEN("?3", "m.owner_id") "))" \
	" ORDER BY o.id DESC LIMIT ?4"

DB_SQL(q_person) = { "arrears.of_person",
	ROWS " WHERE o.person_id = ?1 AND (?2 = '' OR o.due_period = ?2"
	" OR q.code = ?2)" IN_SCOPE };
DB_SQL(q_period) = { "arrears.of_period",
	ROWS " WHERE ?1 = 0 AND (o.due_period = ?2 OR q.code = ?2)" IN_SCOPE };
DB_SQL(q_all) = { "arrears.all",
	ROWS " WHERE ?1 = 0 AND ?2 = ''" IN_SCOPE };

static void
arrears_row_read(struct db_stmt *s, struct arrears_row *r)
{
	memset(r, 0, sizeof(*r));
	r->id = db_int(s, 0);
	r->person = db_int(s, 1);
	r->entitlement = db_int(s, 2);
	r->change = db_int(s, 3);
	r->months = db_int(s, 4);
	r->total = db_int(s, 5);
	db_copy(s, 6, r->code, sizeof(r->code));
	db_copy(s, 7, r->name, sizeof(r->name));
	db_copy(s, 8, r->category, sizeof(r->category));
	db_copy(s, 9, r->area, sizeof(r->area));
	db_copy(s, 10, r->kind, sizeof(r->kind));
	db_copy(s, 11, r->from, sizeof(r->from));
	db_copy(s, 12, r->to, sizeof(r->to));
	sentence_show(r->reason, sizeof(r->reason), db_text(s, 13));
	db_copy(s, 14, r->decision, sizeof(r->decision));
	db_copy(s, 15, r->due_period, sizeof(r->due_period));
	db_copy(s, 16, r->state, sizeof(r->state));
	db_copy(s, 17, r->list_period, sizeof(r->list_period));
	db_copy(s, 18, r->list_state, sizeof(r->list_state));
	r->list = db_int(s, 19);
	r->list_seq = db_int(s, 20);
	db_copy(s, 21, r->staff, sizeof(r->staff));
	db_copy(s, 22, r->at, sizeof(r->at));
	db_copy(s, 23, r->owner, sizeof(r->owner));
	r->owners = db_int(s, 24);
}

enum status
arrears_all(struct db *db, const struct scope *sc, const char *period,
    int64_t person, struct arrears_row *v, unsigned max, unsigned *n,
    struct err *err)
{
	const char *kind;
	enum status st = month_owner_bind(db, sc, &kind, err);
	struct db_stmt *s;
	unsigned i = 0;
	bool row;

	if (st != ST_OK)
		return st;
	s = db_usef(db, person != 0 ? &q_person : *period != '\0' ? &q_period :
	    &q_all, "itti", person, period, kind, (int64_t)max);
	while ((st = db_step(s, &row, err)) == ST_OK && row)
		arrears_row_read(s, &v[i++]);
	if (st == ST_OK)
		*n = i;
	return st;
}
