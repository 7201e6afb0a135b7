/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer: begins and undoes transfers, and moves the records of approved
 * ones when they are due.  Owns transfer.  Lists go by the months of a transfer
 * (list/move.c), not by the place of the record, so that a late list of the old
 * place still has its last month.
 */
#include "office/roll/transfer.h"

#include <stdio.h>

#include "base/say.h"
#include "base/str.h"
#include "db/row.h"
#include "office/verb/journal.h"
#include "office/period/period.h"
#include "office/roll/person_store.h"
#include "office/roll/transfer_store.h"

NAMES(transfer_directions, [TRANSFER_WITHIN] = "within",
    [TRANSFER_OUT] = "out", [TRANSFER_IN] = "in");

DB_SQL(q_pending) = { "transfer.pending",
	"SELECT t.id, t.change_id, t.direction,"
	" CASE t.direction WHEN 'out' THEN t.elsewhere ELSE coalesce(a.name,"
	" '') END,"
	" coalesce(p.name, ''), t.last_month, t.first_month FROM transfer t"
	" LEFT JOIN area a ON a.id = t.to_area LEFT JOIN point p ON p.id ="
	" t.to_point"
	" WHERE t.person_id = ?1 AND t.state = 'due' LIMIT 1" };
DB_SQL(q_covered) = { "transfer.covered",
	"SELECT coalesce(max(m.month), '') FROM period_month m"
	" JOIN period p ON p.id = m.period_id WHERE p.state = 'open'"
	" AND m.month <= ?1" };
/* Not of people who died before the first month of the new place; the transfer
 * stays pending, in case the death is undone. */
DB_SQL(q_due) = { "transfer.due",
	"SELECT t.id, t.person_id, t.direction, t.to_area, t.to_point,"
	" t.village, t.first_month, c.fields FROM transfer t"
	" JOIN change c ON c.id = t.change_id JOIN person p ON p.id ="
	" t.person_id"
	" WHERE t.state = 'due' AND t.first_month <= ?1"
	" AND NOT (p.state = 'dead' AND substr(p.state_on, 1, 7) <"
	" t.first_month)"
	" ORDER BY t.first_month, t.id LIMIT 1" };
/* The commune that replaces that one on the day it begins to pay. */
DB_SQL(q_successor) = { "transfer.successor",
	"SELECT new_id FROM area_change WHERE old_id = ?1 AND village = ''"
	" AND valid_from <= ?2" };
DB_SQL(q_moved) = { "transfer.moved",
	"UPDATE transfer SET state = 'moved', moved_at = ?2 WHERE id = ?1" };
DB_SQL(q_add) = { "transfer.add",
	"INSERT INTO transfer (id, change_id, person_id, direction, from_area,"
	" from_point, to_area, to_point, elsewhere, village, last_month,"
	" first_month, state, moved_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
	" ?9, ?10, ?11, ?12, CASE WHEN CAST(?13 AS TEXT) IS NULL"
	" THEN 'due' ELSE 'moved' END, ?13)" };
DB_SQL(q_of) = { "transfer.of",
	"SELECT person_id, direction, moved_at IS NOT NULL, from_area,"
	" from_point FROM transfer WHERE change_id = ?1" };
DB_SQL(q_undone) = { "transfer.undone",
	"UPDATE transfer SET state = 'undone' WHERE change_id = ?1" };
DB_SQL(q_ends) = { "transfer.ends",
	"UPDATE transfer SET from_area = ?2, to_area = ?3 WHERE id = ?1" };
/* ?3 first month of the new commune, ?4 the month before.  A transfer from the
 * commune that stays is undone: it pays before and after. */
DB_SQL(q_joined) = { "transfer.joined",
	"UPDATE transfer SET moved_at = ?5,"
	" to_area = CASE WHEN from_area = ?2 THEN to_area ELSE ?2 END,"
	" state = CASE WHEN from_area = ?2 THEN 'undone' ELSE 'moved' END,"
	" last_month = CASE WHEN last_month < ?4 THEN last_month ELSE ?4 END,"
	" first_month = CASE WHEN first_month < ?3 THEN first_month ELSE ?3 END"
	" WHERE id = ?1" };
DB_SQL(q_back) = { "transfer.back",
	"UPDATE transfer SET from_area = ?2, to_area = ?3, last_month = ?4,"
	" first_month = ?5, state = ?6, moved_at = nullif(?7, '') WHERE id ="
	" ?1" };

struct transfer_step {
	int64_t id, person;
	struct person_place to;
	enum transfer_direction direction;
	char village[192], first[8];
};

#define COL(m) DB_COL(struct transfer_row, m)
static const struct db_col row_cols[] = {
	DB_ROW(struct transfer_row), COL(id), COL(change), DB_COL_ENUM(
	    struct transfer_row, direction, &transfer_directions),
	COL(to), COL(point), COL(last), COL(first), DB_END
};
#undef COL

#define COL(m) DB_COL(struct transfer_step, m)
static const struct db_col step_cols[] = {
	DB_ROW(struct transfer_step), COL(id), COL(person), DB_COL_ENUM(
	    struct transfer_step, direction, &transfer_directions),
	COL(to.area), COL(to.point), COL(village), COL(first), DB_END
};
#undef COL

/* ---- moving --------------------------------------------------------------- */

/* Follows changes of areas since the request was approved. */
static enum status
transfer_area(struct verb_call *c, struct transfer_step *t, const char *day,
    struct err *err)
{
	bool found = true;
	int64_t next;
	int i;

	for (i = 0; found && i < 8; i++) {
		if (db_int1(db_usef(c->db, &q_successor, "it", t->to.area,
		    day), &next, &found, err) != ST_OK)
			return err->st;
		if (found)
			t->to.area = next;
	}
	return ST_OK;
}

