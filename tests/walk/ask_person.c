/*
 * SPDX-License-Identifier: ISC
 *
 * Requests about a whole record: a stop, a death and its report, a move,
 * a merge, funeral support.
 *
 * A merged record's grants end with the last month that a submitted list has of
 * them; those that no such list has never were.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "ask.h"

/* Death ends all, anything else what is asked. */
static void
stop_facts(struct world *w, const struct act *a, int last, int only)
{
	int i;

	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];

		if (g->person == a->person && !g->off &&
		    g->cat != M_FUNERAL && g->to > last &&
		    (only < 0 || only == i))
			ask_grant_end(g, last);
	}
}

bool
ask_stop(struct world *w, const struct act *a)
{
	int last = M_MONTH(a->year, a->month), only = -1;
	bool death = a->kind != ACT_STOP;
	struct ask k;

	ask_begin(w, a, &k, "stop");
	ask_add(&k, "reason", death ? "death" : "not_eligible");
	ask_add(&k, "event_on", k.on);
	if (!death && a->cat >= 0 &&
	    (only = ask_grant(w, a, last, &k)) < 0)
		return false;
	if (!ask_go(w, a, &k))
		return false;
	stop_facts(w, a, last, only);
	if (death)
		w->m.p[a->person].dead = true;
	return true;
}

bool
ask_report(struct world *w, const struct act *a)
{
	const struct m_owner *o =
	    &m_owners[m_communes[w->m.p[a->person].commune].owner];
	struct wire_args args;
	struct ask k;
	bool ok;

	ask_begin(w, a, &k, "stop");
	ask_add(&k, "reason", "death");
	ask_add(&k, "event_on", k.on);
	ok = world_postv(w, o->payer, "change.ask", &args, k.v) == ST_OK;
	if (ok) {
		w->report[a->person] = wire_args_int(&args, "change", 0);
		w->reported[a->person] = M_MONTH(a->year, a->month);
		w->m.p[a->person].reported = true;
	}
	wire_args_done(&args);
	return ok;
}

bool
ask_decide_report(struct world *w, const struct act *a)
{
	struct m_person *p = &w->m.p[a->person];
	const struct m_owner *o = &m_owners[m_communes[p->commune].owner];
	struct model *was;
	char id[24];

	if (!p->reported)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, w->report[a->person]);
	if (!a->yes) {
		if (world_post(w, o->boss, "change.reject", NULL, "change", id,
		    "version", "1", "reason", "he lives", NULL) != ST_OK)
			return false;
		p->reported = false;
		return true;
	}
	was = malloc(sizeof(*was));
	if (was == NULL)
		exit(3);
	memcpy(was, &w->m, sizeof(*was));
	was->p[a->person].reported = false;
	if (!ask_approve(w, w->report[a->person], o->boss, NULL)) {
		free(was);
		return false;
	}
	ask_keep(w, a->person, ACT_DEATH, w->report[a->person], was);
	stop_facts(w, a, w->reported[a->person], -1);
	p->reported = false;
	p->dead = true;
	return true;
}

bool
ask_move(struct world *w, const struct act *a)
{
	int from = w->m.p[a->person].commune;
	struct ask k;

	ask_begin(w, a, &k, "transfer");
	ask_add(&k, "direction", "within");
	ask_add(&k, "month", k.before);
	ask_add(&k, "commune", m_communes[a->commune].code);
	ask_add(&k, "point", m_communes[a->commune].point);
	ask_add(&k, "village", "Bản Xa");
	if (w->m.moves == M_MOVES || !ask_go(w, a, &k))
		return false;
	w->m.move[w->m.moves] = (struct m_move){ .person = a->person,
	    .from = from, .to = a->commune, .first = a->from };
	/* From a month when that commune still was one. */
	if (w->m.became[a->commune] != 0)
		w->m.move[w->m.moves].to = w->m.became[a->commune] - 1;
	w->req[w->reqs - 1].move = w->m.moves++;
	act_place(w, a->person);
	return true;
}

bool
ask_out(struct world *w, const struct act *a)
{
	struct ask k;

	ask_begin(w, a, &k, "transfer");
	ask_add(&k, "direction", "out");
	ask_add(&k, "month", k.before);
	ask_add(&k, "elsewhere", "Hà Nội");
	if (!ask_go(w, a, &k))
		return false;
	stop_facts(w, a, a->from - 1, -1);
	w->m.p[a->person].gone = true;
	return true;
}

bool
ask_merge(struct world *w, const struct act *a)
{
	char keep[24];
	struct ask k;
	int i;

	if (a->into >= w->m.people || a->into == a->person ||
	    w->m.p[a->into].into >= 0)
		return false;
	ask_begin(w, a, &k, "merge");
	(void)snprintf(keep, sizeof(keep), "%" PRId64, w->m.p[a->into].id);
	ask_add(&k, "keep", keep);
	ask_add(&k, "note", "one person");
	if (!ask_go(w, a, &k))
		return false;
	for (i = 0; i < w->m.grants; i++) {
		struct m_grant *g = &w->m.g[i];
		int64_t last;

		if (g->person != a->person || g->off || g->cat == M_FUNERAL)
			continue;
		last = world_int(w, "SELECT max(substr(l.month, 1, 4) * 12 +"
		    " substr(l.month, 6, 2) - 1) FROM line l JOIN list k"
		    " ON k.id = l.list_id WHERE l.entitlement_id = %" PRId64
		    " AND l.person_id = %" PRId64 " AND k.state <> 'draft'",
		    g->id, w->m.p[a->person].id);
		if (g->to > (int)last)
			ask_grant_end(g, (int)last);
	}
	w->m.p[a->person].into = a->into;
	w->m.p[a->person].mixed = w->m.p[a->into].mixed = true;
	return true;
}

void
ask_organiser(int person, char *out, size_t size)
{
	(void)snprintf(out, size, "Vàng Thị %c%c", 'A' + person % 26,
	    'a' + person / 26);
}

bool
ask_funeral(struct world *w, const struct act *a)
{
	char organiser[80];
	struct ask k;

	ask_begin(w, a, &k, "funeral");
	ask_organiser(a->person, organiser, sizeof(organiser));
	ask_add(&k, "document", "1/TLKT");
	ask_add(&k, "collector_name", organiser);
	ask_add(&k, "collector_identity", "050111222");
	ask_add(&k, "relation", "con");
	if (!ask_go(w, a, &k))
		return false;
	w->m.p[a->person].funeral = (int)world_int(w, "SELECT"
	    " substr(state_on, 1, 4) * 12 + substr(state_on, 6, 2) - 1"
	    " FROM person WHERE id = %" PRId64, w->m.p[a->person].id);
	return true;
}
