/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll_priv: one row of the roll while it is checked.  roll.c stages
 * newcomers, roll_known.c turns what differs of somebody on the roll into
 * requests.
 */
#pragma once

#include "office/import/import_priv.h"
#include "office/file/stage.h"

struct roll_row {
	struct import_job *j;
	const struct wire_args *in;
	struct roll_staged s;       /* what is staged of it */
	struct person_new p;
	struct person was;          /* when known */
	bool known;                 /* on the roll before this file */
	bool again;                 /* an earlier row has this file number */
	char first_paper[25];       /* that the first of these gives, "" none */
	bool far;                   /* it begins far back */
	struct entitlement_new e;
};

/* ---- roll_who.c ---- */

/* Name, papers, places; who it is. */
enum status roll_person(struct roll_row *r, struct err *err) ERR_CHECKED;

/* ---- roll_known.c ---- */

/* Somebody on the roll: tries what differs and stages it. */
enum status roll_known(struct roll_row *r, struct err *err) ERR_CHECKED;

/* ---- roll_read.c ---- */

/* What the row says of an allowance (r->e), of a collector. */
enum status roll_read_right(struct roll_row *r, struct err *err) ERR_CHECKED;
enum status roll_read_collector(struct roll_row *r, struct err *err)
    ERR_CHECKED;
/* Says so beside the row, which becomes an exception; "": nothing. */
enum status roll_warn(struct roll_row *r, enum roll_look look,
    const char *field, const char *text, struct err *err) ERR_CHECKED;
/* Names that only look like one, his or that of who collects. */
enum status roll_odd_name(struct roll_row *r, const char *field,
    const char *name, struct err *err) ERR_CHECKED;
/* What of r->e is an exception. */
unsigned roll_looks(const struct roll_row *r);

/* ---- roll_look.c ---- */

/* Is the payout point that the row names one of the commune's district? */
enum status roll_point_near(struct roll_row *r, struct err *err) ERR_CHECKED;
/* Of a newcomer, what r->e and the rows before make unlikely. */
enum status roll_unlikely(struct roll_row *r, struct err *err) ERR_CHECKED;
