/*
 * SPDX-License-Identifier: ISC
 *
 * passthru: a job for the printer behind the person's terminal (ESC [5i ...
 * ESC [4i).  The pages are rendered into memory first, then the desk takes
 * one chunk per credit; between the first and the last it draws nothing.
 *
 * What passes every terminal is 7-bit without NUL, DC1 and DC3 (facts A1.2);
 * a filter lets nothing else through, and nothing that would end the bracket
 * early.  One job is one bracket, as one bracket is one job of the spooler.
 * Nothing tells whether paper came out: the screen has to ask.
 */
#ifndef CHITRA_PRINT_PASSTHRU_H
#define CHITRA_PRINT_PASSTHRU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "print/encode.h"

/*
 * Ends a bracket that a dropped line left open; harmless otherwise.  A desk
 * sends it once when a terminal comes, and before it goes.
 */
#define PASSTHRU_OFF "\x1b[4i"

#define PASSTHRU_MAX (16 * 1024 * 1024) /* bytes of a job */

struct passthru;

/*
 * How this TERM is told to print; false for terminals that would show the
 * job on the screen (tmux, screen, linux, ...).  Not every terminal that says
 * yes has a printer: nothing can tell.
 */
bool passthru_term(const char *term, const char **on, const char **off);

/* An empty job with the sequences of passthru_term(). */
enum status passthru_new(const char *on, const char *off,
    struct passthru **out, struct err *err) ERR_CHECKED;
void passthru_free(struct passthru *p);

/* For struct print_sink; arg is a struct passthru *. */
enum status passthru_write(void *arg, const void *bytes, size_t n,
    struct err *err) ERR_CHECKED;
/* No more bytes come; the job ends with FF or CR LF. */
enum status passthru_close(struct passthru *p, struct err *err) ERR_CHECKED;

/*
 * The next bytes for the terminal, at most max (>= 64); 0 when all are gone.
 * The first chunk opens the bracket, the last one closes it.
 */
size_t passthru_next(struct passthru *p, unsigned char *out, size_t max);

/*
 * The rest is not wanted: passthru_next() finishes the line, ejects the page
 * and closes the bracket (never CAN: the printer would lose the line).
 */
void passthru_cancel(struct passthru *p);

/* Of the job and already taken. */
uint64_t passthru_size(const struct passthru *p);
uint64_t passthru_sent(const struct passthru *p);
/* Pages that were taken whole; a reprint begins at the one after. */
unsigned passthru_pages(const struct passthru *p);

#endif
