/*
 * SPDX-License-Identifier: ISC
 *
 * balance/recovery_read: cases and their entries, for those who may see the people.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
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
#define OF_CASE "o.recovery_id = r.id AND o.kind = 'overpaid'"
/* ?1 person or 0, ?2 case or 0, ?3 what the ids of scope_place are. */
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
	" sum(CASE WHEN e.kind IN ('overpaid', 'returned') THEN e.amount"      \
	"  WHEN e.kind IN ('decision', 'plan') THEN 0 ELSE -e.amount END)"     \
	" AS remains,"                                                         \
	" coalesce((SELECT min(w.name)" CLAIMED " JOIN area w ON w.id = "      \
	ENTRY_OWNER("o", "l", "k") " WHERE " OF_CASE " AND w.id <> "                 \
	LIST_OWNER_OF("a") "), ''),"                                           \
	" (SELECT count(DISTINCT " ENTRY_OWNER("o", "l", "k") ")" CLAIMED            \
	"  WHERE " OF_CASE "),"                                                \
	" CASE WHEN " RECORD_SEEN("?3") " THEN 1 ELSE 0 END"                   \
	" FROM recovery r JOIN person p ON p.id = r.person_id"                 \
	" JOIN area a ON a.id = p.area_id JOIN staff t ON t.id = r.staff_id"   \
	" JOIN recovery_entry e ON e.recovery_id = r.id"                       \
	" LEFT JOIN line l ON l.id = e.line_id"
#define IN_SCOPE                                                               \
	" AND (" RECORD_SEEN("?3") " OR EXISTS (SELECT 1" CLAIMED              \
	"  WHERE " OF_CASE " AND " ENTRY_SEEN("?3") ")) GROUP BY r.id"
#define ORDER " ORDER BY remains = 0, r.id DESC LIMIT ?4"

DB_SQL(q_all) = { "recovery.all",
	ROWS " WHERE ?1 = 0 AND ?2 = 0" IN_SCOPE
	" HAVING ?5 = 0 OR remains <> 0" ORDER };
DB_SQL(q_person) = { "recovery.of_person",
	ROWS " WHERE r.person_id = ?1 AND ?2 = 0" IN_SCOPE
	" HAVING ?5 = 0 OR remains <> 0" ORDER };
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

static const struct {
	const char *kind, *word;
} recovery_words[] = {
	{ "overpaid", N_("overpaid") },
	{ "decision", N_("decision to recover") },
	{ "plan", N_("cut each month") },
	{ "repaid", N_("paid back") },
	{ "deducted", N_("cut from a line") },
	{ "returned", N_("entry taken back") },
	{ "cancelled", N_("was due after all") },
	{ "written_off", N_("written off") },
};

const char *
recovery_word(const char *kind)
{
	size_t i;

	for (i = 0; i < sizeof(recovery_words) / sizeof(recovery_words[0]); i++)
		if (strcmp(recovery_words[i].kind, kind) == 0)
			return _(recovery_words[i].word);
	return kind;
}

static void
recovery_row_read(struct db_stmt *s, struct recovery_row *r)
{
	memset(r, 0, sizeof(*r));
	r->id = db_int(s, 0);
	r->person = db_int(s, 1);
	r->change = db_int(s, 2);
	db_copy(s, 3, r->code, sizeof(r->code));
	db_copy(s, 4, r->name, sizeof(r->name));
	db_copy(s, 5, r->area, sizeof(r->area));
	sentence_show(r->reason, sizeof(r->reason), db_text(s, 6));
	db_copy(s, 7, r->staff, sizeof(r->staff));
	db_copy(s, 8, r->at, sizeof(r->at));
	r->overpaid = db_int(s, 9);
	r->repaid = db_int(s, 10);
	r->deducted = db_int(s, 11);
	r->cancelled = db_int(s, 12);
	r->written_off = db_int(s, 13);
	r->decided = db_int(s, 14);
	r->plan = db_int(s, 15);
	r->lines = db_int(s, 16);
	db_copy(s, 17, r->first, sizeof(r->first));
	db_copy(s, 18, r->last, sizeof(r->last));
	r->left = db_int(s, 19);
	db_copy(s, 20, r->owner, sizeof(r->owner));
	r->owners = db_int(s, 21);
	r->here = db_int(s, 22) != 0;
}

static enum status
recovery_rows(struct db_stmt *s, struct recovery_row *v, unsigned *n,
    struct err *err)
{
	enum status st;
	unsigned i = 0;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		recovery_row_read(s, &v[i++]);
	if (st == ST_OK)
		*n = i;
	return st;
}

enum status
recovery_all(struct db *db, const struct scope *sc, int64_t person, bool open,
    struct recovery_row *v, unsigned max, unsigned *n, struct err *err)
{
	const char *kind;

	if (month_owner_bind(db, sc, &kind, err) != ST_OK)
		return err->st;
	return recovery_rows(db_usef(db, person != 0 ? &q_person : &q_all,
	    "iitii", person, (int64_t)0, kind, (int64_t)max,
	    (int64_t)open), v, n, err);
}

enum status
recovery_get(struct db *db, const struct scope *sc, int64_t id,
    struct recovery_row *out, struct err *err)
{
	struct recovery_row r;
	const char *kind;
	unsigned n = 0;

	if (month_owner_bind(db, sc, &kind, err) != ST_OK ||
	    recovery_rows(db_usef(db, &q_one, "iitii", (int64_t)0, id, kind,
	    (int64_t)1, (int64_t)0), &r, &n, err) != ST_OK)
		return err->st;
	if (n == 0)
		return err_field(err, ST_NOTFOUND, "recovery",
		    _("There is no recovery %" PRId64 "."), id);
	*out = r;
	return ST_OK;
}

enum status
recovery_entries(struct db *db, const struct scope *sc, int64_t recovery,
    struct recovery_entry *v, unsigned max, unsigned *n, struct err *err)
{
	struct recovery_row r;
	struct db_stmt *s;
	enum status st;
	unsigned i = 0;
	bool row;

	if (recovery_get(db, sc, recovery, &r, err) != ST_OK)
		return err->st;
	s = db_usef(db, &q_entries, "ii", recovery, (int64_t)max);
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		memset(&v[i], 0, sizeof(v[i]));
		v[i].id = db_int(s, 0);
		db_copy(s, 1, v[i].kind, sizeof(v[i].kind));
		v[i].amount = db_int(s, 2);
		v[i].line = db_int(s, 3);
		db_copy(s, 4, v[i].month, sizeof(v[i].month));
		v[i].receipt = db_int(s, 5);
		db_copy(s, 6, v[i].document, sizeof(v[i].document));
		db_copy(s, 7, v[i].document_on, sizeof(v[i].document_on));
		db_copy(s, 8, v[i].note, sizeof(v[i].note));
		db_copy(s, 9, v[i].staff, sizeof(v[i].staff));
		db_copy(s, 10, v[i].at, sizeof(v[i].at));
		db_copy(s, 11, v[i].owner, sizeof(v[i].owner));
		i++;
	}
	if (st == ST_OK)
		*n = i;
	return st;
}
