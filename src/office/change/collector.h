/*
 * SPDX-License-Identifier: ISC
 *
 * change/collector: what every request that registers a collector says.
 */
#pragma once

#include "office/request/work.h"
#include "office/roll/collector_store.h"

/* Says so when that one then collects for more. */
enum status change_collector_many(struct change_work *w,
    const struct collector_new *k, struct err *err) ERR_CHECKED;
