/*
 * SPDX-License-Identifier: ISC
 *
 * change/collect_self: requests of kind collector that are about the person
 * (field self), for collector.c.
 */
#pragma once

#include "office/request/work.h"

enum status collect_self_read(struct change_work *w, struct err *err)
    ERR_CHECKED;
enum status collect_self_apply(struct change_work *w, struct err *err)
    ERR_CHECKED;
enum status collect_self_undo(struct change_work *w,
    const struct change_work *of, struct err *err) ERR_CHECKED;
