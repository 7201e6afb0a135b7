/*
 * SPDX-License-Identifier: ISC
 *
 * Which report, of which place, on which printer.  Reports and printers are
 * what forms/ says; printing itself is print/'s.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "form/report_def.h"
#include "print/job.h"
#include "text/date.h"
#include "ui/paint.h"
#include "ui/pick.h"
#include "ui/print_priv.h"

enum { COL_VALUE = 20 };

static bool
typed(unsigned field)
{
	return field != REPORT && field != PRINTER;
}

static enum status
load_reports(struct print_state *st, struct err *err)
{
	char **names = report_def_names(&st->dirs);
	enum status r = ST_OK;

	for (unsigned i = 0; names[i] != NULL && st->ndef < REPORTS; i++) {
		r = report_def_load(&st->dirs, names[i],
		    &st->def[st->ndef], err);
		if (r != ST_OK)
			break;
		if (strcmp(names[i], st->what.report) == 0)
			st->report = st->ndef;
		st->ndef++;
	}
	report_def_names_free(names);
	if (r == ST_OK && st->ndef == 0)
		return err_set(err, ST_NOTFOUND, _("There is no report."));
	return r;
}

/* Without a wish: what this role prints most. */
static const char *
usual(const struct ui *u)
{
	return ui_may(u, "pay") ? "payment-list" : "summary";
}

static enum status
print_open(struct screen *s, const void *arg, struct err *err)
{
	struct print_state *st = s->state;
	enum status r;

	if (arg != NULL)
		st->what = *(const struct print_arg *)arg;
	if (st->what.report[0] == '\0')
		(void)str_copy_cut(st->what.report, sizeof st->what.report,
		    usual(s->ui));
	ui_form_dirs(s->ui, &st->dirs);
	edit_init(&st->edit[AREA], EDIT_CODE, 8);
	edit_init(&st->edit[POINT], EDIT_CODE, 16);
	edit_init(&st->edit[FROM], EDIT_CODE, 6);
	edit_init(&st->edit[MONTHS], EDIT_CODE, 16);
	edit_init(&st->edit[DAYS], EDIT_CODE, 4);
	edit_set(&st->edit[AREA], st->what.area);
	edit_set(&st->edit[POINT], st->what.point);
	r = load_reports(st, err);
	if (r == ST_OK)
		r = profiles_load(s->ui->set.forms,
		    s->ui->set.conf->print_profiles, &st->profiles, err);
	if (r == ST_OK && st->profiles->nprinters == 0)
		return err_set(err, ST_NOTFOUND, _("There is no printer."));
	/* First the one that this person used last. */
	for (unsigned i = 0; r == ST_OK && i < st->profiles->nprinters; i++)
		if (strcmp(st->profiles->printers[i].name,
		    s->ui->printer) == 0)
			st->printer = i;
	return r;
}

static void
print_close(struct screen *s)
{
	struct print_state *st = s->state;

	for (unsigned i = 0; i < st->ndef; i++)
		report_def_free(st->def[i]);
	profiles_free(st->profiles);
}

/* A code says little: the name of what it means stands behind it. */
static void
print_recalc(struct screen *s)
{
	struct print_state *st = s->state;
	char code[EDIT_BYTES];
	struct err err = ERR_INIT;

	edit_get(&st->edit[AREA], code, sizeof code);
	(void)pick_area_name(s->ui, code, st->name[AREA],
	    sizeof st->name[AREA], &err);
	edit_get(&st->edit[POINT], code, sizeof code);
	(void)pick_point_name(s->ui, code, st->name[POINT],
	    sizeof st->name[POINT], &err);
}

static void
draw_place(struct print_state *st, struct term *t, int row, unsigned field)
{
	term_put(t, row, COL_VALUE, 1, TERM_NORMAL, "[");
	term_put(t, row, COL_VALUE + 17, 1, TERM_NORMAL, "]");
	term_put(t, row, COL_VALUE + 20, term_cols(t) - COL_VALUE - 20,
	    TERM_NORMAL, !edit_empty(&st->edit[field]) ? st->name[field] :
	    _("all"));
	edit_put(&st->edit[field], t, row, COL_VALUE + 1, 16,
	    field == st->cur);
}

static void
draw_figures(struct print_state *st, struct term *t, int row, unsigned field)
{
	int width = (int)st->edit[field].max;

	term_put(t, row, COL_VALUE, 1, TERM_NORMAL, "[");
	term_put(t, row, COL_VALUE + width + 1, 1, TERM_NORMAL, "]");
	edit_put(&st->edit[field], t, row, COL_VALUE + 1, width,
	    st->cur == field);
}

