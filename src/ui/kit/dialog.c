/*
 * SPDX-License-Identifier: ISC
 *
 * Each dialog belongs to the screen below it, which cannot close before the
 * dialog (screens are closed from the top).
 */
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/table.h"
#include "office/verb/verb.h"
#include "ui/kit/dialog.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

enum { BOX_COLS = 60 };

/* --- yes or no --- */

struct ask {
	char question[300];
	void (*done)(struct screen *s, bool yes);
};

void
ask_open(struct screen *s, const char *question,
    void (*done)(struct screen *s, bool yes))
{
	struct ask a = { .done = done };

	(void)str_copy_cut(a.question, sizeof a.question, question);
	ui_push(s->ui, &ask_screen, &a);
}

static enum status
ask_start(struct screen *s, const void *arg, struct err *err)
{
	memcpy(s->state, arg, sizeof(struct ask));
	return ST_OK;
}

static void
ask_draw(struct screen *s, struct term *t)
{
	struct ask *a = s->state;
	int row, col;

	paint_box(t, "", BOX_COLS, 5, &row, &col);
	row += paint_wrapped(t, row, col, BOX_COLS, 3, a->question) + 1;
	term_put(t, row, col, BOX_COLS, TERM_NORMAL,
	    _("Enter = yes   F3 = no"));
	term_cursor(t, row, col);
}

static bool
ask_action(struct screen *s, enum action a)
{
	struct ask *ask = s->state;

	if (a != ACT_ACCEPT && a != ACT_BACK && a != ACT_CONFIRM)
		return true;
	screen_close(s);
	ask->done(s->below, a != ACT_BACK);
	return true;
}

static const char *
ask_asks(struct screen *s)
{
	return ((struct ask *)s->state)->question;
}

