/*
 * SPDX-License-Identifier: ISC
 *
 * The facts of a record: state, grants and rests on the roll are those of the
 * model.  Both are written as sorted lines of text and compared.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check_priv.h"

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

void
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
