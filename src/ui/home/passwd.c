/*
 * SPDX-License-Identifier: ISC
 *
 * Changes the user's own password: the old one, the new one twice.  The gate
 * checks the rules and decides; nothing is kept here.
 */
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

enum { OLD, NEW, AGAIN, FIELDS };

struct state {
	struct edit edit[FIELDS];
	unsigned cur;
	bool waiting;
};

static enum status
passwd_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;

	for (unsigned i = 0; i < FIELDS; i++)
		edit_init(&st->edit[i], EDIT_SECRET, 128);
	if (s->ui->must_change)
		ui_say(s->ui, _("Your password was chosen by the administrator: choose your own."));
	return ST_OK;
}

static void
passwd_draw(struct screen *s, struct term *t)
{
	static const char *const labels[FIELDS] = {
		N_("Password now"), N_("New password"), N_("New password again"),
	};
	struct state *st = s->state;
	int row, col;

	paint_box(t, _("Change password"), 60, FIELDS, &row, &col);
	for (unsigned i = 0; i < FIELDS; i++) {
		term_put(t, row + (int)i, col, 26, TERM_NORMAL, _(labels[i]));
		term_put(t, row + (int)i, col + 27, 1, TERM_NORMAL, "[");
		term_put(t, row + (int)i, col + 59, 1, TERM_NORMAL, "]");
		edit_put(&st->edit[i], t, row + (int)i, col + 28, 31,
		    i == st->cur);
	}
}

static void
passwd_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct state *st = s->state;

	if (!st->waiting)
		edit_letter(&st->edit[st->cur], cp, &s->ui->typing, pasted);
}

/* Clears only the wrong fields: the new one twice, or the old one. */
static void
type_again(struct state *st, bool fresh)
{
	if (fresh) {
		edit_wipe(&st->edit[NEW]);
		edit_wipe(&st->edit[AGAIN]);
	} else {
		edit_wipe(&st->edit[OLD]);
	}
	st->cur = fresh ? NEW : OLD;
}

static void
send(struct screen *s)
{
	struct state *st = s->state;
	struct ui_host *h = &s->ui->set.host;
	char word[FIELDS][EDIT_BYTES];

	for (unsigned i = 0; i < FIELDS; i++)
		edit_get(&st->edit[i], word[i], sizeof word[i]);
	if (strcmp(word[NEW], word[AGAIN]) != 0) {
		ui_say(s->ui, _("The new passwords differ: type them again."));
		type_again(st, true);
	} else if (h->passwd(h->arg, word[OLD], word[NEW]) == ST_OK) {
		st->waiting = true;
	} else {
		ui_say(s->ui, _("The password cannot be changed at the moment."));
	}
	mem_wipe(word, sizeof word);
}

static bool
passwd_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (a == ACT_BACK && s->ui->must_change)
		ui_leave(s->ui, _("The password was not changed."));
	if (a == ACT_BACK)
		return false;
	if (st->waiting)
		return true;
	if (a == ACT_CONFIRM || (a == ACT_ACCEPT && st->cur == AGAIN))
		send(s);
	else if ((a == ACT_ACCEPT || a == ACT_NEXT || a == ACT_DOWN) &&
	    st->cur < AGAIN)
		st->cur++;
	else if ((a == ACT_PREV || a == ACT_UP) && st->cur > OLD)
		st->cur--;
	else
		edit_action(&st->edit[st->cur], a, &s->ui->typing);
	return true;
}

static void
passwd_confirmed(struct screen *s, const struct err *result)
{
	struct state *st = s->state;

	st->waiting = false;
	if (result->st != ST_OK) {
		ui_fail(s->ui, result);
		type_again(st, result->st == ST_INVALID);
		return;
	}
	screen_close(s);
	if (s->ui->must_change) {
		s->ui->must_change = false;
		ui_welcome(s->ui);
	}
	ui_say(s->ui, _("The password was changed."));
}

static const char *
passwd_asks(struct screen *s)
{
	return ((struct state *)s->state)->waiting ? NULL : _("Change password");
}

/* A half-typed password must not be completed after a reconnect. */
static void
passwd_cut(struct screen *s)
{
	struct state *st = s->state;

	for (unsigned i = 0; i < FIELDS; i++)
		edit_wipe(&st->edit[i]);
	st->cur = OLD;
}

static const struct screen_key keys[] = {
	{ ACT_ACCEPT, N_("next field"), NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_CONFIRM, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops passwd_screen = {
	.name = "passwd",
	.help = N_("The new password has at least eight letters, digits or blanks; a short sentence is good and easily remembered. Vietnamese letters count as they are typed. Nobody else can see it; if it is forgotten, the administrator sets another."),
	.size = sizeof(struct state),
	.popup = true,
	.keys = keys,
	.open = passwd_open,
	.draw = passwd_draw,
	.action = passwd_action,
	.key = passwd_key,
	.asks = passwd_asks,
	.cut = passwd_cut,
	.confirmed = passwd_confirmed,
};
