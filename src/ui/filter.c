/*
 * SPDX-License-Identifier: ISC
 *
 * F6 of the roll: which people are shown.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "ui/paint.h"
#include "ui/pick.h"
#include "ui/roll.h"

enum { AREA, POINT, CATEGORY, VILLAGE, UNPAID, HOME, FIELDS };
enum { TYPED = UNPAID, BOX_COLS = 68, COL_VALUE = 24 };

struct state {
	struct filter_arg arg;
	struct edit edit[TYPED];
	char names[2][200];   /* of the area and the point typed */
	unsigned cur;
};

static const char *const labels[FIELDS] = {
	[AREA] = N_("Area"), [POINT] = N_("Payout point"),
	[CATEGORY] = N_("Category"), [VILLAGE] = N_("Village"),
	[UNPAID] = N_("Only unpaid"), [HOME] = N_("Only at home"),
};

static enum status
filter_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	const struct roll_filter *f = &st->arg.filter;

	st->arg = *(const struct filter_arg *)arg;
	edit_init(&st->edit[AREA], EDIT_CODE, 8);
	edit_init(&st->edit[POINT], EDIT_CODE, 16);
	edit_init(&st->edit[CATEGORY], EDIT_CODE, 15);
	edit_init(&st->edit[VILLAGE], EDIT_TEXT, 40);
	edit_set(&st->edit[AREA], f->area);
	edit_set(&st->edit[POINT], f->point);
	edit_set(&st->edit[CATEGORY], f->category);
	edit_set(&st->edit[VILLAGE], f->village);
	return ST_OK;
}

static void
filter_recalc(struct screen *s)
{
	struct state *st = s->state;
	char code[EDIT_BYTES];
	struct err err = ERR_INIT;

	edit_get(&st->edit[AREA], code, sizeof code);
	(void)pick_area_name(s->ui, code, st->names[AREA],
	    sizeof st->names[AREA], &err);
	edit_get(&st->edit[POINT], code, sizeof code);
	(void)pick_point_name(s->ui, code, st->names[POINT],
	    sizeof st->names[POINT], &err);
}

static void
filter_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	const bool on[2] = { st->arg.filter.unpaid, st->arg.filter.home };
	int row, col, at;

	paint_box(t, _("Filter"), BOX_COLS, FIELDS, &row, &col);
	at = col + COL_VALUE;
	for (unsigned i = 0; i < FIELDS; i++, row++) {
		term_put(t, row, col, COL_VALUE - 1, TERM_NORMAL,
		    _(labels[i]));
		if (i >= TYPED) {
			term_put(t, row, at, 10, TERM_NORMAL,
			    on[i - TYPED] ? _("[yes] no") : _("yes [no]"));
			if (i == st->cur)
				term_cursor(t, row, at);
			continue;
		}
		term_put(t, row, at, 1, TERM_NORMAL, "[");
		term_put(t, row, at + 17, 1, TERM_NORMAL, "]");
		edit_put(&st->edit[i], t, row, at + 1, 16, i == st->cur);
		if (i <= POINT)
			term_put(t, row, at + 19, BOX_COLS - COL_VALUE - 19,
			    TERM_NORMAL, st->names[i]);
	}
}

static void
picked(struct screen *s, const struct pick_item *item)
{
	struct state *st = s->state;

	edit_set(&st->edit[st->cur], item->code);
	screen_stale(s);
	st->cur++;
}

static void
values(struct screen *s)
{
	struct state *st = s->state;
	char area[EDIT_BYTES];

	if (st->cur == AREA) {
		pick_area(s, true, picked);
	} else if (st->cur == POINT) {
		edit_get(&st->edit[AREA], area, sizeof area);
		pick_point(s, area, true, picked);
	} else if (st->cur == CATEGORY) {
		pick_category(s, true, picked);
	} else {
		ui_say(s->ui, _("There is no list for this field."));
	}
}

/* A code that nobody has is said here, where it can be corrected. */
static bool
known(struct screen *s, const struct roll_filter *f)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;

	st->cur = AREA;
	if (pick_area_name(s->ui, f->area, st->names[AREA],
	    sizeof st->names[AREA], &err) == ST_OK) {
		st->cur = POINT;
		if (pick_point_name(s->ui, f->point, st->names[POINT],
		    sizeof st->names[POINT], &err) == ST_OK)
			return true;
	}
	ui_fail(s->ui, &err);
	return false;
}

static void
apply(struct screen *s)
{
	struct state *st = s->state;
	struct roll_filter *f = &st->arg.filter;
	char text[EDIT_BYTES];

	edit_get(&st->edit[AREA], text, sizeof text);
	(void)str_copy_cut(f->area, sizeof f->area, text);
	edit_get(&st->edit[POINT], text, sizeof text);
	(void)str_copy_cut(f->point, sizeof f->point, text);
	edit_get(&st->edit[CATEGORY], text, sizeof text);
	(void)str_copy_cut(f->category, sizeof f->category, text);
	edit_get(&st->edit[VILLAGE], text, sizeof text);
	(void)str_copy_cut(f->village, sizeof f->village, text);
	if (!known(s, f))
		return;
	screen_close(s);
	st->arg.done(s->below, f);
}

static void
turn(struct state *st)
{
	if (st->cur == UNPAID)
		st->arg.filter.unpaid = !st->arg.filter.unpaid;
	else if (st->cur == HOME)
		st->arg.filter.home = !st->arg.filter.home;
}

static bool
filter_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	switch (a) {
	case ACT_BACK:
		return false;
	case ACT_CONFIRM:
		apply(s);
		return true;
	case ACT_ACCEPT:
		if (st->cur == HOME)
			apply(s);
		else
			st->cur++;
		return true;
	case ACT_NEXT:
	case ACT_DOWN:
		st->cur += st->cur < HOME;
		return true;
	case ACT_PREV:
	case ACT_UP:
		st->cur -= st->cur > 0;
		return true;
	case ACT_VALUES:
		values(s);
		return true;
	default:
		break;
	}
	screen_stale(s);
	if (st->cur < TYPED)
		edit_action(&st->edit[st->cur], a, &s->ui->typing);
	else if (a == ACT_LEFT || a == ACT_RIGHT)
		turn(st);
	return true;
}

static void
filter_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct state *st = s->state;

	screen_stale(s);
	if (st->cur >= TYPED)
		turn(st);
	else
		edit_letter(&st->edit[st->cur], cp, &s->ui->typing, pasted);
}

static const char *
filter_help(struct screen *s)
{
	static const char *const help[FIELDS] = {
		[AREA] = N_("Code of a district or commune; F4 lists them by name."),
		[POINT] = N_("Code of a payout point; F4 lists those of the area."),
		[CATEGORY] = N_("Category by its decree and clause (136.5.5b); F4 lists them by name."),
		[VILLAGE] = N_("How the village begins; marks are not needed."),
		[UNPAID] = N_("The arrows or any key turn it: only those who have not been paid yet."),
		[HOME] = N_("The arrows or any key turn it: only those who are paid at home."),
	};

	return _(help[((struct state *)s->state)->cur]);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_ACCEPT, N_("next field"), NULL },
	{ ACT_VALUES, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_CONFIRM, N_("show"), NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops filter_screen = {
	.name = "filter",
	.size = sizeof(struct state),
	.help = N_("F10 shows those whom the filter lets through; F3 leaves everything as it is. An empty field lets everybody through."),
	.popup = true,
	.keys = keys,
	.open = filter_open,
	.recalc = filter_recalc,
	.draw = filter_draw,
	.action = filter_action,
	.key = filter_key,
	.field_help = filter_help,
};
