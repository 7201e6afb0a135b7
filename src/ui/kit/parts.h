/*
 * SPDX-License-Identifier: ISC
 *
 * kit/parts: what a session is made of above the kit, as home/session.c hands
 * it over.
 */
#ifndef CHITRA_UI_KIT_PARTS_H
#define CHITRA_UI_KIT_PARTS_H

#include "ui/term/keys.h"
#include "ui/kit/ui.h"

struct screen_ops;

/* What takes the place of the screens for a while: a job on its way to the
 * printer behind the terminal. */
struct ui_overlay {
	void (*cut)(struct ui *u);   /* the line dropped */
	void (*frame)(struct ui *u, struct buf *out);
	void (*key)(struct ui *u, const struct key *k);
};

struct ui_home {
	const struct screen_ops *menu, *banner, *passwd;
	/* Opened from screens below theirs. */
	const struct screen_ops *detail, *timeline;
	/* Those whose drafts are offered; a draft without a name is the last's. */
	const struct screen_ops *const *kept; /* ended by NULL */
	const struct ui_overlay *overlay;
	/* Opens the screens anew once nothing posted from them is unanswered. */
	void (*rebuild)(struct ui *u);
};

/* A session of these parts; ui_new() is home/session.c's. */
enum status ui_make(const struct ui_setup *s, const struct ui_home *home,
    struct ui **out, struct err *err) ERR_CHECKED;

#endif
