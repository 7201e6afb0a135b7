/*
 * SPDX-License-Identifier: ISC
 *
 * What model and books have of a person as text, which a failure prints: grants,
 * months with their groups, lines, cases.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "check_priv.h"

/* A text that is cut where its place ends. */
struct show {
	char *out;
	size_t size, n;
};

static void __attribute__((format(printf, 2, 3)))
say(struct show *s, const char *fmt, ...)
{
	va_list ap;

	if (s->n >= s->size)
		return;
	va_start(ap, fmt);
	s->n += (size_t)vsnprintf(s->out + s->n, s->size - s->n, fmt, ap);
	va_end(ap);
}

static void
show_grants(const struct model *m, int root, struct show *s)
{
	char text[8];
	int i;

	for (i = 0; i < m->grants; i++) {
		const struct m_grant *g = &m->g[i];

		if (m_root(m, g->person) != root || g->off)
			continue;
		m_month_text(g->from, text);
		say(s, "  grant %s of %d from %s", m_cats[g->cat].code,
		    g->person, text);
		if (g->to != M_EVER) {
			m_month_text(g->to, text);
			say(s, " to %s", text);
		}
		say(s, " manual %" PRId64 "%s\n", g->manual,
		    g->rests ? " (rests)" : "");
	}
}

static void
show_group(const struct model *m, const struct even *e, int root, int month,
    int cat, unsigned group, struct show *s)
{
	char text[8];

	if (month < M_START && e->had == e->opening && e->low <= e->opening)
		return;
	m_month_text(month, text);
	say(s, "  %s %s+%x: due %" PRId64, text, m_cats[cat].code, group,
	    e->low);
	if (e->high != e->low)
		say(s, "..%" PRId64, e->high);
	say(s, " had %" PRId64 " = opening %" PRId64 " + lines %" PRId64
	    " (paid %" PRId64 ") + ordered %" PRId64 " - claimed %" PRId64
	    " (%" PRId64 " of the opening, asked %" PRId64
	    "); next list of %s\n", e->had, e->opening, e->lines, e->paid,
	    e->ordered, e->claimed, e->reclaimed,
	    m_before_claimed(m, group, month),
	    m_owners[m_communes[m_payer(m, root, month)].owner].code);
}

static void
show_months(const struct world *w, const struct books *b, int root,
    struct show *s)
{
	int month, first, last, cat;

	check_months(w, b, root, &first, &last);
	for (month = first; month <= last; month++) {
		unsigned cats = check_cats(&w->m, b, month), group;

		for (cat = 0; cat < M_CATS; cat++) {
			struct even e;

			if ((cats >> cat & 1) == 0)
				continue;
			group = m_linked(cats, cat);
			cats &= ~group;
			e = check_even(&w->m, b, group, month);
			show_group(&w->m, &e, root, month, cat, group, s);
		}
	}
}

static void
show_lines(const struct books *b, struct show *s)
{
	char text[8];
	int i;

	for (i = 0; i < b->lines; i++) {
		const struct b_line *l = &b->line[i];

		m_month_text(l->month, text);
		say(s, "  line %" PRId64 " %s %s %" PRId64
		    " of %s:%s%s%s%s%s%s\n", l->id, text, m_cats[l->cat].code,
		    l->gross, m_owners[l->owner].code,
		    l->listed ? "" : " draft", l->paid ? " paid" : "",
		    l->hand ? " blocked by hand" : "",
		    l->death ? " blocked by a report" : "",
		    l->balance ? " blocked" : "",
		    l->deducted > 0 ? " cut" : "");
	}
}

void
check_show(struct world *w, int root, char *out, size_t size)
{
	static struct books b;
	struct show s = { .out = out, .size = size };
	int i;

	out[0] = '\0';
	if (books_read(w->o.db, &w->m, root, &b, &w->o.err) != ST_OK)
		return;
	m_focus(&w->m, root);
	show_grants(&w->m, root, &s);
	show_months(w, &b, root, &s);
	show_lines(&b, &s);
	for (i = 0; i < b.ncases; i++)
		say(&s, "  case %" PRId64 ": claimed %" PRId64 " back %" PRId64
		    " written off %" PRId64 " left %" PRId64 "\n",
		    b.cases[i].id, b.cases[i].claimed, b.cases[i].back,
		    b.cases[i].written_off, b.cases[i].left);
}

void
check_fail(struct world *w, int root, const char *class, int month,
    const struct even *e)
{
	char text[8], show[6000];

	m_month_text(month, text);
	check_show(w, root, show, sizeof(show));
	world_fail(w, "%s: person %d, %s: due %" PRId64 "..%" PRId64 ", had %"
	    PRId64 "\n%s", class, root, text, e->low, e->high, e->had, show);
}
