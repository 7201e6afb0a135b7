/*
 * SPDX-License-Identifier: ISC
 *
 * request/kind: looking a kind of request up (office/kinds.c), and the words by which
 * people know kinds, reasons and states.  Stored are the names, never words: a
 * request asked in one language is read in another.
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

/* N_(), NULL: there is none. */
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
change_state_word(const char *state)
{
	size_t i;

	for (i = 0; i < sizeof(change_states) / sizeof(change_states[0]); i++)
		if (strcmp(change_states[i].stored, state) == 0)
			return _(change_states[i].word);
	return state;
}
