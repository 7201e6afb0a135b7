/*
 * SPDX-License-Identifier: ISC
 *
 * nfc: one spelling for every letter.  Files, pastes and keyboards bring
 * letters composed, partly composed (ê + tilde) or decomposed, with marks in
 * any order; stored text is composed (Unicode NFC), so that equal names are
 * equal bytes.
 *
 * Beyond NFC: apostrophes become ', the Icelandic eth and the African D that
 * look like Đ become Đ, and the highland ê̆ ô̆ ơ̆ ư̆ keep their breve last.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

#define NFC_NAME_LETTERS 60                    /* code points of a name */
#define NFC_NAME_SIZE (NFC_NAME_LETTERS * 4 + 1) /* bytes that hold it */

/*
 * Composes src into dst (not the same memory).  ST_INVALID: src is not
 * UTF-8, or a letter carries more than eight marks; ST_LIMIT: dst is too
 * small.  dst is "" then.
 */
enum status nfc_compose(char *dst, size_t size, const char *src) ERR_CHECKED;

/* True if s contains a letter; digits and symbols are none. */
bool nfc_has_letter(const char *s);

/*
 * True if s begins with a letter and consists of Latin letters with their
 * marks, blanks, ' - and '.'.  A Cyrillic a would be a different name to the
 * database, and = + @ a formula to a spreadsheet.
 */
bool nfc_is_latin(const char *s);

/*
 * A person's name: composed, blanks (no-break ones too) squeezed and
 * trimmed.  ST_INVALID with a message: empty, not UTF-8, characters that
 * clean_text() would replace, no letter at all, or more than 60 code points.
 * One word and seven syllables are ordinary names.
 */
enum status nfc_name(char *dst, size_t size, const char *src, struct err *err)
    ERR_CHECKED;
