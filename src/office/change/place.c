/*
 * SPDX-License-Identifier: ISC
 *
 * change/place: requests of kind point (another payout point, the person
 * stays where he lives) and delivery (at the point, at home).  The record
 * changes when the request is approved; lines of lists that stand keep the
 * point they were printed for, but are paid where the person now is.
 */

#include "base/say.h"
#include "office/change/month_priv.h"
#include "office/line/line.h"
#include "office/request/work.h"
#include "office/place/place.h"
#include "office/roll/person_store.h"
#include "text/date.h"

DB_SQL(q_point_active) = { "change.point_active",
	"SELECT 1 FROM point WHERE id = ?1 AND active = 1" };
/* Approved lines that nobody has collected. */
DB_SQL(q_open) = { "change.open_lines",
	"SELECT count(*) FROM line l JOIN list k ON k.id = l.list_id"
	" WHERE l.person_id = ?1 AND k.state IN ('approved', 'closed')"
	" AND " LINE_UNPAID("l.id") };

static enum status
place_named(struct change_work *w, const char *code, struct place *out,
    struct err *err)
{
	enum status st = place_point(w->c->db, code, out, err);
	bool active = false;
	int64_t one;

	if (st == ST_OK)
		st = db_int1(db_usef(w->c->db, &q_point_active, "i", out->id),
		    &one, &active, err);
	if (st == ST_OK && !active)
		return err_field(err, ST_NOTFOUND, "point",
		    _("the point %s is no longer used"), code);
	return st;
}

/* ---- point -------------------------------------------------------------- */

static enum status
point_ask(struct change_work *w, struct err *err)
{
	struct place p;

	if (place_named(w, change_asked(w, "point"), &p, err) != ST_OK)
		return err->st;
	if (p.id == w->who.point)
		return err_field(err, ST_INVALID, "point",
		    _("%s is paid at %s already"), w->who.name, p.name);
	change_was(w, "point", w->who.point_code);
	return change_first_month(w, err);
}

static enum status
point_set(struct change_work *w, const struct place *p, struct err *err)
{
	const struct person_place to = { .point = p->id };
	int64_t open = 0;
	bool found;

	if (person_move(w->c, w->person, &to, err) != ST_OK ||
	    db_int1(db_usef(w->c->db, &q_open, "i", w->person), &open, &found,
	    err) != ST_OK)
		return err->st;
	change_effect(w, N_("%s is paid at %s, %s from now on"), w->who.name,
	    p->code, p->name);
	if (open > 0)
		change_effect(w, open == 1 ?
		    N_("%lld line not collected yet is paid there too") :
		    N_("%lld lines not collected yet are paid there too"),
		    (long long)open);
	return ST_OK;
}

static enum status
point_apply(struct change_work *w, struct err *err)
{
	struct place p;
	enum status st = place_named(w, change_asked(w, "point"), &p, err);

	return st == ST_OK ? point_set(w, &p, err) : st;
}

static enum status
point_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct place p;

	if (place_named(w, wire_args_text(&of->was, "point"), &p, err) != ST_OK)
		return err->st;
	return point_set(w, &p, err);
}

const struct change_kind change_kind_point = {
	.name = "point", .word = N_("change of point"),
	.when = N_("the money waits at the new point, what is not collected yet too"),
	.roles = ROLE_PREPARER, .touches = CHANGE_T_PLACE,
	.fields = "point!",
	.read = point_ask, .apply = point_apply, .undo = point_undo,
};

/* ---- delivery ------------------------------------------------------------- */

static enum status
delivery_ask(struct change_work *w, struct err *err)
{
	enum delivery to = names_find(&deliveries,
	    change_asked(w, "delivery"));

	if (to == w->who.delivery)
		return err_field(err, ST_INVALID, "delivery",
		    to == DELIVERY_HOME ? _("%s is paid at home already") :
		    _("%s is paid at the point already"), w->who.name);
	change_was(w, "delivery",
	    names_word(&deliveries, w->who.delivery));
	return change_first_month(w, err);
}

static enum status
delivery_set(struct change_work *w, const char *to, struct err *err)
{
	const struct person_place there = {
	    .delivery = names_find(&deliveries, to) };
	enum status st = person_move(w->c, w->person, &there, err);
	char month[DATE_MONTH];

	if (st != ST_OK)
		return st;
	month_format(month, sizeof(month), w->month);
	change_effect(w, there.delivery == DELIVERY_HOME ?
	    N_("%s is paid at home, and on the list of home payouts from %s "
	    "on") :
	    N_("%s comes to the point, from the list of %s on"), w->who.name,
	    month);
	return ST_OK;
}

static enum status
delivery_apply(struct change_work *w, struct err *err)
{
	return delivery_set(w, change_asked(w, "delivery"), err);
}

static enum status
delivery_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	return delivery_set(w, wire_args_text(&of->was, "delivery"), err);
}

const struct change_kind change_kind_delivery = {
	.name = "delivery", .word = N_("change of delivery"),
	.when = N_("the next list says where"),
	.roles = ROLE_PREPARER | ROLE_PAYING | ROLE_CONTROLLER,
	.touches = CHANGE_T_PLACE,
	.fields = "delivery!",
	.read = delivery_ask, .apply = delivery_apply, .undo = delivery_undo,
};
