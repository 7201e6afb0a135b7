/*
 * SPDX-License-Identifier: ISC
 *
 * One person's history, newest first; Enter opens a request.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "office/request/change.h"
#include "office/roll/collector.h"
#include "office/balance/month_owner.h"
#include "office/balance/recovery.h"
#include "office/query/timeline.h"
#include "text/date.h"
#include "text/money.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/doors.h"
#include "ui/kit/rows.h"
#include "ui/term/paint.h"

enum { COL_AT = 1, COL_WHAT = 18, WHO_COLS = 20, WHAT_BYTES = 700 };

struct state {
	int64_t person;
	struct rows rows;
};

static enum status
read_page(void *arg, const void *from, bool backwards, void *rows,
    unsigned max, unsigned *n, struct err *err)
{
	struct screen *s = arg;
	const struct timeline_row *row = from;
	struct timeline_ask ask = {
		.person = ((struct state *)s->state)->person,
		.from = row == NULL ? NULL : &row->key,
		.backwards = backwards, .max = max,
	};

	return timeline_page(s->ui->db, &s->ui->who.scope, &ask, rows, n, err);
}

static const struct pager_ops pager_ops = {
	.row_size = sizeof(struct timeline_row),
	.page = read_page,
};

static void draw_row(struct screen *s, struct term *t, int row,
    const void *data);

static const struct rows_def rows_def = {
	.draw = draw_row, .pages = &pager_ops,
	.below = 2, /* the last rows show the marked one in full */
	.first = N_("This is the newest."), .last = N_("There is nothing older."),
};

static enum status
timeline_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	struct timeline_who who;
	enum status r;

	st->person = ((const struct timeline_arg *)arg)->person;
	r = rows_open(s, &st->rows, &rows_def, err);
	if (r != ST_OK)
		return r;
	r = timeline_who(s->ui->db, &s->ui->who.scope, st->person, &who, err);
	if (r != ST_OK)
		return r;
	paint_format(s->sub, sizeof s->sub, "%s, %s", who.name, who.code);
	if (!who.whole)
		ui_say(s->ui, _("The record is another owner's now: this is "
		    "what is of your own months."));
	return ST_OK;
}

static void
timeline_close(struct screen *s)
{
	rows_close(&((struct state *)s->state)->rows);
}

static void
timeline_recalc(struct screen *s)
{
	rows_again(s, &((struct state *)s->state)->rows);
}

/* "11/2019", "11/2019-01/2020", "11/2019-" without an end. */
static void
say_months(const struct timeline_row *r, char *dst, size_t size)
{
	char from[DATE_MONTH], to[DATE_MONTH];

	month_format(from, sizeof from, r->month);
	month_format(to, sizeof to, r->to_month);
	if (r->key.what == TIMELINE_ENTITLED ||
	    (r->to_month[0] != '\0' && strcmp(from, to) != 0))
		paint_format(dst, size, "%s-%s", from, to);
	else
		(void)str_copy_cut(dst, size, from);
}

static void
say_request(const struct timeline_row *r, char *dst, size_t size)
{
	bool rejected = r->key.what == TIMELINE_REJECTED;
	char what[160], month[DATE_MONTH];
	struct change_head h = { .reason = "" };

	/* Of a rejected request b is the reason of the rejection. */
	(void)str_copy_cut(h.kind, sizeof h.kind, r->a);
	if (!rejected)
		(void)str_copy_cut(h.reason, sizeof h.reason, r->b);
	change_say_what(&h, what, sizeof what);
	month_format(month, sizeof month, r->month);
	if (r->key.what == TIMELINE_ASKED)
		paint_format(dst, size, _("Asked: %s, %s (No. %lld, %s)"),
		    what, month, (long long)r->no,
		    change_state_word(names_find(&change_states, r->state)));
	else if (rejected)
		paint_format(dst, size, _("Rejected: %s (No. %lld): %s"), what,
		    (long long)r->no, r->b);
	else
		paint_format(dst, size, _("Approved: %s, %s (No. %lld)"), what,
		    month, (long long)r->no);
}

/* "...receipt 1, Bưu cục Thuận Châu at the point, Lò Văn A (guardian)" */
static void
say_paid(const struct timeline_row *r, const char *money, const char *months,
    char *dst, size_t size)
{
	char kind[16], by[300];
	size_t n = strcspn(r->b, ":");

	(void)str_copy_cut(kind, sizeof kind, r->b);
	if (n < sizeof kind)
		kind[n] = '\0';
	collector_said(kind, r->b[n] == ':' ? r->b + n + 1 : "", by, sizeof by);
	paint_format(dst, size, by[0] == '\0' ?
	    _("Paid: %s for %s, receipt %lld, %s %s") :
	    _("Paid: %s for %s, receipt %lld, %s %s, collected by %s"), money,
	    months, (long long)r->no, r->a, paint_word(r->state), by);
}

