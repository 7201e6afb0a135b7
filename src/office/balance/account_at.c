/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_at: what is due of one month of an account, beside what was
 * had (account_month.c): rests, rates that were lowered since (account_above.c),
 * what was given up.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/account_at_priv.h"

/* ---- due ------------------------------------------------------------------ */

/* Keeps the amounts met: a person has few, and many months. */
static enum status
at_amount(struct at *w, const struct account_grant *g,
    struct category_amount *is)
{
	struct account *a = w->a;
	char province[9];
	struct category_ask ask = { .province = province,
	    .category = g->category, .month = w->month,
	    .hundredths = g->hundredths, .manual = g->manual };
	struct account_rate *r;
	unsigned i;

	for (i = 0; i < a->rates; i++) {
		r = &a->rate[i];
		if (r->month == w->out->month &&
		    r->hundredths == g->hundredths &&
		    r->manual == g->manual &&
		    strcmp(r->category, g->category) == 0) {
			*is = r->is;
			return ST_OK;
		}
	}
	if (category_province_at(a->db, w->month, province, sizeof(province),
	    w->err) != ST_OK)
		return w->err->st;
	switch (category_amount(a->db, &ask, is, w->err)) {
	case ST_OK:
		break;
	case ST_NOTFOUND: /* before there were rates: nothing can be due */
		memset(is, 0, sizeof(*is));
		memset(w->err, 0, sizeof(*w->err));
		break;
	default:
		return w->err->st;
	}
	if (a->rates == ACCOUNT_RATES)
		a->rates = 0;
	r = &a->rate[a->rates++];
	r->month = w->out->month;
	r->hundredths = g->hundredths;
	r->manual = g->manual;
	r->is = *is;
	(void)str_copy_cut(r->category, sizeof(r->category), g->category);
	return ST_OK;
}

/* Those in force, with or without those that rest: v[], and their nodes. */
static enum status
at_in_force(struct at *w, bool rests_too, struct due_grant *v, unsigned *at,
    unsigned *n)
{
	struct account_at *o = w->out;
	unsigned i;

	*n = 0;
	for (i = 0; i < o->nodes; i++) {
		const struct account_grant *g = &w->a->grant[o->node[i].grant];
		struct category_amount is;

		if (!o->node[i].in_force || (o->node[i].rests && !rests_too))
			continue;
		if (*n == DUE_GRANTS)
			return err_set(w->err, ST_LIMIT, _("more than %d "
			    "allowances of one person"), DUE_GRANTS);
		if (at_amount(w, g, &is) != ST_OK)
			return w->err->st;
		memset(&v[*n], 0, sizeof(v[0]));
		v[*n].entitlement = g->id;
		(void)str_copy_cut(v[*n].category, sizeof(v[0].category),
		    g->category);
		v[*n].base = g->kind == 'b';
		v[*n].is.amount = is.amount;
		v[*n].is.standard = is.standard;
		v[*n].is.hundredths = is.hundredths;
		at[(*n)++] = i;
	}
	return ST_OK;
}

/* What the rule keeps of them; amounts into due[] by group, and by node. */
static enum status
at_choose(struct at *w, bool rests_too, int64_t *due)
{
	struct account_at *o = w->out;
	struct due_grant v[DUE_GRANTS];
	unsigned at[DUE_GRANTS], n, i;

	memset(due, 0, ACCOUNT_NODES * sizeof(*due));
	if (at_in_force(w, rests_too, v, at, &n) != ST_OK || (n > 0 &&
	    due_choose(w->a->db, w->month, v, n, w->err) != ST_OK))
		return w->err->st;
	for (i = 0; i < n; i++) {
		if (v[i].is.due)
			due[o->node[at[i]].group] += v[i].is.amount;
		*(rests_too ? &w->full[at[i]] : &o->node[at[i]].is) = v[i].is;
	}
	return ST_OK;
}

