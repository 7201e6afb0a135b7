/*
 * SPDX-License-Identifier: ISC
 *
 * The payout desk's search and keys.  The usual way is four letters, Enter,
 * F10.  Each frame costs time at 9.6 kbit/s, so the match list is drawn only
 * after a pause in typing, and an answer shares the next frame.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "ui/desk/desk.h"
#include "ui/desk/desk_priv.h"
#include "ui/kit/draft.h"
#include "ui/kit/outbox.h"
#include "ui/kit/screen.h"

static enum status
desk_open(struct screen *s, const void *arg, struct err *err)
{
	struct desk *d = s->state;

	if (s->ui->period.id == 0)
		return err_set(err, ST_NOTFOUND,
		    _("No payout period has been opened yet."));
	edit_init(&d->search, EDIT_TEXT, 60);
	return ST_OK;
}

static void
desk_close(struct screen *s)
{
	struct desk *d = s->state;

	loop_timer_cancel(s->ui->set.loop, d->quiet_timer);
	loop_timer_cancel(s->ui->set.loop, d->hold_timer);
	payout_lines_done(&d->who.lines);
}

static void
desk_recalc(struct screen *s)
{
	struct desk *d = s->state;

	desk_read_today(s);
	/* The language or period has changed, or the session was resumed. */
	if (d->who.id != 0 && d->nsent == 0)
		desk_open_person(s, d->who.id);
}

/* Rank of a match: the typed number first, then those with an open line. */
static unsigned
worth(const struct find_row *r, int64_t no)
{
	return (r->no != no || no == 0) * 2u + (r->open_lines == 0);
}

/*
 * Sorts people already paid after the others, because they are seldom meant.
 * Otherwise the order of the search is kept, and a typed number stays first.
 */
static void
sort_found(struct find_result *f, const char *typed)
{
	struct find_row row;
	int64_t no = 0;

	if (str_int(typed, 1, INT_MAX, &no) != ST_OK)
		no = 0; /* no number */
	for (unsigned i = 1; i < f->n; i++) {
		unsigned k = i;

		row = f->row[i];
		for (; k > 0 && worth(&f->row[k - 1], no) > worth(&row, no); k--)
			f->row[k] = f->row[k - 1];
		f->row[k] = row;
	}
}

