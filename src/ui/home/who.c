/*
 * SPDX-License-Identifier: ISC
 *
 * Role, points, area and name of the user may change during a session.  Open
 * screens were read with the old scope, so they are reopened from the menu on;
 * a half-typed form is offered again if it still fits the role and places
 * (kit/draft.c).
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

/* Closes all screens but the menu and the banner, which leads to the menu. */
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

	/* Wait for answers to postings, which their screens show.  Meanwhile
	 * books refuses what the user may no longer do. */
	if (!u->changed || outbox_awaited(u))
		return;
	u->changed = false;
	/* The message may be a receipt's number: keep it. */
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
	/* The banner leads to it; else it is opened on top. */
	if (must && u->top->ops != &banner_screen)
		ui_push(u, &passwd_screen, NULL);
	for (struct screen *s = u->top; !must && s != NULL; s = s->below)
		if (s->ops == &passwd_screen)
			s->closing = true;
	ui_settle(u);
	ui_dirty(u);
}
