/*
 * SPDX-License-Identifier: ISC
 *
 * Lines, each by itself: one of a new draft is what is due; one of the lists is
 * the only one of its month; one that is blocked is not paid.
 */
#include <inttypes.h>

#include "check_priv.h"

/* Another line of the lists themselves for the same month and category. */
static bool
twice(const struct books *b, int at)
{
	const struct b_line *l = &b->line[at];
	int i;

	if (!l->own || !l->listed || l->balance || l->paid)
		return false;
	for (i = 0; i < at; i++)
		if (b->line[i].own && b->line[i].listed && !b->line[i].balance &&
		    !b->line[i].paid && b->line[i].person == l->person &&
		    b->line[i].month == l->month && b->line[i].cat == l->cat &&
		    b->line[i].owner != l->owner)
			return true;
	return false;
}

void
check_lines(struct world *w, const struct books *b, int root)
{
	int i;

	for (i = 0; i < b->lines; i++)
		if (twice(b, i))
			world_fail(w, "TWICE: person %d: line %" PRId64
			    " stands beside another of its month", root,
			    b->line[i].id);
		else if (b->line[i].paid && (b->line[i].hand ||
		    b->line[i].death || b->line[i].balance))
			world_fail(w, "BLOCKED: person %d: line %" PRId64
			    " is paid and blocked", root, b->line[i].id);
}

/* The grant of that category which is kept in the month, or is worth as much as
 * one that is kept and excludes it; -1 none. */
static int
draft_grant(const struct model *m, int person, int cat, int month)
{
	int i, k, root = m_root(m, person), found = -1;

	for (i = 0; i < m->grants && found < 0; i++)
		if (!m->g[i].off && m->g[i].cat == cat &&
		    m->g[i].from <= month && month <= m->g[i].to &&
		    m_root(m, m->g[i].person) == root)
			found = i;
	if (found < 0 || m_chosen(m, found, month))
		return found;
	for (k = 0; k < m->grants; k++)
		if (!m->g[k].off && m_root(m, m->g[k].person) == root &&
		    m->g[k].from <= month && month <= m->g[k].to &&
		    m_excludes(m->g[k].cat, cat) && m_chosen(m, k, month) &&
		    m_amount(m, &m->g[k], month, false) ==
		    m_amount(m, &m->g[found], month, false))
			return found;
	return -1;
}

void
check_draft(struct world *w, int64_t list)
{
	static const struct db_sql q = { "walk.draft",
		"SELECT l.person_id, l.category, l.month, l.amount + l.deducted"
		" FROM line l JOIN list k ON k.id = l.list_id"
		" WHERE l.list_id = ?1 AND l.kind IN ('base', 'care')" };
	struct db_stmt *s = db_usef(w->o.db, &q, "i", list);
	const struct model *m = &w->m;
	bool row;

	while (db_step(s, &row, &w->o.err) == ST_OK && row) {
		int person, grant, month = m_month_of(db_text(s, 2));
		int64_t low, high;

		for (person = 0; person < m->people; person++)
			if (m->p[person].id == db_int(s, 0))
				break;
		if (person == m->people)
			continue;
		grant = draft_grant(m, person, m_cat_of(db_text(s, 1)), month);
		/* Of two records the list has the one that stays; what is due
		 * by the other comes beside it. */
		if (grant < 0 && m->p[person].mixed)
			continue;
		low = high = 0;
		if (grant >= 0) {
			low = m_amount(m, &m->g[grant], month, false);
			high = m_amount(m, &m->g[grant], month, true);
		}
		if (db_int(s, 3) != low && db_int(s, 3) != high)
			world_fail(w, "LINE: person %d, %s: %s has %" PRId64
			    " on the list, due is %" PRId64, person,
			    db_text(s, 2), db_text(s, 1), db_int(s, 3), low);
	}
	db_reset(s);
}
