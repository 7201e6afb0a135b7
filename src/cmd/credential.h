/*
 * SPDX-License-Identifier: ISC
 *
 * credential: sets passwords and keys from the command line: through the
 * running gate, or in auth.db while no server runs.
 */
#pragma once

#include <stdio.h>

#include "base/buf.h"
#include "base/conf.h"
#include "base/err.h"
#include "wire/proto.h"

/*
 * `what`: "password", "key", "nokey", "disable" or "enable" (proto.h,
 * WIRE_GATE_SET); value: the secret, the key line, or "".
 */
enum status credential_set(const struct conf *conf, int64_t staff,
    const char *login, const char *what, const char *value, struct err *err)
    ERR_CHECKED;

/* One line an account, for people; login "" = all. */
enum status credential_list(const struct conf *conf, const char *login,
    struct buf *out, struct err *err) ERR_CHECKED;

/* Makes the gate confirm the password for one posting; `gate` is a socket bound
 * to the person, -1: none (ST_DENIED). */
enum status credential_confirm(int gate, const unsigned char op[WIRE_OP_ID],
    const char *secret, struct err *err) ERR_CHECKED;

/* Reads one line; on a terminal after the prompt and without echo.  The caller
 * wipes it. */
enum status credential_read(FILE *in, FILE *prompt_to, const char *prompt,
    char *out, int size, struct err *err) ERR_CHECKED;
