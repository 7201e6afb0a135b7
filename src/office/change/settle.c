/*
 * SPDX-License-Identifier: ISC
 *
 * change/settle: every kind of request about a person changes facts, and then
 * lets the balance work out what follows (balance/settle.h).
 */
#include "office/change/settle.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"

static enum status
settle_for(struct change_work *w, int64_t person, const char *from,
    const char *to, const char *why, bool no_arrears, int64_t undoes,
    struct err *err)
{
	struct settle_ask ask = { .person = person, .change = w->id,
	    .from = from, .to = to, .why = why,
	    .decision = change_asked(w, "decision"),
	    .decided_on = change_asked(w, "decision_date"),
	    .no_arrears = no_arrears, .had = from[0] == '\0',
	    .reclaim = strcmp(change_asked(w, "reclaim"), "yes") == 0,
	    .undoes = undoes };

	return balance_change(w, &ask, err);
}

enum status
change_settle(struct change_work *w, const char *from, const char *why,
    struct err *err)
{
	return settle_for(w, w->person, from, "", why,
	    strcmp(change_asked(w, "arrears"), "no") == 0 &&
	    strcmp(w->kind->name, "resume") != 0, 0, err);
}

enum status
change_settle_of(struct change_work *w, int64_t person, const char *from,
    const char *why, struct err *err)
{
	return settle_for(w, person, from, "", why, false, w->undoes, err);
}

enum status
change_settle_back(struct change_work *w, const struct change_work *of,
    const char *from, struct err *err)
{
	char why[128];

	(void)snprintf(why, sizeof(why), _("undoes request %lld"),
	    (long long)of->id);
	if (balance_given_back(w->c, of->id, w->id, err) != ST_OK)
		return err->st;
	return settle_for(w, w->person, from, "", why, false, of->id, err);
}

enum status
change_settle_to(struct change_work *w, const char *from, const char *to,
    const char *why, struct err *err)
{
	return settle_for(w, w->person, from, to, why, false, 0, err);
}
