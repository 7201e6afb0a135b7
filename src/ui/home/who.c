/*
 * SPDX-License-Identifier: ISC
 *
 * Who the person is may change under a living desk: role, points, area, name.
 * What stands open was read with the rights of before, so the screens are
 * opened anew from the menu on; a form that was being typed into is offered
 * again if it is still for this role and these places (kit/draft.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "ui/home/home.h"
#include "ui/kit/draft.h"
#include "ui/kit/screen.h"

static bool
same(const struct actor *a, const struct actor *b)
{
	return a->role == b->role && strcmp(a->name, b->name) == 0 &&
	    a->scope.kind == b->scope.kind && a->scope.n == b->scope.n &&
	    (a->scope.n == 0 || memcmp(a->scope.ids, b->scope.ids,
	    a->scope.n * sizeof *a->scope.ids) == 0);
}

/* Closes all but the menu, and the banner, which goes on to what is left. */
static void
close_all(struct ui *u)
{
	for (struct screen *s = u->top; s->below != NULL; s = s->below)
		if (s->ops != &banner_screen)
			s->closing = true;
	ui_settle(u);
}

void
who_rebuild(struct ui *u)
{
	char said[sizeof u->msg];

	/* What was posted is answered first: its screen tells what became of
	 * it.  Until then books refuse what is no longer this person's. */
	if (!u->changed || outbox_awaited(u))
		return;
	u->changed = false;
	/* A receipt's number may just have been said. */
	(void)str_copy_cut(said, sizeof said, u->msg_changed ? "" : u->msg);
	draft_again(u);
	close_all(u);
	ui_read_period(u, "");
	ui_all_stale(u);
	if (u->top->ops != &banner_screen)
		ui_welcome(u);
	ui_say(u, _("What you may do and see was changed; you are: %s. %s"),
	    role_shown(u->who.role), said);
	u->msg_changed = true;
}

void
ui_who(struct ui *u)
{
	struct actor now = { 0 };
	struct err err = ERR_INIT;
	enum status st = actor_load(u->db, u->set.staff, &now, &err);

	if (st == ST_DENIED || st == ST_NOTFOUND)
		ui_leave(u, err.msg);
	else if (st != ST_OK)
		ui_fail(u, &err);
	if (st != ST_OK)
		return;
	(void)str_copy_cut(now.address, sizeof now.address, u->who.address);
	if (!same(&u->who, &now))
		u->changed = true;
	actor_done(&u->who);
	u->who = now;
	who_rebuild(u);
}

void
ui_must_change(struct ui *u, bool must)
{
	bool was = u->must_change;

	if (u->leaving || must == was)
		return;
	u->must_change = must;
	/* The banner goes on to it; else it stands above whatever is open. */
	if (must && u->top->ops != &banner_screen)
		ui_push(u, &passwd_screen, NULL);
	for (struct screen *s = u->top; !must && s != NULL; s = s->below)
		if (s->ops == &passwd_screen)
			s->closing = true;
	ui_settle(u);
	ui_dirty(u);
}
