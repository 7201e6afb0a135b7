/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_more: a month in which more was had than is due.
 */
#include "base/mem.h"
#include "office/balance/settle_priv.h"

/* A line of the group on a submitted list? */
static bool
more_line(const struct settle *w, unsigned group, const struct account_line *l)
{
	return l->month == w->at.month && !l->draft &&
	    settle_in(w, group, l->grant);
}

static bool
more_open(const struct settle *w, unsigned group, const struct account_line *l)
{
	return more_line(w, group, l) && l->receipt == 0 && !l->blocked;
}

static enum status
more_block(struct settle *w, struct account_line *l, struct err *err)
{
	l->blocked = true;
	settle_add(&w->out->blocked, l->month, l->gross - l->deducted);
	return settle_block(w, l->id, err);
}

/* The open line to block for an excess of `much`: one of exactly that amount,
 * else of an allowance that is not due any more, else the newest. */
static struct account_line *
more_choose(struct settle *w, unsigned group, int64_t much)
{
	struct account_line *best = NULL;
	unsigned i, n;
	int worth = 0, is;

	for (i = 0; i < w->a.lines; i++) {
		struct account_line *l = &w->a.line[i];

		if (!more_open(w, group, l))
			continue;
		n = account_node_of(&w->at, l->grant);
		is = l->gross == much ? 3 : !w->at.node[n].is.due ? 2 : 1;
		if (is >= worth) {
			best = l;
			worth = is;
		}
	}
	return best;
}

/* Blocks open lines of merged records; *less: their sum. */
static enum status
more_merged(struct settle *w, unsigned group, int64_t *less, struct err *err)
{
	unsigned i;

	for (i = 0; i < w->a.lines; i++) {
		struct account_line *l = &w->a.line[i];

		if (!more_open(w, group, l) || l->person == w->a.person)
			continue;
		if (more_block(w, l, err) != ST_OK)
			return err->st;
		*less += l->gross;
	}
	return ST_OK;
}

/* Notes claims on paid lines, the newest first; returns what is left of
 * much. */
static int64_t
more_claim(struct settle *w, unsigned group, int64_t much)
{
	unsigned i;

	for (i = w->a.lines; i-- > 0 && much > 0;) {
		struct account_line *l = &w->a.line[i];
		int64_t part = l->gross - l->claimed - l->forgiven;

		if (!more_line(w, group, l) || l->receipt == 0 || part <= 0)
			continue;
		if (part > much)
			part = much;
		w->part = mem_resize(w->part, w->parts + 1, sizeof(*w->part));
		w->part[w->parts++] = (struct recovery_part){ .line = l->id,
		    .amount = part };
		l->claimed += part;
		much -= part;
		w->out->in_part |= part != l->gross;
		settle_add(&w->out->claimed, l->month, part);
	}
	return much;
}

enum status
settle_too_much(struct settle *w, unsigned group, struct err *err)
{
	const struct account_group *g = &w->at.group[group];
	int64_t less = 0, much;
	struct account_line *l;

	if (settle_told(w, group, err) != ST_OK ||
	    more_merged(w, group, &less, err) != ST_OK)
		return err->st;
	much = account_too_much(g) - less;
	while (much > 0 && (l = more_choose(w, group, much)) != NULL) {
		if (more_block(w, l, err) != ST_OK)
			return err->st;
		much -= l->gross;
	}
	much = more_claim(w, group, much);
	return much > 0 ? settle_opening(w, group, much, err) : ST_OK;
}

int64_t
settle_owed(const struct settle *w, unsigned group)
{
	const struct account *a = &w->a;
	int64_t owed = 0, of, left;
	unsigned k, i;

	for (k = 0; k < a->kases; k++) {
		of = 0;
		for (i = 0; i < a->claims; i++)
			if (a->claim[i].kase == k &&
			    a->claim[i].month == w->at.month &&
			    settle_in(w, group, a->claim[i].grant))
				of += a->claim[i].amount;
		left = a->kase[k].left > 0 ? a->kase[k].left : 0;
		owed += of < left ? of : left;
	}
	return owed;
}

enum status
settle_both(struct settle *w, unsigned group, struct err *err)
{
	int64_t owed = settle_owed(w, group);
	unsigned i;

	for (i = 0; i < w->a.lines && owed > 0; i++) {
		struct account_line *l = &w->a.line[i];

		if (!more_open(w, group, l) || l->gross > owed)
			continue;
		if (more_block(w, l, err) != ST_OK)
			return err->st;
		owed -= l->gross;
	}
	return ST_OK;
}

/* Stored by month, so that a claim after a later lowering starts from there. */
enum status
settle_give(struct settle *w, unsigned group, struct err *err)
{
	const struct account_group *g = &w->at.group[group];

	if (g->above > 0 && g->gives == 0)
		settle_add(&w->out->above, w->at.month, g->above);
	if (g->above == 0 || g->gives == 0)
		return ST_OK;
	settle_add(&w->out->rate, w->at.month, g->above);
	return settle_give_up(w, w->at.node[g->above_of].grant, GIVEN_UP_CLAIM,
	    g->above, g->gives, err);
}

/* Each settlement opens a case of its own: one with a decision never grows. */
enum status
settle_claim(struct settle *w, struct err *err)
{
	const struct recovery_case k = { .person = w->a.person,
	    .change = w->ask->change, .reason = w->ask->why, .part = w->part,
	    .parts = w->parts };

	return w->parts == 0 ? ST_OK : recovery_claim(w->c, &k, err);
}
