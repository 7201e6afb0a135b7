/*
 * SPDX-License-Identifier: ISC
 *
 * The stack of screens, and passing keys to them.
 *
 * A handler may close its own screen or open others: closing only sets a flag,
 * and ui_settle() pops when no handler is running.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "office/verb/moment.h"
#include "text/date.h"
#include "ui/kit/help.h"
#include "ui/term/paint.h"
#include "ui/kit/screen.h"

/* In a smaller window keys would act on what cannot be seen. */
enum { USABLE_COLS = 60, USABLE_ROWS = 15 };

static void
drop(struct screen *s)
{
	if (s->ops->close != NULL)
		s->ops->close(s);
	outbox_forget(s->ui, s);
	if (s->state != NULL)
		mem_wipe(s->state, s->ops->size);
	free(s->state);
	free(s);
}

struct screen *
ui_push(struct ui *u, const struct screen_ops *ops, const void *arg)
{
	struct screen *s = mem_zalloc(sizeof *s);
	struct err err = ERR_INIT;

	s->ops = ops;
	s->ui = u;
	s->state = ops->size > 0 ? mem_zalloc(ops->size) : NULL;
	s->stale = true;
	if (ops->open != NULL && ops->open(s, arg, &err) != ST_OK) {
		ui_fail(u, &err);
		drop(s);
		return NULL;
	}
	s->below = u->top;
	u->top = s;
	ui_dirty(u);
	return s;
}

void
screen_close(struct screen *s)
{
	s->closing = true;
}

void
ui_settle(struct ui *u)
{
	struct screen **at = &u->top, *s;

	while (*at != NULL) {
		s = *at;
		if (!s->closing) {
			at = &s->below;
			continue;
		}
		*at = s->below;
		drop(s);
		ui_dirty(u);
	}
}

static void
ui_to_menu(struct ui *u)
{
	for (struct screen *s = u->top; s->below != NULL; s = s->below)
		s->closing = true;
}

void
screen_stale(struct screen *s)
{
	s->stale = true;
	ui_dirty(s->ui);
}

void
ui_all_stale(struct ui *u)
{
	for (struct screen *s = u->top; s != NULL; s = s->below)
		s->stale = true;
	ui_dirty(u);
}

bool
screen_key_shown(const struct ui *u, const struct screen_key *k)
{
	return ui_may_any(u, k->verbs);
}

/*
 * Rights are in one table (tests/GUARDS.md, "Who may post what"): a key without
 * a verb for this user does not reach its screen.
 */
static bool
not_theirs(struct ui *u, enum action a)
{
	const struct screen_key *k = u->top->ops->keys;

	for (; k != NULL && k->action != ACT_NONE; k++)
		if (k->action == a && !screen_key_shown(u, k)) {
			ui_say(u, _("This is not for your role."));
			return true;
		}
	return false;
}

/* Closes popups one by one, as F3 does; false when one stays open: a question,
 * or a print job being sent. */
static bool
out_of_popups(struct ui *u)
{
	struct screen *s;

	while ((s = u->top)->ops->popup) {
		if (s->ops->action == NULL || !s->ops->action(s, ACT_BACK))
			screen_close(s);
		if (!s->closing)
			return false;
		ui_settle(u);
	}
	return true;
}

/* Keys that mean the same on every screen. */
static bool
everywhere(struct ui *u, enum action a)
{
	switch (a) {
	case ACT_REDRAW:
		term_repaint(u->term);
		return true;
	case ACT_HELP:
		if (u->top->ops != &help_screen)
			help_open(u);
		return true;
	case ACT_TYPING:
		u->typing.on = !u->typing.on;
		u->typing.of = NULL;
		ui_say(u, "%s", u->typing.on ?
		    _("Vietnamese typing is on (Telex/VNI).") :
		    _("Vietnamese typing is off."));
		return true;
	case ACT_MENU:
		if (u->must_change || !out_of_popups(u) ||
		    u->top->ops == u->home->banner)
			return false;
		/* A form asks before it discards typed text. */
		if (u->top->ops->action == NULL ||
		    !u->top->ops->action(u->top, ACT_MENU))
			ui_to_menu(u);
		return true;
	default:
		return false;
	}
}

void
ui_cut(struct ui *u)
{
	for (struct screen *s = u->top; s != NULL; s = s->below) {
		if (s->ops->cut != NULL)
			s->ops->cut(s);
		s->again = s->ops->asks != NULL && s->ops->asks(s) != NULL;
	}
	u->typing.of = NULL;
	mem_wipe(u->typing.raw, sizeof u->typing.raw);
}

