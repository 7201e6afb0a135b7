/*
 * SPDX-License-Identifier: ISC
 *
 * kit/ui: the screens of one person, without a terminal: keys come as bytes, a
 * picture goes out as bytes when the line is empty.  serve/desk.c drives it.
 *
 * The model outlives every line: a takeover by another terminal paints the
 * same state anew.  Nothing here blocks and nothing here writes to the books:
 * it posts verbs through `post` and hears of them through ui_answer().
 */
#ifndef CHITRA_UI_UI_H
#define CHITRA_UI_UI_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/loop.h"
#include "print/job.h"
#include "wire/verb.h"

struct ui;

#define UI_OUTCOME "outcome"

struct ui_host {
	/* Sends a verb to books; the answer comes later by ui_answer(), never
	 * from within.  ST_BUSY: no books at the moment (being restarted).  The
	 * verb UI_OUTCOME asks what became of v->op (WIRE_OUTCOME). */
	enum status (*post)(void *arg, const struct wire_verb *v);
	/* Asks the gate to confirm the password for this op; answered by
	 * ui_confirmed(). */
	enum status (*confirm)(void *arg, const unsigned char *op,
	    const char *secret);
	/* Changes the own password; answered by ui_confirmed(). */
	enum status (*passwd)(void *arg, const char *old, const char *fresh);
	/* Has it printed by a process of its own (a printer may take minutes);
	 * the outcome comes later by ui_printed().  ST_LIMIT: too many at once. */
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
	bool must_change;       /* an administrator chose the password: the
	                         * person's first screen is to change it */
	struct ui_host host;
	/* The person chose to leave: reason for the line. */
	void (*leave)(void *arg, const char *why);
};

/* Opens the books read-only, reads the person, shows the banner screen. */
enum status ui_new(const struct ui_setup *s, struct ui **out, struct err *err)
    ERR_CHECKED;
/* Posts the draft if something is half typed, closes everything. */
void ui_free(struct ui *u);

/* A terminal came (again): new SCREEN for this TERM, all painted at the next
 * frame.  An unusable TERM falls back to vt100 with a message. */
enum status ui_attach(struct ui *u, const char *term, int cols, int rows,
    struct err *err) ERR_CHECKED;
void ui_detach(struct ui *u);
void ui_resize(struct ui *u, int cols, int rows);

/* The number of the last picture that ui_frame() gave; 0: none yet. */
uint32_t ui_picture(const struct ui *u);
/*
 * Keys as they came; half letters and half function keys wait for the rest.
 * `seen`: the last picture that had reached the terminal when they were typed;
 * what pays or decides acts on nothing newer (design: the person on the
 * screen is the one that is paid).
 */
void ui_keys(struct ui *u, uint32_t seen, const void *bytes, size_t n);

/* Is there anything to send? */
bool ui_is_dirty(const struct ui *u);
/* Draws the newest state once and appends the terminal's bytes (or the next
 * piece of a print job, at most ~1 KB) to out; may append nothing. */
void ui_frame(struct ui *u, struct buf *out);

/*
 * Role, places or name of the person may have changed: reads them anew.  If
 * they did, screens are opened anew from the menu on; who was disabled leaves.
 */
void ui_who(struct ui *u);
/* The password was set by somebody else (or no longer is): it is changed before
 * anything else. */
void ui_must_change(struct ui *u, bool must);

void ui_answer(struct ui *u, const struct wire_answer *a);
void ui_confirmed(struct ui *u, const struct err *result);
/* How a job went; for a terminal's printer done->paper is what to send, and
 * the session owns it from now on.  `done` is read only when err->st is ST_OK. */
void ui_printed(struct ui *u, const struct job_order *order,
    const struct job_done *done, const struct err *err);
/* Books has news for every screen: drawn anew. */
void ui_news(struct ui *u);
/* Books is gone: what it did not answer is said to be not known. */
void ui_books_gone(struct ui *u);
/* The desk ends: what the person has to know, "" when nothing; `heard`: it
 * waited for answers first.  Followed by ui_free(). */
void ui_parting(struct ui *u, bool heard, char *dst, size_t size);
/* Books is back: unanswered ops are asked for by outcome. */
void ui_books_back(struct ui *u);

#endif
