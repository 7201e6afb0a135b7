/*
 * SPDX-License-Identifier: ISC
 *
 * list/take: a month stands on one line only, and a draft does not reserve it:
 * a list that is being made takes the month from other drafts.  Such a draft
 * loses the line, gets new totals and has to be checked again before it is
 * submitted.
 */
#include "base/ids.h"
#include "office/list/job.h"
#include "office/list/list_priv.h"

#define SAME                                                                   \
	" FROM stage_line s JOIN line l ON l.person_id = s.person_id"          \
	" AND l.entitlement_id = s.entitlement_id AND l.month = s.month"       \
	" AND l.kind = s.kind AND l.seq = s.seq"                               \
	" JOIN list k ON k.id = l.list_id AND k.state = 'draft'"               \
	" WHERE s.job_id = ?1 AND k.id <> ?2"
DB_SQL(q_lists) = { "take.lists",
	"SELECT DISTINCT k.id" SAME };
DB_SQL(q_lines) = { "take.lines",
	"DELETE FROM line WHERE id IN (SELECT l.id" SAME ")" };
DB_SQL(q_totals) = { "take.totals",
	"UPDATE list SET lines = ?2, people = ?3, total = ?4, deducted = ?5,"
	" digest = ?6, checked_at = NULL WHERE id = ?1" };

/* Counts a list that lost lines; its checks have to run again. */
static enum status
take_count(struct db *db, int64_t list, struct err *err)
{
	struct list_sums sums;

	if (list_count(db, list, &sums, err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_totals, "iiiiib", list, sums.lines,
	    sums.people, sums.total, sums.deducted, sums.digest,
	    sizeof(sums.digest)), err);
}

enum status
list_take(struct list_job *j, int64_t list, struct err *err)
{
	struct db *db = j->c->db;
	struct db_stmt *s = db_usef(db, &q_lists, "ii", j->id, list);
	struct ids lists = { .n = 0 };
	enum status st;
	unsigned i;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row)
		ids_add(&lists, db_int(s, 0));
	if (st == ST_OK && lists.n > 0)
		st = db_run(db_usef(db, &q_lines, "ii", j->id, list), err);
	for (i = 0; st == ST_OK && i < lists.n; i++)
		st = take_count(db, lists.v[i], err);
	ids_done(&lists);
	return st;
}
