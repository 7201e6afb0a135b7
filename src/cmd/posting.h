/*
 * SPDX-License-Identifier: ISC
 *
 * posting: what commands do alike when they post: fields in pairs, values as
 * people type them, approvals that ask for the password again.
 */
#ifndef CHITRA_CMD_POSTING_H
#define CHITRA_CMD_POSTING_H

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

/* The same with the password confirmed; nothing is posted when it is wrong. */
enum status posting_confirmed(struct cmd_ctx *c, struct post *post,
    const char *verb, const char *const *fields, const char *secret,
    struct wire_answer *answer, struct err *err) ERR_CHECKED;

/* One line of standard input; the caller wipes it. */
enum status posting_secret(struct cmd_ctx *c, char out[POSTING_SECRET],
    struct err *err) ERR_CHECKED;

/*
 * Words "field=value" as the verb wants them posted: 30/11/2019 and 11/2019,
 * 1.234.000.  ST_INVALID: a word without '=', a value that cannot be read.
 */
enum status posting_words(const char *verb, char *const *words,
    struct wire_args *out, struct err *err) ERR_CHECKED;

/* Prints the values of that name, a line each behind `before`, cleaned. */
void posting_say(struct cmd_ctx *c, const struct wire_args *answer,
    const char *name, const char *before);

/* Posts change.ask with these, and says which request waits and what will come
 * of it. */
enum status posting_ask(struct cmd_ctx *c, struct post *post,
    const struct wire_args *args, struct err *err) ERR_CHECKED;

/* Posts, with the password asked for where the verb wants it; says `said` of
 * what the first field names. */
enum status posting_done(struct cmd_ctx *c, struct post *post,
    const char *verb, const char *const *fields, const char *said,
    struct err *err) ERR_CHECKED;

/* A text of the books on standard output, cleaned. */
void posting_clean(struct cmd_ctx *c, const char *text);

#endif
