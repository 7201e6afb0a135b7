/*
 * SPDX-License-Identifier: ISC
 *
 * change_rows: files of the roll in `chitra change`.
 */
#pragma once

#include "cmd/posting.h"

/* Head and one page of the rows ("" the first); the request may be read. */
enum status change_rows_show(struct cmd_ctx *c, struct cmd_reader *r,
    int64_t change, const char *page, struct err *err) ERR_CHECKED;

/* Posts slices until the decision is carried out; prints the result. */
enum status change_rows_go(struct cmd_ctx *c, struct post *post,
    int64_t change, struct err *err) ERR_CHECKED;
