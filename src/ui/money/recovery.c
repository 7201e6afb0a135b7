/*
 * SPDX-License-Identifier: ISC
 *
 * One recovery case, an append-only ledger.  F2 offers the entries that this
 * role may make.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/month_owner.h"
#include "office/balance/recovery.h"
#include "text/date.h"
#include "ui/entry/entry.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/doors.h"
#include "ui/kit/screen.h"
#include "ui/money/money_ui.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"
#include "ui/roll/roll.h"
#include "ui/term/scroll.h"

enum { ENTRIES = 400, ROW_WHO = PAINT_TOP, ROW_WHY, ROW_SUMS, ROW_PLAN,
    ROW_HEAD = ROW_PLAN + 2, ROW_FIRST, FOOT = 2, WHY_ROWS = 3,
    COL_WHAT = 13, COL_MONEY = 34, COL_MONTH = 50, COL_PAPER = 59 };

struct state {
	int64_t id;
	struct recovery_row r;
	struct recovery_entries e; /* e.v owned */
	struct scroll scroll;
	int more; /* rows of the reason beyond the first */
};

static const char *
say_why(const struct recovery_row *r, char *dst, size_t size)
{
	char at[24], of[300];

	paint_format(dst, size, "%s, %s%s: %s", paint_moment(at, sizeof at,
	    r->at), r->staff, month_owner_said(r->owner, r->owners, of,
	    sizeof of), r->reason);
	return dst;
}

static enum status
recovery_open_screen(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	st->id = ((const struct recovery_arg *)arg)->recovery;
	st->e.v = mem_array(ENTRIES, sizeof *st->e.v);
	st->e.max = ENTRIES;
	return recovery_get(s->ui->db, &s->ui->who.scope, st->id, &st->r, err);
}

static void
recovery_close(struct screen *s)
{
	struct state *st = s->state;

	free(st->e.v);
}

static void
recovery_recalc(struct screen *s)
{
	struct state *st = s->state;
	const struct scope *sc = &s->ui->who.scope;
	struct err err = ERR_INIT;
	char why[900];

	st->e.n = 0;
	if (recovery_get(s->ui->db, sc, st->id, &st->r, &err) != ST_OK ||
	    recovery_entries(s->ui->db, sc, st->id, &st->e, &err) != ST_OK)
		ui_fail(s->ui, &err);
	paint_format(s->sub, sizeof s->sub, "%lld", (long long)st->id);
	st->more = paint_lines(term_cols(s->ui->term) - 2, say_why(&st->r, why,
	    sizeof why)) - 1;
	if (st->more >= WHY_ROWS)
		st->more = WHY_ROWS - 1;
	scroll_fit(&st->scroll, st->e.n, (unsigned)(paint_bottom(s->ui->term) -
	    ROW_FIRST - st->more - FOOT + 1));
}

/* ---- drawing --------------------------------------------------------------- */

static void
draw_head(const struct recovery_row *r, struct term *t, int more)
{
	char text[900], a[32], b[32], c[32], d[32];
	int cols = term_cols(t) - 2;

	paint_format(text, sizeof text, "%s  %s  %s", r->name, r->code,
	    r->area);
	term_put(t, ROW_WHO, 1, cols, TERM_BOLD, text);
	(void)paint_wrapped(t, ROW_WHY, 1, cols, more + 1,
	    say_why(r, text, sizeof text));
	paint_format(text, sizeof text,
	    _("Overpaid %s  came back %s  given up %s  left %s"),
	    paint_money(a, sizeof a, r->overpaid - r->cancelled),
	    paint_money(b, sizeof b, r->repaid + r->deducted),
	    paint_money(c, sizeof c, r->written_off),
	    paint_money(d, sizeof d, r->left));
	paint_cut(t, ROW_SUMS + more, 1, cols, text);
	if (r->decided == 0)
		(void)str_copy_cut(text, sizeof text,
		    _("No decision to recover yet: nothing is cut."));
	else if (r->plan == 0)
		paint_format(text, sizeof text,
		    _("Decided %s; nothing is cut from what comes"),
		    paint_money(a, sizeof a, r->decided));
	else
		paint_format(text, sizeof text,
		    _("Decided %s; %s is cut from each month"),
		    paint_money(a, sizeof a, r->decided),
		    paint_money(b, sizeof b, r->plan));
	term_put(t, ROW_PLAN + more, 1, cols, TERM_NORMAL, text);
}

static void
draw_entry(struct term *t, int row, const struct recovery_entry *e)
{
	char day[24], money[32], month[DATE_MONTH];

	term_put(t, row, 2, COL_WHAT - 3, TERM_NORMAL,
	    paint_day(day, sizeof day, e->at));
	term_put(t, row, COL_WHAT, COL_MONEY - COL_WHAT - 1, TERM_NORMAL,
	    recovery_word(e->kind));
	paint_money(money, sizeof money, e->amount);
	term_put(t, row, COL_MONTH - 2 - (int)strlen(money),
	    (int)strlen(money), TERM_NORMAL, money);
	month_format(month, sizeof month, e->month);
	term_put(t, row, COL_MONTH, COL_PAPER - COL_MONTH - 1, TERM_NORMAL,
	    month);
	paint_cut(t, row, COL_PAPER, term_cols(t) - COL_PAPER, e->document);
}

