/*
 * SPDX-License-Identifier: ISC
 *
 * change/amount: another category, coefficient or amount from a month on: the
 * old entitlement ends the month before, a new one takes its place.  Months
 * that lists have at the old rate: what is missing comes out as a difference,
 * what was too much and is paid becomes a recovery, each month at its own rate.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/grant_priv.h"
#include "office/change/kinds.h"
#include "office/change/month_priv.h"
#include "office/line/line.h"
#include "office/roll/person_store.h"
#include "office/balance/recovery.h"
#include "text/date.h"
#include "text/money.h"

#define AMOUNT_MONTHS 240 /* that a request reaches back */

static const struct db_sql q_ends = { "amount.ends",
	"SELECT coalesce((SELECT max(month) FROM line WHERE person_id = ?1"
	" AND kind <> 'funeral'), ''),"
	" coalesce((SELECT min(month) FROM period_month), '')" };

/* What is asked, as args of entitlement_read(): the rest is the old one's. */
static enum status
amount_ask(struct change_work *w, const struct grant *g,
    struct entitlement_new *e, struct err *err)
{
	static const char *const same[] = { "decision", "decision_date" };
	const char *category = change_asked(w, "category");
	const char *coefficient = change_asked(w, "coefficient");
	char own[24];
	struct wire_args in;
	enum status st;
	size_t i;

	wire_args_init(&in);
	wire_args_add(&in, "category", category[0] != '\0' ? category :
	    g->category);
	wire_args_add(&in, "from", w->month);
	wire_args_add(&in, "to", g->to);
	/* A coefficient of the old decision goes with its category. */
	if (coefficient[0] == '\0' && category[0] == '\0' && g->hundredths > 0) {
		(void)snprintf(own, sizeof(own), "%lld,%02lld",
		    (long long)g->hundredths / 100,
		    (long long)g->hundredths % 100);
		coefficient = own;
	}
	wire_args_add(&in, "coefficient", coefficient);
	wire_args_add(&in, "amount", change_asked(w, "amount"));
	for (i = 0; i < 2; i++)
		wire_args_add(&in, same[i], change_asked(w, same[i]));
	st = entitlement_read(w->c, &in, NULL, e, err);
	wire_args_done(&in);
	return st;
}

static enum status
amount_differs(const struct grant *g, const struct entitlement_new *e,
    struct err *err)
{
	if (strcmp(g->category, e->category) == 0 &&
	    g->hundredths == e->hundredths && g->manual == e->manual)
		return err_field(err, ST_INVALID, "category",
		    _("nothing changes: it is %s already"), g->category);
	return ST_OK;
}

static enum status
amount_read(struct change_work *w, struct err *err)
{
	char text[MONEY_TEXT], month[DATE_MONTH];
	struct entitlement_new e;
	struct grant g;
	struct due due;

	if (change_first_month(w, err) != ST_OK ||
	    change_grant_asked(w, &g, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), g.from);
	if (strcmp(w->month, g.from) < 0)
		return err_field(err, ST_INVALID, "from",
		    _("%s begins in %s only"), g.category, month);
	if (strcmp(g.state, "suspended") == 0)
		return err_field(err, ST_INVALID, "entitlement",
		    _("%s rests: ask to resume it first"), g.category);
	if (amount_ask(w, &g, &e, err) != ST_OK ||
	    amount_differs(&g, &e, err) != ST_OK ||
	    due_month(w->c->db, g.id, w->month, &due, err) != ST_OK)
		return err->st;
	(void)str_copy_cut(w->subject, sizeof(w->subject), g.category);
	change_was(w, "category", g.category);
	(void)snprintf(text, sizeof(text), "%lld", (long long)due.amount);
	change_was(w, "amount", text);
	change_was_grants(w, &g, 1);
	return ST_OK;
}

/* ---- months that lists have ------------------------------------------------ */

struct amount_month {
	struct change_work *w;
	const char *why;
	int64_t due, left;          /* đồng of the month; not spent on lines yet */
	struct recovery_part part[AMOUNT_MONTHS];
	unsigned parts;
	int64_t blocked, open;      /* lines, đồng */
};

/* An open line that is too much is blocked whole and what is due comes out
 * anew. */
static enum status
amount_line(struct amount_month *m, const struct line *l, struct err *err)
{
	int64_t amount = l->amount + l->deducted;

	if (amount <= m->left) {
		m->left -= amount;
		return ST_OK;
	}
	if (!l->paid) {
		m->blocked++;
		m->open += amount;
		return line_block(m->w->c, l->id, m->w->id, m->why, err);
	}
	if (m->parts == AMOUNT_MONTHS)
		return err_field(err, ST_LIMIT, "from",
		    _("more than %d months are too much at once"),
		    AMOUNT_MONTHS);
	m->part[m->parts].line = l->id;
	m->part[m->parts++].amount = amount - m->left;
	m->left = 0;
	return ST_OK;
}

/* Lines of grants that took one another's place; paid ones count first. */
static enum status
amount_one(struct amount_month *m, const char *month, int64_t origin,
    struct err *err)
{
	const struct line_ask ask = { .person = m->w->person, .origin = origin,
	    .from = month, .to = month };
	struct lines all;
	enum status st = lines_read(m->w->c->db, &ask, &all, err);
	unsigned i, open;

	m->left = m->due;
	for (open = 0; open < 2; open++)
		for (i = 0; st == ST_OK && i < all.n; i++) {
			const struct line *l = &all.v[i];

			if (!l->funeral && (open ? line_is_open(l) : l->paid))
				st = amount_line(m, l, err);
		}
	lines_done(&all);
	return st;
}

