/*
 * SPDX-License-Identifier: ISC
 */
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "ui/kit/fields.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

enum { CODE_COLS = 16, NAME_GAP = 20, BOX_COLS = 68 };

const char *
field_yes_value(const struct field *x, unsigned i)
{
	return i == 0 ? "yes" : "no";
}

const char *
field_yes_word(const struct field *x, unsigned i)
{
	return i == 0 ? _("yes") : _("no");
}

void
fields_init(struct fields *f, struct field *v, unsigned n)
{
	f->v = v;
	f->n = n;
	f->cur = 0;
	for (unsigned i = 0; i < n; i++)
		edit_init(&v[i].edit, v[i].kind == FIELD_TEXT ? EDIT_TEXT :
		    EDIT_CODE, v[i].max);
}

void
fields_set(struct fields *f, unsigned i, const char *value)
{
	struct field *x = &f->v[i];

	if (x->kind != FIELD_CHOICE) {
		edit_set(&x->edit, value);
		return;
	}
	for (unsigned k = 0; k < x->n; k++)
		if (strcmp(x->value(x, k), value) == 0)
			x->chosen = k;
}

void
fields_get(const struct fields *f, unsigned i, char *dst, size_t size)
{
	const struct field *x = &f->v[i];
	char text[EDIT_BYTES];

	edit_get(&x->edit, text, sizeof text);
	(void)str_copy_cut(dst, size, x->kind == FIELD_CHOICE ?
	    x->value(x, x->chosen) : text);
}

bool
fields_chose(const struct fields *f, unsigned i, const char *value)
{
	const struct field *x = &f->v[i];

	return strcmp(x->value(x, x->chosen), value) == 0;
}

static enum status
name_of(struct field *x, struct ui *u, struct err *err)
{
	char code[EDIT_BYTES];

	x->name[0] = '\0';
	edit_get(&x->edit, code, sizeof code);
	if (x->kind == FIELD_AREA)
		return pick_area_name(u, code, x->name, sizeof x->name, err);
	if (x->kind == FIELD_POINT)
		return pick_point_name(u, code, x->name, sizeof x->name, err);
	return ST_OK;
}

bool
fields_known(struct fields *f, struct ui *u)
{
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < f->n; i++) {
		if (name_of(&f->v[i], u, &err) == ST_OK)
			continue;
		f->cur = i;
		ui_fail(u, &err);
		return false;
	}
	return true;
}

/* "[yes] no", or the chosen one of many. */
static void
draw_words(const struct field *x, struct term *t, int row, int col, int cols)
{
	unsigned from = x->n == 2 ? 0 : x->chosen;
	unsigned to = x->n == 2 ? 2 : from + 1;
	const char *word;
	char text[240];

	for (unsigned i = from; i < to && cols > 0; i++) {
		int used;

		word = x->word(x, i);
		paint_format(text, sizeof text, i == x->chosen ? "[%s]" :
		    "%s", word);
		used = term_put(t, row, col, cols, TERM_NORMAL, text) + 1;
		col += used;
		cols -= used;
	}
}

static void
draw_typed(struct field *x, struct term *t, int row, int col, bool focus)
{
	int width = x->kind == FIELD_CODE && x->max < CODE_COLS ?
	    (int)x->max : CODE_COLS;

	term_put(t, row, col, 1, TERM_NORMAL, "[");
	term_put(t, row, col + width + 1, 1, TERM_NORMAL, "]");
	edit_put(&x->edit, t, row, col + 1, width, focus);
}

void
fields_draw(const struct fields *f, struct term *t, int row, int col, int at,
    int cols)
{
	for (unsigned i = 0; i < f->n; i++, row++) {
		struct field *x = &f->v[i];
		int c = col + at;

		term_put(t, row, col, at - 1, TERM_NORMAL, _(x->label));
		if (x->kind == FIELD_CHOICE) {
			draw_words(x, t, row, c, cols - at);
			if (i == f->cur)
				term_cursor(t, row, c);
			continue;
		}
		draw_typed(x, t, row, c, i == f->cur);
		term_put(t, row, c + NAME_GAP, cols - at - NAME_GAP,
		    TERM_NORMAL, x->empty != NULL && edit_empty(&x->edit) ?
		    _(x->empty) : x->name);
	}
}

