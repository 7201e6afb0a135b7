/*
 * SPDX-License-Identifier: ISC
 *
 * The person open at the payout desk: open lines, method and collector, the
 * posting and its answer, and reversing it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "office/roll/collector.h"
#include "text/money.h"
#include "text/nfc.h"
#include "ui/kit/decide.h"
#include "ui/desk/desk_priv.h"
#include "ui/kit/dialog.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"

void
desk_read_today(struct screen *s)
{
	struct desk *d = s->state;
	char today[CLOCK_DATE];
	struct err err = ERR_INIT;

	clock_date(today);
	if (payout_today(s->ui->db, s->ui->who.staff, today, &d->today_people,
	    &d->today_money, &err) != ST_OK)
		ui_fail(s->ui, &err);
}

/* Restores the choices, and the reason of the refusal. */
static void
refused_before(struct screen *s, const struct desk_back *b)
{
	struct desk_person *w = &((struct desk *)s->state)->who;
	struct err err = ERR_INIT;

	w->returned = true;
	w->way = b->way;
	w->at = b->way.collector;
	(void)str_copy_cut(w->why, sizeof w->why, b->why);
	paint_format(err.msg, sizeof err.msg, _("Not paid: %s: %s"), b->name,
	    b->why);
	ui_fail(s->ui, &err);
}

void
desk_open_person(struct screen *s, int64_t person)
{
	struct desk *d = s->state;
	struct ui *u = s->ui;
	struct desk_person *w = &d->who;
	char today[CLOCK_DATE];
	const struct person_ask ask = { .person = person, .today = today,
		.max = DESK_COLLECTORS };
	struct err err = ERR_INIT;
	struct desk_back back;
	bool again = w->id == person;

	w->shown = false;
	clock_date(today);
	if (person_get(u->db, &u->who.scope, person, &w->row, &err) != ST_OK ||
	    payout_lines_of(u->db, &u->who.scope, u->period.id, person,
	    &w->lines, &err) != ST_OK ||
	    person_collectors(u->db, &u->who.scope, &ask, w->known, &w->nknown,
	    &err) != ST_OK ||
	    collect_self(u->db, &u->who.scope, person, today, &w->self,
	    &err) != ST_OK) {
		w->id = 0;
		ui_fail(u, &err);
		return;
	}
	if (again)
		return; /* read again: choices and operation id are kept */
	w->id = person;
	w->page = 0;
	d->focus = ON_SEARCH;
	desk_usual_way(w);
	w->returned = false;
	wire_op_new(w->op);
	if (desk_back_take(d, person, &back))
		refused_before(s, &back);
}

/* Drawing corrects a page beyond the last. */
bool
desk_page(struct screen *s, enum action a)
{
	struct desk_person *w = &((struct desk *)s->state)->who;

	if (w->id == 0 || (a != ACT_PAGE_UP && a != ACT_PAGE_DOWN))
		return false;
	if (a == ACT_PAGE_DOWN)
		w->page++;
	else if (w->page > 0)
		w->page--;
	return true;
}

void
desk_shut_person(struct screen *s, bool dealt)
{
	struct desk *d = s->state;
	struct desk_person *w = &d->who;
	struct desk_back b = { .person = w->id, .way = w->way };

	if (w->returned && !dealt) {
		(void)str_copy_cut(b.name, sizeof b.name, w->row.name);
		(void)str_copy_cut(b.why, sizeof b.why, w->why);
		desk_back_add(d, &b);
	}
	w->id = 0;
	w->returned = false;
	d->focus = ON_SEARCH;
}

/* --- paying --- */

static void
fill_verb(struct screen *s, struct wire_verb *v)
{
	const struct desk_person *w = &((struct desk *)s->state)->who;
	struct buf ids;
	int64_t total;

	(void)desk_due(w, &total);
	buf_init(&ids, WIRE_MAX);
	for (unsigned i = 0; i < w->lines.n; i++)
		if (payout_line_open(&w->lines.v[i],
		    w->way.collector == COLLECTOR_ORGANISER))
			buf_printf(&ids, "%s%lld", ids.len > 0 ? "," : "",
			    (long long)w->lines.v[i].id);
	(void)str_copy_cut(v->name, sizeof v->name, "pay");
	memcpy(v->op, w->op, sizeof v->op);
	wire_args_init(&v->args);
	wire_args_add_int(&v->args, "person", w->id);
	wire_args_add(&v->args, "period", s->ui->period.code);
	wire_args_add(&v->args, "method", desk_methods[w->way.method]);
	wire_args_add(&v->args, "collector",
	    names_word(&collector_kinds, w->way.collector));
	if (w->way.collector != COLLECTOR_SELF) {
		if (w->way.record != 0)
			wire_args_add_int(&v->args, "collector_id",
			    w->way.record);
		wire_args_add(&v->args, "collector_name", w->way.name);
		wire_args_add(&v->args, "collector_identity",
		    w->way.identity);
		wire_args_add(&v->args, "document", w->way.document);
	}
	wire_args_add(&v->args, "lines", buf_str(&ids));
	wire_args_add_int(&v->args, "total", total);
	buf_done(&ids);
}

