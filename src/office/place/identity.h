/*
 * SPDX-License-Identifier: ISC
 *
 * place/identity: the number of somebody's paper as it is stored: text, leading
 * zeros kept, and backwards, so that "the last digits" are a prefix.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

struct identity {
	char kind[9];      /* cccd, cmnd, passport, birth, other; "" none */
	char number[25];   /* "" none: to have no papers is lawful */
	char reversed[25];
};

/*
 * Takes blanks and dots out of what was typed and finds the kind: of 9 digits
 * cmnd, else cccd; or what `kind` or a prefix "passport:" says.  ST_INVALID:
 * too long, or no such kind.  Whether the number can be right is
 * person_identity_check()'s, asked only when identity_is_national().
 */
enum status identity_parse(const char *typed, const char *kind,
    struct identity *out, struct err *err) ERR_CHECKED;

/*
 * Can that be the number of a paper?  National ones by their rules, others
 * have a digit.  ST_INVALID with a message; no number at all is fine.
 */
enum status identity_check(const struct identity *id, struct err *err)
    ERR_CHECKED;

/* True for cccd and cmnd: 9 or 12 digits with rules. */
bool identity_is_national(const struct identity *id);

/*
 * What every way in shares (form, verb, import): checks an identity number
 * against sex and birth year.  Hard: ST_INVALID with the field.  Soft: ST_OK
 * and a remark in `note` (text/sentence.h), "" when all agrees (NĐ 137/2015 art. 13).
 */
enum status person_identity_check(const char *number, char sex, int birth_year,
    char *note, size_t size, struct err *err) ERR_CHECKED;
