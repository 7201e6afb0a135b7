/*
 * SPDX-License-Identifier: ISC
 *
 * Print jobs.  Another process makes the report; for a printer of the office it
 * sends the job too, and the result is shown in the message line.  Pages for
 * the printer behind the terminal are returned, and sent from here while the
 * dialog is open.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "print/job.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/print/passing.h"
#include "ui/print/print_priv.h"

static enum status
fill_order(struct screen *s, struct job_order *o, struct err *err)
{
	struct print_state *st = s->state;
	char text[EDIT_BYTES];
	int64_t from = 0, days = 0;

	memset(o, 0, sizeof *o);
	fields_get(&st->fields, REPORT, o->report, sizeof o->report);
	fields_get(&st->fields, PRINTER, o->printer, sizeof o->printer);
	(void)str_copy_cut(s->ui->printer, sizeof s->ui->printer, o->printer);
	(void)str_copy_cut(o->term, sizeof o->term, term_name(s->ui->term));
	(void)str_copy_cut(o->params.period, sizeof o->params.period,
	    s->ui->period.code);
	fields_get(&st->fields, AREA, o->params.area, sizeof o->params.area);
	fields_get(&st->fields, POINT, o->params.point,
	    sizeof o->params.point);
	o->params.list = st->what.list;
	fields_get(&st->fields, FROM, text, sizeof text);
	if (text[0] != '\0' && str_int(text, 1, 1000000, &from) != ST_OK)
		return err_set(err, ST_INVALID, _("A page number is needed."));
	o->from_page = (uint32_t)from;
	fields_get(&st->fields, DAYS, text, sizeof text);
	if (text[0] != '\0' &&
	    str_int(text, 1, REPORT_DAYS_MAX - 1, &days) != ST_OK)
		return err_set(err, ST_INVALID, _("A number of days is needed."));
	o->params.days = (int)days;
	fields_get(&st->fields, MONTHS, text, sizeof text);
	return report_params_months(&o->params, text, err);
}

/* Checks the order first, to report errors before a process is started. */
static enum status
find_way(const struct screen *s, const struct job_order *o,
    struct job_way *way, struct err *err)
{
	const struct print_state *st = s->state;
	struct job_place place = {
		.profiles = st->profiles, .printer = o->printer,
		.server = s->ui->set.conf->print_cups, .term = o->term,
	};

	return job_find(&place, way, err);
}

void
print_start(struct screen *s)
{
	struct print_state *st = s->state;
	struct ui *u = s->ui;
	struct err err = ERR_INIT;
	struct job_order order;
	struct job_way way;
	enum status r;

	r = fill_order(s, &order, &err);
	if (r == ST_OK)
		r = find_way(s, &order, &way, &err);
	if (r == ST_OK)
		r = u->set.host.print(u->set.host.arg, &order, &err);
	if (r != ST_OK) {
		ui_fail(u, &err);
		return;
	}
	u->printed[0] = '\0';
	st->waiting = way.way == WAY_TERMINAL;
	if (st->waiting)
		return;
	ui_say(u, _("Printing on %s. A line here tells when it is done."),
	    order.printer);
	screen_close(s);
}

/* The open dialog that waits for these pages. */
static struct screen *
waiting(struct ui *u)
{
	const struct print_state *st;

	for (struct screen *s = u->top; s != NULL; s = s->below) {
		st = s->state;
		if (s->ops == &print_screen && st->waiting)
			return s;
	}
	return NULL;
}

/*
 * Sends pages to the printer behind the terminal, if the dialog is still open.
 */
static void
pages_came(struct ui *u, const struct job_order *order,
    const struct job_done *done)
{
	struct screen *s = waiting(u);

	if (s == NULL || !term_attached(u->term)) {
		paper_free(done->paper);
		return;
	}
	((struct print_state *)s->state)->waiting = false;
	u->msg[0] = '\0';
	if (!passing_start(u, done->paper, order->from_page))
		return;
	/* Help may be open above it. */
	for (struct screen *at = u->top; at != s; at = at->below)
		screen_close(at);
	screen_close(s);
	ui_settle(u);
}

void
ui_printed(struct ui *u, const struct job_order *order,
    const struct job_done *done, const struct err *err)
{
	struct screen *s = waiting(u);
	struct err shown = *err;

	if (err->st == ST_OK && done->paper != NULL) {
		pages_came(u, order, done);
		return;
	}
	if (s != NULL)
		((struct print_state *)s->state)->waiting = false;
	if (err->st == ST_OK)
		paint_format(u->printed, sizeof u->printed,
		    ngettext("Sent: %u page to %s.", "Sent: %u pages to %s.",
		    done->pages), done->pages, order->printer);
	else
		paint_format(u->printed, sizeof u->printed,
		    _("Not printed on %s: %s"), order->printer, err->msg);
	(void)str_copy_cut(shown.msg, sizeof shown.msg, u->printed);
	if (err->st == ST_OK)
		ui_say(u, "%s", u->printed);
	else
		ui_fail(u, &shown);
}