static void
held_enough(void *arg)
{
	struct screen *s = arg;
	struct desk *d = s->state;

	d->hold_timer = 0;
	ui_dirty(s->ui);
}

/* The screen is free for the next person at once; the frame is delayed by
 * DESK_HOLD_MS, so that a quick answer shares it. */
static void
next_person(struct screen *s)
{
	struct desk *d = s->state;
	struct desk_sent *sent = &d->sent[d->nsent++];

	memcpy(sent->op, d->who.op, sizeof sent->op);
	sent->person = d->who.id;
	(void)desk_due(&d->who, &sent->total);
	sent->way = d->who.way;
	(void)str_copy_cut(sent->name, sizeof sent->name, d->who.row.name);
	desk_shut_person(s, true);
	edit_clear(&d->search);
	d->spent = false;
	desk_search(s);
	if (d->hold_timer == 0 && d->who.id == 0) {
		s->ui->hold = true;
		d->hold_timer = loop_timer(s->ui->set.loop, DESK_HOLD_MS,
		    held_enough, s);
	}
}

/* Why F10 cannot pay now; NULL: it can. */
static const char *
pays_nobody(const struct screen *s)
{
	const struct desk *d = s->state;
	const struct desk_person *w = &d->who;

	if (d->typed && !edit_empty(&d->search))
		return _("Nobody was paid: what was typed has not been looked for yet. Enter does.");
	if (w->id == 0)
		return d->shown && d->found.n > 0 ?
		    _("Enter opens the marked person; then F10 pays.") :
		    _("Find and open a person first.");
	if (w->lines.open + w->lines.funeral == 0)
		return _("Nothing to pay to this person: type the next name.");
	if (desk_due(w, NULL) == 0)
		return _("Nothing for them: Tab and the arrows choose the heir or the organiser of the funeral.");
	if (w->way.collector >= COLLECTOR_HEIR && w->way.name[0] == '\0')
		return _("Who collects for the dead? Tab to who collects, then Enter writes an heir down.");
	if (w->way.collector == COLLECTOR_GUARDIAN && w->way.record == 0)
		return _("Nobody was paid: no guardian is registered. The list owner asks for one; or a carer: Tab, Right, then Enter writes one down.");
	if (w->refused)
		return _("Nobody was paid: who collects was refused. Tab to it and choose; Enter there keeps who stands in brackets.");
	if (!w->whole)
		return _("Nobody was paid: this window is too low to show who, what and to whom. Make it 80x24.");
	if (!w->shown || !ui_was_seen(s->ui, w->drawn) || s->stale)
		return _("Nobody was paid: look at who stands here now, then F10.");
	return d->nsent < DESK_UNDER_WAY ? NULL :
	    _("Too many payments without an answer: wait a moment.");
}

void
desk_pay(struct screen *s)
{
	struct desk *d = s->state;
	struct wire_verb v = { .name = "" };
	struct err err = ERR_INIT;
	const char *why = pays_nobody(s);

	if (why != NULL && d->who.id == 0 && d->receipt != 0 &&
	    edit_empty(&d->search)) {
		/* F10 pressed again: the receipt number is still needed. */
		ui_say(s->ui, _("Receipt %lld: %s. Find the next person."),
		    (long long)d->receipt, d->receipt_name);
		return;
	}
	if (why != NULL) {
		d->who.at = d->who.way.collector;
		ui_say(s->ui, "%s", why);
		return;
	}
	if (!desk_chosen(s))
		return;
	for (unsigned i = 0; i < d->nsent; i++)
		if (d->sent[i].person == d->who.id) {
			ui_say(s->ui, _("%s: not known yet whether paid: hand over no money, take none back; you will be told when the server runs again."),
			    d->who.row.name);
			return;
		}
	fill_verb(s, &v);
	if (ui_post_for(s, &v, d->who.row.name, &err) == ST_OK)
		next_person(s);
	else
		ui_fail(s->ui, &err);
	wire_args_done(&v.args);
}

