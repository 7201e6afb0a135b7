/*
 * SPDX-License-Identifier: ISC
 *
 * books: the one process that writes (rules 4 to 8 of the house).  It reads
 * verbs from the sockets that the listener has bound to identities, runs the
 * waiting ones in one transaction, each in its own savepoint, and answers only
 * after COMMIT.
 *
 * When the disk fails it halts: every verb is refused with a message until
 * books is restarted; desks can still read on their own connections.
 */
#pragma once

#include "base/conf.h"

/*
 * Main function of the forked child, which holds nothing but `control` (a
 * message socket to the listener) and already runs as its own user.  Sends
 * WIRE_READY when the database is open; receives WIRE_BOOKS_BIND.  Ends on
 * SIGTERM or when the listener closes the socket: waiting postings are finished
 * first, and desks get up to 4 s to post their drafts.  What was not read was
 * not posted.  Confirmed passwords are kept in memory only.  Returns the exit
 * status: 0 orderly end, 3 could not start (see log).
 */
int books_run(const struct conf *conf, int control);
