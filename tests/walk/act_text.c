/*
 * SPDX-License-Identifier: ISC
 *
 * An act as a line of text, and back.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "act.h"
#include "model.h"

const char *const act_names[ACT_KINDS] = {
#define X(id, name, person) name,
	ACTS
#undef X
};
const bool act_of_person[ACT_KINDS] = {
#define X(id, name, person) person != 0,
	ACTS
#undef X
};

void
act_init(struct act *a, enum act_kind kind)
{
	memset(a, 0, sizeof(*a));
	a->kind = kind;
	a->person = a->into = a->owner = a->commune = a->cat = a->cat2 = -1;
	a->from = a->to = -1;
}

void
act_text(const struct act *a, char *out, size_t size)
{
	char month[8];
	size_t n = (size_t)snprintf(out, size, "%s", act_names[a->kind]);

#define ADD(...) n += (size_t)snprintf(out + n, size - n, __VA_ARGS__)
	if (a->person >= 0)
		ADD(" %d", a->person);
	if (a->into >= 0)
		ADD(" into=%d", a->into);
	if (a->owner >= 0)
		ADD(" owner=%s", m_owners[a->owner].code);
	if (a->commune >= 0)
		ADD(" commune=%s", m_communes[a->commune].code);
	if (a->cat >= 0)
		ADD(" cat=%s", m_cats[a->cat].code);
	if (a->cat2 >= 0)
		ADD(" cat2=%s", m_cats[a->cat2].code);
	if (a->from >= 0) {
		m_month_text(a->from, month);
		ADD(" from=%s", month);
	}
	if (a->to >= 0) {
		m_month_text(a->to, month);
		ADD(" to=%s", month);
	}
	if (a->year > 0)
		ADD(" on=%04d-%02d-%02d", a->year, a->month, a->day);
	if (a->amount > 0)
		ADD(" amount=%" PRId64, a->amount);
	if (a->pct > 0)
		ADD(" pct=%d", a->pct);
	if (a->seed != 0)
		ADD(" seed=%d", a->seed);
	if (a->yes)
		ADD(" yes=1");
	if (a->claim)
		ADD(" claim=1");
#undef ADD
}

static bool
act_word(struct act *a, const char *name, const char *value)
{
	int i;

	if (strcmp(name, "into") == 0)
		a->into = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "from") == 0)
		a->from = m_month_of(value);
	else if (strcmp(name, "to") == 0)
		a->to = m_month_of(value);
	else if (strcmp(name, "cat") == 0)
		a->cat = m_cat_of(value);
	else if (strcmp(name, "cat2") == 0)
		a->cat2 = m_cat_of(value);
	else if (strcmp(name, "amount") == 0)
		a->amount = strtoll(value, NULL, 10);
	else if (strcmp(name, "pct") == 0)
		a->pct = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "seed") == 0)
		a->seed = (int)strtol(value, NULL, 10);
	else if (strcmp(name, "yes") == 0)
		a->yes = value[0] == '1';
	else if (strcmp(name, "claim") == 0)
		a->claim = value[0] == '1';
	else if (strcmp(name, "on") == 0)
		return sscanf(value, "%4d-%2d-%2d", &a->year, &a->month,
		    &a->day) == 3;
	else if (strcmp(name, "owner") == 0)
		for (i = 0; i < M_OWNERS; i++)
			a->owner = strcmp(m_owners[i].code, value) == 0 ? i :
			    a->owner;
	else if (strcmp(name, "commune") == 0)
		for (i = 0; i < M_COMMUNES; i++)
			a->commune = strcmp(m_communes[i].code, value) == 0 ?
			    i : a->commune;
	else
		return false;
	return true;
}

bool
act_parse(const char *line, struct act *a)
{
	char text[300], *word, *next = text, *is;
	int kind;

	(void)snprintf(text, sizeof(text), "%s", line);
	text[strcspn(text, "#\n")] = '\0';
	word = strsep(&next, " ");
	for (kind = 0; kind < ACT_KINDS; kind++)
		if (strcmp(act_names[kind], word) == 0)
			break;
	if (kind == ACT_KINDS)
		return false;
	act_init(a, (enum act_kind)kind);
	while (next != NULL) {
		word = strsep(&next, " ");
		if (word[0] == '\0')
			continue;
		is = strchr(word, '=');
		if (is == NULL) {
			a->person = (int)strtol(word, NULL, 10);
			continue;
		}
		*is++ = '\0';
		if (!act_word(a, word, is))
			return false;
	}
	return !act_of_person[kind] || a->person >= 0;
}
