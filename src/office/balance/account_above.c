/*
 * SPDX-License-Identifier: ISC
 *
 * balance/account_above: what was had of one month at a rate that was lowered
 * since.  It stays due until a decision claims it of the record that had it
 * (balance/lowered.h); each lowering between the earlier rate and the present
 * one is decided separately.
 */
#include <string.h>

#include "office/balance/account_at_priv.h"
#include "office/balance/rate_was.h"

/* The moment whose rate a line has: of arrears that of the order. */
DB_SQL(q_line) = { "above.line",
	"SELECT coalesce(o.at, k.prepared_at) FROM line l"
	" JOIN list k ON k.id = l.list_id LEFT JOIN arrears o"
	" ON o.id = l.arrears_id WHERE l.id = ?1" };
DB_SQL(q_order) = { "above.order",
	"SELECT at FROM arrears WHERE id = ?1" };

/* One lowering of the rate. */
struct drop {
	int64_t amount, change; /* đồng; request that gave it up */
	enum lowered_state is;
};

/* A later raise by `by` cancels the newest lowerings first; v: oldest first. */
static void
drop_raised(struct drop *v, unsigned *n, int64_t by)
{
	while (by > 0 && *n > 0) {
		struct drop *d = &v[*n - 1];
		int64_t take = d->amount < by ? d->amount : by;

		d->amount -= take;
		by -= take;
		*n -= d->amount == 0;
	}
}

/* The part of the earlier `rate` that still counts; 0: only the present rate
 * `now`.  *by: the request that gives up the difference, 0: undecided. */
static int64_t
drop_kept(const struct drop *v, unsigned n, int64_t now, int64_t rate,
    int64_t *by)
{
	int64_t kept = now;
	bool waits = false;
	unsigned i;

	*by = 0;
	for (i = 0; i < n; i++) {
		if (v[i].is == LOWERED_CLAIM)
			continue;
		kept += v[i].amount;
		waits |= v[i].is == LOWERED_WAITS;
		*by = waits ? 0 : v[i].change;
	}
	kept = kept < rate ? kept : rate;
	return kept > now ? kept : 0;
}

/* Fills *of for a line or order of record `person`, made at `rate`; since: the
 * statement that reads the moment at which it was made. */
static enum status
at_kept(struct at *w, const struct account_grant *g, int64_t person,
    struct db_stmt *since, struct account_above *of, int64_t rate)
{
	char at[20] = "";
	const struct rate_was_ask ask = { .category = g->category,
	    .month = w->month, .hundredths = g->hundredths, .since = at };
	struct rate_was v[RATE_WAS];
	struct drop drop[RATE_WAS];
	int64_t before;
	unsigned i, n, drops = 0;
	bool row;

	if (db_step(since, &row, w->err) != ST_OK)
		return w->err->st;
	if (row)
		db_copy(since, 0, at, sizeof(at));
	db_reset(since);
	if (rate_was(w->a->db, &ask, v, &n, w->err) != ST_OK)
		return w->err->st;
	/* The part of `rate` above all requested rates counts as the first
	 * drop. */
	for (i = 0, before = rate; i < n; before = v[i++].amount) {
		struct drop *d = &drop[drops];

		if (v[i].amount >= before) {
			drop_raised(drop, &drops, v[i].amount - before);
			continue;
		}
		d->amount = before - v[i].amount;
		if (lowered_about(w->a->db, person, v[i].at, &d->is,
		    &d->change, w->err) != ST_OK)
			return w->err->st;
		drops++;
	}
	of->asked = true;
	of->rate = drop_kept(drop, drops, v[n - 1].amount, rate, &of->by);
	return ST_OK;
}

/* The earlier rate of a grant in force, if it is above the present one, else 0;
 * *n: its node. */
static int64_t
at_rate(const struct at *w, unsigned grant, int64_t standard,
    int64_t hundredths, unsigned *n)
{
	const struct account_grant *g = &w->a->grant[grant];
	int64_t rate = standard * (g->hundredths > 0 ? g->hundredths :
	    hundredths) / 100;

	*n = account_node_of(w->out, grant);
	if (*n == ACCOUNT_NODES || g->manual != 0 ||
	    !w->out->node[*n].in_force)
		return 0;
	return rate > (w->out->node[*n].suspended ? w->full[*n].amount :
	    w->out->node[*n].is.amount) ? rate : 0;
}

static void
at_most(struct at_then *t, unsigned n, const struct account_above *of)
{
	if (of->rate <= t->most[n])
		return;
	t->any = true;
	t->most[n] = of->rate;
	t->gives[n] = of->by;
}

static enum status
at_then_lines(struct at *w, struct at_then *t)
{
	struct account *a = w->a;
	int64_t rate;
	unsigned i, n;

	for (i = 0; i < a->lines; i++) {
		struct account_line *l = &a->line[i];

		if (l->month != w->out->month || l->draft ||
		    (l->blocked && l->receipt == 0) ||
		    (rate = at_rate(w, l->grant, l->standard, l->hundredths,
		    &n)) == 0)
			continue;
		if (!l->above.asked && at_kept(w, &a->grant[l->grant],
		    l->person, db_usef(a->db, &q_line, "i", l->id), &l->above,
		    rate) != ST_OK)
			return w->err->st;
		at_most(t, n, &l->above);
	}
	return ST_OK;
}

static enum status
at_then_orders(struct at *w, struct at_then *t)
{
	struct account *a = w->a;
	int64_t rate;
	unsigned i, n;

	for (i = 0; i < a->orders; i++) {
		struct account_order *o = &a->order[i];

		if (o->month != w->out->month || o->gone ||
		    (rate = at_rate(w, o->grant, o->standard, o->hundredths,
		    &n)) == 0)
			continue;
		if (!o->above.asked && at_kept(w, &a->grant[o->grant],
		    o->person, db_usef(a->db, &q_order, "i", o->id), &o->above,
		    rate) != ST_OK)
			return w->err->st;
		at_most(t, n, &o->above);
	}
	return ST_OK;
}

enum status
at_then(struct at *w, struct at_then *t)
{
	memset(t, 0, sizeof(*t));
	if (at_then_lines(w, t) != ST_OK)
		return w->err->st;
	return at_then_orders(w, t);
}
