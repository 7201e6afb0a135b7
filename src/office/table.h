/*
 * SPDX-License-Identifier: ISC
 *
 * table: all verbs there are.  Whoever stands above office/ asks here; a module
 * of office/ that runs a verb of another names its row: verb_in(change_verbs,
 * "change.ask").
 */
#pragma once

#include "office/verb/verb.h"

/* NULL when there is none; verb_at(i) walks the table, NULL at the end. */
const struct verb *verb_find(const char *name);
const struct verb *verb_at(unsigned i);

/* Runs the verb that `in` names: verbs_run_as(). */
enum status verbs_run(struct db *db, const struct verb_peer *peer,
    const struct wire_verb *in, struct wire_answer *out) ERR_CHECKED;
