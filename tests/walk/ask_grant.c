/*
 * SPDX-License-Identifier: ISC
 *
 * Requests about one allowance: a new one, a rest and its end, another amount.
 *
 *  - `new ... replaces` ends the first allowance that it excludes, in the order
 *    of their first months.
 *  - Another amount ends the grant and adds a new one, which keeps its rests.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ask.h"

static int64_t
newest_grant(struct world *w, int64_t person)
{
	return world_int(w, "SELECT max(id) FROM entitlement WHERE"
	    " person_id = %" PRId64, person);
}

void
ask_grant_end(struct m_grant *g, int last)
{
	if (g->from > last)
		g->off = true;
	else if (g->to > last)
		g->to = last;
	g->rests = false;
}

/* The first that the new one excludes in a month that both have. */
static int
grant_replaced(const struct model *m, const struct act *a)
{
	int i, best = -1;

	for (i = 0; i < m->grants; i++) {
		const struct m_grant *g = &m->g[i];
		int both = g->from > a->from ? g->from : a->from;

		if (g->person != a->person || g->off || g->cat == a->cat ||
		    g->cat >= M_CARE_FROM || both > g->to ||
		    !m_excludes(g->cat, a->cat))
			continue;
		if (best < 0 || g->from < m->g[best].from ||
		    (g->from == m->g[best].from && g->id < m->g[best].id))
			best = i;
	}
	return best;
}

static void
grant_add(struct world *w, const struct act *a, int cat, int64_t manual, int to)
{
	struct m_grant *g = &w->m.g[w->m.grants++];

	*g = (struct m_grant){ .person = a->person, .cat = cat,
	    .manual = manual, .from = a->from, .to = to };
	g->id = newest_grant(w, w->m.p[a->person].id);
}

/* An amount that is the table's is none of its own. */
static int64_t
manual(const struct world *w, const struct act *a, int cat, int hundredths)
{
	const struct m_grant table = { .cat = cat, .hundredths = hundredths };
	int today = M_MONTH(w->year, w->month);

	return a->amount == m_amount(&w->m, &table, a->from > today ? a->from :
	    today, false) ? 0 : a->amount;
}

bool
ask_new(struct world *w, const struct act *a)
{
	int old = a->yes ? grant_replaced(&w->m, a) : -1;
	struct ask k;

	ask_begin(w, a, &k, "new");
	ask_add(&k, "category", m_cats[a->cat].code);
	ask_add(&k, "from", k.from);
	ask_add(&k, "decision", "1/QĐ");
	ask_add(&k, "decision_date", "2019-10-01");
	ask_add(&k, "amount", k.amount);
	ask_add(&k, "replaces", a->yes ? "yes" : "");
	if (!ask_go(w, a, &k))
		return false;
	if (old >= 0)
		ask_grant_end(&w->m.g[old], a->from - 1);
	grant_add(w, a, a->cat, manual(w, a, a->cat, 0), M_EVER);
	return true;
}

bool
ask_newcomer(struct world *w, const struct act *a)
{
	struct m_person *p = &w->m.p[w->m.people];
	struct act now = *a;
	char name[80], year[8];
	struct ask k;
	int i;

	/* Numbered on, whatever the act says: there is no gap. */
	now.person = w->m.people;
	if (now.person >= M_PEOPLE)
		return false;
	memset(p, 0, sizeof(*p));
	p->commune = a->commune;
	p->into = p->funeral = -1;
	(void)snprintf(name, sizeof(name), "Mùa A %c%c",
	    'A' + now.person % 26, 'a' + now.person / 26);
	(void)snprintf(year, sizeof(year), "%d", 1930 + now.person % 40);
	ask_begin(w, &now, &k, "new");
	ask_add(&k, "name", name);
	ask_add(&k, "sex", "M");
	ask_add(&k, "birth", year);
	ask_add(&k, "commune", m_communes[a->commune].code);
	ask_add(&k, "point", m_communes[a->commune].point);
	ask_add(&k, "village", "Bản Mới");
	ask_add(&k, "category", m_cats[a->cat].code);
	ask_add(&k, "from", k.from);
	ask_add(&k, "decision", "1/QĐ");
	ask_add(&k, "decision_date", "2019-10-01");
	if (!ask_go(w, &now, &k))
		return false;
	p->id = world_int(w, "SELECT max(id) FROM person");
	for (i = 0; i < now.person; i++)
		if (w->m.p[i].id == p->id)
			world_fail(w, "ERROR: the newcomer is not on the roll");
	(void)snprintf(p->code, sizeof(p->code), "N%d", now.person);
	w->m.people++;
	w->touched[now.person] = true;
	grant_add(w, &now, a->cat, 0, M_EVER);
	return true;
}

