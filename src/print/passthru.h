/*
 * SPDX-License-Identifier: ISC
 *
 * passthru: a job for the printer behind the person's terminal (ESC [5i ...
 * ESC [4i).  A printing process fills it through a filter, then the desk takes
 * one chunk per credit; between the first and the last it draws nothing.
 *
 * What passes every terminal is 7-bit without NUL, DC1 and DC3;
 * a filter lets nothing else through, and nothing that would end the bracket
 * early.  One job is one bracket, as one bracket is one job of the spooler.
 * Nothing tells whether paper came out: the screen has to ask.
 */
#ifndef CHITRA_PRINT_PASSTHRU_H
#define CHITRA_PRINT_PASSTHRU_H

#include <stdbool.h>
#include <stddef.h>

#include "print/paper.h"

#define PASSTHRU_MAX (16 * 1024 * 1024) /* bytes of a job */

struct passthru;

/* Is it a terminal inside a terminal, which keeps the outer one's printer? */
bool passthru_nested(const char *term);

/* The filter: an empty job, to be filled through passthru_sink(). */
enum status passthru_new(const char *term, struct passthru **out,
    struct err *err) ERR_CHECKED;
struct print_sink passthru_sink(struct passthru *p);
/* No more bytes come. */
enum status passthru_close(struct passthru *p, struct err *err) ERR_CHECKED;
/* What was filtered; it belongs to the caller now, and p is freed. */
struct paper *passthru_paper(struct passthru *p);

/*
 * The way out: a filtered job (owned from now on, an error frees it) for this
 * terminal, from that page on (0 = all).  ST_INVALID: the terminal has no
 * printer, or the job no such page.
 */
enum status passthru_open(const char *term, struct paper *paper,
    unsigned from_page, struct passthru **out, struct err *err) ERR_CHECKED;
void passthru_free(struct passthru *p);

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

/* Pages of the job, and the number of the last one that was taken whole: a
 * reprint begins at the one after. */
unsigned passthru_pages(const struct passthru *p);
unsigned passthru_done(const struct passthru *p);

#endif
