/*
 * SPDX-License-Identifier: ISC
 *
 * balance/arrears_read: the orders of the people that somebody may see.
 */
#include "db/row.h"
#include "office/balance/arrears.h"
#include "office/balance/month_owner.h"
#include "text/sentence.h"

/* ?3, ?5: what the ids of the scope are, and they. */
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
	" AND (" RECORD_SEEN("?3", "?5") " OR EXISTS (SELECT 1 FROM arrears_month m"  \
	"  WHERE m.arrears_id = o.id AND " OWNER_SEEN("?3", "?5", "m.owner_id") "))" \
	" ORDER BY o.id DESC LIMIT ?4"

DB_SQL(q_person) = { "arrears.of_person",
	ROWS " WHERE o.person_id = ?1 AND (?2 = '' OR o.due_period = ?2"
	" OR q.code = ?2)" IN_SCOPE };
DB_SQL(q_period) = { "arrears.of_period",
	ROWS " WHERE ?1 = 0 AND (o.due_period = ?2 OR q.code = ?2)" IN_SCOPE };
DB_SQL(q_all) = { "arrears.all",
	ROWS " WHERE ?1 = 0 AND ?2 = ''" IN_SCOPE };

#define COL(m) DB_COL(struct arrears_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct arrears_row), COL(id), COL(person), COL(entitlement),
	COL(change), COL(months), COL(total), COL(code), COL(name),
	COL(category), COL(area),
	DB_COL_ENUM(struct arrears_row, kind, &arrears_kinds), COL(from),
	COL(to), DB_SKIP, COL(decision), COL(due_period),
	DB_COL_ENUM(struct arrears_row, state, &arrears_states),
	COL(list_period), COL(list_state), COL(list), COL(list_seq),
	COL(staff), COL(at), COL(owner), COL(owners), DB_END
};
enum { ROW_REASON = 13 };
#undef COL

enum status
arrears_all(struct db *db, const struct scope *sc,
    const struct arrears_ask *ask, struct arrears_row *v, unsigned *n,
    struct err *err)
{
	struct scope whole = { .kind = SCOPE_NOTHING };
	const char *kind;
	struct db_stmt *s;
	enum status st;
	bool row;

	if (month_owner_scope(db, sc, &whole, &kind, err) != ST_OK)
		return err->st;
	s = db_usef(db, ask->person != 0 ? &q_person :
	    *ask->period != '\0' ? &q_period : &q_all, "ittis", ask->person,
	    ask->period, kind, (int64_t)ask->max, whole.ids, whole.n);
	scope_done(&whole);
	for (*n = 0; (st = db_step(s, &row, err)) == ST_OK && row; v++, ++*n) {
		db_row(s, row_cols, v);
		sentence_show(v->reason, sizeof(v->reason),
		    db_text(s, ROW_REASON));
	}
	return st;
}
