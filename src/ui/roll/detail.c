/*
 * SPDX-License-Identifier: ISC
 *
 * One person: identity papers, place, entitlements, open lines, and all
 * payouts.  F2 offers what this role may change.
 */

#include "base/clock.h"
#include "base/say.h"
#include "ui/kit/change_ui.h"
#include "ui/kit/doors.h"
#include "ui/roll/detail_priv.h"
#include "ui/roll/roll.h"

static enum status
detail_open(struct screen *s, const void *arg, struct err *err)
{
	struct detail *st = s->state;

	st->id = ((const struct detail_arg *)arg)->person;
	return person_get(s->ui->db, &s->ui->who.scope, st->id, &st->p, err);
}

static void
detail_close(struct screen *s)
{
	payout_lines_done(&((struct detail *)s->state)->lines);
}

static void
read_history(struct screen *s)
{
	struct detail *st = s->state;
	const struct payout_ask ask = { .person = st->id,
		.offset = st->offset, .max = DETAIL_PAST };
	struct err err = ERR_INIT;

	if (payout_history(s->ui->db, &s->ui->who.scope, &ask, st->past,
	    &st->npast, &err) != ST_OK)
		ui_fail(s->ui, &err);
}

/* Reads waiting requests, arrears not yet on a list, and open recoveries. */
static enum status
read_pending(struct screen *s, struct err *err)
{
	struct detail *st = s->state;
	const struct scope *sc = &s->ui->who.scope;
	struct change_filter f = { .state = CHANGE_WAITING, .person = st->id,
	    .max = DETAIL_REQUESTS + 1 };
	struct arrears_row all[DETAIL_ORDERS];
	unsigned n = 0;
	enum status r;

	st->nreq = st->narr = st->nrec = 0;
	r = change_all(s->ui->db, sc, &f, st->req, &st->nreq, err);
	if (r == ST_OK)
		r = arrears_all(s->ui->db, sc, &(struct arrears_ask){
		    .person = st->id, .period = "", .max = DETAIL_ORDERS },
		    all, &n, err);
	for (unsigned i = 0; r == ST_OK && i < n &&
	    st->narr <= DETAIL_ARREARS; i++)
		if (all[i].state == ARREARS_DUE &&
		    all[i].list_period[0] == '\0')
			st->arr[st->narr++] = all[i];
	if (r == ST_OK)
		r = recovery_all(s->ui->db, sc, &(struct recovery_ask){
		    .person = st->id, .open = true,
		    .max = DETAIL_RECOVERIES + 1 }, st->rec, &st->nrec, err);
	return r;
}

static void
detail_recalc(struct screen *s)
{
	struct detail *st = s->state;
	struct ui *u = s->ui;
	const struct scope *sc = &u->who.scope;
	char today[CLOCK_DATE];
	const struct person_ask rights = { .person = st->id,
		.max = DETAIL_ENTITLEMENTS + 1 },
	    others = { .person = st->id, .today = today,
		.max = DETAIL_COLLECTORS + 1 };
	struct err err = ERR_INIT;

	clock_date(today);
	if (person_get(u->db, sc, st->id, &st->p, &err) != ST_OK ||
	    person_entitlements(u->db, sc, &rights, st->ent, &st->nent,
	    &err) != ST_OK ||
	    person_collectors(u->db, sc, &others, st->col, &st->ncol,
	    &err) != ST_OK ||
	    collect_self(u->db, sc, st->id, today, &st->self, &err) != ST_OK ||
	    payout_lines_of(u->db, sc, u->period.id, st->id, &st->lines,
	    &err) != ST_OK || read_pending(s, &err) != ST_OK)
		ui_fail(u, &err);
	read_history(s);
}

static void
move_history(struct screen *s, int by)
{
	struct detail *st = s->state;

	if (by > 0 && st->cur + 1 < st->room) {
		st->cur++;
	} else if (by < 0 && st->cur > 0) {
		st->cur--;
	} else if (by > 0 && st->npast > st->room) {
		st->offset++;
		read_history(s);
	} else if (by < 0 && st->offset > 0) {
		st->offset--;
		read_history(s);
	}
}

static bool
detail_action(struct screen *s, enum action a)
{
	struct detail *st = s->state;
	struct timeline_arg past = { .person = st->id };

	switch (a) {
	case ACT_UP:
		move_history(s, -1);
		return true;
	case ACT_DOWN:
		move_history(s, 1);
		return true;
	case ACT_PAGE_DOWN:
		if (st->npast > st->room)
			st->offset += st->room;
		read_history(s);
		return true;
	case ACT_PAGE_UP:
		st->offset = st->offset > st->room ? st->offset - st->room : 0;
		read_history(s);
		return true;
	case ACT_ACCEPT:
		ui_push(s->ui, &timeline_screen, &past);
		return true;
	case ACT_CHANGE:
		detail_offer(s);
		return true;
	default:
		return false;
	}
}

static void
detail_answer(struct screen *s, const struct wire_answer *a)
{
	if (a->err.st != ST_OK) {
		ui_fail(s->ui, &a->err);
		return;
	}
	ui_say(s->ui, _("Receipt %lld was taken back."),
	    (long long)wire_args_int(&a->args, "receipt", 0));
	ui_all_stale(s->ui);
}

static const struct screen_key keys[] = {
	{ ACT_HELP, NULL, NULL },
	{ ACT_CHANGE, NULL, "reverse change.ask person.correct" },
	{ ACT_BACK, NULL, NULL },
	{ ACT_ACCEPT, N_("history"), NULL },
	{ ACT_PAGE_DOWN, NULL, NULL },
	{ ACT_MENU, NULL, NULL },
	{ ACT_NONE, NULL, NULL },
};

const struct screen_ops detail_screen = {
	.name = "detail",
	.title = N_("Person"),
	.help = N_("Up and down mark a payout, newest first. F2 offers what you may change, Enter shows the whole history."),
	.size = sizeof(struct detail),
	.keys = keys,
	.open = detail_open,
	.recalc = detail_recalc,
	.draw = detail_draw,
	.action = detail_action,
	.answer = detail_answer,
	.close = detail_close,
};
