/*
 * SPDX-License-Identifier: ISC
 *
 * One request: what it asks for, its documents, and its effects as of now.  F10
 * approves with the password; F2 rejects, withdraws, edits, undoes.  Each
 * decision posts the version that was read, so that an edit made meanwhile is
 * refused; the screen then names the editor and shows the new version.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/balance/lowered.h"
#include "ui/change/lines.h"
#include "ui/kit/decide.h"
#include "ui/change/file_rows.h"
#include "ui/kit/doors.h"
#include "ui/kit/screen.h"
#include "ui/term/paint.h"
#include "ui/kit/pick.h"

enum { ACTIONS = 8, EFFECT_BYTES = 16384 };

struct state {
	int64_t id;
	struct change ch;
	struct change_lines lines;
	unsigned first;        /* row at the top */
	int cols;              /* width that the lines are for */
	int looked;            /* version whose preview was posted */
	unsigned char look[WIRE_OP_ID];
	unsigned char op[WIRE_OP_ID]; /* of an unanswered slice */
	bool going;            /* the decision is being carried out */
	int64_t done;          /* people settled so far */
	struct buf effect;     /* as of now */
	char refused[600];
};

const char *
change_say_what(const struct change_head *h, char *dst, size_t size)
{
	if (h->reason[0] != '\0')
		paint_format(dst, size, "%s: %s", change_kind_word(h->kind),
		    change_reason_word(h->reason));
	else
		(void)str_copy_cut(dst, size, change_kind_word(h->kind));
	return dst;
}

static enum status
view_open(struct screen *s, const void *arg, struct err *err)
{
	struct state *st = s->state;
	enum status r;

	st->id = ((const struct change_view_arg *)arg)->change;
	buf_init(&st->effect, EFFECT_BYTES);
	r = change_get(s->ui->db, &s->ui->who.scope, st->id, &st->ch, err);
	return r;
}

static void
view_close(struct screen *s)
{
	struct state *st = s->state;

	change_lines_free(&st->lines);
	change_done(&st->ch);
	buf_done(&st->effect);
}

/* Posts a preview of the effects as of now. */
static void
look(struct screen *s)
{
	struct state *st = s->state;
	struct wire_verb v = { .name = "change.effect" };
	struct err err = ERR_INIT;

	if (st->ch.head.state != CHANGE_WAITING ||
	    st->looked == st->ch.head.version ||
	    !ui_may(s->ui, v.name))
		return;
	st->looked = st->ch.head.version;
	wire_op_new(st->look);
	memcpy(v.op, st->look, sizeof v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "change", st->id);
	if (ui_post(s, &v, &err) != ST_OK)
		ui_fail(s->ui, &err);
	wire_args_done(&v.args);
}

static void
make_lines(struct screen *s)
{
	struct state *st = s->state;
	struct change_shown c = { .ch = &st->ch,
		.effect = buf_str(&st->effect), .refused = st->refused };

	change_lines_free(&st->lines);
	change_lines_make(s->ui, &c, &st->lines);
	st->cols = term_cols(s->ui->term);
}

static void
view_recalc(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;
	struct change again;
	char what[120];

	if (change_get(s->ui->db, &s->ui->who.scope, st->id, &again, &err) ==
	    ST_OK) {
		change_done(&st->ch);
		st->ch = again;
	} else {
		ui_fail(s->ui, &err);
	}
	paint_format(s->sub, sizeof s->sub, "%lld  %s  (%s)",
	    (long long)st->id, change_say_what(&st->ch.head, what,
	    sizeof what), change_state_word(st->ch.head.state));
	look(s);
	make_lines(s);
}

static unsigned
rows_shown(const struct screen *s)
{
	return (unsigned)paint_rows(s->ui->term);
}

static void
view_draw(struct screen *s, struct term *t)
{
	struct state *st = s->state;
	unsigned last;

	if (st->cols != term_cols(t))
		make_lines(s);
	last = st->lines.n > rows_shown(s) ? st->lines.n - rows_shown(s) : 0;
	if (st->first > last)
		st->first = last;
	for (unsigned i = 0; i < rows_shown(s) && st->first + i < st->lines.n;
	    i++)
		term_put(t, PAINT_TOP + (int)i, 0, term_cols(t), TERM_NORMAL,
		    st->lines.v[st->first + i]);
	if (st->first < last && s->ui->msg[0] == '\0')
		term_put(t, term_rows(t) - 2, 0, 40, TERM_NORMAL,
		    _("PgDn: there is more."));
}

/* ---- deciding ------------------------------------------------------------- */

