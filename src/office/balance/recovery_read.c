/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery_read: cases and their entries, within a scope.
 */
#include <inttypes.h>

#include "base/say.h"
#include "db/row.h"
#include "office/balance/month_owner.h"
#include "office/balance/recovery.h"
#include "text/sentence.h"

#define SUM(what) " coalesce(sum(CASE WHEN e.kind = '" what "' THEN e.amount END), 0)"
#define LAST(what)                                                             \
	" coalesce((SELECT x.amount FROM recovery_entry x"                     \
	"  WHERE x.recovery_id = r.id AND x.kind = '" what "'"                 \
	"  ORDER BY x.id DESC LIMIT 1), 0)"
/* What a case claims. */
#define CLAIMED                                                                \
	" FROM recovery_entry o LEFT JOIN line l ON l.id = o.line_id"          \
	" LEFT JOIN list k ON k.id = l.list_id"
#define REMAINS                                                                \
	" sum(CASE WHEN e.kind IN ('overpaid', 'returned') THEN e.amount"      \
	"  WHEN e.kind IN ('decision', 'plan') THEN 0 ELSE -e.amount END)"
#define OF_CASE "o.recovery_id = r.id AND o.kind = 'overpaid'"
/* ?1 person or 0, ?2 case or 0, ?3, ?6 what the ids of the scope
 * are, and they. */
#define ROWS                                                                   \
	"SELECT r.id, r.person_id, coalesce(r.change_id, 0), p.code, p.name,"  \
	" a.name, r.reason, t.name, r.at," SUM("overpaid") "," SUM("repaid")   \
	"," SUM("deducted") " -" SUM("returned") "," SUM("cancelled") ","      \
	SUM("written_off") "," LAST("decision") ","                            \
	" coalesce((SELECT x.amount FROM recovery_entry x"                     \
	"  WHERE x.recovery_id = r.id AND x.kind = 'plan' AND x.id >"          \
	"  (SELECT max(d.id) FROM recovery_entry d"                            \
	"   WHERE d.recovery_id = r.id AND d.kind = 'decision')"               \
	"  ORDER BY x.id DESC LIMIT 1), 0),"                                   \
	" count(CASE WHEN e.kind = 'overpaid' THEN 1 END),"                    \
	" coalesce(min(CASE WHEN e.kind = 'overpaid'"                          \
	"  THEN coalesce(l.month, e.month) END), ''),"                         \
	" coalesce(max(CASE WHEN e.kind = 'overpaid'"                          \
	"  THEN coalesce(l.month, e.month) END), ''),"                         \
	REMAINS ","                                                            \
	" coalesce((SELECT min(w.name)" CLAIMED " JOIN area w ON w.id = "      \
	ENTRY_OWNER("o", "l", "k") " WHERE " OF_CASE " AND w.id <> "                 \
	LIST_OWNER_OF("a") "), ''),"                                           \
	" (SELECT count(DISTINCT " ENTRY_OWNER("o", "l", "k") ")" CLAIMED            \
	"  WHERE " OF_CASE "),"                                                \
	" CASE WHEN " RECORD_SEEN("?3", "?6") " THEN 1 ELSE 0 END"                   \
	" FROM recovery r JOIN person p ON p.id = r.person_id"                 \
	" JOIN area a ON a.id = p.area_id JOIN staff t ON t.id = r.staff_id"   \
	" JOIN recovery_entry e ON e.recovery_id = r.id"                       \
	" LEFT JOIN line l ON l.id = e.line_id"
#define IN_SCOPE                                                               \
	" AND (" RECORD_SEEN("?3", "?6") " OR EXISTS (SELECT 1" CLAIMED              \
	"  WHERE " OF_CASE " AND " ENTRY_SEEN("?3", "?6") "))"                       \
	" GROUP BY r.id, p.id, a.id, t.id"
#define ORDER                                                                  \
	" ORDER BY CASE WHEN" REMAINS " = 0 THEN 1 ELSE 0 END, r.id DESC"      \
	" LIMIT ?4"

DB_SQL(q_all) = { "recovery.all",
	ROWS " WHERE ?1 = 0 AND ?2 = 0" IN_SCOPE
	" HAVING ?5 = 0 OR" REMAINS " <> 0" ORDER };
DB_SQL(q_person) = { "recovery.of_person",
	ROWS " WHERE r.person_id = ?1 AND ?2 = 0" IN_SCOPE
	" HAVING ?5 = 0 OR" REMAINS " <> 0" ORDER };
DB_SQL(q_one) = { "recovery.one",
	ROWS " WHERE ?1 = 0 AND r.id = ?2" IN_SCOPE
	" HAVING ?5 = 0" ORDER };
