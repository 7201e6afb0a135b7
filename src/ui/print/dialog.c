/*
 * SPDX-License-Identifier: ISC
 *
 * Which report, of which place, on which printer.  Reports and printers come
 * from forms/; print/ does the printing.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "form/report_def.h"
#include "text/date.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/print/print_priv.h"

enum { COL_VALUE = 20 };

static const char *
report_value(const struct field *x, unsigned i)
{
	return ((const struct print_state *)x->of)->def[i]->name;
}

static const char *
report_word(const struct field *x, unsigned i)
{
	return form_say(&((const struct print_state *)x->of)->def[i]->title);
}

static const char *
printer_value(const struct field *x, unsigned i)
{
	return ((const struct print_state *)x->of)->profiles->printers[i].name;
}

static const char *
printer_word(const struct field *x, unsigned i)
{
	const struct printer *p =
	    &((const struct print_state *)x->of)->profiles->printers[i];

	return form_say(&p->title)[0] != '\0' ? form_say(&p->title) : p->name;
}

static const struct field fields[FIELDS] = {
	[REPORT] = { .label = N_("Report"), .kind = FIELD_CHOICE,
	    .value = report_value, .word = report_word,
	    .help = N_("What is printed; the arrows turn it, F4 lists all.") },
	[AREA] = { .label = N_("Area"), .kind = FIELD_AREA, .max = 8,
	    .empty = N_("all"),
	    .help = N_("Code of a district or commune; F4 lists them by name.") },
	[POINT] = { .label = N_("Payout point"), .kind = FIELD_POINT,
	    .max = 16, .empty = N_("all"),
	    .help = N_("Code of a payout point; F4 lists those of the area.") },
	[PRINTER] = { .label = N_("Printer"), .kind = FIELD_CHOICE,
	    .value = printer_value, .word = printer_word,
	    .help = N_("Where it is printed: behind this terminal or in the office.") },
	[FROM] = { .label = N_("From page"), .kind = FIELD_CODE, .max = 6,
	    .help = N_("Empty: all pages. After a jam the page that has to come again, and all behind it.") },
	[MONTHS] = { .label = N_("Months"), .kind = FIELD_CODE, .max = 16,
	    .help = N_("Of changes, arrears and moves: 11/2019, or 11/2019..02/2020. Empty: those of the period.") },
	[DAYS] = { .label = N_("Days ahead"), .kind = FIELD_CODE, .max = 4,
	    .help = N_("Of letters: how many days ahead. Empty: as the office has set it.") },
};

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
		st->ndef++;
	}
	report_def_names_free(names);
	if (r == ST_OK && st->ndef == 0)
		return err_set(err, ST_NOTFOUND, _("There is no report."));
	return r;
}

/* The default: the report that this role prints most. */
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
	r = load_reports(st, err);
	if (r == ST_OK)
		r = profiles_load(s->ui->set.forms,
		    s->ui->set.conf->print_profiles, &st->profiles, err);
	if (r == ST_OK && st->profiles->nprinters == 0)
		return err_set(err, ST_NOTFOUND, _("There is no printer."));
	if (r != ST_OK)
		return r;
	memcpy(st->v, fields, sizeof fields);
	st->v[REPORT].of = st->v[PRINTER].of = st;
	st->v[REPORT].n = st->ndef;
	st->v[PRINTER].n = st->profiles->nprinters;
	fields_init(&st->fields, st->v, FIELDS);
	fields_set(&st->fields, REPORT, st->what.report);
	fields_set(&st->fields, AREA, st->what.area);
	fields_set(&st->fields, POINT, st->what.point);
	/* Preset to the one that this user used last. */
	fields_set(&st->fields, PRINTER, s->ui->printer);
	return ST_OK;
}

static void
print_close(struct screen *s)
{
	struct print_state *st = s->state;

	for (unsigned i = 0; i < st->ndef; i++)
		report_def_free(st->def[i]);
	profiles_free(st->profiles);
}

static void
print_draw(struct screen *s, struct term *t)
{
	struct print_state *st = s->state;
	char month[DATE_MONTH];
	int row = PAINT_TOP + 2;

	month_format(month, sizeof month, s->ui->period.code);
	row = paint_pair(t, row, COL_VALUE, _("Period"), month);
	fields_draw(&st->fields, t, row, 1, COL_VALUE - 1, term_cols(t) - 1);
	row += FIELDS;
	row += 1 + paint_wrapped(t, row + 1, 1, term_cols(t) - 2, 3,
	    st->waiting ? _("The pages are being made. F3 gives it up.") :
	    _("Left and right or F4 choose; F10 prints. An empty area or point means all that you see. The period is chosen under Settings."));
	if (s->ui->printed[0] != '\0')
		paint_wrapped(t, row + 1, 1, term_cols(t) - 2, 3,
		    s->ui->printed);
}

static bool
print_action(struct screen *s, enum action a)
{
	struct print_state *st = s->state;

	if (st->waiting)
		return a != ACT_BACK;
	if (a != ACT_CONFIRM && fields_action(s, &st->fields, a))
		return true;
	if (a != ACT_CONFIRM && a != ACT_ACCEPT)
		return false;
	print_start(s);
	return true;
}

static void
print_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct print_state *st = s->state;

	if (!st->waiting)
		fields_key(s, &st->fields, cp, pasted);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_VALUES, NULL, NULL },
	{ ACT_CONFIRM, N_("print"), NULL },
	{ ACT_NONE, NULL, NULL },
};

void
print_open_of(struct ui *u, const char *report, int64_t list)
{
	struct print_arg a = { .list = list };

	(void)str_copy_cut(a.report, sizeof a.report, report);
	ui_push(u, &print_screen, &a);
}

const struct screen_ops print_screen = {
	.name = "print",
	.title = N_("Print"),
	.help = N_("Reports and printers are those of the office. The printer of this terminal prints at your desk; while it prints, F3 stops it."),
	.size = sizeof(struct print_state),
	.keys = keys,
	.open = print_open,
	.recalc = fields_dialog_recalc,
	.draw = print_draw,
	.action = print_action,
	.key = print_key,
	.field_help = fields_dialog_help,
	.close = print_close,
};
