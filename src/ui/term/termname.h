/*
 * SPDX-License-Identifier: ISC
 *
 * term/termname: which terminal description serves a TERM that a client sent.
 */
#ifndef CHITRA_UI_TERMNAME_H
#define CHITRA_UI_TERMNAME_H

#include <stdbool.h>

/* Letters, digits, . _ + -, at most 64: what may be looked up at all. */
bool termname_valid(const char *name);

/*
 * The i-th name to try for a TERM: itself, its aliases by family, and vt100
 * as the last; NULL after that.  An invalid name starts with vt100.
 */
const char *termname_try(const char *name, unsigned i);

/* Has it no F10, or does its window use F10 for a menu? */
bool termname_keeps_f10(const char *name);

/* Does it understand bracketed paste (xterm and its kin)? */
bool termname_pastes(const char *name);

#endif
