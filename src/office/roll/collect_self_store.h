/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collect_self_store: the age alone, for the import; giving leave and
 * ending it, for requests of kind collector.
 */
#ifndef CHITRA_OFFICE_ROLL_COLLECT_SELF_STORE_H
#define CHITRA_OFFICE_ROLL_COLLECT_SELF_STORE_H

#include "office/roll/collect_self.h"
#include "office/verb/verb.h"
#include "text/date.h"

/* Is somebody born then too young to collect on that day? */
enum status collect_young(struct db *db, struct date birth, const char *day,
    bool *young, struct err *err) ERR_CHECKED;

/* Leave from the day `from` on, to `to` or, "", without end; by a request. */
enum status collect_self_add(struct verb_call *c, int64_t person,
    const char *from, const char *to, int64_t change, int64_t *id,
    struct err *err) ERR_CHECKED;
enum status collect_self_active(struct verb_call *c, int64_t id, bool active,
    struct err *err) ERR_CHECKED;

#endif
