/*
 * SPDX-License-Identifier: ISC
 *
 * The rule, for one month of one group of allowances:
 *
 *   due - arrears given up <= had <= due + claims given up
 *
 * What a decision about a lowered rate gave up stays so, whatever is due later.
 * Written off has no month in the books: the sum of what is missing may not
 * exceed it.  Funeral support belongs to no group: one amount for a death.
 */
#include <string.h>

#include "check_priv.h"

static void
even_line(const struct model *m, const struct b_line *l, struct even *e,
    int64_t *before, unsigned group)
{
	const char *at;

	if (!l->listed)
		return;
	if (!l->paid && l->balance) {
		e->held += l->hand || l->death ? l->gross : 0;
		return;
	}
	e->lines += l->gross;
	e->paid += l->paid ? l->gross : 0;
	e->open += l->paid ? 0 : l->gross;
	at = m_rest_at(m, 1u << l->cat, l->month);
	if (at[0] == '\0')
		at = m_rest_at(m, group, l->month);
	if (l->paid && at[0] != '\0' && strcmp(l->paid_at, at) < 0)
		*before += l->gross;
}

struct even
check_even(const struct model *m, const struct books *b, unsigned group,
    int month)
{
	struct even e = { 0 };
	int64_t rest[2], full[2], before = 0;
	int i;

	for (i = 0; i < b->lines; i++)
		if (!b->line[i].funeral && b->line[i].month == month &&
		    (group >> b->line[i].cat & 1))
			even_line(m, &b->line[i], &e, &before, group);
	for (i = 0; i < b->orders; i++)
		if (b->order[i].month == month && (group >> b->order[i].cat & 1))
			e.ordered += b->order[i].amount;
	for (i = 0; i < b->claims; i++)
		if (!b->claim[i].funeral && b->claim[i].month == month &&
		    (group >> b->claim[i].cat & 1)) {
			e.claimed += b->claim[i].amount;
			if (b->claim[i].opening)
				e.reclaimed += b->claim[i].amount;
		}
	for (i = 0; i < b->ngiven; i++)
		if (b->given[i].month == month && (group >> b->given[i].cat & 1))
			e.given += b->given[i].amount;
	/* What the system before paid was paid before any rest was approved. */
	e.opening = m_opening(m, group, month);
	if (m_rest_at(m, group, month)[0] != '\0')
		before += e.opening;
	for (i = 0; i < 2; i++) {
		rest[i] = i == 1 ? m_due_most(m, group, month, true) :
		    m_due(m, group, month, true, false, -1, NULL);
		full[i] = i == 1 ? m_due_most(m, group, month, false) :
		    m_due(m, group, month, false, false, -1, NULL);
		if (before < full[i] && rest[i] < before)
			rest[i] = before;
		else if (before >= full[i] && rest[i] < full[i] && before > 0)
			rest[i] = full[i];
	}
	e.low = rest[0] < rest[1] ? rest[0] : rest[1];
	e.high = rest[0] > rest[1] ? rest[0] : rest[1];
	if (m_rest_given(m, group, month)) {
		e.high = full[0] > e.high ? full[0] : e.high;
		e.high = full[1] > e.high ? full[1] : e.high;
	}
	e.had = e.opening + e.lines + e.ordered - e.claimed;
	return e;
}

unsigned
check_cats(const struct model *m, const struct books *b, int month)
{
	unsigned cats = m_in_force(m, month);
	int i;

	for (i = 0; i < b->lines; i++)
		if (!b->line[i].funeral && b->line[i].month == month &&
		    b->line[i].listed)
			cats |= 1u << b->line[i].cat;
	for (i = 0; i < b->orders; i++)
		if (b->order[i].month == month)
			cats |= 1u << b->order[i].cat;
	for (i = 0; i < b->claims; i++)
		if (!b->claim[i].funeral && b->claim[i].month == month)
			cats |= 1u << b->claim[i].cat;
	/* What the opening paid as another allowance than is due now. */
	for (i = 0; i < M_FUNERAL; i++)
		if (m_opening(m, 1u << i, month) > 0)
			cats |= 1u << i;
	return cats;
}

void
check_months(const struct world *w, const struct books *b, int root,
    int *first, int *last)
{
	const struct model *m = &w->m;
	int i;

	*first = M_START - 1;
	*last = M_START;
	for (i = 0; i < m->grants; i++)
		if (m_root(m, m->g[i].person) == root && !m->g[i].off &&
		    m->g[i].from < *first)
			*first = m->g[i].from;
	for (i = 0; i < b->lines; i++) {
		if (b->line[i].month < *first)
			*first = b->line[i].month;
		if (b->line[i].month > *last)
			*last = b->line[i].month;
	}
	for (i = 0; i < b->orders; i++)
		if (b->order[i].month > *last)
			*last = b->order[i].month;
	for (i = 0; i < M_OWNERS; i++)
		if (w->covered[i] > *last)
			*last = w->covered[i];
}

