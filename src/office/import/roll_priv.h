/*
 * SPDX-License-Identifier: ISC
 *
 * import/roll_priv: one row of the roll while it is checked.  roll.c
 * reads it and stages newcomers, roll_known.c turns what differs of
 * somebody on the roll into requests.
 */
#ifndef CHITRA_OFFICE_IMPORT_ROLL_PRIV_H
#define CHITRA_OFFICE_IMPORT_ROLL_PRIV_H

#include "office/import/import_priv.h"
#include "office/roll/person_store.h"
#include "office/file/file.h"

struct roll_row {
	struct import_job *j;
	const struct wire_args *in;
	int64_t line, owner;
	struct person_new p;
	struct person was;          /* when known */
	bool known;                 /* on the roll before this file */
	bool again;                 /* an earlier row has this file number */
	bool far;                   /* it begins far back */
	int64_t past;               /* đồng of the months passed, when far */
	unsigned look;              /* enum roll_look */
	int64_t before, after;      /* đồng a month */
	struct entitlement_new e;
	int64_t right;              /* entitlement, 0 none */
	int64_t collector;
	const char *collector_kind;
	char collector_name[NFC_NAME_SIZE], relation[64];
	struct identity collector_paper;
	unsigned asks;              /* of somebody known */
};

/* Somebody on the roll: tries what differs and stages it. */
enum status roll_known(struct roll_row *r, struct err *err) ERR_CHECKED;

/* For both: what the row says of an allowance (r->e), of a collector. */
enum status roll_read_right(struct roll_row *r, struct err *err) ERR_CHECKED;
enum status roll_read_collector(struct roll_row *r, struct err *err)
    ERR_CHECKED;
/* Says so beside the row, which becomes an exception; "": nothing. */
enum status roll_warn(struct roll_row *r, enum roll_look look,
    const char *field, const char *text, struct err *err) ERR_CHECKED;
/* Is the payout point that the row names one of the commune's district? */
enum status roll_point_near(struct roll_row *r, struct err *err) ERR_CHECKED;
/* Of a newcomer, what r->e and the rows before make unlikely. */
enum status roll_unlikely(struct roll_row *r, struct err *err) ERR_CHECKED;
/* What of r->e is an exception. */
unsigned roll_looks(const struct roll_row *r);
/* Stores the row itself. */
enum status roll_insert(struct roll_row *r, struct err *err) ERR_CHECKED;

#endif
