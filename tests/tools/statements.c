/* SPDX-License-Identifier: ISC */
/*
 * statements: prints every statement of the program as the common subset of
 * SQL has it: without hints, parameters as $1; a line "FILE NAME SQL" each,
 * with tabs between.  tests/db/postgres.sh prepares them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "db/dialect.h"
#include "known_sql.h"

static void
print(void *arg, const char *file, const struct db_sql *q)
{
	char *text = db_dialect(q->text, false), *at;

	(void)arg;
	for (at = text; *at != '\0'; at++)
		if (*at == '?')
			*at = '$';
		else if (*at == '\n' || *at == '\t')
			*at = ' ';
	(void)printf("%s\t%s\t%s\n", file, q->name, text);
	free(text);
}

int
main(void)
{
	known_each(print, NULL);
	return 0;
}
