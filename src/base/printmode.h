/*
 * SPDX-License-Identifier: ISC
 *
 * printmode: which bytes make a terminal send what follows to the printer
 * behind it, and which end that.  print/ sends them; the transport and the
 * local desk track them, because a terminal left in print mode shows nothing.
 */
#pragma once

#include <stdbool.h>

#define PRINTMODE_OFF "\x1b[4i"

/* False: this terminal cannot print; *on and *off are untouched. */
bool printmode_of(const char *term, const char **on, const char **off);
