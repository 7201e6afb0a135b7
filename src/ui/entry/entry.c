/*
 * SPDX-License-Identifier: ISC
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "form/check.h"
#include "office/table.h"
#include "office/verb/verb.h"
#include "ui/kit/decide.h"
#include "ui/kit/dialog.h"
#include "ui/kit/draft.h"
#include "ui/entry/entry_priv.h"

struct entry_arg {
	const char *form, *verb;
	const struct wire_args *preset;
};

static enum edit_kind
kind_of(const struct form_field *f)
{
	switch (f->type) {
	case FORM_T_TEXT:
	case FORM_T_NAME:
	case FORM_T_NOTE:
		return EDIT_TEXT;
	case FORM_T_PASSWORD:
		return EDIT_SECRET;
	default:
		return EDIT_CODE;
	}
}

void
entry_begin(struct entry *e)
{
	for (unsigned i = 0; i < e->form->nfields; i++) {
		const struct form_field *f = &e->form->fields[i];

		edit_init(&e->edits[i], kind_of(f), f->max);
		e->choice[i] = 0;
		e->remark[i].text[0] = '\0';
		entry_set(e, i, f->def);
	}
	e->cur = e->first = 0;
	e->wrong = -1;
	e->touched = e->waiting = false;
	wire_op_new(e->op);
}

static void
preset_field(struct entry *e, unsigned i, const char *value)
{
	entry_set(e, i, value);
	e->had[i] = value[0] != '\0';
}

static enum status
entry_start(struct screen *s, const void *arg, struct err *err)
{
	const struct entry_arg *a = arg;
	struct entry *e = s->state;
	struct form_dirs dirs;
	const struct form_field *f;
	enum status st;

	ui_form_dirs(s->ui, &dirs);
	wire_args_init(&e->fixed);
	st = form_load(&dirs, a->form, &e->form, err);
	if (st != ST_OK)
		return st;
	e->own_verb = a->verb == NULL || strcmp(a->verb, e->form->verb) == 0;
	(void)str_copy_cut(e->verb, sizeof e->verb,
	    a->verb != NULL ? a->verb : e->form->verb);
	e->edits = mem_array(e->form->nfields, sizeof *e->edits);
	e->choice = mem_array(e->form->nfields, sizeof *e->choice);
	e->remark = mem_array(e->form->nfields, sizeof *e->remark);
	e->had = mem_array(e->form->nfields, sizeof *e->had);
	entry_begin(e);
	e->once = !e->own_verb || (a->preset != NULL && a->preset->n > 0);
	for (unsigned i = 0; a->preset != NULL && i < a->preset->n; i++) {
		f = form_field(e->form, a->preset->v[i].name);
		if (f != NULL)
			preset_field(e, (unsigned)(f - e->form->fields),
			    a->preset->v[i].value);
		else if (form_set_value(e->form, a->preset->v[i].name) == NULL)
			wire_args_add(&e->fixed, a->preset->v[i].name,
			    a->preset->v[i].value);
	}
	entry_say_whom(s);
	entry_obvious(s);
	entry_look_up_all(s);
	return ST_OK;
}

static void
entry_close(struct screen *s)
{
	struct entry *e = s->state;

	wire_args_done(&e->fixed);
	if (e->edits != NULL)
		mem_wipe(e->edits, e->form->nfields * sizeof *e->edits);
	free(e->edits);
	free(e->choice);
	free(e->remark);
	free(e->had);
	form_free(e->form);
}

void
entry_error(struct screen *s, const struct err *err)
{
	struct entry *e = s->state;
	const struct form_field *f = form_field(e->form, err->field);

	ui_fail(s->ui, err);
	if (f == NULL)
		return;
	e->wrong = (int)(f - e->form->fields);
	e->cur = (unsigned)e->wrong;
}

/* Checks the current field; shows its stored form. */
static bool
leave_field(struct screen *s)
{
	struct entry *e = s->state;
	const struct form_field *f = &e->form->fields[e->cur];
	char value[FORM_VALUE_MAX];
	struct err err = ERR_INIT;

	if (e->wrong == (int)e->cur)
		e->wrong = -1;
	if (entry_value(s, e->cur, value, sizeof value, &err) != ST_OK) {
		entry_error(s, &err);
		return false;
	}
	if (!entry_is_choice(f) && value[0] != '\0')
		entry_set(e, e->cur, value);
	entry_look_up(s, e->cur);
	if (strcmp(e->remark[e->cur].text, ENTRY_UNKNOWN) != 0)
		return true;
	(void)err_field(&err, ST_NOTFOUND, f->name,
	    _("%s: there is no code %s; F4 lists them by name."),
	    form_say(&f->label), value);
	entry_error(s, &err);
	return false;
}

/* Enter completes a field, so an empty required one is an error; Tab and the
 * arrows only move. */
static bool
is_missing(struct screen *s)
{
	struct entry *e = s->state;
	const struct form_field *f = &e->form->fields[e->cur];
	char value[FORM_VALUE_MAX];
	struct err err = ERR_INIT;

	if (!f->required || (entry_value(s, e->cur, value, sizeof value,
	    &err) == ST_OK && value[0] != '\0'))
		return false;
	(void)err_field(&err, ST_INVALID, f->name, _("%s is missing"),
	    form_say(&f->label));
	entry_error(s, &err);
	return true;
}

