/*
 * SPDX-License-Identifier: ISC
 *
 * Cases of money that somebody got and was not due: those with something left
 * first.  Enter opens one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/month_owner.h"
#include "office/balance/recovery.h"
#include "text/date.h"
#include "ui/kit/screen.h"
#include "ui/money/money_ui.h"
#include "ui/term/paint.h"
#include "ui/print/dialog.h"
#include "ui/term/scroll.h"
#include "ui/term/table.h"

enum { CASES = 1000, ROW_TOTAL = PAINT_TOP, ROW_HEAD, ROW_FIRST, WHY = 2,
    FOOT = WHY + 1 };

struct state {
	struct table table;
	struct recovery_row *v; /* owned */
	struct scroll scroll;
	int64_t left;           /* of all that are shown */
	bool all;               /* settled ones too */
};

static enum status
recoveries_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	return ui_table(s->ui, "recoveries", &st->table, err);
}

static void
recoveries_close(struct screen *s)
{
	struct state *st = s->state;

	table_done(&st->table);
	free(st->v);
}

unsigned
recoveries_count(struct ui *u)
{
	struct recovery_row *v = mem_array(CASES, sizeof *v);
	unsigned n = 0;

	if (recovery_all(u->db, &u->who.scope, 0, true, v, CASES, &n, NULL) !=
	    ST_OK)
		n = 0;
	free(v);
	return n;
}

static void
recoveries_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;
	unsigned n = 0;

	if (st->v == NULL)
		st->v = mem_array(CASES, sizeof *st->v);
	if (recovery_all(s->ui->db, &s->ui->who.scope, 0, !st->all, st->v,
	    CASES, &n, &err) != ST_OK)
		ui_fail(s->ui, &err);
	st->left = 0;
	for (unsigned i = 0; i < n; i++)
		st->left += st->v[i].left > 0 ? st->v[i].left : 0;
	(void)str_copy_cut(s->sub, sizeof s->sub, st->all ? _("all") :
	    _("with something left"));
	scroll_fit(&st->scroll, n, (unsigned)(paint_bottom(s->ui->term) -
	    ROW_FIRST - FOOT));
}

/* "03/2024", "03/2024 - 04/2024" */
static const char *
say_months(const struct recovery_row *r, char *dst, size_t size)
{
	char first[DATE_MONTH], last[DATE_MONTH];

	month_format(first, sizeof first, r->first);
	month_format(last, sizeof last, r->last);
	if (strcmp(first, last) == 0)
		(void)str_copy_cut(dst, size, first);
	else
		paint_format(dst, size, "%s - %s", first, last);
	return dst;
}

static const char *
cell(const void *data, const char *column, char *buf, size_t size)
{
	const struct recovery_row *r = data;

	if (strcmp(column, "name") == 0)
		return r->name;
	if (strcmp(column, "code") == 0)
		return r->code;
	if (strcmp(column, "commune") == 0)
		return r->area;
	if (strcmp(column, "months") == 0)
		return say_months(r, buf, size);
	if (strcmp(column, "overpaid") == 0)
		return paint_money(buf, size, r->overpaid);
	if (strcmp(column, "left") == 0)
		return paint_money(buf, size, r->left);
	if (strcmp(column, "owner") == 0)
		return r->owner;
	if (strcmp(column, "plan") == 0)
		return r->plan == 0 ? "" : paint_money(buf, size, r->plan);
	return "";
}

/* Why, and how far it is, of the marked case. */
static void
draw_foot(struct term *t, const struct recovery_row *r)
{
	int row = paint_bottom(t) - FOOT + 1, cols = term_cols(t) - 2;
	char text[900], at[24], money[32], of[300];

	paint_format(text, sizeof text, _("No. %lld, %s%s: %s"),
	    (long long)r->id, paint_moment(at, sizeof at, r->at),
	    month_owner_said(r->owner, r->owners, of, sizeof of), r->reason);
	(void)paint_wrapped(t, row, 1, cols, WHY, text);
	if (r->decided > 0)
		paint_format(text, sizeof text, _("Decided: %s to recover"),
		    paint_money(money, sizeof money, r->decided));
	else
		(void)str_copy_cut(text, sizeof text,
		    _("No decision to recover yet"));
	term_put(t, row + WHY, 1, cols, TERM_NORMAL, text);
}

static void
recoveries_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	char text[120], money[32];
	int row = ROW_FIRST;

	paint_format(text, sizeof text, _("%u cases, %s left"), st->scroll.n,
	    paint_money(money, sizeof money, st->left));
	term_put(t, ROW_TOTAL, 1, term_cols(t) - 2, TERM_BOLD, text);
	table_head(&st->table, t, ROW_HEAD);
	for (unsigned i = st->scroll.first; i < st->scroll.n &&
	    i < st->scroll.first + st->scroll.page; i++, row++)
		table_row(&st->table, t, row, cell, &st->v[i]);
	if (st->scroll.n == 0) {
		term_put(t, ROW_FIRST, 2, 70, TERM_NORMAL,
		    _("Nothing is to come back."));
		return;
	}
	draw_foot(t, &st->v[st->scroll.cur]);
	row = ROW_FIRST + (int)(st->scroll.cur - st->scroll.first);
	term_put(t, row, 0, 1, TERM_NORMAL, ">");
	term_cursor(t, row, 0);
}

static bool
recoveries_action(struct screen *s, enum action a)
{
	struct state *st = s->state;
	struct recovery_arg arg;

	if (scroll_action(&st->scroll, a))
		return true;
	switch (a) {
	case ACT_ACCEPT:
		if (st->scroll.n == 0)
			return true;
		arg.recovery = st->v[st->scroll.cur].id;
		ui_push(s->ui, &recovery_screen, &arg);
		return true;
	case ACT_PRINT:
		print_open_of(s->ui, "recoveries", 0);
		return true;
	case ACT_SORT:
		st->all = !st->all;
		st->scroll.cur = 0;
		screen_stale(s);
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_SORT, N_("open/all"), NULL },
	{ ACT_ACCEPT, N_("open it"), NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops recoveries_screen = {
	.name = "recoveries",
	.title = N_("Recoveries"),
	.help = N_("Money that somebody got and was not due, opened by a request (a late report of death). Nothing is taken back by itself: Enter opens a case, F2 there enters the decision, what is cut each month and what came back. F7 shows the settled ones too."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = recoveries_open,
	.recalc = recoveries_recalc,
	.draw = recoveries_draw,
	.action = recoveries_action,
	.close = recoveries_close,
};
