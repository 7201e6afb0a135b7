/*
 * SPDX-License-Identifier: ISC
 *
 * balance/opening: months before an owner's first list.
 */
#pragma once

#include "office/verb/verb.h"

/*
 * Settles people who came onto the roll by a file.  Before the owner's first
 * list, their past months count as paid by the earlier system; after it, nobody
 * has asked for those months, so they are given up until a request `arrears`
 * asks for them.
 */
struct ids;
enum status balance_newcomers(struct verb_call *c, const struct ids *people,
    int64_t change, struct err *err) ERR_CHECKED;

/* For books of an earlier program (chitra migrate), inside a transaction: makes
 * the missing openings of people who came by a file; once (meta, opening). */
enum status balance_open_books(struct db *db, struct err *err) ERR_CHECKED;
