/*
 * SPDX-License-Identifier: ISC
 *
 * kit/decide: the question before what cannot be taken back (ui/kit/README).
 * Enter, letters and digits never answer it: F10 does, or a word that is
 * typed; the marker stands on No.
 */
#ifndef CHITRA_UI_DECIDE_H
#define CHITRA_UI_DECIDE_H

#include "ui/kit/screen.h"

struct decide {
	const char *title;    /* what it does, as the menu calls it */
	const char *question; /* names and figures; NULL: the title says it all */
	const char *reason;   /* field of the verb for what is typed; NULL none */
	const char *label;    /* before that */
	const char *note;     /* it begins with; NULL: empty */
	const char *word;     /* to be typed, in the user's language; NULL: F10 */
	/* Instead of a verb; called with the screen that asked. */
	void (*done)(struct screen *s);
};

/*
 * The verb is complete but for the reason and copied: what was asked about is
 * what is posted, however the rows below move meanwhile.  A verb that is not
 * final takes Enter too; one that needs the password asks for it next.
 */
void decide_open(struct screen *s, const struct decide *d,
    const struct wire_verb *v);

extern const struct screen_ops decide_screen, word_screen;

#endif
