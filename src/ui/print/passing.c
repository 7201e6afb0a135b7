/*
 * SPDX-License-Identifier: ISC
 */
#include "base/say.h"
#include "base/str.h"
#include "ui/term/paint.h"
#include "ui/print/passing.h"
#include "ui/kit/screen.h"

enum { PIECE = 1000 };

bool
passing_start(struct ui *u, struct paper *paper, unsigned from_page)
{
	struct err err = ERR_INIT;

	passthru_free(u->passing);
	u->passing = NULL;
	u->passing_stopped = false;
	if (passthru_open(term_name(u->term), paper, from_page, &u->passing,
	    &err) != ST_OK)
		ui_fail(u, &err);
	ui_dirty(u);
	return u->passing != NULL;
}

/* The job has ended.  Repaint, because the terminal may have echoed it. */
static void
finish(struct ui *u, const char *said, unsigned again)
{
	struct passed_arg arg = { .again = again, .start = passing_start };

	(void)str_copy_cut(arg.said, sizeof arg.said, said);
	arg.paper = passthru_paper(u->passing);
	u->passing = NULL;
	ui_push(u, &passed_screen, &arg);
	term_repaint(u->term);
}

void
passing_cut(struct ui *u)
{
	unsigned done;
	char said[160];

	if (u->passing == NULL)
		return;
	/* term_attach() ends print mode on the next terminal. */
	done = passthru_done(u->passing);
	paint_format(said, sizeof said, _("Printing was cut off when the line dropped, after page %u."),
	    done);
	finish(u, said, done + 1);
}

static void
end(struct ui *u)
{
	unsigned done = passthru_done(u->passing);
	unsigned pages = passthru_pages(u->passing);
	char said[160];

	if (u->passing_stopped && done < pages) {
		paint_format(said, sizeof said, _("Printing was stopped after page %u of %u."),
		    done, pages);
		finish(u, said, done + 1);
		return;
	}
	paint_format(said, sizeof said, ngettext("%u page was sent to the printer of this terminal.",
	    "%u pages were sent to the printer of this terminal.", pages),
	    pages);
	finish(u, said, 0);
}

void
passing_frame(struct ui *u, struct buf *out)
{
	unsigned char piece[PIECE];
	size_t n = passthru_next(u->passing, piece, sizeof piece);

	buf_add(out, piece, n);
	if (n == 0)
		end(u);
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
