/*
 * SPDX-License-Identifier: ISC
 *
 * Payment lists of the period: totals and state; submitting, returning and
 * approving them.  Approving asks for the password again, and books refuses
 * it to whoever prepared the list.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/list.h"
#include "text/money.h"
#include "ui/dialog.h"
#include "ui/paint.h"
#include "ui/pick.h"
#include "ui/print_dialog.h"
#include "ui/scroll.h"

enum { LISTS = 300, ROW_HEAD = PAINT_TOP, ROW_FIRST };

struct state {
	struct list_head *v; /* owned */
	struct scroll scroll;
	char verb[32];       /* being posted */
};

static void
lists_close(struct screen *s)
{
	struct state *st = s->state;

	free(st->v);
}

static void
lists_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;
	unsigned n = 0;

	if (st->v == NULL)
		st->v = mem_array(LISTS, sizeof *st->v);
	if (list_all(s->ui->db, &s->ui->who.scope, s->ui->period.id, st->v,
	    LISTS, &n, &err) != ST_OK)
		ui_fail(s->ui, &err);
	scroll_fit(&st->scroll, n, (unsigned)paint_rows(s->ui->term) - 3);
}

static void
draw_list(struct term *t, int row, const struct list_head *l)
{
	char text[60], money[MONEY_TEXT];

	paint_format(text, sizeof text, "%s/%d", l->owner_code, l->seq);
	term_put(t, row, 2, 8, TERM_NORMAL, text);
	term_put(t, row, 12, term_cols(t) - 61, TERM_NORMAL, l->owner_name);
	term_right(t, row, term_cols(t) - 48, 8, TERM_NORMAL,
	    paint_money(money, sizeof money, l->people));
	term_right(t, row, term_cols(t) - 39, 8, TERM_NORMAL,
	    paint_money(money, sizeof money, l->lines));
	term_right(t, row, term_cols(t) - 30, 15, TERM_NORMAL,
	    paint_money(money, sizeof money, l->total));
	term_put(t, row, term_cols(t) - 14, 14, TERM_NORMAL,
	    paint_word(l->state));
}

static void
draw_head(struct term *t)
{
	int end = term_cols(t);

	term_put(t, ROW_HEAD, 2, 9, TERM_NORMAL, _("List"));
	term_put(t, ROW_HEAD, 12, 20, TERM_NORMAL, _("Owner"));
	term_right(t, ROW_HEAD, end - 48, 8, TERM_NORMAL, _("People"));
	term_right(t, ROW_HEAD, end - 39, 8, TERM_NORMAL, _("Lines"));
	term_right(t, ROW_HEAD, end - 30, 15, TERM_NORMAL, _("Money"));
	term_put(t, ROW_HEAD, end - 14, 14, TERM_NORMAL, _("State"));
}

/* Who made it and who answers for it, a row each. */
static void
draw_who(struct term *t, const struct list_head *l)
{
	char text[300], at[24];
	int row = paint_bottom(t) - 1, cols = term_cols(t) - 3;

	paint_format(text, sizeof text, _("Prepared %s, %s"),
	    paint_moment(at, sizeof at, l->prepared_at), l->prepared_by);
	term_put(t, row, 2, cols, TERM_NORMAL, text);
	if (l->approved_at[0] == '\0')
		return;
	paint_format(text, sizeof text, _("Approved %s, %s"),
	    paint_moment(at, sizeof at, l->approved_at), l->approved_by);
	term_put(t, row + 1, 2, cols, TERM_NORMAL, text);
}

static void
lists_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int row = ROW_FIRST;

	draw_head(t);
	for (unsigned i = st->scroll.first; i < st->scroll.n &&
	    i < st->scroll.first + st->scroll.page; i++)
		draw_list(t, row++, &st->v[i]);
	if (st->scroll.n == 0) {
		term_put(t, ROW_FIRST, 2, 60, TERM_NORMAL,
		    _("There is no list of this period yet."));
		return;
	}
	draw_who(t, &st->v[st->scroll.cur]);
	row = ROW_FIRST + (int)(st->scroll.cur - st->scroll.first);
	term_put(t, row, 0, 1, TERM_NORMAL, ">");
	term_cursor(t, row, 0);
}

