/*
 * SPDX-License-Identifier: ISC
 *
 * change/month_priv: the month from which a request about a person counts.
 */
#pragma once

#include "office/request/work.h"

/*
 * First month of a request: `from`, else the month of the decision, else the
 * first one that no list of the person covers yet.  Kept when w->month is set.
 */
enum status change_first_month(struct change_work *w, struct err *err)
    ERR_CHECKED;
