/*
 * SPDX-License-Identifier: ISC
 *
 * change/settle: the consequences of a request, all of them.
 */
#pragma once

#include "office/balance/settle_tell.h"

/* Settles the months of the person from `from` on ("": all that have something) and tells what
 * follows.  With field arrears "no", what is missing is given up. */
enum status change_settle(struct change_work *w, const char *from,
    const char *why, struct err *err) ERR_CHECKED;
/* Months from..to ("": all that follow), whatever field arrears says. */
enum status change_settle_to(struct change_work *w, const char *from,
    const char *to, const char *why, struct err *err) ERR_CHECKED;
/* The same for another person. */
enum status change_settle_of(struct change_work *w, int64_t person,
    const char *from, const char *why, struct err *err) ERR_CHECKED;
/* After the facts of `of` were taken back; what it gave up is not any more. */
enum status change_settle_back(struct change_work *w,
    const struct change_work *of, const char *from, struct err *err)
    ERR_CHECKED;
