/* SPDX-License-Identifier: ISC */
/*
 * walk: a role walks over every screen it can reach, with every key of it,
 * into menus and lists of values, past questions, reasons and passwords.  The
 * test looks at each step.
 *
 * The walk is breadth first: a place is what stands above what, the title, the
 * foot line and the row of the cursor.  CHITRA_WALK=show tells where it went.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office/table.h"
#include "tests/tools/stage.h"
#include "ui/kit/decide.h"

enum { WALK_STEPS = 8, WALK_KEY = 64, ROWS = 24 };
#define F10 "\033[21~"
#define WORD "CLOSE\r" /* the word that is asked for */

struct walk_state {
	uint64_t id, kind; /* with and without rows and names */
	char key[WALK_STEPS][WALK_KEY]; /* how to come here from the menu */
	int n;
};

extern struct stage stage;
extern struct walk {
	enum role role;
	char login[33];
	char path[200]; /* for messages */
	/* What was pressed last, and where. */
	char pressed[WALK_KEY];
	const struct screen_ops *pressed_at;
	bool typing; /* keys that may begin what somebody types */
	/* Of the test: after every key; at every place, before its keys are
	 * tried, false when one left on the way back to it. */
	void (*look)(void);
	bool (*arrived)(const struct walk_state *at);
} walk;

/* Everywhere, as the role ROLE_I_... */
void walk_role(int who);
/* Signs in anew and goes there; false when somebody left on the way. */
bool walk_go(const struct walk_state *to);
