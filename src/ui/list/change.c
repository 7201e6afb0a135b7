/*
 * SPDX-License-Identifier: ISC
 *
 * Actions on the marked list and the period: a table of what is offered when,
 * to users who may post its verb (tests/GUARDS.md).
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "text/date.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/screen.h"
#include "ui/list/checks.h"
#include "ui/kit/decide.h"
#include "ui/entry/entry.h"
#include "ui/list/lists_priv.h"
#include "ui/kit/outbox.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

/* Conditions of an offer. */
enum { UNMADE = 1, UNCHECKED = 2, CHECKED = 4, SUBMITTED = 8, APPROVED = 16,
	CLOSED = 32, NO_ROW = 64, DRAFT = UNCHECKED | CHECKED,
	STANDS = APPROVED | CLOSED, ALWAYS = 127 | 1024,
	OPEN = 128,   /* and the period is open */
	FREE = 256,   /* and the owner has no list in preparation */
	LEFT = 512,   /* and a half-made list was left */
	STALE = 1024, /* a draft older than approved requests */
	PART = 2048 };/* also with only a part of the owner in the scope */

/* With a question (d), or with the password that the verb needs (NULL). */
static void
post(struct screen *s, const char *verb, const char *const *fields,
    const struct decide *d)
{
	struct lists *st = s->state;
	struct wire_verb v = { .name = "" };
	struct err err = ERR_INIT;

	(void)str_copy_cut(v.name, sizeof v.name, verb);
	(void)str_copy_cut(st->verb, sizeof st->verb, verb);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	for (; *fields != NULL; fields += 2)
		wire_args_add(&v.args, fields[0], fields[1]);
	if (d != NULL)
		decide_open(s, d, &v);
	else if (ui_post_confirmed(s, &v, &err) != ST_OK)
		ui_fail(s->ui, &err);
	wire_args_done(&v.args);
}

/* A verb about the marked list. */
static void
post_list(struct screen *s, const char *verb, struct decide *d)
{
	const struct lists_row *r = lists_marked(s);
	char id[24], text[400], people[32], money[32];
	const char *const fields[] = { "list", id, NULL };

	if (r == NULL)
		return;
	paint_format(id, sizeof id, "%" PRId64, r->head.id);
	paint_format(text, sizeof text, _("%s: %s people, %s dong"),
	    r->head.owner_name, paint_money(people, sizeof people,
	    r->head.people), paint_money(money, sizeof money, r->head.total));
	if (d != NULL)
		d->question = text;
	post(s, verb, fields, d);
}

/* ---- what is done ------------------------------------------------------ */

static void
make_of(struct screen *s, const struct list_head *owner, const char *kind)
{
	struct lists *st = s->state;
	struct err err = ERR_INIT;

	if (making_begin(s, &st->making, s->ui->period.code, owner, kind,
	    &err) != ST_OK)
		ui_fail(s->ui, &err);
}

static void
make(struct screen *s, const char *kind)
{
	make_of(s, &lists_marked(s)->head, kind);
}

static void
do_make(struct screen *s)
{
	make(s, "");
}

static void
anew(struct screen *s)
{
	const struct lists *st = s->state;

	make_of(s, &st->anew, "");
}

/* The draft is replaced when the new one is complete. */
static void
do_anew(struct screen *s)
{
	struct lists *st = s->state;
	char text[300], people[32], money[32];

	st->anew = lists_marked(s)->head;
	paint_format(text, sizeof text, _("The list of %s that stands, %s "
	    "people, %s dong, goes when the new one is made."),
	    st->anew.owner_name, paint_money(people, sizeof people,
	    st->anew.people), paint_money(money, sizeof money,
	    st->anew.total));
	decide_open(s, &(struct decide){ .title = _("Make the list anew"),
	    .question = text, .done = anew }, NULL);
}

static void
do_funeral(struct screen *s)
{
	make(s, "funeral");
}

static void
do_resume(struct screen *s)
{
	struct lists *st = s->state;
	struct err err = ERR_INIT;

	if (making_resume(s, &st->making, &st->left, &err) != ST_OK)
		ui_fail(s->ui, &err);
}

static void
do_check(struct screen *s)
{
	struct lists *st = s->state;
	const struct list_head *h = &lists_marked(s)->head;
	struct err err = ERR_INIT;

	if (making_check(s, &st->making, h->id, h->owner_name, &err) != ST_OK)
		ui_fail(s->ui, &err);
}

static void
do_submit(struct screen *s)
{
	post_list(s, "list.submit", &(struct decide){
	    .title = _("Submit for approval") });
}

static void
do_return(struct screen *s)
{
	post_list(s, "list.return", &(struct decide){
	    .title = _("Send back to be prepared again"), .reason = "reason",
	    .label = _("Reason:") });
}

