/*
 * SPDX-License-Identifier: ISC
 *
 * change/amount: another category, coefficient or amount from a month on: the
 * old entitlement ends the month before, a new one takes its place.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/change/grant_priv.h"
#include "office/change/month_priv.h"
#include "office/change/settle.h"
#include "office/roll/person_store.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

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
	if (g.state == ENTITLEMENT_SUSPENDED)
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

/* ---- apply and undo --------------------------------------------------------- */

static enum status
amount_apply(struct change_work *w, struct err *err)
{
	char month[DATE_MONTH], money[MONEY_TEXT], why[200];
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
	month_format(month, sizeof(month), w->month);
	money_format(money, sizeof(money), e.amount);
	if (strcmp(e.category, g.category) == 0)
		change_effect(w, N_("%s from %s on: %s đồng a month"),
		    e.category, month, money);
	else
		change_effect(w, N_("%s takes the place of %s from %s on: %s "
		    "đồng a month"), e.category, g.category, month, money);
	sentence_make(why, sizeof(why), N_("another amount from %s on (request "
	    "%lld)"), month, (long long)w->id);
	return change_settle(w, w->month, why, err);
}

/* The new one is void, the old one as it was. */
static enum status
amount_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	struct grant made;

	if (change_grant_unmade(w, of, &made, err) != ST_OK ||
	    change_grants_back(w, of, err) != ST_OK)
		return err->st;
	return change_settle_back(w, of, of->month, err);
}

const struct change_kind change_kind_amount = {
	.name = "amount",
	.word = N_("category or amount"),
	.when = N_("the old entitlement ends the month before; what is "
	    "missing of months listed comes out as a difference; where they had "
	    "too much, open lines are blocked and what remains comes out anew, of "
	    "paid ones the rest becomes a recovery"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_GRANT,
	.fields = "from! decision! decision_date entitlement category "
	    "coefficient amount arrears reclaim",
	.read = amount_read,
	.apply = amount_apply,
	.undo = amount_undo,
};
