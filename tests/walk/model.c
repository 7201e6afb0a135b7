/*
 * SPDX-License-Identifier: ISC
 *
 * Choices where the text of the rules leaves one:
 *  - A group is formed from the categories of all grants in force in the month
 *    (resting or not) and of all that the books have of it: a line of a grant
 *    that has ended still links (stopped, then granted higher).
 *  - Care allowances: one group for each category, so that two records of one
 *    person with the same care have it once.
 *  - Equal amounts: which of them is kept does not change the sum.
 *  - What was paid in a month of rest counts as due when it was paid before
 *    the last approval of a rest that covers the month, of the line's own
 *    category where that rests, else of any in the group.
 *  - Months of rest that a resume gave up: nothing is owed for them; between
 *    what the rest gives and what the month would give without it anything is
 *    taken as even (a later rise may bring the rest of the month).
 *  - A rate lowered backwards, or a higher one undone, that nobody has decided
 *    about: anything between what is due by the new and by the old rate is
 *    even.  So it is when it was given up; claimed, the new rate alone counts,
 *    for all records that stood at the owner when it was decided.
 *  - Of two moves the one decided later counts, from its first month on, also
 *    where the other begins later.
 *  - The opening of an owner is every month before 2019-11, whenever his first
 *    list is made.
 */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct m_cat m_cats[M_CATS] = {
	{ "136.5.5b", "elderly", 100 }, { "136.5.5a1", "elderly", 150 },
	{ "136.5.5a2", "elderly", 200 }, { "136.5.5c", "elderly", 300 },
	{ "136.5.4a", "single_parent", 100 },
	{ "136.5.4b", "single_parent", 200 },
	{ "28.16.6a", "disabled", 200 }, { "28.16.6c", "disabled", 150 },
	{ "28.16.6b", "disabled", 250 }, { "136.5.3c", "hiv", 150 },
	{ "28.17.1", "", 100 }, { "28.17.2a", "", 150 },
	{ "136.11", "", 2000 },
};

const struct m_commune m_communes[M_COMMUNES] = {
	{ "03721", "119-01", 0 }, { "03724", "119-02", 0 },
	{ "04168", "126-01", 1 }, { "04105", "125-01", 2 },
};

const struct m_owner m_owners[M_OWNERS] = {
	{ "119", "phong", "truong", "lan" },
	{ "126", "phong2", "truong2", "son" },
	{ "125", "phong3", "truong3", "lan3" },
};

void
m_init(struct model *m)
{
	memset(m, 0, sizeof(*m));
	m->rate[0] = (struct m_rate){ .cat = -1, .from = M_MONTH(2015, 1),
	    .value = 270000 };
	m->rate[1] = (struct m_rate){ .cat = -1, .from = M_MONTH(2021, 7),
	    .value = 360000 };
	m->rates = 2;
}

void
m_month_text(int month, char out[8])
{
	unsigned year = (unsigned)month / 12 % 10000;

	(void)snprintf(out, 8, "%04u-%02u", year, (unsigned)month % 12 + 1);
}

int
m_month_of(const char *text)
{
	int year, month;

	if (sscanf(text, "%4d-%2d", &year, &month) != 2)
		return -1;
	return M_MONTH(year, month);
}

int
m_cat_of(const char *code)
{
	int i;

	for (i = 0; i < M_CATS; i++)
		if (strcmp(m_cats[i].code, code) == 0)
			return i;
	return -1;
}

int
m_root(const struct model *m, int person)
{
	while (m->p[person].into >= 0)
		person = m->p[person].into;
	return person;
}

/* NĐ 20/2021 art. 6.2: of several only the highest, but a single parent who is
 * old, disabled or has HIV has both. */
bool
m_excludes(int a, int b)
{
	const char *x = m_cats[a].family, *y = m_cats[b].family;
	bool single = strcmp(x, "single_parent") == 0,
	    other = strcmp(y, "single_parent") == 0;

	if (a == M_FUNERAL || b == M_FUNERAL)
		return false;
	if (a >= M_CARE_FROM || b >= M_CARE_FROM)
		return a == b;
	return single == other;
}

/* Rates that were set so far: prefix() looks back. */
static int rates_upto = M_RATES;

