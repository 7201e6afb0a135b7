/*
 * SPDX-License-Identifier: ISC
 *
 * local_desk: `chitra desk`, the screens on the local terminal.  The same desk
 * process as for SSH; this process acts as its listener and transport.
 */
#pragma once

#include "base/conf.h"

struct local_desk_opts {
	const char *login;    /* whose desk; NULL: the caller's own uid */
	const char *forms;    /* folder of the shipped forms */
	const char *terminfo; /* private terminfo tree, "" none */
};

/*
 * Runs until the user signs out; the terminal is restored on every exit.  Posts
 * to the running server, or starts its own books and gate when none runs.
 * Returns 0, 1 (refused: why on stderr) or 3 (cannot start).
 */
int local_desk_run(const struct conf *conf, const struct local_desk_opts *o);
