/*
 * SPDX-License-Identifier: ISC
 *
 * Settings of this session: language, typing, letters, period; and the
 * password.  A digit or Enter changes the line.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "text/date.h"
#include "text/lang.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"
#include "ui/term/scroll.h"

enum { PERIODS = 60 };

static const char *
language_word(const struct ui *u)
{
	return strcmp(lang_get(), "vi") == 0 ? "Tiếng Việt" : "English";
}

static void
next_language(struct screen *s)
{
	lang_set(strcmp(lang_get(), "vi") == 0 ? "en" : "vi");
	ui_all_stale(s->ui);
}

static const char *
typing_word(const struct ui *u)
{
	static const char *const words[] = {
		[INPUT_OFF] = N_("off"),
		[INPUT_TELEX] = N_("Telex"),
		[INPUT_VNI] = N_("VNI"),
		[INPUT_BOTH] = N_("Telex and VNI digits"),
	};

	return _(words[u->typing.on ? u->typing.method : INPUT_OFF]);
}

/* off, Telex, VNI, both, off ... */
static void
next_typing(struct screen *s)
{
	struct typing *ty = &s->ui->typing;

	if (!ty->on) {
		ty->on = true;
		ty->method = INPUT_TELEX;
	} else if (ty->method == INPUT_BOTH) {
		ty->on = false;
	} else {
		ty->method++;
	}
	ty->of = NULL;
}

static const char *
tone_word(const struct ui *u)
{
	return u->typing.tone_new ? "hoà, khoẻ, thuỷ" : "hòa, khỏe, thủy";
}

static void
next_tone(struct screen *s)
{
	s->ui->typing.tone_new = !s->ui->typing.tone_new;
}

static const char *
letters_word(const struct ui *u)
{
	return term_is_plain(u->term) ? _("without marks") : _("with marks");
}

static void
next_letters(struct screen *s)
{
	term_plain(s->ui->term, !term_is_plain(s->ui->term));
}

static const char *
period_word(const struct ui *u)
{
	static char month[DATE_MONTH];

	month_format(month, sizeof month, u->period.code);
	return month;
}

static void
period_picked(struct screen *s, const struct pick_item *item)
{
	ui_read_period(s->ui, item->code);
	ui_all_stale(s->ui);
}

static void
choose_period(struct screen *s)
{
	struct period *v = mem_array(PERIODS, sizeof *v);
	struct pick_item *items = mem_array(PERIODS, sizeof *items);
	struct err err = ERR_INIT;
	char month[DATE_MONTH];
	unsigned n = 0;

	if (period_list(s->ui->db, v, PERIODS, &n, &err) != ST_OK)
		ui_fail(s->ui, &err);
	for (unsigned i = 0; i < n; i++) {
		month_format(month, sizeof month, v[i].code);
		(void)str_copy_cut(items[i].code, sizeof items[i].code,
		    v[i].code);
		paint_format(items[i].label, sizeof items[i].label,
		    "%s  %s", month,
		    paint_word(names_word(&period_states, v[i].state)));
	}
	free(v);
	pick_open(s, _("Payout period"), items, n, period_picked);
}

static const char *
no_word(const struct ui *u)
{
	return "";
}

static void
open_passwd(struct screen *s)
{
	ui_push(s->ui, &passwd_screen, NULL);
}

static const struct setting {
	const char *word; /* N_() */
	const char *(*value)(const struct ui *u);
	void (*change)(struct screen *s);
} settings[] = {
	{ N_("Language"), language_word, next_language },
	{ N_("Vietnamese typing"), typing_word, next_typing },
	{ N_("Place of the tone mark"), tone_word, next_tone },
	{ N_("Letters"), letters_word, next_letters },
	{ N_("Payout period"), period_word, choose_period },
	{ N_("Change password"), no_word, open_passwd },
};

enum { NSETTINGS = sizeof settings / sizeof settings[0] };

struct state {
	struct scroll scroll;
};

static void
settings_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	char text[120];
	int row = PAINT_TOP + 2;

	scroll_fit(&st->scroll, NSETTINGS, NSETTINGS);
	for (unsigned i = 0; i < NSETTINGS; i++) {
		paint_format(text, sizeof text, "%u  %s", i + 1,
		    _(settings[i].word));
		term_put(t, row + (int)i, 4, 34, TERM_NORMAL, text);
		term_put(t, row + (int)i, 40, term_cols(t) - 40, TERM_NORMAL,
		    settings[i].value(s->ui));
	}
	term_put(t, row + (int)st->scroll.cur, 2, 1, TERM_NORMAL, ">");
	term_cursor(t, row + (int)st->scroll.cur, 4);
}

static bool
settings_action(struct screen *s, enum action a)
{
	struct state *st = s->state;

	if (scroll_action(&st->scroll, a))
		return true;
	if (a != ACT_ACCEPT && a != ACT_VALUES && a != ACT_RIGHT)
		return false;
	settings[st->scroll.cur].change(s);
	return true;
}

static void
settings_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct state *st = s->state;

	if (cp < '1' || cp >= '1' + NSETTINGS || pasted)
		return;
	st->scroll.cur = cp - '1';
	settings[st->scroll.cur].change(s);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("change"), NULL },
	{ ACT_NONE, NULL, NULL },
};

static const char *
settings_help(struct screen *s)
{
	static const char *const help[NSETTINGS] = {
		N_("Language of the screens; the next key already speaks it."),
		N_("Telex or VNI inside Chitra, for machines without UniKey; Ctrl-\\ turns it on and off anywhere."),
		N_("Where the tone mark stands in what is composed here."),
		N_("All text without marks, for terminals that do not show them. What is stored keeps its marks."),
		N_("The month that desk, roll, summary and reports are about."),
		N_("Asks for the present password and twice for the new one."),
	};

	return _(help[((struct state *)s->state)->scroll.cur]);
}

const struct screen_ops settings_screen = {
	.name = "settings",
	.title = N_("Settings"),
	.help = N_("They hold for this session. With UniKey or EVKey on your own machine, leave Vietnamese typing off here."),
	.size = sizeof(struct state),
	.keys = keys,
	.draw = settings_draw,
	.action = settings_action,
	.key = settings_key,
	.field_help = settings_help,
};
