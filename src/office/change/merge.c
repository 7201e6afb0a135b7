/*
 * SPDX-License-Identifier: ISC
 *
 * change/merge: requests of kind merge: two records are one person.  The one
 * the request is about goes, the other (field `keep`) stays: its papers move
 * along, its entitlements end with the last month that a list has of them,
 * lines not collected are blocked, and what both were paid for one month is
 * recovered.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/grant_priv.h"
#include "office/change/settle.h"
#include "office/roll/duplicate_store.h"
#include "text/sentence.h"

DB_SQL(q_alike) = { "merge.alike",
	"SELECT 1 FROM person p JOIN person q ON q.id = ?2 WHERE p.id = ?1"
	" AND p.fold = q.fold AND (p.birth_year = q.birth_year"
	" OR p.birth_year IS NULL OR q.birth_year IS NULL)" };
DB_SQL(q_listed) = { "merge.listed",
	"SELECT coalesce(max(l.month), '') FROM line l"
	" JOIN list k ON k.id = l.list_id WHERE l.entitlement_id = ?1"
	" AND l.person_id = ?2 AND l.kind <> 'funeral' AND k.state <>"
	" 'draft'" };
/* The first month that a list, an order or a request has of either. */
DB_SQL(q_first) = { "merge.first",
	"SELECT coalesce(min(month), '') FROM (SELECT min(l.month) AS month"
	"  FROM line l WHERE l.person_id IN (?1, ?2) AND l.kind <> 'funeral'"
	" UNION ALL SELECT min(m.month) FROM arrears o"
	"  {cross} JOIN arrears_month m ON m.arrears_id = o.id"
	"  WHERE o.person_id IN (?1, ?2) UNION ALL SELECT min(c.month)"
	"  FROM change c {by change_person} WHERE c.person_id IN (?1, ?2)"
	"  AND c.state IN ('approved', 'undone')"
	" UNION ALL SELECT min(p.from_month) FROM entitlement e"
	"  {cross} JOIN opening p ON p.entitlement_id = e.id"
	"  WHERE e.person_id IN (?1, ?2)) t" };
/*
 * Cases that the merged record has of lines of the one that went (?1).  What
 * came back stays with the case, whose lines are of the one who owed it: no
 * longer owed, it comes out as that one's arrears.  That is right while the
 * case claims lines of one record, and nothing was cut from the other's: cut
 * from (of lines that are signed for), claims of others' lines, came back.
 */
DB_SQL(q_came_back) = { "merge.came_back",
	"SELECT r.id, EXISTS (SELECT 1 FROM line c JOIN list k"
	"  ON k.id = c.list_id AND k.state <> 'draft'"
	"  WHERE c.recovery_id = r.id AND c.deducted > 0"
	"  AND c.person_id <> ?1), EXISTS (SELECT 1 FROM recovery_entry o"
	"  LEFT JOIN line x ON x.id = o.line_id"
	"  LEFT JOIN entitlement n ON n.id = o.entitlement_id"
	"  WHERE o.recovery_id = r.id AND o.kind = 'overpaid'"
	"  AND coalesce(x.person_id, n.person_id, 0) <> ?1),"
	" coalesce((SELECT sum(CASE e.kind WHEN 'returned' THEN -e.amount"
	"  ELSE e.amount END) FROM recovery_entry e WHERE e.recovery_id = r.id"
	"  AND e.kind IN ('repaid', 'deducted', 'returned') AND NOT EXISTS"
	"  (SELECT 1 FROM change c WHERE e.kind = 'returned'"
	"   AND e.note LIKE '#%' AND c.id = CAST(substr(e.note, 2) AS INTEGER)"
	"   AND c.kind = 'recovery.write_off')), 0) FROM recovery r"
	" WHERE r.person_id = ?2 AND EXISTS (SELECT 1 FROM recovery_entry o"
	"  LEFT JOIN line l ON l.id = o.line_id"
	"  LEFT JOIN entitlement n ON n.id = o.entitlement_id"
	"  WHERE o.recovery_id = r.id AND o.kind = 'overpaid'"
	"  AND coalesce(l.person_id, n.person_id) = ?1) ORDER BY r.id" };
