/*
 * SPDX-License-Identifier: ISC
 *
 * change_priv: shared by change.c (asking, deciding) and change_show.c.
 */
#pragma once

#include "cmd/posting.h"
#include "office/request/change.h"

#define CHANGE_WORDS 64

struct change_args {
	const char *what;
	const char *words[CHANGE_WORDS + 1]; /* arguments, ended by NULL */
	const char *state, *kind, *area, *month, *person;
	const char *page, *rows, *except; /* of a file of the roll */
	bool dry;
};

/* Number of a request; ST_INVALID (field change): not a number. */
enum status change_id(const char *word, int64_t *id, struct err *err)
    ERR_CHECKED;
/* Id of the person with that code in the reader's scope. */
enum status change_person_id(struct cmd_reader *r, const char *code,
    int64_t *id, struct err *err) ERR_CHECKED;

/*
 * Prints the requests in the scope, or one of them; the commands `list` and
 * `show`.
 */
enum status change_list(struct cmd_ctx *c, const struct change_args *a,
    struct err *err) ERR_CHECKED;
enum status change_show(struct cmd_ctx *c, const struct change_args *a,
    struct err *err) ERR_CHECKED;
