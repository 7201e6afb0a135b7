/*
 * SPDX-License-Identifier: ISC
 *
 * letter: the parts of a Vietnamese letter.  One table for composing, folding,
 * sorting and typing: base letter + mark + tone + case.  Covers the 134 letters
 * with marks and the highland ones (ĭ ŏ ŭ ĕ ƀ č ñ).
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Order within one base letter: a ă â, d đ, o (ŏ) ô ơ. */
enum letter_mark {
	MARK_NONE,
	MARK_BREVE,
	MARK_CIRC,
	MARK_HORN,
	MARK_STROKE,
	MARK_CARON,
	MARK_TILDE, /* of ñ; a tilde on a vowel is a tone */
	MARK_COUNT
};

/* Order of Vietnamese dictionaries (CLDR vi). */
enum letter_tone {
	TONE_NGANG,
	TONE_HUYEN,
	TONE_HOI,
	TONE_NGA,
	TONE_SAC,
	TONE_NANG,
	TONE_COUNT
};

struct letter {
	char base;    /* 'a'..'z' */
	uint8_t mark; /* enum letter_mark */
	uint8_t tone; /* enum letter_tone */
	bool upper;
};

/* Decomposes cp; false when it is not in the table. */
bool letter_of(uint32_t cp, struct letter *out);

/* The code point of a letter, 0 when Unicode has none. */
uint32_t letter_cp(struct letter l);

/*
 * Adds a combining mark to *l as its tone or mark, if it has none yet and the
 * result is a letter.  False: unknown mark, or not possible.
 */
bool letter_add(struct letter *l, uint32_t cp);

/* The combining character of a tone (0 for TONE_NGANG). */
uint32_t letter_tone_cp(enum letter_tone tone);

/* U+0300..U+036F and the two old tone marks among them. */
bool letter_combining(uint32_t cp);

/* ' and the characters used instead of it in names (’ ‘ ʼ ´ `). */
bool letter_apostrophe(uint32_t cp);

/*
 * Nearest ASCII letter of any Latin letter up to U+017F or of the table,
 * case kept ('Đ' -> 'D', 'ü' -> 'u'); 0 when there is none.
 */
char letter_ascii(uint32_t cp);

/* a e i o u y */
bool letter_vowel(char base);
