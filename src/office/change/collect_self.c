/*
 * SPDX-License-Identifier: ISC
 *
 * change/collect_self: leave to collect in person, given and ended.
 */
#include "office/change/collect_self.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/roll/collect_self.h"
#include "office/roll/collect_self_store.h"

static void
self_subject(struct change_work *w, const char *day)
{
	(void)str_copy_cut(w->subject, sizeof(w->subject), "self");
	if (w->month[0] == '\0')
		(void)str_copy_cut(w->month, sizeof(w->month), day);
}

/* The days asked for; from today on where none is named. */
static enum status
self_days(struct change_work *w, char from[11], char to[11], struct err *err)
{
	const char *first = change_asked(w, "valid_from");

	(void)str_copy_cut(from, 11, first[0] != '\0' ? first : w->c->today);
	(void)str_copy_cut(to, 11, change_asked(w, "valid_to"));
	if (to[0] != '\0' && (strcmp(to, from) < 0 ||
	    strcmp(to, w->c->today) < 0))
		return err_field(err, ST_INVALID, "valid_to",
		    strcmp(to, from) < 0 ?
		    _("the last day lies before the first") :
		    _("that day is over already"));
	return ST_OK;
}

static enum status
self_read_yes(struct change_work *w, const struct collect_self *is,
    struct err *err)
{
	char from[11], to[11];

	if (w->who.state == PERSON_DEAD)
		return err_field(err, ST_INVALID, "self",
		    _("%s is dead: an heir collects"), w->who.name);
	if (is->mark != 0)
		return err_field(err, ST_EXISTS, "self",
		    _("%s has leave to collect in person already"),
		    w->who.name);
	if (is->may)
		return err_field(err, ST_INVALID, "self",
		    _("%s collects in person without leave"), w->who.name);
	if (self_days(w, from, to, err) != ST_OK)
		return err->st;
	self_subject(w, from);
	return ST_OK;
}

enum status
collect_self_read(struct change_work *w, struct err *err)
{
	bool yes = strcmp(change_asked(w, "self"), "yes") == 0;
	struct collect_self is;

	if (change_asked(w, "collector")[0] != '\0' ||
	    change_asked(w, "collector_kind")[0] != '\0')
		return err_field(err, ST_INVALID, "self",
		    _("one thing at a time: a collector, or leave to collect in person"));
	if (collect_self(w->c->db, &w->c->who->scope, w->person, w->c->today,
	    &is, err) != ST_OK)
		return err->st;
	change_was(w, "self", is.mark != 0 ? "yes" : "no");
	if (yes)
		return self_read_yes(w, &is, err);
	if (is.mark == 0)
		return err_field(err, ST_NOTFOUND, "self",
		    _("%s has no leave to collect in person"), w->who.name);
	self_subject(w, w->c->today);
	return ST_OK;
}

static enum status
self_give(struct change_work *w, struct err *err)
{
	char from[11], to[11], first[DATE_TEXT], last[DATE_TEXT];
	const struct collect_leave leave = { .person = w->person,
		.change = w->id, .from = from, .to = to };
	struct date d;
	int64_t id;

	if (self_days(w, from, to, err) != ST_OK ||
	    collect_self_add(w->c, &leave, &id, err) != ST_OK)
		return err->st;
	change_did(w, "self", id);
	if (date_from_iso(from, &d) == ST_OK)
		date_format(first, sizeof(first), d);
	if (to[0] == '\0')
		change_effect(w, N_("%s collects in person from %s on"),
		    w->who.name, first);
	else if (date_from_iso(to, &d) == ST_OK) {
		date_format(last, sizeof(last), d);
		change_effect(w, N_("%s collects in person from %s to %s"),
		    w->who.name, first, last);
	}
	return ST_OK;
}

static enum status
self_end(struct change_work *w, struct err *err)
{
	struct collect_self is;

	if (collect_self(w->c->db, &w->c->who->scope, w->person, w->c->today,
	    &is, err) != ST_OK)
		return err->st;
	change_did(w, "self_ended", is.mark);
	change_effect(w, N_("%s collects in person no longer"), w->who.name);
	return collect_self_active(w->c, is.mark, false, err);
}

enum status
collect_self_apply(struct change_work *w, struct err *err)
{
	return strcmp(change_asked(w, "self"), "yes") == 0 ?
	    self_give(w, err) : self_end(w, err);
}

enum status
collect_self_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	int64_t given = wire_args_int(&of->done, "self", 0);
	int64_t ended = wire_args_int(&of->done, "self_ended", 0);

	change_effect(w, given != 0 ? N_("%s collects in person no longer") :
	    N_("%s collects in person again"), w->name);
	return collect_self_active(w->c, given != 0 ? given : ended, given == 0,
	    err);
}
