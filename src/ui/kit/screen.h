/*
 * SPDX-License-Identifier: ISC
 *
 * kit/screen: the interface of screens, and the session that they share.  A
 * screen is a table of functions over state that the stack owns.  Handlers
 * change the model and never draw; the frame is drawn once, after all keys of a
 * message, when the desk asks for it.  recalc reads the database; no read
 * transaction is open while waiting for a key.
 */
#pragma once

#include "db/db.h"
#include "office/period/period.h"
#include "office/verb/scope.h"
#include "ui/kit/parts.h"
#include "ui/term/actions.h"
#include "ui/term/edit.h"
#include "ui/kit/outbox.h"
#include "ui/term/term.h"
#include "ui/kit/ui.h"

struct passthru;

/* One entry of a screen's foot line and help. */
struct screen_key {
	enum action action;
	const char *word;  /* N_(), NULL: the action's own */
	const char *verbs; /* "VERB VERB": to post one shows it; NULL: all */
};

struct screen_ops {
	const char *name;   /* "desk": in drafts and tests */
	const char *title;  /* N_() */
	const char *help;   /* N_(), for F1; may be NULL */
	size_t size;        /* of its state, zeroed before open */
	bool popup;         /* drawn over the one below */
	const struct screen_key *keys; /* ended by ACT_NONE */
	enum status (*open)(struct screen *s, const void *arg, struct err *err);
	void (*recalc)(struct screen *s);
	void (*draw)(struct screen *s, struct term *t);
	bool (*action)(struct screen *s, enum action a); /* false: not handled */
	void (*key)(struct screen *s, uint32_t cp, bool pasted);
	void (*answer)(struct screen *s, const struct wire_answer *a);
	/* The gate's answer to confirm or passwd. */
	void (*confirmed)(struct screen *s, const struct err *result);
	/* Help on the field under the cursor; NULL or "": none. */
	const char *(*field_help)(struct screen *s);
	/* The question of a dialog, asked again after a reconnect; or NULL. */
	const char *(*asks)(struct screen *s);
	/* The connection dropped: wipe secrets and half-typed confirmations. */
	void (*cut)(struct screen *s);
	/* The draft, as lines "name=value"; nothing appended: none. */
	void (*draft)(struct screen *s, struct buf *out);
	/* True if a draft fits the user's role and places; may remove lines. */
	bool (*fits)(struct ui *u, char **lines);
	void (*restore)(struct ui *u, const char *lines); /* of a draft */
	void (*close)(struct screen *s);
};

struct screen {
	const struct screen_ops *ops;
	struct ui *ui;
	void *state;           /* ops->size bytes */
	struct screen *below;
	char sub[160];         /* after the title: of what, in which order */
	bool stale;            /* recalc before the next frame */
	bool closing;          /* popped after its handler has returned */
	bool again;            /* the connection dropped while it asked */
	uint32_t drawn;        /* the first frame with it on top; 0: none */
	uint32_t digit;        /* the last key was Esc and this digit; 0 */
};

struct ui {
	struct ui_setup set;
	const struct ui_home *home;
	struct db *db;
	struct actor who;
	struct period period;  /* id 0: none yet */
	struct term *term;
	struct keys keys;
	struct typing typing;
	struct screen *top;    /* never NULL between ui_new and ui_free */
	struct outbox *outbox; /* unanswered postings */
	struct wire_args last; /* the last record, for F5 */
	struct passthru *passing; /* a job for the printer behind the terminal */
	bool passing_stopped;
	char printed[300];     /* result of the last job */
	char printer[40];      /* the last printer used, "" none */
	char *draft;           /* of an earlier session; NULL once offered */
	char *draft_kept;      /* the stored draft, NULL: none */
	int draft_timer;
	char msg[600];         /* the message line */
	bool msg_bold;
	bool attached;         /* a terminal was attached before */
	uint32_t picture;      /* number of the last frame sent */
	uint32_t seen;         /* the last frame acknowledged at this key */
	bool unseen;           /* taken over, and no frame acknowledged yet */
	uint32_t back;         /* the first frame after that, 0: none */
	char told[600];        /* outcome of a posting in doubt, for the menu */
	bool dirty;
	bool hold;             /* no frame for this key */
	bool no_f10;           /* the terminal uses F10: Ctrl-E is shown */
	bool must_change;      /* the password, before anything else */
	bool changed;          /* role or places: screens are to be reopened */
	bool msg_changed;      /* the message reports that */
	bool leaving;          /* the next frame resets the terminal */
	int leave_timer;
	char why[128];         /* of leaving */
};

/* --- stack.c --- */

/* Opens a screen on top.  A failure is shown in the message line. */
struct screen *ui_push(struct ui *u, const struct screen_ops *ops,
    const void *arg);
/* Closes it after the running handler has returned. */
void screen_close(struct screen *s);
/* Pops closing screens; called after every handler. */
void ui_settle(struct ui *u);
/* Reads again before drawing, after a change of data or filter. */
void screen_stale(struct screen *s);
void ui_all_stale(struct ui *u);
/* True if that frame was acknowledged when this key was typed; false for 0. */
bool ui_was_seen(const struct ui *u, uint32_t picture);
/* True, with a message, if the question was not acknowledged yet. */
bool screen_unread(struct screen *s);
void ui_draw(struct ui *u);
void ui_key(struct ui *u, const struct key *k);
/* The connection dropped or was replaced: open questions are asked again. */
void ui_cut(struct ui *u);
/* "F10", or "Ctrl-E" where the terminal uses F10 itself. */
const char *ui_confirm_key(const struct ui *u);
/* True if the key is for this user. */
bool screen_key_shown(const struct ui *u, const struct screen_key *k);

/* --- ui.c --- */
void ui_dirty(struct ui *u);
/* Sets the message line, until the next action. */
void ui_say(struct ui *u, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void ui_fail(struct ui *u, const struct err *e);
/* Called after the banner: shows what comes before the menu. */
void ui_welcome(struct ui *u);
/* Sets the period with that code; "": the newest open one, for paying staff the
 * one being paid.  Unchanged when there is none. */
void ui_read_period(struct ui *u, const char *code);
/* Resets the terminal with the next frame, then calls set.leave. */
void ui_leave(struct ui *u, const char *why);
struct form_dirs;
void ui_form_dirs(const struct ui *u, struct form_dirs *out);
/* A table of forms/: table_load(). */
struct table;
enum status ui_table(const struct ui *u, const char *name, struct table *out,
    struct err *err) ERR_CHECKED;

/* --- screens; their arguments are in their own headers --- */

extern const struct screen_ops banner_screen, menu_screen, help_screen,
    ask_screen, line_screen, secret_screen, pick_screen, entry_screen,
    desk_screen, roll_screen, filter_screen, detail_screen, summary_screen,
    lists_screen, print_screen, passed_screen, settings_screen, passwd_screen;
