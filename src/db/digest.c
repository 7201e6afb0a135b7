/* SPDX-License-Identifier: ISC */
#include "db/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/mem.h"

/* Fields are short and a list has a hundred thousand of them, so they are
 * buffered before SHA-256. */
struct digest {
	EVP_MD_CTX *ctx;
	size_t used;
	unsigned char page[4096];
};

struct digest *
digest_new(void)
{
	struct digest *d = mem_zalloc(sizeof(*d));

	d->ctx = EVP_MD_CTX_new();
	if (d->ctx == NULL || EVP_DigestInit_ex(d->ctx, EVP_sha256(), NULL) != 1)
		fatalx("SHA-256 is not available");
	return d;
}

static void
digest_flush(struct digest *d)
{
	if (d->used > 0 && EVP_DigestUpdate(d->ctx, d->page, d->used) != 1)
		fatalx("SHA-256 failed");
	d->used = 0;
}

static void
digest_add(struct digest *d, const void *p, size_t n)
{
	if (n > sizeof(d->page) - d->used)
		digest_flush(d);
	if (n > sizeof(d->page)) {
		if (EVP_DigestUpdate(d->ctx, p, n) != 1)
			fatalx("SHA-256 failed");
		return;
	}
	memcpy(d->page + d->used, p, n);
	d->used += n;
}

void
digest_int(struct digest *d, int64_t v)
{
	unsigned char b[8];
	uint64_t u = (uint64_t)v;
	int i;

	for (i = 7; i >= 0; i--, u >>= 8)
		b[i] = (unsigned char)u;
	digest_add(d, b, sizeof(b));
}

void
digest_bytes(struct digest *d, const void *p, size_t n)
{
	unsigned char b[4];

	if (n > UINT32_MAX)
		fatalx("SHA-256 over a field of %zu bytes", n);
	b[0] = (unsigned char)(n >> 24);
	b[1] = (unsigned char)(n >> 16);
	b[2] = (unsigned char)(n >> 8);
	b[3] = (unsigned char)n;
	digest_add(d, b, sizeof(b));
	if (n > 0)
		digest_add(d, p, n);
}

void
digest_raw(struct digest *d, const void *p, size_t n)
{
	digest_add(d, p, n);
}

void
digest_text(struct digest *d, const char *s)
{
	digest_bytes(d, s, strlen(s));
}

void
digest_end(struct digest *d, unsigned char out[DIGEST_LEN])
{
	unsigned n = 0;

	digest_flush(d);
	if (EVP_DigestFinal_ex(d->ctx, out, &n) != 1 || n != DIGEST_LEN)
		fatalx("SHA-256 failed");
	EVP_MD_CTX_free(d->ctx);
	free(d);
}
