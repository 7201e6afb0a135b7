/*
 * SPDX-License-Identifier: ISC
 *
 * verb/check: posted values against a verb's declared fields.
 */
#pragma once

#include "office/verb/verb.h"

/*
 * ST_INVALID or ST_LIMIT with the field named: unknown field, one given twice
 * (rows excepted), a required one missing or empty, too long, not UTF-8,
 * control characters, wrong syntax for its type, none of the choices.  An
 * empty value counts as not posted.
 */
enum status verb_check(const struct verb *v, const struct wire_args *args,
    struct err *err) ERR_CHECKED;
