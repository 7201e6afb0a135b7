/*
 * SPDX-License-Identifier: ISC
 *
 * change/kinds: the kinds of request about people, rates and rules, for the
 * table of all (office/kinds.c).
 */
#pragma once

#include "office/request/work.h"

extern const struct change_kind change_kind_new, change_kind_stop,
    change_kind_suspend, change_kind_resume, change_kind_amount,
    change_kind_identity, change_kind_point, change_kind_delivery,
    change_kind_transfer, change_kind_collector, change_kind_funeral,
    change_kind_arrears, change_kind_merge, change_kind_standard,
    change_kind_coefficient, change_kind_keeps, change_kind_step,
    change_kind_setting;

/* Verbs, for the table of all (office/table.c). */
extern const struct verb person_verbs[];
