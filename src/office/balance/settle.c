/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle: the order of the steps.  Each step changes the account in
 * memory together with the books, so that the next one sees it.
 */
#include "office/balance/settle.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "office/balance/arrears.h"
#include "office/balance/settle_priv.h"

/* The last month that a list can be made for. */
DB_SQL(q_last) = { "settle.last",
	"SELECT coalesce(max(month), '') FROM period_month" };

/* Extends the months in question to `month`. */
static void
settle_reach(struct settle *w, int month)
{
	if (month < w->lo)
		w->lo = month;
	if (month > w->hi)
		w->hi = month;
}

/*
 * From the months of the request, or of everything there is, to the last month
 * of any period: after a move a month may belong to an owner who has listed it,
 * while the new owner's next list covers it for others, so that settle_left()
 * must be asked for each month.
 */
static void
settle_bounds(struct settle *w, int last)
{
	const struct account *a = &w->a;
	int from = account_month(w->ask->from), to = account_month(w->ask->to);
	int next = account_month(w->next_month);
	unsigned i;

	w->lo = from != 0 ? from : ACCOUNT_EVER;
	w->hi = last > next - 1 ? last : next - 1;
	for (i = 0; i < a->grants; i++)
		if (from == 0 && !w->ask->had && !a->grant[i].none &&
		    a->grant[i].from < w->lo)
			w->lo = a->grant[i].from;
	for (i = 0; i < a->lines; i++)
		if ((from == 0 || a->line[i].month >= from) &&
		    !a->line[i].draft)
			settle_reach(w, a->line[i].month);
	for (i = 0; i < a->orders; i++)
		if (from == 0 || a->order[i].month >= from)
			settle_reach(w, a->order[i].month);
	for (i = 0; i < a->claims; i++)
		if (from == 0 || a->claim[i].month >= from)
			settle_reach(w, a->claim[i].month);
	if (to != 0 && to < w->hi)
		w->hi = to;
}

/*
 * A claim is at most what was paid of its line or has come back: after a payout
 * was reversed, the rest of the claim is cancelled first.
 */
static enum status
settle_unpaid_claims(struct settle *w, struct err *err)
{
	struct account *a = &w->a;
	unsigned k, i;

	for (k = 0; k < a->kases; k++) {
		int64_t back = a->kase[k].back > 0 ? a->kase[k].back : 0;

		for (i = 0; i < a->claims; i++) {
			struct account_claim *c = &a->claim[i];
			int64_t keep;

			if (c->kase != k || c->amount == 0 ||
			    c->line == ACCOUNT_NO_LINE ||
			    a->line[c->line].receipt != 0)
				continue;
			keep = c->amount < back ? c->amount : back;
			back -= keep;
			if (c->amount > keep && settle_unclaim(w, c,
			    c->amount - keep, err) != ST_OK)
				return err->st;
		}
	}
	return ST_OK;
}

/* ---- arrears that are on no list ----------------------------------------- */

/*
 * *goes: this month of an order is to be withdrawn: there is too much; a list
 * will bring it; its record was merged; a blocked line can be released instead,
 * or a claim on the month can shrink instead.
 */
static enum status
settle_order_goes(struct settle *w, const struct account_order *o, bool *goes,
    struct err *err)
{
	const struct account_group *g;
	unsigned i, n;

	*goes = o->person != w->a.person;
	if (*goes || o->month < w->lo || o->month > w->hi)
		return ST_OK;
	if (account_at(&w->a, o->month, &w->at, err) != ST_OK)
		return err->st;
	n = account_node_of(&w->at, o->grant);
	if (n == ACCOUNT_NODES)
		return ST_OK;
	g = &w->at.group[w->at.node[n].group];
	*goes = account_too_much(g) > 0 ||
	    settle_owed(w, w->at.node[n].group) > 0;
	for (i = 0; !*goes && account_missing(g) > 0 && i < w->a.lines; i++)
		*goes = w->a.line[i].month == o->month &&
		    w->a.line[i].blocked && w->a.line[i].receipt == 0;
	return *goes ? ST_OK : settle_left(w, o->month, goes, err);
}

/* An order is withdrawn as a whole; settle_order() orders what is still missing
 * of its months. */
static enum status
settle_withdraw(struct settle *w, int64_t order, struct err *err)
{
	struct account *a = &w->a;
	unsigned i;

	for (i = 0; i < a->orders; i++) {
		if (a->order[i].id != order || a->order[i].gone)
			continue;
		a->order[i].gone = true;
		settle_reach(w, a->order[i].month);
		settle_add(&w->out->withdrawn, a->order[i].month,
		    a->order[i].amount);
	}
	return arrears_withdraw(w->c, order, err);
}

static enum status
settle_orders(struct settle *w, struct err *err)
{
	unsigned i;
	bool goes;

	for (i = 0; i < w->a.orders; i++) {
		if (w->a.order[i].gone)
			continue;
		if (settle_order_goes(w, &w->a.order[i], &goes, err) != ST_OK ||
		    (goes && settle_withdraw(w, w->a.order[i].id,
		    err) != ST_OK))
			return err->st;
	}
	return ST_OK;
}

