/*
 * SPDX-License-Identifier: ISC
 *
 * hint: tokens of a statement for SQLite's planner.
 */
#include "db/hint.h"

#include <string.h>

#include "base/mem.h"

/* A token without its closing brace here takes a name, up to the brace. */
static const struct {
	const char *token, *sqlite;
} hints[] = {
	{ "{cross}", "CROSS" },
	{ "{+}", "+" },
	{ "{no index}", "NOT INDEXED" },
	{ "{by ", "INDEXED BY " },
};

/* Writes the hint at `at`; returns the token's length, 0 without one. */
static size_t
hint_put(const char *at, bool sqlite, char **out)
{
	size_t i, n, name, size;

	for (i = 0; i < sizeof(hints) / sizeof(hints[0]); i++) {
		n = strlen(hints[i].token);
		if (strncmp(at, hints[i].token, n) != 0)
			continue;
		name = at[n - 1] == '}' ? 0 : strcspn(at + n, "}");
		if (sqlite) {
			size = strlen(hints[i].sqlite);
			memcpy(*out, hints[i].sqlite, size);
			memcpy(*out + size, at + n, name);
			*out += size + name;
		}
		return n + name + (at[n - 1] != '}' && at[n + name] == '}');
	}
	return 0;
}

char *
db_hints(const char *sql, bool sqlite)
{
	/* "{by " gives "INDEXED BY ": less than three times as long. */
	char *text = mem_array(3 * strlen(sql) + 1, 1), *out = text;
	size_t n;

	while (*sql != '\0') {
		n = *sql == '{' ? hint_put(sql, sqlite, &out) : 0;
		if (n == 0)
			*out++ = *sql++;
		sql += n;
	}
	*out = '\0';
	return text;
}
