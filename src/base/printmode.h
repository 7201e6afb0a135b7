/*
 * SPDX-License-Identifier: ISC
 *
 * printmode: which bytes make a terminal send what follows to the printer
 * behind it, and which end that.  print/ sends them; the transport and the
 * local desk follow them, because a terminal that is left in print mode shows
 * nothing more.
 */
#ifndef CHITRA_BASE_PRINTMODE_H
#define CHITRA_BASE_PRINTMODE_H

#include <stdbool.h>

#define PRINTMODE_OFF "\x1b[4i"

/* False: this terminal shows a job on its screen; on and off stay as they are. */
bool printmode_of(const char *term, const char **on, const char **off);

#endif
