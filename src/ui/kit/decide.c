/*
 * SPDX-License-Identifier: ISC
 */
#include "ui/kit/decide.h"

#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/table.h"
#include "office/verb/verb.h"
#include "text/fold.h"
#include "text/nfc.h"
#include "ui/kit/outbox.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

enum { BOX_COLS = 60, QUESTION_ROWS = 8 };

struct state {
	char title[100], question[600], reason[32], label[100], word[32];
	char about[720];       /* title and question, for after a reconnect */
	void (*done)(struct screen *s);
	bool posts;            /* posts verb */
	bool final;            /* Enter does not answer */
	bool field;            /* a reason or a word is typed */
	struct edit edit;
	struct wire_verb verb; /* args owned */
};

struct arg {
	const struct decide *d;
	const struct wire_verb *v;
};

static void
keep(char *dst, size_t size, const char *text)
{
	(void)str_copy_cut(dst, size, text != NULL ? text : "");
}

static enum status
decide_start(struct screen *s, const void *arg, struct err *err)
{
	const struct arg *a = arg;
	const struct decide *d = a->d;
	struct state *st = s->state;
	const struct verb *verb;

	(void)err;
	keep(st->title, sizeof st->title, d->title);
	keep(st->question, sizeof st->question, d->question);
	keep(st->reason, sizeof st->reason, d->reason);
	keep(st->label, sizeof st->label, d->label);
	keep(st->word, sizeof st->word, d->word);
	paint_format(st->about, sizeof st->about, st->question[0] != '\0' ?
	    "%s  %s" : "%s", st->title, st->question);
	st->done = d->done;
	st->field = st->reason[0] != '\0' || st->word[0] != '\0';
	edit_init(&st->edit, EDIT_TEXT, 150);
	if (d->note != NULL)
		edit_set(&st->edit, d->note);
	wire_args_init(&st->verb.args);
	st->final = true;
	if (a->v == NULL)
		return ST_OK;
	verb = verb_find(a->v->name);
	st->posts = true;
	st->final = verb == NULL || (verb->flags & VERB_FINAL) != 0;
	st->verb = *a->v;
	wire_args_copy(&st->verb.args, &a->v->args);
	return ST_OK;
}

static void
decide_close(struct screen *s)
{
	struct state *st = s->state;

	wire_args_done(&st->verb.args);
}

/* ---- drawing ------------------------------------------------------------ */

static int
rows_of(const char *text)
{
	char line[BOX_COLS * 4 + 1];
	int n = 0;

	while (*text != '\0' && n < QUESTION_ROWS) {
		text = paint_line(line, sizeof line, BOX_COLS, text);
		n++;
	}
	return n;
}

static void
say_label(const struct state *st, char *dst, size_t size)
{
	if (st->word[0] != '\0')
		paint_format(dst, size, _("Type %s, then Enter:"), st->word);
	else
		paint_format(dst, size, "%s", st->label);
}

/* The lines that name the answering key; the marker is on No. */
static void
say_keys(const struct screen *s, char *dst, size_t size)
{
	const struct state *st = s->state;

	if (st->word[0] != '\0')
		paint_format(dst, size, _("> F3 = no    %s, Enter = yes"),
		    st->word);
	else
		paint_format(dst, size, st->final ? _("> F3 = no    %s = yes") :
		    _("> F3 = no    %s or Enter = yes"),
		    ui_confirm_key(s->ui));
}

static void
decide_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	int asked = rows_of(st->question), row, col;
	char text[200];

	paint_box(t, st->title, BOX_COLS, (asked > 0 ? asked + 1 : 0) +
	    (st->field ? 3 : 0) + 1, &row, &col);
	if (asked > 0)
		row += paint_wrapped(t, row, col, BOX_COLS, QUESTION_ROWS,
		    st->question) + 1;
	if (st->field) {
		say_label(st, text, sizeof text);
		term_put(t, row++, col, BOX_COLS, TERM_NORMAL, text);
		term_put(t, row, col, 1, TERM_NORMAL, "[");
		term_put(t, row, col + BOX_COLS - 1, 1, TERM_NORMAL, "]");
		row += 2;
	}
	say_keys(s, text, sizeof text);
	term_put(t, row, col, BOX_COLS, TERM_NORMAL, text);
	term_cursor(t, row, col);
	if (st->field)
		edit_put(&st->edit, t, row - 2, col + 1, BOX_COLS - 2, true);
}

