/* SPDX-License-Identifier: ISC */
/*
 * The table of final verbs in tests/GUARDS.md names those that VERB_FINAL marks,
 * and no other.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/table.h"

/* Verbs of the first column of "| final verbs | answered by |". */
static bool
said_final(const char *verb)
{
	FILE *f = fopen(TOP_SRCDIR "/tests/GUARDS.md", "r");
	char line[600], *end, *word, *save = NULL;
	bool inside = false, found = false;

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (str_starts(line, "| final verbs |"))
			inside = true;
		else if (line[0] != '|')
			inside = false;
		if (!inside || (end = strchr(line + 1, '|')) == NULL)
			continue;
		*end = '\0';
		for (word = strtok_r(line + 1, " ", &save); word != NULL;
		    word = strtok_r(NULL, " ", &save))
			found = found || strcmp(word, verb) == 0;
	}
	(void)fclose(f);
	return found;
}

static void
test_table_of_final_verbs(void **state)
{
	const struct verb *v;
	unsigned i, n = 0;

	(void)state;
	for (i = 0; (v = verb_at(i)) != NULL; i++) {
		n += (v->flags & VERB_FINAL) != 0;
		if (said_final(v->name) != ((v->flags & VERB_FINAL) != 0))
			fail_msg("GUARDS.md, final verbs: %s", v->name);
	}
	assert_true(n > 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table_of_final_verbs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
