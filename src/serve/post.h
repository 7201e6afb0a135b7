/*
 * SPDX-License-Identifier: ISC
 *
 * post: how a command posts verbs: through a socket that is bound already (a
 * command over ssh), through the running server, or, when none runs and the
 * caller owns the database, by opening it under the writer's lock.  Blocking;
 * for commands, not for loops.
 */
#pragma once

#include "base/conf.h"
#include "base/err.h"
#include "wire/verb.h"

struct post;

/*
 * Through the server if it runs, else the file.  ST_DENIED: no server runs and
 * the file has another owner; ST_BUSY: another program holds the lock.
 */
enum status post_open(const struct conf *conf, struct post **out,
    struct err *err) ERR_CHECKED;

/*
 * Uses a socket to books, and one to the transport (or -1), which is told of
 * each posting before books (wire/told.h); the caller owns both.
 */
enum status post_fd(int fd, int told, struct post **out, struct err *err) ERR_CHECKED;

/* NULL is allowed. */
void post_close(struct post *p);

/*
 * Posts and waits for the answer.  ST_OK: done, with results in out->args.
 * ST_UNKNOWN: posted, and it is not known whether it was done; ask
 * post_outcome() with out->op later.  Anything else: not done.  `err` (and
 * out->err) say why.  The caller frees out->args in any case.
 */
enum status post_verb(struct post *p, const char *verb,
    const struct wire_args *args, struct wire_answer *out, struct err *err)
    ERR_CHECKED;

/* The same with the caller's op id: a resend, or a confirmed one. */
enum status post_send(struct post *p, const struct wire_verb *in,
    struct wire_answer *out, struct err *err) ERR_CHECKED;

/* The outcome of an op id: ST_OK with its answer, ST_NOTFOUND: not done,
 * ST_UNKNOWN: not known yet. */
enum status post_outcome(struct post *p, const unsigned char op[WIRE_OP_ID],
    struct wire_answer *out, struct err *err) ERR_CHECKED;
