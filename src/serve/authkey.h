/*
 * SPDX-License-Identifier: ISC
 *
 * authkey: parses a public key in text form ("ssh-ed25519 BASE64 comment").
 * Only ssh-ed25519, the one type that the transport offers.
 */
#pragma once

#include <stddef.h>

#include "base/err.h"

#define AUTHKEY_TEXT 69  /* base64 of the 51 bytes of the key, with the NUL */
#define AUTHKEY_PRINT 51 /* "SHA256:" + 43 letters, with the NUL */

struct authkey {
	char base64[AUTHKEY_TEXT];
	char fingerprint[AUTHKEY_PRINT]; /* as `ssh-keygen -l` shows it */
};

#define AUTHKEY_TYPE "ssh-ed25519"

/* ST_INVALID (field "key") unless it is exactly one well-formed key. */
enum status authkey_parse(const char *text, struct authkey *out,
    struct err *err) ERR_CHECKED;
