/*
 * SPDX-License-Identifier: ISC
 *
 * list/period_kind: requests about periods.  open: a period of other months than
 * those that one person opens alone.  reopen: an owner's closed lists are
 * approved and payable again; closing them once more undoes it.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/list/list.h"
#include "office/request/work.h"
#include "office/list/list_priv.h"
#include "office/period/period.h"

/* ---- open ------------------------------------------------------------------ */

static enum status
open_span(struct change_work *w, struct period_span *p, struct err *err)
{
	enum status st = period_span(change_asked(w, "period"),
	    change_asked(w, "through"), w->c->today, p, err);

	if (st != ST_OK && strcmp(err->field, "code") == 0)
		(void)str_copy_cut(err->field, sizeof(err->field), "period");
	return st;
}

/* "05/2027" or "05/2027 - 06/2027". */
static void
open_name(const struct period_span *p, char *dst, size_t size)
{
	char first[DATE_MONTH], last[DATE_MONTH];

	month_format(first, sizeof(first), p->first);
	month_format(last, sizeof(last), p->last);
	(void)snprintf(dst, size, p->months > 1 ? "%s - %s" : "%s", first, last);
}

static enum status
open_read(struct change_work *w, struct err *err)
{
	struct period_span p;

	if (open_span(w, &p, err) != ST_OK ||
	    period_may_open(w->c, err) != ST_OK)
		return err->st;
	open_name(&p, w->name, sizeof(w->name));
	(void)str_copy_cut(w->month, sizeof(w->month), p.first);
	(void)snprintf(w->subject, sizeof(w->subject), "%s %s", p.first, p.last);
	return ST_OK;
}

static enum status
open_apply(struct change_work *w, struct err *err)
{
	char name[40], from[DATE_MONTH], to[DATE_MONTH], next[DATE_MONTH];
	struct period_span p;
	int64_t id, moved = 0;

	if (open_span(w, &p, err) != ST_OK ||
	    period_alone(w->c->db, w->c->today, from, to, err) != ST_OK ||
	    period_begin(w->c, &p, &id, &moved, err) != ST_OK)
		return err->st;
	open_name(&p, name, sizeof(name));
	change_did(w, "period", id);
	change_effect(w, N_("the period %s is opened for the whole "
	    "office"), name);
	month_format(next, sizeof(next), to);
	if (strcmp(p.first, to) > 0)
		change_effect(w, N_("it lies ahead: %s stays the next period"),
		    next);
	else if (strcmp(p.first, to) < 0)
		change_effect(w, N_("it lies behind: the next period would be "
		    "%s"),
		    next);
	if (moved > 0)
		change_effect(w, N_("people who move with it: %lld"),
		    (long long)moved);
	change_did(w, "moved", moved);
	return ST_OK;
}

static enum status
open_undo(struct change_work *w, const struct change_work *of, struct err *err)
{
	if (wire_args_int(&of->done, "moved", 0) > 0)
		return err_field(err, ST_INVALID, "undoes",
		    _("people moved with the period %s: it stays"), of->name);
	if (period_take_away(w->c, wire_args_int(&of->done, "period", 0),
	    of->name, err) != ST_OK)
		return err->st;
	change_effect(w, N_("the period %s is there no more"), of->name);
	return ST_OK;
}

const struct change_kind change_kind_open = {
	.name = "open", .word = N_("another period"),
	.when = N_("the period of these months is open for the whole office"),
	.roles = ROLE_PREPARER | ROLE_PROVINCE,
	.deciders = ROLE_APPROVER | ROLE_PROVINCE,
	.reach = CHANGE_OFFICE, .touches = CHANGE_T_RULE,
	.fields = "period! through note!",
	.read = open_read, .apply = open_apply, .undo = open_undo,
};

/* ---- reopen ---------------------------------------------------------------- */

static enum status
reopen_what(struct change_work *w, struct period *p, struct place *owner,
    struct err *err)
{
	if (period_named(w->c->db, change_asked(w, "period"), p, err) != ST_OK)
		return err->st;
	return list_owner(w->c, p, change_asked(w, "area"), owner, err);
}

static enum status
reopen_read(struct change_work *w, struct err *err)
{
	struct place owner = { .id = 0 };
	char month[DATE_MONTH];
	struct period p;

	if (reopen_what(w, &p, &owner, err) != ST_OK)
		return err->st;
	w->area = owner.id;
	month_format(month, sizeof(month), p.code);
	(void)snprintf(w->name, sizeof(w->name), "%s %s", month, owner.code);
	(void)str_copy_cut(w->month, sizeof(w->month), p.code);
	(void)str_copy_cut(w->subject, sizeof(w->subject), p.code);
	return ST_OK;
}

static enum status
reopen_apply(struct change_work *w, struct err *err)
{
	struct place owner = { .id = 0 };
	char month[DATE_MONTH];
	struct period p;
	int64_t lists = 0;
	bool whole = false;

	if (reopen_what(w, &p, &owner, err) != ST_OK ||
	    period_reopen(w->c, &p, &owner, &lists, &whole, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), p.code);
	change_effect(w, N_("lists of %s for %s that are open again: %lld"),
	    owner.name, month, (long long)lists);
	if (whole)
		change_effect(w, N_("the period %s is open again: it can be "
		    "paid in, payouts of it can be taken back"), month);
	change_effect(w, N_("a supplement can be made; no later list of %s is "
	    "submitted before they are closed again"), owner.name);
	change_did(w, "lists", lists);
	return ST_OK;
}

const struct change_kind change_kind_reopen = {
	.name = "reopen", .word = N_("reopening of a period"),
	.when = N_("the closed lists of the owner are open again, and the "
	    "period with them; closing them again takes it back"),
	.roles = ROLE_PREPARER | ROLE_PROVINCE,
	.deciders = ROLE_APPROVER | ROLE_PROVINCE,
	.reach = CHANGE_AREA, .touches = CHANGE_T_RULE,
	.fields = "period! area! note!",
	.read = reopen_read, .apply = reopen_apply,
};
