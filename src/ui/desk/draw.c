/*
 * SPDX-License-Identifier: ISC
 *
 * Draws the payout desk: search, at most six matches, the person.
 */
#include <limits.h>
#include <string.h>

#include "base/say.h"
#include "base/utf8.h"
#include "text/date.h"
#include "text/money.h"
#include "ui/desk/desk_priv.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

/* On a wide screen the columns of a row are kept close together. */
enum { EXTRA_MAX = 20 };

enum { ROW_SEARCH = PAINT_TOP, ROW_MATCHES, ROW_PERSON = ROW_MATCHES + 7,
    COL_FIELD = 10, FIELD_COLS = 36, COL_WHY = 50 };

/* What can be paid to this person now, or why nothing. */
static const char *
to_take(const struct find_row *r, char *buf, size_t size)
{
	/* For the dead only heirs collect, with a certificate. */
	if (r->p.state != PERSON_ACTIVE)
		return paint_word(names_word(&person_states, r->p.state));
	return r->open_lines > 0 ? paint_money(buf, size, r->open_total) :
	    r->paid_lines > 0 ? _("already paid") :
	    r->blocked_lines > 0 ? _("on hold") : "-";
}

static void
draw_match(struct term *t, int row, const struct find_row *r)
{
	char money[MONEY_TEXT], no[16] = "", fit[TERM_MAX_COLS * 4];
	int extra = (term_cols(t) - 80) / 2, col = 2;

	extra = extra > EXTRA_MAX ? EXTRA_MAX : extra;

	if (r->no > 0)
		paint_format(no, sizeof no, "%d", r->no);
	term_right(t, row, col, 4, TERM_NORMAL, no);
	col += 5;
	term_put(t, row, col, 25 + extra, TERM_NORMAL,
	    paint_fit(fit, sizeof fit, r->p.name, 25 + extra));
	col += 26 + extra;
	term_right(t, row, col, 10, TERM_NORMAL, r->p.birth);
	col += 11;
	term_put(t, row, col, 17 + extra, TERM_NORMAL,
	    paint_fit(fit, sizeof fit, r->p.village, 17 + extra));
	col += 18 + extra;
	term_put(t, row, col, 4, TERM_NORMAL, r->p.last4);
	term_right(t, row, col + 4, 13, TERM_NORMAL,
	    to_take(r, money, sizeof money));
}

static void
draw_matches(struct desk *d, struct term *t)
{
	unsigned first = d->cur - d->cur % DESK_MATCHES, i;

	if (!d->shown)
		return;
	for (i = 0; first + i < d->found.n && i < DESK_MATCHES; i++)
		draw_match(t, ROW_MATCHES + (int)i, &d->found.row[first + i]);
	if (d->found.n == 0)
		term_put(t, ROW_MATCHES, 2, 60, TERM_NORMAL, _("Nobody fits."));
	else
		term_put(t, ROW_MATCHES + (int)(d->cur - first), 0, 1,
		    TERM_NORMAL, ">");
	if (first + i < d->found.n)
		term_put(t, ROW_MATCHES + (int)i, 2, 60, TERM_NORMAL,
		    _("... more: type on, or PgDn"));
	else if (d->found.more)
		term_put(t, ROW_MATCHES + (int)i, 2, 60, TERM_NORMAL,
		    _("... more: type on"));
}

/* When, by whom, which receipt; only when, if there is no room. */
static void
paid_text(const struct payout_line *l, int cols, char *text, size_t size)
{
	char at[24];

	paint_moment(at, sizeof at, l->paid_at);
	paint_format(text, size, _("paid %s, %s, receipt %lld"), at,
	    l->paid_by, (long long)l->receipt);
	if ((int)utf8_columns(text) > cols)
		paint_format(text, size, _("paid %s"), at);
}

/*
 * That it was paid, or why it is blocked; true: does not fit beside the line.
 */
static bool
line_why(struct term *t, const struct payout_line *l, char *text, size_t size)
{
	int room = term_cols(t) - COL_WHY;

	text[0] = '\0';
	if (l->receipt != 0)
		paid_text(l, room, text, size);
	else if (l->blocked[0] != '\0')
		paint_format(text, size, _("on hold: %s"), l->blocked);
	return (int)utf8_columns(text) > room;
}

/* "11/2019 monthly 136.5.5a1 270.000", and why it cannot be paid now, if
 * necessary on a row of its own.  Returns the next row. */
static int
draw_line(struct term *t, int row, const struct payout_line *l)
{
	char month[DATE_MONTH], money[MONEY_TEXT], text[200];
	int col = COL_WHY;

	month_format(month, sizeof month, l->month);
	term_put(t, row, 2, 8, TERM_NORMAL, month);
	term_put(t, row, 11, 13, TERM_NORMAL, paint_word(l->kind));
	term_put(t, row, 25, 12, TERM_NORMAL, l->category);
	term_right(t, row, 37, 11, TERM_NORMAL,
	    paint_money(money, sizeof money, l->amount));
	if (line_why(t, l, text, sizeof text)) {
		row++;
		col = 11;
	}
	term_put(t, row, col, term_cols(t) - col, TERM_NORMAL, text);
	return row + 1;
}

