/*
 * SPDX-License-Identifier: ISC
 *
 * Where records stand, and reorganisations: a commune goes into one of another
 * owner with all who live there, which the model takes as a move of each.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act_priv.h"
#include "base/buf.h"

void
act_place(struct world *w, int person)
{
	int64_t code = world_int(w, "SELECT a.code FROM person p JOIN area a"
	    " ON a.id = p.area_id WHERE p.id = %" PRId64, w->m.p[person].id);
	int k;

	for (k = 0; k < M_COMMUNES; k++)
		if (strtoll(m_communes[k].code, NULL, 10) == code)
			w->m.p[person].commune = k;
}

/* Opening a period moves the records that were due. */
void
act_places(struct world *w)
{
	int i;

	for (i = 0; i < w->m.people; i++)
		if (w->m.p[i].id != 0)
			act_place(w, i);
}

/* Before a move of theirs that is still to come: that one counts later. */
static void
act_goes_along(struct world *w, const struct act *a, int person, int to)
{
	struct m_move *v = w->m.move;
	int at = 0, first = M_MONTH(a->year, a->month), k;

	if (w->m.moves == M_MOVES)
		return;
	while (at < w->m.moves && (v[at].off || v[at].person != person ||
	    v[at].first <= first))
		at++;
	memmove(&v[at + 1], &v[at], (size_t)(w->m.moves - at) * sizeof(*v));
	w->m.moves++;
	for (k = 0; k < (int)w->reqs; k++) /* they name moves by their place */
		if (w->req[k].move >= at)
			w->req[k].move++;
	v[at] = (struct m_move){ .person = person, .from = a->commune,
	    .to = to, .first = first, .along = true };
}

bool
act_reorganise(struct world *w, const struct act *a)
{
	struct wire_args args;
	struct buf csv;
	char id[24] = "", ends[160];
	unsigned k;
	bool ok;
	int to = 0, i;

	while (to < M_COMMUNES - 1 && m_communes[to].owner != a->owner)
		to++;
	/* The areas themselves come by a table of their own before. */
	(void)snprintf(ends, sizeof(ends), "UPDATE area SET valid_to ="
	    " '%04d-%02d-%02d' WHERE code = '%s'", a->year, a->month, a->day,
	    m_communes[a->commune].code);
	if (office_sql(&w->o, ends) != ST_OK)
		return false;
	buf_init(&csv, 4096);
	buf_printf(&csv, "old,new,valid_from\n%s,%s,%04d-%02d-%02d\n",
	    m_communes[a->commune].code, m_communes[to].code, a->year,
	    a->month, a->day);
	ok = world_import(w, "tinh", "moves", &csv, &args);
	if (!ok)
		(void)snprintf(w->o.err.msg, sizeof(w->o.err.msg), "%s",
		    w->refusal[0]);
	buf_done(&csv);
	for (k = 0; ok && k < args.n; k++)
		if (strcmp(args.v[k].name, "request") == 0)
			(void)snprintf(id, sizeof(id), "%.*s",
			    (int)strcspn(args.v[k].value, "\t"),
			    args.v[k].value);
	wire_args_done(&args);
	ok = ok && world_post(w, "tinh2", "change.approve", NULL, "change", id,
	    "version", "1", NULL) == ST_OK;
	if (!ok)
		return false;
	w->m.became[a->commune] = to + 1;
	/* A move that waits goes to the commune that took the place of its own. */
	for (i = 0; i < w->m.moves; i++)
		if (!w->m.move[i].off && w->m.move[i].to == a->commune &&
		    w->m.p[w->m.move[i].person].commune != a->commune)
			w->m.move[i].to = to;
	for (i = 0; i < w->m.people; i++)
		if (w->m.p[i].id != 0 && w->m.p[i].commune == a->commune)
			act_goes_along(w, a, i, to);
	act_places(w);
	return true;
}
