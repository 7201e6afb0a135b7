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

/* ST_INVALID when stdin or stdout is no terminal. */
enum status tty_open(struct err *err) ERR_CHECKED;

/*
 * As it was before; may be called twice, and from a signal handler.  A print
 * job that was cut leaves the terminal listening for the printer: ESC [4i
 * comes first.
 */
void tty_restore(void);

void tty_size(uint32_t *columns, uint32_t *rows);

/* Writes all, waiting for a slow terminal; ST_IO when it is gone. */
enum status tty_write(const void *p, size_t n) ERR_CHECKED;

#endif
