/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_at: what is due in one month of an account, with suspensions,
 * rates lowered since (account_above.c) and what was given up.  What was had:
 * account_month.c.
 */
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/account_at_priv.h"

/* ---- due ------------------------------------------------------------------ */

/* Caches amounts: a person has few rates and many months. */
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
	case ST_NOTFOUND: /* before the first rate: nothing can be due */
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

/* v[], *n: the grants in force, with or without suspended ones; at[]: their
 * nodes. */
static enum status
at_in_force(struct at *w, bool suspended, struct due_grant *v, unsigned *at,
    unsigned *n)
{
	struct account_at *o = w->out;
	unsigned i;

	*n = 0;
	for (i = 0; i < o->nodes; i++) {
		const struct account_grant *g = &w->a->grant[o->node[i].grant];
		struct category_amount is;

		if (!o->node[i].in_force ||
		    (o->node[i].suspended && !suspended))
			continue;
		if (*n == DUE_GRANTS)
			return err_set(w->err, ST_LIMIT, _("more than %d "
			    "allowances of one person"), DUE_GRANTS);
		if (at_amount(w, g, &is) != ST_OK)
			return w->err->st;
		v[*n] = (struct due_grant){ .entitlement = g->id,
		    .base = g->kind == 'b', .is = { .amount = is.amount,
		    .standard = is.standard, .hundredths = is.hundredths } };
		(void)str_copy_cut(v[*n].category, sizeof(v[0].category),
		    g->category);
		at[(*n)++] = i;
	}
	return ST_OK;
}

/* Applies the rule of what may be had together: due[] by group, and by node. */
static enum status
at_choose(struct at *w, bool suspended, int64_t *due)
{
	struct account_at *o = w->out;
	struct due_grant v[DUE_GRANTS];
	unsigned at[DUE_GRANTS], n, i;

	memset(due, 0, ACCOUNT_NODES * sizeof(*due));
	if (at_in_force(w, suspended, v, at, &n) != ST_OK || (n > 0 &&
	    due_choose(w->a->db, w->month, v, n, w->err) != ST_OK))
		return w->err->st;
	for (i = 0; i < n; i++) {
		if (v[i].is.due)
			due[o->node[at[i]].group] += v[i].is.amount;
		*(suspended ? &w->full[at[i]] : &o->node[at[i]].is) = v[i].is;
	}
	return ST_OK;
}

/* The same at earlier rates where these still count: above[] is what that gives
 * beyond the present rates, which gave due[]. */
static enum status
at_choose_then(struct at *w, bool suspended, const struct at_then *t,
    const int64_t *due, struct at_above *above)
{
	struct due_grant v[DUE_GRANTS];
	unsigned at[DUE_GRANTS], n, i;

	memset(above, 0, ACCOUNT_NODES * sizeof(*above));
	if (!t->any)
		return ST_OK;
	if (at_in_force(w, suspended, v, at, &n) != ST_OK)
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

/* Claims that were written off count up to what was paid and is not due: what
 * has become due since does not excuse another line or order. */
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

/* The newest receipt when a suspension of the group was last approved;
 * category: a suspension of that allowance, NULL: any. */
static int64_t
at_receipts(const struct at *w, unsigned group, const char *category)
{
	const struct account *a = w->a;
	int64_t receipts = 0;
	unsigned i, n;

	for (i = 0; i < a->suspensions; i++) {
		n = account_node_of(w->out, a->suspension[i].grant);
		if (n < ACCOUNT_NODES && w->out->node[n].group == group &&
		    a->suspension[i].from <= w->out->month &&
		    w->out->month <= a->suspension[i].to &&
		    (category == NULL || strcmp(category,
		    a->grant[a->suspension[i].grant].category) == 0) &&
		    a->suspension[i].receipts > receipts)
			receipts = a->suspension[i].receipts;
	}
	return receipts;
}

/* Is the allowance suspended in the month? */
static bool
at_suspended(const struct at *w, const char *category)
{
	unsigned i;

	for (i = 0; i < w->out->nodes; i++)
		if (w->out->node[i].suspended && strcmp(category,
		    w->a->grant[w->out->node[i].grant].category) == 0)
			return true;
	return false;
}

/* What was paid before the suspension of the allowance, or else of another one
 * of the group, was approved; this includes the opening. */
static int64_t
at_paid_before(const struct at *w, unsigned group)
{
	const struct account *a = w->a;
	int64_t any = at_receipts(w, group, NULL), before;
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
		before = at_suspended(w, category) ?
		    at_receipts(w, group, category) : any;
		if (l->receipt <= before)
			paid += l->gross;
	}
	return paid;
}

/* By group: due at the present rates, the same as if nothing were suspended
 * (full), and what earlier rates give beyond each. */
struct at_due {
	int64_t due[ACCOUNT_NODES], full[ACCOUNT_NODES];
	struct at_above above[ACCOUNT_NODES], above_full[ACCOUNT_NODES];
};

/*
 * A suspension claims nothing: what was paid before it was approved stays due,
 * up to what the month would give without it (full).
 *
 * A rate that is lowered backwards claims nothing by itself: what was listed or
 * ordered at the earlier rate stays due, for the entitlement that it was for,
 * until it is decided (balance/lowered.h); at most what was had, less what was
 * given up already.  In a suspended month that is at most what was paid before.
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
		const struct at_above *beyond = &d->above_full[i];
		int64_t paid = at_paid_before(w, i);

		g->due = paid > full ? full : paid > due ? paid : due;
		if (paid > full + beyond->amount)
			paid = full + beyond->amount;
		if (paid > most) {
			above = *beyond;
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
	bool any = false;
	unsigned i;

	for (i = 0; i < o->nodes; i++)
		any |= o->node[i].suspended;
	memset(w->full, 0, o->nodes * sizeof(w->full[0]));
	if (at_choose(w, false, d.due) != ST_OK ||
	    (any && at_choose(w, true, d.full) != ST_OK) ||
	    at_then(w, &t) != ST_OK ||
	    at_choose_then(w, false, &t, d.due, d.above) != ST_OK ||
	    (any && at_choose_then(w, true, &t, d.full,
	    d.above_full) != ST_OK))
		return w->err->st;
	for (i = 0; i < o->groups; i++)
		at_group_due(w, i, &d);
	return ST_OK;
}

/* What the opening has too much and was given up.  It concerns the opening
 * alone: what a line has too much is claimed.  When the month becomes due
 * again, claims shrink before this does. */
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
