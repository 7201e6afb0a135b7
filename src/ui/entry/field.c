/*
 * SPDX-License-Identifier: ISC
 *
 * The fields of an entry form: drawing, values, draft.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "form/check.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/draft.h"
#include "ui/entry/entry_priv.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

enum { LABEL_MAX = 28 };

/* The choices of FORM_T_BOOL. */
static const struct {
	const char *value, *label;
} yes_no[] = { { "yes", N_("yes") }, { "no", N_("no") } };

bool
entry_is_choice(const struct form_field *f)
{
	return f->type == FORM_T_CHOICE || f->type == FORM_T_BOOL;
}

unsigned
entry_choices(const struct form_field *f)
{
	return f->type == FORM_T_BOOL ? 2 : f->nchoices;
}

const char *
entry_choice_value(const struct form_field *f, unsigned i)
{
	return f->type == FORM_T_BOOL ? yes_no[i].value : f->choices[i].value;
}

const char *
entry_choice_label(const struct form_field *f, unsigned i)
{
	return f->type == FORM_T_BOOL ? _(yes_no[i].label) :
	    form_say(&f->choices[i].label);
}

void
entry_set(struct entry *e, unsigned i, const char *stored)
{
	const struct form_field *f = &e->form->fields[i];
	char shown[FORM_VALUE_MAX];

	if (!entry_is_choice(f)) {
		form_show(f, stored, shown, sizeof shown);
		edit_set(&e->edits[i], shown);
		return;
	}
	e->choice[i] = 0;
	for (unsigned k = 0; k < entry_choices(f); k++)
		if (strcmp(entry_choice_value(f, k), stored) == 0)
			e->choice[i] = k + 1;
}

enum status
entry_value(struct screen *s, unsigned i, char *out, size_t size,
    struct err *err)
{
	struct entry *e = s->state;
	const struct form_field *f = &e->form->fields[i];
	char typed[EDIT_BYTES], today[CLOCK_DATE];
	enum status st;

	if (entry_is_choice(f)) {
		(void)str_copy_cut(out, size, e->choice[i] == 0 ? "" :
		    entry_choice_value(f, e->choice[i] - 1));
		return ST_OK;
	}
	clock_date(today);
	edit_get(&e->edits[i], typed, sizeof typed);
	st = form_normal(f, typed, today, out, size, err);
	mem_wipe(typed, f->type == FORM_T_PASSWORD ? sizeof typed : 0);
	return st;
}

const char *
entry_field_help(struct screen *s)
{
	struct entry *e = s->state;

	return form_say(&e->form->fields[e->cur].help);
}

static int
label_columns(const struct form *form)
{
	int w = 8, n;

	for (unsigned i = 0; i < form->nfields; i++) {
		n = (int)utf8_columns(form_say(&form->fields[i].label)) + 2;
		if (n > w)
			w = n;
	}
	return w > LABEL_MAX ? LABEL_MAX : w;
}

/* Columns of all choices in a row. */
static int
choice_columns(const struct form_field *f)
{
	char word[120];
	int cols = 0;

	for (unsigned k = 0; k < entry_choices(f); k++) {
		paint_format(word, sizeof word, " %u %s ", k + 1,
		    entry_choice_label(f, k));
		cols += (int)utf8_columns(word);
	}
	return cols;
}

/* More choices than fit a row: the chosen one, and the digits of the others. */
static void
draw_chosen(struct entry *e, unsigned i, struct term *t, int row, int col)
{
	const struct form_field *f = &e->form->fields[i];
	char word[160];

	if (e->choice[i] > 0)
		paint_format(word, sizeof word, "[%u %s]", e->choice[i],
		    entry_choice_label(f, e->choice[i] - 1));
	else
		(void)str_copy_cut(word, sizeof word, "[ ]");
	if (i == e->cur)
		term_cursor(t, row, col + 1);
	col += term_put(t, row, col, term_cols(t) - col, TERM_NORMAL, word);
	paint_format(word, sizeof word, _("1 to %u; F4 lists them"),
	    entry_choices(f));
	if (i == e->cur)
		term_put(t, row, col + 2, term_cols(t) - col - 2, TERM_NORMAL,
		    word);
}

/* "1 Female [2 Male]": the chosen one is in brackets. */
static void
draw_choice(struct entry *e, unsigned i, struct term *t, int row, int col)
{
	const struct form_field *f = &e->form->fields[i];
	char word[120];
	bool chosen;

	if (choice_columns(f) > term_cols(t) - col) {
		draw_chosen(e, i, t, row, col);
		return;
	}
	for (unsigned k = 0; k < entry_choices(f); k++) {
		chosen = e->choice[i] == k + 1;
		paint_format(word, sizeof word, chosen ? "[%u %s]" :
		    " %u %s ", k + 1, entry_choice_label(f, k));
		if (i == e->cur && (chosen || (k == 0 && e->choice[i] == 0)))
			term_cursor(t, row, col + 1);
		col += term_put(t, row, col, term_cols(t) - col, TERM_NORMAL,
		    word);
	}
}