void
desk_search(struct screen *s)
{
	struct desk *d = s->state;
	char typed[EDIT_BYTES];
	const struct find_ask ask = { .period = s->ui->period.id,
		.typed = typed, .max = FIND_MAX };
	struct err err = ERR_INIT;

	loop_timer_cancel(s->ui->set.loop, d->quiet_timer);
	d->quiet_timer = 0;
	d->used = true;
	d->typed = false;
	d->cur = 0;
	d->shown = false;
	memset(&d->found, 0, sizeof d->found);
	edit_get(&d->search, typed, sizeof typed);
	if (typed[0] == '\0')
		return;
	if (find_people(s->ui->db, &s->ui->who.scope, &ask, &d->found,
	    &err) != ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	sort_found(&d->found, typed);
	d->shown = true;
}

static void
quiet(void *arg)
{
	struct screen *s = arg;
	struct desk *d = s->state;

	d->quiet_timer = 0;
	desk_search(s);
	ui_dirty(s->ui);
}

/* The search changed: the match list is drawn after a pause. */
static void
was_typed(struct screen *s)
{
	struct desk *d = s->state;

	d->typed = true;
	d->spent = false;
	loop_timer_cancel(s->ui->set.loop, d->quiet_timer);
	d->quiet_timer = loop_timer(s->ui->set.loop, DESK_QUIET_MS, quiet, s);
}

static void
desk_key(struct screen *s, uint32_t cp, bool pasted)
{
	struct desk *d = s->state;

	/* A letter or digit starts the next search; nobody was paid. */
	if (d->spent || d->who.id != 0)
		s->ui->msg[0] = '\0';
	if (d->who.id != 0)
		desk_shut_person(s, false);
	if (d->spent)
		edit_clear(&d->search);
	edit_letter(&d->search, cp, &s->ui->typing, pasted);
	was_typed(s);
}

/* The search text stays visible, but the next letter starts another. */
static void
open_found(struct screen *s)
{
	struct desk *d = s->state;

	d->spent = true;
	desk_open_person(s, d->found.row[d->cur].p.id);
}

/* In the row of collectors the cursor starts at the chosen one. */
static void
go_to(struct desk *d, enum desk_focus focus)
{
	d->focus = focus;
	d->who.at = d->who.way.collector;
}

/* Cycles through the two rows of choices and the search. */
static void
enter_person(struct screen *s)
{
	struct desk *d = s->state;

	if (d->focus == ON_WHERE) {
		go_to(d, ON_WHO);
		return;
	}
	if (d->focus == ON_WHO && (desk_write_down(s) || !desk_chosen(s)))
		return;
	if (d->focus == ON_WHO)
		d->who.refused = false;
	go_to(d, ON_SEARCH);
	ui_say(s->ui, "%s", desk_due(&d->who, NULL) > 0 ?
	    _("F10 pays, F3 goes back to the search.") :
	    _("Nothing to pay to this person: type the next name."));
}

static void
enter(struct screen *s)
{
	struct desk *d = s->state;
	bool fresh = d->typed;

	if (d->who.id != 0) {
		enter_person(s);
		return;
	}
	if (desk_back_open(s))
		return;
	if (fresh)
		desk_search(s);
	if (!d->shown)
		return;
	if (d->found.n == 0) {
		d->spent = true;
		ui_say(s->ui, _("Nobody fits: fewer letters, initials, or the last digits of the identity."));
	} else if (d->found.n == 1 || !fresh) {
		open_found(s);
	}
}

static void
back(struct screen *s)
{
	struct desk *d = s->state;

	if (d->who.id != 0 && d->focus != ON_SEARCH) {
		go_to(d, ON_SEARCH);
	} else if (d->who.id != 0) {
		desk_shut_person(s, true);
	} else if (!edit_empty(&d->search)) {
		edit_clear(&d->search);
		d->spent = false;
		desk_search(s);
	} else if (!desk_back_drop(s)) {
		screen_close(s);
	}
}

/* The list has pages of six; the marker goes through all of them. */
static bool
mark(struct desk *d, enum action a)
{
	unsigned by = a == ACT_UP || a == ACT_DOWN ? 1 : DESK_MATCHES;
	unsigned left = d->found.n > d->cur ? d->found.n - 1 - d->cur : 0;

	if (a == ACT_UP || a == ACT_PAGE_UP)
		d->cur -= by < d->cur ? by : d->cur;
	else if (a == ACT_DOWN || a == ACT_PAGE_DOWN)
		d->cur += by < left ? by : left;
	else
		return false;
	return true;
}

/* Keys of the two rows; only if something can be paid. */
static bool
choose(struct screen *s, enum action a)
{
	struct desk *d = s->state;

	if (d->who.id == 0 || d->who.lines.open + d->who.lines.funeral == 0)
		return false;
	switch (a) {
	case ACT_NEXT:
		go_to(d, d->focus == ON_WHO ? ON_SEARCH : d->focus + 1);
		break;
	case ACT_PREV:
		go_to(d, d->focus == ON_SEARCH ? ON_WHO : d->focus - 1);
		break;
	case ACT_VALUES:
		desk_offer_collectors(s);
		break;
	case ACT_LEFT:
	case ACT_RIGHT:
		if (d->focus == ON_SEARCH)
			return false;
		desk_turn(s, a == ACT_RIGHT);
		break;
	default:
		return false;
	}
	return true;
}

/* The search is edited: closes the person opened for it. */
static bool
edit_search(struct screen *s, enum action a)
{
	struct desk *d = s->state;
	bool deletes = a == ACT_ERASE || a == ACT_DELETE;

	if (d->who.id != 0 && (!deletes || edit_empty(&d->search)))
		return false;
	if (!edit_action(&d->search, a, &s->ui->typing))
		return false;
	if (d->who.id != 0)
		desk_shut_person(s, false);
	d->spent = false;
	if (deletes)
		was_typed(s);
	return true;
}

static bool
desk_action(struct screen *s, enum action a)
{
	struct desk *d = s->state;

	if ((d->who.id == 0 && mark(d, a)) || choose(s, a) || desk_page(s, a))
		return true;
	switch (a) {
	case ACT_ACCEPT:
		enter(s);
		return true;
	case ACT_CONFIRM:
		desk_pay(s);
		return true;
	case ACT_BACK:
		back(s);
		return true;
	case ACT_CHANGE:
		desk_change(s);
		return true;
	default:
		return edit_search(s, a);
	}
}

/* Hint at what can be done now. */
static const char *
desk_help(struct screen *s)
{
	const struct desk *d = s->state;

	return d->who.id == 0 ? _("Search: the first letters of a name, with or without marks and blanks (lovap, lò v); initials (lvp); the number on the list; the last digits of the identity number. Enter opens the marked person.") :
	    desk_dead(&d->who) ? _("This person is dead: an heir, who shows the death certificate, collects what was due up to the month of death; the organiser collects the funeral support. Tab goes to where and who, Left and Right choose, Enter writes an heir down, F4 lists who is registered. F10 pays.") :
	    d->who.lines.open == 0 ? _("This person has nothing to take. Type the next name or number; F2 reports a death or a move.") :
	    _("This person is open. F10 pays all lines. Tab goes to where the money is handed over and who takes it, Left and Right choose, Enter writes a carer down, F4 lists who is registered. F2 reports a death or a move; the next name or number can be typed at once.");
}

static void
desk_draft(struct screen *s, struct buf *out)
{
	struct desk *d = s->state;
	char typed[EDIT_BYTES];

	edit_get(&d->search, typed, sizeof typed);
	if (d->who.id == 0 && typed[0] == '\0')
		return;
	buf_printf(out, "screen=desk\ntitle=%s\nof=%s\nsearch=%s\n"
	    "person=%lld\n", s->ops->title, d->who.id != 0 ?
	    d->who.row.name : typed, typed, (long long)d->who.id);
}

/* A draft keeps the search, not the person found. */
static bool
desk_draft_fits(struct ui *u, char **draft)
{
	char typed[EDIT_BYTES], lines[2 * EDIT_BYTES + 256];

	if (!ui_may(u, "pay") || draft_sees(u, *draft, "person"))
		return ui_may(u, "pay");
	draft_value(*draft, "search", typed, sizeof typed);
	if (typed[0] == '\0' || str_format(lines, sizeof lines,
	    "screen=desk\ntitle=%s\nof=%s\nsearch=%s\nperson=0\n",
	    desk_screen.title, typed, typed) != ST_OK)
		return false;
	free(*draft);
	*draft = mem_strdup(lines);
	return true;
}

static void
desk_open_draft(struct ui *u, const char *lines)
{
	struct screen *s = ui_push(u, &desk_screen, NULL);
	char text[EDIT_BYTES];
	int64_t person;
	struct desk *d;

	if (s == NULL)
		return;
	d = s->state;
	draft_value(lines, "search", text, sizeof text);
	edit_set(&d->search, text);
	desk_search(s);
	draft_value(lines, "person", text, sizeof text);
	d->spent = str_int(text, 1, INT64_MAX, &person) == ST_OK;
	if (d->spent)
		desk_open_person(s, person);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, NULL, "reverse" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_NEXT, N_("where, who"), NULL },
	{ ACT_ACCEPT, N_("find, open"), NULL },
	{ ACT_CONFIRM, N_("pay"), "pay" },
	{ ACT_VALUES, N_("collectors"), NULL },
	{ ACT_TYPING, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops desk_screen = {
	.name = "desk",
	.title = N_("Payout desk"),
	.help = N_("Find, Enter, look, F10: the receipt number stands in the last line and the search is empty again. Those who have been paid stand last and say so. F2 takes the last payment back and asks why; older ones: Roll, Enter, F2."),
	.size = sizeof(struct desk),
	.keys = keys,
	.open = desk_open,
	.recalc = desk_recalc,
	.draw = desk_draw,
	.action = desk_action,
	.key = desk_key,
	.answer = desk_answer,
	.field_help = desk_help,
	.draft = desk_draft,
	.fits = desk_draft_fits,
	.restore = desk_open_draft,
	.close = desk_close,
};
