/*
 * SPDX-License-Identifier: ISC
 *
 * One person: papers, place, what the decrees grant, open lines, and every
 * payout there ever was.  F2 offers what this role may change.
 */
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/mem.h"
#include "base/str.h"
#include "office/payout.h"
#include "office/person.h"
#include "text/date.h"
#include "text/money.h"
#include "ui/dialog.h"
#include "ui/entry.h"
#include "ui/paint.h"
#include "ui/pick.h"
#include "ui/roll.h"

enum { ENTITLEMENTS = 6, COLLECTORS = 4, PAST = 40, COL = 16,
    COL_STAFF = 47 };

struct state {
	int64_t id;
	struct person p;
	struct person_entitlement ent[ENTITLEMENTS];
	unsigned nent;
	struct person_collector col[COLLECTORS];
	unsigned ncol;
	struct payout_lines lines;
	struct payout_past past[PAST];
	unsigned npast, offset; /* offset: history left out above */
	unsigned room, cur;     /* rows of history shown, marked one */
	unsigned char op[WIRE_OP_ID];
};

static enum status
detail_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	st->id = ((const struct detail_arg *)arg)->person;
	return person_get(s->ui->db, &s->ui->who.scope, st->id, &st->p, err);
}

static void
read_history(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;

	if (payout_history(s->ui->db, &s->ui->who.scope, st->id, st->offset,
	    st->past, PAST, &st->npast, &err) != ST_OK)
		ui_fail(s->ui, &err);
}

static void
detail_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct ui *u = s->ui;
	const struct scope *sc = &u->who.scope;
	char today[CLOCK_DATE];
	struct err err = ERR_INIT;

	clock_date(today);
	if (person_get(u->db, sc, st->id, &st->p, &err) != ST_OK ||
	    person_entitlements(u->db, sc, st->id, st->ent, ENTITLEMENTS,
	    &st->nent, &err) != ST_OK ||
	    person_collectors(u->db, sc, st->id, today, st->col, COLLECTORS,
	    &st->ncol, &err) != ST_OK ||
	    payout_lines_of(u->db, sc, u->period.id, st->id, &st->lines,
	    &err) != ST_OK)
		ui_fail(u, &err);
	read_history(s);
}

static int
draw_person(const struct state *st, struct term *t, int row)
{
	const struct person *p = &st->p;
	char text[600], birth[DATE_TEXT];

	term_put(t, row, 1, 50, TERM_BOLD, p->name);
	term_put(t, row, 52, term_cols(t) - 52, TERM_NORMAL, p->code);
	row++;
	date_format(birth, sizeof birth, p->birth);
	paint_format(text, sizeof text, "%s  %s  %s  %s", birth,
	    p->sex == 'M' ? _("male") : p->sex == 'F' ? _("female") : "",
	    p->ethnic, p->other_name);
	row = paint_pair(t, row, COL, _("Born"), text);
	row = paint_pair(t, row, COL, _("Identity"), p->id_number);
	paint_format(text, sizeof text, "%s, %s, %s", p->village,
	    p->area_name, p->district_name);
	row = paint_pair(t, row, COL, _("Lives"), text);
	paint_format(text, sizeof text, "%s %s, %s", p->point_code,
	    p->point_name, paint_word(p->delivery));
	row = paint_pair(t, row, COL, _("Paid"), text);
	if (strcmp(p->state, "active") != 0) {
		paint_format(text, sizeof text, "%s %s", paint_word(p->state),
		    paint_day(birth, sizeof birth, p->state_on));
		row = paint_pair(t, row, COL, _("State"), text);
	}
	if (p->note[0] != '\0')
		row = paint_pair(t, row, COL, _("Note"), p->note);
	return row;
}

