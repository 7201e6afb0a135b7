/*
 * SPDX-License-Identifier: ISC
 *
 * hint: what tells SQLite's planner the way, as tokens in the text of a
 * statement, so that the rest is SQL that other engines take too:
 *
 *   {cross} JOIN t ON ...   the tables are read in the order of the text
 *   {+}t.column = ...       no index on that column
 *   t {no index}            its rows in the order of the key
 *   t {by index}            that index, or the statement does not compile
 */
#ifndef CHITRA_DB_HINT_H
#define CHITRA_DB_HINT_H

#include <stdbool.h>

/*
 * The statement with its hints as SQLite writes them, or without them; to be
 * freed.  A token that is misspelt stays, and does not compile.
 */
char *db_hints(const char *sql, bool sqlite);

#endif
