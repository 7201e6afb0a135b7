/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_month: which entitlements have something in a month, which of
 * them exclude one another, and what each group had.
 */
#include <string.h>

#include "base/say.h"
#include "office/balance/account_at_priv.h"

unsigned
account_node_of(const struct account_at *at, unsigned grant)
{
	unsigned i;

	for (i = 0; i < at->nodes; i++)
		if (at->node[i].grant == grant)
			return i;
	return ACCOUNT_NODES;
}

static enum status
at_node(struct at *w, unsigned grant)
{
	struct account_node *n;

	if (grant >= w->a->grants ||
	    account_node_of(w->out, grant) != ACCOUNT_NODES)
		return ST_OK;
	if (w->out->nodes == ACCOUNT_NODES)
		return err_set(w->err, ST_LIMIT, _("more than %d entitlements "
		    "of one person in %s"), ACCOUNT_NODES, w->month);
	n = &w->out->node[w->out->nodes++];
	memset(n, 0, sizeof(*n));
	n->grant = grant;
	return ST_OK;
}

static bool
at_covers(const struct account_fixed *f, int month)
{
	return f->from <= month && month <= f->to;
}

int64_t
account_opening(const struct account *a, unsigned grant, int month)
{
	int64_t paid = 0;
	unsigned i;

	for (i = 0; i < a->openings; i++)
		if (a->opening[i].grant == grant &&
		    at_covers(&a->opening[i], month))
			paid += a->opening[i].amount;
	return paid;
}

enum status
at_nodes(struct at *w)
{
	const struct account *a = w->a;
	int month = w->out->month;
	enum status st = ST_OK;
	unsigned i, n;

	for (i = 0; st == ST_OK && i < a->grants; i++)
		if (!a->grant[i].none && a->grant[i].from <= month &&
		    (a->grant[i].kind == 'f' ? a->grant[i].from == month :
		    a->grant[i].to >= month)) {
			st = at_node(w, i);
			n = account_node_of(w->out, i);
			if (n < ACCOUNT_NODES)
				w->out->node[n].in_force = true;
		}
	for (i = 0; st == ST_OK && i < a->suspensions; i++) {
		n = account_node_of(w->out, a->suspension[i].grant);
		if (n < ACCOUNT_NODES && a->suspension[i].from <= month &&
		    month <= a->suspension[i].to)
			w->out->node[n].suspended = true;
	}
	for (i = 0; st == ST_OK && i < a->lines; i++)
		if (a->line[i].month == month && !a->line[i].draft)
			st = at_node(w, a->line[i].grant);
	for (i = 0; st == ST_OK && i < a->orders; i++)
		if (a->order[i].month == month && !a->order[i].gone)
			st = at_node(w, a->order[i].grant);
	for (i = 0; st == ST_OK && i < a->openings; i++)
		if (at_covers(&a->opening[i], month))
			st = at_node(w, a->opening[i].grant);
	return st;
}

/* ---- groups --------------------------------------------------------------- */

/* *linked: the two exclude one another, or are the same allowance. */
static enum status
at_linked(struct at *w, const struct account_grant *x,
    const struct account_grant *y, bool *linked)
{
	*linked = strcmp(x->category, y->category) == 0;
	if (*linked || x->kind != 'b' || y->kind != 'b')
		return ST_OK;
	return category_excludes(w->a->db, x->category, y->category, w->month,
	    linked, w->err);
}

/* Each node joins the groups of all earlier nodes that it is linked with. */
enum status
at_groups(struct at *w)
{
	struct account_at *o = w->out;
	unsigned i, j, k;
	bool linked;

	for (i = 0; i < o->nodes; i++) {
		o->node[i].group = i;
		for (j = 0; j < i; j++) {
			unsigned from = o->node[i].group;

			if (o->node[j].group == from)
				continue;
			if (at_linked(w, &w->a->grant[o->node[i].grant],
			    &w->a->grant[o->node[j].grant], &linked) != ST_OK)
				return w->err->st;
			for (k = 0; linked && k <= i; k++)
				if (o->node[k].group == from)
					o->node[k].group = o->node[j].group;
		}
	}
	o->groups = 0;
	for (i = 0; i < o->nodes; i++) {
		for (j = 0; j < o->groups &&
		    o->group[j].first != o->node[i].group; j++)
			;
		if (j == o->groups) {
			memset(&o->group[j], 0, sizeof(o->group[j]));
			o->group[j].first = o->node[i].group;
			o->group[j].kind =
			    w->a->grant[o->node[i].grant].kind;
			o->groups++;
		}
		o->node[i].group = j;
	}
	return ST_OK;
}

/* ---- had ------------------------------------------------------------------ */

static struct account_group *
at_group(struct at *w, unsigned grant)
{
	unsigned n = account_node_of(w->out, grant);

	return n < ACCOUNT_NODES ? &w->out->group[w->out->node[n].group] :
	    NULL;
}

void
at_had(struct at *w)
{
	struct account *a = w->a;
	bool forgiven[ACCOUNT_NODES] = { false }; /* of the opening */
	int64_t unclaimed[ACCOUNT_NODES] = { 0 };
	int month = w->out->month;
	struct account_group *g;
	unsigned i;

	for (i = 0; i < a->lines; i++) {
		const struct account_line *l = &a->line[i];

		if (l->month != month || l->draft ||
		    (g = at_group(w, l->grant)) == NULL)
			continue;
		g->any = true;
		if (!l->blocked || l->receipt != 0)
			g->listed += l->gross;
		else if (l->held)
			g->held += l->gross;
		g->claimed += l->claimed;
		g->claims_off += l->forgiven;
		if (l->forgiven != 0)
			g->forgiven_of += l->gross - l->claimed;
	}
	for (i = 0; i < a->orders; i++)
		if (a->order[i].month == month && !a->order[i].gone &&
		    (g = at_group(w, a->order[i].grant)) != NULL)
			g->ordered += a->order[i].amount;
	for (i = 0; i < a->openings; i++)
		if (at_covers(&a->opening[i], month) &&
		    (g = at_group(w, a->opening[i].grant)) != NULL)
			g->opening += a->opening[i].amount;
	for (i = 0; i < a->claims; i++) {
		const struct account_claim *c = &a->claim[i];

		if (c->line != ACCOUNT_NO_LINE || c->month != month ||
		    (g = at_group(w, c->grant)) == NULL)
			continue;
		g->claimed += c->amount;
		g->reclaimed += c->amount;
		g->opening_off += c->forgiven;
		g->claims_off += c->forgiven;
		if (c->forgiven != 0)
			forgiven[g - w->out->group] = true;
		unclaimed[g - w->out->group] -= c->amount;
	}
	for (i = 0; i < a->arrears_offs; i++)
		if (at_covers(&a->arrears_off[i], month) &&
		    (g = at_group(w, a->arrears_off[i].grant)) != NULL)
			g->arrears_off += a->arrears_off[i].amount;
	for (i = 0; i < a->claims_offs; i++)
		if (at_covers(&a->claims_off[i], month) &&
		    (g = at_group(w, a->claims_off[i].grant)) != NULL)
			*(a->claims_off[i].rate ? &g->rate_off :
			    &g->told_stored) += a->claims_off[i].amount;
	for (i = 0; i < w->out->groups; i++) {
		g = &w->out->group[i];
		g->had = g->opening + g->listed + g->ordered - g->claimed;
		if (forgiven[i])
			g->forgiven_of += g->opening + unclaimed[i];
	}
}
