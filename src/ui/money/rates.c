/*
 * SPDX-License-Identifier: ISC
 *
 * The rates that amounts come from: standard amounts, coefficients, allowances
 * kept together, age steps, settings.  All are rows that apply from a month on,
 * newest first.  Everybody may read them, the province adds rows.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/lowered.h"
#include "office/rate/rate.h"
#include "office/verb/setting.h"
#include "text/date.h"
#include "ui/entry/entry.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/rows.h"
#include "ui/money/money_ui.h"
#include "ui/term/paint.h"

enum { ROWS = 300, W_FROM = 8, W_VALUE = 11 };

struct rate_line {
	char what[120], from[8], value[64], source[64];
	char name[40];  /* of a setting, or code of a list owner */
};

struct state {
	unsigned which;        /* of tables[] */
	struct rate_line *v;   /* owned */
	struct rows rows;
};

/*
 * ---- one reader per table
 * ------------------------------------------------------
 */

static enum status
read_standards(struct ui *u, struct rate_line *v, unsigned *n, struct err *err)
{
	struct rate_standard *r = mem_array(ROWS, sizeof *r);
	enum status st = rate_standards(u->db, r, ROWS, n, err);

	for (unsigned i = 0; st == ST_OK && i < *n; i++) {
		paint_format(v[i].what, sizeof v[i].what, _("Province %s"),
		    r[i].province);
		(void)str_copy_cut(v[i].from, sizeof v[i].from, r[i].from);
		paint_money(v[i].value, sizeof v[i].value, r[i].amount);
		(void)str_copy_cut(v[i].source, sizeof v[i].source,
		    r[i].decree);
	}
	free(r);
	return st;
}

static enum status
read_coefficients(struct ui *u, struct rate_line *v, unsigned *n,
    struct err *err)
{
	struct rate_coefficient *r = mem_array(ROWS, sizeof *r);
	struct category_row *names = mem_array(ROWS, sizeof *names);
	unsigned known = 0, k;
	enum status st = rate_coefficients(u->db, r, ROWS, n, err);

	if (st == ST_OK)
		st = category_list(u->db, names, ROWS, &known, err);
	for (unsigned i = 0; st == ST_OK && i < *n; i++) {
		for (k = 0; k < known &&
		    strcmp(names[k].code, r[i].category) != 0; k++)
			;
		paint_format(v[i].what, sizeof v[i].what, "%-10s %s",
		    r[i].category, k < known ? names[k].name : "");
		(void)str_copy_cut(v[i].from, sizeof v[i].from, r[i].from);
		paint_format(v[i].value, sizeof v[i].value, "%d,%02d",
		    (int)(r[i].hundredths / 100), (int)(r[i].hundredths % 100));
		v[i].source[0] = '\0';
	}
	free(names);
	free(r);
	return st;
}

static enum status
read_keeps(struct ui *u, struct rate_line *v, unsigned *n, struct err *err)
{
	struct rate_keeps *r = mem_array(ROWS, sizeof *r);
	enum status st = rate_keeps_all(u->db, r, ROWS, n, err);
	char to[DATE_MONTH];

	for (unsigned i = 0; st == ST_OK && i < *n; i++) {
		paint_format(v[i].what, sizeof v[i].what, "%s + %s",
		    rate_family_word(r[i].family),
		    rate_family_word(r[i].other));
		(void)str_copy_cut(v[i].from, sizeof v[i].from, r[i].from);
		month_format(to, sizeof to, r[i].to);
		if (to[0] != '\0')
			paint_format(v[i].value, sizeof v[i].value,
			    _("until %s"), to);
		else
			(void)str_copy_cut(v[i].value, sizeof v[i].value,
			    _("keeps both"));
		(void)str_copy_cut(v[i].source, sizeof v[i].source,
		    r[i].source);
	}
	free(r);
	return st;
}