/* The same at the rates of then where these still count: what that is beyond
 * the rates of now, which gave due[]. */
static enum status
at_choose_then(struct at *w, bool rests_too, const struct at_then *t,
    const int64_t *due, struct at_above *above)
{
	struct due_grant v[DUE_GRANTS];
	unsigned at[DUE_GRANTS], n, i;

	memset(above, 0, ACCOUNT_NODES * sizeof(*above));
	if (!t->any)
		return ST_OK;
	if (at_in_force(w, rests_too, v, at, &n) != ST_OK)
		return w->err->st;
	for (i = 0; i < n; i++)
		if (t->most[at[i]] > v[i].is.amount)
			v[i].is.amount = t->most[at[i]];
	if (n > 0 && due_choose(w->a->db, w->month, v, n, w->err) != ST_OK)
		return w->err->st;
	for (i = 0; i < n; i++) {
		struct at_above *is = &above[w->out->node[at[i]].group];

		if (!v[i].is.due)
			continue;
		is->amount += v[i].is.amount;
		if (v[i].is.amount != t->most[at[i]])
			continue;
		is->gives = !is->any || is->gives == t->gives[at[i]] ?
		    t->gives[at[i]] : 0;
		is->any = true;
		is->of = at[i];
	}
	for (i = 0; i < w->out->groups; i++)
		above[i].amount = above[i].any && above[i].amount > due[i] ?
		    above[i].amount - due[i] : 0;
	return ST_OK;
}

/* Claims are written off of what was paid, as far as it is not due: what has
 * become due since excuses no other line or order. */
static void
at_given_up(struct at *w)
{
	unsigned i;

	for (i = 0; i < w->out->groups; i++) {
		struct account_group *g = &w->out->group[i];
		int64_t most = g->forgiven_of > g->due ?
		    g->forgiven_of - g->due : 0;

		if (g->claims_off > most)
			g->claims_off = most;
	}
}

/* The newest receipt when a rest of the group was last approved; `category`:
 * a rest of that allowance, NULL any. */
static int64_t
at_rest_receipts(const struct at *w, unsigned group, const char *category)
{
	const struct account *a = w->a;
	int64_t receipts = 0;
	unsigned i, n;

	for (i = 0; i < a->rests; i++) {
		n = account_node_of(w->out, a->rest[i].grant);
		if (n < ACCOUNT_NODES && w->out->node[n].group == group &&
		    a->rest[i].from <= w->out->month &&
		    w->out->month <= a->rest[i].to &&
		    (category == NULL || strcmp(category,
		    a->grant[a->rest[i].grant].category) == 0) &&
		    a->rest[i].receipts > receipts)
			receipts = a->rest[i].receipts;
	}
	return receipts;
}

/* Does the allowance rest in the month? */
static bool
at_category_rests(const struct at *w, const char *category)
{
	unsigned i;

	for (i = 0; i < w->out->nodes; i++)
		if (w->out->node[i].rests && strcmp(category,
		    w->a->grant[w->out->node[i].grant].category) == 0)
			return true;
	return false;
}

/* Paid before the allowance came to rest, or else another of the group; the
 * opening was. */
static int64_t
at_paid_before_rest(const struct at *w, unsigned group)
{
	const struct account *a = w->a;
	int64_t any = at_rest_receipts(w, group, NULL), before;
	int64_t paid = w->out->group[group].opening;
	unsigned i, n;

	for (i = 0; i < a->lines; i++) {
		const struct account_line *l = &a->line[i];
		const char *category;

		n = account_node_of(w->out, l->grant);
		if (l->month != w->out->month || l->draft || l->receipt == 0 ||
		    n == ACCOUNT_NODES || w->out->node[n].group != group)
			continue;
		category = a->grant[l->grant].category;
		before = at_category_rests(w, category) ?
		    at_rest_receipts(w, group, category) : any;
		if (l->receipt <= before)
			paid += l->gross;
	}
	return paid;
}

