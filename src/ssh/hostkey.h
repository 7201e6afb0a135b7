/*
 * SPDX-License-Identifier: ISC
 *
 * hostkey: the server's key, ed25519, one file in OpenSSH's format with mode
 * 0600, and its public key beside it (PATH.pub).
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

/* Makes a new key; ST_EXISTS when either file exists. */
enum status hostkey_make(const char *path, struct err *err) ERR_CHECKED;

/* "SHA256:..." of the key in this file, as clients show it. */
enum status hostkey_fingerprint(const char *path, char *out, size_t size,
    struct err *err) ERR_CHECKED;

/* "ssh-ed25519 AAAA..." for known_hosts. */
enum status hostkey_public(const char *path, char *out, size_t size,
    struct err *err) ERR_CHECKED;

/*
 * The private key for libssh; freed with ssh_key_free().  ST_DENIED when the
 * file can be read by group or others, ST_INVALID when it is not an ed25519
 * key.
 */
struct ssh_key_struct;
enum status hostkey_load(const char *path, struct ssh_key_struct **key,
    struct err *err) ERR_CHECKED;
