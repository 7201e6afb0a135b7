/*
 * SPDX-License-Identifier: ISC
 *
 * books: the one process that writes (rules 4 to 8 of the house).  It takes
 * verbs from everybody whom the listener bound to a socket, runs the waiting
 * ones together in one transaction, each in its own savepoint, and answers
 * only after COMMIT.
 *
 * When the disk fails it halts: every verb is refused loudly until books is
 * started anew; reading goes on in the desks' own connections.
 */
#ifndef CHITRA_SERVE_BOOKS_H
#define CHITRA_SERVE_BOOKS_H

#include "base/conf.h"

/*
 * Main function of the forked child, which holds nothing but `control` (a
 * message socket to the listener) and already runs as its own user.  Sends
 * WIRE_READY when the books are open; takes WIRE_BOOKS_BIND.  Ends on SIGTERM
 * or when the listener closes the socket: what is waiting is finished first,
 * and desks get up to 4 s to post their drafts and go.  What was not read was
 * not posted.  Passwords that the gate confirmed are forgotten with the process.
 * Returns the exit status: 0 ended in order, 3 could not start (see log).
 */
int books_run(const struct conf *conf, int control);

#endif
