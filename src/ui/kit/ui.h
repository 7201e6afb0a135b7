/*
 * SPDX-License-Identifier: ISC
 *
 * kit/ui: the screens of one user, independent of a terminal: keys arrive as
 * bytes, frames leave as bytes when there is a credit.  serve/desk.c drives it.
 *
 * The model outlives connections: after a takeover the same state is painted
 * again.  Nothing here blocks or writes to the database: verbs are posted
 * through `post` and answered by ui_answer().
 */
#pragma once

#include <stdbool.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/loop.h"
#include "print/job.h"
#include "wire/verb.h"

struct ui;

#define UI_OUTCOME "outcome"

struct ui_host {
	/* Sends a verb to books; ui_answer() is called later, never inside.
	 * ST_BUSY: books is being restarted.  The verb UI_OUTCOME asks for the
	 * outcome of v->op (WIRE_OUTCOME). */
	enum status (*post)(void *arg, const struct wire_verb *v);
	/* Asks the gate to confirm the password for this op; ui_confirmed()
	 * answers. */
	enum status (*confirm)(void *arg, const unsigned char *op,
	    const char *secret);
	/* Changes the user's own password; ui_confirmed() answers. */
	enum status (*passwd)(void *arg, const char *old, const char *fresh);
	/* Prints in another process (a printer may take minutes); ui_printed()
	 * is called later.  ST_LIMIT: too many at once. */
	enum status (*print)(void *arg, const struct job_order *order,
	    struct err *err);
	void *arg;
};

struct ui_setup {
	const struct conf *conf;
	struct loop *loop;      /* for quiet-time timers */
	int64_t staff;
	const char *address;    /* of the client, for the banner */
	const char *forms;      /* folder of the shipped forms */
	const char *terminfo;   /* private terminfo tree, "" none */
	bool must_change;       /* another person chose the password: the first
	                         * screen is to change it */
	struct ui_host host;
	/* The user signed out; `why` is shown on the connection. */
	void (*leave)(void *arg, const char *why);
};

/* Opens the database read-only, reads the user, shows the banner screen. */
enum status ui_new(const struct ui_setup *s, struct ui **out, struct err *err)
    ERR_CHECKED;
/* Posts the draft, if there is one, and closes everything. */
void ui_free(struct ui *u);

/* Attaches a terminal: a new SCREEN for this TERM, painted completely at the
 * next frame.  An unusable TERM falls back to vt100 with a message. */
enum status ui_attach(struct ui *u, const char *term, int cols, int rows,
    struct err *err) ERR_CHECKED;
void ui_detach(struct ui *u);
void ui_resize(struct ui *u, int cols, int rows);

/* Number of the last frame from ui_frame(); 0: none yet. */
uint32_t ui_picture(const struct ui *u);
/*
 * Bytes of keys as received; incomplete letters and sequences are kept for the
 * next call.  `seen`: the last frame that was acknowledged when they were
 * typed; keys that pay or decide act only on what it showed, so that the person
 * on the screen is the one who is paid.
 */
void ui_keys(struct ui *u, uint32_t seen, const void *bytes, size_t n);

/* True if there is something to send. */
bool ui_is_dirty(const struct ui *u);
/* Draws the newest state and appends the terminal's bytes (or the next piece of
 * a print job, at most ~1 KB) to out; may append nothing. */
void ui_frame(struct ui *u, struct buf *out);

/*
 * Reads role, places and name of the user again.  If they changed, screens are
 * reopened from the menu on; a disabled user is signed out.
 */
void ui_who(struct ui *u);
/* Another person has set the password (or it was changed since): it must be
 * changed before anything else. */
void ui_must_change(struct ui *u, bool must);

/* The answer of books to a posting, and of the gate to a password. */
void ui_answer(struct ui *u, const struct wire_answer *a);
void ui_confirmed(struct ui *u, const struct err *result);
/* The outcome of a print job; for a terminal's printer done->paper is to be
 * sent, and the session owns it.  `done` is read only when err->st is ST_OK. */
void ui_printed(struct ui *u, const struct job_order *order,
    const struct job_done *done, const struct err *err);
/* Something that every screen shows has changed: draws again. */
void ui_news(struct ui *u);
/* Books died: unanswered postings are shown as in doubt. */
void ui_books_gone(struct ui *u);
/* The last message when the desk ends, "" for none; `heard`: it waited for
 * answers before.  ui_free() follows. */
void ui_parting(struct ui *u, bool heard, char *dst, size_t size);
/* Books is connected: asks for the outcome of unanswered postings. */
void ui_books_back(struct ui *u);
