/*
 * SPDX-License-Identifier: ISC
 *
 * passthru: a job for the printer behind the person's terminal (ESC [5i ...
 * ESC [4i).  A printing process fills it through a filter, then the desk takes
 * one chunk per credit; between the first and the last it draws nothing.
 *
 * Every terminal passes 7-bit bytes except NUL, DC1 and DC3; a filter drops all
 * others, and any sequence that would end the bracket early.  One job is one
 * bracket, because the client's spooler makes one job of each bracket.  Nothing
 * reports whether it was printed: the screen asks.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "print/paper.h"

#define PASSTHRU_MAX (16 * 1024 * 1024) /* bytes of a job */

struct passthru;

/*
 * True for a terminal inside a terminal (screen, tmux), which hides the outer
 * one's printer.
 */
bool passthru_nested(const char *term);

/* The filter: an empty job, to be filled through passthru_sink(). */
enum status passthru_new(const char *term, struct passthru **out,
    struct err *err) ERR_CHECKED;
struct print_sink passthru_sink(struct passthru *p);
/* Ends the job. */
enum status passthru_close(struct passthru *p, struct err *err) ERR_CHECKED;
/* The filtered job, owned by the caller; frees p. */
struct paper *passthru_paper(struct passthru *p);

/*
 * Sends a filtered job to this terminal, from that page on (0 = all).  Owns
 * `paper`, and frees it on an error.  ST_INVALID: the terminal has no printer,
 * or the job no such page.
 */
enum status passthru_open(const char *term, struct paper *paper,
    unsigned from_page, struct passthru **out, struct err *err) ERR_CHECKED;
void passthru_free(struct passthru *p);

/*
 * The next bytes for the terminal, at most max (>= 64); 0 at the end.  The
 * first chunk opens the bracket, the last one closes it.
 */
size_t passthru_next(struct passthru *p, unsigned char *out, size_t max);

/*
 * Cancels: passthru_next() finishes the line, ejects the page and closes the
 * bracket.  CAN is not used, because the printer would drop the line.
 */
void passthru_cancel(struct passthru *p);

/* Pages of the job, and the number of the last one sent completely: a reprint
 * starts after it. */
unsigned passthru_pages(const struct passthru *p);
unsigned passthru_done(const struct passthru *p);
