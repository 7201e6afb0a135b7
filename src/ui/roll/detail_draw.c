/*
 * SPDX-License-Identifier: ISC
 *
 * Draws one person: identity papers, place, entitlements, waiting requests,
 * open lines, arrears, recoveries, and payouts in the remaining rows.
 */
#include <string.h>

#include "base/say.h"
#include "text/date.h"
#include "text/money.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/screen.h"
#include "ui/roll/detail_priv.h"
#include "ui/term/paint.h"

enum { COL = 16, COL_STAFF = 47 };

static int
draw_person(const struct detail *st, struct term *t, int row)
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
	    p->point_name, paint_word(names_word(
	    &deliveries, p->delivery)));
	row = paint_pair(t, row, COL, _("Paid"), text);
	if (p->state != PERSON_ACTIVE) {
		paint_format(text, sizeof text, "%s %s", paint_word(names_word(
		    &person_states, p->state)),
		    paint_day(birth, sizeof birth, p->state_on));
		row = paint_pair(t, row, COL, _("State"), text);
	}
	if (p->note[0] != '\0')
		row = paint_pair(t, row, COL, _("Note"), p->note);
	return row;
}

/* " rests from 11/2019": the suspension of an entitlement. */
static void
say_rest(const struct person_entitlement *e, char *dst, size_t size)
{
	char from[DATE_MONTH], to[DATE_MONTH];

	if (e->rests_from[0] == '\0')
		return;
	month_format(from, sizeof from, e->rests_from);
	month_format(to, sizeof to, e->rests_to);
	paint_format(dst, size, e->rests_to[0] != '\0' ?
	    _("  rested from %s to %s") : _("  rests from %s"), from, to);
}

/* A row that stands for those that do not fit. */
static int
draw_more(struct term *t, int row, unsigned n, unsigned max)
{
	if (n <= max)
		return row;
	return paint_pair(t, row, COL, "", _("... more: Enter shows all"));
}

/* Waiting requests, so that nobody asks again. */
static int
draw_requests(const struct detail *st, struct term *t, int row)
{
	char text[400], what[120], at[24];

	for (unsigned i = 0; i < st->nreq && i < DETAIL_REQUESTS; i++) {
		paint_format(text, sizeof text, _("%s, asked %s by %s (No. %lld)"),
		    change_say_what(&st->req[i], what, sizeof what),
		    paint_day(at, sizeof at, st->req[i].made_at),
		    st->req[i].maker_name, (long long)st->req[i].id);
		row = paint_pair(t, row, COL, i == 0 ? _("Waiting") : "",
		    text);
	}
	return draw_more(t, row, st->nreq, DETAIL_REQUESTS);
}

static int
draw_owed(const struct detail *st, struct term *t, int row)
{
	char text[900], money[MONEY_TEXT], from[DATE_MONTH], to[DATE_MONTH],
	    list[DATE_MONTH], of[300];

	for (unsigned i = 0; i < st->narr && i < DETAIL_ARREARS; i++) {
		const struct arrears_row *a = &st->arr[i];

		month_format(from, sizeof from, a->from);
		month_format(to, sizeof to, a->to);
		month_format(list, sizeof list, a->due_period);
		paint_format(text, sizeof text,
		    _("%s for %s-%s%s, in the list of %s: %s"),
		    paint_money(money, sizeof money, a->total), from, to,
		    month_owner_said(a->owner, a->owners, of, sizeof of), list,
		    a->reason);
		row = paint_pair(t, row, COL, i == 0 ? _("Arrears") : "",
		    text);
	}
	row = draw_more(t, row, st->narr, DETAIL_ARREARS);
	for (unsigned i = 0; i < st->nrec && i < DETAIL_RECOVERIES; i++) {
		paint_format(text, sizeof text,
		    _("%s still to come back%s: %s"),
		    paint_money(money, sizeof money, st->rec[i].left),
		    month_owner_said(st->rec[i].owner, st->rec[i].owners, of,
		    sizeof of), st->rec[i].reason);
		row = paint_pair(t, row, COL, i == 0 ? _("Recovery") : "",
		    text);
	}
	return draw_more(t, row, st->nrec, DETAIL_RECOVERIES);
}

/*
 * Permission to collect in person; of a child without collector, why it cannot
 * be paid.
 */
static int
draw_self(const struct detail *st, struct term *t, int row)
{
	char text[500], from[DATE_TEXT], to[DATE_TEXT];
	const struct collect_self *is = &st->self;

	if (is->mark != 0) {
		paint_format(text, sizeof text, is->to[0] != '\0' ?
		    _("from %s to %s") : _("from %s"),
		    paint_day(from, sizeof from, is->from),
		    paint_day(to, sizeof to, is->to));
		return paint_pair(t, row, COL, _("In person"), text);
	}
	if (is->may || is->guardian[0] != '\0' ||
	    st->p.state != PERSON_ACTIVE)
		return row;
	collect_self_why(is, st->p.name, text, sizeof text);
	return row + paint_wrapped(t, row, COL, term_cols(t) - COL - 1, 2,
	    text);
}

