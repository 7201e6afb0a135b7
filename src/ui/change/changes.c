/*
 * SPDX-License-Identifier: ISC
 *
 * The inbox of requests: waiting, rejected and approved ones.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "text/date.h"
#include "ui/change/changes_priv.h"
#include "ui/kit/doors.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"
#include "ui/print/dialog.h"

enum { QUIET_MS = 200, ROW_COUNTS = PAINT_TOP };

static const char *cell(const void *data, const char *column, char *buf,
    size_t size);

/* Below: who asked and who decided, and a blank row. */
static const struct rows_def rows_def = {
	.table = "changes", .cell = cell, .pages = &changes_pages,
	.above = 1, .below = 3,
};

static enum status
changes_open(struct screen *s, const void *arg, struct err *err)
{
	struct inbox *st = s->state;

	if (arg != NULL)
		st->filter = *(const struct changes_filter *)arg;
	else
		st->filter.state = CHANGE_WAITING;
	edit_init(&st->search, EDIT_TEXT, 60);
	return rows_open(s, &st->rows, &rows_def, err);
}

static void
changes_close(struct screen *s)
{
	struct inbox *st = s->state;

	loop_timer_cancel(s->ui->set.loop, st->timer);
	rows_close(&st->rows);
}

static void
say_filter(struct screen *s)
{
	const struct changes_filter *f = &((struct inbox *)s->state)->filter;
	char month[DATE_MONTH];
	const char *parts[] = { f->state != CHANGE_NO_STATE ?
	    change_state_word(f->state) : _("all states"),
	    f->kind[0] != '\0' ? change_kind_word(f->kind) : "", f->area,
	    month, f->mine ? _("only mine") : "" };
	struct buf b;

	month_format(month, sizeof month, f->month);
	buf_init(&b, sizeof s->sub);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		if (parts[i][0] != '\0')
			buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", parts[i]);
	(void)str_copy_cut(s->sub, sizeof s->sub, buf_str(&b));
	buf_done(&b);
}

static void
changes_recalc(struct screen *s)
{
	struct inbox *st = s->state;
	struct ui *u = s->ui;
	struct err err = ERR_INIT;

	say_filter(s);
	if (change_counts(u->db, &u->who.scope, u->who.staff,
	    (uint32_t)u->who.role, &st->counts, &err) != ST_OK)
		ui_fail(u, &err);
	rows_again(s, &st->rows);
}

/* ---- drawing -------------------------------------------------------------- */

static const char *
cell(const void *data, const char *column, char *buf, size_t size)
{
	const struct change_head *h = data;

	if (strcmp(column, "what") == 0)
		return change_say_what(h, buf, size);
	if (strcmp(column, "name") == 0)
		return h->name;
	if (strcmp(column, "code") == 0)
		return h->code;
	if (strcmp(column, "commune") == 0)
		return h->area_name;
	if (strcmp(column, "by") == 0)
		return h->maker_name;
	if (strcmp(column, "state") == 0)
		return change_state_word(h->state);
	if (strcmp(column, "month") == 0) {
		month_format(buf, size, h->month);
		return buf;
	}
	/* "21/11": the year is on the row below. */
	paint_day(buf, size, h->made_at);
	if (strlen(buf) > 5)
		buf[5] = '\0';
	return buf;
}

static void
draw_counts(struct ui *u, const struct inbox *st, struct term *t)
{
	const struct change_counts *c = &st->counts;
	char text[300];

	if (u->who.role == ROLE_APPROVER || c->to_check > 0)
		paint_format(text, sizeof text, _("%u waiting, %u to check"),
		    c->waiting, c->to_check);
	else
		paint_format(text, sizeof text,
		    _("%u waiting; of your own %u waiting, %u rejected"),
		    c->waiting, c->mine_waiting, c->mine_rejected);
	term_put(t, ROW_COUNTS, 1, term_cols(t) - 2, TERM_BOLD, text);
}

/* Who asked and who decided, of the marked row. */
static void
draw_who(struct term *t, const struct change_head *h)
{
	char text[400], at[24];
	int row = paint_bottom(t) - 1, cols = term_cols(t) - 2;

	paint_format(text, sizeof text, _("No. %lld: asked %s, %s"),
	    (long long)h->id, paint_moment(at, sizeof at, h->made_at),
	    h->maker_name);
	paint_cut(t, row, 1, cols, text);
	if (h->checked_at[0] == '\0')
		return;
	paint_format(text, sizeof text, _("Decided %s, %s"),
	    paint_moment(at, sizeof at, h->checked_at), h->checker_name);
	paint_cut(t, row + 1, 1, cols, text);
}