/*
 * After a reconnect the user may press Enter by habit and have forgotten the
 * question: the first answer only shows that there is one.  Typed text is a new
 * answer.
 */
static bool
asked_again(struct ui *u, const struct key *k, enum action a)
{
	struct screen *s = u->top;

	if (!s->again || (k->code != K_TEXT && a != ACT_ACCEPT &&
	    a != ACT_CONFIRM))
		return false;
	s->again = false;
	/* In a list of choices a digit is the answer. */
	if (k->code == K_TEXT && s->ops != &pick_screen)
		return false;
	ui_say(u, _("Nothing was answered: this was left open. Read it and answer now."));
	return true;
}

bool
screen_unread(struct screen *s)
{
	if (ui_was_seen(s->ui, s->drawn))
		return false;
	ui_say(s->ui, _("Nothing was answered: the question is only now on the screen."));
	return true;
}

/* A popup that is answered, not filled in. */
static bool
questions(const struct screen *s)
{
	return s->ops == &help_screen ||
	    (s->ops->popup && s->ops->asks != NULL);
}

/*
 * Esc and a digit, then another digit: the Esc was pressed by mistake and a
 * number is being typed.  A question opened by the first two is closed, and the
 * screen gets the number from its first digit on.
 */
static bool
number_meant(struct ui *u, const struct key *k)
{
	uint32_t first = u->top->digit;
	struct screen *s;

	u->top->digit = 0;
	if (first == 0 || k->code != K_TEXT || k->pasted || k->cp < '0' ||
	    k->cp > '9' || (questions(u->top) && !out_of_popups(u)))
		return false;
	s = u->top;
	/* In the menu a digit is a choice, not part of a number. */
	if (s->ops->key == NULL || s->ops == s->ui->home->menu)
		return false;
	s->ops->key(s, first, false);
	if (u->top == s)
		s->ops->key(s, k->cp, false);
	return true;
}

void
ui_key(struct ui *u, const struct key *k)
{
	struct screen *s;
	enum action a = action_of(k);
	bool number, done;

	if (term_cols(u->term) < USABLE_COLS || term_rows(u->term) < USABLE_ROWS)
		return;
	u->hold = false;
	/* The foot line names the one of the two that works. */
	if (a == ACT_CONFIRM && !k->pasted)
		u->no_f10 = k->code == K_CTRL;
	number = number_meant(u, k);
	s = u->top;
	if (number) {
		u->msg[0] = '\0';
	} else if (k->code == K_TEXT) {
		if (s->ops->popup)
			u->msg[0] = '\0'; /* it was about the previous letter */
		if (!asked_again(u, k, a) && s->ops->key != NULL)
			s->ops->key(s, k->cp, k->pasted);
	} else if (a != ACT_NONE && !k->pasted) {
		u->msg[0] = '\0';
		/*
		 * Read again, because others may have changed what F2 offers.
		 */
		if (a == ACT_CHANGE && s->ops->recalc != NULL)
			s->ops->recalc(s);
		done = asked_again(u, k, a) || not_theirs(u, a) ||
		    everywhere(u, a) || (s->ops->action != NULL &&
		    s->ops->action(s, a));
		if (!done && a == ACT_BACK && s->below != NULL)
			screen_close(s);
	}
	ui_settle(u);
	/* The question that it opened, or the same screen. */
	if (k->code >= K_F1 && k->code <= K_F9 &&
	    (u->top == s || questions(u->top)))
		u->top->digit = k->cp;
	if (!u->hold)
		ui_dirty(u);
}

/* Title lines that are the same on every screen. */
static bool
notice_of(struct ui *u, char *dst, size_t size)
{
	struct err err = ERR_INIT;
	struct moment m;

	if (moment_read(u->db, &m, &err) != ST_OK)
		return str_copy_cut(dst, size, err.msg), true;
	if (m.state == MOMENT_RIGHT)
		return outbox_doubt(u, dst, size);
	(void)str_copy_cut(dst, size, _("CLOCK OF THE SERVER WRONG: NOTHING IS PAID"));
	return true;
}

static void
draw_title(struct ui *u, const struct screen *s)
{
	char month[DATE_MONTH], right[200], notice[300];
	int used, room;

	month_format(month, sizeof month, u->period.code);
	paint_format(right, sizeof right, "%s  %s", u->who.login, month);
	room = term_cols(u->term) - (int)utf8_columns(right) - 2;
	if (notice_of(u, notice, sizeof notice)) {
		term_put(u->term, 0, 0, room, TERM_BOLD, notice);
	} else {
		used = term_put(u->term, 0, 0, room, TERM_BOLD,
		    s->ops->title == NULL ? "Chitra" : _(s->ops->title)) + 2;
		term_put(u->term, 0, used, room - used, TERM_NORMAL, s->sub);
	}
	term_put(u->term, 0, room + 2, term_cols(u->term) - room - 2,
	    TERM_NORMAL, right);
}