/* ---- keys --------------------------------------------------------------- */

static void
say_which(struct screen *s)
{
	const struct state *st = s->state;

	if (st->word[0] != '\0')
		ui_say(s->ui, _("Nothing was done: type %s and press Enter, or F3."),
		    st->word);
	else
		ui_say(s->ui, _("Nothing was done: %s does it, F3 does not."),
		    ui_confirm_key(s->ui));
}

/* The dialog stays open when posting fails, so that the typed text is kept. */
static void
yes(struct screen *s, const char *typed)
{
	struct state *st = s->state;
	struct wire_verb v;
	struct err err = ERR_INIT;
	enum status r = ST_OK;

	if (st->posts) {
		v = st->verb;
		wire_args_copy(&v.args, &st->verb.args);
		if (st->reason[0] != '\0')
			wire_args_add(&v.args, st->reason, typed);
		r = ui_post_confirmed(s->below, &v, &err);
		wire_args_done(&v.args);
	}
	if (r != ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	screen_close(s);
	if (!st->posts)
		st->done(s->below);
}

/* Case and marks are ignored: "đóng" matches DONG. */
static bool
is_word(const char *typed, const char *word)
{
	char a[80], b[80];

	return fold_search(a, sizeof a, typed) == ST_OK &&
	    fold_search(b, sizeof b, word) == ST_OK && strcmp(a, b) == 0;
}

static void
answer(struct screen *s, enum action a)
{
	struct state *st = s->state;
	char typed[EDIT_BYTES];

	edit_get(&st->edit, typed, sizeof typed);
	if (st->word[0] != '\0') {
		if (is_word(typed, st->word))
			yes(s, "");
		else
			say_which(s);
		return;
	}
	if (st->reason[0] != '\0' && typed[0] == '\0')
		ui_say(s->ui, _("Something has to be written here."));
	else if (st->reason[0] != '\0' && !nfc_has_letter(typed))
		ui_say(s->ui, _("Say why in words."));
	else if (a == ACT_ACCEPT && st->final)
		say_which(s);
	else if (!screen_unread(s))
		yes(s, typed);
}

static bool
decide_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (a == ACT_BACK)
		return false;
	if (a == ACT_ACCEPT || a == ACT_CONFIRM)
		answer(s, a);
	else if (st->field)
		edit_action(&st->edit, a, &s->ui->typing);
	return true;
}

static void
decide_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct state *st = s->state;

	if (st->field)
		edit_letter(&st->edit, cp, &s->ui->typing, pasted);
	else
		say_which(s);
}

static const char *
decide_asks(struct screen *s)
{
	struct state *st = s->state;

	return st->about;
}

/* A half-typed word must not be completed after a reconnect. */
static void
decide_cut(struct screen *s)
{
	struct state *st = s->state;

	if (st->word[0] != '\0')
		edit_clear(&st->edit);
}

static const struct screen_key keys[] = {
	{ ACT_BACK, N_("no"), NULL },
	{ ACT_CONFIRM, N_("yes"), NULL },
	{ ACT_TYPING, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

/* With a word to type the foot line names no key that confirms. */
static const struct screen_key word_keys[] = {
	{ ACT_BACK, N_("no"), NULL },
	{ ACT_NONE, NULL, NULL },
};

#define HELP N_("This cannot be taken back with a key, so Enter does not answer it. F10 says yes; where a word is asked for, type it and press Enter. F3 leaves everything as it was.")

const struct screen_ops decide_screen = {
	.name = "decide",
	.help = HELP,
	.size = sizeof(struct state),
	.popup = true,
	.keys = keys,
	.open = decide_start,
	.draw = decide_draw,
	.action = decide_action,
	.key = decide_key,
	.asks = decide_asks,
	.cut = decide_cut,
	.close = decide_close,
};

const struct screen_ops word_screen = {
	.name = "word",
	.help = HELP,
	.size = sizeof(struct state),
	.popup = true,
	.keys = word_keys,
	.open = decide_start,
	.draw = decide_draw,
	.action = decide_action,
	.key = decide_key,
	.asks = decide_asks,
	.cut = decide_cut,
	.close = decide_close,
};

void
decide_open(struct screen *s, const struct decide *d,
    const struct wire_verb *v)
{
	struct arg a = { d, v };

	ui_push(s->ui, d->word != NULL ? &word_screen : &decide_screen, &a);
}