struct choice {
	const char *label;
	const char *const *words;
	unsigned n, chosen, at; /* at: under the cursor */
	bool focus;
};

/*
 * "[at the point] at home ...": the chosen one is in brackets.  The words keep
 * their columns, so that a choice changes four cells only.
 */
static void
draw_choice(struct term *t, int row, const struct choice *c)
{
	char text[80];
	int col = COL_FIELD;

	term_put(t, row, 1, COL_FIELD - 2, TERM_NORMAL, c->label);
	if (c->focus)
		term_put(t, row, 0, 1, TERM_NORMAL, ">");
	for (unsigned i = 0; i < c->n; i++) {
		if (c->focus && i == c->at)
			term_cursor(t, row, col + 1);
		paint_format(text, sizeof text, i == c->chosen ? "[%s]" :
		    " %s ", paint_word(c->words[i]));
		col += term_put(t, row, col, term_cols(t) - col, TERM_NORMAL,
		    text) + 1;
	}
}

/* Returns the row below. */
static int
draw_way(const struct desk *d, struct term *t, int row)
{
	const struct desk_person *w = &d->who;
	enum collector_kind first, last;
	struct choice where = { _("Where"), desk_methods, METHOD_COUNT,
		w->way.method, w->way.method, d->focus == ON_WHERE };
	struct choice who = { .label = _("Who"), .focus = d->focus == ON_WHO };

	desk_kinds(w, &first, &last);
	who.words = collector_kinds.v + first;
	who.n = last - first + 1;
	who.chosen = w->way.collector - first;
	who.at = w->at - first;
	draw_choice(t, row, &where);
	draw_choice(t, row + 1, &who);
	return row + 2;
}

/* The newest reason in full; beside its line it has only 30 columns. */
static int
draw_nothing(const struct payout_lines *lines, struct term *t, int row)
{
	char text[300];

	term_put(t, row++, 1, 60, TERM_BOLD, _("Nothing to pay."));
	for (unsigned i = lines->n; i-- > 0;) {
		if (lines->v[i].receipt == 0)
			continue;
		paid_text(&lines->v[i], INT_MAX, text, sizeof text);
		paint_cut(t, row++, 2, term_cols(t) - 3, text);
		break;
	}
	return row;
}

/* The sum to hand over, in words; "" without one. */
static void
total_words(struct screen *s, char *words, size_t size)
{
	const struct desk_person *w = &((struct desk *)s->state)->who;
	const struct conf *c = s->ui->set.conf;
	struct money_words style = {
		.ngan = strcmp(c->text_thousand, "ngàn") == 0,
		.le = strcmp(c->text_odd, "lẻ") == 0,
		.bon = strcmp(c->text_four, "bốn") == 0,
	};
	int64_t total;

	(void)desk_due(w, &total);
	if (total <= 0 || money_words(words, size, total, &style) != ST_OK)
		words[0] = '\0';
}

/* Returns the next free row. */
static int
draw_total(struct screen *s, struct term *t, int row)
{
	const struct desk_person *w = &((struct desk *)s->state)->who;
	char money[MONEY_TEXT], words[MONEY_WORDS];
	int64_t total;

	if (w->lines.open + w->lines.funeral == 0)
		return draw_nothing(&w->lines, t, row);
	(void)desk_due(w, &total);
	term_put(t, row, 1, 30, TERM_BOLD, _("TOTAL"));
	term_right(t, row, 37, 11, TERM_BOLD,
	    paint_money(money, sizeof money, total));
	row++;
	total_words(s, words, sizeof words);
	return row + paint_wrapped(t, row, 2, term_cols(t) - 3, 2, words);
}

static int
draw_head(const struct desk_person *w, struct term *t, int row)
{
	char birth[DATE_TEXT], text[500];

	term_put(t, row, 1, 40, TERM_BOLD, w->row.name);
	date_format(birth, sizeof birth, w->row.birth);
	paint_format(text, sizeof text, "%s  %s  %s", birth,
	    w->row.sex == 'M' ? _("male") : w->row.sex == 'F' ? _("female") :
	    "", w->row.id_number);
	term_put(t, row, 42, term_cols(t) - 42, TERM_NORMAL, text);
	paint_format(text, sizeof text, "%s, %s  %s", w->row.village,
	    w->row.area_name, w->row.note);
	paint_cut(t, row + 1, 2, term_cols(t) - 2, text);
	if (w->row.state == PERSON_ACTIVE)
		return row + 2;
	paint_format(text, sizeof text, "%s %s", paint_word(names_word(
	    &person_states, w->row.state)),
	    paint_day(birth, sizeof birth, w->row.state_on));
	term_put(t, row + 2, 2, 60, TERM_BOLD, text);
	return row + 3;
}

