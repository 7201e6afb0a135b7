/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_less: a month in which less was had than is due.
 */
#include "base/mem.h"
#include "office/balance/arrears.h"
#include "office/balance/settle_priv.h"

DB_SQL(q_stands) = { "less.stands",
	"SELECT 1 FROM arrears o JOIN arrears_month m ON m.arrears_id = o.id"
	" WHERE o.entitlement_id = ?1 AND o.kind = 'arrears'"
	" AND o.state = 'due' AND m.month = ?2 LIMIT 1" };

enum status
settle_unclaim(struct settle *w, struct account_claim *claim, int64_t amount,
    struct err *err)
{
	struct recovery_part part = { .amount = amount };

	claim->amount -= amount;
	w->a.kase[claim->kase].left -= amount;
	settle_add(&w->out->unclaimed, claim->month, amount);
	if (claim->line != ACCOUNT_NO_LINE) {
		w->a.line[claim->line].claimed -= amount;
		part.line = w->a.line[claim->line].id;
	} else {
		part.entitlement = w->a.grant[claim->grant].id;
		account_month_text(claim->month, part.month);
	}
	return recovery_unclaim(w->c, w->a.kase[claim->kase].id, &part, err);
}

/* Claims shrink by what has not come back; what has is ordered again. */
static enum status
less_claims(struct settle *w, unsigned group, int64_t *missing,
    struct err *err)
{
	unsigned i;

	for (i = 0; i < w->a.claims && *missing > 0; i++) {
		struct account_claim *c = &w->a.claim[i];
		int64_t left = w->a.kase[c->kase].left, take = c->amount;

		if (c->month != w->at.month || !settle_in(w, group, c->grant))
			continue;
		if (take > *missing)
			take = *missing;
		if (take > left)
			take = left;
		if (take <= 0)
			continue;
		if (settle_unclaim(w, c, take, err) != ST_OK)
			return err->st;
		*missing -= take;
	}
	return ST_OK;
}

/* Releases blocked lines that are no more than what is missing; *held shrinks
 * by lines that another cause still blocks. */
static enum status
less_free(struct settle *w, unsigned group, int64_t *missing, int64_t *held,
    struct err *err)
{
	unsigned i;

	for (i = 0; i < w->a.lines && *missing > 0; i++) {
		struct account_line *l = &w->a.line[i];

		if (l->month != w->at.month || l->draft || !l->blocked ||
		    l->receipt != 0 || l->person != w->a.person ||
		    l->gross > *missing || !settle_in(w, group, l->grant))
			continue;
		if (settle_unblock(w, l->id, err) != ST_OK)
			return err->st;
		l->blocked = false;
		*missing -= l->gross;
		if (l->held)
			*held -= l->gross;
		else
			settle_add(&w->out->freed, l->month,
			    l->gross - l->deducted);
	}
	return ST_OK;
}

/* ---- orders ------------------------------------------------------------------ */

/* Has a list brought arrears of the month already?  A whole month comes once:
 * what replaces a blocked line is a difference. */
static bool
less_came(const struct settle *w, unsigned grant)
{
	const struct account *a = &w->a;
	unsigned i;

	for (i = 0; i < a->lines; i++)
		if (a->line[i].month == w->at.month && a->line[i].ordered &&
		    !a->line[i].draft && a->line[i].grant == grant)
			return true;
	return false;
}

static void
less_note(struct settle *w, const struct account_node *n, int64_t amount,
    bool difference)
{
	struct settle_month *m;

	w->month = mem_resize(w->month, w->months + 1, sizeof(*w->month));
	m = &w->month[w->months++];
	m->grant = n->grant;
	m->entitlement = w->a.grant[n->grant].id;
	m->month = w->at.month;
	m->amount = amount;
	m->standard = n->is.standard;
	m->hundredths = n->is.hundredths;
	m->difference = difference || less_came(w, n->grant);
}

/* What lines and orders of a grant, and of grants that replaced it, have of the
 * month. */
static int64_t
less_had(const struct settle *w, const struct account_grant *g)
{
	const struct account *a = &w->a;
	int64_t had = 0;
	unsigned i;

	for (i = 0; i < a->lines; i++)
		if (a->line[i].month == w->at.month && !a->line[i].draft &&
		    a->grant[a->line[i].grant].origin == g->origin &&
		    (!a->line[i].blocked || a->line[i].receipt != 0))
			had += a->line[i].gross - a->line[i].claimed;
	for (i = 0; i < a->orders; i++)
		if (a->order[i].month == w->at.month && !a->order[i].gone &&
		    a->grant[a->order[i].grant].origin == g->origin)
			had += a->order[i].amount;
	return had;
}

/* Notes what is missing for the allowances of the group that are due, each up
 * to its own missing amount; a remainder goes to the last of them, or to the
 * first allowance of a group in which none is due. */
static void
less_spread(struct settle *w, unsigned group, int64_t missing)
{
	bool difference = w->at.group[group].had > 0 ||
	    w->at.group[group].listed > 0;
	const struct account_node *last = NULL;
	unsigned i;

	for (i = 0; i < w->at.nodes && missing > 0; i++) {
		const struct account_node *n = &w->at.node[i];
		int64_t part;

		if (n->group != group || (last != NULL && !n->is.due))
			continue;
		last = n;
		if (!n->is.due)
			continue;
		part = n->is.amount - less_had(w, &w->a.grant[n->grant]);
		if (part > missing)
			part = missing;
		if (part <= 0)
			continue;
		less_note(w, n, part, difference);
		missing -= part;
	}
	if (missing <= 0 || last == NULL)
		return;
	if (w->months > 0 && w->month[w->months - 1].grant == last->grant &&
	    w->month[w->months - 1].month == w->at.month)
		w->month[w->months - 1].amount += missing;
	else
		less_note(w, last, missing, true);
}

