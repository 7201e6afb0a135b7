/*
 * SPDX-License-Identifier: ISC
 *
 * change/move_priv: what the files of requests of kind transfer share.
 */
#pragma once

#include "office/change/grant_priv.h"
#include "office/place/place.h"

/* Where to. */
struct change_move {
	struct place area;
	int64_t point;
	char point_name[192], village[192];
};

/* Fields commune (of the day the new place begins to pay), point, village. */
enum status change_move_to(struct change_work *w, struct change_move *m,
    struct err *err) ERR_CHECKED;

/* The transfer itself; moved: nothing is left to be moved. */
enum status change_move_begin(struct change_work *w,
    const struct change_move *m, bool moved, struct err *err) ERR_CHECKED;

/* Direction "in". */
enum status change_arrive_read(struct change_work *w, struct err *err)
    ERR_CHECKED;
enum status change_arrive_apply(struct change_work *w, struct err *err)
    ERR_CHECKED;
enum status change_arrive_undo(struct change_work *w,
    const struct change_work *of, struct err *err) ERR_CHECKED;
