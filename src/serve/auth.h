/*
 * SPDX-License-Identifier: ISC
 *
 * auth: the rows of auth.db: who may sign in, with which password hash and
 * which keys.  The file is the gate's alone (mode 0600); `chitra init`, `demo`
 * and `user` open it themselves only while no server runs (ensured by the
 * writer's lock of db_open_writer()).
 *
 * Each changing function is one transaction of its own.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/clock.h"
#include "db/db.h"
#include "db/digest.h"
#include "serve/authkey.h"
#include "serve/password.h"

#define AUTH_LOGIN_MAX 33 /* bytes with the NUL; as staff.login */

struct auth_account {
	char login[AUTH_LOGIN_MAX];
	int64_t staff;             /* staff.id in chitra.db */
	char hash[PASSWORD_HASH_MAX]; /* "": no password, keys only */
	bool disabled;
	bool must_change;          /* another person chose the password */
	char changed_at[20];       /* when the password was set */
};

/* ST_NOTFOUND when there is no such account. */
enum status auth_find(struct db *db, const char *login,
    struct auth_account *out, struct err *err) ERR_CHECKED;
enum status auth_find_staff(struct db *db, int64_t staff,
    struct auth_account *out, struct err *err) ERR_CHECKED;

/*
 * Sets the password, creating the account when there is none; `must_change`
 * when another person chose it.  ST_INVALID (field "password") when it breaks a
 * rule of password.h; ST_EXISTS when the login belongs to another staff member.
 * Takes about 20 ms for the hash.
 */
enum status auth_set_password(struct db *db, const char *login, int64_t staff,
    const char *secret, bool must_change, struct err *err) ERR_CHECKED;

/*
 * The same with a hash made elsewhere (the gate's workers; password_hash() for
 * the demo office, whose "demo-ke" is shorter than the rule); changed_at "":
 * now.
 */
enum status auth_set_hash(struct db *db, const struct auth_account *a,
    struct err *err) ERR_CHECKED;

/* ST_NOTFOUND when there is no such account. */
enum status auth_set_disabled(struct db *db, const char *login, bool disabled,
    struct err *err) ERR_CHECKED;

/*
 * Adds a key ("ssh-ed25519 AAAA...  comment"), creating a keys-only account
 * when there is none.  ST_EXISTS: the account has it already.
 */
enum status auth_add_key(struct db *db, const char *login, int64_t staff,
    const char *key, struct err *err) ERR_CHECKED;

/* `which` is the key itself or its fingerprint "SHA256:...". */
enum status auth_drop_key(struct db *db, const char *login, const char *which,
    struct err *err) ERR_CHECKED;

/* *known is true if this key is registered for this login. */
enum status auth_has_key(struct db *db, const char *login,
    const struct authkey *key, bool *known, struct err *err) ERR_CHECKED;

/*
 * A digest of logins, hashes and keys: equal for two files with the same
 * accounts.
 */
enum status auth_digest(struct db *db, unsigned char out[DIGEST_LEN],
    struct err *err) ERR_CHECKED;

/* When the last password or key was set; "" when there is none. */
enum status auth_newest(struct db *db, char out[CLOCK_TEXT], struct err *err)
    ERR_CHECKED;

/*
 * Text for people, one line an account: login, state, day of the password,
 * fingerprints; `login` "" = all.  ST_NOTFOUND when there is no such account.
 */
enum status auth_list(struct db *db, const char *login, struct buf *out,
    struct err *err) ERR_CHECKED;