static int
draw_rights(const struct state *st, struct term *t, int row)
{
	char from[DATE_MONTH], to[DATE_MONTH], text[500], day[DATE_TEXT];
	size_t n;

	for (unsigned i = 0; i < st->nent; i++) {
		const struct person_entitlement *e = &st->ent[i];

		month_format(from, sizeof from, e->from_month);
		month_format(to, sizeof to, e->to_month);
		paint_format(text, sizeof text, e->to_month[0] != '\0' ?
		    _("from %s to %s") : _("from %s"), from, to);
		n = strlen(text);
		paint_format(text + n, sizeof text - n, "  %s  %s %s  %s",
		    paint_word(e->state), e->category, e->category_name,
		    e->decision);
		if (i == 0)
			term_put(t, row, 1, COL - 2, TERM_NORMAL, _("Entitled"));
		row += paint_wrapped(t, row, COL, term_cols(t) - COL - 1, 2,
		    text);
	}
	for (unsigned i = 0; i < st->ncol; i++) {
		const struct person_collector *c = &st->col[i];

		paint_format(text, sizeof text, "%s: %s  %s  %s  %s%s",
		    paint_word(c->kind), c->name, c->identity, c->letter,
		    c->expired ? _("expired ") : "",
		    paint_day(day, sizeof day, c->valid_to));
		row = paint_pair(t, row, COL, i == 0 ? _("Collects") : "",
		    text);
	}
	return row;
}

static int
draw_open(const struct state *st, struct term *t, int row)
{
	char text[160], month[DATE_MONTH], money[MONEY_TEXT];

	if (st->lines.open == 0)
		return row;
	paint_money(money, sizeof money, st->lines.open_total);
	month_format(month, sizeof month, st->lines.v[0].month);
	paint_format(text, sizeof text,
	    ngettext("%s, %u line, from %s on", "%s, %u lines, from %s on",
	    st->lines.open), money, st->lines.open, month);
	return paint_pair(t, row, COL, _("Open"), text);
}

static void
draw_past(struct state *st, struct term *t, int row)
{
	char at[24], month[DATE_MONTH], money[MONEY_TEXT], text[300];
	int last = paint_bottom(t), col;

	st->room = 0;
	for (unsigned i = 0; i < st->npast && row <= last; i++, row++) {
		const struct payout_past *p = &st->past[i];

		st->room++;
		month_format(month, sizeof month, p->month);
		term_put(t, row, 1, 16, TERM_NORMAL,
		    paint_moment(at, sizeof at, p->at));
		term_put(t, row, 18, 8, TERM_NORMAL, month);
		term_right(t, row, 25, 11, TERM_NORMAL,
		    paint_money(money, sizeof money, p->amount));
		paint_format(text, sizeof text, "%lld", (long long)p->receipt);
		term_right(t, row, 37, 8, TERM_NORMAL, text);
		paint_format(text, sizeof text, "%s%s, ",
		    p->reversed ? _("TAKEN BACK  ") : "", p->staff);
		col = COL_STAFF + term_put(t, row, COL_STAFF,
		    term_cols(t) - COL_STAFF, TERM_NORMAL, text);
		term_put(t, row, col, term_cols(t) - col, TERM_NORMAL,
		    paint_fit(text, sizeof text, p->point,
		    term_cols(t) - col - 1));
		if (i == st->cur) {
			term_put(t, row, 0, 1, TERM_NORMAL, ">");
			term_cursor(t, row, 0);
		}
	}
}

static void
detail_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int row = draw_person(st, t, PAINT_TOP);

	row = draw_rights(st, t, row);
	row = draw_open(st, t, row);
	if (st->npast == 0)
		term_put(t, row + 1, 1, 60, TERM_NORMAL,
		    _("Nothing was paid yet."));
	else
		term_put(t, row + 1, 1, 60, TERM_BOLD, _("Payouts"));
	draw_past(st, t, row + 2);
}

/* --- changing --- */

static void
correct(struct screen *s)
{
	struct state *st = s->state;
	const struct person *p = &st->p;
	struct wire_args preset;

	wire_args_init(&preset);
	wire_args_add_int(&preset, "person", st->id);
	wire_args_add(&preset, "other_name", p->other_name);
	wire_args_add(&preset, "given", p->given);
	wire_args_add(&preset, "ethnic", p->ethnic);
	wire_args_add(&preset, "village", p->village);
	wire_args_add(&preset, "phone", p->phone);
	wire_args_add(&preset, "note", p->note);
	entry_open(s->ui, "contact", NULL, &preset);
	wire_args_done(&preset);
}

