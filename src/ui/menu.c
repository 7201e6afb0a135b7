/*
 * SPDX-License-Identifier: ISC
 *
 * The menu: what this role can do, numbered; a digit chooses at once.
 */
#include "base/say.h"
#include "base/str.h"
#include "ui/dialog.h"
#include "ui/entry.h"
#include "ui/paint.h"

enum { MENU_MAX = 9 };

struct item {
	const char *word;             /* N_() */
	const char *verb;             /* shown to those who may post it; NULL all */
	const struct screen_ops *ops; /* NULL: open() */
	void (*open)(struct ui *u);
};

static void
open_person(struct ui *u)
{
	entry_open(u, "person", NULL, NULL);
}

static const struct item items[] = {
	{ N_("Payout desk"), "pay", &desk_screen, NULL },
	{ N_("Roll"), NULL, &roll_screen, NULL },
	{ N_("Summary"), NULL, &summary_screen, NULL },
	{ N_("Payment lists"), NULL, &lists_screen, NULL },
	{ N_("Add a person"), "person.add", NULL, open_person },
	{ N_("Print"), NULL, &print_screen, NULL },
	{ N_("Settings"), NULL, &settings_screen, NULL },
};

#define NITEMS (sizeof items / sizeof items[0])

struct state {
	const struct item *v[MENU_MAX];
	unsigned n, cur;
};

static enum status
menu_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	for (unsigned i = 0; i < NITEMS && st->n < MENU_MAX; i++)
		if (items[i].verb == NULL || ui_may(s->ui, items[i].verb))
			st->v[st->n++] = &items[i];
	return ST_OK;
}

static void
menu_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	char text[120];
	int row = PAINT_TOP + 2;

	for (unsigned i = 0; i < st->n; i++) {
		paint_format(text, sizeof text, "%u  %s", i + 1,
		    _(st->v[i]->word));
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
	if (cp >= '1' && cp <= '9' && !pasted)
		choose(s, cp - '1');
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
	.help = N_("A digit opens at once; or choose with the arrows and Enter."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = menu_open,
	.draw = menu_draw,
	.action = menu_action,
	.key = menu_key,
};
