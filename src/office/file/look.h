/*
 * SPDX-License-Identifier: ISC
 *
 * file/look: exceptions of a file as its rows come: weighed and counted.
 */
#ifndef CHITRA_OFFICE_FILE_LOOK_H
#define CHITRA_OFFICE_FILE_LOOK_H

#include "office/file/file.h"
#include "office/roll/person_store.h"

/* Place of its heaviest exception in the order in which they are read. */
int64_t roll_rank(unsigned look);
/* What somebody is owed before `month`; how far it is from the table. */
int64_t roll_past(const struct entitlement_new *e, const char *month);
int64_t roll_weight(unsigned look, const struct entitlement_new *e,
    int64_t past);
/* One row more with these exceptions. */
enum status roll_looks_count(struct verb_call *c, int64_t job, int64_t owner,
    unsigned look, struct err *err) ERR_CHECKED;

#endif
