/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_tell: settling on behalf of a request.
 */
#ifndef CHITRA_OFFICE_BALANCE_SETTLE_TELL_H
#define CHITRA_OFFICE_BALANCE_SETTLE_TELL_H

#include "office/balance/account.h"
#include "office/balance/settle.h"
#include "office/request/work.h"

/* balance_settle(); what it did becomes sentences of the request. */
enum status balance_change(struct change_work *w,
    const struct settle_ask *ask, struct err *err) ERR_CHECKED;

#endif
