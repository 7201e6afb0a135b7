/*
 * SPDX-License-Identifier: ISC
 *
 * import_move: a reorganisation of areas, shared by import_move.c (rows and
 * the table as a whole), import_move_stand.c (people, points, staff, province)
 * and import_move_ask.c (what waits for an approval or its month).
 */
#ifndef CHITRA_OFFICE_IMPORT_MOVE_H
#define CHITRA_OFFICE_IMPORT_MOVE_H

#include "office/import_priv.h"

/* Everything moves: set operations over the staged rows. */
enum status import_move_stand(struct import_job *j, struct import_counts *n,
    struct err *err) ERR_CHECKED;

/* Requests that wait and transfers whose month has not come; `day`: first of
 * the new areas. */
enum status import_move_ask(struct import_job *j, const char *day,
    struct import_counts *n, struct err *err) ERR_CHECKED;

/* First whole month of the new areas. */
enum status import_move_month(const char *day, char month[8],
    struct err *err) ERR_CHECKED;

/* Line by which the village (folded) of an old commune moves, 0 none; ST_OK
 * with the new area in *to. */
enum status import_move_village(struct import_job *j, int64_t old,
    const char *fold, int64_t *to, int64_t *line, struct err *err) ERR_CHECKED;

#endif
