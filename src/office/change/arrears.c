/*
 * SPDX-License-Identifier: ISC
 *
 * change/arrears: the kind `arrears` (truy lĩnh): past months of an
 * entitlement that were due and came on no list, or at less than was due, by a
 * decision.  Which months and how much is worked out, never typed.
 */
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/balance/arrears.h"
#include "office/change/grant_priv.h"
#include "office/change/settle.h"
#include "text/date.h"
#include "text/money.h"
#include "text/sentence.h"

/* The next list brings its own months: arrears end before it. */
static enum status
arrears_past(struct change_work *w, char first[8], char period[8],
    struct err *err)
{
	char shown[DATE_MONTH];

	if (arrears_next_list(w->c->db, w->person, period, first,
	    err) != ST_OK)
		return err->st;
	if (strcmp(w->month, first) < 0)
		return ST_OK;
	month_format(shown, sizeof(shown), period);
	return err_field(err, ST_INVALID, "from",
	    _("no arrears yet: that month comes with the list of %s"), shown);
}

static enum status
arrears_read(struct change_work *w, struct err *err)
{
	const char *to = change_asked(w, "to");
	char first[8], period[8];
	struct grant g;

	(void)str_copy_cut(w->month, sizeof(w->month), change_asked(w, "from"));
	if (to[0] != '\0' && strcmp(to, w->month) < 0)
		return err_field(err, ST_INVALID, "to",
		    _("the last month lies before the first"));
	if (change_grant_asked(w, &g, err) != ST_OK ||
	    arrears_past(w, first, period, err) != ST_OK)
		return err->st;
	(void)snprintf(w->subject, sizeof(w->subject), "%s %s", g.category,
	    w->month);
	change_was_grants(w, &g, 1);
	return ST_OK;
}

static enum status
arrears_apply(struct change_work *w, struct err *err)
{
	const char *to = change_asked(w, "to"), *note = change_asked(w, "note");
	char reason[200], first[8], period[8], shown[DATE_MONTH];
	size_t said = w->effect.len;
	struct grant g;

	sentence_make(reason, sizeof(reason), N_("decision %s"),
	    change_asked(w, "decision"));
	if (change_grant_asked(w, &g, err) != ST_OK ||
	    arrears_past(w, first, period, err) != ST_OK ||
	    balance_want(w->c, g.id, w->month, to[0] != '\0' ? to : first,
	    w->id, err) != ST_OK ||
	    change_settle_to(w, w->month, to, note[0] != '\0' ? note : reason,
	    err) != ST_OK)
		return err->st;
	if (w->effect.len == said)
		return err_field(err, ST_EXISTS, "from",
		    _("nothing is missing: each of these months is on a list "
		    "or ordered already, was paid before these books began, "
		    "or was not due"));
	if (strcmp(to, first) >= 0) {
		month_format(shown, sizeof(shown), first);
		change_effect(w, N_("from %s on it comes with the lists "
		    "themselves"), shown);
	}
	return ST_OK;
}

static enum status
arrears_undo(struct change_work *w, const struct change_work *of,
    struct err *err)
{
	int64_t months = 0, total = 0;
	char money[MONEY_TEXT];

	if (balance_want_not(w->c, of->id, w->id, err) != ST_OK ||
	    arrears_cancel(w->c, of->id, &months, &total, err) != ST_OK)
		return err->st;
	money_format(money, sizeof(money), total);
	change_effect(w, N_("arrears are cancelled: %s đồng, months: %lld"),
	    money, (long long)months);
	return ST_OK;
}

const struct change_kind change_kind_arrears = {
	.name = "arrears",
	.word = N_("arrears"),
	.when = N_("the months that are missing, also those that were given "
	    "up, come out on the next list, each at its own rate"),
	.roles = ROLE_PREPARER,
	.touches = CHANGE_T_GRANT,
	.flags = CHANGE_OF_DEAD,
	.fields = "entitlement from! to decision! decision_date!",
	.read = arrears_read,
	.apply = arrears_apply,
	.undo = arrears_undo,
};