/* ---- all of it -------------------------------------------------------------- */

enum status
settle_begin(struct settle *w, struct err *err)
{
	struct db_stmt *s;
	int last;
	bool row;

	if (account_load(w->c->db, w->ask->person, &w->a, err) != ST_OK ||
	    arrears_next_list(w->c->db, w->a.person, w->out->period,
	    w->next_month, err) != ST_OK)
		return err->st;
	s = db_use(w->c->db, &q_last);
	if (db_step(s, &row, err) != ST_OK)
		return err->st;
	last = account_month(db_text(s, 0));
	db_reset(s);
	settle_bounds(w, last);
	return ST_OK;
}

/* Too much first, in all months: only then is known what is left to order. */
static enum status
settle_months(struct settle *w, struct err *err)
{
	unsigned g;
	int m;

	for (m = w->lo; m <= w->hi; m++) {
		if (account_at(&w->a, m, &w->at, err) != ST_OK)
			return err->st;
		for (g = 0; g < w->at.groups; g++)
			if (settle_too_much(w, g, err) != ST_OK ||
			    settle_both(w, g, err) != ST_OK ||
			    settle_give(w, g, err) != ST_OK)
				return err->st;
	}
	if (settle_claim(w, err) != ST_OK)
		return err->st;
	for (m = w->lo; m <= w->hi; m++) {
		if (account_at(&w->a, m, &w->at, err) != ST_OK)
			return err->st;
		for (g = 0; g < w->at.groups; g++)
			if (settle_missing(w, g, err) != ST_OK)
				return err->st;
	}
	return settle_order(w, err);
}

/* What was had above a lowered rate, undecided, waits with the present
 * owner. */
static enum status
settle_came(struct settle *w, struct err *err)
{
	const struct settle_sum *s = &w->out->above;
	const struct lowered_sum sum = { 1, s->n, s->total };
	char from[8];

	if (s->n == 0)
		return ST_OK;
	account_month_text(s->first, from);
	return lowered_came(w->c, w->a.person, from, &sum, err);
}

enum status
balance_settle(struct verb_call *c, const struct settle_ask *ask,
    struct settled *out, struct err *err)
{
	struct settle *w = mem_zalloc(sizeof(*w));
	enum status st;

	memset(out, 0, sizeof(*out));
	w->c = c;
	w->ask = ask;
	w->out = out;
	st = settle_begin(w, err) != ST_OK ||
	    settle_unpaid_claims(w, err) != ST_OK ||
	    settle_opening_claims(w, err) != ST_OK ||
	    settle_orders(w, err) != ST_OK || settle_months(w, err) != ST_OK ||
	    settle_came(w, err) != ST_OK ? err->st : ST_OK;
	account_done(&w->a);
	free(w->part);
	free(w->month);
	free(w);
	return st;
}

/* ---- the job for a rate ------------------------------------------------------ */

/* Are there blocked lines, claims or orders in these months? */
static bool
settle_alone(const struct settle *w)
{
	const struct account *a = &w->a;
	unsigned i;

	for (i = 0; i < a->lines; i++)
		if (a->line[i].month >= w->lo && a->line[i].month <= w->hi &&
		    !a->line[i].draft && (a->line[i].blocked ||
		    a->line[i].claimed != 0))
			return true;
	for (i = 0; i < a->claims; i++)
		if (a->claim[i].month >= w->lo && a->claim[i].month <= w->hi &&
		    a->claim[i].amount != 0)
			return true;
	for (i = 0; i < a->orders; i++)
		if (a->order[i].month >= w->lo && a->order[i].month <= w->hi)
			return true;
	return false;
}

/* Notes what is missing in months that had something, and sums what was had
 * above a lowered rate and is undecided. */
static enum status
settle_plan(struct settle *w, struct settle_sum *above, struct err *err)
{
	const struct account_group *g;
	unsigned i;
	int m;

	for (m = w->lo; m <= w->hi; m++) {
		if (account_at(&w->a, m, &w->at, err) != ST_OK)
			return err->st;
		for (i = 0; i < w->at.groups; i++) {
			g = &w->at.group[i];
			if (g->above > 0 && g->gives == 0)
				settle_add(above, m, g->above);
			if ((g->any || g->had > 0) &&
			    settle_missing(w, i, err) != ST_OK)
				return err->st;
		}
	}
	return ST_OK;
}

enum status
balance_missing(struct db *db, int64_t person, const char *from,
    const char *to, struct settle_found *found, struct err *err)
{
	const struct settle_ask ask = { .person = person, .from = from,
	    .to = to, .had = true };
	struct verb_call c = { .db = db };
	struct settle *w = mem_zalloc(sizeof(*w));
	struct settled out;
	enum status st;

	memset(&out, 0, sizeof(out));
	memset(found, 0, sizeof(*found));
	w->c = &c;
	w->ask = &ask;
	w->out = &out;
	w->plan = true;
	st = settle_begin(w, err);
	found->alone = st == ST_OK && settle_alone(w);
	if (st == ST_OK && w->a.person == person)
		st = settle_plan(w, &found->above, err);
	found->month = w->month;
	found->months = w->months;
	account_done(&w->a);
	free(w);
	return st;
}