/* With a question (d), or with the password that the verb needs (NULL). */
static void
post(struct screen *s, const char *verb, struct decide *d)
{
	struct state *st = s->state;
	struct wire_verb v = { .name = "" };
	char what[120], question[400];
	struct err err = ERR_INIT;

	(void)str_copy_cut(v.name, sizeof v.name, verb);
	wire_op_new(v.op);
	wire_args_init(&v.args);
	wire_args_add_int(&v.args, "change", st->id);
	if (strcmp(verb, "change.withdraw") != 0)
		wire_args_add_int(&v.args, "version", st->ch.head.version);
	if (d != NULL) {
		paint_format(question, sizeof question, "%lld  %s  %s",
		    (long long)st->id, change_say_what(&st->ch.head, what,
		    sizeof what), st->ch.head.name);
		d->question = question;
		decide_open(s, d, &v);
	} else if (ui_post_confirmed(s, &v, &err) != ST_OK) {
		ui_fail(s->ui, &err);
	}
	wire_args_done(&v.args);
}

static void
reject(struct screen *s)
{
	post(s, "change.reject", &(struct decide){
	    .title = _("Reject the request"), .reason = "reason",
	    .label = _("Reason:") });
}

static void
withdraw(struct screen *s)
{
	post(s, "change.withdraw", &(struct decide){
	    .title = _("Take this request back?") });
}

/* A file of the roll is decided on the screen of its rows. */
static bool
open_rows(struct screen *s)
{
	struct state *st = s->state;
	struct file_rows_arg a = { .change = st->id };

	if (strcmp(st->ch.head.kind, "roll") != 0)
		return false;
	ui_push(s->ui, &file_rows_screen, &a);
	return true;
}

/* A decision about a lowered rate settles people in slices: each answer posts
 * the next, so that other postings run in between. */
static void
slice(struct screen *s)
{
	struct state *st = s->state;

	st->going = change_slice_post(s, st->id, st->op);
}

static void
sliced(struct screen *s, const struct wire_answer *a)
{
	struct state *st = s->state;

	st->going = false;
	if (a->err.st != ST_OK) {
		ui_all_stale(s->ui);
		ui_fail(s->ui, &a->err);
		return;
	}
	st->done += wire_args_int(&a->args, "stood", 0);
	if (wire_args_int(&a->args, "done", 1) == 0) {
		slice(s);
		return;
	}
	ui_all_stale(s->ui);
	screen_close(s);
	ui_say(s->ui, _("Done: %lld people are settled."),
	    (long long)st->done);
}

/* After an interruption whoever may decide it can continue. */
static bool
goes_on(struct screen *s)
{
	struct state *st = s->state;
	struct err err = ERR_INIT;
	struct lowered is;

	if (st->going)
		return true;
	if (st->ch.head.state != CHANGE_APPROVED ||
	    strcmp(st->ch.head.kind, "rate.lowered") != 0 ||
	    lowered_of(s->ui->db, &s->ui->who.scope, st->id, &is,
	    &err) != ST_OK || !is.under_way || !ui_may(s->ui, "change.slice"))
		return false;
	slice(s);
	return true;
}

static void
approve(struct screen *s)
{
	struct state *st = s->state;

	if (open_rows(s))
		ui_say(s->ui, _("Read the rows first: F10 here decides."));
	else if (goes_on(s))
		ui_say(s->ui, _("It is being carried out."));
	else if (st->ch.head.state != CHANGE_WAITING)
		ui_say(s->ui, _("This request is decided: %s."),
		    change_state_word(st->ch.head.state));
	else if (change_may_approve(s->ui, &st->ch.head))
		post(s, "change.approve", NULL);
}

static void
open_person(struct screen *s)
{
	struct state *st = s->state;
	struct detail_arg a = { .person = st->ch.head.person };

	if (open_rows(s))
		return;
	if (!change_about_person(&st->ch.head))
		ui_say(s->ui, _("This request is about nobody of the roll."));
	else if (a.person == 0)
		ui_say(s->ui, _("The person comes to the roll with the approval."));
	else
		ui_push(s->ui, s->ui->home->detail, &a);
}

static void
open_history(struct screen *s)
{
	struct state *st = s->state;
	struct timeline_arg a = { .person = st->ch.head.person };

	if (a.person != 0)
		ui_push(s->ui, s->ui->home->timeline, &a);
}

static void
change_picked(struct screen *s, const struct pick_item *item)
{
	struct state *st = s->state;

	if (strcmp(item->code, "reject") == 0)
		reject(s);
	else if (strcmp(item->code, "withdraw") == 0)
		withdraw(s);
	else if (strcmp(item->code, "edit") == 0)
		change_form_again(s->ui, &st->ch);
	else if (strcmp(item->code, "undo") == 0)
		change_form_undo(s->ui, &st->ch.head);
	else if (strcmp(item->code, "history") == 0)
		open_history(s);
	else
		approve(s);
}

/* For those who may ask for it; see office/request/undo.c. */
static bool
can_undo(const struct screen *s)
{
	const struct state *st = s->state;
	const struct change_kind *k = change_kind_find(st->ch.head.kind);

	return st->ch.head.state == CHANGE_APPROVED && k != NULL &&
	    k->undo != NULL &&
	    (k->roles & (uint32_t)s->ui->who.role) != 0 &&
	    change_form_may(s->ui, "undo");
}

