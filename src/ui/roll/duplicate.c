/*
 * SPDX-License-Identifier: ISC
 *
 * Two records side by side, and the decision: one person (a request to merge
 * them, which another person approves) or two people (with a note of the
 * reason).
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/roll/duplicate.h"
#include "text/date.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/decide.h"
#include "ui/kit/doors.h"
#include "ui/kit/screen.h"
#include "ui/roll/duplicates.h"
#include "ui/entry/entry.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"
#include "ui/roll/roll.h"

enum { LABEL_COLS = 19, ITEMS = 5, CELL_ROWS = 3 };

struct state {
	struct duplicate_arg of;
	struct duplicate_both both;
};

static enum status
duplicate_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	st->of = *(const struct duplicate_arg *)arg;
	return duplicate_get(s->ui->db, &s->ui->who.scope, st->of.a, st->of.b,
	    &st->both, err);
}

static void
duplicate_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;

	if (duplicate_get(s->ui->db, &s->ui->who.scope, st->of.a, st->of.b,
	    &st->both, &err) != ST_OK)
		ui_fail(s->ui, &err);
}

/* One row of both records; returns the next. */
static int
draw_both(struct term *t, int row, const char *label, const char *a,
    const char *b)
{
	int side = (term_cols(t) - LABEL_COLS - 4) / 2, used, other;

	if (a[0] == '\0' && b[0] == '\0')
		return row;
	if (strcmp(a, b) != 0)
		term_put(t, row, 0, 1, TERM_NORMAL, "*");
	term_put(t, row, 1, LABEL_COLS - 1, TERM_NORMAL, label);
	used = paint_wrapped(t, row, LABEL_COLS + 1, side, CELL_ROWS, a);
	other = paint_wrapped(t, row, LABEL_COLS + side + 3, side, CELL_ROWS,
	    b);
	used = used > other ? used : other;
	for (int i = 0; i < used; i++)
		term_put(t, row + i, LABEL_COLS + side + 1, 1, TERM_NORMAL,
		    "|");
	return row + used;
}

static void
say_place(const struct person *p, char *dst, size_t size)
{
	paint_format(dst, size, "%s%s%s, %s", p->village,
	    p->village[0] != '\0' ? ", " : "", p->area_name,
	    p->district_name);
}

static void
say_state(const struct person *p, char *dst, size_t size)
{
	char day[24];

	paint_format(dst, size, "%s %s", p->state == PERSON_ACTIVE ?
	    _("on the roll") : paint_word(names_word(&person_states,
	    p->state)),
	    paint_day(day, sizeof day, p->state_on));
}

static int
draw_people(const struct duplicate_both *d, struct term *t, int row)
{
	const struct person *a = &d->p[0], *b = &d->p[1];
	char x[600], y[600];

	row = draw_both(t, row, _("File number"), a->code, b->code);
	row = draw_both(t, row, _("Full name"), a->name, b->name);
	row = draw_both(t, row, _("Other name"), a->other_name, b->other_name);
	date_format(x, sizeof x, a->birth);
	date_format(y, sizeof y, b->birth);
	row = draw_both(t, row, _("Born"), x, y);
	row = draw_both(t, row, _("Sex"), a->sex == 'M' ? _("male") :
	    a->sex == 'F' ? _("female") : "", b->sex == 'M' ? _("male") :
	    b->sex == 'F' ? _("female") : "");
	row = draw_both(t, row, _("Identity"), a->id_number, b->id_number);
	row = draw_both(t, row, _("Ethnic group"), a->ethnic, b->ethnic);
	say_place(a, x, sizeof x);
	say_place(b, y, sizeof y);
	row = draw_both(t, row, _("Lives"), x, y);
	row = draw_both(t, row, _("Payout point"), a->point_name,
	    b->point_name);
	say_state(a, x, sizeof x);
	say_state(b, y, sizeof y);
	return draw_both(t, row, _("State"), x, y);
}

