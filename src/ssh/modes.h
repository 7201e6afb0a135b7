/*
 * SPDX-License-Identifier: ISC
 *
 * modes: tracks the modes that the bytes sent to a terminal have set, so that
 * the sender can reset them when the desk cannot: it died, was taken over, or
 * is in the middle of a print job.  Also for the local desk.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define MODES_END 96   /* bytes that modes_end() needs at most */
#define MODES_PARAMS 8 /* of one sequence; more are ignored */

struct modes {
	const char *on, *off;  /* of print mode, for this terminal */
	size_t matched;        /* bytes of the awaited one of these */
	bool printing;
	bool painted;          /* any byte was sent */
	bool pages;            /* it has an alternate screen, and */
	unsigned page;         /* is on it by this private mode; 0: it is not */
	bool pastes;           /* bracketed paste */
	bool cursor_keys;      /* of an application, and */
	bool keypad;
	bool hidden;           /* the cursor */
	int state;             /* within a sequence */
	unsigned param[MODES_PARAMS], params;
};

/* For a terminal of that TERM in its initial state. */
void modes_init(struct modes *m, const char *term);

/* Tracks bytes that are sent to the terminal. */
void modes_watch(struct modes *m, const void *bytes, size_t n);

/*
 * Writes the bytes that reset the terminal, in this order: print mode (earlier
 * bytes would go to the printer), bracketed paste, application keys, alternate
 * screen (which is cleared).  Returns the number of bytes; the modes are then
 * initial.  Async-signal-safe.
 */
size_t modes_end(struct modes *m, char out[MODES_END]);
