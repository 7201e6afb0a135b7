/*
 * SPDX-License-Identifier: ISC
 *
 * change/transfer: requests of kind transfer, within the province and out of
 * it; who comes in: arrive.c.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/settle.h"
#include "office/change/month_priv.h"
#include "office/change/move_priv.h"
#include "office/roll/person_store.h"
#include "office/roll/transfer.h"
#include "office/roll/transfer_store.h"
#include "text/date.h"
#include "text/sentence.h"

DB_SQL(q_listed) = { "transfer.listed",
	"SELECT coalesce(max(l.month), '') FROM line l"
	" JOIN list k ON k.id = l.list_id WHERE l.person_id = ?1"
	" AND l.kind IN ('base', 'care') AND k.state <> 'draft'" };

static bool
transfer_is(const struct change_work *w, const char *direction)
{
	return strcmp(change_asked(w, "direction"), direction) == 0;
}

/* w->month: first month at the new place. */
static enum status
transfer_month(struct change_work *w, struct err *err)
{
	const char *last = change_asked(w, "month");
	char month[8];

	if (w->month[0] != '\0')
		return ST_OK;
	if (last[0] == '\0')
		last = change_asked(w, "event_on");
	if (last[0] == '\0')
		return change_first_month(w, err);
	(void)str_copy_cut(month, sizeof(month), last);
	if (month_add(month, 1, w->month) != ST_OK)
		return err_field(err, ST_INVALID, "month",
		    _("'%s' is no month"), month);
	return ST_OK;
}

/* ---- asking --------------------------------------------------------------- */

/* A's lists have a month of B already: B would be paid what A has. */
static enum status
transfer_not_listed(struct change_work *w, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_listed, "i", w->person);
	char listed[8], month[DATE_MONTH];
	bool row;

	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	db_copy(s, 0, listed, sizeof(listed));
	db_reset(s);
	if (strcmp(listed, w->month) < 0)
		return ST_OK;
	month_format(month, sizeof(month), listed);
	return err_field(err, ST_INVALID, "month",
	    _("the list of %s is made where %s lives now: give that month, "
	    "or have the list sent back"), month, w->who.name);
}

static enum status
transfer_free(struct change_work *w, struct err *err)
{
	struct transfer_row t;
	char month[DATE_MONTH];
	bool found;
	enum status st = transfer_due(w->c->db, &w->c->who->scope, w->person,
	    &t, &found, err);

	if (st != ST_OK || !found || t.change == w->id)
		return st;
	month_format(month, sizeof(month), t.first);
	return err_field(err, ST_EXISTS, "direction",
	    _("%s moves to %s from %s on already (request %lld)"),
	    w->who.name, t.to, month, (long long)t.change);
}

static enum status
transfer_ask_within(struct change_work *w, struct err *err)
{
	struct change_move m;

	if (change_move_to(w, &m, err) != ST_OK)
		return err->st;
	if (m.area.id == w->who.area)
		return err_field(err, ST_INVALID, "commune",
		    _("%s lives there already: a change of point, or of the "
		    "village, is enough"), w->who.name);
	change_was(w, "commune", w->who.area_code);
	change_was(w, "village", w->who.village);
	change_was(w, "point", w->who.point_code);
	change_was(w, "delivery",
	    names_word(&deliveries, w->who.delivery));
	return transfer_not_listed(w, err);
}

static enum status
transfer_ask_out(struct change_work *w, struct err *err)
{
	struct grant v[GRANTS_MOST];
	enum status st;
	unsigned n = 0;

	if (change_asked(w, "elsewhere")[0] == '\0')
		return err_field(err, ST_INVALID, "elsewhere",
		    _("must be filled in"));
	st = grants_of(w->c, w->person, v, &n, err);
	if (st == ST_OK) {
		change_was(w, "commune", w->who.area_code);
		change_was(w, "state", names_word(&person_states, w->who.state));
		change_was_grants(w, v, n);
	}
	return st;
}

static enum status
transfer_ask(struct change_work *w, struct err *err)
{
	enum status st = transfer_month(w, err);

	if (st != ST_OK || transfer_is(w, "in"))
		return st == ST_OK ? change_arrive_read(w, err) : st;
	if (w->person == 0)
		return err_field(err, ST_INVALID, "person",
		    _("must be filled in"));
	if (w->who.state != PERSON_ACTIVE)
		return err_field(err, ST_INVALID, "person",
		    _("%s is no longer on the roll"), w->who.name);
	if (transfer_free(w, err) != ST_OK)
		return err->st;
	return transfer_is(w, "out") ? transfer_ask_out(w, err) :
	    transfer_ask_within(w, err);
}

/* ---- standing ------------------------------------------------------------- */

static const struct scope all_places = { .kind = SCOPE_ALL };

