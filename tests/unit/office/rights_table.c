/* SPDX-License-Identifier: ISC */
/* rights: the table "Who may post what" in tests/GUARDS.md. */
#include "rights.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

static struct right rights[128];
static unsigned nrights;

/* The next cell of a row, trimmed; *p moves on. */
static char *
cell(char **p)
{
	char *s = *p, *end = strchr(s, '|');

	if (end == NULL)
		fail_msg("a row of GUARDS.md ends early: %s", s);
	*end = '\0';
	*p = end + 1;
	return str_trim(s);
}

static uint32_t
roles_of(char *text, bool *gate)
{
	uint32_t mask = 0;
	char *word, *save = NULL;

	*gate = strcmp(text, "gate") == 0;
	if (*gate)
		return 0;
	if (strcmp(text, "all") == 0)
		return ROLE_ALL;
	for (word = strtok_r(text, " ", &save); word != NULL;
	    word = strtok_r(NULL, " ", &save)) {
		if (role_by_name(word) == ROLE_NONE)
			fail_msg("GUARDS.md: no role %s", word);
		mask |= (uint32_t)role_by_name(word);
	}
	return mask;
}

static void
row(char *line)
{
	char *p = line + 1, *verbs = cell(&p), *word, *save = NULL;
	struct right r = { .roles = 0 };
	const char *text;

	r.roles = roles_of(cell(&p), &r.gate);
	text = cell(&p);
	r.reach = strcmp(text, "place") == 0 ? REACH_PLACE :
	    strcmp(text, "own") == 0 ? REACH_OWN :
	    strcmp(text, "import") == 0 ? REACH_IMPORT : REACH_OFFICE;
	text = cell(&p);
	r.quiet = strstr(text, "quiet") != NULL;
	r.password = strstr(text, "password") != NULL;
	r.request = strstr(text, "request") != NULL;
	r.who = strstr(text, "who") != NULL;
	for (word = strtok_r(verbs, " ", &save); word != NULL;
	    word = strtok_r(NULL, " ", &save)) {
		assert_true(nrights < sizeof(rights) / sizeof(rights[0]));
		assert_int_equal(str_copy(r.verb, sizeof(r.verb), word), ST_OK);
		rights[nrights++] = r;
	}
}

void
rights_read(void)
{
	FILE *f = fopen(TOP_SRCDIR "/tests/GUARDS.md", "r");
	bool inside = false;
	char line[512];

	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		if (str_starts(line, "## "))
			inside = str_starts(line, "## Who may post what");
		else if (inside && line[0] == '|' && line[1] == ' ' &&
		    !str_starts(line, "| verbs"))
			row(line);
	}
	(void)fclose(f);
}

unsigned
rights_count(void)
{
	return nrights;
}

const struct right *
right_of(const char *verb)
{
	const struct right *r = NULL;
	unsigned i;

	for (i = 0; i < nrights; i++)
		if (strcmp(rights[i].verb, verb) == 0) {
			if (r != NULL)
				fail_msg("%s is twice in GUARDS.md", verb);
			r = &rights[i];
		}
	if (r == NULL)
		fail_msg("%s is not in the table of GUARDS.md", verb);
	return r;
}
