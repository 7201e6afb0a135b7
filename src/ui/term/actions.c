/*
 * SPDX-License-Identifier: ISC
 */
#include "base/say.h"
#include "ui/term/actions.h"

struct row {
	enum key_code code;
	const char *key, *word, *help;
};

static const struct row rows[ACT_COUNT] = {
	[ACT_NONE] = { K_NONE, "", "", "" },
#define X(id, code, name, word, help) [ACT_##id] = { code, name, word, help },
	ACTION_LIST(X)
#undef X
};

enum action
action_of(const struct key *k)
{
	if (k->code == K_TEXT || k->code == K_NONE)
		return ACT_NONE;
	if (k->code == K_ESCESC)
		return ACT_BACK;
	if (k->code == K_CTRL)
		return k->cp == 'L' ? ACT_REDRAW : k->cp == '\\' ? ACT_TYPING :
		    k->cp == 'E' ? ACT_CONFIRM : ACT_NONE;
	for (int a = ACT_NONE + 1; a < ACT_COUNT; a++)
		if (rows[a].code == k->code)
			return (enum action)a;
	return ACT_NONE;
}

const char *
action_key(enum action a)
{
	return rows[a].key;
}

const char *
action_word(enum action a)
{
	return rows[a].word[0] == '\0' ? "" : _(rows[a].word);
}

const char *
action_help(enum action a)
{
	return rows[a].help[0] == '\0' ? "" : _(rows[a].help);
}
