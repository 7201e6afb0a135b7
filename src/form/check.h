/*
 * SPDX-License-Identifier: ISC
 *
 * check: converts typed text of a field to its stored form and back; and checks
 * the rules across the fields of a form.
 *
 * Stored values are text: ISO dates ("1957", "1957-04", "2019-11-21") and
 * months ("2019-11"), money and numbers as digits, "yes" and "no", a choice's
 * value, all else as NFC.  Verbs take the stored form.
 */
#pragma once

#include "form/form.h"
#include "wire/verb.h"

#define FORM_VALUE_MAX 4096 /* bytes of any stored value, with its NUL */

/*
 * Reads what a person typed; today is "yyyy-mm-dd".  Empty text gives "" and
 * ST_OK, required or not (form_check() tests for required fields).  ST_INVALID,
 * field = f->name, when the text does not have the field's type or is longer
 * than f->max letters; ST_LIMIT when out is too small.
 */
enum status form_normal(const struct form_field *f, const char *typed,
    const char *today, char *out, size_t size, struct err *err) ERR_CHECKED;

/*
 * The reverse, for showing and for editing again: dates as 21/11/2019, money
 * as 1.234.567, a choice by its label.  Cut when out is too small.
 */
void form_show(const struct form_field *f, const char *stored, char *out,
    size_t size);

/*
 * Checks that required fields have a value, every value has its type's stored
 * form, and the rules hold.  Values the form does not know are ignored.
 * ST_INVALID names the first wrong field.
 */
enum status form_check(const struct form *f, const struct wire_args *values,
    struct err *err) ERR_CHECKED;
