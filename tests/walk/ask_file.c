/*
 * SPDX-License-Identifier: ISC
 *
 * What the system before left uncollected: a file of one row, asked by the list
 * owner's preparer and approved by his approver; and that request undone.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ask.h"
#include "base/buf.h"

static int
file_grant(const struct world *w, const struct act *a)
{
	int i;

	for (i = 0; i < w->m.grants; i++)
		if (w->m.g[i].person == a->person && w->m.g[i].opening > 0 &&
		    (a->cat < 0 || w->m.g[i].cat == a->cat) &&
		    w->m.g[i].open_from <= a->from &&
		    a->from <= w->m.g[i].open_to)
			return i;
	return -1;
}

bool
ask_uncollected(struct world *w, const struct act *a)
{
	const struct m_person *p = &w->m.p[a->person];
	const struct m_owner *o = &m_owners[m_communes[p->commune].owner];
	int grant = file_grant(w, a);
	char month[8], row[160];
	struct wire_args args;
	int64_t change = 0;
	struct buf text;
	unsigned i;

	if (grant < 0 || w->m.lefts == 64)
		return false;
	m_month_text(a->from, month);
	(void)snprintf(row, sizeof(row), "code,month,amount,category\n"
	    "%s,%s,%" PRId64 ",%s\n", p->code, month, a->amount,
	    m_cats[w->m.g[grant].cat].code);
	buf_init(&text, 400);
	buf_add(&text, row, strlen(row));
	if (world_import(w, o->maker, "uncollected", &text, &args))
		for (i = 0; i < args.n; i++)
			if (strcmp(args.v[i].name, "request") == 0)
				(void)sscanf(args.v[i].value, "%" SCNd64,
				    &change);
	wire_args_done(&args);
	buf_done(&text);
	if (change == 0 || !ask_approve(w, change, o->boss, NULL))
		return false;
	w->m.left[w->m.lefts++] = (struct m_left){ .grant = grant,
	    .month = a->from, .amount = a->amount, .change = change };
	return true;
}

bool
ask_collected(struct world *w, const struct act *a)
{
	const struct m_owner *o =
	    &m_owners[m_communes[w->m.p[a->person].commune].owner];
	const char *fields[] = { "kind", "undo", "undoes", "", "note", "wrong",
		NULL };
	struct wire_args args;
	int64_t change;
	char id[24];
	bool ok;
	int i;

	for (i = w->m.lefts - 1; i >= 0; i--)
		if (!w->m.left[i].off &&
		    w->m.g[w->m.left[i].grant].person == a->person)
			break;
	if (i < 0)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, w->m.left[i].change);
	fields[3] = id;
	ok = world_postv(w, o->maker, "change.ask", &args, fields) == ST_OK;
	change = ok ? wire_args_int(&args, "change", 0) : 0;
	wire_args_done(&args);
	if (!ok || !ask_approve(w, change, o->boss, NULL))
		return false;
	w->m.left[i].off = true;
	/* What it took out of a claim is claimed again. */
	w->m.p[a->person].mixed = true;
	return true;
}