static enum status
amount_tell(struct amount_month *m, struct err *err)
{
	struct change_work *w = m->w;
	int64_t id = 0, total = 0;
	char money[MONEY_TEXT];
	enum status st;

	if (m->blocked > 0) {
		money_format(money, sizeof(money), m->open);
		change_effect(w, _("blocked, to come out anew: %s đồng, lines: "
		    "%lld"), money, (long long)m->blocked);
	}
	if (m->parts == 0)
		return ST_OK;
	st = recovery_open_parts(w->c, w->person, w->id, m->why, m->part,
	    m->parts, &id, &total, err);
	if (st == ST_OK && id != 0) {
		change_did(w, "recovery", id);
		money_format(money, sizeof(money), total);
		change_effect(w, _("too much was paid: a recovery of %s đồng is "
		    "opened, lines: %u"), money, m->parts);
	}
	return st;
}

/* What is missing comes out, as far back as there are lists. */
static enum status
amount_missing(struct change_work *w, const struct grant *g,
    const char *first, const char *why, struct err *err)
{
	const char *from = strcmp(g->from, first) < 0 ? first : g->from;
	char month[DATE_MONTH];

	if (first[0] == '\0' || strcmp(change_asked(w, "arrears"), "no") == 0)
		return ST_OK; /* no list ever, or not asked for */
	month_format(month, sizeof(month), first);
	if (from == first)
		change_effect(w, _("months before %s are not in these books: "
		    "ask for their difference as arrears"), month);
	return change_arrears(w, g->id, from, "", why, err);
}

enum status
change_listed_anew(struct change_work *w, const struct grant *g,
    const char *why, struct err *err)
{
	struct amount_month m = { .w = w, .why = why };
	char month[DATE_MONTH], last[DATE_MONTH] = "", first[DATE_MONTH] = "";
	struct db_stmt *s = db_usef(w->c->db, &q_ends, "i", w->person);
	struct due due;
	enum status st;
	bool row;
	int i;

	st = db_step(s, &row, err);
	if (st != ST_OK)
		return st;
	db_copy(s, 0, last, sizeof(last));
	db_copy(s, 1, first, sizeof(first));
	db_reset(s);
	for (i = 0; st == ST_OK && month_add(g->from, i, month) == ST_OK &&
	    strcmp(month, last) <= 0; i++) {
		if (g->to[0] != '\0' && strcmp(month, g->to) > 0)
			break;
		st = due_month(w->c->db, g->id, month, &due, err);
		m.due = due.amount;
		/* A month of rest that was paid stays paid. */
		if (st == ST_OK && due.due)
			st = amount_one(&m, month, g->origin, err);
	}
	if (st == ST_OK)
		st = amount_tell(&m, err);
	return st == ST_OK ? amount_missing(w, g, first, why, err) : st;
}

/* ---- apply and undo --------------------------------------------------------- */

static enum status
amount_apply(struct change_work *w, struct err *err)
{
	char month[DATE_MONTH], before[DATE_MONTH], money[MONEY_TEXT], why[200];
	struct grant g, now;
	struct entitlement_new e;

	if (change_grant_asked(w, &g, err) != ST_OK ||
	    amount_ask(w, &g, &e, err) != ST_OK)
		return err->st;
	e.person = w->person;
	e.change = w->id;
	change_grant_keep(w, &g);
	if (grant_replace(w->c, &g, &e, &now, err) != ST_OK)
		return err->st;
	change_did(w, "entitlement", now.id);
	if (month_add(w->month, -1, before) == ST_OK &&
	    change_orders_cut(w, &g, before, err) != ST_OK)
		return err->st;
	month_format(month, sizeof(month), w->month);
	money_format(money, sizeof(money), e.amount);
	change_effect(w, _("%s takes the place of %s from %s on: %s đồng a "
	    "month"), e.category, g.category, month, money);
	(void)snprintf(why, sizeof(why), _("another amount from %s on (request "
	    "%lld)"), month, (long long)w->id);
	return change_listed_anew(w, &now, why, err);
}

/* The new one is void, the old one as it was; lists may have either by now. */
static enum status
amount_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct grant v[GRANTS_MOST], made;
	char why[128];
	unsigned n, i;

	(void)snprintf(why, sizeof(why), _("undoes request %lld"),
	    (long long)of->id);
	if (change_grant_unmade(w, of, &made, err) != ST_OK ||
	    change_undone(w, of, err) != ST_OK ||
	    change_orders_back(w, of, err) != ST_OK ||
	    grants_of(w->c, w->person, v, &n, err) != ST_OK)
		return err->st;
	for (i = 0; made.id != 0 && i < n; i++) {
		if (v[i].origin != made.origin || (v[i].to[0] != '\0' &&
		    strcmp(v[i].to, of->month) < 0))
			continue;
		if (strcmp(v[i].from, of->month) < 0)
			(void)str_copy_cut(v[i].from, sizeof(v[i].from),
			    of->month);
		if (change_listed_anew(w, &v[i], why, err) != ST_OK)
			return err->st;
	}
	return ST_OK;
}

const struct change_kind change_kind_amount = {
	.name = "amount",
	.word = N_("category or amount"),
	.when = N_("the old entitlement ends the month before; months listed at "
	    "the old rate come out as a difference, or become a recovery"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_GRANT,
	.fields = "from! decision! decision_date entitlement category "
	    "coefficient amount arrears",
	.read = amount_read,
	.apply = amount_apply,
	.undo = amount_undo,
};
