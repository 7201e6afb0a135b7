/*
 * SPDX-License-Identifier: ISC
 *
 * password: the rules for a password, and crypt(3) with yescrypt.  Hashing
 * costs about 15 ms and 16 MB on purpose, so the gate does it in workers.
 */
#pragma once

#include <stdbool.h>

#include "base/err.h"

#define PASSWORD_HASH_MAX 128 /* a yescrypt hash has 73 bytes */
#define PASSWORD_MAX 256      /* bytes with the NUL */
#define PASSWORD_LETTERS 8    /* minimum length, in letters */

/* ST_INVALID (field "password"): too short, too long, or the login itself. */
enum status password_rule(const char *login, const char *secret,
    struct err *err) ERR_CHECKED;

/* Hashes with a new salt. */
enum status password_hash(const char *secret, char out[PASSWORD_HASH_MAX],
    struct err *err) ERR_CHECKED;

/*
 * True if the secret has that hash.  For "" or a malformed hash it takes as
 * long as for a valid one, and returns false.
 */
bool password_matches(const char *secret, const char *hash);
