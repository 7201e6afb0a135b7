/*
 * SPDX-License-Identifier: ISC
 *
 * The menu: what this role can do, numbered; a digit chooses at once.
 */
#include <string.h>

#include "base/say.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/screen.h"
#include "ui/list/checks.h"
#include "ui/kit/dialog.h"
#include "ui/money/money_ui.h"
#include "ui/term/paint.h"

enum { MENU_MAX = 20 };

struct item {
	const char *word;             /* N_() */
	const char *verb;             /* shown to users who may post it; NULL:
	                               * all */
	const char *asks;             /* and who may ask for this kind; NULL:
	                               * all */
	const struct screen_ops *ops; /* NULL: open() */
	void (*open)(struct ui *u);
	unsigned (*count)(struct ui *u); /* shown after it; NULL: nothing */
};

/* A new person comes onto the roll by a request, with an entitlement. */
static void
open_person(struct ui *u)
{
	change_form_open(u, "change-new-person", 0);
}

static const struct item items[] = {
	{ .word = N_("Payout desk"), .verb = "pay", .ops = &desk_screen },
	{ .word = N_("Roll"), .ops = &roll_screen },
	{ .word = N_("Summary"), .ops = &summary_screen },
	{ .word = N_("Payment lists"), .ops = &lists_screen,
	    .count = lists_count },
	{ .word = N_("Add a person"), .asks = "new", .open = open_person },
	{ .word = N_("Changes"), .ops = &changes_screen, .count = changes_count },
	{ .word = N_("Possible duplicates"), .verb = "duplicate.different",
	    .ops = &duplicates_screen },
	{ .word = N_("Recoveries"), .verb = "recovery.repaid list.approve"
	    " standard.set", .ops = &recoveries_screen,
	    .count = recoveries_count },
	{ .word = N_("Rates and rules"), .verb = "list.begin list.approve"
	    " standard.set", .ops = &rates_screen },
	{ .word = N_("Print"), .ops = &print_screen },
	{ .word = N_("Settings"), .ops = &settings_screen },
};

#define NITEMS (sizeof items / sizeof items[0])

struct state {
	const struct item *v[MENU_MAX];
	unsigned count[MENU_MAX];
	unsigned n, cur;
};

/* 1 to 9, then the letters. */
static const char marks[] = "123456789abcdefghijk";

/* Rebuilt, because the role may have changed. */
static void
choose_items(struct screen *s)
{
	struct state *st = s->state;

	st->n = 0;
	for (unsigned i = 0; i < NITEMS && st->n < MENU_MAX; i++)
		if (ui_may_any(s->ui, items[i].verb) &&
		    (items[i].asks == NULL ||
		    change_form_may(s->ui, items[i].asks)))
			st->v[st->n++] = &items[i];
	if (st->cur >= st->n)
		st->cur = 0;
}

static enum status
menu_open(struct screen *s, const void *arg, struct err *err)
{
	choose_items(s);
	return ST_OK;
}

static void
menu_recalc(struct screen *s)
{
	struct state *st = s->state;

	choose_items(s);
	memset(st->count, 0, sizeof st->count);
	for (unsigned i = 0; i < st->n; i++)
		if (st->v[i]->count != NULL)
			st->count[i] = st->v[i]->count(s->ui);
}

static void
menu_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	char text[120];
	int row = PAINT_TOP + 2;

	for (unsigned i = 0; i < st->n; i++) {
		paint_format(text, sizeof text, st->count[i] > 0 ?
		    "%c  %s (%u)" : "%c  %s", marks[i], _(st->v[i]->word),
		    st->count[i]);
		term_put(t, row + (int)i, 4, 60, TERM_NORMAL, text);
	}
	term_put(t, row + (int)st->cur, 2, 1, TERM_NORMAL, ">");
	term_cursor(t, row + (int)st->cur, 4);
}

static void
choose(struct screen *s, unsigned i)
{
	struct state *st = s->state;

	if (i >= st->n)
		return;
	st->cur = i;
	screen_stale(s); /* count again on return */
	if (st->v[i]->ops != NULL)
		ui_push(s->ui, st->v[i]->ops, NULL);
	else
		st->v[i]->open(s->ui);
}

static void
sign_out(struct screen *s, bool yes)
{
	if (yes)
		ui_leave(s->ui, _("Signed out."));
}

static bool
menu_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	switch (a) {
	case ACT_UP:
		st->cur = st->cur > 0 ? st->cur - 1 : st->n - 1;
		return true;
	case ACT_DOWN:
		st->cur = (st->cur + 1) % st->n;
		return true;
	case ACT_ACCEPT:
		choose(s, st->cur);
		return true;
	case ACT_BACK:
		ask_open(s, _("Sign out?"), sign_out);
		return true;
	default:
		return false;
	}
}

static void
menu_key(struct screen *s, uint32_t cp, bool pasted)
{
	const char *at = cp > ' ' && cp < 0x7f ? strchr(marks, (int)cp) : NULL;

	if (at != NULL && !pasted)
		choose(s, (unsigned)(at - marks));
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, N_("sign out"), NULL },
	{ ACT_ACCEPT, N_("open it"), NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops menu_screen = {
	.name = "menu",
	.title = N_("Menu"),
	.help = N_("A digit or letter opens at once; or choose with the arrows and Enter."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = menu_open,
	.recalc = menu_recalc,
	.draw = menu_draw,
	.action = menu_action,
	.key = menu_key,
};
