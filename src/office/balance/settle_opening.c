/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_opening: a month in which the earlier system paid more than is
 * due.  Nobody here saw it paid, so it is claimed only where a request says so;
 * otherwise it is reported once and given up.  What is given up belongs to the
 * month and not to the request: it stands as long as the opening has too much,
 * and ends when the month is due after all.
 */
#include "office/balance/settle_priv.h"

#include "base/mem.h"

/* Claimed of an opening month by approved requests other than ?3, cancelled
 * since or not. */
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
	return f->from <= w->at.month && w->at.month <= f->to &&
	    settle_in(w, group, f->grant);
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

/* *claim: how much of `much` is claimed: all where the request says so; when a
 * request is undone, what others claim; else nothing. */
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
		if (settle_give_up(w, f->grant, GIVEN_UP_CLAIM, part - claim,
		    w->ask->change, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

/* Reduces claims on the opening to what it has too much beside what was given
 * up, unless lines now have that too much. */
static enum status
opening_unclaim(struct settle *w, unsigned group, struct err *err)
{
	const struct account_group *g = &w->at.group[group];
	int64_t over = g->opening - g->opening_off - g->due - g->told;
	int64_t room = g->due + g->claims_off + g->rate_off - g->had;
	unsigned i;

	over = g->reclaimed - (over > 0 ? over : 0);
	if (over > room)
		over = room;
	for (i = 0; i < w->a.claims && over > 0; i++) {
		struct account_claim *c = &w->a.claim[i];
		int64_t take = c->amount, left = w->a.kase[c->kase].left;

		if (c->line != ACCOUNT_NO_LINE || c->month != w->at.month ||
		    !settle_in(w, group, c->grant))
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

/* Without a request nothing is stored: account_at() counts no more of what was
 * given up than the opening has too much. */
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
		if (settle_give_back(w, f->grant, err) != ST_OK ||
		    (part > 0 && settle_give_up(w, f->grant, GIVEN_UP_CLAIM,
		    part, w->ask->change, err) != ST_OK))
			return err->st;
		keep -= part;
	}
	return ST_OK;
}

/* The part of a claim that has come back stays claimed. */
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