static void
now_text(const struct world *w, char *out, size_t size)
{
	(void)snprintf(out, size, "%04d-%02d-%02dT%02d:%02d:00", w->year % 10000,
	    w->month % 100, w->day % 100, w->minute / 60 % 100,
	    w->minute % 60);
}

static void
rest_add(struct world *w, int grant, int from, int to, const char *at)
{
	struct m_rest *r;

	if (w->m.rests == M_RESTS)
		return;
	r = &w->m.r[w->m.rests++];
	*r = (struct m_rest){ .grant = grant, .from = from, .to = to };
	(void)snprintf(r->at, sizeof(r->at), "%s", at);
}

bool
ask_suspend(struct world *w, const struct act *a)
{
	int only = -1, i;
	char at[64];
	struct ask k;

	ask_begin(w, a, &k, "suspend");
	ask_add(&k, "reason", "custody");
	ask_add(&k, "from", k.from);
	if (a->cat >= 0 && (only = ask_grant(w, a, a->from, &k)) < 0)
		return false;
	if (!ask_go(w, a, &k))
		return false;
	now_text(w, at, sizeof(at));
	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];

		if (g->person != a->person || g->off || g->cat == M_FUNERAL ||
		    g->to < a->from || (only >= 0 && only != i))
			continue;
		rest_add(w, i, a->from, g->to, at);
		g->rests = true;
	}
	return true;
}

bool
ask_resume(struct world *w, const struct act *a)
{
	int i, j, last;
	struct ask k;

	ask_begin(w, a, &k, "resume");
	ask_add(&k, "arrears", a->yes ? "yes" : "no");
	ask_add(&k, "from", k.from);
	if (!ask_go(w, a, &k))
		return false;
	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];

		if (g->person != a->person || g->off || !g->rests ||
		    g->to < a->from)
			continue;
		for (j = 0, last = -1; j < w->m.rests; j++)
			if (!w->m.r[j].off && w->m.r[j].grant == i &&
			    (last < 0 || w->m.r[j].from > w->m.r[last].from))
				last = j;
		g->rests = false;
		if (last < 0)
			continue;
		if (a->yes || a->from <= w->m.r[last].from)
			w->m.r[last].off = true;
		else {
			w->m.r[last].to = a->from - 1;
			w->m.r[last].given = true;
		}
	}
	return true;
}

bool
ask_amount(struct world *w, const struct act *a)
{
	int old, i, rests = w->m.rests, cat;
	struct m_grant was;
	struct ask k;

	ask_begin(w, a, &k, "amount");
	ask_add(&k, "from", k.from);
	ask_add(&k, "decision", "1/QĐ");
	ask_add(&k, "decision_date", "2019-10-01");
	ask_add(&k, "amount", k.amount);
	ask_add(&k, "category", a->cat2 >= 0 ? m_cats[a->cat2].code : "");
	old = ask_grant(w, a, a->from, &k);
	if (old < 0)
		return false;
	was = w->m.g[old];
	/* Into a family that is kept beside the old one: by the text two
	 * groups, by the request one that takes the other's place. */
	if (a->cat2 >= 0 && !m_excludes(was.cat, a->cat2))
		return false;
	if (!ask_go(w, a, &k))
		return false;
	if (a->from <= was.from)
		w->m.g[old].off = true;
	else
		w->m.g[old].to = a->from - 1;
	cat = a->cat2 >= 0 ? a->cat2 : was.cat;
	grant_add(w, a, cat, manual(w, a, cat, 0), was.to);
	for (i = 0; i < rests; i++)
		if (!w->m.r[i].off && w->m.r[i].grant == old &&
		    w->m.r[i].to >= a->from) {
			rest_add(w, w->m.grants - 1, w->m.r[i].from > a->from ?
			    w->m.r[i].from : a->from, w->m.r[i].to,
			    w->m.r[i].at);
			w->m.r[w->m.rests - 1].given = w->m.r[i].given;
		}
	return true;
}