static int64_t
m_rate(const struct model *m, int cat, int month, int64_t none, bool old)
{
	int64_t value = none;
	int i, from = -1;

	for (i = 0; i < m->rates && i < rates_upto; i++) {
		const struct m_rate *r = &m->rate[i];

		if (r->off || r->cat != cat || r->from > month ||
		    (!old && r->undone))
			continue;
		/* A row of the same month is written over. */
		if (r->from >= from) {
			from = r->from;
			value = r->value;
		}
	}
	return value;
}

int64_t
m_rate_at(const struct model *m, int cat, int month)
{
	return m_rate(m, cat, month, cat < 0 ? 0 : m_cats[cat].hundredths,
	    false);
}

int64_t
m_rate_most(const struct model *m, int month)
{
	int64_t most = 0, is;

	for (rates_upto = 1; rates_upto <= m->rates; rates_upto++) {
		is = m_rate(m, -1, month, 0, true);
		most = is > most ? is : most;
	}
	rates_upto = M_RATES;
	return most;
}

int64_t
m_amount(const struct model *m, const struct m_grant *g, int month, bool old)
{
	int64_t standard = m_rate(m, -1, month, 0, old), hundredths;

	if (g->manual > 0)
		return g->manual;
	hundredths = g->hundredths > 0 ? g->hundredths :
	    m_rate(m, g->cat, month, m_cats[g->cat].hundredths, old);
	return standard * hundredths / 100;
}

/* Grants and rests of the person that is looked at: m_focus(). */
static struct {
	int root, grant[256], grants, rest[128], rests;
} focus;

void
m_focus(const struct model *m, int root)
{
	int i;

	focus.root = root;
	focus.grants = focus.rests = 0;
	for (i = 0; i < m->grants && focus.grants < 256; i++)
		if (m_root(m, m->g[i].person) == root)
			focus.grant[focus.grants++] = i;
	for (i = 0; i < m->rests && focus.rests < 128; i++)
		if (!m->r[i].off &&
		    m_root(m, m->g[m->r[i].grant].person) == root)
			focus.rest[focus.rests++] = i;
}

int
m_focused(void)
{
	return focus.root;
}

/* Is the lowering claimed of every record of the person? */
static bool
m_claimed(const struct model *m, int rate)
{
	bool any = false;
	int i;

	for (i = 0; i < m->people; i++) {
		if (m->p[i].id == 0 || m_root(m, i) != focus.root)
			continue;
		if (!m->p[i].claimed[rate])
			return false;
		any = true;
	}
	return any;
}

/* Of one of the categories, in force but for rests. */
static bool
m_is(const struct model *m, int grant, unsigned cats, int month)
{
	const struct m_grant *g = &m->g[grant];

	return !g->off && (cats >> g->cat & 1) != 0 && g->from <= month &&
	    month <= g->to && g->cat != M_FUNERAL;
}

const char *
m_rest_at(const struct model *m, unsigned cats, int month)
{
	const char *at = "";
	int k;

	for (k = 0; k < focus.rests; k++) {
		const struct m_rest *r = &m->r[focus.rest[k]];

		if (r->from <= month && month <= r->to &&
		    m_is(m, r->grant, cats, month) && strcmp(r->at, at) > 0)
			at = r->at;
	}
	return at;
}

bool
m_rest_given(const struct model *m, unsigned cats, int month)
{
	int k;

	for (k = 0; k < focus.rests; k++) {
		const struct m_rest *r = &m->r[focus.rest[k]];

		if (r->given && r->from <= month && month <= r->to &&
		    m_is(m, r->grant, cats, month))
			return true;
	}
	return false;
}

unsigned
m_in_force(const struct model *m, int month)
{
	unsigned cats = 0;
	int k;

	for (k = 0; k < focus.grants; k++)
		if (m_is(m, focus.grant[k], ~0u, month))
			cats |= 1u << m->g[focus.grant[k]].cat;
	return cats;
}

unsigned
m_linked(unsigned cats, int cat)
{
	unsigned in = 1u << cat, before;
	int a, b;

	do {
		before = in;
		for (a = 0; a < M_CATS; a++)
			for (b = 0; b < M_CATS; b++)
				if ((in >> a & 1) && (cats >> b & 1) &&
				    m_excludes(a, b))
					in |= 1u << b;
	} while (in != before);
	return in;
}

