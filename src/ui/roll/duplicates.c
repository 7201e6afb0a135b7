/*
 * SPDX-License-Identifier: ISC
 *
 * Records that may be one person: pairs that nobody has judged yet.  Enter
 * shows the two side by side.
 */
#include "base/say.h"
#include "office/roll/duplicate.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/rows.h"
#include "ui/roll/duplicates.h"
#include "ui/term/paint.h"
#include "ui/print/dialog.h"

struct state {
	struct rows rows;
};

static enum status
read_page(void *arg, const void *from, bool backwards, void *rows,
    unsigned max, unsigned *n, struct err *err)
{
	struct screen *s = arg;
	const struct duplicate_pair *pair = from;
	const struct duplicate_ask ask = { .max = max,
		.after = pair == NULL ? NULL : &pair->key };

	return duplicate_pairs(s->ui->db, &s->ui->who.scope, &ask, rows, n,
	    err);
}

static const struct pager_ops pager_ops = {
	.row_size = sizeof(struct duplicate_pair), .forward = true,
	.page = read_page,
};

static void
draw_side(struct term *t, int row, const struct duplicate_side *d)
{
	char birth[DATE_TEXT], place[400], fit[400];
	int at = 46, room = term_cols(t) - at - 12;

	date_format(birth, sizeof birth, d->birth);
	term_put(t, row, 2, 30, TERM_NORMAL, d->name);
	term_put(t, row, 34, 11, TERM_NORMAL, birth);
	paint_format(place, sizeof place, "%s, %s", d->village, d->commune);
	term_put(t, row, at, room, TERM_NORMAL,
	    paint_fit(fit, sizeof fit, place, room));
	term_put(t, row, term_cols(t) - 11, 11, TERM_NORMAL, d->code);
}

static void
draw_pair(struct screen *s, struct term *t, int row, const void *data)
{
	const struct duplicate_pair *pair = data;

	draw_side(t, row, &pair->side[0]);
	draw_side(t, row + 1, &pair->side[1]);
	if (row > PAINT_TOP + 1) /* no rule above the first pair */
		term_put(t, row, 0, 1, TERM_NORMAL, "-");
}

static const struct rows_def rows_def = {
	.draw = draw_pair, .pages = &pager_ops, .above = 1, .height = 2,
};

static enum status
duplicates_open(struct screen *s, const void *arg, struct err *err)
{
	return rows_open(s, &((struct state *)s->state)->rows, &rows_def, err);
}

static void
duplicates_close(struct screen *s)
{
	rows_close(&((struct state *)s->state)->rows);
}

static void
duplicates_recalc(struct screen *s)
{
	rows_again(s, &((struct state *)s->state)->rows);
}

static void
duplicates_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;

	term_put(t, PAINT_TOP, 2, 30, TERM_NORMAL, _("Full name"));
	term_put(t, PAINT_TOP, 34, 11, TERM_NORMAL, _("Born"));
	term_put(t, PAINT_TOP, 46, 20, TERM_NORMAL, _("Lives"));
	rows_draw(s, &st->rows, t, _("No two records of your places are alike."));
}

static bool
duplicates_action(struct screen *s, enum action a)
{
	struct state *st = s->state;
	const struct duplicate_pair *pair = rows_current(&st->rows);
	struct duplicate_arg arg;

	switch (a) {
	case ACT_ACCEPT:
		if (pair == NULL)
			return true;
		arg.a = pair->side[0].id;
		arg.b = pair->side[1].id;
		ui_push(s->ui, &duplicate_screen, &arg);
		return true;
	case ACT_PRINT:
		print_open_of(s->ui, "duplicates", 0);
		return true;
	default:
		return rows_action(s, &st->rows, a);
	}
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("side by side"), NULL },
	{ ACT_PRINT, NULL, NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops duplicates_screen = {
	.name = "duplicates",
	.title = N_("Possible duplicates"),
	.help = N_("Records with the same name and year in one commune, or the same name and day of birth anywhere in the province. Enter shows the two side by side."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = duplicates_open,
	.recalc = duplicates_recalc,
	.draw = duplicates_draw,
	.action = duplicates_action,
	.close = duplicates_close,
};
