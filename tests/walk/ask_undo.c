/*
 * SPDX-License-Identifier: ISC
 *
 * Undoes the last request about a person that stands: grants, rests and state
 * are put back as they were before it.
 */
#include <inttypes.h>
#include <stdio.h>

#include "act_priv.h"
#include "ask.h"

static bool
undo_can(enum act_kind kind)
{
	return kind != ACT_UNDO && kind != ACT_RECOVER && kind != ACT_PLAN &&
	    kind != ACT_REVERSE;
}

/* A move that never was; nor did the person go along with where it led to. */
static void
undo_move(struct model *m, struct m_move *move)
{
	int i;

	move->off = true;
	for (i = 0; i < m->moves; i++)
		if (m->move[i].along && m->move[i].person == move->person &&
		    m->move[i].from == move->to)
			m->move[i].off = true;
}

/* Facts of one person as they were: what came since never was. */
static void
undo_facts(struct world *w, const struct w_req *r)
{
	const struct model *was = r->was;
	struct m_person *p = &w->m.p[r->person];
	const struct m_person *before = &was->p[r->person];
	int i;

	if (r->kind == ACT_REPAID || r->kind == ACT_WRITEOFF)
		return;
	m_before_undo(&w->m, was, r->person);
	if (r->kind == ACT_FUNERAL) {
		p->funeral = -1;
		return;
	}
	if (r->kind == ACT_DEATH)
		p->funeral = -1;
	p->dead = before->dead;
	p->gone = before->gone;
	p->into = before->into;
	if (r->move >= 0) {
		undo_move(&w->m, &w->m.move[r->move]);
		return;
	}
	for (i = 0; i < w->m.grants; i++)
		if (w->m.g[i].person == r->person) {
			if (i < was->grants)
				w->m.g[i] = was->g[i];
			else
				w->m.g[i].off = true;
		}
	for (i = 0; i < w->m.rests; i++)
		if (w->m.g[w->m.r[i].grant].person == r->person) {
			if (i < was->rests)
				w->m.r[i] = was->r[i];
			else
				w->m.r[i].off = true;
		}
}

/* A newcomer's record stays: it was seen, its grant never was. */
bool
ask_undo(struct world *w, const struct act *a)
{
	char id[24];
	struct ask k;
	int i;

	for (i = w->reqs - 1; i >= 0; i--)
		if (w->req[i].person == a->person && !w->req[i].undone &&
		    undo_can(w->req[i].kind))
			break;
	if (i < 0)
		return false;
	ask_begin(w, a, &k, "undo");
	(void)snprintf(id, sizeof(id), "%" PRId64, w->req[i].change);
	ask_add(&k, "undoes", id);
	ask_add(&k, "note", "a mistake");
	w->touched[a->person] = true;
	if (w->m.p[a->person].into >= 0)
		w->touched[w->m.p[a->person].into] = true;
	if (!ask_go(w, a, &k))
		return false;
	w->req[i].undone = true;
	undo_facts(w, &w->req[i]);
	act_place(w, a->person);
	return true;
}
