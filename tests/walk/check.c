/*
 * SPDX-License-Identifier: ISC
 *
 * The balance of each person, month and group, as the rules say it, against
 * what the books have:
 *
 *   due - arrears given up <= had <= due + claims given up
 *
 * Written off has no month in the books: the sum of what is missing may not
 * exceed it.
 */
#include "check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct books b; /* of the person that is looked at */

/* One month of one group. */
struct even {
	int64_t low, high;  /* due */
	int64_t opening, lines, ordered, claimed, paid, open;
	int64_t held;       /* blocked twice over: nothing replaces it yet */
	int64_t had;
};

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

static struct even
even_of(const struct model *m, unsigned group, int month)
{
	struct even e = { 0 };
	int64_t rest[2], full[2], before = 0;
	int i;

	for (i = 0; i < b.lines; i++)
		if (!b.line[i].funeral && b.line[i].month == month &&
		    (group >> b.line[i].cat & 1))
			even_line(m, &b.line[i], &e, &before, group);
	for (i = 0; i < b.orders; i++)
		if (b.order[i].month == month && (group >> b.order[i].cat & 1))
			e.ordered += b.order[i].amount;
	for (i = 0; i < b.claims; i++)
		if (!b.claim[i].funeral && b.claim[i].month == month &&
		    (group >> b.claim[i].cat & 1))
			e.claimed += b.claim[i].amount;
	/* What the system before paid was paid before any rest was approved. */
	e.opening = m_opening(m, group, month);
	if (m_rest_at(m, group, month)[0] != '\0')
		before += e.opening;
	for (i = 0; i < 2; i++) {
		rest[i] = m_due(m, group, month, true, i == 1, -1, NULL);
		full[i] = m_due(m, group, month, false, i == 1, -1, NULL);
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

/* ---- a person -------------------------------------------------------------- */

static unsigned
month_cats(const struct model *m, int month)
{
	unsigned cats = m_in_force(m, month);
	int i;

	for (i = 0; i < b.lines; i++)
		if (!b.line[i].funeral && b.line[i].month == month &&
		    b.line[i].listed)
			cats |= 1u << b.line[i].cat;
	for (i = 0; i < b.orders; i++)
		if (b.order[i].month == month)
			cats |= 1u << b.order[i].cat;
	for (i = 0; i < b.claims; i++)
		if (!b.claim[i].funeral && b.claim[i].month == month)
			cats |= 1u << b.claim[i].cat;
	/* What the opening paid as another allowance than is due now. */
	for (i = 0; i < M_FUNERAL; i++)
		if (m_opening(m, 1u << i, month) > 0)
			cats |= 1u << i;
	return cats;
}

static void
months_of(const struct model *m, int root, int *first, int *last)
{
	int i;

	*first = M_START - 1;
	*last = M_START;
	for (i = 0; i < m->grants; i++)
		if (m_root(m, m->g[i].person) == root && !m->g[i].off &&
		    m->g[i].from < *first)
			*first = m->g[i].from;
	for (i = 0; i < b.lines; i++) {
		if (b.line[i].month < *first)
			*first = b.line[i].month;
		if (b.line[i].month > *last)
			*last = b.line[i].month;
	}
	for (i = 0; i < b.orders; i++)
		if (b.order[i].month > *last)
			*last = b.order[i].month;
}

void
check_show(struct world *w, int root, char *out, size_t size)
{
	const struct model *m = &w->m;
	int month, first, last, i;
	size_t n = 0;
	char text[8];

#define SAY(...)                                                               \
	do {                                                                   \
		if (n < size)                                                  \
			n += (size_t)snprintf(out + n, size - n, __VA_ARGS__);   \
	} while (0)
	out[0] = '\0';
	if (books_read(w->o.db, m, root, &b, &w->o.err) != ST_OK)
		return;
	m_focus(m, root);
	for (i = 0; i < m->grants; i++)
		if (m_root(m, m->g[i].person) == root && !m->g[i].off) {
			m_month_text(m->g[i].from, text);
			SAY("  grant %s of %d from %s", m_cats[m->g[i].cat].code,
			    m->g[i].person, text);
			if (m->g[i].to != M_EVER) {
				m_month_text(m->g[i].to, text);
				SAY(" to %s", text);
			}
			SAY(" manual %" PRId64 "%s\n", m->g[i].manual,
			    m->g[i].rests ? " (rests)" : "");
		}
	months_of(m, root, &first, &last);
	for (i = 0; i < M_OWNERS; i++)
		if (w->covered[i] > last)
			last = w->covered[i];
	for (month = first; month <= last; month++) {
		unsigned cats = month_cats(m, month), group;
		int cat;

		for (cat = 0; cat < M_CATS; cat++) {
			struct even e;

			if ((cats >> cat & 1) == 0)
				continue;
			group = m_linked(cats, cat);
			cats &= ~group;
			e = even_of(m, group, month);
			if (month < M_START && e.had == e.opening &&
			    e.low <= e.opening)
				continue;
			m_month_text(month, text);
			SAY("  %s %s+%x: due %" PRId64, text,
			    m_cats[cat].code, group, e.low);
			if (e.high != e.low)
				SAY("..%" PRId64, e.high);
			SAY(" had %" PRId64 " = opening %" PRId64 " + lines %"
			    PRId64 " (paid %" PRId64 ") + ordered %" PRId64
			    " - claimed %" PRId64 "; next list of %s\n", e.had,
			    e.opening, e.lines, e.paid, e.ordered, e.claimed,
			    m_owners[m_communes[m_payer(m, root,
			    month)].owner].code);
		}
	}
	for (i = 0; i < b.lines; i++) {
		const struct b_line *l = &b.line[i];

		m_month_text(l->month, text);
		SAY("  line %" PRId64 " %s %s %" PRId64 " of %s:%s%s%s%s%s%s\n",
		    l->id, text, m_cats[l->cat].code, l->gross,
		    m_owners[l->owner].code, l->listed ? "" : " draft",
		    l->paid ? " paid" : "", l->hand ? " blocked by hand" : "",
		    l->death ? " blocked by a report" : "",
		    l->balance ? " blocked" : "",
		    l->deducted > 0 ? " cut" : "");
	}
	for (i = 0; i < b.ncases; i++)
		SAY("  case %" PRId64 ": claimed %" PRId64 " back %" PRId64
		    " written off %" PRId64 " left %" PRId64 "\n",
		    b.cases[i].id, b.cases[i].claimed, b.cases[i].back,
		    b.cases[i].written_off, b.cases[i].left);
#undef SAY
}

static void
person_fail(struct world *w, int root, const char *class, int month,
    const struct even *e)
{
	char text[8], show[6000];
	struct even is = *e;

	m_month_text(month, text);
	check_show(w, root, show, sizeof(show));
	world_fail(w, "%s: person %d, %s: due %" PRId64 "..%" PRId64 ", had %"
	    PRId64 "\n%s", class, root, text, is.low, is.high, is.had, show);
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

static void
check_group(struct world *w, int root, unsigned group, int month,
    int64_t settled, int64_t *missing, int *missing_in)
{
	const struct model *m = &w->m;
	struct even e = even_of(m, group, month);
	int owner = m_communes[m_payer(m, root, month)].owner;
	/* Of two records the opening of one may be given up beside what the
	 * other is due. */
	int64_t high = records(m, root) > 1 ? e.high + e.opening :
	    e.high > e.opening ? e.high : e.opening;
	int64_t gap = e.low - e.had - e.held;
	bool covered = month <= w->covered[owner] || month < M_START;

	if (e.had > high)
		person_fail(w, root, "TOO_MUCH", month, &e);
	else if (!covered && e.ordered > 0 && w->settled)
		person_fail(w, root, "EARLY", month, &e);
	else if (e.claimed > e.paid + settled)
		person_fail(w, root, "CLAIM", month, &e);
	else if (e.ordered > 0 && e.claimed > 0 && settled == 0 &&
	    records(m, root) == 1)
		person_fail(w, root, "BOTH", month, &e);
	else if (e.open > 0 && e.claimed > 0 && settled == 0 &&
	    records(m, root) == 1 && !w->reversed[root])
		person_fail(w, root, "OPEN", month, &e);
	if (covered && gap > 0) {
		/* Only what was claimed can have been given up. */
		if (gap > (e.claimed > 0 ? e.claimed : 0))
			person_fail(w, root, "MISSING", month, &e);
		*missing += gap;
		*missing_in = month;
	}
}

/* Funeral support: one amount, 20 times the standard of the month of death. */
static void
check_funeral(struct world *w, int root)
{
	int64_t due = 0, had = 0;
	int i, month;

	for (i = 0; i < w->m.people; i++)
		if (m_root(&w->m, i) == root && w->m.p[i].funeral >= 0)
			due += 20 * m_rate_most(&w->m, w->m.p[i].funeral);
	for (i = 0; i < b.lines; i++)
		if (b.line[i].funeral && b.line[i].listed &&
		    (b.line[i].paid || !b.line[i].balance))
			had += b.line[i].gross;
	for (i = 0; i < b.claims; i++)
		had -= b.claim[i].funeral ? b.claim[i].amount : 0;
	month = w->year * 12 + w->month - 1;
	if (had > due) {
		struct even e = { .low = due, .high = due, .had = had };

		person_fail(w, root, "TOO_MUCH (funeral)", month, &e);
	}
}

/* Another line of the lists themselves for the same month and category. */
static bool
twice(int at)
{
	const struct b_line *l = &b.line[at];
	int i;

	if (!l->own || !l->listed || l->balance || l->paid)
		return false;
	for (i = 0; i < at; i++)
		if (b.line[i].own && b.line[i].listed && !b.line[i].balance &&
		    !b.line[i].paid && b.line[i].person == l->person &&
		    b.line[i].month == l->month && b.line[i].cat == l->cat &&
		    b.line[i].owner != l->owner)
			return true;
	return false;
}

/* back: what has come back of all cases. */
static void
check_cases(struct world *w, int root, int64_t *back, int64_t *written_off)
{
	int i;

	*back = *written_off = 0;
	for (i = 0; i < b.ncases; i++) {
		*back += b.cases[i].back;
		*written_off += b.cases[i].written_off;
		if (b.cases[i].left < 0)
			world_fail(w, "CLAIM: person %d: %" PRId64 " are left "
			    "of case %" PRId64, root, b.cases[i].left,
			    b.cases[i].id);
		if (b.cases[i].grew)
			world_fail(w, "GREW: person %d: case %" PRId64 " grew "
			    "after its decision", root, b.cases[i].id);
	}
	/* Cut on a line that is approved: as good as come back. */
	for (i = 0; i < b.lines; i++)
		*back += b.line[i].listed && !b.line[i].paid ?
		    b.line[i].deducted : 0;
	for (i = 0; i < b.lines; i++)
		if (twice(i))
			world_fail(w, "TWICE: person %d: line %" PRId64
			    " stands beside another of its month", root,
			    b.line[i].id);
		else if (b.line[i].paid && (b.line[i].hand ||
		    b.line[i].death || b.line[i].balance))
			world_fail(w, "BLOCKED: person %d: line %" PRId64
			    " is paid and blocked", root, b.line[i].id);
}

/* ---- facts ----------------------------------------------------------------- */

static int
fact_cmp(const void *x, const void *y)
{
	return strcmp(x, y);
}

static void
facts_model(const struct model *m, int person, char *out, size_t size)
{
	char v[64][80], from[8], to[8];
	int n = 0, i, at;
	const struct m_person *p = &m->p[person];
	size_t used;

	used = (size_t)snprintf(out, size, "is %s %s\n", p->into >= 0 ?
	    "merged" : p->dead ? "dead" : "active",
	    p->into >= 0 ? m->p[p->into].code : "-");
	for (i = 0; i < m->grants && n < 64; i++) {
		const struct m_grant *g = &m->g[i];

		if (g->person != person || g->off)
			continue;
		m_month_text(g->from, from);
		m_month_text(g->to, to);
		(void)snprintf(v[n++], 80, "grant %s %" PRId64 " %d %s %s\n",
		    m_cats[g->cat].code, g->manual, g->hundredths, from,
		    g->to == M_EVER ? "-" : to);
	}
	for (i = 0; i < m->rests && n < 64; i++) {
		const struct m_rest *r = &m->r[i];
		const struct m_grant *g = &m->g[r->grant];

		if (r->off || g->person != person || g->off || g->to < r->from)
			continue;
		m_month_text(r->from, from);
		m_month_text(r->to, to);
		(void)snprintf(v[n++], 80, "rest %s %s %s\n",
		    m_cats[g->cat].code, from, r->to == M_EVER ? "-" : to);
	}
	qsort(v, (size_t)n, sizeof(v[0]), fact_cmp);
	for (at = 0; at < n && used < size; at++)
		used += (size_t)snprintf(out + used, size - used, "%s", v[at]);
}

/* The rows of the books in the same order. */
static void
facts_sorted(char *text, size_t size)
{
	char v[64][80], *line, *next = text;
	size_t used = 0;
	int n = 0, i;

	while ((line = strsep(&next, "\n")) != NULL && n < 64)
		if (line[0] != '\0' && strncmp(line, "is ", 3) != 0)
			(void)snprintf(v[n++], 80, "%.78s\n", line);
		else if (line[0] != '\0')
			used = strlen(line) + 1;
	text[used - (used > 0)] = used > 0 ? '\n' : '\0';
	qsort(v, (size_t)n, sizeof(v[0]), fact_cmp);
	for (i = 0; i < n && used < size; i++)
		used += (size_t)snprintf(text + used, size - used, "%s", v[i]);
	if (used < size)
		text[used] = '\0';
}

/* A grant of funeral support is one of the books, not of the model. */
static void
facts_no_funeral(char *text)
{
	char *p;

	while ((p = strstr(text, "grant 136.11 ")) != NULL) {
		char *end = strchr(p, '\n');

		if (end == NULL)
			*p = '\0';
		else
			memmove(p, end + 1, strlen(end + 1) + 1);
	}
}

static void
check_facts(struct world *w, int person)
{
	char is[6000], want[6000];

	if (books_facts(w->o.db, w->m.p[person].id, is, sizeof(is),
	    &w->o.err) != ST_OK) {
		world_fail(w, "ERROR: facts: %s", w->o.err.msg);
		return;
	}
	facts_no_funeral(is);
	facts_sorted(is, sizeof(is));
	facts_model(&w->m, person, want, sizeof(want));
	if (strcmp(is, want) != 0)
		world_fail(w, "FACTS: person %d is\n%sand should be\n%s",
		    person, is, want);
}

/* ---- whom ------------------------------------------------------------------ */

static void
check_one(struct world *w, int root)
{
	const struct model *m = &w->m;
	int64_t back, written_off, missing = 0;
	int month, first, last, i, missing_in = 0;

	for (i = 0; i < m->people; i++)
		if (m->p[i].id != 0 && m_root(m, i) == root)
			check_facts(w, i);
	if (books_read(w->o.db, m, root, &b, &w->o.err) != ST_OK) {
		world_fail(w, "ERROR: %s", w->o.err.msg);
		return;
	}
	m_focus(m, root);
	check_cases(w, root, &back, &written_off);
	back += written_off;
	check_funeral(w, root);
	months_of(m, root, &first, &last);
	for (i = 0; i < M_OWNERS; i++)
		if (w->covered[i] > last)
			last = w->covered[i];
	for (month = first; month <= last && w->why[0] == '\0'; month++) {
		unsigned cats = month_cats(m, month);
		int cat;

		for (cat = 0; cat < M_CATS && w->why[0] == '\0'; cat++) {
			unsigned group;

			if ((cats >> cat & 1) == 0)
				continue;
			group = m_linked(cats, cat);
			cats &= ~group;
			check_group(w, root, group, month, back, &missing,
			    &missing_in);
		}
	}
	if (w->why[0] == '\0' && missing > written_off) {
		struct even e = { .low = missing, .high = missing,
		    .had = written_off };

		person_fail(w, root, "MISSING (more than was written off)",
		    missing_in, &e);
	}
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

/* ---- a new list ------------------------------------------------------------ */

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
