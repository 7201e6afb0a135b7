/*
 * SPDX-License-Identifier: ISC
 *
 * Records that may be one person: pairs nobody has looked at yet.  Enter
 * shows the two side by side.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/roll/duplicate.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/screen.h"
#include "ui/roll/duplicates.h"
#include "ui/term/paint.h"
#include "ui/print/dialog.h"

enum { PAGES = 200, ROW_HEAD = PAINT_TOP, ROW_FIRST };

struct state {
	struct duplicate_pair *v;    /* owned; the page */
	struct duplicate_key *start; /* owned; behind which each page begins */
	unsigned n, cur, page, depth;
};

static void
duplicates_close(struct screen *s)
{
	struct state *st = s->state;

	free(st->v);
	free(st->start);
}

static void
read_page(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;

	if (duplicate_pairs(s->ui->db, &s->ui->who.scope, st->depth == 0 ?
	    NULL : &st->start[st->depth], st->v, st->page, &st->n, &err) !=
	    ST_OK) {
		st->n = 0;
		ui_fail(s->ui, &err);
	}
	if (st->cur >= st->n)
		st->cur = st->n > 0 ? st->n - 1 : 0;
}

static void
duplicates_recalc(struct screen *s)
{
	struct state *st = s->state;
	unsigned page = ((unsigned)paint_rows(s->ui->term) - 1) / 2;

	if (page != st->page) {
		st->page = page;
		st->depth = 0;
		st->v = mem_resize(st->v, page, sizeof *st->v);
	}
	if (st->start == NULL)
		st->start = mem_array(PAGES, sizeof *st->start);
	read_page(s);
}

static void
draw_side(struct term *t, int row, const struct duplicate_side *d)
{
	char birth[DATE_TEXT], place[400], fit[400];
	int at = 46, room = term_cols(t) - at - 12;

	date_format(birth, sizeof birth, d->birth);
	term_put(t, row, 2, 30, TERM_NORMAL, d->name);
	term_put(t, row, 34, 11, TERM_NORMAL, birth);
	paint_format(place, sizeof place, "%s, %s", d->village, d->commune);
	term_put(t, row, at, room, TERM_NORMAL,
	    paint_fit(fit, sizeof fit, place, room));
	term_put(t, row, term_cols(t) - 11, 11, TERM_NORMAL, d->code);
}

static void
duplicates_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int row = ROW_FIRST;

	term_put(t, ROW_HEAD, 2, 30, TERM_NORMAL, _("Full name"));
	term_put(t, ROW_HEAD, 34, 11, TERM_NORMAL, _("Born"));
	term_put(t, ROW_HEAD, 46, 20, TERM_NORMAL, _("Lives"));
	for (unsigned i = 0; i < st->n; i++, row += 2) {
		draw_side(t, row, &st->v[i].side[0]);
		draw_side(t, row + 1, &st->v[i].side[1]);
		if (i > 0) /* where one pair ends shows without a line */
			term_put(t, row, 0, 1, TERM_NORMAL, "-");
	}
	if (st->n == 0) {
		term_put(t, ROW_FIRST, 2, 70, TERM_NORMAL,
		    _("No two records of your places are alike."));
		return;
	}
	row = ROW_FIRST + 2 * (int)st->cur;
	term_put(t, row, 0, 1, TERM_NORMAL, ">");
	term_cursor(t, row, 0);
}

static void
page_down(struct screen *s)
{
	struct state *st = s->state;

	if (st->n < st->page || st->depth + 1 == PAGES) {
		st->cur = st->n > 0 ? st->n - 1 : 0;
		ui_say(s->ui, _("This is the end."));
		return;
	}
	st->start[++st->depth] = st->v[st->n - 1].key;
	st->cur = 0;
	read_page(s);
	if (st->n > 0)
		return;
	st->depth--;
	read_page(s);
	ui_say(s->ui, _("This is the end."));
}

static void
page_up(struct screen *s, bool to_end)
{
	struct state *st = s->state;

	if (st->depth == 0) {
		st->cur = 0;
		ui_say(s->ui, _("This is the start."));
		return;
	}
	st->depth--;
	st->cur = to_end ? st->page - 1 : 0;
	read_page(s);
}

static bool
duplicates_action(struct screen *s, enum action a)
{
	struct state *st = s->state;
	struct duplicate_arg arg;

	switch (a) {
	case ACT_UP:
		if (st->cur > 0)
			st->cur--;
		else
			page_up(s, true);
		return true;
	case ACT_DOWN:
		if (st->cur + 1 < st->n)
			st->cur++;
		else
			page_down(s);
		return true;
	case ACT_PAGE_UP:
		page_up(s, false);
		return true;
	case ACT_PAGE_DOWN:
		page_down(s);
		return true;
	case ACT_ACCEPT:
		if (st->n == 0)
			return true;
		arg.a = st->v[st->cur].side[0].id;
		arg.b = st->v[st->cur].side[1].id;
		ui_push(s->ui, &duplicate_screen, &arg);
		return true;
	case ACT_PRINT:
		print_open_of(s->ui, "duplicates", 0);
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("side by side"), NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops duplicates_screen = {
	.name = "duplicates",
	.title = N_("Possible duplicates"),
	.help = N_("Records with the same name and year in one commune, or the same name and day of birth anywhere in the province. Enter shows the two side by side."),
	.size = sizeof(struct state),
	.keys = keys,
	.recalc = duplicates_recalc,
	.draw = duplicates_draw,
	.action = duplicates_action,
	.close = duplicates_close,
};
