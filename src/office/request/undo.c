/*
 * SPDX-License-Identifier: ISC
 *
 * request/undo: a request that takes back another one, with all consequences.
 * Later changes of the same sort must be undone first, so that nothing is
 * restored over them.  An undo cannot be undone; the change is asked for again.
 */
#include <stdio.h>

#include "base/say.h"
#include "base/str.h"
#include "office/request/work.h"
#include "text/date.h"

DB_SQL(q_undone) = { "undo.undone",
	"UPDATE change SET state = 'undone' WHERE id = ?1" };
DB_SQL(q_withdrawn) = { "undo.withdrawn",
	"UPDATE change SET state = 'withdrawn' WHERE id = ?1" };
DB_SQL(q_later) = { "undo.later",
	"SELECT n.id, n.kind, n.month FROM change o JOIN change n"
	" ON n.person_id = o.person_id AND n.state = 'approved'"
	" AND (n.checked_at > o.checked_at"
	"  OR (n.checked_at = o.checked_at AND n.id > o.id))"
	" WHERE o.id = ?1 ORDER BY n.checked_at DESC, n.id DESC" };

enum status
change_take_back(struct change_work *w, struct change_work *of,
    struct err *err)
{
	if (of->state != CHANGE_APPROVED)
		return db_run(db_usef(w->c->db, &q_withdrawn, "i", of->id),
		    err);
	if (of->kind->undo == NULL)
		return err_field(err, ST_INVALID, "undoes",
		    _("a request of this kind (%s) cannot be undone"),
		    _(of->kind->word));
	if (of->kind->undo(w, of, err) != ST_OK ||
	    db_run(db_usef(w->c->db, &q_undone, "i", of->id), err) != ST_OK)
		return err->st;
	change_did(w, "undone", of->id);
	return ST_OK;
}

/* ST_INVALID: a later request changed the same sort of thing. */
static enum status
undo_nothing_later(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_later, "i", of->id);
	const struct change_kind *k;
	char month[DATE_MONTH];
	enum status st;
	bool row;

	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		k = change_kind_find(db_text(s, 1));
		if (k == NULL || (k->touches & of->kind->touches) == 0)
			continue;
		month_format(month, sizeof(month), db_text(s, 2));
		st = err_field(err, ST_INVALID, "undoes",
		    _("request %lld (%s, %s) came later: undo it first"),
		    (long long)db_int(s, 0), _(k->word), month);
		break;
	}
	db_reset(s);
	return st;
}

static enum status
undo_check(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	/* When it is approved, the reader is who decides, not who asked. */
	bool decides = w->id != 0 && w->maker != w->c->who->staff;

	if (((uint32_t)w->c->who->role & of->kind->roles) == 0 && !decides)
		return err_field(err, ST_DENIED, "undoes",
		    _("a request of this kind (%s) is not for your role (%s)"),
		    _(of->kind->word), role_shown(w->c->who->role));
	if (of->person != w->person)
		return err_field(err, ST_INVALID, "undoes",
		    _("request %lld is about somebody else"),
		    (long long)of->id);
	if (of->kind == &change_kind_undo)
		return err_field(err, ST_INVALID, "undoes",
		    _("an undo is not undone: ask for the change anew"));
	if (of->kind->undo == NULL)
		return err_field(err, ST_INVALID, "undoes",
		    _("a request of this kind (%s) cannot be undone"),
		    _(of->kind->word));
	if (of->state == CHANGE_WAITING)
		return err_field(err, ST_INVALID, "undoes",
		    _("request %lld still waits: withdraw or reject it"),
		    (long long)of->id);
	if (of->state != CHANGE_APPROVED)
		return err_field(err, ST_EXISTS, "undoes",
		    _("request %lld does not stand: %s"), (long long)of->id,
		    change_state_word(of->state));
	return undo_nothing_later(w, of, err);
}

static enum status
undo_read(struct change_work *w, struct err *err)
{
	struct change_work of;
	enum status st = change_load(w->c, w->undoes, &of, err);

	if (st == ST_OK)
		st = undo_check(w, &of, err);
	if (st == ST_OK) {
		(void)snprintf(w->subject, sizeof(w->subject), "#%lld",
		    (long long)of.id);
		(void)str_copy_cut(w->month, sizeof(w->month), of.month);
		(void)str_copy_cut(w->event_on, sizeof(w->event_on),
		    of.event_on);
		change_was(w, "undoes", of.kind->name);
		if (of.kind->reach != CHANGE_PERSON) {
			w->area = of.area;
			w->point = 0;
			(void)str_copy_cut(w->name, sizeof(w->name), of.name);
		}
	}
	change_work_done(&of);
	return st;
}

static enum status
undo_apply(struct change_work *w, struct err *err)
{
	struct change_work of;
	enum status st = change_load(w->c, w->undoes, &of, err);

	if (st == ST_OK)
		st = change_take_back(w, &of, err);
	change_work_done(&of);
	return st;
}

const struct change_kind change_kind_undo = {
	.name = "undo",
	.word = N_("undo"),
	.when = N_("what it changed is as it was before; lines, arrears and "
	    "recoveries follow from that anew"),
	.roles = ROLE_PREPARER | ROLE_PROVINCE | ROLE_ADMIN,
	.flags = CHANGE_OF_DEAD | CHANGE_NEW_PERSON,
	.fields = "undoes! note! reclaim",
	.read = undo_read,
	.apply = undo_apply,
};
