/*
 * SPDX-License-Identifier: ISC
 *
 * verb/draft: what somebody had half typed when the line dropped.
 */
#pragma once

#include "db/db.h"

/* Half-typed forms: "" when there is none.  Allocated (free()). */
enum status staff_draft(struct db *db, int64_t staff, char **content,
    struct err *err) ERR_CHECKED;
