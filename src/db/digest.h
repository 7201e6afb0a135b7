/*
 * SPDX-License-Identifier: ISC
 *
 * digest: SHA-256 over fields, each with its length before it, so that no two
 * different rows give the same bytes.  (libcrypto)
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define DIGEST_LEN 32

struct digest;

struct digest *digest_new(void);
void digest_int(struct digest *d, int64_t v);      /* 8 bytes, big endian */
void digest_text(struct digest *d, const char *s); /* u32 length (big endian) + bytes */
void digest_bytes(struct digest *d, const void *p, size_t n); /* likewise */
/* Without a length: the digest is then that of sha256sum(1) over a file. */
void digest_raw(struct digest *d, const void *p, size_t n);
/* Writes the hash and frees. */
void digest_end(struct digest *d, unsigned char out[DIGEST_LEN]);
