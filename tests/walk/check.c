/*
 * SPDX-License-Identifier: ISC
 *
 * Compares one person in all months, or everybody; and a month with what an act
 * says of it (check_expect()).
 */
#include <inttypes.h>

#include "check_priv.h"

/* Of the person that is looked at. */
static struct books b;

/* All groups of all months; what is missing in sum may only be written off. */
static void
check_even_all(struct world *w, int root, int64_t back, int64_t written_off)
{
	int month, first, last, missing_in = 0;
	int64_t missing = 0;

	check_months(w, &b, root, &first, &last);
	for (month = first; month <= last && w->why[0] == '\0'; month++) {
		unsigned cats = check_cats(&w->m, &b, month);
		int cat;

		for (cat = 0; cat < M_CATS && w->why[0] == '\0'; cat++) {
			unsigned group;

			if ((cats >> cat & 1) == 0)
				continue;
			group = m_linked(cats, cat);
			cats &= ~group;
			check_group(w, &b, root, group, month,
			    back + written_off, &missing, &missing_in);
		}
	}
	if (w->why[0] == '\0' && missing > written_off) {
		struct even e = { .low = missing, .high = missing,
		    .had = written_off };

		check_fail(w, root, "MISSING (more than was written off)",
		    missing_in, &e);
	}
}

static void
check_one(struct world *w, int root)
{
	const struct model *m = &w->m;
	int64_t back, written_off;
	int i;

	for (i = 0; i < m->people; i++)
		if (m->p[i].id != 0 && m_root(m, i) == root)
			check_facts(w, i);
	if (books_read(w->o.db, m, root, &b, &w->o.err) != ST_OK) {
		world_fail(w, "ERROR: %s", w->o.err.msg);
		return;
	}
	m_focus(m, root);
	check_cases(w, &b, root, &back, &written_off);
	check_lines(w, &b, root);
	check_funeral(w, &b, root);
	check_even_all(w, root, back, written_off);
}

static void
check_covered(struct world *w)
{
	int i;

	for (i = 0; i < M_OWNERS; i++)
		if (books_covered(w->o.db, m_owners[i].code, &w->covered[i],
		    &w->o.err) != ST_OK)
			world_fail(w, "ERROR: %s", w->o.err.msg);
}

bool
check_follows(struct world *w, int owner, int month)
{
	check_covered(w);
	return month == (w->covered[owner] < 0 ? M_START :
	    w->covered[owner] + 1);
}

void
check_person(struct world *w, int root)
{
	check_covered(w);
	check_one(w, root);
}

void
check_all(struct world *w)
{
	int i;

	check_covered(w);
	for (i = 0; i < w->m.people && w->why[0] == '\0'; i++)
		if (w->m.p[i].id != 0 && w->m.p[i].into < 0)
			check_one(w, i);
}

void
check_gave(struct world *w, int64_t change)
{
	int i;

	for (i = 0; i < w->m.people && w->why[0] == '\0'; i++) {
		if (w->m.p[i].id == 0 || w->m.p[i].into >= 0)
			continue;
		if (books_read(w->o.db, &w->m, i, &b, &w->o.err) != ST_OK) {
			world_fail(w, "ERROR: %s", w->o.err.msg);
			return;
		}
		m_focus(&w->m, i);
		check_given(w, &b, i, change);
	}
}

void
check_expect(struct world *w, const struct act *a)
{
	int64_t had = 0, claimed = 0, cash = 0, is;
	char show[6000], text[8];
	int i, root = m_root(&w->m, a->person);

	check_covered(w);
	if (books_read(w->o.db, &w->m, root, &b, &w->o.err) != ST_OK)
		return;
	m_focus(&w->m, root);
	for (i = 0; i < b.claims; i++)
		if (b.claim[i].month == a->from && !b.claim[i].funeral)
			claimed += b.claim[i].amount;
	for (i = 0; i < b.orders; i++)
		if (b.order[i].month == a->from)
			had += b.order[i].amount;
	for (i = 0; i < b.lines; i++) {
		const struct b_line *l = &b.line[i];

		if (l->month != a->from || l->funeral || !l->listed)
			continue;
		had += l->paid || !l->balance ? l->gross : 0;
		if (l->paid || (!l->hand && !l->death && !l->balance))
			cash += l->gross - l->deducted;
	}
	had += m_opening(&w->m, ~0u, a->from) - claimed;
	is = a->kind == ACT_HAD ? had : a->kind == ACT_CLAIMED ? claimed : cash;
	if (is == a->amount)
		return;
	m_month_text(a->from, text);
	check_show(w, root, show, sizeof(show));
	world_fail(w, "EXPECT: person %d, %s: %s %" PRId64 ", right is %" PRId64
	    "\n%s", a->person, text, act_names[a->kind], is, a->amount, show);
}
