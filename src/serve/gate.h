/*
 * SPDX-License-Identifier: ISC
 *
 * gate: the process that checks passwords and keys.  It owns auth.db, answers
 * the transports' sign-ins, delays guesses, confirms and changes passwords, and
 * has each sign-in recorded in the journal.  Messages on `control`, its socket
 * to the listener:
 *   WIRE_READY once auth.db is open; WIRE_GATE_CONN and WIRE_GATE_BIND bring
 *   sockets; WIRE_DESK_BOOKS brings its own socket to books (again after books
 *   was restarted); WIRE_RELOAD brings new settings.
 * It ends when the listener closes the socket.
 */
#pragma once

#include "base/conf.h"

/*
 * Main function of the forked child, which holds nothing but `control` and
 * already runs as its own user.  Returns the exit status: 0 orderly end, 3
 * could not start (see log).
 */
int gate_run(const struct conf *conf, int control);
