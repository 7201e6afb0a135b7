/*
 * SPDX-License-Identifier: ISC
 *
 * posting: helpers of commands that post: fields in pairs, typed values,
 * approvals with the password.
 */
#pragma once

#include "cmd/cmd.h"

#define POSTING_SECRET 256

/*
 * Posts one verb with name, value, name, value, ..., NULL; empty values are
 * left out.  The caller frees answer->args, also after a refusal.
 */
enum status posting(struct post *post, const char *verb,
    const char *const *fields, struct wire_answer *answer, struct err *err)
    ERR_CHECKED;

/* Adds name, value, ..., NULL to `args`; empty values are left out. */
void posting_fields(const char *const *fields, struct wire_args *args);

/* As posting(), with the password; nothing is posted when it is wrong. */
struct posting_with {
	const char *verb;
	const char *const *fields;
	const char *secret; /* the password */
};
enum status posting_confirmed(struct cmd_ctx *c, struct post *post,
    const struct posting_with *what, struct wire_answer *answer,
    struct err *err) ERR_CHECKED;

/* One line of standard input; the caller wipes it. */
enum status posting_secret(struct cmd_ctx *c, char out[POSTING_SECRET],
    struct err *err) ERR_CHECKED;

/*
 * Converts words "field=value" to the stored form of the verb's fields:
 * 30/11/2019, 11/2019, 1.234.000 as typed.  ST_INVALID: a word without '=', a
 * value that cannot be read.
 */
enum status posting_words(const char *verb, char *const *words,
    struct wire_args *out, struct err *err) ERR_CHECKED;

/* Prints the values of that name, one per line after `before`, cleaned. */
void posting_say(struct cmd_ctx *c, const struct wire_args *answer,
    const char *name, const char *before);

/* Posts change.ask with these fields; prints the number of the request and its
 * effects. */
enum status posting_ask(struct cmd_ctx *c, struct post *post,
    const struct wire_args *args, struct err *err) ERR_CHECKED;

/* Posts, with the password where the verb needs it; prints `said` with the
 * value of the first field. */
enum status posting_done(struct cmd_ctx *c, struct post *post,
    const char *verb, const char *const *fields, const char *said,
    struct err *err) ERR_CHECKED;

/* Prints a stored text, cleaned. */
void posting_clean(struct cmd_ctx *c, const char *text);