static void
do_override(struct screen *s)
{
	const struct list_head *h = &lists_marked(s)->head;
	const char *const fields[] = { "period", s->ui->period.code, "area",
	    h->owner_code, NULL };

	post(s, "period.override", fields, &(struct decide){
	    .title = _("Leave to go on beside an open list"),
	    .question = h->owner_name, .reason = "reason",
	    .label = _("Reason:") });
}

/* A typed word, after showing what is left unpaid. */
static void
do_close(struct screen *s)
{
	const struct list_head *h = &lists_marked(s)->head;
	const char *const fields[] = { "period", s->ui->period.code, "area",
	    h->owner_code, NULL };
	struct list_uncollected left;
	char text[500], who[32], n[32], money[32], month[DATE_MONTH];
	struct err err = ERR_INIT;

	if (list_uncollected(s->ui->db, &s->ui->who.scope, s->ui->period.id,
	    h->owner, &left, &err) != ST_OK) {
		ui_fail(s->ui, &err);
		return;
	}
	month_format(month, sizeof month, s->ui->period.code);
	paint_format(text, sizeof text, _("Close the lists of %s for %s? Not "
	    "collected: %s people, %s lines, %s dong. They can still be paid, "
	    "with the next lists. Only two people together open what is closed."),
	    h->owner_name, month, paint_money(who, sizeof who, left.people),
	    paint_money(n, sizeof n, left.lines),
	    paint_money(money, sizeof money, left.total));
	post(s, "period.close", fields, &(struct decide){
	    .title = _("Close the lists"), .question = text,
	    .word = _("CLOSE") });
}

/* Makes a request, which another person approves. */
static void
do_reopen(struct screen *s)
{
	const struct list_head *h = &lists_marked(s)->head;
	struct wire_args preset;

	wire_args_init(&preset);
	wire_args_add(&preset, "period", s->ui->period.code);
	wire_args_add(&preset, "area", h->owner_code);
	entry_open(s->ui, "change-reopen", NULL, &preset);
	wire_args_done(&preset);
}

static void
do_period(struct screen *s)
{
	struct lists *st = s->state;

	(void)str_copy_cut(st->verb, sizeof st->verb, "period.open");
	period_offer(s);
}

static const struct offer {
	const char *code, *verb, *word; /* verb NULL: a request of that kind */
	unsigned when;
	void (*run)(struct screen *s);
	bool acts; /* without another question */
} offers[] = {
	{ "resume", "list.slice", N_("Go on with the list that was left"),
	    ALWAYS | LEFT | PART, do_resume, true },
	{ "check", "list.check", N_("Run the checks"), UNCHECKED, do_check,
	    true },
	{ "submit", "list.submit", N_("Submit for approval"), CHECKED,
	    do_submit, false },
	{ "findings", "list.accept", N_("What the checks found"), CHECKED,
	    lists_open_checks, false },
	{ "recheck", "list.check", N_("Run the checks again"), CHECKED,
	    do_check, true },
	{ "make", "list.begin", N_("Make the list"), UNMADE | OPEN, do_make,
	    true },
	{ "anew", "list.begin", N_("Make the list anew"), DRAFT | STALE | OPEN,
	    do_anew, false },
	{ "return", "list.return", N_("Send back to be prepared again"),
	    SUBMITTED, do_return, false },
	{ "approve", "list.approve", N_("Approve"), SUBMITTED, lists_approve,
	    false },
	{ "more", "list.begin", N_("Make a supplement"), STANDS | OPEN | FREE,
	    do_make, true },
	{ "funeral", "list.begin", N_("Make a list of funeral support"),
	    UNMADE | STANDS | OPEN | FREE, do_funeral, true },
	{ "leave", "period.override",
	    N_("Give leave to go on beside an open list"), UNMADE | OPEN,
	    do_override, false },
	{ "close", "period.close", N_("Close the lists"), APPROVED, do_close,
	    false },
	{ "reopen", NULL, N_("Ask to open the lists again"), CLOSED, do_reopen,
	    false },
	{ "period", "period.open", N_("Open the next period"),
	    ALWAYS | PART,
	    do_period, false },
};

#define NOFFERS (sizeof offers / sizeof offers[0])

/* ---- the offer --------------------------------------------------------- */

static unsigned
state_of(struct screen *s, struct lists_row *r)
{
	static const unsigned states[] = { [LIST_SUBMITTED] = SUBMITTED,
		[LIST_APPROVED] = APPROVED, [LIST_CLOSED] = CLOSED };

	if (r == NULL)
		return NO_ROW;
	if (r->head.id == 0)
		return UNMADE;
	if (lists_counts(s, r)->stale)
		return STALE;
	if (r->head.state != LIST_DRAFT)
		return states[r->head.state];
	return lists_counts(s, r)->checked_at[0] == '\0' ? UNCHECKED : CHECKED;
}

