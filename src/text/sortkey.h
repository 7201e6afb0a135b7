/*
 * SPDX-License-Identifier: ISC
 *
 * sortkey: Vietnamese order as bytes for memcmp(), and so for an index on
 * BLOBs; the database needs no collation function.
 *
 * Order: syllable by syllable (ba < ba tháng < bà < bà nội), letters
 * a ă â b c d đ e ê f g ... o ô ơ ... u ư v ... z, then tones ngang huyền
 * hỏi ngã sắc nặng.  The tone belongs to the syllable: hoà and hòa are equal.
 * Case, punctuation and apostrophes are ignored.
 */
#pragma once

#include <stddef.h>

#define SORTKEY_SIZE 256 /* bytes that hold the key of any name */

/*
 * Key of a person: given name, then surname, then middle names.  given NULL
 * or "": the last word.  Returns the bytes written; a key that does not fit is
 * cut, which keeps the order up to there.
 */
size_t sortkey_name(unsigned char *dst, size_t size, const char *name,
    const char *given);

/*
 * Key of other text in reading order; runs of digits compare as numbers
 * ("Bản 2" < "Bản 10") and before letters.
 */
size_t sortkey_text(unsigned char *dst, size_t size, const char *text);