static bool
m_resting(const struct model *m, int grant, int month)
{
	int k;

	for (k = 0; k < focus.rests; k++) {
		const struct m_rest *r = &m->r[focus.rest[k]];

		if (r->grant == grant && r->from <= month && month <= r->to)
			return true;
	}
	return false;
}

/* The highest first; each that none of those before excludes is kept. */
int64_t
m_due(const struct model *m, unsigned cats, int month, bool with_rests,
    bool old, int asked, bool *kept)
{
	bool seen[256] = { false };
	int64_t sum = 0;
	int took[256], n = 0;

	for (;;) {
		int64_t most = -1;
		bool excluded = false;
		int i, best = -1;

		for (i = 0; i < focus.grants; i++) {
			int grant = focus.grant[i];
			int64_t is;

			if (seen[i] || !m_is(m, grant, cats, month) ||
			    (with_rests && m_resting(m, grant, month)))
				continue;
			is = m_amount(m, &m->g[grant], month, old);
			if (is > most) {
				most = is;
				best = i;
			}
		}
		if (best < 0)
			return sum;
		seen[best] = true;
		for (i = 0; i < n; i++)
			excluded |= m_excludes(m->g[took[i]].cat,
			    m->g[focus.grant[best]].cat);
		if (excluded)
			continue;
		took[n++] = focus.grant[best];
		sum += most;
		if (kept != NULL && focus.grant[best] == asked)
			*kept = true;
	}
}

int64_t
m_due_most(const struct model *m, unsigned cats, int month, bool with_rests)
{
	int64_t high = m_due(m, cats, month, with_rests, false, -1, NULL);
	int64_t most = m_due(m, cats, month, with_rests, true, -1, NULL);
	int64_t before, after;
	int i;

	if (most > high) /* a higher one, undone */
		high = most;
	most = high;
	for (i = 0; i < m->rates; i++) {
		if (m->rate[i].off || !m->rate[i].lowered)
			continue;
		rates_upto = i;
		before = m_due(m, cats, month, with_rests, true, -1, NULL);
		rates_upto = i + 1;
		after = m_due(m, cats, month, with_rests, true, -1, NULL);
		rates_upto = M_RATES;
		most = before > most ? before : most;
		if (before > after && !m_claimed(m, i))
			high += before - after;
	}
	return high < most ? high : most;
}

bool
m_chosen(const struct model *m, int grant, int month)
{
	bool kept = false;

	m_focus(m, m_root(m, m->g[grant].person));
	(void)m_due(m, ~0u, month, true, false, grant, &kept);
	return kept;
}

int64_t
m_opening(const struct model *m, unsigned cats, int month)
{
	int64_t sum = 0;
	int k;

	for (k = 0; k < focus.grants; k++) {
		const struct m_grant *g = &m->g[focus.grant[k]];

		if (g->opening > 0 && (cats >> g->cat & 1) != 0 &&
		    g->open_from <= month && month <= g->open_to)
			sum += g->opening;
	}
	for (k = 0; k < m->lefts; k++)
		if (!m->left[k].off && m->left[k].month == month &&
		    (cats >> m->g[m->left[k].grant].cat & 1) != 0 &&
		    m_root(m, m->g[m->left[k].grant].person) == focus.root)
			sum -= m->left[k].amount;
	return sum;
}

void
m_open(struct model *m, int grant)
{
	struct m_grant *g = &m->g[grant];

	g->open_from = g->from;
	g->open_to = g->to < M_START - 1 ? g->to : M_START - 1;
	if (g->open_from <= g->open_to && m_chosen(m, grant, g->open_to))
		g->opening = m_amount(m, g, g->open_to, false);
}

/* The decision made last whose first month is not later; before all of them the
 * first old place pays. */
int
m_went_to(const struct model *m, int person, int month)
{
	int i, to = -1;

	for (i = 0; i < m->moves; i++)
		if (m->move[i].along && !m->move[i].off &&
		    m->move[i].person == person && m->move[i].first > month)
			to = m->move[i].to;
	return to;
}

int
m_payer(const struct model *m, int person, int month)
{
	int i, at = -1;

	for (i = 0; i < m->moves; i++) {
		const struct m_move *v = &m->move[i];

		if (v->off || v->person != person)
			continue;
		if (v->first <= month)
			at = v->to;
		else if (at < 0)
			at = v->from;
	}
	return at >= 0 ? at : m->p[person].commune;
}