static void
offer_changes(struct screen *s)
{
	const struct state *st = s->state;
	bool waiting = st->ch.head.state == CHANGE_WAITING;
	bool decides = waiting && change_decides(st->ch.head.kind,
	    st->ch.head.undoes_kind, (uint32_t)s->ui->who.role);
	const struct {
		const char *code, *verb, *word;
		bool offered;
	} all[] = {
		{ "approve", "change.approve", N_("Approve"), decides },
		{ "reject", "change.reject", N_("Reject"), decides },
		{ "edit", "change.amend", N_("Edit the request"), waiting &&
		    change_form_of(st->ch.head.kind, st->ch.head.reason,
		    &st->ch.fields) != NULL },
		{ "withdraw", "change.withdraw", N_("Take the request back"),
		    waiting },
		{ "undo", "change.ask", N_("Undo it"), can_undo(s) },
		{ "history", "", N_("History of the person"),
		    st->ch.head.person != 0 },
	};
	struct pick_item *v = mem_array(ACTIONS, sizeof *v);
	unsigned n = 0;

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
		if (!all[i].offered || (all[i].verb[0] != '\0' &&
		    !ui_may(s->ui, all[i].verb)))
			continue;
		(void)str_copy_cut(v[n].code, sizeof v[n].code, all[i].code);
		(void)str_copy_cut(v[n++].label, sizeof v[0].label,
		    _(all[i].word));
	}
	pick_open(s, _("Change"), v, n, change_picked);
}

static bool
scroll(struct screen *s, enum action a)
{
	struct state *st = s->state;
	unsigned page = rows_shown(s);

	switch (a) {
	case ACT_UP:
		st->first -= st->first > 0;
		return true;
	case ACT_DOWN:
		st->first++; /* draw keeps it inside */
		return true;
	case ACT_PAGE_UP:
		st->first = st->first > page ? st->first - page : 0;
		return true;
	case ACT_PAGE_DOWN:
		st->first += page;
		return true;
	case ACT_FIRST:
		st->first = 0;
		return true;
	case ACT_LAST:
		st->first = LINES_MAX;
		return true;
	default:
		return false;
	}
}

static bool
view_action(struct screen *s, enum action a)
{
	if (scroll(s, a))
		return true;
	switch (a) {
	case ACT_CONFIRM:
		approve(s);
		return true;
	case ACT_CHANGE:
		offer_changes(s);
		return true;
	case ACT_ACCEPT:
		open_person(s);
		return true;
	default:
		return false;
	}
}

static void
looked(struct screen *s, const struct wire_answer *a)
{
	struct state *st = s->state;

	buf_clear(&st->effect);
	st->refused[0] = '\0';
	if (a->err.st != ST_OK)
		(void)str_copy_cut(st->refused, sizeof st->refused,
		    a->err.msg);
	for (unsigned i = 0; i < a->args.n; i++)
		if (strcmp(a->args.v[i].name, "effect") == 0)
			buf_printf(&st->effect, "%s\n", a->args.v[i].value);
	make_lines(s);
	ui_dirty(s->ui);
}

static void
view_answer(struct screen *s, const struct wire_answer *a)
{
	struct state *st = s->state;

	if (memcmp(a->op, st->look, sizeof a->op) == 0) {
		looked(s, a);
		return;
	}
	if (st->going && memcmp(a->op, st->op, sizeof a->op) == 0) {
		sliced(s, a);
		return;
	}
	ui_all_stale(s->ui);
	st->looked = 0;
	if (a->err.st != ST_OK) {
		/* The message says who changed it and when; the next frame
		 * shows the new version. */
		ui_fail(s->ui, &a->err);
		return;
	}
	if (wire_args_int(&a->args, "slices", 0) == st->id) {
		ui_say(s->ui, _("It is being carried out."));
		slice(s);
		return;
	}
	/* The undo of a file, carried out in slices. */
	if (wire_args_int(&a->args, "slices", 0) != 0) {
		ui_push(s->ui, &file_rows_screen, &(struct file_rows_arg){
		    .change = wire_args_int(&a->args, "slices", 0),
		    .go = true });
		return;
	}
	/* The effects were shown before; return to the next request. */
	ui_say(s->ui, _("Done: No. %lld, %s."), (long long)st->id,
	    st->ch.head.name);
	screen_close(s);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, NULL, NULL },
	{ ACT_BACK, NULL, NULL },
	{ ACT_CONFIRM, N_("approve"), "change.approve" },
	{ ACT_ACCEPT, N_("look inside"), NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops change_view_screen = {
	.name = "change-view",
	.title = N_("Request"),
	.help = N_("What was asked, on what papers, and what comes of it; a * marks what differs. F10 approves with the password again, never by who asked. F2 rejects with a reason, takes back, edits, undoes."),
	.size = sizeof(struct state),
	.keys = keys,
	.open = view_open,
	.recalc = view_recalc,
	.draw = view_draw,
	.action = view_action,
	.answer = view_answer,
	.close = view_close,
};