static int
draw_rights(const struct detail *st, struct term *t, int row)
{
	char from[DATE_MONTH], to[DATE_MONTH], text[500], day[DATE_TEXT];
	size_t n;

	for (unsigned i = 0; i < st->nent && i < DETAIL_ENTITLEMENTS; i++) {
		const struct person_entitlement *e = &st->ent[i];

		month_format(from, sizeof from, e->from_month);
		month_format(to, sizeof to, e->to_month);
		paint_format(text, sizeof text, e->to_month[0] != '\0' ?
		    _("from %s to %s") : _("from %s"), from, to);
		n = strlen(text);
		paint_format(text + n, sizeof text - n, "  %s  %s %s  %s",
		    paint_word(names_word(
		    &entitlement_states, e->state)), e->category, e->category_name,
		    e->decision);
		say_rest(e, text + strlen(text), sizeof text - strlen(text));
		if (i == 0)
			term_put(t, row, 1, COL - 2, TERM_NORMAL, _("Entitled"));
		row += paint_wrapped(t, row, COL, term_cols(t) - COL - 1, 2,
		    text);
	}
	row = draw_more(t, row, st->nent, DETAIL_ENTITLEMENTS);
	for (unsigned i = 0; i < st->ncol && i < DETAIL_COLLECTORS; i++) {
		const struct person_collector *c = &st->col[i];

		paint_format(text, sizeof text, "%s: %s  %s  %s  %s%s",
		    paint_word(names_word(
		    &collector_kinds, c->kind)), c->name, c->identity, c->letter,
		    c->expired ? _("expired ") : "",
		    paint_day(day, sizeof day, c->valid_to));
		row = paint_pair(t, row, COL, i == 0 ? _("Collects") : "",
		    text);
	}
	row = draw_more(t, row, st->ncol, DETAIL_COLLECTORS);
	return draw_self(st, t, row);
}

/* Blocked lines, one row per reason. */
static int
draw_blocked(const struct detail *st, struct term *t, int row)
{
	const struct payout_lines *l = &st->lines;
	char text[300], money[MONEY_TEXT], month[DATE_MONTH];
	unsigned i, n;
	int64_t sum;

	for (i = 0; i < l->n; i += n) {
		const char *why = l->v[i].blocked;

		n = 1;
		if (why[0] == '\0')
			continue;
		sum = l->v[i].amount;
		for (; i + n < l->n && strcmp(l->v[i + n].blocked, why) == 0; n++)
			sum += l->v[i + n].amount;
		paint_money(money, sizeof money, sum);
		month_format(month, sizeof month, l->v[i].month);
		if (n == 1)
			paint_format(text, sizeof text, _("%s of %s: %s"),
			    money, month, why);
		else
			paint_format(text, sizeof text,
			    _("%s, %u lines, from %s on: %s"), money, n, month,
			    why);
		row = paint_pair(t, row, COL, _("BLOCKED"), text);
	}
	return row;
}

static int
draw_open(const struct detail *st, struct term *t, int row)
{
	const struct payout_lines *l = &st->lines;
	char text[160], month[DATE_MONTH], money[MONEY_TEXT];
	unsigned i = 0;

	if (l->open == 0)
		return row;
	while (i + 1 < l->n && !payout_line_open(&l->v[i], false))
		i++;
	paint_money(money, sizeof money, l->open_total);
	month_format(month, sizeof month, l->v[i].month);
	paint_format(text, sizeof text,
	    ngettext("%s, %u line, from %s on", "%s, %u lines, from %s on",
	    st->lines.open), money, st->lines.open, month);
	return paint_pair(t, row, COL, _("Open"), text);
}

static void
draw_past(struct detail *st, struct term *t, int row)
{
	char at[24], month[DATE_MONTH], money[MONEY_TEXT], text[500];
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
		paint_format(text, sizeof text, "%s%s%s%s, ",
		    p->reversed ? _("TAKEN BACK  ") : "", p->owner,
		    p->owner[0] != '\0' ? ", " : "", p->staff);
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

void
detail_draw(struct screen *s, struct term *t)
{
	struct detail *st = s->state;
	int row = draw_person(st, t, PAINT_TOP);

	row = draw_rights(st, t, row);
	row = draw_requests(st, t, row);
	row = draw_open(st, t, row);
	row = draw_blocked(st, t, row);
	row = draw_owed(st, t, row);
	if (st->npast == 0)
		term_put(t, row + 1, 1, 60, TERM_NORMAL,
		    _("Nothing was paid yet."));
	else
		term_put(t, row + 1, 1, 60, TERM_BOLD, _("Payouts"));
	draw_past(st, t, row + 2);
}