/* Two that are merged can have had one what the other was claimed. */
static int
records(const struct model *m, int root)
{
	int i, n = 0;

	for (i = 0; i < m->people; i++)
		n += m->p[i].id != 0 && m_root(m, i) == root;
	return n;
}

/* What the system before paid too much is claimed just where it was asked; of
 * whom money came back or who was merged the sums alone are held.  A line of a
 * file of uncollected money that is blocked twice has its place taken by nothing. */
static bool
as_asked(const struct model *m, int root, unsigned group, int month,
    int64_t settled, const struct even *e)
{
	int64_t asked, had;

	if (e->opening == 0 || month >= M_START || settled != 0 ||
	    m->p[root].mixed || e->low != e->high)
		return true;
	asked = m_before_claimed(m, group, month);
	had = e->opening - asked > e->high ? e->opening - asked : e->high;
	return e->had <= had && e->had >= had - e->held;
}

void
check_group(struct world *w, const struct books *b, int root, unsigned group,
    int month, int64_t settled, int64_t *missing, int *missing_in)
{
	const struct model *m = &w->m;
	struct even e = check_even(m, b, group, month);
	int payer = m_payer(m, root, month), owner = m_communes[payer].owner;
	/* Of two records the opening of one may be given up beside what the
	 * other is due. */
	int64_t high = records(m, root) > 1 ? e.high + e.opening :
	    e.high > e.opening ? e.high : e.opening;
	int64_t gap = e.low - e.had - e.held;
	int went = m_went_to(m, root, month);
	/* Who moved on from it before is its successor's, too. */
	int to = went < 0 ? m->became[payer] - 1 : went;
	bool by_payer = month < M_START || month <= w->covered[owner];
	bool by_next = to < 0 || month <= w->covered[m_communes[to].owner];
	bool covered = by_payer && (month < M_START || by_next);

	if (high < e.low + e.given)
		high = e.low + e.given;
	if (e.had > high)
		check_fail(w, root, "TOO_MUCH", month, &e);
	else if (!by_payer && (to < 0 || !by_next) && e.ordered > 0 &&
	    w->settled)
		check_fail(w, root, "EARLY", month, &e);
	else if (!as_asked(m, root, group, month, settled, &e))
		check_fail(w, root, "OPENING", month, &e);
	else if (e.claimed - e.reclaimed > e.paid + settled ||
	    e.reclaimed > e.opening + settled)
		check_fail(w, root, "CLAIM", month, &e);
	else if (e.ordered > 0 && e.claimed > 0 && settled == 0 &&
	    records(m, root) == 1)
		check_fail(w, root, "BOTH", month, &e);
	else if (e.open > 0 && e.claimed > 0 && settled == 0 &&
	    records(m, root) == 1 && !w->reversed[root] &&
	    (month >= M_START || e.open <= e.claimed))
		check_fail(w, root, "OPEN", month, &e);
	if (covered && gap > 0) {
		/* Only what was claimed can have been given up. */
		if (gap > (e.claimed > 0 ? e.claimed : 0))
			check_fail(w, root, "MISSING", month, &e);
		*missing += gap;
		*missing_in = month;
	}
}

/* No more than was had above the rate. */
void
check_given(struct world *w, const struct books *b, int root, int64_t change)
{
	int i, k;

	for (i = 0; i < b->ngiven; i++) {
		int month = b->given[i].month;
		unsigned group = m_linked(check_cats(&w->m, b, month),
		    b->given[i].cat);
		struct even e = check_even(&w->m, b, group, month);
		int64_t given = 0;

		for (k = 0; k < b->ngiven; k++)
			if (b->given[k].change == change &&
			    b->given[k].month == month &&
			    (group >> b->given[k].cat & 1))
				given += b->given[k].amount;
		if (given > 0 && e.low + given > e.high)
			check_fail(w, root, "GIVEN", month, &e);
	}
}

/* Funeral support: one amount, 20 times the standard of the month of death. */
void
check_funeral(struct world *w, const struct books *b, int root)
{
	int64_t due = 0, had = 0;
	int i, month;

	for (i = 0; i < w->m.people; i++)
		if (m_root(&w->m, i) == root && w->m.p[i].funeral >= 0)
			due += 20 * m_rate_most(&w->m, w->m.p[i].funeral);
	for (i = 0; i < b->lines; i++)
		if (b->line[i].funeral && b->line[i].listed &&
		    (b->line[i].paid || !b->line[i].balance))
			had += b->line[i].gross;
	for (i = 0; i < b->claims; i++)
		had -= b->claim[i].funeral ? b->claim[i].amount : 0;
	month = w->year * 12 + w->month - 1;
	if (had > due) {
		struct even e = { .low = due, .high = due, .had = had };

		check_fail(w, root, "TOO_MUCH (funeral)", month, &e);
	}
}