static const struct screen_key ask_keys[] = {
	{ ACT_ACCEPT, N_("yes"), NULL },
	{ ACT_BACK, N_("no"), NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops ask_screen = {
	.name = "ask",
	.help = N_("Enter answers yes, F3 no."),
	.size = sizeof(struct ask),
	.popup = true,
	.keys = ask_keys,
	.open = ask_start,
	.draw = ask_draw,
	.action = ask_action,
	.asks = ask_asks,
};

/* --- a line of text --- */

struct line {
	char title[80], label[80];
	struct edit edit;
	void (*done)(struct screen *s, const char *text);
};

void
line_open(struct screen *s, const char *title, const char *label,
    void (*done)(struct screen *s, const char *text))
{
	line_again(s, title, label, "", done);
}

void
line_again(struct screen *s, const char *title, const char *label,
    const char *typed, void (*done)(struct screen *s, const char *text))
{
	struct line l = { .done = done };

	(void)str_copy_cut(l.title, sizeof l.title, title);
	(void)str_copy_cut(l.label, sizeof l.label, label);
	edit_init(&l.edit, EDIT_TEXT, 150);
	edit_set(&l.edit, typed);
	ui_push(s->ui, &line_screen, &l);
}

static enum status
line_start(struct screen *s, const void *arg, struct err *err)
{
	memcpy(s->state, arg, sizeof(struct line));
	return ST_OK;
}

static void
line_draw(struct screen *s, struct term *t)
{
	struct line *l = s->state;
	int row, col;

	paint_box(t, l->title, BOX_COLS, 3, &row, &col);
	term_put(t, row, col, BOX_COLS, TERM_NORMAL, l->label);
	term_put(t, row + 1, col, 1, TERM_NORMAL, "[");
	term_put(t, row + 1, col + BOX_COLS - 1, 1, TERM_NORMAL, "]");
	edit_put(&l->edit, t, row + 1, col + 1, BOX_COLS - 2, true);
}

static void
line_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct line *l = s->state;

	edit_letter(&l->edit, cp, &s->ui->typing, pasted);
}

static bool
line_action(struct screen *s, enum action a)
{
	struct line *l = s->state;
	char text[EDIT_BYTES] = "";

	if (edit_action(&l->edit, a, &s->ui->typing))
		return true;
	if (a == ACT_ACCEPT || a == ACT_CONFIRM) {
		edit_get(&l->edit, text, sizeof text);
		if (text[0] == '\0') {
			ui_say(s->ui, _("Something has to be written here."));
			return true;
		}
	} else if (a != ACT_BACK) {
		return true;
	}
	screen_close(s);
	l->done(s->below, text);
	return true;
}

static const char *
line_asks(struct screen *s)
{
	return ((struct line *)s->state)->title;
}

static const struct screen_key line_keys[] = {
	{ ACT_ACCEPT, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_TYPING, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops line_screen = {
	.name = "line",
	.help = N_("Write it and press Enter; F3 leaves everything as it was."),
	.size = sizeof(struct line),
	.popup = true,
	.keys = line_keys,
	.open = line_start,
	.draw = line_draw,
	.action = line_action,
	.key = line_key,
	.asks = line_asks,
};

/* --- the password again --- */

struct secret {
	struct edit edit;
	struct wire_verb verb; /* args owned */
	bool waiting;          /* for the gate's answer */
};

void
secret_open(struct screen *s, const struct wire_verb *v)
{
	ui_push(s->ui, &secret_screen, v);
}

static enum status
secret_start(struct screen *s, const void *arg, struct err *err)
{
	struct secret *x = s->state;

	x->verb = *(const struct wire_verb *)arg;
	wire_args_copy(&x->verb.args, &((const struct wire_verb *)arg)->args);
	edit_init(&x->edit, EDIT_SECRET, 128);
	return ST_OK;
}

static void
secret_close(struct screen *s)
{
	struct secret *x = s->state;

	wire_args_done(&x->verb.args);
	edit_wipe(&x->edit);
}

static void
secret_draw(struct screen *s, struct term *t)
{
	struct secret *x = s->state;
	const struct verb *v = verb_find(x->verb.name);
	int row, col;

	paint_box(t, _("Password again"), BOX_COLS, 4, &row, &col);
	/* Names the action, because the screen below may be covered. */
	if (v != NULL)
		term_put(t, row, col, BOX_COLS, TERM_BOLD, _(v->help));
	row++;
	term_put(t, row, col, BOX_COLS, TERM_NORMAL,
	    _("This needs your password once more:"));
	term_put(t, row + 1, col, 1, TERM_NORMAL, "[");
	term_put(t, row + 1, col + 31, 1, TERM_NORMAL, "]");
	edit_put(&x->edit, t, row + 1, col + 1, 30, true);
}

static void
secret_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct secret *x = s->state;

	if (!x->waiting)
		edit_letter(&x->edit, cp, &s->ui->typing, pasted);
}

static void
secret_ask_gate(struct screen *s)
{
	struct secret *x = s->state;
	char word[EDIT_BYTES];

	edit_get(&x->edit, word, sizeof word);
	edit_wipe(&x->edit);
	if (s->ui->set.host.confirm(s->ui->set.host.arg, x->verb.op, word) ==
	    ST_OK)
		x->waiting = true;
	else
		ui_say(s->ui, _("The password cannot be checked at the moment."));
	mem_wipe(word, sizeof word);
}

static bool
secret_action(struct screen *s, enum action a)
{
	struct secret *x = s->state;

	if (a == ACT_BACK)
		return false;
	if (x->waiting)
		return true;
	if (a != ACT_ACCEPT && a != ACT_CONFIRM)
		edit_action(&x->edit, a, &s->ui->typing);
	else if (edit_empty(&x->edit))
		ui_say(s->ui, _("Your password is needed here, or F3."));
	else
		secret_ask_gate(s);
	return true;
}

static void
secret_confirmed(struct screen *s, const struct err *result)
{
	struct secret *x = s->state;
	struct err err = ERR_INIT;

	x->waiting = false;
	if (result->st != ST_OK) {
		ui_fail(s->ui, result);
		return;
	}
	if (ui_post(s->below, &x->verb, &err) != ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	screen_close(s);
}

static const char *
secret_asks(struct screen *s)
{
	struct secret *x = s->state;
	const struct verb *v = verb_find(x->verb.name);

	return v != NULL && !x->waiting ? _(v->help) : NULL;
}

/* A half-typed password must not be completed after a reconnect. */
static void
secret_cut(struct screen *s)
{
	struct secret *x = s->state;

	edit_wipe(&x->edit);
}

static const struct screen_key secret_keys[] = {
	{ ACT_ACCEPT, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops secret_screen = {
	.name = "secret",
	.help = N_("Your own password, as at sign-in: approvals stand in your name. F3 leaves everything as it was."),
	.size = sizeof(struct secret),
	.popup = true,
	.keys = secret_keys,
	.open = secret_start,
	.draw = secret_draw,
	.action = secret_action,
	.key = secret_key,
	.confirmed = secret_confirmed,
	.asks = secret_asks,
	.cut = secret_cut,
	.close = secret_close,
};
