/*
 * SPDX-License-Identifier: ISC
 *
 * query/timeline: one statement reads all that happened to a person.  A person
 * has a few hundred rows in a life, so they are sorted each time.  A list owner
 * who once had the person sees only what belongs to its own months.
 */
#include "office/query/timeline.h"

#include <string.h>

#include "db/row.h"
#include "office/balance/month_owner.h"
#include "office/roll/person.h"
#include "text/sentence.h"

/* at, what, id, a, b, state, month, to_month, amount, no, who, owner */
#define REQUESTS                                                               \
	"SELECT c.made_at AS at, '3asked' AS what, c.id AS id, c.kind AS"      \
	" a,"                                                                  \
	" c.reason AS b, c.state AS state, c.month AS month, '' AS to_month,"  \
	" 0 AS amount, c.id AS no, t.name AS who, '' AS owner"                 \
	" FROM change c JOIN staff t ON t.id = c.maker_id"                     \
	" WHERE c.person_id = ?1"                                              \
	" UNION ALL SELECT c.checked_at, CASE c.state WHEN 'rejected' THEN"    \
	" '4rejected' ELSE '4approved' END, c.id,"                             \
	" c.kind,"                                                             \
	" CASE c.state WHEN 'rejected' THEN c.verdict ELSE c.reason END,"      \
	" c.state, c.month, '', 0, c.id, t.name, ''"                           \
	" FROM change c JOIN staff t ON t.id = c.checker_id"                   \
	" WHERE c.person_id = ?1 AND c.checked_at IS NOT NULL"

/* Name of an owner who is not the record's, else "". */
#define ELSEWHERE(owner)                                                       \
	"coalesce((SELECT w.name FROM area w WHERE w.id = " owner " AND w.id"  \
	" <> (SELECT " LIST_OWNER_OF("h") " FROM person g JOIN area h"         \
	"  ON h.id = g.area_id WHERE g.id = ?1)), '')"
#define OF_LINE ELSEWHERE(LINE_OWNER("l", "k"))
#define OF_ENTRY                                                               \
	" LEFT JOIN line l ON l.id = o.line_id"                                \
	" LEFT JOIN list k ON k.id = l.list_id"
#define ON_LIST " JOIN list k ON k.id = l.list_id"

/* `mine`: which lines l of lists k. */
#define LINES(mine)                                                            \
	" SELECT k.approved_at AS at, '6listed' AS what, l.id AS id,"          \
	" a.code || '/' || k.seq AS a, l.kind AS b, k.state AS state,"         \
	" l.month AS month, p.code AS to_month, l.amount AS amount,"           \
	" l.no AS no, t.name AS who, " OF_LINE " AS owner"                     \
	" FROM line l" ON_LIST                                                 \
	" JOIN area a ON a.id = k.owner_id JOIN period p ON p.id ="            \
	" l.period_id"                                                         \
	" JOIN staff t ON t.id = k.approved_by"                                \
	" WHERE l.person_id = ?1 AND k.state IN ('approved', 'closed')" mine   \
	" UNION ALL SELECT b.at, '7blocked', b.line_id, b.reason, '',"         \
	" '',"                                                                 \
	" l.month, '', l.amount, l.no, t.name, " OF_LINE                       \
	" FROM line l" ON_LIST " JOIN block b ON b.line_id = l.id"             \
	" JOIN staff t ON t.id = b.staff_id WHERE l.person_id = ?1" mine

/* `entry`: which entries e of cases r. */
#define MONEY(mine, order, entry)                                              \
	" UNION ALL SELECT r.at, '8paid', r.no,"                               \
	" min(p.name),"                                                        \
	" CASE r.collector WHEN 'self' THEN '' ELSE r.collector || ':' ||"     \
	" r.collector_name END,"                                               \
	" r.method, min(l.month), max(l.month), sum(y.amount), r.no,"          \
	" min(t.name),"                                                        \
	" max(" OF_LINE ")"                                                    \
	" FROM receipt r JOIN payout y ON y.receipt_no = r.no"                 \
	" AND y.kind = 'pay' JOIN line l ON l.id = y.line_id" ON_LIST          \
	" JOIN staff t ON t.id = r.staff_id JOIN point p ON p.id = r.point_id" \
	" WHERE r.person_id = ?1" mine " GROUP BY r.no"                        \
	" UNION ALL SELECT y.at, '9reversed', min(y.id), min(y.reason), '',"   \
	" '',"                                                                 \
	" min(l.month), max(l.month), sum(y.amount), y.receipt_no,"            \
	" min(t.name),"                                                        \
	" max(" OF_LINE ")"                                                    \
	" FROM receipt r JOIN payout y ON y.receipt_no = r.no"                 \
	" AND y.kind = 'reverse' JOIN line l ON l.id = y.line_id" ON_LIST      \
	" JOIN staff t ON t.id = y.staff_id"                                   \
	" WHERE r.person_id = ?1" mine " GROUP BY y.receipt_no, y.at"          \
	" UNION ALL SELECT a.at, '5arrears', a.id, a.reason,"                  \
	" a.due_period,"                                                       \
	" a.state, a.from_month, a.to_month, a.total, a.id, t.name,"           \
	" coalesce((SELECT max(" ELSEWHERE("m.owner_id") ")"                   \
	"  FROM arrears_month m WHERE m.arrears_id = a.id), '')"               \
	" FROM entitlement n JOIN arrears a ON a.entitlement_id = n.id"        \
	" JOIN staff t ON t.id = a.staff_id WHERE n.person_id = ?1" order      \
	" UNION ALL SELECT e.at, '5recovery', e.id, e.kind, e.document, '',"   \
	" coalesce(l.month, e.month, ''), '', e.amount, e.recovery_id,"        \
	" t.name,"                                                             \
	""                                                                     \
	" " ELSEWHERE(ENTRY_OWNER("e", "l", "k"))                              \
	" FROM recovery r JOIN recovery_entry e ON e.recovery_id = r.id"       \
	" LEFT JOIN line l ON l.id = e.line_id"                                \
	" LEFT JOIN list k ON k.id = l.list_id"                                \
	" JOIN staff t ON t.id = e.staff_id WHERE r.person_id = ?1" entry