/* A form whose record belongs to this person. */
static void
add_to_person(struct screen *s, const char *form)
{
	struct state *st = s->state;
	struct wire_args preset;

	wire_args_init(&preset);
	wire_args_add_int(&preset, "person", st->id);
	entry_open(s->ui, form, NULL, &preset);
	wire_args_done(&preset);
}

static void
reason_given(struct screen *s, const char *reason)
{
	struct state *st = s->state;
	struct wire_verb v = { .name = "reverse" };
	struct err err = ERR_INIT;

	if (reason[0] == '\0' || st->cur >= st->npast)
		return;
	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "receipt", st->past[st->cur].receipt);
	wire_args_add(&v.args, "reason", reason);
	if (ui_post_confirmed(s, &v, &err) != ST_OK)
		ui_fail(s->ui, &err);
	wire_args_done(&v.args);
}

static void
take_back(struct screen *s)
{
	struct state *st = s->state;
	char title[80];

	if (st->cur >= st->npast || st->past[st->cur].reversed) {
		ui_say(s->ui, _("Mark a payout that stands, with the arrows."));
		return;
	}
	paint_format(title, sizeof title, _("Take back receipt %lld"),
	    (long long)st->past[st->cur].receipt);
	line_open(s, title, _("Reason:"), reason_given);
}

/* What F2 offers; `code` is the verb. */
static const struct {
	const char *verb, *word;
} changes[] = {
	{ "person.correct", N_("Correct this person") },
	{ "entitlement.add", N_("Add an entitlement") },
	{ "collector.add", N_("Add somebody who collects") },
	{ "reverse", N_("Take back the marked payout") },
};

enum { CHANGES = sizeof changes / sizeof changes[0] };

static void
change_picked(struct screen *s, const struct pick_item *item)
{
	if (strcmp(item->code, "person.correct") == 0)
		correct(s);
	else if (strcmp(item->code, "entitlement.add") == 0)
		add_to_person(s, "entitlement");
	else if (strcmp(item->code, "collector.add") == 0)
		add_to_person(s, "collector");
	else
		take_back(s);
}

static void
offer_changes(struct screen *s)
{
	struct pick_item *v = mem_array(CHANGES, sizeof *v);
	unsigned n = 0;

	for (unsigned i = 0; i < CHANGES; i++) {
		if (!ui_may(s->ui, changes[i].verb))
			continue;
		(void)str_copy_cut(v[n].code, sizeof v[n].code,
		    changes[i].verb);
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _(changes[i].word));
	}
	pick_open(s, _("Change"), v, n, change_picked);
}

static void
move_history(struct screen *s, int by)
{
	struct state *st = s->state;

	if (by > 0 && st->cur + 1 < st->room) {
		st->cur++;
	} else if (by < 0 && st->cur > 0) {
		st->cur--;
	} else if (by > 0 && st->npast > st->room) {
		st->offset++;
		read_history(s);
	} else if (by < 0 && st->offset > 0) {
		st->offset--;
		read_history(s);
	}
}

static bool
detail_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	switch (a) {
	case ACT_UP:
		move_history(s, -1);
		return true;
	case ACT_DOWN:
		move_history(s, 1);
		return true;
	case ACT_PAGE_DOWN:
		if (st->npast > st->room)
			st->offset += st->room;
		read_history(s);
		return true;
	case ACT_PAGE_UP:
		st->offset = st->offset > st->room ? st->offset - st->room : 0;
		read_history(s);
		return true;
	case ACT_CHANGE:
		offer_changes(s);
		return true;
	default:
		return false;
	}
}

static void
detail_answer(struct screen *s, const struct wire_answer *a)
{
	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		return;
	}
	ui_say(s->ui, _("Receipt %lld was taken back."),
	    (long long)wire_args_int(&a->args, "receipt", 0));
	ui_all_stale(s->ui);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, NULL,
	    "person.correct entitlement.add collector.add reverse" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops detail_screen = {
	.name = "detail",
	.title = N_("Person"),
	.help = N_("Up and down mark a payout, newest first. F2 offers what you may change."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = detail_open,
	.recalc = detail_recalc,
	.draw = detail_draw,
	.action = detail_action,
	.answer = detail_answer,
};
