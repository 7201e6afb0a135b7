/*
 * SPDX-License-Identifier: ISC
 *
 * list/carry: what earlier lists still owe (chưa lĩnh kỳ trước chuyển sang).
 * Those lines stay open and are paid as lines of their own list; the new list
 * names them and counts them beside its own.
 *
 * Reading all lines ever made would take too long.  A line that is open now was
 * open when the owner's newest list that carried something was made, or is on a
 * list made since, or its payout was taken back since.
 */
#include "db/row.h"
#include "office/line/line.h"
#include "office/list/job.h"

/* The owner's newest list that carried something: period, id, moment. */
DB_SQL(q_since) = { "list.since",
	"SELECT p.code, l.id, l.prepared_at FROM period p"
	" {cross} JOIN list l ON l.period_id = p.id AND l.owner_id = ?1"
	" WHERE p.code < ?2 AND l.kind = 'monthly' AND l.state <> 'draft'"
	" AND l.carried_lines > 0 ORDER BY p.code DESC LIMIT 1" };
/* A supplement carries nothing: the owner's first list does. */
DB_SQL(q_main) = { "list.main",
	"SELECT 1 FROM list WHERE period_id = ?1 AND owner_id = ?2"
	" AND kind = 'monthly' AND prepared_at <> '' AND id <> ?3" };

/* Line l of somebody who lives in the commune ?2 now, of an earlier period. */
#define CARRY(from, where)                                                     \
	"INSERT INTO stage_carried (job_id,"                                   \
	" line_id)"                                                            \
	" SELECT ?1, l.id FROM"                                                \
	" " from                                                               \
	" {cross} JOIN list k ON k.id = l.list_id"                             \
	" {cross} JOIN person h ON h.id = l.person_id"                         \
	" WHERE"                                                               \
	" " where " AND l.kind <> 'funeral'"                                   \
	" AND " LINE_FREE("l.id")                                              \
	" AND k.state IN ('approved', 'closed') AND h.area_id ="               \
	" ?2"                                                                  \
	" AND h.state <> 'merged' ON CONFLICT (job_id, line_id) DO NOTHING"
DB_SQL(q_lines) = { "list.carry_lines",
	CARRY("period q {cross} JOIN line l ON l.period_id = q.id",
	    "q.code >= ?3 AND q.code < ?4 AND l.area_id IN (SELECT ?2 UNION ALL"
	    " SELECT old_id FROM area_change WHERE new_id = ?2)") };
DB_SQL(q_before) = { "list.carry_before",
	CARRY("list_carried c {cross} JOIN line l ON l.id = c.line_id",
	    "c.list_id = ?3") };
DB_SQL(q_reversed) = { "list.carry_reversed",
	CARRY("payout y {cross} JOIN line l ON l.id = y.line_id"
	    " {cross} JOIN period q ON q.id = l.period_id",
	    "y.kind = 'reverse' AND y.at >= ?3 AND q.code < ?4") };
/* Whoever moved here brings open lines along. */
DB_SQL(q_came) = { "list.carry_came",
	CARRY("transfer t {cross} JOIN line l ON l.person_id = t.person_id"
	    " {cross} JOIN period q ON q.id = l.period_id",
	    "t.to_area = ?2 AND t.state = 'moved' AND q.code < ?3") };

DB_SQL(q_carried) = { "list.carried",
	"INSERT INTO list_carried (list_id, line_id) SELECT ?2, c.line_id"
	" FROM stage_carried c WHERE c.job_id = ?1"
	" AND " LINE_FREE("c.line_id") };
DB_SQL(q_sum) = { "list.carried_sum",
	"SELECT count(*), coalesce(sum(l.amount), 0) FROM list_carried c"
	" JOIN line l ON l.id = c.line_id WHERE c.list_id = ?1" };

struct carry_since {
	char code[8], at[20];
	int64_t list; /* 0: nothing was carried yet */
};

#define COL(m) DB_COL(struct carry_since, m)
static const struct db_col since_cols[] = {
	DB_ROW(struct carry_since), COL(code), COL(list), COL(at), DB_END
};
#undef COL

enum status
list_carry(struct list_job *j, struct err *err)
{
	struct carry_since since = { .list = 0 };
	struct db *db = j->c->db;
	bool found, other;
	int64_t one;

	if (db_int1(db_usef(db, &q_main, "iii", j->period, j->owner, j->draft),
	    &one, &other, err) != ST_OK || other ||
	    db_one(db_usef(db, &q_since, "it", j->owner, j->code), since_cols,
	    &since, &found, err) != ST_OK ||
	    db_run(db_usef(db, &q_lines, "iitt", j->id, j->area, since.code,
	    j->code), err) != ST_OK ||
	    db_run(db_usef(db, &q_before, "iii", j->id, j->area, since.list),
	    err) != ST_OK ||
	    (found && db_run(db_usef(db, &q_reversed, "iitt", j->id, j->area,
	    since.at, j->code), err) != ST_OK) ||
	    (j->any.moved && db_run(db_usef(db, &q_came, "iit", j->id, j->area,
	    j->code), err) != ST_OK))
		return err->st;
	return ST_OK;
}

enum status
list_carried(struct list_job *j, int64_t list, int64_t *lines, int64_t *total,
    struct err *err)
{
	struct db *db = j->c->db;
	struct db_stmt *s;
	bool row;

	if (db_run(db_usef(db, &q_carried, "ii", j->id, list), err) != ST_OK)
		return err->st;
	s = db_usef(db, &q_sum, "i", list);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*lines = db_int(s, 0);
	*total = db_int(s, 1);
	db_reset(s);
	return ST_OK;
}