static enum status
less_give_up(struct settle *w, unsigned group, int64_t missing,
    struct err *err)
{
	unsigned i;

	for (i = 0; i < w->at.nodes; i++)
		if (w->at.node[i].group == group && w->at.node[i].is.due)
			break;
	if (i == w->at.nodes)
		return ST_OK;
	settle_add(&w->out->given_up, w->at.month, missing);
	return settle_give_up(w, w->at.node[i].grant, GIVEN_UP_ARREARS,
	    missing, w->ask->change, err);
}

enum status
settle_missing(struct settle *w, unsigned group, struct err *err)
{
	const struct account_group *g = &w->at.group[group];
	int64_t missing = account_missing(g), held = g->held;
	bool left = false;

	if (missing == 0 || g->kind == 'f')
		return ST_OK;
	if (!w->plan && (less_claims(w, group, &missing, err) != ST_OK ||
	    less_free(w, group, &missing, &held, err) != ST_OK))
		return err->st;
	missing -= held;
	if (missing <= 0)
		return ST_OK;
	if (settle_left(w, w->at.month, &left, err) != ST_OK)
		return err->st;
	if (left)
		return ST_OK;
	if (w->ask->no_arrears)
		return less_give_up(w, group, missing, err);
	less_spread(w, group, missing);
	return ST_OK;
}

/* The withdrawn order that had exactly this month and amount; 0: none. */
static int64_t
order_had(const struct settle *w, const struct settle_month *m)
{
	unsigned i;

	for (i = 0; i < w->a.orders; i++) {
		const struct account_order *o = &w->a.order[i];

		if (o->gone && o->grant == m->grant && o->month == m->month &&
		    o->amount == m->amount)
			return o->id;
	}
	return 0;
}

/* A month that is ordered in full for this entitlement already, by the record
 * that it was merged into: what is ordered beside it is a difference. */
static enum status
order_beside(struct settle *w, struct settle_month *m, struct err *err)
{
	char month[8];
	int64_t one;
	bool found;

	if (m->difference)
		return ST_OK;
	account_month_text(m->month, month);
	if (db_int1(db_usef(w->c->db, &q_stands, "it", m->entitlement, month),
	    &one, &found, err) == ST_OK)
		m->difference = found;
	return err->st;
}

/* The months of one order: those of the same entitlement, kind and earlier
 * order as *first.  What is ordered again unchanged is not reported. */
static void
order_months(struct settle *w, const struct settle_month *first,
    struct arrears_span *span)
{
	const struct settle_month is = *first;
	unsigned i;

	for (i = 0; i < w->months && span->n < ARREARS_MONTHS; i++) {
		struct settle_month *m = &w->month[i];

		if (m->grant != is.grant || m->difference != is.difference ||
		    m->again != is.again || m->amount == 0)
			continue;
		arrears_span_add(span, m->month, m->amount, m->standard,
		    m->hundredths);
		if (is.again == 0) {
			settle_add(&w->out->ordered, m->month, m->amount);
		} else {
			w->out->withdrawn.n--;
			w->out->withdrawn.total -= m->amount;
		}
		m->amount = 0;
	}
}

static enum status
order_head(struct settle *w, const struct settle_month *m,
    struct arrears_head *h, struct arrears_why *was, struct err *err)
{
	*h = (struct arrears_head){ .person = w->a.person,
	    .entitlement = m->entitlement, .change = w->ask->change,
	    .kind = m->difference ? ARREARS_DIFFERENCE : ARREARS_MONTH,
	    .reason = w->ask->why, .decision = w->ask->decision,
	    .decided_on = w->ask->decided_on, .period = w->out->period };
	if (m->again == 0)
		return ST_OK;
	if (arrears_why(w->c->db, m->again, was, err) != ST_OK)
		return err->st;
	h->change = was->change;
	h->reason = was->reason;
	h->decision = was->decision;
	h->decided_on = was->decided_on;
	return ST_OK;
}

/* One order for each entitlement and kind, its months in order. */
enum status
settle_order(struct settle *w, struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	for (i = 0; i < w->months; i++) {
		w->month[i].again = order_had(w, &w->month[i]);
		if (order_beside(w, &w->month[i], err) != ST_OK)
			return err->st;
	}
	for (i = 0; st == ST_OK && i < w->months; i++) {
		const struct settle_month *m = &w->month[i];
		bool again = m->again != 0;
		struct arrears_span span;
		struct arrears_head h;
		struct arrears_why was;
		int64_t id = 0;

		if (m->amount == 0)
			continue;
		st = order_head(w, m, &h, &was, err);
		arrears_span_init(&span);
		order_months(w, m, &span);
		if (st == ST_OK)
			st = arrears_order(w->c, &h, &span, &id, err);
		arrears_span_done(&span);
		if (!again && w->out->orders < SETTLE_ORDERS)
			w->out->order[w->out->orders++] = id;
	}
	return st;
}
