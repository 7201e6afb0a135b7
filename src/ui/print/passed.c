/*
 * SPDX-License-Identifier: ISC
 *
 * After a job was sent through the terminal: did it print?  The terminal does
 * not report about its printer, so the pages are kept until the user confirms
 * that all were printed, and can be sent again from a given page.
 */
#include <inttypes.h>
#include <stdio.h>

#include "base/say.h"
#include "base/str.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/print/passing.h"

enum { BOX_COLS = 64, PAGE_COLS = 6 };

struct state {
	struct passed_arg of;
	struct edit page;
};

static enum status
passed_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	char page[16];

	(void)err;
	st->of = *(const struct passed_arg *)arg;
	edit_init(&st->page, EDIT_CODE, PAGE_COLS);
	if (st->of.again != 0) {
		(void)snprintf(page, sizeof page, "%u", st->of.again);
		edit_set(&st->page, page);
	}
	return ST_OK;
}

static void
passed_close(struct screen *s)
{
	struct state *st = s->state;

	paper_free(st->of.paper);
}

static void
passed_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int row, col, used;

	paint_box(t, _("Did it print?"), BOX_COLS, 5, &row, &col);
	row += paint_wrapped(t, row, col, BOX_COLS, 2, st->of.said);
	row += paint_wrapped(t, row, col, BOX_COLS, 2,
	    _("Enter with an empty field: yes.  A number: print again from that page on."));
	used = term_put(t, row, col, BOX_COLS - PAGE_COLS - 3, TERM_NORMAL,
	    _("Again from page"));
	term_put(t, row, col + used + 1, 1, TERM_NORMAL, "[");
	term_put(t, row, col + used + 2 + PAGE_COLS, 1, TERM_NORMAL, "]");
	edit_put(&st->page, t, row, col + used + 2, PAGE_COLS, true);
}

static void
again(struct screen *s)
{
	struct state *st = s->state;
	struct paper *paper = st->of.paper;
	bool (*start)(struct ui *, struct paper *, unsigned) = st->of.start;
	char text[EDIT_BYTES];
	int64_t page;

	edit_get(&st->page, text, sizeof text);
	if (text[0] == '\0') {
		screen_close(s);
		return;
	}
	if (str_int(text, 1, paper_pages(paper), &page) != ST_OK) {
		ui_say(s->ui, _("A page from 1 to %u."), paper_pages(paper));
		return;
	}
	st->of.paper = NULL;
	screen_close(s);
	(void)start(s->ui, paper, (unsigned)page);
}

static bool
passed_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (edit_action(&st->page, a, &s->ui->typing))
		return true;
	if (a == ACT_ACCEPT || a == ACT_CONFIRM)
		again(s);
	else if (a == ACT_BACK)
		screen_close(s);
	return true;
}

static void
passed_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct state *st = s->state;

	edit_letter(&st->page, cp, &s->ui->typing, pasted);
}

static const char *
passed_asks(struct screen *s)
{
	return _("Did it print?");
}

static const struct screen_key keys[] = {
	{ ACT_ACCEPT, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops passed_screen = {
	.name = "passed",
	.size = sizeof(struct state),
	.popup = true,
	.keys = keys,
	.open = passed_open,
	.draw = passed_draw,
	.action = passed_action,
	.key = passed_key,
	.asks = passed_asks,
	.close = passed_close,
};
