/* SPDX-License-Identifier: ISC */
/*
 * known_sql: a walk over all statements that a program registers (DB_SQL).
 * The program is linked with whole libraries (TEST_WHOLE), or those that it
 * does not call would be missing.
 */
#pragma once

#include <string.h>

#include "db/db.h"

extern const struct db_known *const __start_db_known[],
    *const __stop_db_known[];

/* Where one was declared, from below src/: "office/rate/rate.c". */
static inline const char *
known_file(const struct db_known *k)
{
	const char *at = strstr(k->file, "src/");

	return at != NULL ? at + strlen("src/") : k->file;
}

/* Calls for each registered statement; a table may leave rows out. */
static inline void
known_each(void (*one)(void *arg, const char *file, const struct db_sql *q),
    void *arg)
{
	const struct db_known *const *k;
	size_t i;

	for (k = __start_db_known; k < __stop_db_known; k++)
		for (i = 0; i < (*k)->n; i++)
			if ((*k)->first[i].name != NULL)
				one(arg, known_file(*k), &(*k)->first[i]);
}
