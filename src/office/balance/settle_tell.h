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

/* Consequences as sentences of the request. */
enum status balance_tell(struct change_work *w, const struct settled *s,
    struct err *err) ERR_CHECKED;

/* balance_settle() and balance_tell(). */
enum status balance_change(struct change_work *w,
    const struct settle_ask *ask, struct err *err) ERR_CHECKED;

#endif
