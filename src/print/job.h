/*
 * SPDX-License-Identifier: ISC
 *
 * job: a report onto a printer that is named: `chitra print` and the print
 * dialog.  Names are those of the printer files; any other is taken for a
 * CUPS queue.  Hosts and paths come from files only: who signs in from afar
 * must not make the server talk to an address of his choice.
 */
#ifndef CHITRA_PRINT_JOB_H
#define CHITRA_PRINT_JOB_H

#include "print/out.h"
#include "print/passthru.h"
#include "print/report.h"

struct job_place {
	const struct profiles *profiles;
	const char *printer;  /* name */
	const char *profile;  /* replaces the printer's; NULL or "" = its own */
	const char *server;   /* of CUPS, "" = the system's */
	const char *term;     /* TERM, for WAY_TERMINAL; NULL = none here */
};

/* What a place comes to. */
struct job_way {
	enum print_way way;
	const char *target;
	const struct profile *profile;
};

/*
 * ST_NOTFOUND: no such profile; ST_INVALID: this terminal cannot print, or
 * the profile does not pass through one.
 */
enum status job_find(const struct job_place *place, struct job_way *way,
    struct err *err) ERR_CHECKED;

/*
 * Renders and sends; blocks until the way has taken all.  order->profile is
 * set from the place.  WAY_TERMINAL is refused: use job_terminal().
 */
enum status job_print(struct db *db, const struct scope *sc,
    struct report_order *order, const struct job_place *place,
    struct report_made *made, struct err *err) ERR_CHECKED;

/* The test page of testpage.h, where job_print() would print. */
enum status job_testpage(const struct job_place *place, struct err *err)
    ERR_CHECKED;

/*
 * Renders for the terminal; the caller sends what passthru_next() gives, and
 * frees.
 */
enum status job_terminal(struct db *db, const struct scope *sc,
    struct report_order *order, const struct job_place *place,
    struct passthru **out, struct report_made *made, struct err *err)
    ERR_CHECKED;

#endif
