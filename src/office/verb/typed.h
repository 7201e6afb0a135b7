/*
 * SPDX-License-Identifier: ISC
 *
 * verb/typed: what people type in a file or on a command line as a verb's
 * field wants it posted: days as 2019-11-30, months as 2019-11, whole đồng.
 */
#pragma once

#include "office/verb/verb.h"

#define VERB_TYPED 1024 /* bytes of a value with its NUL */

/*
 * ST_INVALID with the field named when it cannot be read.  What the verb has
 * no field for, and text, passes as it is: verb_check() judges it.  `today` is
 * "yyyy-mm-dd".
 */
enum status verb_typed(const struct verb *v, const char *field,
    const char *typed, const char *today, char out[VERB_TYPED],
    struct err *err) ERR_CHECKED;
