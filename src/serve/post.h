/*
 * SPDX-License-Identifier: ISC
 *
 * post: how a command posts verbs: through a socket that is bound to somebody
 * already (a line of ssh), through the running server, or, when none runs and
 * the caller owns the database, by opening the books itself under the lock.
 * Blocking; for commands, not for loops.
 */
#ifndef CHITRA_SERVE_POST_H
#define CHITRA_SERVE_POST_H

#include "base/conf.h"
#include "base/err.h"
#include "wire/verb.h"

struct post;

/*
 * The server when it runs, else the file.  ST_DENIED: no server runs and the
 * file belongs to somebody else; ST_BUSY: another program holds the books.
 */
enum status post_open(const struct conf *conf, struct post **out,
    struct err *err) ERR_CHECKED;

/*
 * A ready socket to books, and one to the transport (or -1), which hears of
 * each posting before books does (wire/told.h); both stay the caller's.
 */
enum status post_fd(int fd, int told, struct post **out, struct err *err) ERR_CHECKED;

/* NULL is legal. */
void post_close(struct post *p);

/*
 * Posts and waits for the answer.  ST_OK: done, out->args tell what came of
 * it.  ST_UNKNOWN: posted, and nobody knows yet whether it was done;
 * post_outcome() with out->op tells later.  Anything else: it was not done.
 * `err` (and out->err) say why.  The caller frees out->args in any case.
 */
enum status post_verb(struct post *p, const char *verb,
    const struct wire_args *args, struct wire_answer *out, struct err *err)
    ERR_CHECKED;

/* The same with an op id of the caller's: a resend, or one that is confirmed. */
enum status post_send(struct post *p, const struct wire_verb *in,
    struct wire_answer *out, struct err *err) ERR_CHECKED;

/* What became of an op id: ST_OK and its answer, ST_NOTFOUND: it was not done,
 * ST_UNKNOWN: that cannot be told yet. */
enum status post_outcome(struct post *p, const unsigned char op[WIRE_OP_ID],
    struct wire_answer *out, struct err *err) ERR_CHECKED;

#endif
