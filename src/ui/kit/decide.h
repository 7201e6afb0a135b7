/*
 * SPDX-License-Identifier: ISC
 *
 * kit/decide: the question before a verb that cannot be taken back
 * (ui/kit/README).  Enter, letters and digits never answer it; F10 does, or a
 * typed word.  The marker is on No.
 */
#pragma once

#include "ui/kit/screen.h"

struct decide {
	const char *title;    /* the action, as the menu names it */
	const char *question; /* names and figures; NULL: the title is enough */
	const char *reason;   /* field of the verb for a typed reason; NULL:
	                       * none */
	const char *label;    /* of that field */
	const char *note;     /* its initial text; NULL: empty */
	const char *word;     /* to be typed, in the user's language; NULL: F10 */
	/* Instead of a verb; called with the screen that asked. */
	void (*done)(struct screen *s);
};

/*
 * The verb, complete except for the reason, is copied, so that exactly what the
 * question names is posted, even if the rows below change.  A verb that is not
 * final accepts Enter too; one that needs the password asks for it next.
 */
void decide_open(struct screen *s, const struct decide *d,
    const struct wire_verb *v);

extern const struct screen_ops decide_screen, word_screen;
