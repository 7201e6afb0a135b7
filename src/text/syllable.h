/*
 * SPDX-License-Identifier: ISC
 *
 * syllable: structure of a syllable being typed, inside text/ only: where its
 * vowels are, whether it can be Vietnamese, which letter gets the tone.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/letter.h"

/* A typed letter: base 0 for other characters, which are in cp. */
struct typed_letter {
	uint32_t cp;
	char base;
	uint8_t mark;
	bool upper;
	char key; /* the key, if one key made it (w [ ] { }), else 0 */
};

struct syllable {
	size_t first, end; /* the last run of vowels: [first, end) */
	bool vietnamese;   /* initial and final exist in Vietnamese */
	bool stop;         /* final c ch p t k: only sắc and nặng */
};

/* Looks at n letters; first == end when there is no vowel. */
void syllable_look(struct syllable *s, const struct typed_letter *l, size_t n);

/* True if these vowels, with their marks, are a Vietnamese nucleus. */
bool syllable_nucleus(const struct syllable *s, const struct typed_letter *l,
    size_t n);

/* Index of the letter that gets the tone; there must be a vowel. */
size_t syllable_tone(const struct syllable *s, const struct typed_letter *l,
    size_t n, bool new_style);