/*
 * The pick list calls back with the screen, whose state begins with struct
 * fields.
 */
static void
picked(struct screen *s, const struct pick_item *item)
{
	struct fields *f = s->state;

	fields_set(f, f->cur, item->code);
	f->cur += f->cur + 1 < f->n;
	screen_stale(s);
}

static void
pick_word(struct screen *s, const struct field *x)
{
	struct pick_item *v = mem_array(x->n, sizeof *v);

	for (unsigned i = 0; i < x->n; i++) {
		(void)str_copy_cut(v[i].code, sizeof v[i].code, x->value(x, i));
		(void)str_copy_cut(v[i].label, sizeof v[i].label, x->word(x, i));
	}
	pick_open(s, _(x->label), v, x->n, picked);
}

static void
values(struct screen *s, struct fields *f)
{
	const struct field *x = &f->v[f->cur];
	char area[EDIT_BYTES] = "";

	switch (x->kind) {
	case FIELD_AREA:
		pick_area(s, true, picked);
		break;
	case FIELD_POINT:
		for (unsigned i = 0; i < f->n; i++)
			if (f->v[i].kind == FIELD_AREA)
				fields_get(f, i, area, sizeof area);
		pick_point(s, area, true, picked);
		break;
	case FIELD_CATEGORY:
		pick_category(s, true, picked);
		break;
	case FIELD_CHOICE:
		pick_word(s, x);
		break;
	default:
		ui_say(s->ui, _("There is no list for this field."));
		break;
	}
}

static void
turn(struct field *x, bool on)
{
	x->chosen = (x->chosen + (on ? 1 : x->n - 1)) % x->n;
}

bool
fields_action(struct screen *s, struct fields *f, enum action a)
{
	struct field *x = &f->v[f->cur];

	switch (a) {
	case ACT_ACCEPT:
		if (f->cur + 1 == f->n)
			return false;
		f->cur++;
		return true;
	case ACT_NEXT:
	case ACT_DOWN:
		f->cur += f->cur + 1 < f->n;
		return true;
	case ACT_PREV:
	case ACT_UP:
		f->cur -= f->cur > 0;
		return true;
	case ACT_VALUES:
		values(s, f);
		return true;
	default:
		break;
	}
	screen_stale(s);
	if (x->kind != FIELD_CHOICE)
		return edit_action(&x->edit, a, &s->ui->typing);
	if (a == ACT_LEFT || a == ACT_RIGHT)
		turn(x, a == ACT_RIGHT);
	return a == ACT_LEFT || a == ACT_RIGHT;
}

void
fields_key(struct screen *s, struct fields *f, uint32_t cp, bool pasted)
{
	struct field *x = &f->v[f->cur];

	screen_stale(s);
	if (x->kind == FIELD_CHOICE)
		turn(x, true);
	else if (!edit_letter(&x->edit, cp, &s->ui->typing, pasted))
		ui_say(s->ui, _("The field is full."));
}

/* ---- the dialogs --------------------------------------------------------- */

const struct screen_key fields_filter_keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_ACCEPT, N_("next field"), NULL },
	{ ACT_VALUES, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_CONFIRM, N_("show"), NULL },
	{ ACT_NONE, NULL, NULL },
};

void
fields_dialog_recalc(struct screen *s)
{
	struct fields *f = s->state;
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < f->n; i++)
		(void)name_of(&f->v[i], s->ui, &err);
}

void
fields_dialog_draw(struct screen *s, struct term *t, const char *title, int at)
{
	const struct fields *f = s->state;
	int row, col;

	paint_box(t, title, BOX_COLS, (int)f->n, &row, &col);
	fields_draw(f, t, row, col, at, BOX_COLS);
}

bool
fields_dialog_action(struct screen *s, enum action a,
    void (*apply)(struct screen *s))
{
	if (a == ACT_BACK)
		return false;
	if (!fields_action(s, s->state, a) &&
	    (a == ACT_CONFIRM || a == ACT_ACCEPT))
		apply(s);
	return true;
}

void
fields_dialog_key(struct screen *s, uint32_t cp, bool pasted)
{
	fields_key(s, s->state, cp, pasted);
}

const char *
fields_dialog_help(struct screen *s)
{
	const struct fields *f = s->state;

	return _(f->v[f->cur].help);
}