static void
draw_foot(struct term *t, const struct recovery_entry *e)
{
	char text[900], day[24], receipt[40] = "", of[300] = "";

	if (e->receipt != 0)
		paint_format(receipt, sizeof receipt, _("receipt %lld"),
		    (long long)e->receipt);
	if (e->owner[0] != '\0')
		paint_format(of, sizeof of, _("month of %s"), e->owner);
	paint_format(text, sizeof text, "%s  %s  %s  %s  %s", e->staff, receipt,
	    of, e->document_on[0] != '\0' ? paint_day(day, sizeof day,
	    e->document_on) : "", e->note);
	(void)paint_wrapped(t, paint_bottom(t) - FOOT + 1, 1, term_cols(t) - 2,
	    FOOT, text);
}

static void
recovery_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int head = ROW_HEAD + st->more, row = head + 1;

	draw_head(&st->r, t, st->more);
	term_put(t, head, 2, COL_WHAT - 3, TERM_NORMAL, _("Day"));
	term_put(t, head, COL_WHAT, 20, TERM_NORMAL, _("Entry"));
	term_put(t, head, COL_MONTH - 8, 7, TERM_NORMAL, _("Amount"));
	term_put(t, head, COL_MONTH, 8, TERM_NORMAL, _("Month"));
	term_put(t, head, COL_PAPER, 20, TERM_NORMAL, _("Document"));
	for (unsigned i = st->scroll.first; i < st->scroll.n &&
	    i < st->scroll.first + st->scroll.page; i++)
		draw_entry(t, row++, &st->e.v[i]);
	if (st->scroll.n == 0)
		return;
	draw_foot(t, &st->e.v[st->scroll.cur]);
	row = head + 1 + (int)(st->scroll.cur - st->scroll.first);
	term_put(t, row, 0, 1, TERM_NORMAL, ">");
	term_cursor(t, row, 0);
}

/* ---- entries --------------------------------------------------------------- */

static const struct {
	const char *form, *verb, *word;
	bool whole; /* the default is all that is left */
} entries[] = {
	{ "recovery-decide", "recovery.decide", N_("A decision to recover"),
	    true },
	{ "recovery-plan", "recovery.plan", N_("Cut so much each month"),
	    false },
	{ "recovery-repaid", "recovery.repaid", N_("Money came back"), false },
	{ "recovery-write-off", "recovery.write_off", N_("Give it up"), true },
};

enum { NENTRIES = sizeof entries / sizeof entries[0] };

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct state *st = s->state;
	struct wire_args preset;

	for (size_t i = 0; i < NENTRIES; i++) {
		if (strcmp(entries[i].form, item->code) != 0)
			continue;
		wire_args_init(&preset);
		wire_args_add_int(&preset, "person", st->r.person);
		wire_args_add_int(&preset, "recovery", st->id);
		if (entries[i].whole)
			wire_args_add_int(&preset, "amount", st->r.left);
		entry_open(s->ui, item->code, NULL, &preset);
		wire_args_done(&preset);
	}
}

static void
offer(struct screen *s)
{
	struct state *st = s->state;
	struct pick_item *v = mem_array(NENTRIES, sizeof *v);
	unsigned n = 0;

	for (size_t i = 0; i < NENTRIES && st->r.left > 0 && st->r.here; i++) {
		if (!ui_may(s->ui, entries[i].verb))
			continue;
		(void)str_copy_cut(v[n].code, sizeof v[n].code,
		    entries[i].form);
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _(entries[i].word));
	}
	if (n > 0) {
		pick_open(s, _("Enter into the ledger"), v, n, picked);
		return;
	}
	free(v);
	if (!st->r.here) {
		ui_say(s->ui, _("The record is in %s: its owner decides."),
		    st->r.area);
		return;
	}
	ui_say(s->ui, st->r.left > 0 ? _("This is not for your role.") :
	    _("Nothing is left of this case."));
}

static bool
recovery_action(struct screen *s, enum action a)
{
	struct state *st = s->state;
	struct detail_arg arg = { .person = st->r.person };
	struct timeline_arg past = { .person = st->r.person };

	if (scroll_action(&st->scroll, a))
		return true;
	switch (a) {
	case ACT_CHANGE:
		offer(s);
		return true;
	case ACT_ACCEPT:
		if (st->r.here)
			ui_push(s->ui, &detail_screen, &arg);
		else
			ui_push(s->ui, &timeline_screen, &past);
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, N_("enter"), "recovery.decide" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("the person"), NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops recovery_screen = {
	.name = "recovery",
	.title = N_("Recovery"),
	.help = N_("What was overpaid, by which lines, and all that came of it. F2 asks for an entry, which the approver decides: the decision to recover, so much a month that is cut from the lists to come, money that came back, what is given up. Nothing here is changed or deleted. Enter shows the person. Of a month that was yours, of somebody who is another owner's now, you see the case and the history of your months; that owner decides."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = recovery_open_screen,
	.recalc = recovery_recalc,
	.draw = recovery_draw,
	.action = recovery_action,
	.close = recovery_close,
};
