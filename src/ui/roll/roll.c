/*
 * SPDX-License-Identifier: ISC
 *
 * The roll, a page at a time, by filter and order; a letter searches inside
 * the filter's area.  Rows are read from a place between rows (office/query/roll.h),
 * so End is as quick as Home however long the roll is.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/query/find.h"
#include "ui/kit/doors.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/print/dialog.h"
#include "ui/roll/roll.h"
#include "ui/term/scroll.h"
#include "ui/term/table.h"

enum { QUIET_MS = 200, ROW_HEAD = PAINT_TOP, ROW_FIRST };

struct state {
	struct roll_filter filter;
	struct table table;
	struct pager pager;
	struct edit search;
	bool searching;             /* the search field is there */
	bool matched;               /* and the rows are matches */
	struct find_result found;
	struct scroll matches;
	int timer;
};

static enum status
read_page(void *arg, const void *from, bool backwards, void *rows,
    unsigned max, unsigned *n, struct err *err)
{
	static const struct roll_key start = { .set = false };
	struct screen *s = arg;
	struct state *st = s->state;
	const struct roll_row *row = from;

	return roll_page(s->ui->db, &s->ui->who.scope, &st->filter,
	    row == NULL ? &start : &row->key, backwards, rows, max, n, err);
}

static const struct pager_ops pager_ops = {
	.row_size = sizeof(struct roll_row),
	.page = read_page,
};

static enum status
roll_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct roll_arg *a = arg;

	if (a != NULL)
		st->filter = a->filter;
	pager_init(&st->pager, &pager_ops, s);
	edit_init(&st->search, EDIT_TEXT, 60);
	return ui_table(s->ui, "roll", &st->table, err);
}

static void
roll_close(struct screen *s)
{
	struct state *st = s->state;

	loop_timer_cancel(s->ui->set.loop, st->timer);
	pager_done(&st->pager);
	table_done(&st->table);
}

static unsigned
page_rows(const struct screen *s)
{
	return (unsigned)(term_rows(s->ui->term) - ROW_FIRST - 2);
}

static const char *const sort_words[ROLL_SORT_COUNT] = {
	[ROLL_BY_NAME] = N_("by name"),
	[ROLL_BY_VILLAGE] = N_("by village"),
	[ROLL_BY_NO] = N_("by number"),
};

/* What the filter lets through, for the title line. */
static void
say_filter(struct screen *s)
{
	const struct roll_filter *f = &((struct state *)s->state)->filter;
	const char *parts[] = { f->area, f->point, f->category, f->village,
	    f->unpaid ? _("unpaid") : "", f->home ? _("at home") : "" };
	struct buf b;

	buf_init(&b, sizeof s->sub);
	buf_printf(&b, "%s", _(sort_words[f->sort]));
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i][0] != '\0')
			buf_printf(&b, ", %s", parts[i]);
	(void)str_copy_cut(s->sub, sizeof s->sub, buf_str(&b));
	buf_done(&b);
}

static void
roll_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;

	st->filter.period = s->ui->period.id;
	say_filter(s);
	if (pager_again(&st->pager, page_rows(s), &err) != ST_OK)
		ui_fail(s->ui, &err);
}

static void
draw_matches(struct state *st, struct term *t)
{
	struct roll_row row;
	int at = ROW_FIRST;

	for (unsigned i = st->matches.first; i < st->matches.n &&
	    i < st->matches.first + st->matches.page; i++) {
		roll_row_of_match(&st->found.row[i], &row);
		table_row(&st->table, t, at++, roll_cell, &row);
	}
	if (st->matches.n > 0)
		term_put(t, ROW_FIRST + (int)(st->matches.cur -
		    st->matches.first), 0, 1, TERM_NORMAL, ">");
	else
		term_put(t, ROW_FIRST, 2, 60, TERM_NORMAL, _("Nobody fits."));
}

static void
draw_page(struct state *st, struct term *t)
{
	for (unsigned i = 0; i < st->pager.n; i++)
		table_row(&st->table, t, ROW_FIRST + (int)i, roll_cell,
		    pager_row(&st->pager, i));
	if (st->pager.n == 0) {
		term_put(t, ROW_FIRST, 2, 60, TERM_NORMAL, _("Nobody."));
		return;
	}
	term_put(t, ROW_FIRST + (int)st->pager.cur, 0, 1, TERM_NORMAL, ">");
	term_cursor(t, ROW_FIRST + (int)st->pager.cur, 0);
}

static void
roll_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int row = term_rows(t) - 2, col;

	table_head(&st->table, t, ROW_HEAD);
	if (st->matched)
		draw_matches(st, t);
	else
		draw_page(st, t);
	if (s->ui->msg[0] != '\0')
		return;
	if (!st->searching) {
		term_put(t, row, 0, 40, TERM_NORMAL, _("Type a name to search."));
		return;
	}
	col = term_put(t, row, 0, 20, TERM_NORMAL, _("Search")) + 1;
	edit_put(&st->search, t, row, col, 40, true);
}

