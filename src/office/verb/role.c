/* SPDX-License-Identifier: ISC */
#include "office/verb/role.h"

#include <string.h>

#include "base/say.h"

static const struct {
	const char *name, *shown;
} roles[ROLE_COUNT] = {
#define X(id, n, s) [ROLE_I_##id] = { .name = n, .shown = s },
	ROLE_LIST(X)
#undef X
};

/* Number of the bit, ROLE_COUNT when it is not exactly one of ours. */
static int
role_index(enum role r)
{
	int i;

	for (i = 0; i < ROLE_COUNT; i++)
		if ((unsigned)r == 1u << i)
			return i;
	return ROLE_COUNT;
}

const char *
role_name(enum role r)
{
	int i = role_index(r);

	return i < ROLE_COUNT ? roles[i].name : "";
}

const char *
role_shown(enum role r)
{
	int i = role_index(r);

	return i < ROLE_COUNT ? _(roles[i].shown) : "";
}

enum role
role_by_name(const char *name)
{
	int i;

	for (i = 0; i < ROLE_COUNT; i++)
		if (strcmp(roles[i].name, name) == 0)
			return (enum role)(1 << i);
	return ROLE_NONE;
}
