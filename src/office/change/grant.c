/*
 * SPDX-License-Identifier: ISC
 *
 * change/grant: what requests that begin, end and restore entitlements
 * (roll/grant.c) have in common.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "office/change/grant_priv.h"
#include "office/roll/person_store.h"

enum status
change_grant_asked(struct change_work *w, struct grant *g,
    struct err *err)
{
	int64_t asked = wire_args_int(&w->fields, "entitlement", 0);
	struct grant v[GRANTS_MOST];
	unsigned n, i, found = 0;

	if (grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		if (asked != 0 ? v[i].id != asked : (v[i].to[0] != '\0' &&
		    strcmp(v[i].to, w->month) < 0))
			continue;
		*g = v[i];
		found++;
	}
	if (found == 1)
		return ST_OK;
	if (found == 0)
		return err_field(err, ST_NOTFOUND, "entitlement",
		    _("%s has no such entitlement"), w->who.name);
	return err_field(err, ST_INVALID, "entitlement",
	    _("%s has %u entitlements: say which"), w->who.name, found);
}

void
change_was_grants(struct change_work *w, const struct grant *v,
    unsigned n)
{
	char text[CHANGE_WORDS] = "", raw[CHANGE_WORDS] = "", one[80];
	size_t used = 0, rawlen = 0;
	unsigned i;

	for (i = 0; i < n && used < sizeof(text) - sizeof(one) &&
	    rawlen < sizeof(raw) - sizeof(one); i++) {
		grant_words(&v[i], one, sizeof(one));
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s", i > 0 ? "; " : "", one);
		rawlen += (size_t)snprintf(raw + rawlen, sizeof(raw) - rawlen,
		    "%s%lld %s %s", i > 0 ? "; " : "", (long long)v[i].id,
		    names_word(&entitlement_states, v[i].state), v[i].to);
	}
	change_was(w, "entitlement", text);
	change_was(w, "grants", raw);
}

void
change_grant_keep(struct change_work *w, const struct grant *g)
{
	char was[64];

	record_write(&grant_record, g, was, sizeof(was));
	wire_args_add(&w->done, "grant", was);
}

enum status
change_grant_add(struct change_work *w, struct entitlement_new *e,
    int64_t origin, struct grant *g, struct err *err)
{
	enum status st;

	e->person = w->person;
	e->change = w->id;
	e->origin = origin;
	st = grant_begin(w->c, e, g, err);
	if (st == ST_OK)
		change_did(w, "entitlement", g->id);
	return st;
}

enum status
change_grant_end(struct change_work *w, const struct grant *g,
    const char *last, struct err *err)
{
	char words[80], month[DATE_MONTH];

	grant_words(g, words, sizeof(words));
	month_format(month, sizeof(month), last);
	if (strcmp(g->from, last) > 0)
		change_effect(w, N_("%s begins later: it never was"), words);
	else
		change_effect(w, N_("%s ends with %s, the last month paid"),
		    g->category, month);
	change_grant_keep(w, g);
	return grant_end(w->c, g, last, err);
}

enum status
change_grant_unmade(struct change_work *w, const struct change_work *of,
    struct grant *g, struct err *err)
{
	enum status st = grant_get(w->c,
	    wire_args_int(&of->done, "entitlement", 0), g, err);

	if (st != ST_OK || g->id == 0)
		return st;
	change_grant_keep(w, g);
	return grant_void(w->c, g, err);
}

static enum status
grant_told_back(struct change_work *w, int64_t id, struct err *err)
{
	struct grant g;

	if (grant_get(w->c, id, &g, err) != ST_OK)
		return err->st;
	if (g.state == ENTITLEMENT_SUSPENDED)
		change_effect(w, N_("%s rests again"), g.category);
	else if (g.state != ENTITLEMENT_VOID)
		change_effect(w, N_("%s is as it was before"), g.category);
	return ST_OK;
}

enum status
change_grants_back(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	/* The last first: a grant that was changed twice is as it was. */
	for (i = of->done.n; st == ST_OK && i-- > 0;) {
		struct grant was;

		if (strcmp(of->done.v[i].name, "grant") != 0)
			continue;
		if (!record_read(&grant_record, of->done.v[i].value, &was))
			return err_set(err, ST_CORRUPT,
			    _("request %lld cannot be undone: its record is "
			    "broken"), (long long)of->id);
		st = grant_back(w->c, was.id, was.state, was.to, err);
		if (st == ST_OK)
			st = grant_told_back(w, was.id, err);
	}
	return st;
}
