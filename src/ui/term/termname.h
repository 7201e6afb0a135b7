/*
 * SPDX-License-Identifier: ISC
 *
 * term/termname: chooses a terminal description for the TERM of a client.
 */
#pragma once

#include <stdbool.h>

/* Letters, digits, . _ + -, at most 64: the only names that are looked up. */
bool termname_valid(const char *name);

/*
 * The i-th name to try for a TERM: itself, its aliases by family, and vt100
 * as the last; NULL after that.  An invalid name starts with vt100.
 */
const char *termname_try(const char *name, unsigned i);

/* True if it has no F10, or its window uses F10 for a menu. */
bool termname_keeps_f10(const char *name);

/* True if it supports bracketed paste (the xterm family). */
bool termname_pastes(const char *name);
