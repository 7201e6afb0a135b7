/*
 * SPDX-License-Identifier: ISC
 *
 * Draws the screen of payment lists: the table, and for the marked list its
 * total in words, amounts carried over, findings, preparer and approver.
 */
#include <inttypes.h>
#include <string.h>

#include "base/say.h"
#include "text/money.h"
#include "ui/kit/screen.h"
#include "ui/list/lists_priv.h"
#include "ui/term/paint.h"

struct lists_row *
lists_marked(struct screen *s)
{
	struct lists *st = s->state;

	return st->rows.scroll.n > 0 ? &st->v[st->rows.scroll.cur] : NULL;
}

const struct list_check_counts *
lists_counts(struct screen *s, struct lists_row *r)
{
	struct err err = ERR_INIT;

	if (!r->counted && r->head.id != 0 &&
	    list_check_counts(s->ui->db, &s->ui->who.scope, r->head.id,
	    &r->checks, &err) != ST_OK)
		ui_fail(s->ui, &err);
	r->counted = true;
	return &r->checks;
}

/* Number of findings to settle; or not checked yet; or none. */
static const char *
checks_cell(const struct lists_row *r, char *buf, size_t size)
{
	const struct list_head *h = &r->head;

	if (h->id == 0 || (h->state != LIST_DRAFT &&
	    h->state != LIST_SUBMITTED))
		return "";
	if (r->checks.checked_at[0] == '\0' || r->checks.stale)
		return "?";
	paint_format(buf, size, r->checks.must > 0 ? "%u !" : "%u",
	    r->checks.must);
	return buf;
}

static const char *
cell(const void *data, const char *column, char *buf, size_t size)
{
	const struct lists_row *r = data;
	const struct list_head *h = &r->head;
	const struct {
		const char *name;
		int64_t v;
	} figures[] = {
		{ "people", h->people }, { "lines", h->lines },
		{ "money", h->total }, { "carried", h->carried_lines },
		{ "deducted", h->deducted },
	};

	if (strcmp(column, "owner") == 0)
		return h->owner_name;
	if (strcmp(column, "state") == 0)
		return h->id == 0 ? _("not made") :
		    paint_word(names_word(&list_states, h->state));
	if (strcmp(column, "checks") == 0)
		return checks_cell(r, buf, size);
	if (strcmp(column, "list") == 0) {
		if (h->id == 0)
			return h->owner_code;
		paint_format(buf, size, "%s/%d", h->owner_code, h->seq);
		return buf;
	}
	for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
		if (strcmp(figures[i].name, column) == 0 && h->id != 0)
			return paint_money(buf, size, figures[i].v);
	return buf;
}

/* The control total in words, and the figures beside it. */
static void
draw_totals(struct term *t, int row, const struct list_head *h)
{
	char text[MONEY_WORDS + 80], words[MONEY_WORDS] = "";
	char lines[MONEY_TEXT], carried[MONEY_TEXT], deducted[MONEY_TEXT];
	int cols = term_cols(t) - 3;

	(void)!money_words(words, sizeof words, h->total, NULL);
	paint_format(text, sizeof text, "%s%s%s", h->kind != LIST_MONTHLY ?
	    paint_word(names_word(&list_kinds, h->kind)) : "",
	    h->kind != LIST_MONTHLY ? ": " : "", words);
	paint_wrapped(t, row, 2, cols, 2, text);
	paint_format(text, sizeof text, _("From before: %s lines, %s dong. "
	    "Recovered: %s dong"), paint_money(lines, sizeof lines,
	    h->carried_lines), paint_money(carried, sizeof carried, h->carried_total),
	    paint_money(deducted, sizeof deducted, h->deducted));
	paint_cut(t, row + 2, 2, cols, text);
}

static void
draw_checks(struct screen *s, struct term *t, int row, struct lists_row *r)
{
	const struct list_check_counts *c = lists_counts(s, r);
	unsigned accepted = 0;
	char text[300], at[24];

	if (c->stale) {
		term_put(t, row, 2, term_cols(t) - 3, TERM_NORMAL,
		    _("Requests were approved since it was made: make it anew."));
		return;
	}
	if (c->checked_at[0] == '\0') {
		term_put(t, row, 2, term_cols(t) - 3, TERM_NORMAL,
		    _("The checks have not been run."));
		return;
	}
	for (int i = 0; i < LIST_CHECK_RULES; i++)
		accepted += c->accepted[i];
	paint_format(text, sizeof text, _("Checked %s: %u to settle, "
	    "%u to look at, %u accepted"), paint_moment(at, sizeof at,
	    c->checked_at), c->must, c->look, accepted);
	term_put(t, row, 2, term_cols(t) - 3, TERM_NORMAL, text);
}

/* Who made, submitted and approved it, a row each. */
static void
draw_who(struct term *t, int row, const struct list_head *l)
{
	char text[300], at[24];
	int cols = term_cols(t) - 3;

	paint_format(text, sizeof text, _("Prepared %s, %s"),
	    paint_moment(at, sizeof at, l->prepared_at), l->prepared_by);
	paint_cut(t, row, 2, cols, text);
	if (l->approved_at[0] == '\0')
		return;
	paint_format(text, sizeof text, _("Approved %s, %s"),
	    paint_moment(at, sizeof at, l->approved_at), l->approved_by);
	paint_cut(t, row + 1, 2, cols, text);
}

/* Progress of a list in the making, unless there is a message. */
static void
draw_making(struct screen *s, struct term *t)
{
	struct lists *st = s->state;
	char text[300];

	if (s->ui->msg[0] != '\0')
		return;
	making_say(&st->making, text, sizeof text);
	if (text[0] == '\0' && st->left.job != 0)
		paint_format(text, sizeof text, _("The list of %s was left at "
		    "%d %%: F2 goes on with it."), st->left.owner_name,
		    st->left.total > 0 ? (int)(st->left.seen * 100 /
		    st->left.total) : 0);
	term_put(t, term_rows(t) - 2, 0, term_cols(t) - 1, TERM_NORMAL, text);
}

static void
draw_foot(struct screen *s, struct term *t)
{
	struct lists_row *r = lists_marked(s);
	int row = paint_bottom(t) - LISTS_FOOT + 1;

	if (r->head.id == 0)
		return;
	draw_totals(t, row, &r->head);
	draw_checks(s, t, row + 3, r);
	draw_who(t, row + 4, &r->head);
}

const struct rows_def lists_rows = {
	.table = "lists", .cell = cell, .below = LISTS_FOOT,
};

/* Reads the findings of the lists shown. */
static void
count_shown(struct screen *s)
{
	struct lists *st = s->state;
	const struct scroll *at = &st->rows.scroll;

	for (unsigned i = at->first; i < at->n && i < at->first + at->page; i++)
		if (st->v[i].head.state == LIST_DRAFT ||
		    st->v[i].head.state == LIST_SUBMITTED)
			(void)lists_counts(s, &st->v[i]);
}

void
lists_draw(struct screen *s, struct term *t)
{
	struct lists *st = s->state;

	count_shown(s);
	draw_making(s, t);
	if (lists_marked(s) != NULL)
		draw_foot(s, t);
	rows_draw(s, &st->rows, t, s->ui->period.id == 0 ?
	    _("There is no payout period yet: F2 opens one.") :
	    _("There is no list of this period yet."));
}
