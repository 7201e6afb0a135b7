/*
 * SPDX-License-Identifier: ISC
 *
 * request/kind: looking up a kind of request (office/kinds.c), and the users'
 * words of kinds, reasons and states.  Names are stored, never words: a request
 * asked in one language is read in another.
 */
#include <string.h>

#include "base/say.h"
#include "office/request/work.h"
#include "text/sentence.h"

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
};

NAMES(change_states, [CHANGE_WAITING] = "waiting",
	[CHANGE_APPROVED] = "approved", [CHANGE_REJECTED] = "rejected",
	[CHANGE_WITHDRAWN] = "withdrawn", [CHANGE_UNDONE] = "undone");

const struct change_kind *
change_kind_at(unsigned i)
{
	return change_kinds[i];
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
change_kind_said(const char *kind, char *dst, size_t size)
{
	const struct change_kind *k = change_kind_find(kind);

	return k != NULL ? sentence_word(dst, size, k->word) : kind;
}

/* An N_() message; NULL: there is none. */
static const char *
change_reason_msgid(const char *reason)
{
	size_t i;

	for (i = 0; i < sizeof(change_reasons) / sizeof(change_reasons[0]); i++)
		if (strcmp(change_reasons[i].stored, reason) == 0)
			return change_reasons[i].word;
	return NULL;
}

const char *
change_reason_word(const char *reason)
{
	const char *msgid = change_reason_msgid(reason);

	return msgid != NULL ? _(msgid) : reason;
}

const char *
change_reason_said(const char *reason, char *dst, size_t size)
{
	const char *msgid = change_reason_msgid(reason);

	return msgid != NULL ? sentence_word(dst, size, msgid) : reason;
}

const char *
change_state_word(enum change_state state)
{
	static const char *const words[CHANGE_STATES] = {
		[CHANGE_WAITING] = N_("waiting"),
		[CHANGE_APPROVED] = N_("approved"),
		[CHANGE_REJECTED] = N_("rejected"),
		[CHANGE_WITHDRAWN] = N_("withdrawn"),
		[CHANGE_UNDONE] = N_("undone"),
	};

	return state == CHANGE_NO_STATE ? "" : _(words[state]);
}
