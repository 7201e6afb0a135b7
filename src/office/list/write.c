/*
 * SPDX-License-Identifier: ISC
 *
 * list/write: lines of a list in the making.  At the end of a slice they go
 * into the list itself, which nobody sees before list.finish, or wait in
 * stage_line while a draft has their months (job.h).
 */
#include "office/list/job.h"

DB_SQL(q_seq) = { "list.seq",
	"SELECT coalesce(max(seq), 0) + 1 FROM list"
	" WHERE period_id = ?1 AND owner_id = ?2" };
DB_SQL(q_insert) = { "list.insert",
	"INSERT INTO list (id, period_id, owner_id, seq, kind, lines, people,"
	" total, digest, prepared_by, prepared_at)"
	" VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, ?6, ?7, ?8)" };
DB_SQL(q_stage) = { "list.stage",
	"INSERT INTO stage_line (ord, job_id, no, person_id, entitlement_id,"
	" month, kind, seq, amount, standard, hundredths, category, area_id,"
	" point_id, delivery, name, birth, identity, village, arrears_id,"
	" deducted, recovery_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
	" ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)" };
DB_SQL(q_move) = { "list.move_lines",
	"INSERT INTO line (id, list_id, period_id, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, area_id, point_id, delivery, name, birth, identity,"
	" village, arrears_id, deducted, recovery_id)"
	" SELECT ?4 + ord, ?2, ?3, no, person_id, entitlement_id, month, kind,"
	" seq, amount, standard, hundredths, category, area_id, point_id,"
	" delivery, name, birth, identity, village, arrears_id, deducted,"
	" recovery_id"
	" FROM stage_line WHERE job_id = ?1" };
DB_SQL(q_moved) = { "list.moved_lines",
	"DELETE FROM stage_line WHERE job_id = ?1" };
DB_SQL(q_clear) = { "list.clear",
	"DELETE FROM line WHERE id IN"
	" (SELECT id FROM line WHERE list_id = ?1 LIMIT ?2)" };
DB_SQL(q_left) = { "list.clear_left",
	"SELECT 1 FROM line WHERE list_id = ?1 LIMIT 1" };
DB_SQL(q_gone) = { "list.clear_list",
	"DELETE FROM list WHERE id = ?1" };

enum list_kind
list_job_kind(const struct list_job *j)
{
	return j->funeral ? LIST_FUNERAL : LIST_MONTHLY;
}

enum status
list_insert(struct db *db, struct list_new *l, struct err *err)
{
	static const unsigned char none[DIGEST_LEN];
	bool found;

	if (l->seq == 0 && db_int1(db_usef(db, &q_seq, "ii", l->period,
	    l->owner), &l->seq, &found, err) != ST_OK)
		return err->st;
	if (db_next_id(db, "list", &l->id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_insert, "iiiitbit", l->id, l->period,
	    l->owner, l->seq, names_word(&list_kinds, l->kind), none,
	    sizeof(none), l->staff, l->at), err);
}

enum status
list_write_new(struct list_job *j, int64_t seq, int64_t *list, struct err *err)
{
	struct list_new l = { .period = j->period, .owner = j->owner,
		.seq = seq, .kind = list_job_kind(j),
		.staff = j->c->who->staff, .at = "" };

	if (list_insert(j->c->db, &l, err) != ST_OK)
		return err->st;
	*list = l.id;
	return ST_OK;
}

enum status
list_write(struct list_job *j, const struct list_person *p, int64_t point,
    const struct list_line *l, struct err *err)
{
	j->rows++;
	j->staged++;
	return db_run(db_usef(j->c->db, &q_stage, "iiiiittiiiitiitttttoio",
	    j->rows, j->id, p->no, p->id, l->entitlement, l->month,
	    names_word(&line_kinds, l->kind), l->seq, l->amount, l->standard,
	    l->hundredths, l->category, j->area, point, p->delivery, p->name,
	    p->birth, p->identity, p->village, l->arrears, l->deducted,
	    l->recovery), err);
}

/*
 * Ids follow ord, the order in which the lines were staged.  One statement moves
 * all of them: with one for each line, SQLite would walk its journal of the
 * savepoint once for each.
 */
enum status
list_write_move(struct list_job *j, int64_t list, int64_t lines,
    struct err *err)
{
	struct db *db = j->c->db;
	int64_t first;

	if ((j->any.listed && list_take(j, list, err) != ST_OK) ||
	    db_take_ids(db, "line", lines, &first, err) != ST_OK ||
	    db_run(db_usef(db, &q_move, "iiii", j->id, list, j->period,
	    first - 1 - (j->rows - lines)), err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_moved, "i", j->id), err);
}

enum status
list_write_end(struct list_job *j, struct err *err)
{
	if (j->staged == 0 || j->list == LIST_STAGED)
		return ST_OK;
	if (j->list == LIST_NOT_YET &&
	    list_write_new(j, 0, &j->list, err) != ST_OK)
		return err->st;
	return list_write_move(j, j->list, j->staged, err);
}

enum status
list_write_clear(struct list_job *j, int64_t max, bool *all, struct err *err)
{
	struct db *db = j->c->db;
	int64_t one;
	bool left;

	if (db_run(db_usef(db, &q_clear, "ii", j->list, max), err) != ST_OK ||
	    db_int1(db_usef(db, &q_left, "i", j->list), &one, &left,
	    err) != ST_OK)
		return err->st;
	*all = !left;
	if (left)
		return ST_OK;
	if (db_run(db_usef(db, &q_gone, "i", j->list), err) != ST_OK)
		return err->st;
	j->list = LIST_NOT_YET;
	return ST_OK;
}
