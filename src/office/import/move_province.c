/*
 * SPDX-License-Identifier: ISC
 *
 * import/move_province: a province that has ended gives way to the one that
 * took its communes, from the first whole month of the new one on
 * (office_province); and back again when the reorganisation is undone.
 */
#include <string.h>

#include "base/say.h"
#include "office/import/move.h"
#include "text/date.h"
#include "text/sentence.h"

/* The office's province when it has ended, and who took its communes. */
DB_SQL(q_province) = { "move.province",
	"SELECT o.id, o.code, min(n.id), min(n.code), count(DISTINCT n.id)"
	" FROM meta k JOIN area o ON o.level = 'province' AND o.code = k.value"
	"  AND o.valid_to <= ?2"
	" JOIN stage_move m ON m.job_id = ?1 JOIN area c ON c.id = m.new_id"
	"  AND c.level = 'commune' JOIN area d ON d.id = c.parent_id"
	" JOIN area n ON n.level = 'province'"
	"  AND (n.id = d.id OR n.id = d.parent_id)"
	" WHERE k.key = 'province' AND NOT EXISTS (SELECT 1 FROM area v"
	"  WHERE v.level = 'province' AND v.code = k.value AND v.valid_from <= ?2"
	"  AND (v.valid_to IS NULL OR v.valid_to > ?2)) GROUP BY o.id, o.code" };
DB_SQL(q_meta) = { "move.meta",
	"UPDATE meta SET value = ?1 WHERE key = 'province'" };
DB_SQL(q_office) = { "move.office",
	"INSERT INTO office_province (from_month, province) VALUES (?1, ?2)"
	" ON CONFLICT (from_month) DO UPDATE SET province = excluded.province" };
DB_SQL(q_standards) = { "move.standards",
	"INSERT INTO standard (province, from_month, amount, decree)"
	" SELECT ?2, from_month, amount, decree FROM standard"
	" WHERE province = ?1"
	" AND NOT EXISTS (SELECT 1 FROM standard WHERE province = ?2)" };
DB_SQL(q_province_staff) = { "move.province_staff",
	"UPDATE staff SET area_id = ?2 WHERE area_id = ?1" };
DB_SQL(q_province_keep) = { "move.province_keep",
	"INSERT INTO area_change (old_id, village, new_id, valid_from, staff_id,"
	" at) VALUES (?1, '', ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING" };
DB_SQL(q_month) = { "move.month",
	"SELECT province FROM office_province WHERE from_month = ?1" };
DB_SQL(q_codes) = { "move.codes",
	"SELECT (SELECT value FROM meta WHERE key = 'province'),"
	" (SELECT code FROM area WHERE id = ?1)" };
DB_SQL(q_month_off) = { "move.month_off",
	"DELETE FROM office_province WHERE from_month = ?1" };
/* Rates of the new province that are not those it was given. */
DB_SQL(q_set_since) = { "move.set_since",
	"SELECT 1 FROM standard n WHERE n.province = ?2 AND NOT EXISTS"
	" (SELECT 1 FROM standard o WHERE o.province = ?1"
	" AND o.from_month = n.from_month AND o.amount = n.amount) LIMIT 1" };
DB_SQL(q_standards_off) = { "move.standards_off",
	"DELETE FROM standard WHERE province = ?1" };
DB_SQL(q_change_off) = { "move.change_off",
	"DELETE FROM area_change WHERE old_id = ?1 AND village = ''"
	" AND new_id = ?2" };

struct move_province {
	int64_t old, new, news;
	char was[9], is[9];
};

/* Whose the month is in the table; "" when it says nothing of it. */
static enum status
province_month(struct import_job *j, const char *month, struct wire_args *was,
    struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_month, "t", month);
	enum status st;
	bool row;

	wire_args_add(was, "month", month);
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	wire_args_add(was, "of_month", db_text(s, 0));
	db_reset(s);
	return ST_OK;
}

static enum status
move_province_stand(struct import_job *j, const char *day,
    const struct move_province *p, struct err *err)
{
	struct db *db = j->c->db;
	char month[DATE_MONTH];
	struct wire_args was;
	enum status st = import_move_month(day, month, err);

	wire_args_init(&was);
	wire_args_add(&was, "province", p->was);
	if (st == ST_OK)
		st = province_month(j, month, &was, err);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_meta, "t", p->is), err);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_office, "tt", month, p->is), err);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_standards, "tt", p->was, p->is), err);
	if (st == ST_OK) {
		wire_args_add_int(&was, "standards", db_changes(db));
		st = db_run(db_usef(db, &q_province_keep, "iitit", p->old,
		    p->new, day, j->c->who->staff, j->c->now), err);
	}
	if (st == ST_OK) {
		wire_args_add_int(&was, "kept", db_changes(db));
		st = import_move_keep_province(j, p->old, p->new, &was, err);
	}
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_province_staff, "ii", p->old,
		    p->new), err);
	wire_args_done(&was);
	return st;
}

enum status
import_move_province(struct import_job *j, const char *day, struct err *err)
{
	struct db_stmt *s = db_usef(j->c->db, &q_province, "it", j->id, day);
	struct move_province p = { .old = 0 };
	char text[320];
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	p.old = db_int(s, 0);
	db_copy(s, 1, p.was, sizeof(p.was));
	p.new = db_int(s, 2);
	db_copy(s, 3, p.is, sizeof(p.is));
	p.news = db_int(s, 4);
	db_reset(s);
	if (p.news == 1)
		return move_province_stand(j, day, &p, err);
	sentence_make(text, sizeof(text), N_("province %s has ended and its "
	    "people go to several: whose standards apply must be said"), p.was);
	return import_warn(j, 0, "province", text, err);
}

/* ---- back --------------------------------------------------------------- */

static enum status
province_rates_back(struct import_job *j, const char *was, const char *is,
    struct err *err)
{
	enum status st;
	int64_t one;
	bool set;

	st = db_int1(db_usef(j->c->db, &q_set_since, "tt", was, is), &one, &set,
	    err);
	if (st == ST_OK && set)
		return err_field(err, ST_INVALID, "undoes", _("rates of the "
		    "province %s were set since: undo that first"), is);
	return st == ST_OK ? db_run(db_usef(j->c->db, &q_standards_off, "t",
	    is), err) : st;
}

enum status
import_move_province_back(struct import_job *j, int64_t old, int64_t new,
    const struct wire_args *was, struct err *err)
{
	const char *month = wire_args_text(was, "month");
	const char *of_month = wire_args_text(was, "of_month");
	const char *code = wire_args_text(was, "province");
	struct db *db = j->c->db;
	struct db_stmt *s = db_usef(db, &q_codes, "i", new);
	char is[9] = "", now[9] = "";
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	db_copy(s, 0, now, sizeof(now));
	db_copy(s, 1, is, sizeof(is));
	db_reset(s);
	if (strcmp(now, is) != 0)
		return err_field(err, ST_INVALID, "undoes", _("%s is the "
		    "office's province by now: undo what came later first"),
		    now);
	if (wire_args_int(was, "standards", 0) > 0)
		st = province_rates_back(j, code, is, err);
	if (st == ST_OK)
		st = db_run(db_usef(db, &q_meta, "t", code), err);
	if (st == ST_OK)
		st = of_month[0] == '\0' ?
		    db_run(db_usef(db, &q_month_off, "t", month), err) :
		    db_run(db_usef(db, &q_office, "tt", month, of_month), err);
	if (st == ST_OK && wire_args_int(was, "kept", 0) > 0)
		st = db_run(db_usef(db, &q_change_off, "ii", old, new), err);
	return st;
}
