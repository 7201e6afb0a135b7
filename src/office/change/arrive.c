/*
 * SPDX-License-Identifier: ISC
 *
 * change/arrive: requests of kind transfer into the province: somebody new, or
 * somebody who moved out and comes back, with the decision of here and the
 * paper by which the place before stopped.  What the months since then are
 * worth comes out as arrears.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/move_priv.h"
#include "office/change/settle.h"
#include "office/roll/transfer_store.h"
#include "text/date.h"
#include "text/sentence.h"

/* What somebody who comes back had when they left. */
DB_SQL(q_had) = { "arrive.had",
	"SELECT e.category FROM entitlement e JOIN category c ON c.code ="
	" e.category WHERE e.person_id = ?1 AND e.state <> 'void'"
	" AND c.kind = 'base' ORDER BY e.to_month DESC, e.id LIMIT 1" };

/* Who comes back gets what they had, unless the request says otherwise. */
static void
arrive_category(const struct change_work *w, struct wire_args *a)
{
	struct db_stmt *s;
	bool row;

	if (w->person == 0 || change_asked(w, "category")[0] != '\0')
		return;
	s = db_usef(w->c->db, &q_had, "i", w->person);
	if (db_step(s, &row, ERR_NONE) == ST_OK && row) {
		wire_args_add(a, "category", db_text(s, 0));
		db_reset(s);
	}
}

/* Fields of the request under the names that a record and a grant read. */
static void
arrive_args(const struct change_work *w, struct wire_args *a)
{
	static const char *const names[] = { "name", "other_name", "given",
		"sex", "birth", "identity", "id_kind", "ethnic", "phone",
		"commune", "village", "point", "delivery", "same", "category",
		"coefficient", "amount", "decision", "decision_date" };
	size_t i;

	wire_args_init(a);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (change_asked(w, names[i])[0] != '\0')
			wire_args_add(a, names[i], change_asked(w, names[i]));
	wire_args_add(a, "from", w->month);
	arrive_category(w, a);
}

static enum status
arrive_needs(const struct change_work *w, struct err *err)
{
	static const char *const needed[] = { "commune", "elsewhere",
		"document", "category", "name" };
	size_t n = w->person == 0 ? 5 : 3, i;

	for (i = 0; i < n; i++)
		if (change_asked(w, needed[i])[0] == '\0')
			return err_field(err, ST_INVALID, needed[i],
			    _("must be filled in"));
	if (w->person != 0 && w->who.state != PERSON_MOVED)
		return err_field(err, ST_INVALID, "person",
		    _("%s has not moved away"), w->who.name);
	return ST_OK;
}

enum status
change_arrive_read(struct change_work *w, struct err *err)
{
	struct person_new p;
	struct change_move m;
	struct wire_args a;
	char birth[DATE_TEXT];
	enum status st;

	if (arrive_needs(w, err) != ST_OK ||
	    change_move_to(w, &m, err) != ST_OK)
		return err->st;
	if (w->person != 0) {
		change_was(w, "state", names_word(&person_states, w->who.state));
		change_was(w, "commune", w->who.area_code);
		change_was(w, "village", w->who.village);
		change_was(w, "point", w->who.point_code);
		return person_in_scope(w->c, m.area.id, m.point, err);
	}
	memset(&p, 0, sizeof(p));
	arrive_args(w, &a);
	st = person_read(w->c, &a, &p, err);
	wire_args_done(&a);
	if (st != ST_OK)
		return st;
	w->area = p.area;
	w->point = p.point;
	date_to_iso(birth, sizeof(birth), p.birth);
	(void)str_copy_cut(w->name, sizeof(w->name), p.name);
	(void)snprintf(w->subject, sizeof(w->subject), "%.50s %s", p.fold,
	    birth);
	return ST_OK;
}

/* Who was here before, on the roll again. */
static enum status
arrive_back(struct change_work *w, const struct change_move *m,
    struct err *err)
{
	const struct person_place to = { m->area.id, m->point, m->village,
	    names_find(&deliveries, change_asked(w, "delivery")) };
	static const struct person_standing again = { .state = PERSON_ACTIVE };

	wire_args_add(&w->done, "back", w->who.state_on);
	change_did(w, "back_area", w->who.area);
	change_did(w, "back_point", w->who.point);
	wire_args_add(&w->done, "back_delivery",
	    names_word(&deliveries, w->who.delivery));
	return person_stand(w->c, w->person, &again, err) == ST_OK ?
	    person_move(w->c, w->person, &to, err) : err->st;
}

static enum status
arrive_person(struct change_work *w, const struct change_move *m,
    const struct wire_args *a, struct err *err)
{
	char warning[PERSON_REMARK] = "";
	struct person_new p;

	if (w->person != 0)
		return arrive_back(w, m, err);
	if (person_insert(w->c, a, &p, warning, err) != ST_OK)
		return err->st;
	w->person = p.id;
	change_did(w, "person_new", p.id);
	change_effect(w, N_("%s comes to the roll of %s"), p.name,
	    m->area.name);
	if (warning[0] != '\0')
		change_effect(w, "%s", warning);
	if (p.remark[0] != '\0')
		change_effect(w, "%s", p.remark);
	return ST_OK;
}

static enum status
arrive_grant(struct change_work *w, const struct wire_args *a, struct err *err)
{
	char month[DATE_MONTH], reason[200];
	struct entitlement_new e;
	struct grant g;

	if (entitlement_read(w->c, a, NULL, &e, err) != ST_OK ||
	    change_grant_add(w, &e, 0, &g, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), w->month);
	change_effect(w, N_("%s paid up to the month before; %s from %s on "
	    "here"), change_asked(w, "elsewhere"), e.category, month);
	if (e.remark[0] != '\0')
		change_effect(w, "%s", e.remark);
	sentence_make(reason, sizeof(reason), N_("moved here from %s"),
	    change_asked(w, "elsewhere"));
	return change_settle(w, w->month, reason, err);
}

enum status
change_arrive_apply(struct change_work *w, struct err *err)
{
	struct change_move m;
	struct wire_args a;
	enum status st;

	if (change_move_to(w, &m, err) != ST_OK)
		return err->st;
	arrive_args(w, &a);
	st = arrive_person(w, &m, &a, err);
	if (st == ST_OK)
		st = change_move_begin(w, &m, true, err);
	if (st == ST_OK)
		st = arrive_grant(w, &a, err);
	wire_args_done(&a);
	return st;
}

enum status
change_arrive_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	const char *on = wire_args_text(&of->done, "back");
	struct person_place back = {
	    wire_args_int(&of->done, "back_area", 0),
	    wire_args_int(&of->done, "back_point", 0),
	    wire_args_get(&of->was, "village"),
	    names_find(&deliveries,
	    wire_args_get(&of->done, "back_delivery")) };
	struct grant g;
	bool moved;

	if (change_grant_unmade(w, of, &g, err) != ST_OK)
		return err->st;
	change_effect(w, N_("%s leaves the roll"), w->name);
	return transfer_undo(w->c, of->id, &back, on[0] != '\0' ? on :
	    w->c->today, &moved, err);
}