static void
say_money(const struct timeline_row *r, char *dst, size_t size)
{
	char money[MONEY_TEXT], months[2 * DATE_MONTH + 2], out[DATE_MONTH];

	paint_money(money, sizeof money, r->amount);
	say_months(r, months, sizeof months);
	month_format(out, sizeof out, r->b);
	switch (r->key.what) {
	case TIMELINE_LISTED:
		paint_format(dst, size, _("Listed: %s %s for %s, list %s"),
		    money, paint_word(r->b), months, r->a);
		break;
	case TIMELINE_BLOCKED:
		paint_format(dst, size, _("BLOCKED: %s for %s: %s"), money,
		    months, r->a);
		break;
	case TIMELINE_PAID:
		say_paid(r, money, months, dst, size);
		break;
	case TIMELINE_REVERSED:
		paint_format(dst, size,
		    _("Taken back: %s for %s, receipt %lld: %s"), money,
		    months, (long long)r->no, r->a);
		break;
	case TIMELINE_ARREARS:
		paint_format(dst, size, _("Arrears: %s for %s, list of %s: %s"),
		    money, months, out, r->a);
		break;
	default:
		if (r->month[0] != '\0')
			paint_format(dst, size, _("Recovery: %s %s for %s %s"),
			    recovery_word(names_find(&recovery_kinds, r->a)),
			    money, months, r->b);
		else
			paint_format(dst, size, _("Recovery: %s %s %s"),
			    recovery_word(names_find(&recovery_kinds, r->a)),
			    money, r->b);
		break;
	}
}

static void
say_record(const struct timeline_row *r, char *dst, size_t size)
{
	char months[2 * DATE_MONTH + 2];

	say_months(r, months, sizeof months);
	switch (r->key.what) {
	case TIMELINE_ADDED:
		paint_format(dst, size, _("Came to the roll as %s"), r->a);
		break;
	case TIMELINE_ENTITLED:
		paint_format(dst, size, _("Entitled: %s %s, %s %s"), r->a,
		    months, paint_word(r->state), r->b);
		break;
	case TIMELINE_COLLECTOR:
		paint_format(dst, size, _("Collects: %s, %s %s"), r->a,
		    paint_word(r->b), paint_word(r->state));
		break;
	case TIMELINE_MOVED:
		paint_format(dst, size, _("Moved: %s to %s, from %s on"), r->a,
		    r->b, months);
		break;
	default:
		paint_format(dst, size, strcmp(r->state, "same") == 0 ?
		    _("Same person as %s: %s") : _("Another person than %s: %s"),
		    r->a, r->b);
		break;
	}
}

static void
say_row(const struct timeline_row *r, char *dst, size_t size)
{
	size_t n;

	switch (r->key.what) {
	case TIMELINE_ASKED:
	case TIMELINE_APPROVED:
	case TIMELINE_REJECTED:
		say_request(r, dst, size);
		break;
	case TIMELINE_LISTED:
	case TIMELINE_BLOCKED:
	case TIMELINE_PAID:
	case TIMELINE_REVERSED:
	case TIMELINE_ARREARS:
	case TIMELINE_RECOVERY:
		say_money(r, dst, size);
		n = strlen(dst);
		(void)month_owner_said(r->owner, 1, dst + n, size - n);
		break;
	default:
		say_record(r, dst, size);
		break;
	}
}

static void
draw_row(struct screen *s, struct term *t, int row, const void *data)
{
	const struct timeline_row *r = data;
	char at[24], what[WHAT_BYTES], who[128];
	int end = term_cols(t) - WHO_COLS;

	term_put(t, row, COL_AT, 16, TERM_NORMAL,
	    paint_moment(at, sizeof at, r->key.at));
	say_row(r, what, sizeof what);
	term_put(t, row, COL_WHAT, end - COL_WHAT - 1, TERM_NORMAL, what);
	term_put(t, row, end, WHO_COLS, TERM_NORMAL,
	    paint_fit(who, sizeof who, r->who, WHO_COLS));
}

static void
timeline_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	const struct timeline_row *cur = rows_current(&st->rows);
	char what[WHAT_BYTES] = "";

	if (cur != NULL)
		say_row(cur, what, sizeof what);
	if ((int)utf8_columns(what) > term_cols(t) - WHO_COLS - COL_WHAT - 1)
		paint_wrapped(t, paint_bottom(t) - 1, 1, term_cols(t) - 2, 2,
		    what);
	rows_draw(s, &st->rows, t, _("Nothing yet."));
}

static void
open_marked(struct screen *s)
{
	struct state *st = s->state;
	const struct timeline_row *r = rows_current(&st->rows);
	struct change_view_arg a;

	if (r == NULL)
		return;
	if (r->key.what != TIMELINE_ASKED && r->key.what != TIMELINE_APPROVED &&
	    r->key.what != TIMELINE_REJECTED) {
		ui_say(s->ui, _("Only requests can be opened."));
		return;
	}
	a.change = r->key.id;
	ui_push(s->ui, &change_view_screen, &a);
}

static bool
timeline_action(struct screen *s, enum action a)
{
	if (a == ACT_ACCEPT) {
		open_marked(s);
		return true;
	}
	return rows_action(s, &((struct state *)s->state)->rows, a);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("open the request"), NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops timeline_screen = {
	.name = "timeline",
	.title = N_("History"),
	.help = N_("What happened to this person, newest first, and who did it. Enter opens the request of a row."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = timeline_open,
	.recalc = timeline_recalc,
	.draw = timeline_draw,
	.action = timeline_action,
	.close = timeline_close,
};
