/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_step: what the steps of a settlement share: the block of the
 * balance, the sums that are reported, and which group an allowance is in.
 */
#include "office/balance/settle_priv.h"

#include "office/line/line.h"

void
settle_add(struct settle_sum *s, int month, int64_t amount)
{
	if (s->n == 0 || month < s->first)
		s->first = month;
	if (s->n == 0 || month > s->last)
		s->last = month;
	s->total += amount;
	s->n++;
}

bool
settle_in(const struct settle *w, unsigned group, unsigned grant)
{
	unsigned n = account_node_of(&w->at, grant);

	return n < ACCOUNT_NODES && w->at.node[n].group == group;
}

enum status
settle_block(struct settle *w, int64_t line, struct err *err)
{
	return line_block(w->c, line, LINE_NOT_DUE, w->ask->change,
	    w->ask->why, err);
}

enum status
settle_unblock(struct settle *w, int64_t line, struct err *err)
{
	return line_unblock(w->c->db, line, LINE_NOT_DUE, err);
}