/* True if its owner has a list that waits or is in preparation. */
static bool
in_the_works(const struct lists *st, const struct lists_row *r)
{
	for (unsigned i = 0; i < st->rows.scroll.n; i++) {
		const struct list_head *h = &st->v[i].head;

		if (h->owner == r->head.owner && h->id != 0 &&
		    (h->state == LIST_DRAFT || h->state == LIST_SUBMITTED))
			return true;
	}
	return false;
}

static bool
owned(struct screen *s, const struct lists_row *r)
{
	struct err err = ERR_INIT;
	bool whole = false;

	if (r != NULL && list_owned(s->ui->db, &s->ui->who.scope,
	    r->head.owner, &whole, &err) != ST_OK)
		ui_fail(s->ui, &err);
	return whole;
}

static bool
offered(struct screen *s, const struct offer *o, struct lists_row *r)
{
	const struct lists *st = s->state;

	if ((o->when & state_of(s, r)) == 0 || !(o->verb != NULL ?
	    ui_may(s->ui, o->verb) : change_form_may(s->ui, o->code)))
		return false;
	if ((o->when & PART) == 0 && !owned(s, r))
		return false;
	if ((o->when & OPEN) != 0 && s->ui->period.state != PERIOD_OPEN)
		return false;
	if ((o->when & FREE) != 0 && in_the_works(st, r))
		return false;
	return (o->when & LEFT) == 0 || st->left.job != 0;
}

static void
offer_picked(struct screen *s, const struct pick_item *item)
{
	for (size_t i = 0; i < NOFFERS; i++)
		if (strcmp(offers[i].code, item->code) == 0)
			offers[i].run(s);
}

void
lists_offer(struct screen *s)
{
	struct lists *st = s->state;
	struct lists_row *r = lists_marked(s);
	struct pick_item *v;
	unsigned n = 0;

	if (st->making.step != MAKING_NONE) {
		ui_say(s->ui, _("One list after the other: F3 stops this one."));
		return;
	}
	v = mem_array(NOFFERS, sizeof *v);
	for (size_t i = 0; i < NOFFERS; i++) {
		if (!offered(s, &offers[i], r))
			continue;
		(void)str_copy_cut(v[n].code, sizeof v[n].code,
		    offers[i].code);
		v[n].acts = offers[i].acts;
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _(offers[i].word));
	}
	if (n > 0) {
		pick_open(s, r == NULL ? _("Change") : r->head.owner_name, v, n,
		    offer_picked);
		return;
	}
	free(v);
	ui_say(s->ui, _("There is nothing for you to change on a list that is %s."),
	    r->head.id == 0 ? _("not made") :
	    paint_word(names_word(&list_states, r->head.state)));
}

/* Before approving, the accepted findings and their reasons are shown. */
void
lists_approve(struct screen *s)
{
	struct lists_row *r = lists_marked(s);
	struct checks_arg a = { .approve = true };
	const struct list_check_counts *c;
	unsigned accepted = 0;

	if (r == NULL || r->head.state != LIST_SUBMITTED) {
		ui_say(s->ui, _("Only a list that was submitted can be approved."));
		return;
	}
	c = lists_counts(s, r);
	for (int i = 0; i < LIST_CHECK_RULES; i++)
		accepted += c->accepted[i];
	a.list = r->head.id;
	if (accepted > 0)
		ui_push(s->ui, &checks_screen, &a);
	else
		post_list(s, "list.approve", NULL);
}

void
lists_open_checks(struct screen *s)
{
	const struct lists_row *r = lists_marked(s);
	struct checks_arg a = { .approve = false };

	if (r == NULL || r->head.id == 0) {
		ui_say(s->ui, _("There is no list here yet: F2 makes one."));
		return;
	}
	a.list = r->head.id;
	ui_push(s->ui, &checks_screen, &a);
}

void
lists_changed(struct screen *s, const struct wire_answer *a)
{
	struct lists *st = s->state;

	if (a->err.st != ST_OK)
		ui_fail(s->ui, &a->err);
	else if (strcmp(st->verb, "period.open") == 0)
		period_go(s->ui, wire_args_text(&a->args, "code"));
	else if (strcmp(st->verb, "period.override") == 0)
		ui_say(s->ui, _("Leave is given: the list may be made."));
	else if (strcmp(st->verb, "period.close") == 0)
		ui_say(s->ui, _("Closed: %" PRId64 " lists."),
		    wire_args_int(&a->args, "lists", 0));
	else
		ui_say(s->ui, _("Done: the list is %s now."),
		    paint_word(wire_args_text(&a->args, "state")));
	ui_all_stale(s->ui);
}
