/*
 * SPDX-License-Identifier: ISC
 *
 * modes: what a terminal was switched to by the bytes that passed, so that
 * whoever passed them can give it back when the desk cannot: it died, was
 * taken over, or is in the middle of a print job.  Also for the local desk.
 */
#ifndef CHITRA_SSH_MODES_H
#define CHITRA_SSH_MODES_H

#include <stdbool.h>
#include <stddef.h>

#define MODES_END 96   /* bytes that modes_end() may need */
#define MODES_PARAMS 8 /* of one sequence; more are not looked at */

struct modes {
	const char *on, *off;  /* of print mode, for this terminal */
	size_t matched;        /* of whichever of the two is awaited */
	bool printing;
	bool painted;          /* anything passed at all */
	bool pages;            /* it has a second page, and */
	unsigned page;         /* is on it by this private mode; 0: it is not */
	bool pastes;           /* bracketed paste */
	bool cursor_keys;      /* of an application, and */
	bool keypad;
	bool hidden;           /* the cursor */
	int state;             /* within a sequence */
	unsigned param[MODES_PARAMS], params;
};

/* For a terminal of that TERM, which nobody has written to. */
void modes_init(struct modes *m, const char *term);

/* These bytes go to the terminal. */
void modes_watch(struct modes *m, const void *bytes, size_t n);

/*
 * Writes what takes the terminal back, in this order: out of print mode, of
 * pasted text in brackets, of the keys of an application, of the other page.
 * What comes before the first of them goes to the printer, and what is shown
 * on the other page is gone with it.  Returns the number of bytes; the modes
 * are then those of a new terminal.  Calls nothing a signal handler may not.
 */
size_t modes_end(struct modes *m, char out[MODES_END]);

#endif
