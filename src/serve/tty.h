/*
 * SPDX-License-Identifier: ISC
 *
 * tty: the terminal in front of you in raw mode, and back again on every way
 * out: return, fatal(), a signal, a crash.
 */
#ifndef CHITRA_SERVE_TTY_H
#define CHITRA_SERVE_TTY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* ST_INVALID when stdin or stdout is no terminal; `term` is its TERM. */
enum status tty_open(const char *term, struct err *err) ERR_CHECKED;

/*
 * As it was before, by what was written to it (ssh/modes.h): out of a print job
 * first, then the rest.  May be called twice, and from a signal handler.
 */
void tty_restore(void);

void tty_size(uint32_t *columns, uint32_t *rows);

/* Writes all, waiting for a slow terminal; ST_IO when it is gone. */
enum status tty_write(const void *p, size_t n) ERR_CHECKED;

#endif
