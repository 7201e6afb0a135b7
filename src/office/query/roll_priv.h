/*
 * SPDX-License-Identifier: ISC
 *
 * query/roll_priv: the statements of the roll, told apart from its paging so that a
 * test can ask the database which index each of them uses.
 */
#pragma once

#include "db/db.h"
#include "office/query/roll.h"

/*
 * People of one place after (backwards: before) a key, with the filters.
 *   ?1 place  ?2 key, ?3 second key, ?4 id  ?5 category ('' all)
 *   ?6 1: only with open lines  ?7 code of the period  ?8 its id
 * Columns: person, key, second key (village order only).
 */
const struct db_sql *roll_sql(enum scope_kind kind, enum roll_sort sort,
    bool backwards, bool home);
/* All of them; NULL at the end. */
const struct db_sql *roll_sql_at(unsigned i);

/* Places in order: the one after (before) another, over all the country. */
extern const struct db_sql roll_sql_place, roll_sql_place_back,
    roll_sql_place_first, roll_sql_place_last;
