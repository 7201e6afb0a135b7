/*
 * SPDX-License-Identifier: ISC
 *
 * entry/post: posts a form.  A form with a preview verb posts that first and
 * shows the effects; only a second F10 posts the form itself, with the id that
 * was made when the form opened.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "form/check.h"
#include "ui/kit/draft.h"
#include "ui/kit/effect.h"
#include "ui/entry/entry_priv.h"

/* All values, checked; false after the error was shown. */
static bool
collect(struct screen *s, struct wire_args *args)
{
	struct entry *e = s->state;
	char value[FORM_VALUE_MAX];
	struct err err = ERR_INIT;

	for (unsigned i = 0; i < e->form->nfields; i++) {
		if (entry_value(s, i, value, sizeof value, &err) != ST_OK) {
			entry_error(s, &err);
			return false;
		}
		/* A value that was deleted is posted as empty. */
		if (value[0] != '\0' || !e->own_verb || e->had[i])
			wire_args_add(args, e->form->fields[i].name, value);
	}
	if (form_check(e->form, args, &err) != ST_OK) {
		entry_error(s, &err);
		return false;
	}
	for (unsigned i = 0; i < e->form->nsets; i++)
		wire_args_add(args, e->form->sets[i].name,
		    e->form->sets[i].value);
	for (unsigned i = 0; i < e->fixed.n; i++)
		wire_args_add(args, e->fixed.v[i].name, e->fixed.v[i].value);
	return true;
}

/* Keeps the values for F5 in the next record. */
static void
remember(struct ui *u, const struct wire_args *args)
{
	wire_args_done(&u->last);
	wire_args_init(&u->last);
	for (unsigned i = 0; i < args->n; i++)
		wire_args_add(&u->last, args->v[i].name, args->v[i].value);
}

/* Posts the values as `verb`; an error before posting is shown. */
static void
post_as(struct screen *s, const char *verb,
    const unsigned char op[WIRE_OP_ID])
{
	struct entry *e = s->state;
	struct wire_verb v = { .name = "" };
	struct err err = ERR_INIT;

	(void)str_copy_cut(v.name, sizeof v.name, verb);
	memcpy(v.op, op, sizeof v.op);
	wire_args_init(&v.args);
	e->wrong = -1;
	if (collect(s, &v.args)) {
		remember(s->ui, &v.args);
		if (ui_post_confirmed(s, &v, &err) == ST_OK)
			e->waiting = true;
		else
			ui_fail(s->ui, &err);
	}
	wire_args_done(&v.args);
}

void
entry_save(struct screen *s)
{
	struct entry *e = s->state;

	if (e->waiting)
		return;
	if (e->form->preview[0] == '\0') {
		post_as(s, e->verb, e->op);
		return;
	}
	wire_op_new(e->look);
	post_as(s, e->form->preview, e->look);
}

/* F10 in the preview. */
static void
agreed(struct screen *s)
{
	struct entry *e = s->state;

	if (!e->waiting)
		post_as(s, e->verb, e->op);
}

static void
previewed(struct screen *s, const struct wire_answer *a)
{
	struct effect_arg arg = { .title = _("This will happen"),
		.answer = &a->args, .go = agreed };

	/* Help or a question is open: the next F10 asks again. */
	if (s->ui->top == s)
		ui_push(s->ui, &effect_screen, &arg);
}

static void
say_saved(struct ui *u, const struct wire_args *answer)
{
	int64_t change = wire_args_int(answer, "change", 0);

	if (change != 0)
		ui_say(u, _("Request %lld waits for somebody who approves it."),
		    (long long)change);
	else
		ui_say(u, _("Saved. %s"), wire_args_text(answer, "code"));
}

void
entry_answer(struct screen *s, const struct wire_answer *a)
{
	struct entry *e = s->state;
	bool look = memcmp(a->op, e->look, sizeof a->op) == 0;

	e->waiting = false;
	if (a->err.st != ST_OK) {
		/* Refused: the next F10 is another posting. */
		if (!look)
			wire_op_new(e->op);
		entry_error(s, &a->err);
		return;
	}
	if (look) {
		previewed(s, a);
		return;
	}
	ui_all_stale(s->ui);
	say_saved(s->ui, &a->args);
	if (e->once)
		screen_close(s);
	else
		entry_begin(e);
	draft_save(s->ui);
}
