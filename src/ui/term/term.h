/*
 * SPDX-License-Identifier: ISC
 *
 * term/term: the picture of one terminal that is somewhere else.  Curses draws
 * into memory; term_frame() hands out the bytes that turn what the terminal
 * shows into what was put, and nothing is ever read from it.
 *
 * The only door to curses: screens put cleaned text into cells and know
 * nothing of TERM.  Between term_begin() and term_frame() the whole picture is
 * put anew; only the difference is sent.
 */
#ifndef CHITRA_UI_TERM_H
#define CHITRA_UI_TERM_H

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
 * A terminal came, in place of the one before.  `name` is TERM as the client
 * said it: aliases are resolved, what is unknown or cannot move its cursor
 * becomes vt100 and term_note() says so.  ST_IO: not even vt100.
 */
enum status term_attach(struct term *t, const char *name, int cols, int rows,
    struct err *err) ERR_CHECKED;

/* The terminal is gone; appends the bytes that give it back to out (may be
 * NULL when nobody listens any more). */
void term_detach(struct term *t, struct buf *out);
bool term_attached(const struct term *t);

void term_resize(struct term *t, int cols, int rows);
int term_cols(const struct term *t);
int term_rows(const struct term *t);

/* TERM as the client said it, "" before the first one. */
const char *term_name(const struct term *t);

/* Message about TERM for the person, "" when all is well. */
const char *term_note(const struct term *t);

/* Letters without marks, for fonts and terminals that lack them. */
void term_plain(struct term *t, bool on);
bool term_is_plain(const struct term *t);

/* The next frame paints everything. */
void term_repaint(struct term *t);

/* Starts a picture: all cells blank, cursor at the lower left. */
void term_begin(struct term *t);

/*
 * Puts text at (row, col), cleaned and clipped to `cols` columns and to the
 * picture.  Returns the columns used.
 */
int term_put(struct term *t, int row, int col, int cols, unsigned attr,
    const char *text);
/* As term_put(), flush right within `cols`. */
void term_right(struct term *t, int row, int col, int cols, unsigned attr,
    const char *text);
/* Blanks `cols` cells (behind a dialog). */
void term_blank(struct term *t, int row, int col, int cols);

/* Where the cursor stands when the picture is done. */
void term_cursor(struct term *t, int row, int col);

/* Appends the difference to out. */
void term_frame(struct term *t, struct buf *out);

#endif