#define RECORDS                                                                \
	" UNION ALL SELECT p.created_at, '0added', p.id, p.code, '', '', '',"  \
	" '', 0,"                                                              \
	" 0, '', '' FROM person p WHERE p.id = ?1"                             \
	" UNION ALL SELECT coalesce(nullif(e.decided_on, ''), p.created_at),"  \
	" '1entitled', e.id, e.category, e.decision, e.state, e.from_month,"   \
	" coalesce(e.to_month, ''), 0, 0, '', '' FROM entitlement e"           \
	" JOIN person p ON p.id = e.person_id"                                 \
	" WHERE e.person_id = ?1 AND e.change_id IS NULL"                      \
	" UNION ALL SELECT c.valid_from, '2collector', c.id, c.name,"          \
	" c.kind,"                                                             \
	" CASE c.active WHEN 1 THEN '' ELSE 'withdrawn' END, '', '', 0, 0, ''," \
	" '' FROM collector c WHERE c.person_id = ?1"                          \
	" UNION ALL SELECT c.valid_from, '2collector', -c.id, p.name, 'self'," \
	" CASE c.active WHEN 1 THEN '' ELSE 'withdrawn' END, '', '', 0, 0, ''," \
	" '' FROM collect_self c JOIN person p ON p.id = c.person_id"          \
	" WHERE c.person_id = ?1"                                              \
	" UNION ALL SELECT x.moved_at, '5moved',"                              \
	" x.id,"                                                               \
	" coalesce(f.name, x.elsewhere), coalesce(g.name, x.elsewhere),"       \
	" x.direction, x.first_month, '', 0, x.change_id, '', ''"              \
	" FROM transfer x LEFT JOIN area f ON f.id = x.from_area"              \
	" LEFT JOIN area g ON g.id = x.to_area"                                \
	" WHERE x.person_id = ?1 AND x.state = 'moved'"                        \
	" UNION ALL SELECT d.at, '2compared', o.id, o.code || ' ' ||"          \
	" o.name,"                                                             \
	" d.note, d.verdict, '', '', 0, 0, t.name, ''"                         \
	" FROM duplicate d JOIN person o"                                      \
	" ON o.id = d.person_a + d.person_b - ?1"                              \
	" JOIN staff t ON t.id = d.staff_id"                                   \
	" WHERE d.person_a = ?1 OR d.person_b = ?1"

#define ALL                                                                    \
	"SELECT * FROM"                                                        \
	" (" REQUESTS " UNION ALL" LINES("") MONEY("", "", "")                 \
	RECORDS ") acts"
/* Of months of an owner whom the scope holds: its lines, what was paid and
 * taken back of them, orders and cases of them. */
#define MINE " AND " LINE_SEEN("?6", "?7")
#define MONTHS                                                                 \
	"SELECT * FROM (" LINES(MINE) MONEY(MINE, " AND EXISTS (SELECT 1"      \
	" FROM arrears_month m WHERE m.arrears_id = a.id AND "                 \
	OWNER_SEEN("?6", "?7", "m.owner_id") ")",                                    \
	" AND EXISTS (SELECT 1 FROM recovery_entry o" OF_ENTRY                 \
	" WHERE o.recovery_id = r.id AND o.kind = 'overpaid' AND "             \
	ENTRY_SEEN("?6", "?7") ")") ") acts"

#define OLDER                                                                  \
	" WHERE at < ?2 OR (at = ?2 AND (what < ?3"                            \
	" OR (what = ?3 AND id < ?4)))"                                        \
	" ORDER BY at DESC, what DESC, id DESC LIMIT ?5"
#define NEWER                                                                  \
	" WHERE at > ?2 OR (at = ?2 AND (what > ?3"                            \
	" OR (what = ?3 AND id > ?4)))"                                        \
	" ORDER BY at, what, id LIMIT ?5"

