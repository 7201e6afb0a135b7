/*
 * SPDX-License-Identifier: ISC
 *
 * roll/transfer: the moving itself of records whose transfer was approved.  Lists
 * do not depend on it: they go by the months of the transfer (list/move.c), so
 * that a late list of the old place still has its last month.
 */
#include "office/roll/transfer.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/verb/journal.h"
#include "office/period/period.h"
#include "office/roll/person_store.h"
#include "office/place/stored.h"
#include "office/roll/transfer_store.h"
#include "text/sortkey.h"

static const struct db_sql q_pending = { "transfer.pending",
	"SELECT t.id, t.change_id, t.direction,"
	" CASE t.direction WHEN 'out' THEN t.elsewhere ELSE coalesce(a.name, '') END,"
	" coalesce(p.name, ''), t.last_month, t.first_month FROM transfer t"
	" LEFT JOIN area a ON a.id = t.to_area LEFT JOIN point p ON p.id = t.to_point"
	" WHERE t.person_id = ?1 AND t.state = 'due' LIMIT 1" };
static const struct db_sql q_covered = { "transfer.covered",
	"SELECT coalesce(max(m.month), '') FROM period_month m"
	" JOIN period p ON p.id = m.period_id WHERE p.state = 'open'"
	" AND m.month <= ?1" };
/* Who died before the new place's first month stays; should that be undone,
 * the move still waits. */
static const struct db_sql q_due = { "transfer.due",
	"SELECT t.id, t.person_id, t.direction, t.to_area, t.to_point,"
	" t.village, t.first_month, c.fields FROM transfer t"
	" JOIN change c ON c.id = t.change_id JOIN person p ON p.id = t.person_id"
	" WHERE t.state = 'due' AND t.first_month <= ?1"
	" AND NOT (p.state = 'dead' AND substr(p.state_on, 1, 7) < t.first_month)"
	" ORDER BY t.first_month, t.id LIMIT 1" };
/* Which commune took that one's place by the day it begins to pay. */
static const struct db_sql q_successor = { "transfer.successor",
	"SELECT new_id FROM area_change WHERE old_id = ?1 AND village = ''"
	" AND valid_from <= ?2" };
static const struct db_sql q_move = { "transfer.move",
	"UPDATE person SET area_id = ?2, point_id = ?3, village = ?4,"
	" village_key = ?5, changed_at = ?6,"
	" delivery = CASE ?7 WHEN '' THEN delivery ELSE ?7 END WHERE id = ?1" };
static const struct db_sql q_leave = { "transfer.leave",
	"UPDATE person SET state = 'moved', state_on = ?2, changed_at = ?3"
	" WHERE id = ?1 AND state = 'active'" };
static const struct db_sql q_moved = { "transfer.moved",
	"UPDATE transfer SET state = 'moved', moved_at = ?2 WHERE id = ?1" };
/* ---- moving --------------------------------------------------------------- */

enum status
transfer_set_place(struct verb_call *c, const struct transfer_step *t,
    struct err *err)
{
	unsigned char key[SORTKEY_SIZE];
	size_t n = sortkey_text(key, sizeof(key), t->village);
	enum status st;
	int64_t area;

	/* A place of before may have gone into another since. */
	st = area_now(c->db, t->area, t->village, &area, err);
	if (st != ST_OK)
		return st;
	return db_run(db_usef(c->db, &q_move, "iiitbtt", t->person, area,
	    t->point, t->village, (const void *)key, n, c->now, t->delivery),
	    err);
}

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
		st = db_int1(db_usef(c->db, &q_successor, "it", t->area, day),
		    &next, &found, err);
		if (st == ST_OK && found)
			t->area = next;
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
		st = db_run(db_usef(c->db, &q_leave, "itt", t->person, day,
		    c->now), err);
	else if ((st = transfer_area(c, t, day, err)) == ST_OK)
		st = transfer_set_place(c, t, err);
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
		t.area = db_int(s, 3);
		t.point = db_int(s, 4);
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

