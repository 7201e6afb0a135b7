/*
 * SPDX-License-Identifier: ISC
 *
 * inputmark: effects of Telex and VNI keys on the letters before them, inside
 * text/ only.  Each function returns true when the key is used up, false when
 * it is an ordinary letter (after an undo too: then t->literal is set).
 */
#pragma once

#include "text/input.h"
#include "text/syllable.h"

struct typing {
	struct typed_letter l[INPUT_LETTERS];
	size_t n;
	uint8_t tone;
	bool literal;   /* after an undo: further keys type themselves */
	bool new_style;
	enum input_method method;
};

/* a e o (each on itself) and 6 (on any of them). */
bool inputmark_circ(struct typing *t, char key);

/* w (horn and breve), 7 (horn), 8 (breve). */
bool inputmark_hook(struct typing *t, char key);

/* d and 9. */
bool inputmark_stroke(struct typing *t, char key);

/* [ ] { }: ơ and ư at once. */
bool inputmark_bracket(struct typing *t, char key);

/* Digits on a consonant that has no vowel yet: č ƀ ñ. */
bool inputmark_highland(struct typing *t, char key);

/* uơ and ưo become ươ when a letter follows (thuơ -> thương). */
void inputmark_complete(struct typing *t);
