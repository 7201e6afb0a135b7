/*
 * SPDX-License-Identifier: ISC
 */
#include "base/say.h"
#include "base/str.h"
#include "ui/kit/help.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

enum { COL_HELP = 36 };

struct state {
	const struct screen *about; /* the screen below */
	unsigned first;             /* key shown first */
	bool rest;                  /* there are keys below the window */
};

void
help_open(struct ui *u)
{
	ui_push(u, &help_screen, u->top);
}

static enum status
help_start(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	st->about = arg;
	return ST_OK;
}

static unsigned
count_keys(const struct screen *about)
{
	unsigned n = 0;

	while (about->ops->keys != NULL &&
	    about->ops->keys[n].action != ACT_NONE)
		n++;
	return n;
}

/* Help on the field and the screen; returns the next row. */
static int
draw_words(struct state *st, struct term *t)
{
	const struct screen *about = st->about;
	struct screen *below = NULL;
	const char *field = "";
	int row = PAINT_TOP + 1, cols = term_cols(t) - 2;

	for (below = about->ui->top; below != NULL && below != about;
	    below = below->below)
		;
	if (below != NULL && about->ops->field_help != NULL)
		field = about->ops->field_help(below);
	if (!str_empty(field))
		row += paint_wrapped(t, row, 1, cols, 6, field) + 1;
	if (about->ops->help != NULL)
		row += paint_wrapped(t, row, 1, cols, 8, _(about->ops->help)) + 1;
	return row;
}

static void
help_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	const struct screen_key *k;
	unsigned n = count_keys(st->about), i;
	int row = draw_words(st, t);

	for (i = st->first; i < n && row <= paint_bottom(t); i++) {
		k = &st->about->ops->keys[i];
		if (!screen_key_shown(s->ui, k))
			continue;
		term_put(t, row, 1, 10, TERM_NORMAL, k->action == ACT_CONFIRM ?
		    "F10 " ACTION_CTRL_E : action_key(k->action));
		term_put(t, row, 12, COL_HELP - 13, TERM_NORMAL,
		    k->word != NULL ? _(k->word) : action_word(k->action));
		row += paint_wrapped(t, row, COL_HELP, term_cols(t) - COL_HELP,
		    3, action_help(k->action));
	}
	st->rest = i < n;
}

static bool
help_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (a == ACT_PAGE_DOWN || a == ACT_DOWN) {
		if (st->rest)
			st->first += 4;
		return true;
	}
	if (a == ACT_PAGE_UP || a == ACT_UP) {
		st->first = st->first > 4 ? st->first - 4 : 0;
		return true;
	}
	if (a == ACT_ACCEPT)
		screen_close(s);
	return false;
}

static const struct screen_key keys[] = {
	{ ACT_BACK, NULL, NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops help_screen = {
	.name = "help",
	.title = N_("Help"),
	.size = sizeof(struct state),
	.keys = keys,
	.open = help_start,
	.draw = help_draw,
	.action = help_action,
};
