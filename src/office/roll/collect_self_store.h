/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collect_self_store: the rule about age alone, for the import; giving and
 * ending leave, for requests of kind collector.
 */
#pragma once

#include "office/roll/collect_self.h"
#include "office/verb/verb.h"
#include "text/date.h"

/* Is a person of that birthday too young to collect on that day? */
enum status collect_young(struct db *db, struct date birth, const char *day,
    bool *young, struct err *err) ERR_CHECKED;

/* Leave for a person by a request, from a first to a last day. */
struct collect_leave {
	int64_t person, change;
	const char *from, *to; /* to "": without end */
};
enum status collect_self_add(struct verb_call *c,
    const struct collect_leave *l, int64_t *id, struct err *err) ERR_CHECKED;
/* Ends leave, or lets it count again. */
enum status collect_self_active(struct verb_call *c, int64_t id, bool active,
    struct err *err) ERR_CHECKED;
