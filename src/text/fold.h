/*
 * SPDX-License-Identifier: ISC
 *
 * fold: Vietnamese without its marks, for searching and for plain printers.
 *
 * Stored fold columns and typed queries go through the same functions, so
 * that an index range `fold >= q AND fold < q || '{'` finds every prefix:
 * the result holds only a-z, 0-9, '?' and single blanks.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Search key: lower case, đ -> d, marks off, apostrophes deleted ("H'Hen" ->
 * "hhen"), all other punctuation and blanks one blank, none at the ends.
 * y after a consonant or after qu becomes i, so that Lý = Lí, Mỹ = Mĩ,
 * Quý = Quí; other y stay (Thúy, May, Yến).  The rule looks only to the
 * left: the fold of a prefix is a prefix of the fold.
 * ST_INVALID: not UTF-8; ST_LIMIT: dst too small (dst is "" then).
 */
enum status fold_search(char *dst, size_t size, const char *src) ERR_CHECKED;

/*
 * For line printers: ASCII of the same width in columns, case kept.  Letters
 * lose their marks, dashes, quotes, bullets and box lines get ASCII ones,
 * ₫ -> 'd', all else (control characters too) '?', wide ones "??".  Cut when
 * dst is too small.
 */
void fold_print(char *dst, size_t size, const char *src);

/*
 * The ASCII character of one code point in fold_print(): never a control
 * character; '?' when none is similar; 0 for a combining mark.
 */
char fold_char(unsigned int cp);

/* fold_search() of "given surname middle"; given NULL or "": the last word. */
enum status fold_given(char *dst, size_t size, const char *name,
    const char *given) ERR_CHECKED;

/* First letters of the words: "Nguyễn Văn An" -> "nva". */
enum status fold_initials(char *dst, size_t size, const char *name)
    ERR_CHECKED;

/*
 * True if the typed text matches the name.  Each typed word must be a prefix of
 * a word of the name, in order (words between may be skipped).  A letter typed
 * without a mark matches any letter of that base, one with a mark only itself;
 * a word typed without a tone matches every tone.  The tone belongs to the
 * word, so hoà matches Hòa.  An empty text matches every name.
 */
bool fold_matches(const char *typed, const char *name);

/*
 * As fold_matches(), the typed words in any order ("anh le" matches Lê Thị
 * Anh), or in their order with blanks left out ("lethi anh", "lethianh").
 */
bool fold_matches_any(const char *typed, const char *name);
