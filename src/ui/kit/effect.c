/*
 * SPDX-License-Identifier: ISC
 *
 * kit/effect: the popup that shows what a posting will do.  F10 posts, F3
 * returns to the form, which keeps its values.
 */
#include <string.h>

#include "base/buf.h"
#include "base/say.h"
#include "base/str.h"
#include "ui/kit/effect.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

enum { BOX_COLS = 72, BOX_ROWS = 14, EFFECT_BYTES = 16384 };

struct state {
	char title[80];
	struct buf text;
	void (*go)(struct screen *s);
	unsigned first, lines; /* first row shown, rows of the text */
};

/* A sentence after "- ", further rows indented. */
static void
add_sentence(struct state *st, const char *text)
{
	char line[BOX_COLS * 4 + 1];
	const char *lead = "- ";

	do {
		text = paint_line(line, sizeof line, BOX_COLS - 2, text);
		buf_printf(&st->text, "%s%s\n", lead, line);
		st->lines++;
		lead = "  ";
	} while (*text != '\0');
}

static enum status
effect_open(struct screen *s, const void *arg, struct err *err)
{
	const struct effect_arg *a = arg;
	const struct wire_args *v = a->answer;
	struct state *st = s->state;

	st->go = a->go;
	(void)str_copy_cut(st->title, sizeof st->title, a->title);
	buf_init(&st->text, EFFECT_BYTES);
	for (unsigned i = 0; i < v->n; i++)
		if (strcmp(v->v[i].name, "effect") == 0)
			add_sentence(st, v->v[i].value);
	if (st->lines == 0)
		add_sentence(st, _("Nothing else changes by this."));
	return ST_OK;
}

static void
effect_close(struct screen *s)
{
	struct state *st = s->state;

	buf_done(&st->text);
}

static void
effect_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	unsigned shown = st->lines < BOX_ROWS ? st->lines : BOX_ROWS;
	const char *at = buf_str(&st->text);
	char line[BOX_COLS * 4 + 1];
	int row, col;

	paint_box(t, st->title, BOX_COLS, (int)shown + 2, &row, &col);
	for (unsigned i = 0; i < st->first + shown && *at != '\0'; i++) {
		at = paint_line(line, sizeof line, BOX_COLS, at);
		if (i >= st->first)
			term_put(t, row++, col, BOX_COLS, TERM_NORMAL, line);
	}
	row += 1;
	paint_format(line, sizeof line, *at != '\0' ?
	    _("PgDn = more   %s = yes, do it   F3 = back to the form") :
	    _("%s = yes, do it   F3 = back to the form"),
	    ui_confirm_key(s->ui));
	term_put(t, row, col, BOX_COLS, TERM_NORMAL, line);
	term_cursor(t, row, col);
}

static void
move(struct state *st, int by)
{
	unsigned last = st->lines > BOX_ROWS ? st->lines - BOX_ROWS : 0;
	int at = (int)st->first + by;

	st->first = at < 0 ? 0 : (unsigned)at > last ? last : (unsigned)at;
}

static bool
effect_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	switch (a) {
	case ACT_BACK:
		return false;
	case ACT_CONFIRM:
		if (screen_unread(s))
			return true;
		screen_close(s);
		st->go(s->below);
		return true;
	case ACT_ACCEPT:
		ui_say(s->ui, _("%s does it, F3 goes back to the form."),
		    ui_confirm_key(s->ui));
		return true;
	case ACT_UP:
	case ACT_DOWN:
		move(st, a == ACT_UP ? -1 : 1);
		return true;
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		move(st, a == ACT_PAGE_UP ? -BOX_ROWS : BOX_ROWS);
		return true;
	default:
		return true;
	}
}

static const char *
effect_asks(struct screen *s)
{
	return ((struct state *)s->state)->title;
}

static const struct screen_key keys[] = {
	{ ACT_BACK, NULL, NULL },
	{ ACT_CONFIRM, N_("yes, do it"), NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops effect_screen = {
	.name = "effect",
	.help = N_("Nothing has been done yet. F10 does it; F3 goes back to the form, where everything typed still stands."),
	.size = sizeof(struct state),
	.popup = true,
	.keys = keys,
	.open = effect_open,
	.draw = effect_draw,
	.action = effect_action,
	.asks = effect_asks,
	.close = effect_close,
};
