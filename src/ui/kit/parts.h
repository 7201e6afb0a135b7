/*
 * SPDX-License-Identifier: ISC
 *
 * kit/parts: parts of a session above the kit, passed by home/session.c.
 */
#pragma once

#include "ui/term/keys.h"
#include "ui/kit/ui.h"

struct screen_ops;

/* Temporarily replaces the screens: a job being sent to the printer behind the
 * terminal. */
struct ui_overlay {
	void (*cut)(struct ui *u);   /* the connection dropped */
	void (*frame)(struct ui *u, struct buf *out);
	void (*key)(struct ui *u, const struct key *k);
};

struct ui_home {
	const struct screen_ops *menu, *banner, *passwd;
	/* Opened from screens below theirs. */
	const struct screen_ops *detail, *timeline;
	/*
	 * Screens whose drafts are offered; a draft without a name belongs to
	 * the last.
	 */
	const struct screen_ops *const *kept; /* ended by NULL */
	const struct ui_overlay *overlay;
	/* Reopens the screens once their postings are answered. */
	void (*rebuild)(struct ui *u);
};

/* Makes a session of these parts, for ui_new() in home/session.c. */
enum status ui_make(const struct ui_setup *s, const struct ui_home *home,
    struct ui **out, struct err *err) ERR_CHECKED;
