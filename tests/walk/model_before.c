/*
 * SPDX-License-Identifier: ISC
 *
 * What the system before paid too much.  By the text of the rule: it is claimed
 * only where the request says so by which it is too much; else it is told and
 * given up, and neither told nor claimed again while it is too much.  When more
 * is due again, first the claim goes, then what was told.
 *
 *  - Whoever was merged once is left out: which of two openings a claim is of
 *    does not change the sum.
 */
#include "model.h"

#include <stddef.h>

static bool
of_group(const struct model *m, const struct m_before *b, unsigned cats,
    int month)
{
	return b->month == month && (cats >> m->g[b->grant].cat & 1) != 0;
}

static struct m_before *
of_grant(struct model *m, int grant, int month)
{
	int i;

	for (i = 0; i < m->befores; i++)
		if (m->before[i].grant == grant && m->before[i].month == month)
			return &m->before[i];
	if (m->befores == M_BEFORE)
		return &m->before[M_BEFORE - 1];
	m->before[m->befores] = (struct m_before){ .grant = grant,
	    .month = month };
	return &m->before[m->befores++];
}

/* With rests: what was paid before them stays due up to what there would be
 * without. */
static int64_t
due(const struct model *m, unsigned group, int month, int64_t opening)
{
	int64_t rest = m_due(m, group, month, true, false, -1, NULL), full;

	if (m_rest_at(m, group, month)[0] == '\0')
		return rest;
	full = m_due(m, group, month, false, false, -1, NULL);
	if (full > opening)
		full = opening;
	return full > rest ? full : rest;
}

static void
before_grant(struct model *m, int grant, int month, bool claim)
{
	const struct m_grant *g = &m->g[grant];
	unsigned group = m_linked(m_in_force(m, month) | 1u << g->cat, g->cat);
	int64_t opening = m_opening(m, group, month), more;
	struct m_before *b = of_grant(m, grant, month);

	more = opening - due(m, group, month, opening);
	if (more < 0)
		more = 0;
	if (b->told > more)
		b->told = more;
	if (b->asked > more - b->told)
		b->asked = more - b->told;
	more -= b->told + b->asked;
	if (claim)
		b->asked += more;
	else
		b->told += more;
}

void
m_before_ask(struct model *m, int root, bool claim)
{
	int i, month;

	m_focus(m, root);
	for (i = 0; i < m->grants; i++) {
		const struct m_grant *g = &m->g[i];

		if (m_root(m, g->person) != root || g->opening == 0)
			continue;
		for (month = g->open_from; month <= g->open_to; month++)
			before_grant(m, i, month, claim);
	}
}

void
m_before_undo(struct model *m, const struct model *was, int person)
{
	int i, n = 0;

	for (i = 0; i < m->befores; i++)
		if (m->g[m->before[i].grant].person != person)
			m->before[n++] = m->before[i];
	for (i = 0; i < was->befores && n < M_BEFORE; i++)
		if (m->g[was->before[i].grant].person == person)
			m->before[n++] = was->before[i];
	m->befores = n;
}

int64_t
m_before_claimed(const struct model *m, unsigned cats, int month)
{
	int64_t sum = 0;
	int i;

	for (i = 0; i < m->befores; i++)
		if (of_group(m, &m->before[i], cats, month) &&
		    m_root(m, m->g[m->before[i].grant].person) == m_focused())
			sum += m->before[i].asked;
	return sum;
}
