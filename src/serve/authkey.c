/* SPDX-License-Identifier: ISC */
#include "serve/authkey.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <openssl/sha.h>

#include "base/say.h"

static const char authkey_letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/*
 * u32 11, "ssh-ed25519", u32 32, 32 bytes: 51 bytes, 17 groups of three, so the
 * base64 form has no padding.
 */
#define AUTHKEY_BLOB 51
#define AUTHKEY_BASE64 (AUTHKEY_BLOB / 3 * 4)

static bool
authkey_decode(const char *text, unsigned char out[AUTHKEY_BLOB])
{
	uint32_t group = 0;
	const char *p;
	size_t i;

	for (i = 0; i < AUTHKEY_BASE64; i++) {
		p = text[i] != '\0' ? strchr(authkey_letters, text[i]) : NULL;
		if (p == NULL)
			return false;
		group = group << 6 | (uint32_t)(p - authkey_letters);
		if (i % 4 != 3)
			continue;
		out[i / 4 * 3] = (unsigned char)(group >> 16);
		out[i / 4 * 3 + 1] = (unsigned char)(group >> 8);
		out[i / 4 * 3 + 2] = (unsigned char)group;
		group = 0;
	}
	return true;
}

static void
authkey_fingerprint(const unsigned char blob[AUTHKEY_BLOB], char *o)
{
	unsigned char hash[SHA256_DIGEST_LENGTH + 1] = { 0 };
	uint32_t group;
	size_t i, n;

	(void)SHA256(blob, AUTHKEY_BLOB, hash);
	memcpy(o, "SHA256:", 7);
	o += 7;
	/* 32 bytes and a zero make 44 characters; OpenSSH omits the last. */
	for (i = 0; i < sizeof(hash); i += 3) {
		group = (uint32_t)hash[i] << 16 | (uint32_t)hash[i + 1] << 8 |
		    hash[i + 2];
		for (n = 0; n < 4; n++)
			*o++ = authkey_letters[group >> (18 - 6 * n) & 63];
	}
	o[-1] = '\0';
}

enum status
authkey_parse(const char *text, struct authkey *out, struct err *err)
{
	/* string "ssh-ed25519", then a string of 32 bytes (RFC 8709, 4) */
	static const unsigned char head[] = "\0\0\0\013" AUTHKEY_TYPE "\0\0\0 ";
	unsigned char blob[AUTHKEY_BLOB];
	struct authkey k;
	size_t n;

	text += strspn(text, " \t");
	n = strcspn(text, " \t");
	if (n != strlen(AUTHKEY_TYPE) || memcmp(text, AUTHKEY_TYPE, n) != 0)
		return err_field(err, ST_INVALID, "key",
		    _("A key starts with \"ssh-ed25519\"; other types are not used here."));
	text += n;
	text += strspn(text, " \t");
	n = strcspn(text, " \t\r\n");
	if (n != AUTHKEY_BASE64 || !authkey_decode(text, blob) ||
	    memcmp(blob, head, sizeof(head) - 1) != 0)
		return err_field(err, ST_INVALID, "key",
		    _("This is not a whole ssh-ed25519 public key (one line of a .pub file)."));
	memcpy(k.base64, text, AUTHKEY_BASE64);
	k.base64[AUTHKEY_BASE64] = '\0';
	authkey_fingerprint(blob, k.fingerprint);
	*out = k;
	return ST_OK;
}