DB_SQL(q_transfer_off) = { "merge.transfer_off",
	"SELECT count(*) FROM transfer WHERE person_id = ?1 AND state ="
	" 'due'" };

/* ---- asking --------------------------------------------------------------- */

/* The other record: alike, or of the same places; it may live anywhere. */
static enum status
merge_keep(struct change_work *w, struct person *keep, struct err *err)
{
	int64_t id = wire_args_int(&w->fields, "keep", 0), one;
	struct scope all;
	enum status st;
	bool alike;

	scope_all(&all);
	if (id == w->person)
		return err_field(err, ST_INVALID, "keep",
		    _("that is the same record"));
	st = db_int1(db_usef(w->c->db, &q_alike, "ii", w->person, id), &one,
	    &alike, err);
	if (st == ST_OK)
		st = person_get(w->c->db, alike ? &all : &w->c->who->scope, id,
		    keep, err);
	if (st != ST_OK)
		return err_field(err, st, "keep", "%s", err->msg);
	if (keep->state != PERSON_ACTIVE)
		return err_field(err, ST_INVALID, "keep",
		    _("%s, %s, is no longer on the roll"), keep->code,
		    keep->name);
	return ST_OK;
}

static enum status
merge_ask(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	struct person keep;
	int64_t moves = 0;
	unsigned n = 0;
	bool found;

	if (merge_keep(w, &keep, err) != ST_OK ||
	    db_int1(db_usef(w->c->db, &q_transfer_off, "i", w->person),
	    &moves, &found, err) != ST_OK)
		return err->st;
	if (moves > 0)
		return err_field(err, ST_INVALID, "person",
		    _("a transfer of %s is under way: undo it first"),
		    w->who.name);
	if (grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	if (w->month[0] == '\0')
		(void)str_copy_cut(w->month, sizeof(w->month), w->c->today);
	change_was(w, "state", names_word(&person_states, w->who.state));
	change_was(w, "identity", w->who.id_number);
	change_was_grants(w, v, n);
	return ST_OK;
}

/* ---- standing ------------------------------------------------------------- */

/* Each ends with the last month that a list has of it, or never was. */
static enum status
merge_grants(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	char listed[8];
	unsigned n, i;
	enum status st = grants_of(w->c, w->person, v, &n, err);

	for (i = 0; st == ST_OK && i < n; i++) {
		struct db_stmt *s = db_usef(w->c->db, &q_listed, "ii", v[i].id,
		    w->person);
		bool row;

		st = db_step(s, &row, err);
		if (st != ST_OK)
			return st;
		db_copy(s, 0, listed, sizeof(listed));
		db_reset(s);
		if (listed[0] == '\0')
			(void)str_copy_cut(listed, sizeof(listed), "0000-01");
		if (v[i].to[0] == '\0' || strcmp(v[i].to, listed) > 0)
			st = change_grant_end(w, &v[i], listed, err);
	}
	return st;
}

/* What either was listed for is looked at again as of one person. */
static enum status
merge_first(struct change_work *w, int64_t keep, char first[8],
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_first, "ii", w->person, keep);
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, first, 8);
	db_reset(s);
	if (first[0] == '\0')
		(void)str_copy_cut(first, 8, w->month);
	return ST_OK;
}

static const struct record_field paper_fields[] = {
	RECORD_FIELD(struct duplicate_paper, kind),
	RECORD_FIELD(struct duplicate_paper, number),
};
static const struct record paper_record = RECORD(paper_fields, 2);

/* Its papers go along; which of them were known there the undo needs. */
static void
merge_tell(struct change_work *w, const struct duplicate_papers *papers)
{
	const struct duplicate_paper *p;
	char text[48];

	for (p = papers->v; p < papers->v + papers->n; p++) {
		record_write(&paper_record, p, text, sizeof(text));
		wire_args_add(&w->done, p->known ? "paper_known" : "paper",
		    text);
		change_effect(w, N_("the paper %s goes along"), p->number);
	}
}

