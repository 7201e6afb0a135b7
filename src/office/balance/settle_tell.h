/*
 * SPDX-License-Identifier: ISC
 *
 * balance/settle_tell: settling on behalf of a request.
 */
#pragma once

#include "office/balance/account.h"
#include "office/balance/settle.h"
#include "office/request/work.h"

/* Stored sentence: "2 lines of 03/2024–04/2024, 720.000 đồng". */
void settle_lines(const struct settle_sum *s, char *dst, size_t size);

/* balance_settle(), and what it did as sentences of the request. */
enum status balance_change(struct change_work *w,
    const struct settle_ask *ask, struct err *err) ERR_CHECKED;
