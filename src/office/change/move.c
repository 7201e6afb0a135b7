/*
 * SPDX-License-Identifier: ISC
 *
 * change/move: where a request of kind transfer moves somebody to, and the
 * transfer as it begins.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "office/change/move_priv.h"
#include "office/place/stored.h"
#include "office/roll/transfer_store.h"

/* The one of that code, or the only one of the commune. */
DB_SQL(q_point) = { "move.point",
	"SELECT count(*), min(id), min(name) FROM point WHERE active = 1"
	" AND CASE ?1 WHEN '' THEN area_id = ?2 ELSE code = ?1 END" };

static enum status
move_point(struct change_work *w, struct change_move *m, struct err *err)
{
	const char *code = change_asked(w, "point");
	struct db_stmt *s = db_usef(w->c->db, &q_point, "ti", code, m->area.id);
	int64_t n;
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	n = db_int(s, 0);
	m->point = db_int(s, 1);
	db_copy(s, 2, m->point_name, sizeof(m->point_name));
	db_reset(s);
	if (n == 0 && code[0] != '\0')
		return err_field(err, ST_NOTFOUND, "point",
		    _("There is no payout point %s in use."), code);
	return n == 1 ? ST_OK : err_field(err, ST_INVALID, "point",
	    _("the commune has not one point: name it"));
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
	    .direction = names_find(&transfer_directions,
	    change_asked(w, "direction")),
	    .to = { .area = m->area.id, .point = m->point,
	    .village = m->village }, .elsewhere = elsewhere,
	    .first = w->month, .moved = moved };
	int64_t id;

	if (t.direction != TRANSFER_IN) {
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
