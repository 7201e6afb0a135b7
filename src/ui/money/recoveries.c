/*
 * SPDX-License-Identifier: ISC
 *
 * Recovery cases, open ones first.  Enter opens one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/month_owner.h"
#include "office/balance/recovery.h"
#include "text/date.h"
#include "ui/kit/rows.h"
#include "ui/money/money_ui.h"
#include "ui/term/paint.h"
#include "ui/print/dialog.h"

enum { CASES = 1000, ROW_TOTAL = PAINT_TOP, WHY = 2, FOOT = WHY + 1 };

struct state {
	struct rows rows;
	struct recovery_row *v; /* owned */
	int64_t left;           /* sum of all shown */
	bool all;               /* settled ones too */
};

unsigned
recoveries_count(struct ui *u)
{
	struct recovery_row *v = mem_array(CASES, sizeof *v);
	struct err err = ERR_INIT;
	unsigned n = 0;

	if (recovery_all(u->db, &u->who.scope, &(struct recovery_ask){
	    .open = true, .max = CASES }, v, &n, &err) != ST_OK)
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
	if (recovery_all(s->ui->db, &s->ui->who.scope, &(struct recovery_ask){
	    .open = !st->all, .max = CASES }, st->v, &n, &err) != ST_OK)
		ui_fail(s->ui, &err);
	st->left = 0;
	for (unsigned i = 0; i < n; i++)
		st->left += st->v[i].left > 0 ? st->v[i].left : 0;
	(void)str_copy_cut(s->sub, sizeof s->sub, st->all ? _("all") :
	    _("with something left"));
	rows_take(s, &st->rows, st->v, sizeof(*st->v), n);
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

/* Reason and progress of the marked case. */
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

static const struct rows_def rows_def = {
	.table = "recoveries", .cell = cell, .above = 1, .below = FOOT + 1,
};

static enum status
recoveries_open(struct screen *s, const void *arg, struct err *err)
{
	return rows_open(s, &((struct state *)s->state)->rows, &rows_def, err);
}

static void
recoveries_close(struct screen *s)
{
	struct state *st = s->state;

	rows_close(&st->rows);
	free(st->v);
}

static void
recoveries_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	const struct recovery_row *r = rows_current(&st->rows);
	char text[120], money[32];

	paint_format(text, sizeof text, _("%u cases, %s left"),
	    st->rows.scroll.n, paint_money(money, sizeof money, st->left));
	term_put(t, ROW_TOTAL, 1, term_cols(t) - 2, TERM_BOLD, text);
	if (r != NULL)
		draw_foot(t, r);
	rows_draw(s, &st->rows, t, _("Nothing is to come back."));
}

static bool
recoveries_action(struct screen *s, enum action a)
{
	struct state *st = s->state;
	const struct recovery_row *r = rows_current(&st->rows);
	struct recovery_arg arg;

	if (rows_action(s, &st->rows, a))
		return true;
	switch (a) {
	case ACT_ACCEPT:
		if (r == NULL)
			return true;
		arg.recovery = r->id;
		ui_push(s->ui, &recovery_screen, &arg);
		return true;
	case ACT_PRINT:
		print_open_of(s->ui, "recoveries", 0);
		return true;
	case ACT_SORT:
		st->all = !st->all;
		rows_restart(&st->rows);
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
