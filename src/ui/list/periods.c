/*
 * SPDX-License-Identifier: ISC
 *
 * The payout periods, newest first, with the entitlement months that each
 * pays.  Enter selects a period for all screens.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "text/date.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/rows.h"
#include "ui/list/checks.h"
#include "ui/kit/decide.h"
#include "ui/entry/entry.h"
#include "ui/kit/outbox.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

enum { PERIODS = 240, /* twenty years */
	AHEAD = 4,    /* months offered for a period */
	COL_MONTHS = 16, COL_STATE = 44 };

#define OTHER "other"
#define REOPEN "reopen"

struct periods {
	struct rows rows;
	struct period *v; /* owned */
};

static void
periods_close(struct screen *s)
{
	struct periods *st = s->state;

	rows_close(&st->rows);
	free(st->v);
}

static void
periods_recalc(struct screen *s)
{
	struct periods *st = s->state;
	bool first = st->v == NULL;
	struct err err = ERR_INIT;
	unsigned n = 0;

	if (first)
		st->v = mem_array(PERIODS, sizeof *st->v);
	if (period_list(s->ui->db, st->v, PERIODS, &n, &err) != ST_OK)
		ui_fail(s->ui, &err);
	for (unsigned i = 0; first && i < n; i++)
		if (st->v[i].id == s->ui->period.id)
			st->rows.scroll.cur = i;
	rows_take(s, &st->rows, st->v, sizeof(*st->v), n);
}

void
period_say_months(struct ui *u, int64_t period, char *dst, size_t size)
{
	char v[PERIOD_MONTHS][DATE_MONTH], first[DATE_MONTH], last[DATE_MONTH];
	struct err err = ERR_INIT;
	unsigned n = 0;

	dst[0] = '\0';
	if (period_months(u->db, period, v, PERIOD_MONTHS, &n,
	    &err) != ST_OK) {
		ui_fail(u, &err);
		return;
	}
	if (n == 0)
		return;
	month_format(first, sizeof first, v[0]);
	month_format(last, sizeof last, v[n - 1]);
	if (n == 1)
		(void)str_copy_cut(dst, size, first);
	else
		paint_format(dst, size, "%s - %s", first, last);
}

static void
draw_period(struct screen *s, struct term *t, int row, const void *data)
{
	const struct period *p = data;
	char text[64];

	month_format(text, sizeof text, p->code);
	term_put(t, row, 2, COL_MONTHS - 3, TERM_NORMAL, text);
	period_say_months(s->ui, p->id, text, sizeof text);
	term_put(t, row, COL_MONTHS, COL_STATE - COL_MONTHS - 1, TERM_NORMAL,
	    text);
	term_put(t, row, COL_STATE, 20, TERM_NORMAL,
	    paint_word(names_word(&period_states, p->state)));
}

static const struct rows_def rows_def = { .draw = draw_period, .above = 1 };

static enum status
periods_open(struct screen *s, const void *arg, struct err *err)
{
	return rows_open(s, &((struct periods *)s->state)->rows, &rows_def,
	    err);
}

static void
periods_draw(struct screen *s, struct term *t)
{
	struct periods *st = s->state;

	term_put(t, PAINT_TOP, 2, COL_MONTHS - 3, TERM_NORMAL, _("Period"));
	term_put(t, PAINT_TOP, COL_MONTHS, COL_STATE - COL_MONTHS - 1,
	    TERM_NORMAL, _("Pays the months"));
	term_put(t, PAINT_TOP, COL_STATE, 20, TERM_NORMAL, _("State"));
	rows_draw(s, &st->rows, t,
	    _("There is no payout period yet: F2 opens one."));
}

void
period_go(struct ui *u, const char *code)
{
	char month[DATE_MONTH];

	ui_read_period(u, code);
	month_format(month, sizeof month, code);
	ui_say(u, _("You work in the period %s now."), month);
	ui_all_stale(u);
}

/* ---- opening ----------------------------------------------------------- */

static void
open_picked(struct screen *s, const struct pick_item *item)
{
	struct wire_verb v = { .name = "period.open" };
	char code[DATE_MONTH], question[300];

	/* "2020-01 2020-02": first and last month. */
	(void)str_copy_cut(code, sizeof code, item->code);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add(&v.args, "code", code);
	wire_args_add(&v.args, "through", item->code + sizeof code);
	paint_format(question, sizeof question, _("Open the period %s? A period "
	    "that is open cannot be taken away."), item->label);
	decide_open(s, &(struct decide){ .title = _("Open a period"),
	    .question = question }, &v);
	wire_args_done(&v.args);
}

/*
 * The next period that one person may open; the first of an office is this
 * month.
 */
