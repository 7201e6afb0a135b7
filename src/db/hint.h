/*
 * SPDX-License-Identifier: ISC
 *
 * hint: hints for SQLite's planner, as tokens in the text of a statement;
 * without them the text is SQL that other engines accept too:
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
 * The statement with its tokens replaced by SQLite's syntax, or removed; freed
 * by the caller.  A misspelt token stays and does not compile.
 */
char *db_hints(const char *sql, bool sqlite);

#endif
