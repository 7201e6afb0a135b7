/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_opening: a month in which the system before paid more than is
 * due.  Nobody here saw it paid, so it is claimed only where a request says so;
 * else it is told once and given up.  What is given up belongs to the month and
 * not to the request: it stays as long as the month is too much, and goes as
 * the month is due after all.
 */
#include "office/balance/settle_priv.h"

#include "base/mem.h"

/* Claimed of an opening month by requests that stand, but for one; whether or
 * not it was cancelled since. */
DB_SQL(q_asked) = { "settle.opening_asked",
	"SELECT coalesce(sum(e.amount), 0) FROM recovery_entry e"
	" JOIN recovery r ON r.id = e.recovery_id JOIN change c"
	" ON c.id = r.change_id AND c.state = 'approved' AND c.id <> ?3"
	" WHERE e.entitlement_id = ?1 AND e.month = ?2"
	" AND e.kind = 'overpaid'" };

static bool
opening_in(const struct settle *w, unsigned group,
    const struct account_fixed *f)
{
	unsigned n = account_node_of(&w->at, f->grant);

	return f->from <= w->at.month && w->at.month <= f->to &&
	    n < ACCOUNT_NODES && w->at.node[n].group == group;
}

/* What is neither claimed nor written off of the month of a grant. */
static int64_t
opening_left(const struct settle *w, const struct account_fixed *f)
{
	const struct account *a = &w->a;
	int64_t left = f->amount;
	unsigned i;

	for (i = 0; i < a->claims; i++)
		if (a->claim[i].line == ACCOUNT_NO_LINE &&
		    a->claim[i].grant == f->grant &&
		    a->claim[i].month == w->at.month)
			left -= a->claim[i].amount + a->claim[i].forgiven;
	return left;
}

/* How much of it is to be claimed: all, or what requests claim that stand when
 * another one is undone. */
static enum status
opening_asked(struct settle *w, const struct account_fixed *f, int64_t much,
    int64_t *claim, struct err *err)
{
	int64_t asked = 0;
	char month[8];
	bool found;

	*claim = w->ask->reclaim ? much : 0;
	if (w->ask->reclaim || w->ask->undoes == 0)
		return ST_OK;
	account_month_text(w->at.month, month);
	if (db_int1(db_usef(w->c->db, &q_asked, "iti", w->a.grant[f->grant].id,
	    month, w->ask->undoes), &asked, &found, err) != ST_OK)
		return err->st;
	asked -= f->amount - opening_left(w, f);
	*claim = asked < 0 ? 0 : asked < much ? asked : much;
	return ST_OK;
}

static void
opening_claim(struct settle *w, const struct account_fixed *f, int64_t amount)
{
	struct recovery_part *p;

	w->part = mem_resize(w->part, w->parts + 1, sizeof(*w->part));
	p = &w->part[w->parts++];
	*p = (struct recovery_part){ .amount = amount,
	    .entitlement = w->a.grant[f->grant].id };
	account_month_text(w->at.month, p->month);
	settle_add(&w->out->reclaimed, w->at.month, amount);
}

enum status
settle_opening(struct settle *w, unsigned group, int64_t much,
    struct err *err)
{
	unsigned i;

	for (i = 0; much > 0 && i < w->a.openings; i++) {
		const struct account_fixed *f = &w->a.opening[i];
		int64_t part, claim;

		if (!opening_in(w, group, f) ||
		    (part = opening_left(w, f)) <= 0)
			continue;
		if (part > much)
			part = much;
		if (opening_asked(w, f, part, &claim, err) != ST_OK)
			return err->st;
		much -= part;
		if (claim > 0)
			opening_claim(w, f, claim);
		if (part == claim)
			continue;
		settle_add(&w->out->told, w->at.month, part - claim);
		if (balance_give_up(w->c, &w->a, f->grant, w->at.month,
		    "claim", part - claim, w->ask->change, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

/* Claims of the opening that are too much beside what was told, and that no
 * line has taken the place of. */
static enum status
opening_unclaim(struct settle *w, unsigned group, struct err *err)
{
	const struct account_group *g = &w->at.group[group];
	int64_t over = g->opening - g->opening_off - g->due - g->told;
	int64_t room = g->due + g->claims_off + g->rate_off - g->had;
	unsigned i, n;

	over = g->reclaimed - (over > 0 ? over : 0);
	if (over > room)
		over = room;
	for (i = 0; i < w->a.claims && over > 0; i++) {
		struct account_claim *c = &w->a.claim[i];
		int64_t take = c->amount, left = w->a.kase[c->kase].left;

		n = account_node_of(&w->at, c->grant);
		if (c->line != ACCOUNT_NO_LINE || c->month != w->at.month ||
		    n == ACCOUNT_NODES || w->at.node[n].group != group)
			continue;
		if (take > over)
			take = over;
		if (take > left)
			take = left;
		if (take <= 0)
			continue;
		if (settle_unclaim(w, c, take, err) != ST_OK)
			return err->st;
		over -= take;
	}
	return ST_OK;
}

/* Without a request nothing is taken back: account_at() counts no more of it
 * than is too much. */
enum status
settle_told(struct settle *w, unsigned group, struct err *err)
{
	const struct account *a = &w->a;
	int64_t keep = w->at.group[group].told;
	unsigned i;

	if (opening_unclaim(w, group, err) != ST_OK)
		return err->st;
	if (w->ask->change == 0 || w->at.group[group].told_stored == keep)
		return ST_OK;
	for (i = 0; i < a->openings; i++) {
		const struct account_fixed *f = &a->opening[i];
		int64_t part;

		if (!opening_in(w, group, f) || f->amount <= 0)
			continue;
		part = keep < f->amount ? keep : f->amount;
		if (balance_told_back(w->c, a->grant[f->grant].id,
		    w->at.month, w->ask->change, err) != ST_OK ||
		    (part > 0 && balance_give_up(w->c, a, f->grant,
		    w->at.month, "claim", part, w->ask->change, err) != ST_OK))
			return err->st;
		keep -= part;
	}
	return ST_OK;
}

/* What came back of them stays claimed. */
enum status
settle_opening_claims(struct settle *w, struct err *err)
{
	struct account *a = &w->a;
	unsigned i, k;

	for (i = 0; i < a->claims; i++) {
		struct account_claim *c = &a->claim[i];
		int64_t over;

		if (c->line != ACCOUNT_NO_LINE || c->amount == 0)
			continue;
		over = -account_opening(a, c->grant, c->month);
		for (k = 0; k < a->claims; k++)
			if (a->claim[k].line == ACCOUNT_NO_LINE &&
			    a->claim[k].grant == c->grant &&
			    a->claim[k].month == c->month)
				over += a->claim[k].amount;
		if (over > c->amount)
			over = c->amount;
		if (over > a->kase[c->kase].left)
			over = a->kase[c->kase].left;
		if (over > 0 && settle_unclaim(w, c, over, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}
