/*
 * SPDX-License-Identifier: ISC
 *
 * kit/effect: shows what a posting will do, in sentences, before it is posted.
 */
#pragma once

#include "ui/kit/screen.h"

/* Argument of effect_screen. */
struct effect_arg {
	const char *title;
	const struct wire_args *answer; /* its values "effect", copied */
	void (*go)(struct screen *s);   /* F10, with the screen that asked */
};

extern const struct screen_ops effect_screen;
