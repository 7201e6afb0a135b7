/*
 * SPDX-License-Identifier: ISC
 *
 * list/left: what is left of lists.  One that somebody began to make and whose
 * line dropped goes on where it stopped, with list.slice (list.begin of the
 * same owner gives it up).  Lines that nobody collected stay payable when
 * their list is closed.
 */

#include "base/say.h"
#include "base/str.h"
#include "office/line/line.h"
#include "office/list/job.h"
#include "office/list/list.h"
#include "office/list/list_priv.h"
#include "office/period/owner.h"

/* -2 is given up. */
DB_SQL(q_left) = { "list.left_behind",
	"SELECT id, params FROM job WHERE kind = 'list' AND state = 'staging'"
	" AND staff_id = ?1 AND cursor > -2 ORDER BY id DESC LIMIT 1" };
DB_SQL(q_names) = { "list.left_names",
	"SELECT p.code, a.code, a.name FROM period p JOIN area a ON a.id = ?2"
	" WHERE p.id = ?1 AND p.state = 'open'" };

enum status
list_owned(struct db *db, const struct scope *sc, int64_t owner, bool *whole,
    struct err *err)
{
	return list_owner_in(db, sc, owner, whole, NULL, err);
}

DB_SQL(q_uncollected) = { "list.uncollected",
	"SELECT count(DISTINCT l.person_id), count(*),"
	" coalesce(sum(l.amount), 0) FROM list k JOIN line l ON l.list_id = k.id"
	" WHERE k.period_id = ?1 AND k.owner_id = ?2 AND k.state = 'approved'"
	" AND " LINE_FREE("l.id") };

enum status
list_uncollected(struct db *db, const struct scope *sc, int64_t period,
    int64_t owner, struct list_uncollected *out, struct err *err)
{
	struct db_stmt *s;
	bool row, whole, part = false;

	if (list_owner_in(db, sc, owner, &whole, &part, err) != ST_OK)
		return err->st;
	if (!part)
		return err_field(err, ST_DENIED, "area",
		    _("This payment list belongs to another area."));
	s = db_usef(db, &q_uncollected, "ii", period, owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	out->people = db_int(s, 0);
	out->lines = db_int(s, 1);
	out->total = db_int(s, 2);
	db_reset(s);
	return ST_OK;
}

enum status
list_left(struct db *db, int64_t staff, struct list_left *out, bool *found,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_left, "i", staff);
	struct list_job j;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*out = (struct list_left){ .job = row ? db_int(s, 0) : 0 };
	row = row && record_read(&list_job_record, db_text(s, 1), &j);
	db_reset(s);
	*found = false;
	if (!row)
		return ST_OK;
	s = db_usef(db, &q_names, "ii", j.period, j.owner);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		out->total = j.total;
		out->seen = j.seen;
		db_copy(s, 0, out->period, sizeof(out->period));
		db_copy(s, 1, out->owner, sizeof(out->owner));
		db_copy(s, 2, out->owner_name, sizeof(out->owner_name));
		*found = true;
	}
	db_reset(s);
	return ST_OK;
}