/* At the end of the foot line: an Esc waits for a digit. */
static void
draw_escape(struct ui *u)
{
	static const char mark[] = " Esc-";
	int cols = (int)sizeof mark - 1;

	if (keys_escape(&u->keys))
		term_put(u->term, term_rows(u->term) - 1,
		    term_cols(u->term) - cols - 1, cols, TERM_NORMAL, mark);
}

const char *
ui_confirm_key(const struct ui *u)
{
	return u->no_f10 ? ACTION_CTRL_E : action_key(ACT_CONFIRM);
}

/* "F10 pay": a key in the foot line; false if it does not fit. */
static bool
foot_word(struct ui *u, const struct screen_key *k, char *word, size_t size)
{
	return screen_key_shown(u, k) && str_format(word, size, "%s %s",
	    k->action == ACT_CONFIRM ? ui_confirm_key(u) :
	    action_key(k->action), k->word != NULL ? _(k->word) :
	    action_word(k->action)) == ST_OK;
}

/*
 * "F1 help F3 back ...", as many as fit; always the one that saves or pays, by
 * its name on this terminal.
 */
static void
draw_foot(struct ui *u, const struct screen *s)
{
	int row = term_rows(u->term) - 1, col = 0, cols = term_cols(u->term);
	int kept = 0, need;
	const struct screen_key *k;
	char word[96];

	term_blank(u->term, row, 0, cols);
	for (k = s->ops->keys; k != NULL && k->action != ACT_NONE; k++)
		if (k->action == ACT_CONFIRM && foot_word(u, k, word,
		    sizeof word))
			kept = (int)utf8_columns(word) + 2;
	for (k = s->ops->keys; k != NULL && k->action != ACT_NONE; k++) {
		if (!foot_word(u, k, word, sizeof word))
			continue;
		if (k->action == ACT_CONFIRM)
			kept = 0;
		need = (int)utf8_columns(word);
		if (col + need + kept >= cols)
			continue;
		col += term_put(u->term, row, col, cols - col, TERM_NORMAL,
		    word) + 2;
	}
}

static void
draw_from(struct ui *u, struct screen *s)
{
	if (s->ops->popup && s->below != NULL)
		draw_from(u, s->below);
	if (s->stale && s->ops->recalc != NULL)
		s->ops->recalc(s);
	s->stale = false;
	if (!s->ops->popup)
		draw_title(u, s);
	s->ops->draw(s, u->term);
}

/* The message, on its line, and the one above if it is long. */
static void
draw_message(struct ui *u)
{
	struct term *t = u->term;
	int row = term_rows(t) - 2, cols = term_cols(t) - 1;

	if (u->msg[0] == '\0')
		return;
	if ((int)utf8_columns(u->msg) <= cols) {
		term_blank(t, row, 0, cols + 1);
		term_put(t, row, 0, cols, u->msg_bold ? TERM_BOLD :
		    TERM_NORMAL, u->msg);
		return;
	}
	term_blank(t, row - 1, 0, cols + 1);
	term_blank(t, row, 0, cols + 1);
	paint_wrapped(t, row - 1, 0, cols, 2, u->msg);
}

/* Above the message: the question that was open when the connection dropped. */
static void
draw_again(struct ui *u, struct screen *s)
{
	struct term *t = u->term;
	int row = term_rows(t) - 5, cols = term_cols(t);
	const char *what = s->ops->asks(s);
	char text[700];

	if (what == NULL)
		return;
	paint_format(text, sizeof text, _("You were about to answer: %s"), what);
	term_blank(t, row, 0, cols);
	term_blank(t, row + 1, 0, cols);
	row += paint_wrapped(t, row, 0, cols - 1, 2, text);
	term_blank(t, row, 0, cols);
	term_put(t, row, 0, cols - 1, TERM_NORMAL,
	    _("It was left open: read it again and answer anew."));
}

void
ui_draw(struct ui *u)
{
	struct term *t = u->term;

	term_begin(t);
	if (term_cols(t) < USABLE_COLS || term_rows(t) < USABLE_ROWS) {
		paint_wrapped(t, 0, 0, term_cols(t), term_rows(t),
		    _("The window is too small: at least 60x15, best 80x24."));
		return;
	}
	draw_from(u, u->top);
	if (u->top->drawn == 0)
		u->top->drawn = u->picture + 1;
	if (u->top->again)
		draw_again(u, u->top);
	draw_foot(u, u->top);
	draw_escape(u);
	draw_message(u);
}