static void
print_draw(struct screen *s, struct term *t)
{
	static const char *const labels[FIELDS] = {
		[REPORT] = N_("Report"), [AREA] = N_("Area"),
		[POINT] = N_("Payout point"), [PRINTER] = N_("Printer"),
		[FROM] = N_("From page"), [MONTHS] = N_("Months"),
		[DAYS] = N_("Days ahead"),
	};
	struct print_state *st = s->state;
	const struct printer *p = &st->profiles->printers[st->printer];
	char month[DATE_MONTH];
	int row = PAINT_TOP + 2;

	month_format(month, sizeof month, s->ui->period.code);
	row = paint_pair(t, row, COL_VALUE, _("Period"), month);
	for (unsigned i = 0; i < FIELDS; i++, row++) {
		term_put(t, row, 1, COL_VALUE - 2, TERM_NORMAL, _(labels[i]));
		if (i == AREA || i == POINT) {
			draw_place(st, t, row, i);
			continue;
		}
		if (i >= FROM) {
			draw_figures(st, t, row, i);
			continue;
		}
		term_put(t, row, COL_VALUE, term_cols(t) - COL_VALUE,
		    TERM_NORMAL, i == REPORT ?
		    form_say(&st->def[st->report]->title) :
		    form_say(&p->title)[0] != '\0' ? form_say(&p->title) :
		    p->name);
		if (i == st->cur)
			term_cursor(t, row, COL_VALUE);
	}
	row += 1 + paint_wrapped(t, row + 1, 1, term_cols(t) - 2, 3,
	    st->waiting ? _("The pages are being made. F3 gives it up.") :
	    _("Left and right or F4 choose; F10 prints. An empty area or point means all that you see. The period is chosen under Settings."));
	if (s->ui->printed[0] != '\0')
		paint_wrapped(t, row + 1, 1, term_cols(t) - 2, 3,
		    s->ui->printed);
}

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct print_state *st = s->state;

	if (st->cur == AREA || st->cur == POINT) {
		edit_set(&st->edit[st->cur], item->code);
		screen_stale(s);
		return;
	}
	for (unsigned i = 0; st->cur == REPORT && i < st->ndef; i++)
		if (strcmp(st->def[i]->name, item->code) == 0)
			st->report = i;
	for (unsigned i = 0; st->cur == PRINTER &&
	    i < st->profiles->nprinters; i++)
		if (strcmp(st->profiles->printers[i].name, item->code) == 0)
			st->printer = i;
}

static void
pick_word(struct screen *s)
{
	struct print_state *st = s->state;
	bool report = st->cur == REPORT;
	unsigned n = report ? st->ndef : st->profiles->nprinters;
	struct pick_item *v = mem_array(n, sizeof *v);

	for (unsigned i = 0; i < n; i++) {
		(void)str_copy_cut(v[i].code, sizeof v[i].code, report ?
		    st->def[i]->name : st->profiles->printers[i].name);
		(void)str_copy_cut(v[i].label, sizeof v[i].label, report ?
		    form_say(&st->def[i]->title) :
		    form_say(&st->profiles->printers[i].title));
	}
	pick_open(s, report ? _("Report") : _("Printer"), v, n, picked);
}

static void
values(struct screen *s)
{
	struct print_state *st = s->state;
	char area[EDIT_BYTES];

	if (st->cur == AREA) {
		pick_area(s, true, picked);
	} else if (st->cur == POINT) {
		edit_get(&st->edit[AREA], area, sizeof area);
		pick_point(s, area, true, picked);
	} else {
		pick_word(s);
	}
}

static void
turn(struct print_state *st, int by)
{
	unsigned n = st->cur == REPORT ? st->ndef : st->profiles->nprinters;
	unsigned *at = st->cur == REPORT ? &st->report : &st->printer;

	*at = (*at + (by > 0 ? 1 : n - 1)) % n;
}

static bool
print_action(struct screen *s, enum action a)
{
	struct print_state *st = s->state;

	if (st->waiting)
		return a != ACT_BACK;
	switch (a) {
	case ACT_ACCEPT:
		if (st->cur == FIELDS - 1)
			print_start(s);
		else
			st->cur++;
		return true;
	case ACT_NEXT:
	case ACT_DOWN:
		st->cur += st->cur < FIELDS - 1;
		return true;
	case ACT_PREV:
	case ACT_UP:
		st->cur -= st->cur > 0;
		return true;
	case ACT_VALUES:
		if (st->cur < FROM)
			values(s);
		return true;
	case ACT_CONFIRM:
		print_start(s);
		return true;
	default:
		break;
	}
	if (typed(st->cur) && edit_action(&st->edit[st->cur], a, &s->ui->typing)) {
		screen_stale(s);
		return true;
	}
	if (typed(st->cur))
		return false;
	if (a != ACT_LEFT && a != ACT_RIGHT)
		return false;
	turn(st, a == ACT_LEFT ? -1 : 1);
	return true;
}

static void
print_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct print_state *st = s->state;

	if (st->waiting)
		return;
	if (typed(st->cur)) {
		edit_letter(&st->edit[st->cur], cp, &s->ui->typing, pasted);
		screen_stale(s);
	} else {
		turn(st, 1);
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_VALUES, NULL, NULL },
	{ ACT_CONFIRM, N_("print"), NULL },
	{ ACT_NONE, NULL, NULL },
};

static const char *
print_help(struct screen *s)
{
	static const char *const help[FIELDS] = {
		[REPORT] = N_("What is printed; the arrows turn it, F4 lists all."),
		[AREA] = N_("Code of a district or commune; F4 lists them by name."),
		[POINT] = N_("Code of a payout point; F4 lists those of the area."),
		[PRINTER] = N_("Where it is printed: behind this terminal or in the office."),
		[FROM] = N_("Empty: all pages. After a jam the page that has to come again, and all behind it."),
		[MONTHS] = N_("Of changes, arrears and moves: 11/2019, or 11/2019..02/2020. Empty: those of the period."),
		[DAYS] = N_("Of letters: how many days ahead. Empty: as the office has set it."),
	};

	return _(help[((struct print_state *)s->state)->cur]);
}

const struct screen_ops print_screen = {
	.name = "print",
	.title = N_("Print"),
	.help = N_("Reports and printers are those of the office. The printer of this terminal prints at your desk; while it prints, F3 stops it."),
	.size = sizeof(struct print_state),
	.keys = keys,
	.open = print_open,
	.recalc = print_recalc,
	.draw = print_draw,
	.action = print_action,
	.key = print_key,
	.field_help = print_help,
	.close = print_close,
};