/* Of the groups of a month: by the rates of now, with what rests put in, and
 * what those of then give beyond either. */
struct at_due {
	int64_t due[ACCOUNT_NODES], full[ACCOUNT_NODES];
	struct at_above above[ACCOUNT_NODES], resting[ACCOUNT_NODES];
};

/*
 * A rest claims nothing: what was paid before it was approved stays due, up
 * to what the month would give without it (`full`).
 *
 * A rate that is lowered backwards claims nothing by itself: what was listed or
 * ordered at the rate of then stays due, of the entitlement that it was for,
 * until it is decided (balance/lowered.h); no more than was had at it, nor what
 * was given up already.  Of a month at rest that is as much as was paid before.
 */
static void
at_group_due(const struct at *w, unsigned i, const struct at_due *d)
{
	struct account_group *g = &w->out->group[i];
	int64_t due = d->due[i], full = d->full[i];
	struct at_above above = d->above[i];
	int64_t most = due + above.amount;

	g->due = due;
	if (full > due) {
		const struct at_above *resting = &d->resting[i];
		int64_t paid = at_paid_before_rest(w, i);

		g->due = paid > full ? full : paid > due ? paid : due;
		if (paid > full + resting->amount)
			paid = full + resting->amount;
		if (paid > most) {
			above = *resting;
			most = paid;
		}
	}
	g->gives = above.gives;
	g->above_of = above.of;
	g->above = most - g->due;
	if (g->above > g->had - g->due)
		g->above = g->had - g->due;
	g->above = g->above > g->rate_off ? g->above - g->rate_off : 0;
	g->due += g->above;
}

static enum status
at_due(struct at *w)
{
	struct account_at *o = w->out;
	struct at_due d = { .full = { 0 } };
	struct at_then t;
	bool rests = false;
	unsigned i;

	for (i = 0; i < o->nodes; i++)
		rests |= o->node[i].rests;
	memset(w->full, 0, o->nodes * sizeof(w->full[0]));
	if (at_choose(w, false, d.due) != ST_OK ||
	    (rests && at_choose(w, true, d.full) != ST_OK) ||
	    at_then(w, &t) != ST_OK ||
	    at_choose_then(w, false, &t, d.due, d.above) != ST_OK ||
	    (rests && at_choose_then(w, true, &t, d.full,
	    d.resting) != ST_OK))
		return w->err->st;
	for (i = 0; i < o->groups; i++)
		at_group_due(w, i, &d);
	return ST_OK;
}

/* What the opening had too much and was not claimed.  It is of the opening
 * alone: what a line has too much is claimed beside it.  What is due again
 * makes a claim smaller first: what was given up once stays so. */
static void
at_told(struct at *w)
{
	unsigned i;

	for (i = 0; i < w->out->groups; i++) {
		struct account_group *g = &w->out->group[i];
		int64_t most = g->opening - g->opening_off - g->due;

		if (most < 0)
			most = 0;
		g->told = g->told_stored < most ? g->told_stored : most;
		g->claims_off += g->told;
	}
}

enum status
account_at(struct account *a, int month, struct account_at *out,
    struct err *err)
{
	struct at w = { .a = a, .out = out, .err = err };

	out->month = month;
	out->nodes = out->groups = 0;
	account_month_text(month, w.month);
	if (at_nodes(&w) != ST_OK || at_groups(&w) != ST_OK)
		return err->st;
	at_had(&w);
	if (at_due(&w) != ST_OK)
		return err->st;
	at_given_up(&w);
	at_told(&w);
	return ST_OK;
}

int64_t
account_missing(const struct account_group *g)
{
	int64_t n = g->due - g->arrears_off - g->had;

	return n > 0 ? n : 0;
}

int64_t
account_too_much(const struct account_group *g)
{
	int64_t n = g->had - g->due - g->claims_off - g->rate_off;

	return n > 0 ? n : 0;
}
