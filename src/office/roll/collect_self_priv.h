/*
 * SPDX-License-Identifier: ISC
 *
 * roll/collect_self_priv: the age alone, for the import; requests of kind collector
 * that are about the person (field self), for change/collector.c.
 */
#ifndef CHITRA_OFFICE_COLLECT_SELF_PRIV_H
#define CHITRA_OFFICE_COLLECT_SELF_PRIV_H

#include "office/request/work.h"
#include "office/roll/collect_self.h"
#include "text/date.h"

/* Is somebody born then too young to collect on that day? */
enum status collect_young(struct db *db, struct date birth, const char *day,
    bool *young, struct err *err) ERR_CHECKED;

enum status collect_self_read(struct change_work *w, struct err *err)
    ERR_CHECKED;
enum status collect_self_apply(struct change_work *w, struct err *err)
    ERR_CHECKED;
enum status collect_self_undo(struct change_work *w,
    const struct change_work *of, struct err *err) ERR_CHECKED;

#endif
