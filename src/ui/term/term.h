/*
 * SPDX-License-Identifier: ISC
 *
 * term/term: the screen of a remote terminal.  Curses draws into memory;
 * term_frame() returns the bytes that change what the terminal shows to what
 * was put.  Nothing is read from the terminal.
 *
 * The only user of curses: screens put cleaned text into cells, independent of
 * TERM.  Between term_begin() and term_frame() the whole screen is put again;
 * only the difference is sent.
 */
#pragma once

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

struct term;

/* Readable without colour and on terminals that lack any of them. */
enum term_attr { TERM_NORMAL = 0, TERM_BOLD = 1, TERM_REVERSE = 2 };

/* Sizes a client may ask for are clamped to these. */
enum { TERM_MIN_COLS = 20, TERM_MIN_ROWS = 5, TERM_MAX_COLS = 400,
    TERM_MAX_ROWS = 150 };

/* `tree` is the private terminfo tree (without `rep`), "" for the system's. */
struct term *term_new(const char *tree);
void term_free(struct term *t);

/*
 * Attaches a terminal in place of the last one.  `name` is TERM as sent by the
 * client: aliases are resolved; an unknown one, or one without cursor movement,
 * becomes vt100 and term_note() says so.  ST_IO: not even vt100.
 */
enum status term_attach(struct term *t, const char *name, int cols, int rows,
    struct err *err) ERR_CHECKED;

/* Detaches the terminal; appends the bytes that reset it to out (NULL if it is
 * disconnected). */
void term_detach(struct term *t, struct buf *out);
bool term_attached(const struct term *t);

void term_resize(struct term *t, int cols, int rows);
/* Size of the window. */
int term_cols(const struct term *t);
int term_rows(const struct term *t);

/* TERM as sent by the client, "" before the first one. */
const char *term_name(const struct term *t);

/* Message about TERM for the user, "" without one. */
const char *term_note(const struct term *t);

/* Letters without marks, for fonts and terminals that lack them. */
void term_plain(struct term *t, bool on);
bool term_is_plain(const struct term *t);

/* The next frame paints everything. */
void term_repaint(struct term *t);

/* Starts a frame: all cells blank, cursor at the lower left. */
void term_begin(struct term *t);

/*
 * Puts text at (row, col), cleaned and clipped to `cols` columns and to the
 * screen.  Returns the columns used.
 */
int term_put(struct term *t, int row, int col, int cols, unsigned attr,
    const char *text);
/* As term_put(), flush right within `cols`. */
void term_right(struct term *t, int row, int col, int cols, unsigned attr,
    const char *text);
/* Blanks `cols` cells (behind a dialog). */
void term_blank(struct term *t, int row, int col, int cols);

/* Position of the cursor in the finished frame. */
void term_cursor(struct term *t, int row, int col);

/* Appends the difference to out. */
void term_frame(struct term *t, struct buf *out);
