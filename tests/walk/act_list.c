/*
 * SPDX-License-Identifier: ISC
 *
 * Opens and closes periods; makes lists, checks, submits, returns and approves
 * them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "act_priv.h"
#include "check.h"

bool
act_slices(struct world *w, const char *login, const char *verb,
    const char *job)
{
	struct wire_args a;
	bool done = false;

	while (!done) {
		if (world_post(w, login, verb, &a, "job", job, NULL) != ST_OK) {
			wire_args_done(&a);
			return false;
		}
		done = wire_args_int(&a, "done", 1) != 0;
		wire_args_done(&a);
	}
	return true;
}

static bool
act_make(struct world *w, const struct act *a, const char *kind)
{
	const struct m_owner *o = &m_owners[a->owner];
	struct wire_args args;
	char period[8], job[24];
	bool ok;

	m_month_text(a->from, period);
	if (world_post(w, o->maker, "list.begin", &args, "period", period,
	    "area", o->code, "kind", kind, NULL) != ST_OK) {
		wire_args_done(&args);
		return false;
	}
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&args, "job"));
	wire_args_done(&args);
	ok = act_slices(w, o->maker, "list.slice", job);
	return ok && world_post(w, o->maker, "list.finish", NULL, "job", job,
	    NULL) == ST_OK;
}

static int64_t
act_list_in(struct world *w, int owner, const char *kind, const char *state)
{
	return world_int(w, "SELECT k.id FROM list k JOIN area a"
	    " ON a.id = k.owner_id WHERE a.code = '%s' AND k.kind = '%s'"
	    " AND k.state = '%s' AND k.prepared_at <> '' ORDER BY k.id DESC",
	    m_owners[owner].code, kind, state);
}

bool
act_list(struct world *w, const struct act *a)
{
	/* Month by month: a walk leaves none out. */
	if (!check_follows(w, a->owner, a->from) ||
	    !act_make(w, a, "monthly"))
		return false;
	check_draft(w, act_list_in(w, a->owner, "monthly", "draft"));
	return true;
}

bool
act_submit(struct world *w, int owner, const char *kind)
{
	const char *maker = m_owners[owner].maker;
	int64_t list = act_list_in(w, owner, kind, "draft"), no;
	char id[24], text[24];

	if (list == 0)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	if (world_post(w, maker, "list.check", NULL, "list", id, "people",
	    "100000", NULL) != ST_OK ||
	    world_post(w, maker, "list.checked", NULL, "list", id,
	    NULL) != ST_OK)
		return false;
	while ((no = world_int(w, "SELECT no FROM list_check WHERE list_id ="
	    " %" PRId64 " AND state = 'open' AND severity = 'must'"
	    " ORDER BY no", list)) != 0) {
		(void)snprintf(text, sizeof(text), "%" PRId64, no);
		if (world_post(w, maker, "list.accept", NULL, "list", id, "no",
		    text, "note", "seen", NULL) != ST_OK)
			return false;
	}
	return world_post(w, maker, "list.submit", NULL, "list", id,
	    NULL) == ST_OK;
}

bool
act_list_step(struct world *w, int owner, const char *kind, const char *state,
    const char *login, const char *verb)
{
	int64_t list = act_list_in(w, owner, kind, state);
	char id[24];

	if (list == 0)
		return false;
	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	return world_post(w, login, verb, NULL, "list", id, "reason",
	    strcmp(verb, "list.return") == 0 ? "once more" : "",
	    NULL) == ST_OK;
}

bool
act_open(struct world *w, const struct act *a)
{
	char code[8], through[8] = "", id[24];
	struct wire_args args;
	bool ok;

	m_month_text(a->from, code);
	if (a->to > a->from)
		m_month_text(a->to, through);
	ok = world_post(w, "tinh", "period.open", NULL, "code", code,
	    "through", through, NULL) == ST_OK;
	if (!ok) {
		ok = world_post(w, "tinh", "change.ask", &args, "kind", "open",
		    "period", code, "through", through, "note", "x",
		    NULL) == ST_OK;
		(void)snprintf(id, sizeof(id), "%s",
		    wire_args_text(&args, "change"));
		wire_args_done(&args);
		ok = ok && world_post(w, "tinh2", "change.approve", NULL,
		    "change", id, "version", "1", NULL) == ST_OK;
	}
	act_places(w);
	return ok;
}

bool
act_close(struct world *w, const struct act *a)
{
	char code[8];

	m_month_text(a->from, code);
	return world_post(w, m_owners[a->owner].maker, "period.close", NULL,
	    "period", code, "area", m_owners[a->owner].code, NULL) == ST_OK;
}

bool
act_funerals(struct world *w, const struct act *a)
{
	return act_make(w, a, "funeral") &&
	    act_submit(w, a->owner, "funeral") &&
	    act_list_step(w, a->owner, "funeral", "submitted",
	    m_owners[a->owner].boss, "list.approve");
}
