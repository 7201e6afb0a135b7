/*
 * SPDX-License-Identifier: ISC
 *
 * change/settle: every kind of request about a person changes facts, and then
 * lets the balance work out what follows (balance/settle.h).
 */
#include "office/change/settle.h"

#include <string.h>

#include "base/say.h"
#include "text/sentence.h"

/* With what the request itself says. */
static enum status
settle_for(struct change_work *w, struct settle_ask ask, struct err *err)
{
	ask.change = w->id;
	ask.decision = change_asked(w, "decision");
	ask.decided_on = change_asked(w, "decision_date");
	ask.had = ask.from[0] == '\0';
	ask.reclaim = strcmp(change_asked(w, "reclaim"), "yes") == 0;
	return balance_change(w, &ask, err);
}

enum status
change_settle(struct change_work *w, const char *from, const char *why,
    struct err *err)
{
	bool no = strcmp(change_asked(w, "arrears"), "no") == 0 &&
	    strcmp(w->kind->name, "resume") != 0;

	return settle_for(w, (struct settle_ask){ .person = w->person,
	    .from = from, .to = "", .why = why, .no_arrears = no }, err);
}

enum status
change_settle_of(struct change_work *w, int64_t person, const char *from,
    const char *why, struct err *err)
{
	return settle_for(w, (struct settle_ask){ .person = person,
	    .from = from, .to = "", .why = why, .undoes = w->undoes }, err);
}

enum status
change_settle_back(struct change_work *w, const struct change_work *of,
    const char *from, struct err *err)
{
	char why[128];

	sentence_make(why, sizeof(why), N_("undoes request %lld"),
	    (long long)of->id);
	if (balance_given_back(w->c, of->id, w->id, err) != ST_OK)
		return err->st;
	return settle_for(w, (struct settle_ask){ .person = w->person,
	    .from = from, .to = "", .why = why, .undoes = of->id }, err);
}

enum status
change_settle_to(struct change_work *w, const char *from, const char *to,
    const char *why, struct err *err)
{
	return settle_for(w, (struct settle_ask){ .person = w->person,
	    .from = from, .to = to, .why = why }, err);
}
