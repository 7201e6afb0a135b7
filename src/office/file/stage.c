/*
 * SPDX-License-Identifier: ISC
 *
 * file/stage: rows of a file as import/ brings them, checked, into roll_row,
 * roll_ask and roll_part, where they wait.
 */
#include "office/file/stage.h"

#include "office/file/file_priv.h"

DB_SQL(q_row) = { "roll_stage.row",
	"INSERT INTO roll_row (job_id, owner_id, line, look, before, after,"
	" is_new, person_id, code, name, other_name, given, name_key, fold,"
	" given_fold, initials, sex, birth_year, birth_month, birth_day,"
	" ethnic,"
	" area_id, village, village_key, point_id, delivery, phone, note,"
	" id_kind, id_number, id_reversed, entitlement_id, category,"
	" hundredths,"
	" manual, from_month, to_month, decision, decided_on, collector_id,"
	" collector_kind, collector_name, collector_identity, relation, rank,"
	" weight)"
	" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
	" ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28,"
	" ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42,"
	" ?43, ?44, ?45, ?46)" };
DB_SQL(q_ask) = { "roll_stage.ask",
	"INSERT INTO roll_ask (job_id, owner_id, line, no, kind, person_id,"
	" subject, month, fields, was, effect) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
	" ?7, ?8, ?9, ?10, ?11)" };
DB_SQL(q_unask) = { "roll_stage.unask",
	"DELETE FROM roll_ask WHERE job_id = ?1 AND owner_id = ?2"
	" AND line = ?3" };
DB_SQL(q_count) = { "roll_stage.count",
	"INSERT INTO roll_part (job_id, owner_id, rows, added, people, changed,"
	" looks, before, after, past)"
	" VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
	" ON CONFLICT (job_id, owner_id) DO UPDATE SET rows = roll_part.rows"
	" + 1,"
	" added = roll_part.added + excluded.added,"
	" people = roll_part.people + excluded.people,"
	" changed = roll_part.changed + excluded.changed,"
	" looks = roll_part.looks + excluded.looks,"
	" before = roll_part.before + excluded.before,"
	" after = roll_part.after + excluded.after,"
	" past = roll_part.past + excluded.past" };
DB_SQL(q_clear) = { "roll_stage.clear",
	"DELETE FROM roll_row WHERE job_id = ?1 AND (owner_id, line) IN"
	" (SELECT owner_id, line FROM roll_row WHERE job_id = ?1 LIMIT ?2)" };
DB_SQL(q_parts_clear) = { "roll_stage.parts_clear",
	"DELETE FROM roll_part WHERE job_id = ?1 AND NOT EXISTS (SELECT 1"
	" FROM roll_row r WHERE r.job_id = ?1)" };

/* Binds ?1..?46 of q_row. */
enum status
roll_stage_row(struct db *db, const struct roll_staged *r, struct err *err)
{
	const struct person_new *p = r->p;
	const struct entitlement_new *e = r->e;

	return db_run(db_usef(db, &q_row, "iiiiiiii" "ttttbtttt"
	    "oootitbi" "tttttt" "itoo" "tttt" "itttt" "ii",
	    r->job, r->owner, r->line, (int64_t)r->look, r->before, r->after,
	    (int64_t)r->added, p->id, p->code,
	    p->name, p->other_name, p->given, (const void *)p->name_key,
	    p->name_len, p->fold, p->given_fold, p->initials, p->sex,
	    (int64_t)p->birth.year, (int64_t)p->birth.month,
	    (int64_t)p->birth.day,
	    p->ethnic, p->area, p->village, (const void *)p->village_key,
	    p->village_len, p->point,
	    names_word(&deliveries, p->delivery), p->phone, p->note,
	    p->identity.kind, p->identity.number, p->identity.reversed,
	    r->right, e->category, e->hundredths, e->manual,
	    e->from, e->to[0] != '\0' ? e->to : NULL, e->decision,
	    e->decided_on,
	    r->collector, r->collector_kind, r->collector_name,
	    r->collector_paper.number, r->relation, roll_rank(r->look),
	    roll_weight(r->look, e, r->past)), err);
}

enum status
roll_stage_ask(struct db *db, const struct roll_staged *r,
    const struct roll_staged_ask *a, struct err *err)
{
	return db_run(db_usef(db, &q_ask, "iiiitittttt", r->job, r->owner,
	    r->line, (int64_t)r->asks, a->kind, r->p->id, a->subject, a->month,
	    a->fields, a->was, a->effect), err);
}

enum status
roll_stage_unask(struct db *db, const struct roll_staged *r, struct err *err)
{
	return db_run(db_usef(db, &q_unask, "iii", r->job, r->owner, r->line),
	    err);
}

enum status
roll_stage_count(struct db *db, const struct roll_staged *r, bool first,
    struct err *err)
{
	unsigned look = r->added || r->asks > 0 ? r->look : 0;

	if (roll_looks_count(db, r->job, r->owner, look, err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_count, "iiiiiiiii", r->job, r->owner,
	    (int64_t)r->added, (int64_t)(r->added && first),
	    (int64_t)(r->asks > 0), (int64_t)(look != 0), r->before, r->after,
	    (look & ROLL_BACKDATED) != 0 ? r->past : 0), err);
}

enum status
roll_stage_clear(struct db *db, int64_t job, int64_t max, int64_t *cleared,
    struct err *err)
{
	enum status st = db_run(db_usef(db, &q_clear, "ii", job, max), err);

	*cleared = st == ST_OK ? db_changes(db) : 0;
	return st == ST_OK ? db_run(db_usef(db, &q_parts_clear, "i", job), err) :
	    st;
}