static void
post(struct screen *s, const char *verb, const char *reason)
{
	struct state *st = s->state;
	struct wire_verb v = { .name = "" };
	struct err err = ERR_INIT;

	if (st->scroll.n == 0)
		return;
	(void)str_copy_cut(v.name, sizeof v.name, verb);
	(void)str_copy_cut(st->verb, sizeof st->verb, verb);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "list", st->v[st->scroll.cur].id);
	if (reason != NULL)
		wire_args_add(&v.args, "reason", reason);
	if (ui_post_confirmed(s, &v, &err) != ST_OK)
		ui_fail(s->ui, &err);
	wire_args_done(&v.args);
}

static void
lists_answer(struct screen *s, const struct wire_answer *a)
{
	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		return;
	}
	ui_say(s->ui, _("Done: the list is %s now."),
	    paint_word(wire_args_text(&a->args, "state")));
	ui_all_stale(s->ui);
}

static void
approve(struct screen *s)
{
	struct state *st = s->state;

	if (st->scroll.n == 0 ||
	    strcmp(st->v[st->scroll.cur].state, "submitted") != 0)
		ui_say(s->ui, _("Only a list that was submitted can be approved."));
	else
		post(s, "list.approve", NULL);
}

static void
reason_given(struct screen *s, const char *reason)
{
	if (reason[0] != '\0')
		post(s, "list.return", reason);
}

static void
change_picked(struct screen *s, const struct pick_item *item)
{
	if (strcmp(item->code, "list.return") == 0)
		line_open(s, _("Send back to be prepared again"),
		    _("Reason:"), reason_given);
	else if (strcmp(item->code, "list.approve") == 0)
		approve(s);
	else
		post(s, item->code, NULL);
}

static void
offer_changes(struct screen *s)
{
	static const struct {
		const char *verb, *from, *word;
	} changes[] = {
		{ "list.submit", "draft", N_("Submit for approval") },
		{ "list.return", "submitted",
		    N_("Send back to be prepared again") },
		{ "list.approve", "submitted", N_("Approve") },
	};
	const struct state *st = s->state;
	const char *is = st->scroll.n > 0 ? st->v[st->scroll.cur].state : "";
	struct pick_item *v = mem_array(3, sizeof *v);
	unsigned n = 0;

	for (unsigned i = 0; i < 3; i++) {
		if (strcmp(changes[i].from, is) != 0 ||
		    !ui_may(s->ui, changes[i].verb))
			continue;
		(void)str_copy_cut(v[n].code, sizeof v[n].code,
		    changes[i].verb);
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _(changes[i].word));
	}
	if (n > 0) {
		pick_open(s, _("Change"), v, n, change_picked);
		return;
	}
	free(v);
	ui_say(s->ui, _("There is nothing for you to change on a list that is %s."),
	    paint_word(is));
}

static void
open_print(struct screen *s)
{
	struct state *st = s->state;
	struct print_arg a = { .report = "payment-list" };

	if (st->scroll.n > 0)
		a.list = st->v[st->scroll.cur].id;
	ui_push(s->ui, &print_screen, &a);
}

static bool
lists_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (scroll_action(&st->scroll, a))
		return true;
	switch (a) {
	case ACT_CONFIRM:
		approve(s);
		return true;
	case ACT_CHANGE:
		offer_changes(s);
		return true;
	case ACT_PRINT:
		open_print(s);
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, NULL, "list.submit list.return list.approve" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_CONFIRM, N_("approve"), "list.approve" },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops lists_screen = {
	.name = "lists",
	.title = N_("Payment lists"),
	.help = N_("The lists of the period with their control totals. F10 approves the marked one, with the password again; never by who prepared it."),
	.size = sizeof(struct state),
	.keys = keys,
	.recalc = lists_recalc,
	.draw = lists_draw,
	.action = lists_action,
	.answer = lists_answer,
	.close = lists_close,
};
