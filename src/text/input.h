/*
 * SPDX-License-Identifier: ISC
 *
 * input: Telex and VNI for keyboards that send plain letters.
 *
 * No state: a field keeps the raw keys of the word left of its cursor and
 * composes the word again after each key.  Raw keys may contain composed
 * letters, as input_backspace() leaves them.
 *
 * Telex   aa ee oo -> â ê ô; aw ow uw -> ă ơ ư; w [ ] { } -> ư ơ ư Ơ Ư;
 *         dd -> đ; s f r x j -> sắc huyền hỏi ngã nặng; z takes the tone off
 * VNI     1 2 3 4 5 the same tones, 0 off; 6 circumflex, 7 horn, 8 breve,
 *         9 đ; also ĕ ĭ ŏ ŭ (8), č (c8), ƀ (b9), ñ (n4)
 * BOTH    Telex letters and VNI digits at once: right for names, which hold
 *         no digits
 *
 * Tones and marks may be typed anywhere after their vowel.  The same key again
 * undoes the change, types itself, and makes the rest of the word literal.
 * Telex tone letters act only where the beginning and the end of the word are
 * Vietnamese (ksor stays); digits force a tone in any word.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum input_method { INPUT_OFF, INPUT_TELEX, INPUT_VNI, INPUT_BOTH };

#define INPUT_LETTERS 48 /* of one word; a longer one is ST_LIMIT */
#define INPUT_SIZE 256   /* bytes that hold the raw keys or the word */

/* Raw keys that begin with this byte are literal. */
#define INPUT_LITERAL '\x01'

/*
 * Composes the word of the raw keys.  new_tone_style: hoà, khoẻ, thuỷ; else
 * hòa, khỏe, thủy.  ST_INVALID: not UTF-8; ST_LIMIT: too long.
 */
enum status input_compose(char *dst, size_t size, const char *rawkeys,
    enum input_method m, bool new_tone_style) ERR_CHECKED;

/*
 * Deletes the last visible letter, in place: afterwards the raw keys compose to
 * the word without it ("hoanf" -> hòa).  `size` is the size of raw.
 */
enum status input_backspace(char *raw, size_t size, enum input_method m,
    bool new_tone_style) ERR_CHECKED;

/* True if the key is part of a word; any other key ends the word. */
bool input_is_key(uint32_t cp, enum input_method m);