static enum status
read_steps(struct ui *u, struct rate_line *v, unsigned *n, struct err *err)
{
	struct rate_step *r = mem_array(ROWS, sizeof *r);
	enum status st = rate_steps(u->db, r, ROWS, n, err);

	for (unsigned i = 0; st == ST_OK && i < *n; i++) {
		paint_format(v[i].what, sizeof v[i].what, strcmp(r[i].starts,
		    "same") == 0 ? _("%-10s %d years old, with that month") :
		    _("%-10s %d years old, from the month after"),
		    r[i].category, r[i].years);
		(void)str_copy_cut(v[i].from, sizeof v[i].from, r[i].from);
		(void)str_copy_cut(v[i].value, sizeof v[i].value,
		    r[i].next[0] != '\0' ? r[i].next : _("ends"));
		(void)str_copy_cut(v[i].source, sizeof v[i].source,
		    r[i].source);
	}
	free(r);
	return st;
}

static enum status
read_settings(struct ui *u, struct rate_line *v, unsigned *n, struct err *err)
{
	struct setting_row *r = mem_array(ROWS, sizeof *r);
	enum status st = setting_all(u->db, r, ROWS, n, err);

	for (unsigned i = 0; st == ST_OK && i < *n; i++) {
		(void)str_copy_cut(v[i].what, sizeof v[i].what,
		    _(setting_word(r[i].what)));
		(void)str_copy_cut(v[i].from, sizeof v[i].from, r[i].from);
		paint_format(v[i].value, sizeof v[i].value, "%lld",
		    (long long)r[i].value);
		(void)str_copy_cut(v[i].source, sizeof v[i].source,
		    r[i].from[0] != '\0' ? "" : _("default"));
		(void)str_copy_cut(v[i].name, sizeof v[i].name,
		    setting_name(r[i].what));
	}
	free(r);
	return st;
}

/* Waiting decisions of list owners in the scope. */
static enum status
read_lowered(struct ui *u, struct rate_line *v, unsigned *n, struct err *err)
{
	struct lowered *r = mem_array(ROWS, sizeof *r);
	enum status st = lowered_all(u->db, &u->who.scope, r, ROWS, n, err);

	for (unsigned i = 0; st == ST_OK && i < *n; i++) {
		paint_format(v[i].what, sizeof v[i].what,
		    _("%lld people, %lld months: %s"),
		    (long long)r[i].sum.people, (long long)r[i].sum.months,
		    r[i].name);
		(void)str_copy_cut(v[i].from, sizeof v[i].from, r[i].from);
		paint_money(v[i].value, sizeof v[i].value, r[i].sum.amount);
		(void)str_copy_cut(v[i].source, sizeof v[i].source,
		    r[i].under_way ? _("being carried out") :
		    _("to be decided"));
		(void)str_copy_cut(v[i].name, sizeof v[i].name, r[i].code);
	}
	free(r);
	return st;
}

static const struct {
	const char *title, *form, *verb;
	enum status (*read)(struct ui *u, struct rate_line *v, unsigned *n,
	    struct err *err);
	int source; /* columns of the legal basis */
} tables[] = {
	{ N_("standard amounts"), "rate-standard", "standard.set",
	    read_standards, 22 },
	{ N_("coefficients"), "rate-coefficient", "coefficient.set",
	    read_coefficients, 0 },
	{ N_("two allowances"), "rate-keeps", "keeps_both.set", read_keeps,
	    14 },
	{ N_("birthdays"), "rate-step", "age_step.set", read_steps, 14 },
	{ N_("settings of the province"), "rate-setting", "setting.set",
	    read_settings, 13 },
	{ N_("had above a lowered rate"), "change-lowered", NULL,
	    read_lowered, 16 },
};

enum { TABLES = sizeof tables / sizeof tables[0] };

/* ---- the screen ---------------------------------------------------------------- */

static void
rates_close(struct screen *s)
{
	struct state *st = s->state;

	rows_close(&st->rows);
	free(st->v);
}

static void
rates_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;
	unsigned n = 0;

	if (st->v == NULL)
		st->v = mem_array(ROWS, sizeof *st->v);
	if (tables[st->which].read(s->ui, st->v, &n, &err) != ST_OK) {
		n = 0;
		ui_fail(s->ui, &err);
	}
	(void)str_copy_cut(s->sub, sizeof s->sub, _(tables[st->which].title));
	rows_take(s, &st->rows, st->v, sizeof(*st->v), n);
}

