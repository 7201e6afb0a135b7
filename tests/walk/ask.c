/*
 * SPDX-License-Identifier: ISC
 *
 * Asks a request and approves it at once.  The effects that approving reports
 * must be those that asking had shown (PREVIEW), except for the numbers of
 * requests, cases and files, which are not assigned yet when it is asked.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"

/* "request 12" is another in the trial; a newcomer's number is promised late. */
static void
ask_plain(const char *said, char *out, size_t size)
{
	size_t n = 0;
	const char *p;

	for (p = said; *p != '\0' && n + 1 < size; p++) {
		if (strncmp(p, " with file number", 17) == 0)
			p += strcspn(p, "\n");
		if (isdigit((unsigned char)*p) && p > said && p - 8 >= said &&
		    strncmp(p - 8, "request ", 8) == 0) {
			while (isdigit((unsigned char)p[1]))
				p++;
			out[n++] = 'N';
			continue;
		}
		if (strncmp(p, "case ", 5) == 0) {
			p += 5 + strspn(p + 5, "0123456789") - 1;
			continue;
		}
		if (*p != '\0')
			out[n++] = *p;
		if (*p == '\0')
			break;
	}
	out[n] = '\0';
}

void
ask_keep(struct world *w, int person, enum act_kind kind, int64_t change,
    struct model *was)
{
	struct w_req *r;

	if (w->reqs == W_REQS) {
		free(was);
		return;
	}
	r = &w->req[w->reqs++];
	memset(r, 0, sizeof(*r));
	r->change = change;
	r->person = person;
	r->kind = kind;
	r->move = r->rate = -1;
	r->was = was;
}

bool
ask_approve(struct world *w, int64_t change, const char *boss,
    const char *before)
{
	static char was[W_SAID], is[W_SAID];
	char id[24], version[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, change);
	(void)snprintf(version, sizeof(version), "%" PRId64,
	    world_int(w, "SELECT version FROM change WHERE id = %" PRId64,
	    change));
	if (world_post(w, boss, "change.approve", NULL, "change", id,
	    "version", version, NULL) != ST_OK)
		return false;
	if (before == NULL)
		return true;
	ask_plain(before, was, sizeof(was));
	ask_plain(w->said, is, sizeof(is));
	if (strcmp(was, is) != 0)
		world_fail(w, "PREVIEW: what was shown:\n%swhat happened:\n%s",
		    was, is);
	return true;
}

bool
ask_request(struct world *w, int person, enum act_kind kind,
    const char *const *fields, const char *maker, const char *boss)
{
	static char before[W_SAID];
	struct model *was = malloc(sizeof(*was));
	struct wire_args a;
	int64_t change;

	if (was == NULL)
		exit(3);
	memcpy(was, &w->m, sizeof(*was));
	if (world_postv(w, maker, "change.ask", &a, fields) != ST_OK) {
		wire_args_done(&a);
		free(was);
		return false;
	}
	change = wire_args_int(&a, "change", 0);
	wire_args_done(&a);
	(void)snprintf(before, sizeof(before), "%s", w->said);
	world_tick(w);
	/* A death blocks as soon as it is asked: its trial saw less. */
	if (!ask_approve(w, change, boss, kind == ACT_DEATH ? NULL : before)) {
		char id[24];
		struct err why = w->o.err;

		(void)snprintf(id, sizeof(id), "%" PRId64, change);
		(void)world_post(w, maker, "change.withdraw", NULL, "change",
		    id, NULL);
		w->o.err = why;
		free(was);
		return false;
	}
	ask_keep(w, person, kind, change, was);
	return true;
}

void
ask_add(struct ask *k, const char *name, const char *value)
{
	k->v[k->n++] = name;
	k->v[k->n++] = value;
	k->v[k->n] = NULL;
}

void
ask_begin(struct world *w, const struct act *a, struct ask *k,
    const char *kind)
{
	memset(k, 0, sizeof(*k));
	(void)snprintf(k->id, sizeof(k->id), "%" PRId64, w->m.p[a->person].id);
	if (a->from >= 0) {
		m_month_text(a->from, k->from);
		m_month_text(a->from - 1, k->before);
	}
	if (a->year > 0)
		(void)snprintf(k->on, sizeof(k->on), "%04d-%02d-%02d",
		    a->year, a->month, a->day);
	if (a->amount > 0)
		(void)snprintf(k->amount, sizeof(k->amount), "%" PRId64,
		    a->amount);
	ask_add(k, "kind", kind);
	if (w->m.p[a->person].id != 0)
		ask_add(k, "person", k->id);
	if (a->claim)
		ask_add(k, "reclaim", "yes");
}

bool
ask_go(struct world *w, const struct act *a, struct ask *k)
{
	const struct m_owner *o =
	    &m_owners[m_communes[w->m.p[a->person].commune].owner];

	return ask_request(w, a->person, a->kind, k->v, o->maker, o->boss);
}

int
ask_grant(struct world *w, const struct act *a, int month, struct ask *k)
{
	int i, n = 0, at;

	for (i = 0; i < w->m.grants; i++)
		n += w->m.g[i].person == a->person && !w->m.g[i].off &&
		    w->m.g[i].to >= month;
	at = n > 0 ? a->seed % n : 0;
	for (i = 0; i < w->m.grants; i++) {
		const struct m_grant *g = &w->m.g[i];

		if (g->person != a->person || g->off || g->to < month ||
		    (a->cat >= 0 ? g->cat != a->cat : at-- != 0))
			continue;
		(void)snprintf(k->grant, sizeof(k->grant), "%" PRId64, g->id);
		ask_add(k, "entitlement", k->grant);
		return i;
	}
	return -1;
}