static void
same_as_last(struct screen *s)
{
	struct entry *e = s->state;
	const struct form_field *f = &e->form->fields[e->cur];
	const char *value = wire_args_get(&s->ui->last, f->name);

	if (!f->same || value == NULL) {
		ui_say(s->ui, _("There is nothing to repeat in this field."));
		return;
	}
	entry_set(e, e->cur, value);
	e->touched = true;
	entry_look_up(s, e->cur);
	if (e->cur + 1 < e->form->nfields)
		e->cur++;
}

static void
throw_away(struct screen *s)
{
	struct entry *e = s->state;

	e->touched = false;
	screen_close(s);
	draft_save(s->ui);
}

static void
turn_choice(struct entry *e, int by)
{
	const struct form_field *f = &e->form->fields[e->cur];
	int n = (int)entry_choices(f), at = (int)e->choice[e->cur] - 1;

	if (n == 0)
		return;
	at = at < 0 ? (by > 0 ? 0 : n - 1) : (at + by + n) % n;
	e->choice[e->cur] = (unsigned)at + 1;
	e->touched = true;
}

/* True for a final verb that asks neither by a preview nor for the password. */
static bool
posts_at_once(const struct entry *e)
{
	const struct verb *v = verb_find(e->verb);

	return v != NULL && (v->flags & VERB_FINAL) != 0 &&
	    (v->flags & VERB_CONFIRM) == 0 && e->form->preview[0] == '\0';
}

static bool
move(struct screen *s, enum action a)
{
	struct entry *e = s->state;
	unsigned last = e->form->nfields - 1;

	switch (a) {
	case ACT_ACCEPT:
		if (!leave_field(s) || is_missing(s))
			return true;
		if (e->cur < last)
			e->cur++;
		else if (posts_at_once(e))
			ui_say(s->ui, _("%s does it: this cannot be taken back."),
			    ui_confirm_key(s->ui));
		else
			entry_save(s);
		return true;
	case ACT_NEXT:
	case ACT_DOWN:
		if (leave_field(s) && e->cur < last)
			e->cur++;
		return true;
	case ACT_PREV:
	case ACT_UP:
		/* Moving back is allowed even from a wrong field. */
		e->cur -= e->cur > 0;
		return true;
	default:
		return false;
	}
}

static bool
entry_action(struct screen *s, enum action a)
{
	struct entry *e = s->state;
	bool choice = entry_is_choice(&e->form->fields[e->cur]);

	if (a == ACT_BACK || a == ACT_MENU) {
		if (!e->touched)
			return false;
		decide_open(s, &(struct decide){
		    .title = _("Throw away what was typed?"),
		    .question = form_say(&e->form->title),
		    .done = throw_away }, NULL);
		return true;
	}
	if (e->waiting || move(s, a))
		return true;
	switch (a) {
	case ACT_CONFIRM:
		entry_save(s);
		return true;
	case ACT_VALUES:
		entry_values(s);
		return true;
	case ACT_SAME:
		same_as_last(s);
		return true;
	case ACT_LEFT:
	case ACT_RIGHT:
		if (!choice)
			break;
		turn_choice(e, a == ACT_LEFT ? -1 : 1);
		return true;
	default:
		break;
	}
	if (!choice && edit_action(&e->edits[e->cur], a, &s->ui->typing))
		e->touched = true;
	return true;
}

static void
entry_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct entry *e = s->state;
	const struct form_field *f = &e->form->fields[e->cur];

	if (e->waiting)
		return;
	e->touched = true;
	draft_soon(s->ui);
	if (!entry_is_choice(f)) {
		if (!edit_letter(&e->edits[e->cur], cp, &s->ui->typing, pasted))
			ui_say(s->ui, _("The field is full."));
		return;
	}
	if (cp >= '1' && cp <= '9' && cp - '1' < entry_choices(f))
		e->choice[e->cur] = cp - '0';
	else
		turn_choice(e, 1);
}

/* On its last field Enter saves. */
static const char *
entry_asks(struct screen *s)
{
	struct entry *e = s->state;

	return e->cur + 1 == e->form->nfields && !e->waiting ?
	    form_say(&e->form->title) : NULL;
}

/* A half-typed password must not be completed after a reconnect. */
static void
entry_cut(struct screen *s)
{
	struct entry *e = s->state;

	for (unsigned i = 0; i < e->form->nfields; i++)
		if (kind_of(&e->form->fields[i]) == EDIT_SECRET)
			edit_wipe(&e->edits[i]);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_VALUES, NULL, NULL },
	{ ACT_SAME, NULL, NULL },
	{ ACT_CONFIRM, NULL, NULL },
	{ ACT_ACCEPT, N_("next field"), NULL },
	{ ACT_TYPING, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops entry_screen = {
	.name = "entry",
	.title = N_("Entry"),
	.help = N_("Enter goes from field to field and saves on the last one; F10 saves from anywhere. Where it matters, what will happen is shown before it is saved."),
	.size = sizeof(struct entry),
	.keys = keys,
	.open = entry_start,
	.draw = entry_draw,
	.action = entry_action,
	.key = entry_key,
	.answer = entry_answer,
	.field_help = entry_field_help,
	.draft = entry_draft,
	.fits = entry_draft_fits,
	.restore = entry_open_draft,
	.asks = entry_asks,
	.cut = entry_cut,
	.close = entry_close,
};

void
entry_open(struct ui *u, const char *form, const char *verb,
    const struct wire_args *preset)
{
	struct entry_arg a = { form, verb, preset };

	ui_push(u, &entry_screen, &a);
}
