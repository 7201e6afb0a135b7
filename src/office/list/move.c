/*
 * SPDX-License-Identifier: ISC
 *
 * list/move: who pays a month of somebody who moves.  A transfer says that
 * commune A pays to the end of a month and B from the next one on, so that
 * neither both nor none of them do; the record itself moves when the period of
 * B's first month is open, and the lists of A may be late.
 */
#include <string.h>

#include "base/str.h"
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

enum status
list_moved_here(struct list_job *j, int64_t *v, unsigned max, unsigned *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_here, "itti", j->area,
	    j->at[0].month, j->at[j->months - 1].month, (int64_t)max);
	bool row;

	*n = 0;
	for (;;) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row || *n == max)
			break;
		v[(*n)++] = db_int(s, 0);
	}
	db_reset(s);
	return ST_OK;
}

enum status
list_moves(struct list_job *j, int64_t person, struct list_moves *out,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_of, "ii", person,
	    (int64_t)LIST_MOVES);
	unsigned i;
	bool row;

	out->n = 0;
	while (out->n < LIST_MOVES) {
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			break;
		out->v[out->n].from = db_int(s, 0);
		out->v[out->n].from_point = db_int(s, 1);
		out->v[out->n].to = db_int(s, 2);
		out->v[out->n].to_point = db_int(s, 3);
		db_copy(s, 4, out->v[out->n].first, sizeof(out->v[0].first));
		out->v[out->n++].moved = db_int(s, 5) != 0;
	}
	db_reset(s);
	/* Another commune may have taken the place of one of them since. */
	for (i = 0; i < out->n; i++)
		if (area_now(j->c->db, out->v[i].from, "", &out->v[i].from,
		    err) != ST_OK || area_now(j->c->db, out->v[i].to, "",
		    &out->v[i].to, err) != ST_OK)
			return err->st;
	return ST_OK;
}

/* The move decided last is first: of those not later than the month it tells. */
bool
list_paid_here(const struct list_job *j, const struct list_person *p,
    const struct list_moves *m, const char *month, int64_t *point)
{
	unsigned i;

	*point = p->point;
	for (i = 0; i < m->n; i++)
		if (strcmp(m->v[i].first, month) <= 0)
			break;
	/* After the last move the record itself says where. */
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
