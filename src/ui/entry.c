/*
 * SPDX-License-Identifier: ISC
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "form/check.h"
#include "ui/dialog.h"
#include "ui/entry_priv.h"

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

/* All fields empty or at their defaults, a new id. */
static void
begin(struct entry *e)
{
	for (unsigned i = 0; i < e->form->nfields; i++) {
		const struct form_field *f = &e->form->fields[i];

		edit_init(&e->edits[i], kind_of(f), f->max);
		e->choice[i] = 0;
		e->remark[i][0] = '\0';
		entry_set(e, i, f->def);
	}
	e->cur = e->first = 0;
	e->wrong = -1;
	e->touched = e->waiting = false;
	wire_op_new(e->op);
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
	begin(e);
	(void)str_copy_cut(s->sub, sizeof s->sub, form_say(&e->form->title));
	for (unsigned i = 0; a->preset != NULL && i < a->preset->n; i++) {
		f = form_field(e->form, a->preset->v[i].name);
		if (f != NULL)
			entry_set(e, (unsigned)(f - e->form->fields),
			    a->preset->v[i].value);
		else
			wire_args_add(&e->fixed, a->preset->v[i].name,
			    a->preset->v[i].value);
	}
	for (unsigned i = 0; i < e->form->nfields; i++)
		entry_look_up(s, i);
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
	form_free(e->form);
}

static void
show_error(struct screen *s, const struct err *err)
{
	struct entry *e = s->state;
	const struct form_field *f = form_field(e->form, err->field);

	ui_fail(s->ui, err);
	if (f == NULL)
		return;
	e->wrong = (int)(f - e->form->fields);
	e->cur = (unsigned)e->wrong;
}

/* Checks the field of the cursor; shows it as it will be stored. */
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
		show_error(s, &err);
		return false;
	}
	if (!entry_is_choice(f) && value[0] != '\0')
		entry_set(e, e->cur, value);
	entry_look_up(s, e->cur);
	if (strcmp(e->remark[e->cur], ENTRY_UNKNOWN) != 0)
		return true;
	(void)err_field(&err, ST_NOTFOUND, f->name,
	    _("%s: there is no code %s; F4 lists them by name."),
	    form_say(&f->label), value);
	show_error(s, &err);
	return false;
}

/* All values, checked; false after the error was shown. */
static bool
collect(struct screen *s, struct wire_args *args)
{
	struct entry *e = s->state;
	char value[FORM_VALUE_MAX];
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < e->form->nfields; i++) {
		if (entry_value(s, i, value, sizeof value, &err) != ST_OK) {
			show_error(s, &err);
			return false;
		}
		if (value[0] != '\0' || !e->own_verb)
			wire_args_add(args, e->form->fields[i].name, value);
	}
	if (form_check(e->form, args, &err) != ST_OK) {
		show_error(s, &err);
		return false;
	}
	for (unsigned i = 0; i < e->fixed.n; i++)
		wire_args_add(args, e->fixed.v[i].name, e->fixed.v[i].value);
	return true;
}

static void
save(struct screen *s)
{
	struct entry *e = s->state;
	struct wire_verb v = { .name = "" };
	struct err err = ERR_INIT;

	if (e->waiting)
		return;
	(void)str_copy_cut(v.name, sizeof v.name, e->verb);
	memcpy(v.op, e->op, sizeof v.op);
	wire_args_init(&v.args);
	e->wrong = -1;
	if (collect(s, &v.args)) {
		wire_args_done(&s->ui->last);
		wire_args_init(&s->ui->last);
		for (unsigned i = 0; i < v.args.n; i++)
			wire_args_add(&s->ui->last, v.args.v[i].name,
			    v.args.v[i].value);
		if (ui_post_confirmed(s, &v, &err) == ST_OK)
			e->waiting = true;
		else
			ui_fail(s->ui, &err);
	}
	wire_args_done(&v.args);
}

static void
entry_answer(struct screen *s, const struct wire_answer *a)
{
	struct entry *e = s->state;
	const char *what = wire_args_text(&a->args, "code");

	e->waiting = false;
	if (a->err.st != ST_OK) {
		wire_op_new(e->op); /* refused: the next F10 is another one */
		show_error(s, &a->err);
		return;
	}
	ui_all_stale(s->ui);
	ui_say(s->ui, _("Saved. %s"), what);
	if (!e->own_verb)
		screen_close(s);
	else
		begin(e);
	draft_save(s->ui);
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
throw_away(struct screen *s, bool yes)
{
	struct entry *e = s->state;

	if (!yes)
		return;
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

static bool
move(struct screen *s, enum action a)
{
	struct entry *e = s->state;
	unsigned last = e->form->nfields - 1;

	switch (a) {
	case ACT_ACCEPT:
		if (!leave_field(s))
			return true;
		if (e->cur == last)
			save(s);
		else
			e->cur++;
		return true;
	case ACT_NEXT:
	case ACT_DOWN:
		if (leave_field(s) && e->cur < last)
			e->cur++;
		return true;
	case ACT_PREV:
	case ACT_UP:
		/* Back to look is allowed even from a field that is wrong. */
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
		ask_open(s, _("Throw away what was typed?"), throw_away);
		return true;
	}
	if (e->waiting || move(s, a))
		return true;
	switch (a) {
	case ACT_CONFIRM:
		save(s);
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
	.help = N_("Enter goes from field to field and saves on the last one; F10 saves from anywhere."),
	.size = sizeof(struct entry),
	.keys = keys,
	.open = entry_start,
	.draw = entry_draw,
	.action = entry_action,
	.key = entry_key,
	.answer = entry_answer,
	.field_help = entry_field_help,
	.draft = entry_draft,
	.close = entry_close,
};

void
entry_open(struct ui *u, const char *form, const char *verb,
    const struct wire_args *preset)
{
	struct entry_arg a = { form, verb, preset };

	ui_push(u, &entry_screen, &a);
}
