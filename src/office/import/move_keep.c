/*
 * SPDX-License-Identifier: ISC
 *
 * import/move_keep: how everything stood that an approved reorganisation took
 * to other areas.  Owns move_was.
 */
#include <string.h>

#include "office/import/move.h"
#include "office/verb/journal.h"

/* ---- how it stood: sets, of rows that only change their area ---- */

#define KEEP                                                                   \
	"INSERT INTO move_was (change_id, what, id, from_area, to_area) SELECT "
DB_SQL(q_keep_village) = { "move_keep.keep_village",
	KEEP "?1, 'person', id, ?2, ?4 FROM person WHERE area_id = ?2"
	" AND village = ?3" };
DB_SQL(q_keep_people) = { "move_keep.keep_people",
	KEEP "?1, 'person', p.id, m.old_id, m.new_id FROM stage_move m"
	" JOIN person p ON p.area_id = m.old_id WHERE m.job_id = ?2"
	" AND m.village = ''" };
DB_SQL(q_keep_points) = { "move_keep.keep_points",
	KEEP "?1, 'point', t.id, m.old_id, m.new_id FROM stage_move m"
	" JOIN point t ON t.area_id = m.old_id WHERE m.job_id = ?2"
	" AND m.village = ''" };
DB_SQL(q_keep_staff) = { "move_keep.keep_staff",
	KEEP "?1, 'staff', f.id, f.area_id, min(m.new_id) FROM staff f"
	" JOIN stage_move m ON m.job_id = ?2 AND m.old_id = f.area_id"
	" GROUP BY f.id HAVING count(DISTINCT m.new_id) = 1"
	" ON CONFLICT DO NOTHING" };
DB_SQL(q_keep_province) = { "move_keep.keep_province",
	KEEP "?1, 'staff', id, ?2, ?3 FROM staff WHERE area_id = ?2" };
DB_SQL(q_keep) = { "move_keep.keep",
	"INSERT INTO move_was (change_id, what, id, from_area, to_area, was,"
	" became) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)" };
DB_SQL(q_person) = { "move_keep.person",
	KEEP "?1, 'person', id, area_id, ?3 FROM person WHERE id = ?2" };

/* ---- rows with more than an area, as one text ---- */

DB_SQL(q_request) = { "move_keep.request",
	"SELECT coalesce(area_id, 0), fields, was FROM change WHERE id = ?1" };
DB_SQL(q_transfer) = { "move_keep.transfer",
	"SELECT coalesce(t.from_area, 0), coalesce(t.to_area, 0), t.last_month,"
	" t.first_month, t.state, coalesce(t.moved_at, ''), p.village,"
	" p.point_id, p.id FROM transfer t JOIN person p ON p.id = t.person_id"
	" WHERE t.id = ?1" };
static const struct move_rows {
	const char *what;
	const struct db_sql *q;
	const char *columns[10]; /* ended by NULL */
} move_rows[] = {
	{ "request", &q_request, { "area", "fields", "was", NULL } },
	{ "transfer", &q_transfer, { "from", "to", "last", "first", "state",
	    "moved", "village", "point", "person", NULL } },
};

enum status
import_move_keep_village(struct import_job *j, int64_t old,
    const char *village, int64_t to, struct err *err)
{
	return j->change == 0 ? ST_OK : db_run(db_usef(j->c->db,
	    &q_keep_village, "iiti", j->change, old, village, to), err);
}

enum status
import_move_keep_all(struct import_job *j, enum move_kept what,
    struct err *err)
{
	static const struct db_sql *const q[] = { &q_keep_people,
		&q_keep_points, &q_keep_staff };

	return j->change == 0 ? ST_OK : db_run(db_usef(j->c->db, q[what], "ii",
	    j->change, j->id), err);
}

enum status
import_move_keep_province(struct import_job *j, int64_t old, int64_t new,
    const struct wire_args *was, struct err *err)
{
	struct buf text;
	enum status st;

	if (j->change == 0)
		return ST_OK;
	buf_init(&text, MOVE_WAS_BYTES);
	st = journal_encode(&text, was, err);
	if (st == ST_OK)
		st = db_run(db_usef(j->c->db, &q_keep, "itiiitt", j->change,
		    "province", old, old, new, buf_str(&text), ""), err);
	if (st == ST_OK)
		st = db_run(db_usef(j->c->db, &q_keep_province, "iii",
		    j->change, old, new), err);
	buf_done(&text);
	return st;
}

enum status
import_move_keep_person(struct import_job *j, int64_t person, int64_t to,
    struct err *err)
{
	return j->change == 0 ? ST_OK : db_run(db_usef(j->c->db, &q_person,
	    "iii", j->change, person, to), err);
}

enum status
import_move_row(struct import_job *j, const char *what, int64_t id,
    struct buf *out, struct err *err)
{
	const struct move_rows *r = strcmp(what, "request") == 0 ?
	    &move_rows[0] : &move_rows[1];
	struct db_stmt *s = db_usef(j->c->db, r->q, "i", id);
	struct wire_args is;
	enum status st;
	bool row;
	int i;

	buf_clear(out);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	wire_args_init(&is);
	for (i = 0; r->columns[i] != NULL; i++)
		wire_args_add(&is, r->columns[i], db_text(s, i));
	db_reset(s);
	st = journal_encode(out, &is, err);
	wire_args_done(&is);
	return st;
}

enum status
import_move_keep(struct import_job *j, const char *what, int64_t id,
    struct buf *was, struct err *err)
{
	struct buf now;
	enum status st;

	if (j->change == 0)
		return ST_OK;
	buf_init(&now, MOVE_WAS_BYTES);
	st = import_move_row(j, what, id, &now, err);
	if (st == ST_OK)
		st = db_run(db_usef(j->c->db, &q_keep, "itiiitt", j->change,
		    what, id, (int64_t)0, (int64_t)0, buf_str(was),
		    buf_str(&now)), err);
	buf_done(&now);
	return st;
}