static void
draw_line(const struct state *st, struct term *t, int row,
    const struct rate_line *r, const char *from_word)
{
	int room = tables[st->which].source, source = term_cols(t) - room,
	    value = source - W_VALUE - 1, from = value - W_FROM - 1;
	char month[DATE_MONTH], fit[160];

	term_put(t, row, 2, from - 3, TERM_NORMAL,
	    paint_fit(fit, sizeof fit, r->what, from - 3));
	month_format(month, sizeof month, r->from);
	term_put(t, row, from, W_FROM, TERM_NORMAL,
	    from_word != NULL ? from_word : month);
	term_put(t, row, value, W_VALUE, TERM_NORMAL, r->value);
	if (room > 0)
		paint_cut(t, row, source, room, r->source);
}

static void
draw_row(struct screen *s, struct term *t, int row, const void *data)
{
	draw_line(s->state, t, row, data, NULL);
}

static const struct rows_def rows_def = { .draw = draw_row, .above = 1 };

static enum status
rates_open(struct screen *s, const void *arg, struct err *err)
{
	return rows_open(s, &((struct state *)s->state)->rows, &rows_def, err);
}

static void
rates_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	struct rate_line head = { .from = "" };

	(void)str_copy_cut(head.what, sizeof head.what, _("What"));
	(void)str_copy_cut(head.value, sizeof head.value, _("Value"));
	(void)str_copy_cut(head.source, sizeof head.source, _("Basis"));
	draw_line(st, t, PAINT_TOP, &head, _("From"));
	rows_draw(s, &st->rows, t, "");
}

static void
turn(struct screen *s, unsigned by)
{
	struct state *st = s->state;

	st->which = (st->which + by) % TABLES;
	rows_restart(&st->rows);
	screen_stale(s);
}

/* A request for a new row; of a setting for a new value of the marked one. */
static void
add_row(struct screen *s)
{
	struct state *st = s->state;
	const struct rate_line *r = rows_current(&st->rows);
	struct wire_args preset;

	if (tables[st->which].verb == NULL ?
	    !change_form_may(s->ui, "rate.lowered") :
	    !ui_may(s->ui, tables[st->which].verb)) {
		ui_say(s->ui, _("This is not for your role."));
		return;
	}
	wire_args_init(&preset);
	if (tables[st->which].read == read_settings && r != NULL)
		wire_args_add(&preset, "setting", r->name);
	if (tables[st->which].read == read_lowered && r != NULL)
		wire_args_add(&preset, "area", r->name);
	entry_open(s->ui, tables[st->which].form, NULL, &preset);
	wire_args_done(&preset);
}

static bool
rates_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (rows_action(s, &st->rows, a))
		return true;
	switch (a) {
	case ACT_SORT:
	case ACT_RIGHT:
		turn(s, 1);
		return true;
	case ACT_LEFT:
		turn(s, TABLES - 1);
		return true;
	case ACT_CHANGE:
		add_row(s);
		return true;
	case ACT_CONFIRM:
		if (ui_may(s->ui, "arrears.begin"))
			ui_push(s->ui, &difference_screen, NULL);
		else
			ui_say(s->ui, _("This is not for your role."));
		return true;
	default:
		return false;
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, N_("ask for a row"),
	    "standard.set change.ask:rate.lowered" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_SORT, N_("the next table"), NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_CONFIRM, N_("differences"), "arrears.begin" },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops rates_screen = {
	.name = "rates",
	.title = N_("Rates and rules"),
	.help = N_("The figures that amounts come from, each from a month on: what was due before stays as it was. F7 or the arrows go from table to table, F2 asks for a new row, which somebody else approves in Changes. When one is set for months that have lists, F10 orders the differences; until then no list is begun. What people had above a lowered rate stands in the last table: F2 asks to claim it or to give it up."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = rates_open,
	.recalc = rates_recalc,
	.draw = rates_draw,
	.action = rates_action,
	.close = rates_close,
};