DB_SQL(q_entries) = { "recovery.entries",
	"SELECT e.id, e.kind, e.amount, coalesce(e.line_id, 0),"
	" coalesce(l.month, e.month, ''),"
	" coalesce((SELECT y.receipt_no FROM standing s"
	"  JOIN payout y ON y.id = s.payout_id WHERE s.line_id = l.id), 0),"
	" e.document, e.document_on, e.note, t.name, e.at,"
	" coalesce((SELECT w.name FROM area w WHERE w.id = "
	ENTRY_OWNER("e", "l", "k")
	"  AND w.id <> " LIST_OWNER_OF("a") "), '')"
	" FROM recovery_entry e JOIN staff t ON t.id = e.staff_id"
	" JOIN recovery r ON r.id = e.recovery_id"
	" JOIN person p ON p.id = r.person_id JOIN area a ON a.id = p.area_id"
	" LEFT JOIN line l ON l.id = e.line_id"
	" LEFT JOIN list k ON k.id = l.list_id"
	" WHERE e.recovery_id = ?1 ORDER BY e.id LIMIT ?2" };

const char *
recovery_word(enum recovery_kind kind)
{
	static const char *const words[] = {
		[RECOVERY_OVERPAID] = N_("overpaid"),
		[RECOVERY_DECISION] = N_("decision to recover"),
		[RECOVERY_PLAN] = N_("cut each month"),
		[RECOVERY_REPAID] = N_("paid back"),
		[RECOVERY_DEDUCTED] = N_("cut from a line"),
		[RECOVERY_RETURNED] = N_("entry taken back"),
		[RECOVERY_CANCELLED] = N_("was due after all"),
		[RECOVERY_WRITTEN_OFF] = N_("written off"),
	};

	return kind == RECOVERY_NONE ? "" : _(words[kind]);
}

#define COL(m) DB_COL(struct recovery_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct recovery_row), COL(id), COL(person), COL(change),
	COL(code), COL(name), COL(area), DB_SKIP, COL(staff), COL(at),
	COL(overpaid), COL(repaid), COL(deducted), COL(cancelled),
	COL(written_off), COL(decided), COL(plan), COL(lines), COL(first),
	COL(last), COL(left), COL(owner), COL(owners), COL(here), DB_END
};
enum { ROW_REASON = 6 };
#undef COL

#define COL(m) DB_COL(struct recovery_entry, m)
static const struct db_col entry_cols[] = {
	DB_ROW(struct recovery_entry), COL(id),
	DB_COL_ENUM(struct recovery_entry, kind, &recovery_kinds), COL(amount),
	COL(line), COL(month), COL(receipt), COL(document), COL(document_on),
	COL(note), COL(staff), COL(at), COL(owner), DB_END
};
#undef COL

/* *arg points to the next row to fill. */
static enum status
recovery_row_read(struct db_stmt *s, void *arg, struct err *err)
{
	struct recovery_row **next = arg, *r = (*next)++;

	(void)err;
	db_row(s, row_cols, r);
	sentence_show(r->reason, sizeof(r->reason), db_text(s, ROW_REASON));
	return ST_OK;
}

static enum status
recovery_rows(struct db_stmt *s, struct recovery_row *v, unsigned *n,
    struct err *err)
{
	struct recovery_row *next = v;

	if (db_each(s, recovery_row_read, &next, err) != ST_OK)
		return err->st;
	*n = (unsigned)(next - v);
	return ST_OK;
}

enum status
recovery_all(struct db *db, const struct scope *sc,
    const struct recovery_ask *ask, struct recovery_row *v, unsigned *n,
    struct err *err)
{
	struct scope whole = { .kind = SCOPE_NOTHING };
	const char *kind;
	struct db_stmt *s;

	if (month_owner_scope(db, sc, &whole, &kind, err) != ST_OK)
		return err->st;
	s = db_usef(db, ask->person != 0 ? &q_person : &q_all, "iitiis",
	    ask->person, (int64_t)0, kind, (int64_t)ask->max,
	    (int64_t)ask->open, whole.ids, whole.n);
	scope_done(&whole);
	return recovery_rows(s, v, n, err);
}

enum status
recovery_get(struct db *db, const struct scope *sc, int64_t id,
    struct recovery_row *out, struct err *err)
{
	struct scope whole = { .kind = SCOPE_NOTHING };
	struct recovery_row r;
	const char *kind;
	struct db_stmt *s;
	unsigned n = 0;

	if (month_owner_scope(db, sc, &whole, &kind, err) != ST_OK)
		return err->st;
	s = db_usef(db, &q_one, "iitiis", (int64_t)0, id, kind, (int64_t)1,
	    (int64_t)0, whole.ids, whole.n);
	scope_done(&whole);
	if (recovery_rows(s, &r, &n, err) != ST_OK)
		return err->st;
	if (n == 0)
		return err_field(err, ST_NOTFOUND, "recovery",
		    _("There is no recovery %" PRId64 "."), id);
	*out = r;
	return ST_OK;
}

enum status
recovery_entries(struct db *db, const struct scope *sc, int64_t recovery,
    struct recovery_entries *out, struct err *err)
{
	struct recovery_row r;

	if (recovery_get(db, sc, recovery, &r, err) != ST_OK)
		return err->st;
	return db_all(db_usef(db, &q_entries, "ii", recovery,
	    (int64_t)out->max), entry_cols, out->v, out->max, &out->n, err);
}
