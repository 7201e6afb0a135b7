/*
 * SPDX-License-Identifier: ISC
 *
 * dialect: what a token stands for in each engine.
 */
#include "db/dialect.h"

#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"

/* PostgreSQL's text, then SQLite's; % is the word that the token ends in. */
static const struct {
	const char *token, *text[2];
} tokens[] = {
	{ "{set %}", { "(SELECT CAST(value AS bigint) AS id"
		" FROM json_array_elements_text(CAST(% AS json)))",
		"(SELECT value AS id FROM json_each(%))" } },
	{ "{cross}", { "", "CROSS" } },
	{ "{+}", { "", "+" } },
	{ "{no index}", { "", "NOT INDEXED" } },
	{ "{by %}", { "", "INDEXED BY %" } },
};

/* Writes the token that begins at `at`, if one does; returns its length. */
static size_t
token_put(struct buf *b, const char *at, bool sqlite)
{
	const char *token, *text;
	size_t i, n, word;

	for (i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		token = tokens[i].token;
		n = strcspn(token, "%}");
		word = token[n] == '%' ? strcspn(at, "}") - n : 0;
		if (strncmp(at, token, n) != 0 || at[n + word] != '}')
			continue;
		for (text = tokens[i].text[sqlite]; *text != '\0'; text++)
			if (*text == '%')
				(void)buf_add(b, at + n, word);
			else
				(void)buf_add(b, text, 1);
		return n + word + 1;
	}
	return 0;
}

char *
db_dialect(const char *sql, bool sqlite)
{
	struct buf b;
	char *text;
	size_t n;

	buf_init(&b, SIZE_MAX);
	for (; *sql != '\0'; sql += n) {
		n = *sql == '{' ? token_put(&b, sql, sqlite) : 0;
		if (n == 0) {
			(void)buf_add(&b, sql, 1);
			n = 1;
		}
	}
	text = mem_strdup(buf_str(&b));
	buf_done(&b);
	return text;
}
