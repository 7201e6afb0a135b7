/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer: transfers begun and taken back, and the moving itself of records
 * whose transfer was approved.  Owns transfer.  Lists do not depend on the
 * moving: they go by the months of the transfer (list/move.c), so that a late
 * list of the old place still has its last month.
 */
#include "office/roll/transfer.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/verb/journal.h"
#include "office/period/period.h"
#include "office/roll/person_store.h"
#include "office/roll/transfer_store.h"

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
/* Who died before the new place's first month stays; should that be undone,
 * the move still waits. */
DB_SQL(q_due) = { "transfer.due",
	"SELECT t.id, t.person_id, t.direction, t.to_area, t.to_point,"
	" t.village, t.first_month, c.fields FROM transfer t"
	" JOIN change c ON c.id = t.change_id JOIN person p ON p.id ="
	" t.person_id"
	" WHERE t.state = 'due' AND t.first_month <= ?1"
	" AND NOT (p.state = 'dead' AND substr(p.state_on, 1, 7) <"
	" t.first_month)"
	" ORDER BY t.first_month, t.id LIMIT 1" };
/* Which commune took that one's place by the day it begins to pay. */
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
/* ?3 first month of the new commune, ?4 the one before.  Within a commune that
 * takes the other one in, nobody pays until a month: it is no transfer. */
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
	char direction[8], village[192], first[8];
	char delivery[6]; /* "": as it is */
};

/* ---- moving --------------------------------------------------------------- */

/* The commune asked for may be another by now. */
static enum status
transfer_area(struct verb_call *c, struct transfer_step *t, const char *day,
    struct err *err)
{
	enum status st = ST_OK;
	bool found = true;
	int64_t next;
	int i;

	for (i = 0; st == ST_OK && found && i < 8; i++) {
		st = db_int1(db_usef(c->db, &q_successor, "it", t->to.area,
		    day),
		    &next, &found, err);
		if (st == ST_OK && found)
			t->to.area = next;
	}
	return st;
}

static enum status
transfer_step(struct verb_call *c, struct transfer_step *t, struct err *err)
{
	enum status st;
	char day[16];

	(void)snprintf(day, sizeof(day), "%s-01", t->first);
	if (strcmp(t->direction, "out") == 0)
		st = person_stand(c, t->person, &(struct person_standing){
		    .state = "moved", .on = day, .from = "active" }, err);
	else if ((st = transfer_area(c, t, day, err)) == ST_OK)
		st = person_move(c, t->person, &t->to, err);
	if (st == ST_OK)
		st = db_run(db_usef(c->db, &q_moved, "it", t->id, c->now), err);
	return st;
}

/* Last month that an open period covers; "" none. */
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
	enum status st;
	bool row;

	if (str_empty(month)) {
		if (transfer_covered(c, covered, err) != ST_OK)
			return err->st;
		month = covered;
	}
	for (*moved = 0;; (*moved)++) {
		s = db_usef(c->db, &q_due, "t", month);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		t.id = db_int(s, 0);
		t.person = db_int(s, 1);
		db_copy(s, 2, t.direction, sizeof(t.direction));
		t.to = (struct person_place){ db_int(s, 3), db_int(s, 4),
		    t.village, t.delivery };
		db_copy(s, 5, t.village, sizeof(t.village));
		db_copy(s, 6, t.first, sizeof(t.first));
		wire_args_init(&asked);
		journal_decode(db_text(s, 7), &asked);
		(void)str_copy_cut(t.delivery, sizeof(t.delivery),
		    wire_args_text(&asked, "delivery"));
		wire_args_done(&asked);
		db_reset(s);
		st = transfer_step(c, &t, err);
		if (st != ST_OK)
			return st;
	}
}

enum status
transfer_due(struct db *db, const struct scope *sc, int64_t person,
    struct transfer_row *out, bool *found, struct err *err)
{
	enum status st = person_inside(db, sc, person, err);
	struct db_stmt *s;

	if (st != ST_OK)
		return st;
	s = db_usef(db, &q_pending, "i", person);
	st = db_step(s, found, err);
	if (st != ST_OK || !*found)
		return st;
	out->id = db_int(s, 0);
	out->change = db_int(s, 1);
	db_copy(s, 2, out->direction, sizeof(out->direction));
	db_copy(s, 3, out->to, sizeof(out->to));
	db_copy(s, 4, out->point, sizeof(out->point));
	db_copy(s, 5, out->last, sizeof(out->last));
	db_copy(s, 6, out->first, sizeof(out->first));
	db_reset(s);
	return ST_OK;
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
	    t->person, t->direction, t->from.area, t->from.point, t->to.area,
	    t->to.point, t->elsewhere, t->to.village, last, t->first,
	    t->moved ? c->now : NULL), err);
}

enum status
transfer_undo(struct verb_call *c, int64_t change, struct person_place *back,
    const char *off, bool *moved, struct err *err)
{
	static const struct person_standing again = { .state = "active",
	    .from = "moved" };
	const struct person_standing gone = { .state = "moved", .on = off };
	struct db_stmt *s = db_usef(c->db, &q_of, "i", change);
	char direction[8];
	int64_t person;
	enum status st;
	bool row;

	*moved = false;
	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	person = db_int(s, 0);
	db_copy(s, 1, direction, sizeof(direction));
	*moved = db_int(s, 2) != 0;
	if (strcmp(direction, "within") == 0) {
		back->area = db_int(s, 3);
		back->point = db_int(s, 4);
	}
	db_reset(s);
	if (strcmp(direction, "out") == 0)
		st = person_stand(c, person, &again, err);
	else if (*moved)
		st = person_move(c, person, back, err);
	if (st == ST_OK && strcmp(direction, "in") == 0)
		st = person_stand(c, person, &gone, err);
	return st == ST_OK ? db_run(db_usef(c->db, &q_undone, "i", change),
	    err) : st;
}

enum status
transfer_follow(struct verb_call *c, const struct transfer_ends *t,
    const char *month, struct err *err)
{
	const struct person_place to = { t->to, t->point, t->village, NULL };
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
