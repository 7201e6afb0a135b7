/*
 * SPDX-License-Identifier: ISC
 *
 * listener: the first process of `chitra serve`.  It owns the listening
 * sockets and the table of connections and desks; it forks, hands descriptors
 * on and reaps.  It parses no byte of SSH and opens no database, so that a
 * stranger can only reach it by connecting.
 */
#ifndef CHITRA_SERVE_LISTENER_H
#define CHITRA_SERVE_LISTENER_H

#include "base/conf.h"
#include "serve/runner.h"

struct listener_opts {
	runner_dispatch_fn dispatch; /* runs a command that came over SSH */
	const char *forms;    /* folder of the shipped forms */
	const char *terminfo; /* private terminfo tree, "" none */
	/*
	 * Called once when the server takes connections; `port` is the one it
	 * really got (server.port = 0 lets the system choose).  May be NULL.
	 */
	void (*ready)(unsigned port, void *arg);
	void *arg;
};

/*
 * Serves until SIGTERM or SIGINT.  Returns 0 (ended in order) or 3 (could not
 * start: port in use, no database, database newer, host key, users).
 */
int listener_run(const struct conf *conf, const struct listener_opts *o);

#endif
