/*
 * SPDX-License-Identifier: ISC
 *
 * The roll, a page at a time, by filter and order; a letter searches inside
 * the filter's area.  Rows are read from a position between rows
 * (office/query/roll.h), so that End is as fast as Home for a roll of any
 * length.
 */

#include "base/say.h"
#include "base/str.h"
#include "office/query/find.h"
#include "ui/kit/doors.h"
#include "ui/kit/rows.h"
#include "ui/print/dialog.h"
#include "ui/roll/roll.h"

enum { QUIET_MS = 200 };

struct state {
	struct roll_filter filter;
	struct rows rows;
	struct edit search;
	bool searching;             /* the search field is shown */
	bool matched;               /* and the rows are its matches */
	struct roll_row match[FIND_MAX];
	struct rows matches;
	int timer;
};

static enum status
read_page(void *arg, const void *from, bool backwards, void *rows,
    unsigned max, unsigned *n, struct err *err)
{
	struct screen *s = arg;
	struct state *st = s->state;
	const struct roll_row *row = from;
	const struct roll_ask ask = { .filter = &st->filter,
		.from = row == NULL ? NULL : &row->key,
		.backwards = backwards, .max = max };

	return roll_page(s->ui->db, &s->ui->who.scope, &ask, rows, n, err);
}

static const struct pager_ops pager_ops = {
	.row_size = sizeof(struct roll_row),
	.page = read_page,
};

static const struct rows_def rows_def = {
	.table = "roll", .cell = roll_cell, .pages = &pager_ops,
};
static const struct rows_def match_def = {
	.table = "roll", .cell = roll_cell,
};

static enum status
roll_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct roll_arg *a = arg;

	if (a != NULL)
		st->filter = a->filter;
	edit_init(&st->search, EDIT_TEXT, 60);
	if (rows_open(s, &st->rows, &rows_def, err) != ST_OK)
		return err->st;
	return rows_open(s, &st->matches, &match_def, err);
}

static void
roll_close(struct screen *s)
{
	struct state *st = s->state;

	loop_timer_cancel(s->ui->set.loop, st->timer);
	rows_close(&st->rows);
	rows_close(&st->matches);
}

static const char *const sort_words[ROLL_SORT_COUNT] = {
	[ROLL_BY_NAME] = N_("by name"),
	[ROLL_BY_VILLAGE] = N_("by village"),
	[ROLL_BY_NO] = N_("by number"),
};

/* Describes the filter, for the title line. */
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

	st->filter.period = s->ui->period.id;
	say_filter(s);
	rows_again(s, &st->rows);
}

static void
roll_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int row = term_rows(t) - 2, col;

	if (st->matched)
		rows_draw(s, &st->matches, t, _("Nobody fits."));
	else
		rows_draw(s, &st->rows, t, _("Nobody."));
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
	struct find_result found = { .n = 0 };
	char typed[EDIT_BYTES];
	const struct find_ask ask = { .period = s->ui->period.id,
		.typed = typed, .max = FIND_MAX };
	struct err err = ERR_INIT;
	enum status r;

	loop_timer_cancel(s->ui->set.loop, st->timer);
	st->timer = 0;
	edit_get(&st->search, typed, sizeof typed);
	r = scope_narrow(s->ui->db, &s->ui->who.scope, st->filter.area,
	    st->filter.point, &part, &err);
	if (r == ST_OK && typed[0] != '\0')
		r = find_people(s->ui->db, &part, &ask, &found, &err);
	scope_done(&part);
	if (r != ST_OK)
		ui_fail(s->ui, &err);
	st->matched = typed[0] != '\0';
	rows_restart(&st->matches);
	for (unsigned i = 0; i < found.n; i++)
		roll_row_of_match(&found.row[i], &st->match[i]);
	rows_take(s, &st->matches, st->match, sizeof(st->match[0]), found.n);
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
	const struct roll_row *row = rows_current(&st->rows);
	struct detail_arg a = { 0 };

	if (st->searching) {
		if (st->timer != 0 || !st->matched)
			search(s);
		row = rows_current(&st->matches);
		if (row == NULL)
			ui_say(s->ui, _("Nobody fits."));
	}
	if (row == NULL)
		return;
	a.person = row->p.id;
	ui_push(s->ui, &detail_screen, &a);
}

static void
filtered(struct screen *s, const struct roll_filter *f)
{
	struct state *st = s->state;

	st->filter = *f;
	rows_restart(&st->rows);
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
	if (rows_action(s, &st->matches, a))
		return true;
	if (!edit_action(&st->search, a, &s->ui->typing))
		return false;
	was_typed(s);
	return true;
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
		return rows_action(s, &st->rows, a);
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
