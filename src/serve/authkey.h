/*
 * SPDX-License-Identifier: ISC
 *
 * authkey: a public key as text ("ssh-ed25519 BASE64 comment") taken apart.
 * Only ssh-ed25519 is known: it is all that the transport offers.
 */
#ifndef CHITRA_SERVE_AUTHKEY_H
#define CHITRA_SERVE_AUTHKEY_H

#include <stddef.h>

#include "base/err.h"

#define AUTHKEY_BLOB 51 /* u32 11 "ssh-ed25519" u32 32 + 32 bytes of key */
#define AUTHKEY_PRINT 51 /* "SHA256:" + 43 letters, with the NUL */

struct authkey {
	unsigned char blob[AUTHKEY_BLOB];
	char fingerprint[AUTHKEY_PRINT]; /* as `ssh-keygen -l` shows it */
};

#define AUTHKEY_TYPE "ssh-ed25519"

/* ST_INVALID (field "key") unless it is exactly one well-formed key. */
enum status authkey_parse(const char *text, struct authkey *out,
    struct err *err) ERR_CHECKED;

#endif
