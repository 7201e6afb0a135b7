/*
 * SPDX-License-Identifier: ISC
 *
 * import/move: a reorganisation of areas: move.c has rows and the table as a
 * whole, move_stand.c people, points and staff, move_ask.c what waits for an
 * approval or its month.
 */
#pragma once

#include "office/import/import_priv.h"

/* Everything moves: set operations over the staged rows. */
enum status import_move_stand(struct import_job *j, struct import_counts *n,
    struct err *err) ERR_CHECKED;

/* Requests that wait and transfers whose month has not come; `day`: first of
 * the new areas. */
enum status import_move_ask(struct import_job *j, const char *day,
    struct import_counts *n, struct err *err) ERR_CHECKED;

/* ---- move_to.c ---- */

/* First whole month of the new areas. */
enum status import_move_month(const char *day, char month[8],
    struct err *err) ERR_CHECKED;

/* Line by which the village (folded) of an old commune moves, 0 none; ST_OK
 * with the new area in *to. */
enum status import_move_village(struct import_job *j, int64_t old,
    const char *fold, int64_t *to, int64_t *line, struct err *err) ERR_CHECKED;

/* Other tables in the making name areas that are no more: begun again. */
enum status import_move_give_up(struct import_job *j, struct err *err)
    ERR_CHECKED;

/* Settles who lives in the new communes, or (back) in the old ones. */
enum status import_move_settle(struct import_job *j, bool back,
    struct err *err) ERR_CHECKED;

/* ---- move_province.c ---- */

/* The office's province when it has ended: who took its communes. */
enum status import_move_province(struct import_job *j, const char *day,
    struct err *err) ERR_CHECKED;
enum status import_move_province_back(struct import_job *j, int64_t old,
    int64_t new, const struct wire_args *was, struct err *err) ERR_CHECKED;

/* ---- move_keep.c: nothing is kept of a job without a request ---- */

#define MOVE_WAS_BYTES (128 * 1024) /* fields of a request, escaped */

enum move_kept { MOVE_PEOPLE, MOVE_POINTS, MOVE_STAFF };

/* Before the sets of a reorganisation move. */
enum status import_move_keep_all(struct import_job *j, enum move_kept what,
    struct err *err) ERR_CHECKED;
enum status import_move_keep_village(struct import_job *j, int64_t old,
    const char *village, int64_t to, struct err *err) ERR_CHECKED;
enum status import_move_keep_person(struct import_job *j, int64_t person,
    int64_t to, struct err *err) ERR_CHECKED;
enum status import_move_keep_province(struct import_job *j, int64_t old,
    int64_t new, const struct wire_args *was, struct err *err) ERR_CHECKED;

/* A "request" or "transfer" as it stands; then, when it has been changed, with
 * what it has become. */
enum status import_move_row(struct import_job *j, const char *what, int64_t id,
    struct buf *was, struct err *err) ERR_CHECKED;
enum status import_move_keep(struct import_job *j, const char *what,
    int64_t id, struct buf *was, struct err *err) ERR_CHECKED;

/* ---- move_undo.c ---- */

enum status import_move_undo(struct import_job *j, struct change_work *w,
    const struct change_work *of, struct err *err) ERR_CHECKED;
