/*
 * SPDX-License-Identifier: ISC
 *
 * change/grant: what requests that begin, end and restore entitlements
 * (roll/grant.c) have in common; what lists have of them: line.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/arrears.h"
#include "office/change/grant_priv.h"
#include "office/roll/person_store.h"
#include "text/money.h"

/* Arrears that no list has taken up yet. */
static const struct db_sql q_ordered = { "change.ordered",
	"SELECT a.id, a.from_month, a.reason, a.decision, a.decided_on"
	" FROM arrears a WHERE a.entitlement_id = ?1 AND a.state = 'due'"
	" AND a.to_month > ?2 AND NOT EXISTS (SELECT 1 FROM line l"
	"  JOIN list k ON k.id = l.list_id WHERE l.arrears_id = a.id"
	"  AND k.state <> 'draft') LIMIT 1" };
static const struct db_sql q_order = { "change.order",
	"SELECT entitlement_id, from_month, to_month, reason FROM arrears"
	" WHERE id = ?1" };
static const struct db_sql q_order_off = { "change.order_off",
	"UPDATE arrears SET state = 'cancelled' WHERE id = ?1" };

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
		    v[i].state, v[i].to);
	}
	change_was(w, "entitlement", text);
	change_was(w, "grants", raw);
}

void
change_grant_keep(struct change_work *w, const struct grant *g)
{
	char was[64];

	(void)snprintf(was, sizeof(was), "%lld %s %s", (long long)g->id,
	    g->state, g->to[0] != '\0' ? g->to : "-");
	wire_args_add(&w->done, "grant", was);
}

/* What they had up to the last month is ordered anew. */
enum status
change_orders_cut(struct change_work *w, const struct grant *g,
    const char *last, struct err *err)
{
	char from[8], reason[200];
	struct db_stmt *s;
	enum status st;
	int64_t id;
	bool row;

	for (;;) {
		s = db_usef(w->c->db, &q_ordered, "it", g->id, last);
		st = db_step(s, &row, err);
		if (st != ST_OK || !row)
			return st;
		id = db_int(s, 0);
		db_copy(s, 1, from, sizeof(from));
		db_copy(s, 2, reason, sizeof(reason));
		db_reset(s);
		change_did(w, "order", id);
		st = db_run(db_usef(w->c->db, &q_order_off, "i", id), err);
		if (st == ST_OK && strcmp(from, last) <= 0)
			st = change_arrears(w, g->id, from, last, reason, err);
		if (st != ST_OK)
			return st;
		change_effect(w, _("arrears of %s after its last month are "
		    "cancelled"), g->category);
	}
}

/* An order that was cut, as it was asked for then: only what is missing. */
static enum status
change_order_again(struct change_work *w, int64_t id, struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_order, "i", id);
	char from[8], to[8], reason[200];
	int64_t grant;
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st != ST_OK || !row)
		return st;
	grant = db_int(s, 0);
	db_copy(s, 1, from, sizeof(from));
	db_copy(s, 2, to, sizeof(to));
	db_copy(s, 3, reason, sizeof(reason));
	db_reset(s);
	return change_arrears(w, grant, from, to, reason, err);
}

enum status
change_orders_back(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	int64_t months = 0, total = 0;
	char money[MONEY_TEXT];
	enum status st = arrears_cancel(w->c, of->id, &months, &total, err);
	unsigned i;

	if (st == ST_OK && months > 0) {
		money_format(money, sizeof(money), total);
		change_effect(w, _("arrears are cancelled: %s đồng, months: "
		    "%lld"), money, (long long)months);
	}
	for (i = 0; st == ST_OK && i < of->done.n; i++)
		if (strcmp(of->done.v[i].name, "order") == 0)
			st = change_order_again(w, (int64_t)strtoll(
			    of->done.v[i].value, NULL, 10), err);
	return st;
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
		change_effect(w, _("%s begins later: it never was"), words);
	else
		change_effect(w, _("%s ends with %s, the last month paid"),
		    g->category, month);
	change_grant_keep(w, g);
	if (grant_end(w->c, g, last, err) != ST_OK)
		return err->st;
	return change_orders_cut(w, g, last, err);
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

enum status
change_grants_back(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	enum status st = ST_OK;
	unsigned i;

	/* The last first: a grant that was changed twice is as it was. */
	for (i = of->done.n; st == ST_OK && i-- > 0;) {
		char state[16], to[16];
		long long id;

		if (strcmp(of->done.v[i].name, "grant") != 0)
			continue;
		if (sscanf(of->done.v[i].value, "%lld %15s %15s", &id, state,
		    to) != 3)
			return err_set(err, ST_CORRUPT,
			    _("request %lld cannot be undone: its record is "
			    "broken"), (long long)of->id);
		st = grant_back(w->c, id, state, strcmp(to, "-") != 0 ? to : "",
		    err);
	}
	return st;
}

enum status
change_undone(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	static const struct change_span all = { 0, "", "" };

	if (change_grants_back(w, of, err) != ST_OK ||
	    change_unblock(w, of->id, &all, NULL, err) != ST_OK)
		return err->st;
	return change_recovery_back(w, of->id, err);
}

enum status
change_arrears_since(struct change_work *w, const struct change_work *of,
    const char *month, struct err *err)
{
	struct grant v[GRANTS_MOST];
	char reason[128];
	unsigned n = 0, i;
	enum status st = grants_of(w->c, w->person, v, &n, err);

	(void)snprintf(reason, sizeof(reason), _("undoes request %lld"),
	    (long long)of->id);
	for (i = 0; st == ST_OK && i < n; i++)
		if (v[i].to[0] == '\0' || strcmp(v[i].to, month) >= 0)
			st = change_arrears(w, v[i].id,
			    strcmp(v[i].from, month) > 0 ? v[i].from : month,
			    v[i].to, reason, err);
	return st;
}