/* Now, when a period that covers the first month is open already. */
static enum status
transfer_now(struct change_work *w, struct err *err)
{
	char month[DATE_MONTH];
	struct transfer_row t;
	int64_t moved;
	bool waits;

	if (transfer_move_due(w->c, "", &moved, err) != ST_OK ||
	    transfer_due(w->c->db, &all_places, w->person, &t, &waits,
	    err) != ST_OK)
		return err->st;
	if (!waits) {
		change_effect(w, N_("the record moves at once"));
		return ST_OK;
	}
	month_format(month, sizeof(month), t.first);
	change_effect(w, N_("the record moves when the period of %s is opened"),
	    month);
	return ST_OK;
}

/* "paid by A up to 11/2019, by B from 12/2019 on" */
static void
transfer_tell(struct change_work *w, const char *to)
{
	char first[DATE_MONTH], last[DATE_MONTH], before[8];

	if (month_add(w->month, -1, before) != ST_OK)
		before[0] = '\0';
	month_format(first, sizeof(first), w->month);
	month_format(last, sizeof(last), before);
	change_effect(w, N_("%s pays up to %s, %s from %s on"),
	    w->who.area_name, last, to, first);
}

static enum status
transfer_within(struct change_work *w, struct err *err)
{
	char to[420], words[CHANGE_WORDS];
	struct change_move m;

	if (change_move_to(w, &m, err) != ST_OK ||
	    change_move_begin(w, &m, false, err) != ST_OK)
		return err->st;
	(void)snprintf(to, sizeof(to), "%s (%s)", m.area.name, m.point_name);
	transfer_tell(w, to);
	if (transfer_now(w, err) != ST_OK ||
	    change_open(w, "", words, sizeof(words), err) != ST_OK)
		return err->st;
	if (words[0] != '\0')
		change_effect(w, N_("not collected yet, moves along: %s"),
		    words);
	return change_settle(w, w->month, to, err);
}

static enum status
transfer_out(struct change_work *w, struct err *err)
{
	const struct change_move nowhere = { .point = 0 };
	struct grant v[GRANTS_MOST];
	char last[8], why[160];
	unsigned n, i;

	if (month_add(w->month, -1, last) != ST_OK)
		return err_field(err, ST_INVALID, "month", _("'%s' is no month"),
		    w->month);
	transfer_tell(w, change_asked(w, "elsewhere"));
	sentence_make(why, sizeof(why), N_("moved away (request %lld)"),
	    (long long)w->id);
	if (change_move_begin(w, &nowhere, false, err) != ST_OK ||
	    grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++)
		if ((v[i].to[0] == '\0' || strcmp(v[i].to, last) > 0) &&
		    change_grant_end(w, &v[i], last, err) != ST_OK)
			return err->st;
	if (change_settle(w, w->month, why, err) != ST_OK)
		return err->st;
	return transfer_now(w, err);
}

static enum status
transfer_apply(struct change_work *w, struct err *err)
{
	return transfer_is(w, "in") ? change_arrive_apply(w, err) :
	    transfer_is(w, "out") ? transfer_out(w, err) :
	    transfer_within(w, err);
}

/* ---- undo ----------------------------------------------------------------- */

/* The record goes back to where A was, if it has moved. */
static enum status
transfer_back(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct person_place back = {
	    .village = wire_args_text(&of->was, "village"),
	    .delivery = names_find(&deliveries,
	    wire_args_text(&of->was, "delivery")) };
	bool moved;
	enum status st = transfer_undo(w->c, of->id, &back, "", &moved, err);

	if (st == ST_OK)
		change_effect(w, moved ?
		    N_("%s is back where he was paid before") :
		    N_("%s stays where he is paid now"), w->name);
	return st;
}

static enum status
transfer_out_back(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct person_place back = { .area = 0 };
	bool moved;

	if (transfer_undo(w->c, of->id, &back, "", &moved, err) != ST_OK ||
	    change_grants_back(w, of, err) != ST_OK)
		return err->st;
	change_effect(w, N_("%s is on the roll again"), w->name);
	return ST_OK;
}

static enum status
move_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	enum status st = transfer_is(of, "in") ?
	    change_arrive_undo(w, of, err) : transfer_is(of, "out") ?
	    transfer_out_back(w, of, err) : transfer_back(w, of, err);

	/* All months: one before the move may be his owner's of now, too. */
	return st == ST_OK ? change_settle_back(w, of, SETTLE_ALL, err) : st;
}

const struct change_kind change_kind_transfer = {
	.name = "transfer", .word = N_("transfer"),
	.when = N_("the old place pays to the end of one month, the new one "
	    "from the next; the record moves with the period of that month"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_PLACE | CHANGE_T_GRANT,
	.flags = CHANGE_NEW_PERSON | CHANGE_OF_DEAD,
	.fields = "direction! month event_on commune village point elsewhere"
	    " delivery name other_name given sex birth identity id_kind ethnic"
	    " phone category coefficient amount decision decision_date reclaim",
	.read = transfer_ask, .apply = transfer_apply, .undo = move_undo,
};
