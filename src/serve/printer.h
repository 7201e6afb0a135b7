/*
 * SPDX-License-Identifier: ISC
 *
 * printer: the process that prints one job for a desk.  Desks have no network
 * and must not block; a network printer may take minutes.  So the desk asks its
 * listener, which forks a printer process with the identity of the desk's
 * person: it reads the database as a desk does, lays the pages out, closes the
 * database, and sends.  It continues when the desk ends.  `ssh lan@server print
 * ...` does the same in its runner.
 */
#pragma once

#include <sys/types.h>

#include "base/loop.h"
#include "print/job.h"
#include "wire/msg.h"

struct uids;

struct printer_opts {
	const struct conf *conf;
	const char *forms;       /* folder of the shipped ones */
	const struct uids *uids; /* NULL: keeps its user */
	int64_t staff;
	const char *login;       /* for the log */
};

/* The body of WIRE_DESK_PRINT. */
void printer_put(struct wire_msg *m, const struct job_order *order);
bool printer_get(struct wire_msg *m, struct job_order *order);

/*
 * Forks one for a WIRE_DESK_PRINT message.  If the message is malformed or fork
 * fails, closes the descriptor, which tells the desk.  Returns the pid, or -1.
 */
pid_t printer_fork(struct loop *l, const struct printer_opts *o,
    struct wire_msg *m);

/* Parses the body of WIRE_PRINTED; done is filled when err is ST_OK. */
bool printer_outcome(struct wire_msg *m, struct job_done *done,
    struct err *err);
