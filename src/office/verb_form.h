/*
 * SPDX-License-Identifier: ISC
 *
 * verb_form: what a form asks is what its verb takes.
 */
#pragma once

#include "base/err.h"

struct form;

/*
 * ST_INVALID with "FILE:LINE: why" when the form names a verb, a field or a
 * choice that there is not, allows what the verb is too short for, or lacks a
 * field that the verb needs and no screen gives.
 */
enum status verb_fits_form(const struct form *f, struct err *err) ERR_CHECKED;
