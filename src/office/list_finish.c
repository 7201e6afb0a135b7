/*
 * SPDX-License-Identifier: ISC
 *
 * list_finish: the one short verb after the slices.  It takes the place of a
 * draft, or makes the main list or a supplement; counts the lines as they
 * stand and keeps their SHA-256, which approval counts anew.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/list_check_priv.h"
#include "office/list_job.h"

static const struct db_sql q_changed = { "list.changed",
	"SELECT 1 FROM journal WHERE seq > ?1 AND verb NOT IN ('pay', 'reverse',"
	" 'block', 'unblock', 'signin', 'user.passwd')"
	" AND verb NOT LIKE 'list.%' AND verb NOT LIKE 'period.%'"
	" AND verb NOT LIKE 'staff.%' LIMIT 1" };
static const struct db_sql q_staged = { "list.staged",
	"SELECT count(*), coalesce(sum(amount), 0) FROM stage_line"
	" WHERE job_id = ?1" };
static const struct db_sql q_doubles = { "list.doubles",
	"SELECT count(*) FROM (SELECT 1 FROM stage_line WHERE job_id = ?1"
	" AND kind = 'base' GROUP BY area_id, no HAVING count(*) > 1)" };
static const struct db_sql q_drop_lines = { "list.drop_lines",
	"DELETE FROM line WHERE list_id = ?1" };
static const struct db_sql q_drop = { "list.drop",
	"DELETE FROM list WHERE id = ?1" };
static const struct db_sql q_seq = { "list.seq",
	"SELECT coalesce(max(seq), 0) + 1 FROM list"
	" WHERE period_id = ?1 AND owner_id = ?2" };
static const struct db_sql q_insert = { "list.insert",
	"INSERT INTO list (id, period_id, owner_id, seq, lines, people, total,"
	" digest, prepared_by, prepared_at)"
	" VALUES (?1, ?2, ?3, ?4, 0, 0, 0, ?5, ?6, ?7)" };
static const struct db_sql q_lines = { "list.insert_lines",
	"INSERT INTO line (id, list_id, period_id, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, area_id, point_id, delivery, name, birth, identity,"
	" village) SELECT ?4 + row_number() OVER (ORDER BY area_id, no,"
	" entitlement_id, month, kind, seq), ?2, ?3, no, person_id,"
	" entitlement_id, month, kind, seq, amount, standard, hundredths,"
	" category, area_id, point_id, delivery, name, birth, identity, village"
	" FROM stage_line WHERE job_id = ?1"
	" ORDER BY area_id, no, entitlement_id, month, kind, seq" };
static const struct db_sql q_totals = { "list.totals",
	"UPDATE list SET lines = ?2, people = ?3, total = ?4, digest = ?5"
	" WHERE id = ?1" };

/*
 * What was staged is only true while nobody touched people, papers or
 * entitlements; payouts and other lists do not matter.
 */
static enum status
list_still_true(struct list_job *j, int64_t *lines, int64_t *total,
    struct err *err)
{
	struct db *db = j->c->db;
	struct db_stmt *s;
	int64_t one;
	bool changed, row;

	if (j->cursor >= 0)
		return err_set(err, ST_INVALID,
		    _("The list is not complete yet: %" PRId64 " of %" PRId64
		    " people."), j->seen, j->total);
	if (db_int1(db_usef(db, &q_changed, "i", j->journal), &one, &changed,
	    err) != ST_OK)
		return err->st;
	if (changed)
		return err_set(err, ST_BUSY,
		    _("The roll was changed while the list was being made: "
		    "make it once more."));
	s = db_usef(db, &q_staged, "i", j->id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	*lines = db_int(s, 0);
	*total = db_int(s, 1);
	db_reset(s);
	if (*lines == 0)
		return err_set(err, ST_INVALID,
		    _("Nobody to put on a list: all who are entitled are on "
		    "one for %s."), j->month);
	return ST_OK;
}

/* The list row and its lines, without totals. */
static enum status
list_insert(struct list_job *j, int64_t lines, int64_t *list, int64_t *seq,
    struct err *err)
{
	static const unsigned char none[DIGEST_LEN];
	struct db *db = j->c->db;
	int64_t first;
	bool found;

	if (j->draft != 0 &&
	    (list_check_drop(db, j->draft, err) != ST_OK ||
	    db_run(db_usef(db, &q_drop_lines, "i", j->draft), err) != ST_OK ||
	    db_run(db_usef(db, &q_drop, "i", j->draft), err) != ST_OK))
		return err->st;
	if (db_int1(db_usef(db, &q_seq, "ii", j->period, j->owner), seq,
	    &found, err) != ST_OK ||
	    db_next_id(db, "list", list, err) != ST_OK ||
	    db_take_ids(db, "line", lines, &first, err) != ST_OK ||
	    db_run(db_usef(db, &q_insert, "iiiibit", *list, j->period,
	    j->owner, *seq, none, sizeof(none), j->c->who->staff, j->c->now),
	    err) != ST_OK)
		return err->st;
	return db_run(db_usef(db, &q_lines, "iiii", j->id, *list, j->period,
	    first - 1), err);
}

enum status
list_finish_run(struct verb_call *c, struct err *err)
{
	int64_t lines = 0, total = 0, list = 0, seq = 0, doubles = 0;
	char digest[2 * DIGEST_LEN + 1];
	struct list_sums sums;
	struct list_job j;
	bool found;

	if (list_job_load(c, &j, err) != ST_OK ||
	    list_still_true(&j, &lines, &total, err) != ST_OK ||
	    list_insert(&j, lines, &list, &seq, err) != ST_OK ||
	    list_count(c->db, list, &sums, err) != ST_OK)
		return err->st;
	if (sums.lines != lines || sums.total != total)
		return err_set(err, ST_CORRUPT,
		    _("The lines do not add up to what was staged."));
	if (db_run(db_usef(c->db, &q_totals, "iiiib", list, sums.lines,
	    sums.people, sums.total, sums.digest, sizeof(sums.digest)),
	    err) != ST_OK ||
	    db_int1(db_usef(c->db, &q_doubles, "i", j.id), &doubles, &found,
	    err) != ST_OK ||
	    list_job_drop(&j, "done", err) != ST_OK)
		return err->st;
	str_hex(digest, sums.digest, sizeof(sums.digest));
	wire_args_add_int(c->out, "list", list);
	wire_args_add_int(c->out, "seq", seq);
	wire_args_add_int(c->out, "lines", sums.lines);
	wire_args_add_int(c->out, "people", sums.people);
	wire_args_add_int(c->out, "total", sums.total);
	wire_args_add_int(c->out, "doubles", doubles);
	wire_args_add(c->out, "digest", digest);
	return ST_OK;
}
