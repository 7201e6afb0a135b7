/*
 * SPDX-License-Identifier: ISC
 *
 * change/grant: a person's entitlements as requests begin, end and restore
 * them.  Writes entitlement; what lists have of them: line.c.
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

static const struct db_sql q_grants = { "change.grants",
	"SELECT e.id, coalesce(e.origin, e.id), e.category, e.from_month,"
	" coalesce(e.to_month, ''), e.state, c.kind = 'base',"
	" coalesce(e.hundredths, 0), coalesce(e.manual, 0)"
	" FROM entitlement e JOIN category c ON c.code = e.category"
	" WHERE e.person_id = ?1 AND e.state <> 'void'"
	" AND c.kind IN ('base', 'care')"
	" ORDER BY e.from_month, e.id LIMIT ?2" };
static const struct db_sql q_set = { "change.grant_set",
	"UPDATE entitlement SET state = ?2, to_month = ?3, changed_at = ?4"
	" WHERE id = ?1" };
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
static const struct db_sql q_add = { "change.grant_add",
	"INSERT INTO entitlement (id, person_id, category, hundredths, manual,"
	" from_month, to_month, decision, decided_on, changed_at, change_id,"
	" origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)" };
static const struct db_sql q_order_off = { "change.order_off",
	"UPDATE arrears SET state = 'cancelled' WHERE id = ?1" };

/* Funeral support is nobody's monthly grant: it ends nothing, rests never. */
enum status
change_grants(struct change_work *w, struct change_grant *v, unsigned *n,
    struct err *err)
{
	struct db_stmt *s = db_usef(w->c->db, &q_grants, "ii", w->person,
	    (int64_t)CHANGE_GRANTS + 1);
	enum status st;
	bool row;

	*n = 0;
	while ((st = db_step(s, &row, err)) == ST_OK && row) {
		struct change_grant *g = &v[*n];

		/* One that is left out would go on being paid. */
		if ((*n)++ == CHANGE_GRANTS) {
			db_reset(s);
			return err_field(err, ST_LIMIT, "entitlement",
			    _("more than %d entitlements of one person"),
			    CHANGE_GRANTS);
		}
		memset(g, 0, sizeof(*g));
		g->id = db_int(s, 0);
		g->origin = db_int(s, 1);
		db_copy(s, 2, g->category, sizeof(g->category));
		db_copy(s, 3, g->from, sizeof(g->from));
		db_copy(s, 4, g->to, sizeof(g->to));
		db_copy(s, 5, g->state, sizeof(g->state));
		g->base = db_int(s, 6) != 0;
		g->hundredths = db_int(s, 7);
		g->manual = db_int(s, 8);
	}
	if (st == ST_OK)
		db_reset(s);
	return st;
}

enum status
change_grant_asked(struct change_work *w, struct change_grant *g,
    struct err *err)
{
	int64_t asked = wire_args_int(&w->fields, "entitlement", 0);
	struct change_grant v[CHANGE_GRANTS];
	unsigned n, i, found = 0;

