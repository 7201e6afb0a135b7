/*
 * SPDX-License-Identifier: ISC
 *
 * Rates: sets a standard or a coefficient from a month on, or undoes one; then
 * orders the differences for each owner.
 */
#include <inttypes.h>
#include <stdio.h>

#include "act_priv.h"
#include "ask.h"
#include "check.h"

/* Differences by the job, for each owner, as the order says. */
static void
act_differences(struct world *w, int month)
{
	struct wire_args args;
	char job[24], from[8];
	int i;

	m_month_text(month, from);
	for (i = 0; i < M_OWNERS; i++) {
		const char *maker = m_owners[i].maker;

		if (world_post(w, maker, "arrears.begin", &args, "area",
		    m_owners[i].code, "from", from, "reason", "a rate",
		    NULL) == ST_OK) {
			(void)snprintf(job, sizeof(job), "%s",
			    wire_args_text(&args, "job"));
			if (act_slices(w, maker, "arrears.slice", job))
				(void)act_slices(w, maker, "arrears.finish",
				    job);
		}
		wire_args_done(&args);
	}
}

bool
act_rate(struct world *w, const struct act *a)
{
	struct m_rate r = { .cat = a->kind == ACT_STANDARD ? -1 : a->cat,
	    .from = a->from, .value = a->amount };
	char from[8], value[24];
	const char *fields[] = { "kind", "", "from", from, "", value, "", "",
		NULL };
	int64_t before = m_rate_at(&w->m, r.cat, r.from);
	int n;

	m_month_text(a->from, from);
	if (a->kind == ACT_STANDARD) {
		fields[1] = "standard.set";
		fields[4] = "amount";
		fields[6] = "decree";
		fields[7] = "1/NQ";
		(void)snprintf(value, sizeof(value), "%" PRId64, a->amount);
	} else {
		fields[1] = "coefficient.set";
		fields[4] = "coefficient";
		fields[6] = "category";
		fields[7] = m_cats[a->cat].code;
		(void)snprintf(value, sizeof(value), "%d,%02d",
		    (int)(a->amount / 100), (int)(a->amount % 100));
	}
	if (!ask_request(w, -1, a->kind, fields, "tinh", "so"))
		return false;
	r.lowered = r.value < before;
	n = w->m.rates++;
	w->m.rate[n] = r;
	w->req[w->reqs - 1].rate = n;
	act_differences(w, a->from);
	return true;
}

bool
act_undo_rate(struct world *w)
{
	char id[24];
	const char *const fields[] = { "kind", "undo", "undoes", id, "note",
		"a mistake", NULL };
	int i;

	for (i = w->reqs - 1; i >= 0; i--)
		if (!w->req[i].undone && w->req[i].rate >= 0)
			break;
	if (i < 0)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, w->req[i].change);
	if (!ask_request(w, -1, ACT_UNDO_RATE, fields, "tinh", "so"))
		return false;
	w->req[i].undone = true;
	if (w->m.rate[w->req[i].rate].lowered)
		w->m.rate[w->req[i].rate].off = true;
	else
		w->m.rate[w->req[i].rate].undone = true;
	act_differences(w, w->m.rate[w->req[i].rate].from);
	return true;
}

/* Everybody who stands there is settled by the slices. */
static void
lowered_people(struct world *w, int owner, bool claim)
{
	int i, r;

	act_places(w);
	for (i = 0; i < w->m.people; i++) {
		struct m_person *p = &w->m.p[i];

		if (p->id == 0 || m_communes[p->commune].owner != owner)
			continue;
		for (r = 0; r < w->m.rates; r++)
			if (w->m.rate[r].lowered && !w->m.rate[r].off &&
			    !p->decided[r]) {
				p->decided[r] = true;
				p->claimed[r] = claim;
			}
	}
}

bool
act_lowered(struct world *w, const struct act *a)
{
	static int papers;
	char paper[24], id[24];
	const char *const fields[] = { "kind", "rate.lowered", "area",
		m_owners[a->owner].code, "lowered", a->kind == ACT_RATE_CLAIM ?
		"claim" : "give_up", "document", paper, NULL };
	struct wire_args answer;
	bool done = false;

	(void)snprintf(paper, sizeof(paper), "%d/KL", ++papers);
	if (!ask_request(w, -1, a->kind, fields, m_owners[a->owner].maker,
	    m_owners[a->owner].boss))
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64,
	    w->req[w->reqs - 1].change);
	while (!done) {
		if (world_post(w, m_owners[a->owner].boss, "change.slice",
		    &answer, "change", id, NULL) != ST_OK) {
			world_fail(w, "ERROR: change.slice: %s", w->o.err.msg);
			done = true;
		} else {
			done = wire_args_int(&answer, "done", 1) != 0;
		}
		wire_args_done(&answer);
	}
	lowered_people(w, a->owner, a->kind == ACT_RATE_CLAIM);
	check_gave(w, w->req[w->reqs - 1].change);
	return true;
}
