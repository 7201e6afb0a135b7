/*
 * SPDX-License-Identifier: ISC
 *
 * Does an act by its kind, then compares the balance of those whom it touched.
 */
#include <stdio.h>
#include <string.h>

#include "act_priv.h"
#include "ask.h"
#include "check.h"

static bool
act_office(struct world *w, const struct act *a)
{
	const char *boss = a->owner >= 0 ? m_owners[a->owner].boss : "";

	switch (a->kind) {
	case ACT_DAY:
		world_day(w, a->year, a->month, a->day);
		return true;
	case ACT_OPEN:
		return act_open(w, a);
	case ACT_LIST:
		return act_list(w, a);
	case ACT_SUBMIT:
		return act_submit(w, a->owner, "monthly");
	case ACT_RETURN:
		return act_list_step(w, a->owner, "monthly", "submitted", boss,
		    "list.return");
	case ACT_APPROVE:
		return act_list_step(w, a->owner, "monthly", "submitted", boss,
		    "list.approve");
	case ACT_CLOSE:
		return act_close(w, a);
	case ACT_FUNERALS:
		return act_funerals(w, a);
	case ACT_PAYALL:
		return act_pay_all(w, a);
	case ACT_STANDARD:
	case ACT_COEFFICIENT:
		return act_rate(w, a);
	case ACT_UNDO_RATE:
		return act_undo_rate(w);
	case ACT_RATE_CLAIM:
	case ACT_RATE_GIVE:
		return act_lowered(w, a);
	case ACT_REORGANISE:
		return act_reorganise(w, a);
	default:
		return true;
	}
}

static bool
act_person(struct world *w, const struct act *a)
{
	if (a->kind >= ACT_NAMES) {
		check_owner(w, a);
		return true;
	}
	if (a->kind >= ACT_HAD) {
		check_expect(w, a);
		return true;
	}
	switch (a->kind) {
	case ACT_PAY: return act_pay(w, a);
	case ACT_PAY_FUNERAL: return act_pay_funeral(w, a);
	case ACT_REVERSE: return act_reverse(w, a);
	case ACT_BLOCK:
	case ACT_UNBLOCK: return act_block(w, a);
	case ACT_NEWCOMER: return ask_newcomer(w, a);
	case ACT_GRANT: return ask_new(w, a);
	case ACT_STOP:
	case ACT_DEATH: return ask_stop(w, a);
	case ACT_REPORT: return ask_report(w, a);
	case ACT_DECIDE_REPORT: return ask_decide_report(w, a);
	case ACT_SUSPEND: return ask_suspend(w, a);
	case ACT_RESUME: return ask_resume(w, a);
	case ACT_AMOUNT: return ask_amount(w, a);
	case ACT_MOVE: return ask_move(w, a);
	case ACT_OUT: return ask_out(w, a);
	case ACT_MERGE: return ask_merge(w, a);
	case ACT_FUNERAL: return ask_funeral(w, a);
	case ACT_UNCOLLECTED: return ask_uncollected(w, a);
	case ACT_COLLECTED: return ask_collected(w, a);
	case ACT_RECOVER:
	case ACT_PLAN:
	case ACT_REPAID:
	case ACT_WRITEOFF: return ask_recovery(w, a);
	case ACT_UNDO: return ask_undo(w, a);
	default: return false;
	}
}

/* Whom the balance is asked of: those who were touched, or all. */
static void
act_check(struct world *w, const struct act *a)
{
	int i;

	if (act_of_person[a->kind]) {
		if (a->person < w->m.people && a->kind != ACT_NEWCOMER)
			w->touched[a->person] = true;
		if (a->into >= 0 && a->into < w->m.people)
			w->touched[a->into] = true;
		for (i = 0; i < w->m.people; i++)
			if (w->m.p[i].id != 0 && w->touched[i])
				check_person(w, m_root(&w->m, i));
		return;
	}
	switch (a->kind) {
	case ACT_SUBMIT:
	case ACT_RETURN:
	case ACT_SYNC:
	case ACT_STANDARD:
	case ACT_COEFFICIENT:
	case ACT_UNDO_RATE:
	case ACT_RATE_CLAIM:
	case ACT_RATE_GIVE:
	case ACT_FUNERALS:
	case ACT_REORGANISE:
		check_all(w);
		break;
	default:
		break;
	}
}

bool
act_do(struct world *w, struct act *a)
{
	bool ok;

	world_tick(w);
	if (a->aim)
		act_aim(w, a);
	memset(w->touched, 0, sizeof(w->touched));
	w->o.err = (struct err)ERR_INIT;
	if (act_of_person[a->kind] && a->kind != ACT_NEWCOMER &&
	    (a->person >= w->m.people || w->m.p[a->person].id == 0))
		ok = false;
	else
		ok = act_of_person[a->kind] ? act_person(w, a) :
		    act_office(w, a);
	if (ok) {
		w->done[a->kind]++;
	} else {
		w->refused[a->kind]++;
		(void)snprintf(w->refusal[a->kind], sizeof(w->refusal[0]),
		    "%.20s: %.170s", w->o.err.field, w->o.err.msg);
	}
	if (ok && a->kind == ACT_REVERSE)
		w->reversed[a->person] = true;
	/* What settles the person that it is about. */
	w->settled = ok && (a->kind == ACT_REVERSE || a->kind == ACT_UNBLOCK ||
	    (a->kind >= ACT_NEWCOMER && a->kind <= ACT_UNDO &&
	    a->kind != ACT_REPORT && a->kind != ACT_DECIDE_REPORT));
	if (a->person < w->m.people && (w->settled ||
	    (ok && a->kind == ACT_DECIDE_REPORT)))
		m_before_ask(&w->m, m_root(&w->m, a->person), a->claim);
	if (w->why[0] == '\0')
		act_check(w, a);
	return ok;
}
