/*
 * SPDX-License-Identifier: ISC
 *
 * request/kind: which kinds of requests there are, and the words by which
 * people know kinds, reasons and states.  Stored are the names, never words: a
 * request asked in one language is read in another.
 */
#include <string.h>

#include "base/say.h"
#include "office/request/work.h"

/* In the order of menus, ended by NULL. */
static const struct change_kind *const change_kinds[] = {
	&change_kind_new,
	&change_kind_stop,
	&change_kind_suspend,
	&change_kind_resume,
	&change_kind_amount,
	&change_kind_identity,
	&change_kind_point,
	&change_kind_delivery,
	&change_kind_transfer,
	&change_kind_collector,
	&change_kind_funeral,
	&change_kind_arrears,
	&change_kind_merge,
	&change_kind_reverse,
	&change_kind_decide,
	&change_kind_plan,
	&change_kind_repaid,
	&change_kind_write_off,
	&change_kind_standard,
	&change_kind_coefficient,
	&change_kind_keeps,
	&change_kind_step,
	&change_kind_setting,
	&change_kind_roll,
	&change_kind_areas,
	&change_kind_points,
	&change_kind_moves,
	&change_kind_open,
	&change_kind_reopen,
	&change_kind_undo,
	NULL
};

static const struct {
	const char *stored, *word;
} change_reasons[] = {
	{ "death", N_("died") },
	{ "moved", N_("moved away") },
	{ "over_age", N_("over age") },
	{ "prison", N_("in prison") },
	{ "waiver", N_("waives it") },
	{ "not_eligible", N_("no longer eligible") },
	{ "missing", N_("missing") },
	{ "unpaid", N_("not collected for months") },
	{ "refuses", N_("refuses re-assessment") },
	{ "custody", N_("in custody") },
	{ "other", N_("another reason") },
}, change_states[] = {
	{ "waiting", N_("waiting") },
	{ "approved", N_("approved") },
	{ "rejected", N_("rejected") },
	{ "withdrawn", N_("withdrawn") },
	{ "undone", N_("undone") },
};

const struct change_kind *
change_kind_at(unsigned i)
{
	return i < sizeof(change_kinds) / sizeof(change_kinds[0]) ?
	    change_kinds[i] : NULL;
}

const struct change_kind *
change_kind_find(const char *name)
{
	const struct change_kind *k;
	unsigned i;

	for (i = 0; (k = change_kind_at(i)) != NULL; i++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

const char *
change_kind_word(const char *kind)
{
	const struct change_kind *k = change_kind_find(kind);

	return k != NULL ? _(k->word) : kind;
}

const char *
change_reason_word(const char *reason)
{
	size_t i;

	for (i = 0; i < sizeof(change_reasons) / sizeof(change_reasons[0]); i++)
		if (strcmp(change_reasons[i].stored, reason) == 0)
			return _(change_reasons[i].word);
	return reason;
}

const char *
change_state_word(const char *state)
{
	size_t i;

	for (i = 0; i < sizeof(change_states) / sizeof(change_states[0]); i++)
		if (strcmp(change_states[i].stored, state) == 0)
			return _(change_states[i].word);
	return state;
}
