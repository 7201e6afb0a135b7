/*
 * SPDX-License-Identifier: ISC
 *
 * listener: the first process of `chitra serve`.  It owns the listening sockets
 * and the table of connections and desks; it forks, passes descriptors and
 * reaps.  It parses no SSH and opens no database, so that it has no attack
 * surface but accept(2).
 */
#pragma once

#include "base/conf.h"
#include "serve/runner.h"

struct listener_opts {
	runner_dispatch_fn dispatch; /* runs a command that came over SSH */
	const char *forms;    /* folder of the shipped forms */
	const char *terminfo; /* private terminfo tree, "" none */
	/*
	 * Called once when the server accepts connections; `port` is the actual
	 * one (server.port = 0 lets the system choose).  May be NULL.
	 */
	void (*ready)(unsigned port, void *arg);
	void *arg;
};

/*
 * Serves until SIGTERM or SIGINT.  Returns 0 (orderly end) or 3 (could not
 * start: port in use, no database, database newer, host key, users).
 */
int listener_run(const struct conf *conf, const struct listener_opts *o);
