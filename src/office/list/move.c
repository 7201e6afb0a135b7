/*
 * SPDX-License-Identifier: ISC
 *
 * list/move: who pays a month of somebody who moves.  A transfer says that
 * commune A pays to the end of a month and B from the next one on, so that no
 * month is paid by both or by none.  The record itself moves when the period of
 * B's first month is opened, which may be before A's last list is made.
 */
#include <string.h>

#include "db/row.h"
#include "office/list/job.h"
#include "office/place/stored.h"

/* Transfers within the province that stand. */
#define STANDS " t.direction = 'within' AND t.state IN ('due', 'moved')"

DB_SQL(q_here) = { "list.moved_here",
	"SELECT t.person_id FROM transfer t JOIN person p ON p.id = t.person_id"
	" WHERE t.from_area = ?1 AND t.first_month > ?2 AND" STANDS
	" AND p.area_id <> ?1"
	" UNION SELECT t.person_id FROM transfer t"
	" JOIN person p ON p.id = t.person_id"
	" WHERE t.to_area = ?1 AND t.first_month <= ?3 AND t.state = 'due'"
	" AND t.direction = 'within' AND p.area_id <> ?1 LIMIT ?4" };
DB_SQL(q_of) = { "list.moves",
	"SELECT t.from_area, t.from_point, t.to_area, t.to_point,"
	" t.first_month, t.state = 'moved' FROM transfer t"
	" WHERE t.person_id = ?1 AND" STANDS
	" ORDER BY t.id DESC LIMIT ?2" };

#define COL(m) DB_COL(struct list_move, m)
static const struct db_col move_cols[] = {
	DB_ROW(struct list_move), COL(from), COL(from_point), COL(to),
	COL(to_point), COL(first), COL(moved), DB_END
};
#undef COL

enum status
list_moved_here(struct list_job *j, int64_t *v, unsigned max, unsigned *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_here, "itti", j->area,
	    j->at[0].month, j->at[j->months - 1].month, (int64_t)max);
	enum status st = ST_OK;
	bool row;

	*n = 0;
	while (*n < max && (st = db_step(s, &row, err)) == ST_OK && row)
		v[(*n)++] = db_int(s, 0);
	db_reset(s);
	return st;
}

enum status
list_moves(struct list_job *j, int64_t person, struct list_moves *out,
    struct err *err)
{
	unsigned i;

	if (db_all(db_usef(j->c->db, &q_of, "ii", person, (int64_t)LIST_MOVES),
	    move_cols, out->v, LIST_MOVES, &out->n, err) != ST_OK)
		return err->st;
	/* Another commune may have taken the place of one of them since. */
	for (i = 0; i < out->n; i++)
		if (area_now(j->c->db, out->v[i].from, "", &out->v[i].from,
		    err) != ST_OK || area_now(j->c->db, out->v[i].to, "",
		    &out->v[i].to, err) != ST_OK)
			return err->st;
	return ST_OK;
}

/* The newest transfer whose first month is not later than `month` counts. */
bool
list_paid_here(const struct list_job *j, const struct list_person *p,
    const struct list_moves *m, const char *month, int64_t *point)
{
	unsigned i;

	*point = p->point;
	for (i = 0; i < m->n; i++)
		if (strcmp(m->v[i].first, month) <= 0)
			break;
	/* After the last transfer the record itself says where. */
	if (m->n == 0 || (i == 0 && m->v[0].moved))
		return p->here;
	if (i < m->n) {
		if (m->v[i].to_point != 0)
			*point = m->v[i].to_point;
		return m->v[i].to == j->area;
	}
	if (m->v[m->n - 1].from_point != 0)
		*point = m->v[m->n - 1].from_point;
	return m->v[m->n - 1].from == j->area;
}