static void
draw_search(struct screen *s, struct term *t)
{
	struct inbox *st = s->state;
	int row = term_rows(t) - 2, col;

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
changes_draw(struct screen *s, struct term *t)
{
	struct inbox *st = s->state;
	const struct change_head *h = rows_current(&st->rows);

	draw_counts(s->ui, st, t);
	if (h != NULL)
		draw_who(t, h);
	rows_draw(s, &st->rows, t, st->far ?
	    _("None of that name among the newest; F6 narrows it.") :
	    _("No request fits."));
	draw_search(s, t);
}

/* ---- keys ----------------------------------------------------------------- */

/* Reads other rows, from the newest on. */
static void
changes_start(struct screen *s)
{
	rows_restart(&((struct inbox *)s->state)->rows);
	screen_stale(s);
}

static void
quiet(void *arg)
{
	struct screen *s = arg;

	((struct inbox *)s->state)->timer = 0;
	changes_start(s);
}

static void
was_typed(struct screen *s)
{
	struct inbox *st = s->state;

	st->searching = !edit_empty(&st->search);
	loop_timer_cancel(s->ui->set.loop, st->timer);
	st->timer = loop_timer(s->ui->set.loop, QUIET_MS, quiet, s);
}

static void
changes_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct inbox *st = s->state;

	s->ui->msg[0] = '\0';
	edit_letter(&st->search, cp, &s->ui->typing, pasted);
	was_typed(s);
}

static void
open_marked(struct screen *s)
{
	struct inbox *st = s->state;
	const struct change_head *h;
	struct change_view_arg a;

	if (st->timer != 0) { /* Enter does not wait for the quiet time */
		loop_timer_cancel(s->ui->set.loop, st->timer);
		st->timer = 0;
		rows_restart(&st->rows);
		rows_again(s, &st->rows);
	}
	h = rows_current(&st->rows);
	if (h == NULL)
		return;
	a.change = h->id;
	screen_stale(s); /* the requests may have changed */
	ui_push(s->ui, &change_view_screen, &a);
}

static void
filtered(struct screen *s, const struct changes_filter *f)
{
	((struct inbox *)s->state)->filter = *f;
	changes_start(s);
}

static void
begin_picked(struct screen *s, const struct pick_item *item)
{
	change_form_open(s->ui, item->code, 0);
}

/* Requests that are not about a person on the roll. */
static void
begin_new(struct screen *s)
{
	static const struct {
		const char *form, *kind, *word;
	} all[] = {
		{ "change-new-person", "new", N_("Add a person") },
		{ "change-transfer-in", "transfer",
		    N_("Somebody moves in from another province") },
	};
	struct pick_item *v = mem_array(2, sizeof *v);
	unsigned n = 0;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (!change_form_may(s->ui, all[i].kind))
			continue;
		(void)str_copy_cut(v[n].code, sizeof v[n].code, all[i].form);
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _(all[i].word));
	}
	if (n > 0) {
		pick_open(s, _("New request"), v, n, begin_picked);
		return;
	}
	free(v);
	ui_say(s->ui, _("A request begins with its person: Roll, Enter, F2."));
}

/* F7 cycles: waiting, asked by me, all. */
static void
next_view(struct screen *s)
{
	struct changes_filter *f = &((struct inbox *)s->state)->filter;
	bool waiting = f->state != CHANGE_NO_STATE, mine = f->mine;

	f->mine = waiting;
	f->state = waiting || mine ? CHANGE_NO_STATE : CHANGE_WAITING;
	changes_start(s);
}

static bool
search_action(struct screen *s, enum action a)
{
	struct inbox *st = s->state;

	if (a == ACT_BACK) {
		edit_clear(&st->search);
		st->searching = false;
		changes_start(s);
		return true;
	}
	if (a != ACT_ERASE || !edit_action(&st->search, a, &s->ui->typing))
		return false;
	was_typed(s);
	return true;
}

static bool
changes_action(struct screen *s, enum action a)
{
	struct inbox *st = s->state;
	struct change_filter_arg arg = { .filter = st->filter,
		.done = filtered };

	if (st->searching && search_action(s, a))
		return true;
	switch (a) {
	case ACT_ACCEPT:
		open_marked(s);
		return true;
	case ACT_FILTER:
		ui_push(s->ui, &change_filter_screen, &arg);
		return true;
	case ACT_CHANGE:
		begin_new(s);
		return true;
	case ACT_SORT:
		next_view(s);
		return true;
	case ACT_PRINT:
		print_open_of(s->ui, "changes", 0);
		return true;
	default:
		return rows_action(s, &st->rows, a);
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, N_("new"), "change.ask" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_FILTER, NULL, NULL },
	{ ACT_SORT, N_("waiting/mine/all"), NULL },
	{ ACT_ACCEPT, N_("open it"), NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops changes_screen = {
	.name = "changes",
	.title = N_("Changes"),
	.help = N_("Requests that change the roll, newest first: asked by one, decided by another. Letters search by name, Enter opens one, F6 filters; F7 goes on from what waits to what you asked and to all. F2 begins one for somebody new; else a request begins with its person: Roll, Enter, F2."),
	.size = sizeof(struct inbox),
	.keys = keys,
	.open = changes_open,
	.recalc = changes_recalc,
	.draw = changes_draw,
	.action = changes_action,
	.key = changes_key,
	.close = changes_close,
};
