/*
 * SPDX-License-Identifier: ISC
 *
 * dialect: tokens in the text of a statement for syntax that differs between
 * engines; the rest is SQL that both accept.
 *
 *   {set ?5}                the ids of db_bind_set() as rows with a column id:
 *                           x IN {set ?5}, FROM {set ?5} s JOIN t ON t.x = s.id
 *
 * Hints for SQLite's planner; PostgreSQL gets none:
 *
 *   {cross} JOIN t ON ...   the tables are read in the order of the text
 *   {+}t.column = ...       no index on that column
 *   t {no index}            its rows in the order of the key
 *   t {by index}            that index, or the statement does not compile
 */
#pragma once

#include <stdbool.h>

/*
 * The statement in the syntax of SQLite or of PostgreSQL; freed by the caller.
 * A misspelt token stays and does not compile.
 */
char *db_dialect(const char *sql, bool sqlite);
