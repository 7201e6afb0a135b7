/*
 * SPDX-License-Identifier: ISC
 *
 * printer: the process that prints one job for a desk.  Desks have no network
 * and must not wait; a printer may be a host that takes minutes.  So the desk
 * asks its listener, which forks a printer as the person who sits there: it
 * reads the books as a desk does, lays the pages out, closes the books, and
 * sends.  It lives on when the desk ends.  `ssh lan@server print ...` is the
 * same work in the runner of that line.
 */
#ifndef CHITRA_SERVE_PRINTER_H
#define CHITRA_SERVE_PRINTER_H

#include <sys/types.h>

#include "base/loop.h"
#include "print/job.h"
#include "wire/msg.h"

struct uids;

struct printer_opts {
	const struct conf *conf;
	const char *forms;       /* folder of the shipped ones */
	const struct uids *uids; /* NULL: stays who it is */
	int64_t staff;
	const char *login;       /* for the log */
};

/* The body of WIRE_DESK_PRINT. */
void printer_put(struct wire_msg *m, const struct job_order *order);
bool printer_get(struct wire_msg *m, struct job_order *order);

/*
 * Forks one for a WIRE_DESK_PRINT message.  A message that is none, or no
 * process, closes the descriptor: the desk hears that nothing came of it.
 * Returns the pid, -1 when there is none.
 */
pid_t printer_fork(struct loop *l, const struct printer_opts *o,
    struct wire_msg *m);

/* The body of WIRE_PRINTED, taken apart; done is filled when err is ST_OK. */
bool printer_outcome(struct wire_msg *m, struct job_done *done,
    struct err *err);

#endif
