/*
 * SPDX-License-Identifier: ISC
 *
 * roll/merge: merges a record into another one that stays, and undoes that.
 */
#include "base/say.h"
#include "db/row.h"
#include "office/roll/duplicate_store.h"
#include "office/roll/person_store.h"

/* Active papers of the record that goes; has the other one them too? */
DB_SQL(q_papers) = { "merge.papers",
	"SELECT i.kind, i.number, o.number IS NOT NULL FROM identity i"
	" LEFT JOIN identity o ON o.person_id = ?2 AND o.kind = i.kind"
	" AND o.number = i.number WHERE i.person_id = ?1 AND i.active = 1"
	" LIMIT ?3" };
DB_SQL(q_active) = { "merge.paper_active",
	"UPDATE identity SET active = ?4 WHERE person_id = ?1 AND kind = ?2"
	" AND number = ?3" };
/* Gives a paper to a person; it is active where the person has no active one. */
DB_SQL(q_give) = { "merge.paper_to",
	"INSERT INTO identity (person_id, kind, number, reversed, active)"
	" SELECT ?4, kind, number, reversed, CASE WHEN EXISTS"
	"  (SELECT 1 FROM identity WHERE person_id = ?4 AND active = 1)"
	"  THEN 0 ELSE 1 END FROM identity"
	" WHERE person_id = ?1 AND kind = ?2 AND number = ?3"
	" ON CONFLICT (person_id, kind, number) DO NOTHING" };
DB_SQL(q_drop) = { "merge.paper_drop",
	"DELETE FROM identity WHERE person_id = ?1 AND kind = ?2 AND number ="
	" ?3" };
DB_SQL(q_verdict) = { "merge.verdict",
	"INSERT INTO duplicate (person_a, person_b, verdict, note, change_id,"
	" staff_id, at) VALUES (?1, ?2, 'same', ?3, ?4, ?5, ?6)"
	" ON CONFLICT (person_a, person_b) DO UPDATE SET verdict = 'same',"
	" note = excluded.note, change_id = excluded.change_id,"
	" staff_id = excluded.staff_id, at = excluded.at" };
DB_SQL(q_forget) = { "merge.forget",
	"DELETE FROM duplicate WHERE change_id = ?1" };

#define COL(m) DB_COL(struct duplicate_paper, m)
static const struct db_col paper_cols[] = {
	DB_ROW(struct duplicate_paper), COL(kind), COL(number), COL(known),
	DB_END
};
#undef COL

static enum status
merge_papers_of(struct verb_call *c, struct duplicate_merging *is,
    struct err *err)
{
	struct db_stmt *s = db_usef(c->db, &q_papers, "iii", is->gone, is->keep,
	    (int64_t)DUPLICATE_PAPERS + 1);
	struct duplicate_papers *p = &is->papers;
	enum status st;
	bool row;

	p->n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		if (p->n == DUPLICATE_PAPERS) {
			db_reset(s);
			return err_field(err, ST_LIMIT, "person",
			    _("more than %d papers of one person"),
			    DUPLICATE_PAPERS);
		}
		db_row(s, paper_cols, &p->v[p->n++]);
	}
	return st;
}

enum status
duplicate_merge(struct verb_call *c, struct duplicate_merging *is,
    const char *note, struct err *err)
{
	const struct person_standing merged = { .state = PERSON_MERGED,
	    .on = c->today, .into = is->keep };
	const struct duplicate_paper *p = is->papers.v;

	if (person_stand(c, is->gone, &merged, err) != ST_OK ||
	    merge_papers_of(c, is, err) != ST_OK)
		return err->st;
	for (; p < is->papers.v + is->papers.n; p++)
		if (db_run(db_usef(c->db, &q_active, "itti", is->gone,
		    p->kind, p->number, (int64_t)0), err) != ST_OK ||
		    db_run(db_usef(c->db, &q_give, "itti", is->gone, p->kind,
		    p->number, is->keep), err) != ST_OK)
			return err->st;
	return db_run(db_usef(c->db, &q_verdict, "iitiit",
	    is->gone < is->keep ? is->gone : is->keep,
	    is->gone < is->keep ? is->keep : is->gone,
	    note, is->change, c->who->staff, c->now), err);
}

enum status
duplicate_part(struct verb_call *c, const struct duplicate_merging *was,
    struct err *err)
{
	static const struct person_standing again = { .state = PERSON_ACTIVE };
	const struct duplicate_paper *p = was->papers.v;

	if (person_stand(c, was->gone, &again, err) != ST_OK)
		return err->st;
	for (; p < was->papers.v + was->papers.n; p++)
		if ((!p->known && db_run(db_usef(c->db, &q_drop, "itt",
		    was->keep, p->kind, p->number), err) != ST_OK) ||
		    db_run(db_usef(c->db, &q_active, "itti", was->gone,
		    p->kind, p->number, (int64_t)1), err) != ST_OK)
			return err->st;
	return db_run(db_usef(c->db, &q_forget, "i", was->change), err);
}
