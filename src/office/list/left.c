/*
 * SPDX-License-Identifier: ISC
 *
 * list/left: lists that somebody began and did not finish: list.slice goes on
 * with such a job where it stopped, list.begin of the same owner ends it.  And
 * lines that nobody has collected; they stay payable when their list is closed.
 */
#include "base/say.h"
#include "db/row.h"
#include "office/line/line.h"
#include "office/list/job.h"
#include "office/list/list.h"
#include "office/list/list_priv.h"
#include "office/period/owner.h"

/* Cursor -2: given up (LIST_GIVEN_UP). */
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

#define COL(m) DB_COL(struct list_uncollected, m)
static const struct db_col uncollected_cols[] = {
	DB_ROW(struct list_uncollected), COL(people), COL(lines), COL(total),
	DB_END
};
#undef COL

#define COL(m) DB_COL(struct list_left, m)
static const struct db_col names_cols[] = {
	DB_ROW(struct list_left), COL(period), COL(owner), COL(owner_name),
	DB_END
};
#undef COL

enum status
list_uncollected(struct db *db, const struct scope *sc, int64_t period,
    int64_t owner, struct list_uncollected *out, struct err *err)
{
	bool found, whole, part = false;

	if (list_owner_in(db, sc, owner, &whole, &part, err) != ST_OK)
		return err->st;
	if (!part)
		return err_field(err, ST_DENIED, "area",
		    _("This payment list belongs to another area."));
	return db_one(db_usef(db, &q_uncollected, "ii", period, owner),
	    uncollected_cols, out, &found, err);
}

enum status
list_left(struct db *db, int64_t staff, struct list_left *out, bool *found,
    struct err *err)
{
	struct db_stmt *s = db_usef(db, &q_left, "i", staff);
	struct list_job j = { .id = 0 };

	if (db_step(s, found, err) != ST_OK)
		return err->st;
	if (*found) {
		j.id = db_int(s, 0);
		*found = record_read(&list_job_record, db_text(s, 1), &j);
	}
	db_reset(s);
	if (*found && db_one(db_usef(db, &q_names, "ii", j.period, j.owner),
	    names_cols, out, found, err) != ST_OK)
		return err->st;
	if (!*found)
		return ST_OK;
	out->job = j.id;
	out->total = j.total;
	out->seen = j.seen;
	return ST_OK;
}
