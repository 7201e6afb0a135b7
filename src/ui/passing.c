/*
 * SPDX-License-Identifier: ISC
 */
#include "base/say.h"
#include "ui/passing.h"
#include "ui/ui_priv.h"

enum { PIECE = 1000 };

void
passing_start(struct ui *u, struct passthru *job)
{
	passthru_free(u->passing);
	u->passing = job;
	u->passing_stopped = false;
	ui_dirty(u);
}

/* One is over: what the printer got may have been echoed by the terminal. */
static void
finish(struct ui *u, const char *said)
{
	passthru_free(u->passing);
	u->passing = NULL;
	ui_say(u, "%s", said);
	term_repaint(u->term);
}

void
passing_cut(struct ui *u)
{
	unsigned pages;

	if (u->passing == NULL)
		return;
	/* term_attach() takes the next terminal out of print mode. */
	pages = passthru_pages(u->passing);
	finish(u, "");
	ui_say(u, _("Printing was cut off when the line dropped, after page %u."),
	    pages);
}

void
passing_frame(struct ui *u, struct buf *out)
{
	unsigned char piece[PIECE];
	size_t n = passthru_next(u->passing, piece, sizeof piece);

	buf_add(out, piece, n);
	if (n == 0)
		finish(u, u->passing_stopped ? _("Printing was stopped.") :
		    _("Sent to the printer."));
	ui_dirty(u);
}

void
passing_key(struct ui *u, const struct key *k)
{
	if (k->code != K_ESCESC && k->code != K_F3)
		return;
	passthru_cancel(u->passing);
	u->passing_stopped = true;
}