	if (change_grants(w, v, &n, err) != ST_OK)
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
change_grant_words(const struct change_grant *g, char *dst, size_t size)
{
	char from[DATE_MONTH], to[DATE_MONTH] = "";

	month_format(from, sizeof(from), g->from);
	if (g->to[0] != '\0')
		month_format(to, sizeof(to), g->to);
	(void)snprintf(dst, size, "%s %s–%s%s", g->category, from, to,
	    strcmp(g->state, "suspended") == 0 ? _(" (rests)") : "");
}

void
change_was_grants(struct change_work *w, const struct change_grant *v,
    unsigned n)
{
	char text[CHANGE_WORDS] = "", raw[CHANGE_WORDS] = "", one[80];
	size_t used = 0, rawlen = 0;
	unsigned i;

	for (i = 0; i < n && used < sizeof(text) - sizeof(one) &&
	    rawlen < sizeof(raw) - sizeof(one); i++) {
		change_grant_words(&v[i], one, sizeof(one));
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s", i > 0 ? "; " : "", one);
		rawlen += (size_t)snprintf(raw + rawlen, sizeof(raw) - rawlen,
		    "%s%lld %s %s", i > 0 ? "; " : "", (long long)v[i].id,
		    v[i].state, v[i].to);
	}
	change_was(w, "entitlement", text);
	change_was(w, "grants", raw);
}

enum status
change_grant_set(struct change_work *w, const struct change_grant *g,
    const char *state, const char *to, struct err *err)
{
	char was[64];

	(void)snprintf(was, sizeof(was), "%lld %s %s", (long long)g->id,
	    g->state, g->to[0] != '\0' ? g->to : "-");
	wire_args_add(&w->done, "grant", was);
	return db_run(db_usef(w->c->db, &q_set, "ittt", g->id, state,
	    to[0] != '\0' ? to : NULL, w->c->now), err);
}

/* What they had up to the last month is ordered anew. */
enum status
change_orders_cut(struct change_work *w, const struct change_grant *g,
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

/* The same category twice in a month would be paid twice. */
static enum status
change_grant_free(struct change_work *w, const struct entitlement_new *e,
    struct err *err)
{
	struct change_grant v[CHANGE_GRANTS];
	char words[80];
	unsigned n, i;

	if (change_grants(w, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		if (strcmp(v[i].category, e->category) != 0 ||
		    (v[i].to[0] != '\0' && strcmp(v[i].to, e->from) < 0) ||
		    (e->to[0] != '\0' && strcmp(e->to, v[i].from) < 0))
			continue;
		change_grant_words(&v[i], words, sizeof(words));
		return err_field(err, ST_EXISTS, "category",
		    _("%s has this already: %s"), w->name, words);
	}
	return ST_OK;
}

enum status
change_grant_add(struct change_work *w, const struct entitlement_new *e,
    int64_t origin, struct change_grant *g, struct err *err)
{
	int64_t id = 0;
	enum status st = change_grant_free(w, e, err);

	if (st == ST_OK)
		st = db_next_id(w->c->db, "entitlement", &id, err);
	if (st == ST_OK)
		st = db_run(db_usef(w->c->db, &q_add, "iitootttttio", id,
		    w->person, e->category, e->hundredths, e->manual, e->from,
		    e->to[0] != '\0' ? e->to : NULL, e->decision,
		    e->decided_on, w->c->now, w->id, origin), err);
	if (st != ST_OK)
		return st;
	change_did(w, "entitlement", id);
	memset(g, 0, sizeof(*g));
	g->id = id;
	g->origin = origin != 0 ? origin : id;
	(void)str_copy_cut(g->category, sizeof(g->category), e->category);
	(void)str_copy_cut(g->from, sizeof(g->from), e->from);
	(void)str_copy_cut(g->to, sizeof(g->to), e->to);
	(void)str_copy_cut(g->state, sizeof(g->state), "active");
	g->hundredths = e->hundredths;
	g->manual = e->manual;
	return ST_OK;
}

/* Months are what counts; the state says how it stands today, for screens. */
enum status
change_grant_end(struct change_work *w, const struct change_grant *g,
    const char *last, struct err *err)
{
	bool begins_later = strcmp(g->from, last) > 0;
	char words[80], month[DATE_MONTH];
	enum status st;

	change_grant_words(g, words, sizeof(words));
	month_format(month, sizeof(month), last);
	if (begins_later) {
		st = change_grant_set(w, g, "void", g->to, err);
		change_effect(w, _("%s begins later: it never was"), words);
	} else {
		st = change_grant_set(w, g, "stopped", last, err);
		change_effect(w, _("%s ends with %s, the last month paid"),
		    g->category, month);
	}
	return st == ST_OK ? change_orders_cut(w, g, last, err) : st;
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
		st = db_run(db_usef(w->c->db, &q_set, "ittt", (int64_t)id,
		    state, strcmp(to, "-") != 0 ? to : NULL, w->c->now), err);
	}
	return st;
}