static void
paid(struct screen *s, const struct desk_sent *sent,
    const struct wire_answer *a)
{
	struct desk *d = s->state;
	char money[MONEY_TEXT], by[300];

	d->receipt = wire_args_int(&a->args, "receipt", 0);
	(void)str_copy_cut(d->receipt_name, sizeof d->receipt_name,
	    sent->name);
	desk_read_today(s);
	paint_money(money, sizeof money,
	    wire_args_int(&a->args, "total", sent->total));
	collector_said(wire_args_text(&a->args, "collector"),
	    wire_args_text(&a->args, "collector_name"), by, sizeof by);
	if (by[0] == '\0')
		ui_say(s->ui, _("Receipt %lld: %s to %s"),
		    (long long)d->receipt, money, sent->name);
	else
		ui_say(s->ui, _("Receipt %lld: %s to %s, collected by %s"),
		    (long long)d->receipt, money, sent->name, by);
}

static void
refused(struct screen *s, const struct desk_sent *sent, const struct err *why)
{
	struct desk *d = s->state;
	struct desk_back b = { .person = sent->person, .way = sent->way };
	struct err said = ERR_INIT;

	(void)str_copy_cut(b.name, sizeof b.name, sent->name);
	(void)str_copy_cut(b.why, sizeof b.why, why->msg);
	/*
	 * The period was closed meanwhile: open lines are paid in the open one.
	 */
	if (strcmp(why->field, "period") == 0)
		ui_read_period(s->ui, "");
	paint_format(said.msg, sizeof said.msg, _("Not paid: %s: %s"), b.name,
	    b.why);
	ui_fail(s->ui, &said);
	if (d->who.id == b.person) {
		d->who.returned = true;
		(void)str_copy_cut(d->who.why, sizeof d->who.why, b.why);
	} else {
		desk_back_add(d, &b);
	}
}

static void
taken_back(struct screen *s, const struct wire_answer *a)
{
	struct desk *d = s->state;

	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		return;
	}
	if (d->receipt == d->undo_receipt)
		d->receipt = 0;
	screen_stale(s);
	if (d->shown && !d->typed) {
		desk_search(s); /* a person in the match list can be paid
		                 * again */
		d->spent = true;
	}
	ui_say(s->ui, _("Receipt %lld was taken back."),
	    (long long)d->undo_receipt);
	d->undo_receipt = 0;
}

void
desk_answer(struct screen *s, const struct wire_answer *a)
{
	struct desk *d = s->state;
	struct desk_sent sent;

	if (memcmp(a->op, d->undo_op, sizeof d->undo_op) == 0) {
		taken_back(s, a);
		return;
	}
	for (unsigned i = 0; i < d->nsent; i++) {
		if (memcmp(d->sent[i].op, a->op, sizeof a->op) != 0)
			continue;
		sent = d->sent[i];
		memmove(&d->sent[i], &d->sent[i + 1],
		    (--d->nsent - i) * sizeof d->sent[0]);
		loop_timer_cancel(s->ui->set.loop, d->hold_timer);
		d->hold_timer = 0;
		if (a->err.st == ST_OK)
			paid(s, &sent, a);
		else
			refused(s, &sent, &a->err);
		return;
	}
}

/* --- taking back --- */

/*
 * "Name, Enter, F10" is typed by habit all day, so neither key confirms a
 * reversal; a typed word does.
 */
static void
reason_given(struct screen *s, const char *text)
{
	struct desk *d = s->state;
	struct wire_verb v = { .name = "reverse" };
	char title[120];

	if (text[0] == '\0')
		return;
	paint_format(title, sizeof title, _("Take back receipt %lld, %s"),
	    (long long)d->undo_receipt, d->receipt_name);
	if (!nfc_has_letter(text)) {
		ui_say(s->ui, "%s", _("Say why in words."));
		line_again(s, title, _("Reason:"), text, reason_given);
		return;
	}
	wire_op_new(v.op);
	memcpy(d->undo_op, v.op, sizeof v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "receipt", d->undo_receipt);
	wire_args_add(&v.args, "reason", text);
	decide_open(s, &(struct decide){ .title = title,
	    .question = text, .word = _("UNDO") }, &v);
	wire_args_done(&v.args);
}

void
desk_take_back(struct screen *s)
{
	struct desk *d = s->state;
	char title[120];

	if (d->receipt == 0) {
		ui_say(s->ui, _("There is no payment of this session to take back; older ones: Roll, Enter, F2."));
		return;
	}
	paint_format(title, sizeof title, _("Take back receipt %lld, %s"),
	    (long long)d->receipt, d->receipt_name);
	d->undo_receipt = d->receipt;
	line_open(s, title, _("Reason:"), reason_given);
}
