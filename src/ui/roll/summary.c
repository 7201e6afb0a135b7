/*
 * SPDX-License-Identifier: ISC
 *
 * What is due, paid and open, by district, commune and point, and below the
 * points the people not paid yet; Enter goes down a level, F3 up.
 */
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/query/summary.h"
#include "ui/kit/rows.h"
#include "ui/term/paint.h"
#include "ui/print/dialog.h"
#include "ui/roll/roll.h"

enum { LEVELS = 3, BAR = 10 }; /* BAR: marks of the bar */

/* The place of one level. */
struct place_at {
	char code[17], name[192];
	unsigned cur;
};

struct state {
	struct rows rows[2];      /* of people and of money */
	unsigned view;            /* which of them is shown */
	struct summary_row *v;    /* owned */
	struct summary_row total;
	unsigned level;           /* enum summary_level */
	unsigned top;             /* first level for this user */
	struct place_at at[LEVELS]; /* at[level]: the place that it is within */
};

static const char *cell(const void *data, const char *column, char *buf,
    size_t size);

/* The last row has the total. */
static const struct rows_def rows_defs[2] = {
	{ .table = "summary", .cell = cell, .below = 1 },
	{ .table = "summary-money", .cell = cell, .below = 1 },
};

static enum status
summary_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	if (rows_open(s, &st->rows[0], &rows_defs[0], err) != ST_OK)
		return err->st;
	return rows_open(s, &st->rows[1], &rows_defs[1], err);
}

static void
summary_close(struct screen *s)
{
	struct state *st = s->state;

	rows_close(&st->rows[0]);
	rows_close(&st->rows[1]);
	free(st->v);
}

/* The title: which place, people or money, which rows of how many. */
static void
say_place(struct screen *s)
{
	struct state *st = s->state;
	const struct scroll *at = &st->rows[st->view].scroll;
	unsigned last = at->first + at->page;
	char rows[48] = "";

	if (at->n > at->page)
		paint_format(rows, sizeof rows, "%u-%u/%u", at->first + 1,
		    last < at->n ? last : at->n, at->n);
	paint_format(s->sub, sizeof s->sub, "%s%s%s  %s",
	    st->at[st->level].name, st->at[st->level].name[0] != '\0' ? "  " :
	    "", st->view == 0 ? _("people") : _("money in dong"), rows);
}

static bool
read_rows(struct screen *s)
{
	struct state *st = s->state;
	const struct summary_ask ask = { .period = s->ui->period.id,
		.level = (enum summary_level)st->level,
		.within = st->at[st->level].code };
	struct summary is;
	struct err err = ERR_INIT;

	if (summary_rows(s->ui->db, &s->ui->who.scope, &ask, &is,
	    &err) != ST_OK) {
		ui_fail(s->ui, &err);
		return false;
	}
	free(st->v);
	st->v = is.rows;
	st->total = is.total;
	for (unsigned i = 0; i < 2; i++) {
		st->rows[i].scroll.cur = st->at[st->level].cur;
		rows_take(s, &st->rows[i], st->v, sizeof(*st->v), is.n);
	}
	say_place(s);
	return true;
}

/* Below the points: the people who have not been paid. */
static void
open_people(struct screen *s, const struct summary_row *r)
{
	struct roll_arg a = { .filter.unpaid = true };

	(void)str_copy_cut(a.filter.point, sizeof a.filter.point, r->code);
	ui_push(s->ui, &roll_screen, &a);
}

static void
go_down(struct screen *s)
{
	struct state *st = s->state;
	const struct summary_row *r = rows_current(&st->rows[st->view]);
	struct place_at *to;

	if (r == NULL)
		return;
	if (st->level + 1 == LEVELS) {
		open_people(s, r);
		return;
	}
	st->at[st->level].cur = st->rows[st->view].scroll.cur;
	to = &st->at[++st->level];
	(void)str_copy_cut(to->code, sizeof to->code, r->code);
	(void)str_copy_cut(to->name, sizeof to->name, r->name);
	to->cur = 0;
	if (!read_rows(s))
		st->level--;
}

static void
summary_recalc(struct screen *s)
{
	struct state *st = s->state;
	bool first = st->v == NULL;

	if (!read_rows(s) || !first)
		return;
	/* A single district: start with its communes. */
	while (st->rows[0].scroll.n == 1 && st->level + 1 < LEVELS) {
		go_down(s);
		st->top = st->level;
	}
}

/* "98,71" */
static void
rate(char *buf, size_t size, const struct summary_row *r)
{
	int64_t v = summary_rate(r);

	paint_format(buf, size, "%lld,%02lld", (long long)(v / 100),
	    (long long)(v % 100));
}

static void
bar(char *buf, size_t size, const struct summary_row *r)
{
	size_t n = (size_t)(summary_rate(r) / 1000);

	if (size <= BAR)
		return;
	memset(buf, '-', BAR);
	memset(buf, '#', n < BAR ? n : BAR);
	buf[BAR] = '\0';
}

static const char *
cell(const void *data, const char *column, char *buf, size_t size)
{
	const struct summary_row *r = data;
	const struct {
		const char *name;
		int64_t v;
	} figures[] = {
		{ "due_people", r->due_people },
		{ "paid_people", r->paid_people },
		{ "unpaid_people", r->due_people - r->paid_people },
		{ "home_people", r->home_people },
		{ "blocked_people", r->blocked_people },
		{ "due_money", r->due_money },
		{ "paid_money", r->paid_money },
		{ "unpaid_money", r->due_money - r->paid_money },
		{ "home_money", r->home_money },
	};

	for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
		if (strcmp(figures[i].name, column) == 0)
			return paint_money(buf, size, figures[i].v);
	if (strcmp(column, "name") == 0)
		return r->name;
	if (strcmp(column, "code") == 0)
		return r->code;
	if (strcmp(column, "rate") == 0)
		rate(buf, size, r);
	else if (strcmp(column, "bar") == 0)
		bar(buf, size, r);
	return buf;
}

static void
summary_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	struct summary_row sum = st->total;

	(void)str_copy_cut(sum.name, sizeof sum.name, _("TOTAL"));
	rows_draw(s, &st->rows[st->view], t, "");
	table_row(&st->rows[st->view].table, t, paint_bottom(t), cell, &sum);
}

static void
open_print(struct screen *s)
{
	struct state *st = s->state;
	struct print_arg a = { .report = "summary" };

	(void)str_copy_cut(a.area, sizeof a.area, st->at[st->level].code);
	ui_push(s->ui, &print_screen, &a);
}

static bool
summary_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (rows_action(s, &st->rows[st->view], a)) {
		st->rows[!st->view].scroll = st->rows[st->view].scroll;
		say_place(s);
		return true;
	}
	switch (a) {
	case ACT_ACCEPT:
		go_down(s);
		return true;
	case ACT_PRINT:
		open_print(s);
		return true;
	case ACT_SORT:
		st->view = !st->view;
		say_place(s);
		return true;
	case ACT_BACK:
		if (st->level == st->top)
			return false;
		st->level--;
		(void)read_rows(s);
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("communes, points, people"), NULL },
	{ ACT_SORT, N_("people/money"), NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops summary_screen = {
	.name = "summary",
	.title = N_("Summary"),
	.help = N_("Enter goes down to communes and points, and from a point to the people who have not been paid; F3 comes up again. F7 shows money instead of people. The bar has a # for every ten in a hundred that are paid."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = summary_open,
	.recalc = summary_recalc,
	.draw = summary_draw,
	.action = summary_action,
	.close = summary_close,
};
