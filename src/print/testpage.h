/*
 * SPDX-License-Identifier: ISC
 *
 * testpage: two pages by which an office sets its printer up:
 * a ruler over the width, numbered lines down to the last one, the
 * second page to show drift, and the same words in each charset.  The line
 * that reads well names the charset for the profile.
 */
#ifndef CHITRA_PRINT_TESTPAGE_H
#define CHITRA_PRINT_TESTPAGE_H

#include "print/encode.h"

enum status testpage_render(const struct profile *profile,
    const struct print_sink *sink, struct err *err) ERR_CHECKED;

#endif
