/*
 * SPDX-License-Identifier: ISC
 *
 * desk: the process of one signed-in person.  It runs ui/ and has four sockets:
 * to the listener (control), books, the gate, and the attached terminal, if
 * any.  It has no network socket and writes no file: print jobs are run by the
 * listener (printer.h).
 *
 * A frame is drawn only when something has changed and the terminal has granted
 * a credit, so a slow line gets the newest state and no backlog.  When the
 * terminal disconnects, the desk is parked for limits.park_minutes.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/conf.h"

struct desk_opts {
	const struct conf *conf;
	int control;          /* listener: WIRE_DESK_*; owned */
	int64_t staff;
	const char *forms;    /* folder of the shipped forms */
	const char *terminfo; /* private terminfo tree, "" none */
	bool local;           /* fetches its own sockets from data.socket, */
	bool own_uid;         /* as its own uid; false: as `staff` (owner only) */
};

/*
 * Main function of the forked child, which holds nothing but `control` and
 * already runs as its own user.  Returns the exit status.
 */
int desk_run(const struct desk_opts *o);
