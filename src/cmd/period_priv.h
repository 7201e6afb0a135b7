/*
 * SPDX-License-Identifier: ISC
 *
 * period_priv: shared by period.c (periods, approvals) and period_list.c
 * (making, checking and submitting lists).
 */
#pragma once

#include "cmd/posting.h"
#include "office/list/list.h"

#define PERIOD_LISTS 8192 /* of one period, at most: 3,321 communes */
#define PERIOD_WORDS 4

struct period_args {
	const char *words[PERIOD_WORDS + 1]; /* what, period, ... */
	const char *area, *through, *kind;
	bool all;
};

/* Lists of the period in the scope, of --area and --kind when given. */
enum status period_lists(struct cmd_ctx *c, const struct period_args *a,
    struct list_head *v, unsigned *n, struct err *err) ERR_CHECKED;

/* list: makes, checks and submits; submit: drafts whose checks allow it. */
enum status period_make_lists(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err) ERR_CHECKED;
enum status period_submit_lists(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err) ERR_CHECKED;

/* checks: what they found; accept: one finding, with a reason. */
enum status period_show_checks(struct cmd_ctx *c, const struct period_args *a,
    struct err *err) ERR_CHECKED;
enum status period_accept(struct cmd_ctx *c, struct post *post,
    const struct period_args *a, struct err *err) ERR_CHECKED;