static enum status
next_month(struct ui *u, char out[DATE_MONTH], struct err *err)
{
	char today[CLOCK_DATE], to[DATE_MONTH];
	enum status st;

	clock_date(today);
	st = period_alone(u->db, today, out, to, err);
	if (st == ST_OK && strcmp(out, to) != 0)
		(void)str_copy_cut(out, DATE_MONTH, today);
	return st;
}

/* Other months need a request. */
static void
offer_picked(struct screen *s, const struct pick_item *item)
{
	if (strcmp(item->code, OTHER) == 0)
		change_form_open(s->ui, "change-open", 0);
	else
		open_picked(s, item);
}

/* The next months to open, followed by other items. */
static void
months_offer(struct screen *s, struct pick_item *v, unsigned *offered)
{
	char first[DATE_MONTH], last[DATE_MONTH], from[DATE_MONTH],
	    to[DATE_MONTH];
	struct err err = ERR_INIT;
	unsigned n = 0;

	*offered = 0;
	if (next_month(s->ui, first, &err) != ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	month_format(from, sizeof from, first);
	for (; n < AHEAD && month_add(first, (int)n, last) == ST_OK; n++) {
		month_format(to, sizeof to, last);
		paint_format(v[n].code, sizeof v[n].code, "%s %s", first, last);
		if (n == 0)
			(void)str_copy_cut(v[n].label, sizeof v[n].label, from);
		else
			paint_format(v[n].label, sizeof v[n].label,
			    _("%s - %s, %u months in one"), from, to, n + 1);
	}
	if (change_form_may(s->ui, "open")) {
		(void)str_copy_cut(v[n].code, sizeof v[n].code, OTHER);
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _("Another month: somebody else approves it"));
	}
	*offered = n;
}

void
period_offer(struct screen *s)
{
	struct pick_item *v = mem_array(AHEAD + 1, sizeof *v);
	unsigned n;

	months_offer(s, v, &n);
	if (n > 0)
		pick_open(s, _("Open the period of which month?"), v, n,
		    offer_picked);
	else
		free(v);
}

/* Reopening a closed period; the form asks for the list owner. */
static void
reopen(struct screen *s)
{
	const struct periods *st = s->state;
	struct wire_args preset;

	wire_args_init(&preset);
	wire_args_add(&preset, "period", st->v[st->rows.scroll.cur].code);
	entry_open(s->ui, "change-reopen", NULL, &preset);
	wire_args_done(&preset);
}

static void
here_picked(struct screen *s, const struct pick_item *item)
{
	if (strcmp(item->code, REOPEN) == 0)
		reopen(s);
	else
		offer_picked(s, item);
}

/* Opening the next period, and actions on the marked one. */
static void
periods_offer(struct screen *s)
{
	const struct periods *st = s->state;
	struct pick_item *v = mem_array(AHEAD + 2, sizeof *v);
	char month[DATE_MONTH];
	unsigned n;

	months_offer(s, v, &n);
	if (st->rows.scroll.n > 0 && change_form_may(s->ui, "reopen") &&
	    st->v[st->rows.scroll.cur].state == PERIOD_CLOSED) {
		month_format(month, sizeof month, st->v[st->rows.scroll.cur].code);
		(void)str_copy_cut(v[n].code, sizeof v[n].code, REOPEN);
		paint_format(v[n].label, sizeof v[n].label,
		    _("Ask to open the lists of %s again"), month);
		n++;
	}
	if (n > 0)
		pick_open(s, _("Open the period of which month?"), v, n,
		    here_picked);
	else
		free(v);
}

static void
periods_answer(struct screen *s, const struct wire_answer *a)
{
	if (a->err.st != ST_OK)
		ui_fail(s->ui, &a->err);
	else
		period_go(s->ui, wire_args_text(&a->args, "code"));
}

static bool
periods_action(struct screen *s, enum action a)
{
	struct periods *st = s->state;

	if (rows_action(s, &st->rows, a))
		return true;
	switch (a) {
	case ACT_ACCEPT:
		if (st->rows.scroll.n == 0)
			return true;
		period_go(s->ui, st->v[st->rows.scroll.cur].code);
		screen_close(s);
		return true;
	case ACT_CHANGE:
		periods_offer(s);
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, N_("open the next"),
	    "period.open change.ask:open change.ask:reopen" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("go there"), NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops periods_screen = {
	.name = "periods",
	.title = N_("Periods"),
	.help = N_("The payout periods and the months that each pays: often one, two before the Lunar New Year. Enter goes to a period: all screens are of it then. F2 opens the one after the last; others, and that closed lists are opened again, are asked for there, and somebody else approves it."),
	.size = sizeof(struct periods),
	.keys = keys,
	.open = periods_open,
	.recalc = periods_recalc,
	.draw = periods_draw,
	.action = periods_action,
	.answer = periods_answer,
	.close = periods_close,
};
