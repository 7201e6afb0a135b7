/*
 * SPDX-License-Identifier: ISC
 *
 * kit/screen: what the screens see of each other and of the person's session.
 *
 * A screen is a table of functions over state that the stack owns.  Handlers
 * change the model and never draw; the picture is drawn once, after all keys
 * of a message, when the desk asks for a frame.  recalc reads the books; no
 * read transaction is ever open while waiting for a key.
 */
#ifndef CHITRA_UI_KIT_SCREEN_H
#define CHITRA_UI_KIT_SCREEN_H

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
	const char *verbs; /* "VERB VERB": for those who may post one; NULL all */
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
	/* What the gate said to confirm or passwd. */
	void (*confirmed)(struct screen *s, const struct err *result);
	/* Help on the field under the cursor; NULL or "" when there is none. */
	const char *(*field_help)(struct screen *s);
	/* What it asks, NULL nothing: asked anew after a dropped line. */
	const char *(*asks)(struct screen *s);
	/* The line dropped: secrets and half typed words of consent go. */
	void (*cut)(struct screen *s);
	/* What is half typed, as lines "name=value"; nothing: no draft. */
	void (*draft)(struct screen *s, struct buf *out);
	/* Is its draft for this person and his places?  It may get less. */
	bool (*fits)(struct ui *u, char **lines);
	void (*restore)(struct ui *u, const char *lines); /* as it left it */
	void (*close)(struct screen *s);
};

struct screen {
	const struct screen_ops *ops;
	struct ui *ui;
	void *state;           /* ops->size bytes */
	struct screen *below;
	char sub[160];         /* behind the title: of what, in which order */
	bool stale;            /* recalc before the next picture */
	bool closing;          /* popped when its handler has returned */
	bool again;            /* the line dropped while it asked */
	uint32_t drawn;        /* the first picture that had it on top; 0: none */
	uint32_t digit;        /* the last key was Esc and this digit; 0 */
};

struct ui {
	struct ui_setup set;
	const struct ui_home *home;
	struct db *db;
	struct actor who;
	struct period period;  /* id 0: there is none yet */
	struct term *term;
	struct keys keys;
	struct typing typing;
	struct screen *top;    /* never NULL between ui_new and ui_free */
	struct outbox *outbox; /* postings without an answer */
	struct wire_args last; /* the record before, for F5 */
	struct passthru *passing; /* a job for the printer behind the terminal */
	bool passing_stopped;
	char printed[300];     /* how the last job went */
	char printer[40];      /* the last one used, "" none yet */
	char *draft;           /* left by a session before; offered, then NULL */
	char *draft_kept;      /* what the books hold, NULL: nothing */
	int draft_timer;
	char msg[600];         /* the message line */
	bool msg_bold;
	bool attached;         /* somebody was there before */
	uint32_t picture;      /* number of the last one sent */
	uint32_t seen;         /* the last one there when this key was typed */
	bool unseen;           /* taken over; nothing was shown there yet */
	uint32_t back;         /* the first picture after that, 0: none sent */
	char told[600];        /* what became of a lost answer, for the menu */
	bool dirty;
	bool hold;             /* the handler wants no picture for this key */
	bool no_f10;           /* the terminal keeps it: Ctrl-E is named */
	bool must_change;      /* the password, before anything else */
	bool changed;          /* who it is: the screens wait to be opened anew */
	bool msg_changed;      /* the message says so */
	bool leaving;          /* the next frame gives the terminal back */
	int leave_timer;
	char why[128];         /* of leaving */
};

/* --- stack.c --- */

/* Opens a screen above the top.  A refusal is shown in the message line. */
struct screen *ui_push(struct ui *u, const struct screen_ops *ops,
    const void *arg);
/* Closes it when the running handler returns. */
void screen_close(struct screen *s);
/* Pops what is closing; called after every handler. */
void ui_settle(struct ui *u);
/* The books changed or the filter did: read again before drawing. */
void screen_stale(struct screen *s);
void ui_all_stale(struct ui *u);
/* Had that picture reached the terminal when this key came?  0 is none. */
bool ui_was_seen(const struct ui *u, uint32_t picture);
/* Had the question not?  Says that nothing was answered. */
bool screen_unread(struct screen *s);
void ui_draw(struct ui *u);
void ui_key(struct ui *u, const struct key *k);
/* The line dropped, or another took over: what is asked is asked anew. */
void ui_cut(struct ui *u);
/* "F10", or "Ctrl-E" where the terminal keeps F10 to itself. */
const char *ui_confirm_key(const struct ui *u);
/* Is the key for this person? */
bool screen_key_shown(const struct ui *u, const struct screen_key *k);

/* --- ui.c --- */
void ui_dirty(struct ui *u);
/* The message line; said again or replaced at the next action. */
void ui_say(struct ui *u, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void ui_fail(struct ui *u, const struct err *e);
/* The banner was read: what stands before the menu. */
void ui_welcome(struct ui *u);
/* Takes the period with that code; "": the newest open one, for post staff the
 * one that is being paid.  Keeps the one chosen when there is none. */
void ui_read_period(struct ui *u, const char *code);
/* Gives the terminal back with the next frame, then calls set.leave. */
void ui_leave(struct ui *u, const char *why);
struct form_dirs;
void ui_form_dirs(const struct ui *u, struct form_dirs *out);
/* A table of forms/: table_load(). */
struct table;
enum status ui_table(const struct ui *u, const char *name, struct table *out,
    struct err *err) ERR_CHECKED;

/* --- screens; what one takes is in its own header --- */

extern const struct screen_ops banner_screen, menu_screen, help_screen,
    ask_screen, line_screen, secret_screen, pick_screen, entry_screen,
    desk_screen, roll_screen, filter_screen, detail_screen, summary_screen,
    lists_screen, print_screen, passed_screen, settings_screen, passwd_screen;

#endif
