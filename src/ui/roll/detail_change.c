/*
 * SPDX-License-Identifier: ISC
 *
 * The menu of F2 on a person: requests that this role may make, and verbs that
 * need no second person.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/decide.h"
#include "ui/kit/screen.h"
#include "ui/roll/detail_priv.h"
#include "ui/entry/entry.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

enum { ITEMS = 24, UNDOES = 3 };
#define UNDO "undo " /* in the code of an item, before the request's number */

static void
correct(struct screen *s)
{
	struct detail *st = s->state;
	const struct person *p = &st->p;
	struct wire_args preset;

	wire_args_init(&preset);
	wire_args_add_int(&preset, "person", st->id);
	wire_args_add(&preset, "other_name", p->other_name);
	wire_args_add(&preset, "given", p->given);
	wire_args_add(&preset, "ethnic", p->ethnic);
	wire_args_add(&preset, "village", p->village);
	wire_args_add(&preset, "phone", p->phone);
	wire_args_add(&preset, "note", p->note);
	entry_open(s->ui, "contact", NULL, &preset);
	wire_args_done(&preset);
}

/* The payer may reverse it alone on the same day; others make a request. */
static bool
own_of_today(const struct screen *s, const struct payout_past *p)
{
	char today[CLOCK_DATE];

	clock_date(today);
	return ui_may(s->ui, "reverse") && strncmp(p->at, today, 10) == 0 &&
	    strcmp(p->staff, s->ui->who.name) == 0;
}

static void
ask_back(struct screen *s, int64_t receipt)
{
	struct detail *st = s->state;
	struct wire_args preset;

	wire_args_init(&preset);
	wire_args_add_int(&preset, "person", st->id);
	wire_args_add_int(&preset, "receipt", receipt);
	entry_open(s->ui, "change-reverse", NULL, &preset);
	wire_args_done(&preset);
}

static void
take_back(struct screen *s)
{
	struct detail *st = s->state;
	struct wire_verb v = { .name = "reverse" };
	char title[80];

	if (st->cur >= st->npast || st->past[st->cur].reversed) {
		ui_say(s->ui, _("Mark a payout that stands, with the arrows."));
		return;
	}
	if (!own_of_today(s, &st->past[st->cur])) {
		ask_back(s, st->past[st->cur].receipt);
		return;
	}
	paint_format(title, sizeof title, _("Take back receipt %lld"),
	    (long long)st->past[st->cur].receipt);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "receipt", st->past[st->cur].receipt);
	decide_open(s, &(struct decide){ .title = title,
	    .question = st->p.name, .reason = "reason",
	    .label = _("Reason:") }, &v);
	wire_args_done(&v.args);
}

/* Opens the undo of that request. */
static void
undo(struct screen *s, const char *id)
{
	struct change_head h = { .person = ((struct detail *)s->state)->id };

	if (str_int(id, 1, INT64_MAX, &h.id) == ST_OK)
		change_form_undo(s->ui, &h);
}

static void
change_picked(struct screen *s, const struct pick_item *item)
{
	struct detail *st = s->state;

	if (strcmp(item->code, "person.correct") == 0)
		correct(s);
	else if (strcmp(item->code, "reverse") == 0)
		take_back(s);
	else if (str_starts(item->code, UNDO))
		undo(s, item->code + sizeof UNDO - 1);
	else
		change_form_open(s->ui, item->code, st->id);
}

static void
item(struct pick_item *v, unsigned *n, const char *code, const char *word)
{
	(void)str_copy_cut(v[*n].code, sizeof v[*n].code, code);
	(void)str_copy_cut(v[(*n)++].label, sizeof v[0].label, word);
}

/* Approved requests about this person that can be undone, newest first. */
static void
undo_items(struct screen *s, struct pick_item *v, unsigned *n)
{
	struct detail *st = s->state;
	struct change_filter f = { .state = CHANGE_APPROVED, .person = st->id,
	    .max = UNDOES };
	struct change_head h[UNDOES];
	struct err err = ERR_INIT;
	char what[120];
	unsigned got = 0;

	if (change_all(s->ui->db, &s->ui->who.scope, &f, h, &got,
	    &err) != ST_OK || !change_form_may(s->ui, "undo"))
		return;
	for (unsigned i = 0; i < got; i++) {
		const struct change_kind *k = change_kind_find(h[i].kind);

		if (k == NULL || k->undo == NULL)
			continue;
		paint_format(v[*n].code, sizeof v[*n].code, UNDO "%lld",
		    (long long)h[i].id);
		paint_format(v[(*n)++].label, sizeof v[0].label,
		    _("Undo No. %lld: %s"), (long long)h[i].id,
		    change_say_what(&h[i], what, sizeof what));
	}
}

/* True if the person has an active entitlement. */
static bool
gets_something(const struct detail *st)
{
	for (unsigned i = 0; i < st->nent; i++)
		if (st->ent[i].state == ENTITLEMENT_ACTIVE)
			return st->p.state == PERSON_ACTIVE;
	return false;
}

void
detail_offer(struct screen *s)
{
	struct detail *st = s->state;
	bool gets = gets_something(st);
	struct pick_item *v = mem_array(ITEMS, sizeof *v);
	unsigned n = 0;

	if (change_form_may(s->ui, "reverse") && st->npast > 0)
		item(v, &n, "reverse", _("Take back the marked payout"));
	if (!gets)
		undo_items(s, v, &n);
	change_form_items(s->ui, &st->p, v, ITEMS - UNDOES - 1, &n);
	if (gets)
		undo_items(s, v, &n);
	if (ui_may(s->ui, "person.correct"))
		item(v, &n, "person.correct",
		    _("Correct what moves no money"));
	if (n > 0) {
		pick_open(s, _("Change"), v, n, change_picked);
		return;
	}
	free(v);
	ui_say(s->ui, _("There is nothing that you may change here."));
}