static enum status
transfer_step(struct verb_call *c, struct transfer_step *t, struct err *err)
{
	char day[16];

	(void)snprintf(day, sizeof(day), "%s-01", t->first);
	if (t->direction == TRANSFER_OUT ?
	    person_stand(c, t->person, &(struct person_standing){
	    .state = PERSON_MOVED, .on = day, .from = PERSON_ACTIVE },
	    err) != ST_OK :
	    transfer_area(c, t, day, err) != ST_OK ||
	    person_move(c, t->person, &t->to, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_moved, "it", t->id, c->now), err);
}

/* The last month that an open period covers, "" none. */
static enum status
transfer_covered(struct verb_call *c, char month[8], struct err *err)
{
	char horizon[DATE_MONTH];
	struct db_stmt *s;
	bool row;

	if (period_horizon(c->db, c->today, horizon, err) != ST_OK)
		return err->st;
	s = db_usef(c->db, &q_covered, "t", horizon);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, month, 8);
	db_reset(s);
	return ST_OK;
}

enum status
transfer_move_due(struct verb_call *c, const char *month, int64_t *moved,
    struct err *err)
{
	struct wire_args asked;
	struct transfer_step t;
	struct db_stmt *s;
	char covered[8];
	bool row;

	if (str_empty(month)) {
		if (transfer_covered(c, covered, err) != ST_OK)
			return err->st;
		month = covered;
	}
	for (*moved = 0;; (*moved)++) {
		s = db_usef(c->db, &q_due, "t", month);
		if (db_step(s, &row, err) != ST_OK)
			return err->st;
		if (!row)
			return ST_OK;
		db_row(s, step_cols, &t);
		t.to.village = t.village;
		wire_args_init(&asked);
		journal_decode(db_text(s, 7), &asked);
		t.to.delivery = names_find(&deliveries,
		    wire_args_text(&asked, "delivery"));
		wire_args_done(&asked);
		db_reset(s);
		if (transfer_step(c, &t, err) != ST_OK)
			return err->st;
	}
}

enum status
transfer_due(struct db *db, const struct scope *sc, int64_t person,
    struct transfer_row *out, bool *found, struct err *err)
{
	if (person_inside(db, sc, person, err) != ST_OK)
		return err->st;
	return db_one(db_usef(db, &q_pending, "i", person), row_cols, out,
	    found, err);
}

/* ---- requests ------------------------------------------------------------- */

enum status
transfer_begin(struct verb_call *c, const struct transfer_new *t, int64_t *id,
    struct err *err)
{
	char last[8];

	if (month_add(t->first, -1, last) != ST_OK)
		return err_field(err, ST_INVALID, "month", _("'%s' is no month"),
		    t->first);
	if (db_next_id(c->db, "transfer", id, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_add, "iiitoooottttt", *id, t->change,
	    t->person, names_word(&transfer_directions, t->direction),
	    t->from.area, t->from.point, t->to.area, t->to.point, t->elsewhere,
	    t->to.village, last, t->first, t->moved ? c->now : NULL), err);
}

/* What undoing one begins with. */
struct transfer_undo {
	int64_t person, area, point; /* the old place */
	enum transfer_direction direction;
	bool moved;
};

#define COL(m) DB_COL(struct transfer_undo, m)
static const struct db_col undo_cols[] = {
	DB_ROW(struct transfer_undo), COL(person), DB_COL_ENUM(
	    struct transfer_undo, direction, &transfer_directions),
	COL(moved), COL(area), COL(point), DB_END
};
#undef COL

enum status
transfer_undo(struct verb_call *c, int64_t change, struct person_place *back,
    const char *off, bool *moved, struct err *err)
{
	static const struct person_standing again = { .state = PERSON_ACTIVE,
	    .from = PERSON_MOVED };
	const struct person_standing gone = { .state = PERSON_MOVED,
	    .on = off };
	struct transfer_undo of;
	bool found;

	*moved = false;
	if (db_one(db_usef(c->db, &q_of, "i", change), undo_cols, &of, &found,
	    err) != ST_OK)
		return err->st;
	if (!found)
		return ST_OK;
	*moved = of.moved;
	if (of.direction == TRANSFER_WITHIN) {
		back->area = of.area;
		back->point = of.point;
	}
	if (of.direction == TRANSFER_OUT ?
	    person_stand(c, of.person, &again, err) != ST_OK :
	    of.moved && person_move(c, of.person, back, err) != ST_OK)
		return err->st;
	if (of.direction == TRANSFER_IN &&
	    person_stand(c, of.person, &gone, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_undone, "i", change), err);
}

enum status
transfer_follow(struct verb_call *c, const struct transfer_ends *t,
    const char *month, struct err *err)
{
	const struct person_place to = { .area = t->to, .point = t->point,
		.village = t->village };
	char before[DATE_MONTH];

	if (t->from != t->to)
		return db_run(db_usef(c->db, &q_ends, "ioo", t->id, t->from,
		    t->to), err);
	if (month_add(month, -1, before) != ST_OK)
		return err_set(err, ST_CORRUPT, _("%s is no month"), month);
	if (person_move(c, t->person, &to, err) != ST_OK)
		return err->st;
	return db_run(db_usef(c->db, &q_joined, "iittt", t->id, t->to, month,
	    before, c->now), err);
}

enum status
transfer_follow_undo(struct verb_call *c, const struct transfer_was *was,
    struct err *err)
{
	return db_run(db_usef(c->db, &q_back, "iootttt", was->id, was->from,
	    was->to, was->last, was->first, was->state, was->moved), err);
}