DB_SQL_ARRAY(q_all, [2]) = {
	{ "timeline.older", ALL OLDER }, { "timeline.newer", ALL NEWER },
};
DB_SQL_ARRAY(q_months, [2]) = {
	{ "timeline.months_older", MONTHS OLDER },
	{ "timeline.months_newer", MONTHS NEWER },
};
DB_SQL(q_who) = { "timeline.who",
	"SELECT p.code, p.name, CASE WHEN"
	" " RECORD_SEEN("?2", "?3") " THEN 1 ELSE 0 END,"
	" CASE WHEN EXISTS (SELECT 1 FROM line l" ON_LIST
	"  WHERE l.person_id = p.id AND"
	" " LINE_SEEN("?2", "?3") ") OR EXISTS (SELECT 1"
	"  FROM entitlement n JOIN arrears a ON a.entitlement_id = n.id"
	"  JOIN arrears_month m ON m.arrears_id = a.id WHERE n.person_id = p.id"
	"  AND " OWNER_SEEN("?2", "?3", "m.owner_id") ") OR EXISTS (SELECT 1"
	"  FROM recovery r JOIN recovery_entry o ON o.recovery_id = r.id"
	"  AND o.kind = 'overpaid'" OF_ENTRY
	"  WHERE r.person_id = p.id AND " ENTRY_SEEN("?2", "?3") ") THEN 1 ELSE 0 END"
	" FROM person p WHERE p.id = ?1" };

static const char *const words[TIMELINE_COUNT] = {
#define X(id, word) [TIMELINE_##id] = word,
	TIMELINE_LIST(X)
#undef X
};

#define COL(m) DB_COL(struct timeline_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct timeline_row), COL(key.at), DB_SKIP, COL(key.id), DB_SKIP,
	COL(b), COL(state), COL(month), COL(to_month), COL(amount), COL(no),
	COL(who), COL(owner), DB_END
};
enum { WHAT = 1, A = 3 };
#undef COL

static void
timeline_fill(struct db_stmt *s, struct timeline_row *r)
{
	db_row(s, row_cols, r);
	for (unsigned i = 0; i < TIMELINE_COUNT; i++)
		if (strcmp(words[i], db_text(s, WHAT)) == 0)
			r->key.what = (enum timeline_what)i;
	sentence_show(r->a, sizeof(r->a), db_text(s, A));
}

/* Rows that were read backwards, newest first. */
static void
timeline_turn(struct timeline_row *v, unsigned n)
{
	struct timeline_row row;

	for (unsigned i = 0; i < n / 2; i++) {
		row = v[i];
		v[i] = v[n - 1 - i];
		v[n - 1 - i] = row;
	}
}

enum status
timeline_who(struct db *db, const struct scope *sc, int64_t person,
    struct timeline_who *out, struct err *err)
{
	struct timeline_who is = { .whole = false };
	struct scope whole = { .kind = SCOPE_NOTHING };
	bool row, some = false;
	const char *kind;
	struct db_stmt *s;
	struct person p;

	if (month_owner_scope(db, sc, &whole, &kind, err) != ST_OK)
		return err->st;
	s = db_usef(db, &q_who, "its", person, kind, whole.ids, whole.n);
	scope_done(&whole);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		db_copy(s, 0, is.code, sizeof(is.code));
		db_copy(s, 1, is.name, sizeof(is.name));
		is.whole = db_int(s, 2) != 0;
		some = is.whole || db_int(s, 3) != 0;
	}
	db_reset(s);
	if (!some)
		return person_get(db, sc, person, &p, err);
	*out = is;
	return ST_OK;
}

enum status
timeline_page(struct db *db, const struct scope *sc,
    const struct timeline_ask *ask, struct timeline_row *v, unsigned *n,
    struct err *err)
{
	const struct timeline_key *from = ask->from;
	struct scope whole = { .kind = SCOPE_NOTHING };
	struct timeline_who who;
	const char *kind;
	struct db_stmt *s;
	enum status st = ST_OK;
	unsigned i = 0;
	bool row = true;

	if (timeline_who(db, sc, ask->person, &who, err) != ST_OK ||
	    month_owner_scope(db, sc, &whole, &kind, err) != ST_OK)
		return err->st;
	/* "~" is later than any moment, "" earlier. */
	s = db_usef(db, (who.whole ? q_all : q_months) + ask->backwards,
	    who.whole ? "ittii" : "ittiits", ask->person,
	    from != NULL ? from->at : ask->backwards ? "" : "~",
	    from != NULL ? words[from->what] : "",
	    from != NULL ? from->id : (int64_t)0, (int64_t)ask->max, kind,
	    whole.ids, whole.n);
	scope_done(&whole);
	while (i < ask->max && (st = db_step(s, &row, err)) == ST_OK && row)
		timeline_fill(s, &v[i++]);
	db_reset(s);
	if (st != ST_OK)
		return st;
	if (ask->backwards)
		timeline_turn(v, i);
	*n = i;
	return ST_OK;
}
