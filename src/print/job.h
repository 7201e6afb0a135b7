/*
 * SPDX-License-Identifier: ISC
 *
 * job: prints a report on a named printer, for `chitra print` and the process
 * that prints for a desk.  Names are those of the printer files; any other is a
 * CUPS queue.  Hosts and paths come from files only, so that a signed-in user
 * cannot make the server connect to an address of his choice.
 */
#pragma once

#include "print/out.h"
#include "print/paper.h"
#include "print/report.h"

struct job_place {
	const struct profiles *profiles;
	const char *printer;  /* name */
	const char *profile;  /* replaces the printer's; NULL or "" = its own */
	const char *server;   /* of CUPS, "" = the system's */
	const char *term;     /* TERM, for WAY_TERMINAL; NULL = none here */
};

/* A place resolved: way, target and profile. */
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
 * Makes the report, then sends it; blocks until all was sent, with no
 * transaction of `db` open.  order->profile is set from the place.
 * WAY_TERMINAL is refused: that is job_do().
 */
enum status job_print(struct db *db, const struct scope *sc,
    struct report_order *order, const struct job_place *place,
    struct report_made *made, struct err *err) ERR_CHECKED;

/* The test page of testpage.h, where job_print() would print. */
enum status job_testpage(const struct job_place *place, struct err *err)
    ERR_CHECKED;

/* The order of a desk; plain data that is sent between processes. */
struct job_order {
	char report[64], printer[128], term[65];
	struct report_params params;
	uint32_t from_page; /* 0 = all */
};

struct job_done {
	unsigned pages;      /* sent, or of the paper */
	struct paper *paper; /* of a terminal's printer, all pages; owned */
};

/*
 * Everything in one call, for the process that prints for a desk: opens the
 * database with that staff member's scope, makes the report, closes it and
 * sends.  `forms` is the folder of the shipped ones.
 */
enum status job_do(const struct conf *conf, const char *forms, int64_t staff,
    const struct job_order *order, struct job_done *done, struct err *err)
    ERR_CHECKED;