static enum status
merge_apply(struct change_work *w, struct err *err)
{
	struct duplicate_merging is = { .gone = w->person, .change = w->id };
	struct person keep;
	char why[200], note[160], first[8] = "";

	if (merge_keep(w, &keep, err) != ST_OK)
		return err->st;
	is.keep = keep.id;
	sentence_make(why, sizeof(why),
	    N_("the record went into %s (request %lld)"), keep.code,
	    (long long)w->id);
	(void)str_copy_cut(note, sizeof(note), change_asked(w, "note"));
	change_effect(w, N_("%s, %s, goes into %s, %s, %s, which stays"),
	    w->who.code, w->who.name, keep.code, keep.name, keep.area_name);
	if (merge_grants(w, err) != ST_OK ||
	    duplicate_merge(w->c, &is, note, err) != ST_OK ||
	    merge_first(w, keep.id, first, err) != ST_OK ||
	    change_settle_of(w, keep.id, first, why, err) != ST_OK)
		return err->st;
	merge_tell(w, &is.papers);
	return ST_OK;
}

/* ---- undo ----------------------------------------------------------------- */

static enum status
merge_papers(const struct change_work *of, struct duplicate_papers *papers,
    struct err *err)
{
	unsigned i;

	papers->n = 0;
	for (i = 0; i < of->done.n; i++) {
		struct duplicate_paper *p = &papers->v[papers->n];

		if (!str_starts(of->done.v[i].name, "paper"))
			continue;
		if (papers->n == DUPLICATE_PAPERS ||
		    !record_read(&paper_record, of->done.v[i].value, p))
			return err_set(err, ST_CORRUPT,
			    _("request %lld cannot be undone: its record is "
			    "broken"), (long long)of->id);
		p->known = strcmp(of->done.v[i].name, "paper") != 0;
		papers->n++;
	}
	return ST_OK;
}

static enum status
merge_apart(struct change_work *w, int64_t keep, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_came_back, "ii", w->person,
	    keep);
	bool row, cut = false, both = false;
	int64_t id = 0;

	while (!cut && !both) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			return ST_OK;
		id = db_int(s, 0);
		cut = db_int(s, 1) != 0;
		both = db_int(s, 2) != 0 && db_int(s, 3) > 0;
	}
	db_reset(s);
	if (cut)
		return err_field(err, ST_INVALID, "undoes",
		    _("case %lld is of months of %s and was cut from lines of "
		    "the other record: they stay one. Enter this person anew, "
		    "with what is due"), (long long)id, w->name);
	return err_field(err, ST_INVALID, "undoes",
	    _("money came back in case %lld, which is of months of both "
	    "records: undo the request by which it came back, then this, and "
	    "enter it for the one who paid"), (long long)id);
}

static enum status
merge_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	char why[128], first[8] = "";
	struct duplicate_merging was = { .gone = w->person,
	    .keep = wire_args_int(&of->fields, "keep", 0), .change = of->id };

	if (merge_apart(w, was.keep, err) != ST_OK ||
	    merge_papers(of, &was.papers, err) != ST_OK ||
	    duplicate_part(w->c, &was, err) != ST_OK ||
	    change_grants_back(w, of, err) != ST_OK ||
	    merge_first(w, was.keep, first, err) != ST_OK)
		return err->st;
	change_effect(w, N_("%s is a record of its own again"), w->name);
	sentence_make(why, sizeof(why), N_("undoes request %lld"),
	    (long long)of->id);
	return change_settle_back(w, of, first, err) == ST_OK ?
	    change_settle_of(w, was.keep, first, why, err) : err->st;
}

const struct change_kind change_kind_merge = {
	.name = "merge", .word = N_("merging of two records"),
	.when = N_("one record remains, with the papers of both; of months "
	    "that both had, open lines are blocked and what was paid too much "
	    "becomes a recovery"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_GRANT | CHANGE_T_IDENTITY,
	.fields = "keep! note! reclaim",
	.read = merge_ask, .apply = merge_apply, .undo = merge_undo,
};