/* The collector, if not the person, with the registered data. */
static void
draw_other(const struct desk_person *w, struct term *t, int row)
{
	char text[400], day[DATE_TEXT];
	const struct person_collector *c;

	if (w->way.collector == COLLECTOR_SELF)
		return;
	if (w->way.collector == COLLECTOR_GUARDIAN && w->way.record == 0) {
		term_put(t, row, COL_FIELD, 60, TERM_BOLD,
		    _("no guardian is registered"));
		return;
	}
	paint_format(text, sizeof text, "%s  %s  %s", w->way.name,
	    w->way.identity, w->way.document);
	term_put(t, row, COL_FIELD, term_cols(t) - COL_FIELD, TERM_NORMAL,
	    text);
	c = desk_known(w);
	if (c != NULL && (c->expired || c->ends)) {
		paint_format(text, sizeof text, c->expired ? _("expired %s") :
		    _("ends on %s"), paint_day(day, sizeof day, c->valid_to));
		term_right(t, row, term_cols(t) - 30, 29, TERM_BOLD, text);
	}
}

/* End of the page that starts with line `from`. */
static unsigned
page_end(const struct payout_lines *l, struct term *t, unsigned from, int rows)
{
	char text[200];
	unsigned i;

	for (i = from; i < l->n; i++) {
		rows -= line_why(t, &l->v[i], text, sizeof text) ? 2 : 1;
		if (rows < 0 && i > from)
			break;
	}
	return i;
}

/*
 * Draws the current page of lines, and the total of all lines, with the range
 * shown if there are others.  Returns the row of the total.
 */
static int
draw_lines(struct screen *s, struct term *t, int row)
{
	struct desk_person *w = &((struct desk *)s->state)->who;
	const struct payout_lines *l = &w->lines;
	unsigned from = 0, to, page = 0;
	char text[MONEY_WORDS];
	int rows = paint_bottom(t) - 4 - row; /* words, method, collector */

	total_words(s, text, sizeof text);
	if ((int)utf8_columns(text) > term_cols(t) - 3)
		rows--;
	to = page_end(l, t, 0, rows);
	for (; page < w->page && to < l->n; page++) {
		from = to;
		to = page_end(l, t, from, rows);
	}
	w->page = page;
	for (unsigned i = from; i < to; i++)
		row = draw_line(t, row, &l->v[i]);
	if (from == 0 && to == l->n)
		return row;
	paint_format(text, sizeof text, _("lines %u-%u of %u, PgDn"), from + 1,
	    to, l->n);
	term_put(t, row, COL_WHY, term_cols(t) - COL_WHY, TERM_BOLD, text);
	return row;
}

static void
draw_person(struct screen *s, struct term *t)
{
	struct desk *d = s->state;
	struct desk_person *w = &d->who;
	int row = draw_head(w, t, ROW_PERSON);

	row = draw_total(s, t, draw_lines(s, t, row));
	w->whole = true;
	if (w->lines.open + w->lines.funeral == 0)
		return;
	row = draw_way(d, t, row);
	draw_other(w, t, row);
	/* In a low window lines or collector may be cut off. */
	w->whole = row - (w->way.collector == COLLECTOR_SELF) <= paint_bottom(t);
}

void
desk_draw(struct screen *s, struct term *t)
{
	struct desk *d = s->state;
	char money[MONEY_TEXT], text[120];

	term_put(t, ROW_SEARCH, 1, COL_FIELD - 2, TERM_NORMAL, _("Search"));
	term_put(t, ROW_SEARCH, COL_FIELD, 1, TERM_NORMAL, "[");
	term_put(t, ROW_SEARCH, COL_FIELD + FIELD_COLS + 1, 1, TERM_NORMAL,
	    "]");
	draw_matches(d, t);
	edit_put(&d->search, t, ROW_SEARCH, COL_FIELD + 1, FIELD_COLS, true);
	if (d->who.id != 0)
		draw_person(s, t);
	else if (desk_back_shown(d))
		(void)desk_back_draw(d, t, ROW_MATCHES + 1);
	else if (!d->used)
		paint_wrapped(t, ROW_MATCHES + 1, 1, term_cols(t) - 2, 4,
		    _("Type the first letters of a name, without marks or blanks if you like, the number on the list or the last digits of the identity; then Enter. Look at what is due; F10 pays (or Ctrl-E)."));
	paint_format(text, sizeof text, ngettext("Today %lld person, %s",
	    "Today %lld people, %s", (unsigned long)d->today_people),
	    (long long)d->today_people,
	    paint_money(money, sizeof money, d->today_money));
	term_right(t, ROW_SEARCH, term_cols(t) - 31, 31, TERM_NORMAL, text);
	/* Behind a list or a dialog the person is not fully visible. */
	if (!d->who.shown)
		d->who.drawn = s->ui->picture + 1;
	d->who.shown = d->who.id != 0 && s->ui->top == s;
}
