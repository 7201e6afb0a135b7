/*
 * SPDX-License-Identifier: ISC
 *
 * change/move: where a request of kind transfer moves somebody to, and the
 * transfer as it begins.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/move_priv.h"
#include "office/place/stored.h"
#include "office/roll/transfer_store.h"

static const struct db_sql q_points = { "transfer.points",
	"SELECT min(id), count(*) FROM point WHERE area_id = ?1 AND active = 1" };
static const struct db_sql q_point = { "transfer.point",
	"SELECT id, name FROM point WHERE code = ?1 AND active = 1" };
static const struct db_sql q_point_name = { "transfer.point_name",
	"SELECT name FROM point WHERE id = ?1" };

static enum status
move_point(struct change_work *w, struct change_move *m, struct err *err)
{
	const char *code = change_asked(w, "point");
	struct db_stmt *s;
	int64_t several = 0;
	bool row;

	s = code[0] != '\0' ? db_usef(w->c->db, &q_point, "t", code) :
	    db_usef(w->c->db, &q_points, "i", m->area.id);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	if (row) {
		m->point = db_int(s, 0);
		several = code[0] != '\0' ? 1 : db_int(s, 1);
		db_reset(s);
	}
	if (!row)
		return err_field(err, ST_NOTFOUND, "point",
		    _("There is no payout point %s in use."), code);
	if (several != 1)
		return err_field(err, ST_INVALID, "point",
		    _("the commune has not one point: name it"));
	s = db_usef(w->c->db, &q_point_name, "i", m->point);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, m->point_name, sizeof(m->point_name));
	db_reset(s);
	return ST_OK;
}

enum status
change_move_to(struct change_work *w, struct change_move *m, struct err *err)
{
	const char *code = change_asked(w, "commune");
	char day[16];
	enum status st;

	memset(m, 0, sizeof(*m));
	if (code[0] == '\0')
		return err_field(err, ST_INVALID, "commune",
		    _("must be filled in"));
	(void)snprintf(day, sizeof(day), "%s-01", w->month);
	st = place_area(w->c->db, code, day, &m->area, err);
	if (st == ST_NOTFOUND || (st == ST_OK &&
	    strcmp(m->area.level, "commune") != 0))
		return err_field(err, ST_NOTFOUND, "commune",
		    _("no commune has the code %s"), code);
	if (st == ST_OK)
		st = place_text(m->village, sizeof(m->village),
		    change_asked(w, "village"), "village", err);
	return st == ST_OK ? move_point(w, m, err) : st;
}

enum status
change_move_begin(struct change_work *w, const struct change_move *m,
    bool moved, struct err *err)
{
	char elsewhere[192];
	struct transfer_new t = { .change = w->id, .person = w->person,
	    .direction = change_asked(w, "direction"),
	    .to = { .area = m->area.id, .point = m->point,
	    .village = m->village }, .elsewhere = elsewhere,
	    .first = w->month, .moved = moved };
	int64_t id;

	if (strcmp(t.direction, "in") != 0) {
		t.from.area = w->who.area;
		t.from.point = w->who.point;
	}
	if (place_text(elsewhere, sizeof(elsewhere),
	    change_asked(w, "elsewhere"), "elsewhere", err) != ST_OK ||
	    transfer_begin(w->c, &t, &id, err) != ST_OK)
		return err->st;
	change_did(w, "transfer", id);
	return ST_OK;
}
