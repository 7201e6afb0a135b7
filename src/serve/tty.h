/*
 * SPDX-License-Identifier: ISC
 *
 * tty: the local terminal in raw mode, restored on every exit: return, fatal(),
 * a signal, a crash.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* ST_INVALID when stdin or stdout is not a terminal; `term` is its TERM. */
enum status tty_open(const char *term, struct err *err) ERR_CHECKED;

/*
 * Restores the terminal: first the modes that were set by written bytes
 * (ssh/modes.h), a print job first of all; then termios.  May be called twice,
 * and from a signal handler.
 */
void tty_restore(void);

/* Size of the terminal; 80 and 24 when it is not known. */
void tty_size(uint32_t *columns, uint32_t *rows);

/* Writes all, waiting for a slow terminal; ST_IO when it has closed. */
enum status tty_write(const void *p, size_t n) ERR_CHECKED;
