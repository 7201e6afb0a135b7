/*
 * SPDX-License-Identifier: ISC
 *
 * import/point: tables of payout points, shared by point.c (rows, and
 * what stands) and point_undo.c (how it stood before, and back again).
 */
#pragma once

#include "office/import/import_priv.h"
#include "office/place/stored.h"

#define POINT_LOGINS 2000 /* bytes of the logins at one point */

/* A point as it stands before a row touches it; made: it is not there yet. */
struct point_before {
	int64_t point, unit, area, active;
	struct place_name name;
	char code[24], place[200], crew[POINT_LOGINS];
	bool made;
};

/* Next login of "lan, thu"; false at the end. */
bool import_point_login(const char **p, char login[33]);

/* Replaces who pays at a point, "": as before; *changed when others did. */
enum status import_point_crew(struct import_job *j, int64_t point,
    const char *logins, bool *changed, struct err *err) ERR_CHECKED;

/* Reads it; keeps it for the undo of j->change, as do units that are made. */
enum status import_point_before(struct import_job *j, struct point_before *was,
    struct err *err) ERR_CHECKED;
enum status import_point_was(struct import_job *j,
    const struct point_before *was, struct err *err) ERR_CHECKED;
enum status import_point_unit_made(struct import_job *j, int64_t unit,
    struct err *err) ERR_CHECKED;

enum status import_point_undo(struct import_job *j, struct change_work *w,
    const struct change_work *of, struct err *err) ERR_CHECKED;