static void
search(struct screen *s)
{
	struct state *st = s->state;
	struct scope part = { .kind = SCOPE_NOTHING };
	char typed[EDIT_BYTES];
	struct err err = ERR_INIT;
	enum status r;

	loop_timer_cancel(s->ui->set.loop, st->timer);
	st->timer = 0;
	memset(&st->found, 0, sizeof st->found);
	edit_get(&st->search, typed, sizeof typed);
	r = scope_narrow(s->ui->db, &s->ui->who.scope, st->filter.area,
	    st->filter.point, &part, &err);
	if (r == ST_OK && typed[0] != '\0')
		r = find_people(s->ui->db, &part, s->ui->period.id, typed,
		    FIND_MAX, &st->found, &err);
	scope_done(&part);
	if (r != ST_OK)
		ui_fail(s->ui, &err);
	st->matched = typed[0] != '\0';
	st->matches.cur = st->matches.first = 0;
	scroll_fit(&st->matches, st->found.n, page_rows(s));
}

static void
quiet(void *arg)
{
	struct screen *s = arg;
	struct state *st = s->state;

	st->timer = 0;
	search(s);
	ui_dirty(s->ui);
}

static void
was_typed(struct screen *s)
{
	struct state *st = s->state;

	st->searching = !edit_empty(&st->search);
	st->matched = st->matched && st->searching;
	loop_timer_cancel(s->ui->set.loop, st->timer);
	st->timer = loop_timer(s->ui->set.loop, QUIET_MS, quiet, s);
}

static void
roll_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct state *st = s->state;

	s->ui->msg[0] = '\0';
	edit_letter(&st->search, cp, &s->ui->typing, pasted);
	was_typed(s);
}

static void
open_marked(struct screen *s)
{
	struct state *st = s->state;
	const struct roll_row *row = pager_current(&st->pager);
	struct detail_arg a = { 0 };

	if (st->searching) {
		if (st->timer != 0 || !st->matched)
			search(s);
		if (st->matches.n == 0) {
			ui_say(s->ui, _("Nobody fits."));
			return;
		}
		a.person = st->found.row[st->matches.cur].person;
	} else if (row != NULL) {
		a.person = row->person;
	} else {
		return;
	}
	ui_push(s->ui, &detail_screen, &a);
}

static void
filtered(struct screen *s, const struct roll_filter *f)
{
	struct state *st = s->state;

	st->filter = *f;
	st->pager.n = 0; /* another roll: from its start */
	screen_stale(s);
}

static void
open_filter(struct screen *s)
{
	struct state *st = s->state;
	struct filter_arg a = { .filter = st->filter, .done = filtered };

	ui_push(s->ui, &filter_screen, &a);
}

static void
open_print(struct screen *s)
{
	struct state *st = s->state;
	struct print_arg a = { 0 };

	(void)str_copy_cut(a.report, sizeof a.report, st->filter.unpaid ?
	    "unpaid" : st->filter.home ? "home" : "payment-list");
	(void)str_copy_cut(a.area, sizeof a.area, st->filter.area);
	(void)str_copy_cut(a.point, sizeof a.point, st->filter.point);
	ui_push(s->ui, &print_screen, &a);
}

static bool
search_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (a == ACT_BACK) {
		edit_clear(&st->search);
		st->searching = st->matched = false;
		return true;
	}
	if (scroll_action(&st->matches, a))
		return true;
	if (!edit_action(&st->search, a, &s->ui->typing))
		return false;
	was_typed(s);
	return true;
}

static bool
move(struct screen *s, enum action a)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;
	bool handled;

	if (pager_action(&st->pager, a, &handled, &err) != ST_OK)
		ui_fail(s->ui, &err);
	else if (st->pager.no_more)
		ui_say(s->ui, a == ACT_UP || a == ACT_PAGE_UP ?
		    _("This is the start.") : _("This is the end."));
	return handled;
}

static bool
roll_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (st->searching && search_action(s, a))
		return true;
	switch (a) {
	case ACT_ACCEPT:
		open_marked(s);
		return true;
	case ACT_FILTER:
		open_filter(s);
		return true;
	case ACT_SORT:
		st->filter.sort = (st->filter.sort + 1) % ROLL_SORT_COUNT;
		filtered(s, &st->filter);
		return true;
	case ACT_PRINT:
		open_print(s);
		return true;
	default:
		return move(s, a);
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_FILTER, NULL, NULL },
	{ ACT_SORT, NULL, NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_ACCEPT, N_("open it"), NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops roll_screen = {
	.name = "roll",
	.title = N_("Roll"),
	.help = N_("Any letter searches inside what the filter shows. Enter opens the person, F6 filters, F7 changes the order."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = roll_open,
	.recalc = roll_recalc,
	.draw = roll_draw,
	.action = roll_action,
	.key = roll_key,
	.close = roll_close,
};