static void
duplicate_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	const struct duplicate_both *d = &st->both;
	char x[24], y[24], said[500];
	int row = draw_people(d, t, PAINT_TOP + 1);

	row = draw_both(t, row, _("Entitled"), d->entitled[0], d->entitled[1]);
	month_format(x, sizeof x, d->last_paid[0]);
	month_format(y, sizeof y, d->last_paid[1]);
	row = draw_both(t, row, _("Last paid for"), x[0] != '\0' ? x :
	    _("never"), y[0] != '\0' ? y : _("never"));
	if (d->verdict[0] == '\0')
		return;
	paint_format(said, sizeof said, strcmp(d->verdict, "same") == 0 ?
	    _("The same person, said %s %s: %s") :
	    _("Two people, said %s %s: %s"), d->by,
	    paint_moment(x, sizeof x, d->at), d->note);
	paint_wrapped(t, row + 1, 1, term_cols(t) - 2, 2, said);
}

static void
merge(struct screen *s, unsigned stays)
{
	struct state *st = s->state;
	struct wire_args preset;

	wire_args_init(&preset);
	wire_args_add_int(&preset, "person", st->both.p[1 - stays].id);
	wire_args_add_int(&preset, "keep", st->both.p[stays].id);
	entry_open(s->ui, "change-merge", NULL, &preset);
	wire_args_done(&preset);
}

static void
different(struct screen *s)
{
	struct state *st = s->state;
	struct wire_verb v = { .name = "duplicate.different" };
	char both[300];

	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "person", st->both.p[0].id);
	wire_args_add_int(&v.args, "other", st->both.p[1].id);
	paint_format(both, sizeof both, "%s %s, %s %s", st->both.p[0].code,
	    st->both.p[0].name, st->both.p[1].code, st->both.p[1].name);
	decide_open(s, &(struct decide){ .title = _("Two people"),
	    .question = both, .reason = "note", .label = _("How you know:") },
	    &v);
	wire_args_done(&v.args);
}

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct state *st = s->state;
	unsigned which = item->code[1] == '1';
	struct detail_arg a = { .person = st->both.p[which].id };

	if (item->code[0] == 'm')
		merge(s, which);
	else if (item->code[0] == 'd')
		different(s);
	else
		ui_push(s->ui, &detail_screen, &a);
}

static void
item(struct pick_item *v, unsigned *n, const char *code, const char *word,
    const char *who)
{
	(void)str_copy_cut(v[*n].code, sizeof v[*n].code, code);
	paint_format(v[(*n)++].label, sizeof v[0].label, "%s%s%s", word,
	    who[0] != '\0' ? " " : "", who);
}

static void
offer(struct screen *s)
{
	struct state *st = s->state;
	struct pick_item *v = mem_array(ITEMS, sizeof *v);
	const struct person *p = st->both.p;
	unsigned n = 0;

	if (ui_may(s->ui, "duplicate.different")) {
		item(v, &n, "m0", _("The same person; what stays is"),
		    p[0].code);
		item(v, &n, "m1", _("The same person; what stays is"),
		    p[1].code);
		item(v, &n, "d", _("Two people"), "");
	}
	item(v, &n, "o0", _("Open"), p[0].code);
	item(v, &n, "o1", _("Open"), p[1].code);
	pick_open(s, _("Change"), v, n, picked);
}

static bool
duplicate_action(struct screen *s, enum action a)
{
	if (a != ACT_CHANGE && a != ACT_CONFIRM && a != ACT_ACCEPT)
		return false;
	offer(s);
	return true;
}

static void
duplicate_answer(struct screen *s, const struct wire_answer *a)
{
	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		return;
	}
	ui_say(s->ui, _("Kept: they are two people."));
	ui_all_stale(s->ui);
	screen_close(s);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, N_("same or two"), NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops duplicate_screen = {
	.name = "duplicate",
	.title = N_("Side by side"),
	.help = N_("A * marks what differs. F2: the same person (a request to merge, which somebody else approves; you say which record stays) or two people (you write how you know)."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = duplicate_open,
	.recalc = duplicate_recalc,
	.draw = duplicate_draw,
	.action = duplicate_action,
	.answer = duplicate_answer,
};