static void
draw_field(struct entry *e, unsigned i, struct term *t, int row)
{
	const struct form_field *f = &e->form->fields[i];
	int at = label_columns(e->form) + 2, room = term_cols(t) - at - 2;
	int width = (int)f->width < room ? (int)f->width : room;

	if (e->wrong == (int)i)
		term_put(t, row, 0, 1, TERM_BOLD, "!");
	term_put(t, row, 1, at - 2, TERM_NORMAL, form_say(&f->label));
	if (f->required)
		term_put(t, row, at - 1, 1, TERM_NORMAL, "*");
	if (entry_is_choice(f)) {
		draw_choice(e, i, t, row, at);
		return;
	}
	term_put(t, row, at, 1, TERM_NORMAL, "[");
	term_put(t, row, at + width + 1, 1, TERM_NORMAL, "]");
	edit_put(&e->edits[i], t, row, at + 1, width, i == e->cur);
	term_put(t, row, at + width + 3, term_cols(t) - at - width - 3,
	    TERM_NORMAL, e->remark[i].text);
}

void
entry_draw(struct screen *s, struct term *t)
{
	struct entry *e = s->state;
	unsigned rows = (unsigned)paint_rows(t) - 1;
	int row = PAINT_TOP + 1;

	if (e->cur < e->first)
		e->first = e->cur;
	if (e->cur >= e->first + rows)
		e->first = e->cur - rows + 1;
	for (unsigned i = e->first; i < e->form->nfields &&
	    i < e->first + rows; i++)
		draw_field(e, i, t, row++);
}

void
entry_draft(struct screen *s, struct buf *out)
{
	struct entry *e = s->state;
	char typed[EDIT_BYTES], hex[2 * WIRE_OP_ID + 1];
	const struct form_field *f;

	if (!e->touched)
		return;
	str_hex(hex, e->op, sizeof e->op);
	buf_printf(out, "form=%s\nverb=%s\nop=%s\ntitle=%s\nof=%s\n",
	    e->form->name, e->verb, hex, e->form->title.msgid, e->whom);
	for (unsigned i = 0; i < e->fixed.n; i++)
		buf_printf(out, "x.%s=%s\n", e->fixed.v[i].name,
		    e->fixed.v[i].value);
	for (unsigned i = 0; i < e->form->nfields; i++) {
		f = &e->form->fields[i];
		if (f->type == FORM_T_PASSWORD)
			continue; /* secrets are not stored */
		if (entry_is_choice(f))
			(void)str_copy_cut(typed, sizeof typed,
			    e->choice[i] == 0 ? "" :
			    entry_choice_value(f, e->choice[i] - 1));
		else
			edit_get(&e->edits[i], typed, sizeof typed);
		if (typed[0] != '\0')
			buf_printf(out, "f.%s=%s\n", f->name, typed);
	}
}

/* One line "f.NAME=VALUE" or "x.NAME=VALUE" read into the form. */
static void
take_line(struct entry *e, char *line)
{
	char *value = strchr(line, '=');
	const struct form_field *f;
	unsigned i;

	if (value == NULL || line[0] == '\0' || line[1] != '.')
		return;
	*value++ = '\0';
	f = form_field(e->form, line + 2);
	if (line[0] == 'x' && f == NULL)
		wire_args_add(&e->fixed, line + 2, value);
	if (line[0] != 'f' || f == NULL)
		return;
	i = (unsigned)(f - e->form->fields);
	if (entry_is_choice(f))
		entry_set(e, i, value);
	else
		edit_set(&e->edits[i], value); /* as typed, right or wrong */
}

bool
entry_draft_fits(struct ui *u, char **lines)
{
	char verb[64], kind[32];

	draft_value(*lines, "verb", verb, sizeof verb);
	draft_value(*lines, "x.kind", kind, sizeof kind);
	return ui_may(u, verb) &&
	    (kind[0] == '\0' || change_form_may(u, kind)) &&
	    draft_sees(u, *lines, "x.person");
}

void
entry_open_draft(struct ui *u, const char *lines)
{
	char form[64], verb[64], op[2 * WIRE_OP_ID + 2];
	char *copy = mem_strdup(lines), *save = NULL;
	struct screen *s;
	struct entry *e;

	draft_value(lines, "form", form, sizeof form);
	draft_value(lines, "verb", verb, sizeof verb);
	draft_value(lines, "op", op, sizeof op);
	entry_open(u, form, verb[0] != '\0' ? verb : NULL, NULL);
	s = u->top;
	if (s->ops == &entry_screen) {
		e = s->state;
		for (char *l = strtok_r(copy, "\n", &save); l != NULL;
		    l = strtok_r(NULL, "\n", &save))
			take_line(e, l);
		entry_say_whom(s);
		entry_look_up_all(s);
		e->once = e->fixed.n > 0 || !e->own_verb;
		if (str_unhex(e->op, sizeof e->op, op) != ST_OK)
			wire_op_new(e->op);
		e->touched = true;
	}
	free(copy);
}
