/* SPDX-License-Identifier: ISC */
#include "serve/password.h"

#include <crypt.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"

/*
 * A hash of no account, with the default cost: an unknown login is compared
 * with it, so that the time does not reveal it.
 */
static const char password_nobody[] =
    "$y$j9T$Np2g85lWd7zQVW76KUiIN0$rIHFU1QR6RglC0t/fJxZaB4DIOSdov1MJ0gbUfdFQB7";

enum status
password_rule(const char *login, const char *secret, struct err *err)
{
	if (strlen(secret) >= PASSWORD_MAX)
		return err_field(err, ST_INVALID, "password",
		    _("The password is too long."));
	if (utf8_count(secret) < PASSWORD_LETTERS)
		return err_field(err, ST_INVALID, "password",
		    _("The password needs at least %d characters."),
		    PASSWORD_LETTERS);
	if (strcasecmp(secret, login) == 0)
		return err_field(err, ST_INVALID, "password",
		    _("The password must not be the login name."));
	return ST_OK;
}

/* crypt() into out; false when libcrypt refuses the setting. */
static bool
password_crypt(const char *secret, const char *setting,
    char out[PASSWORD_HASH_MAX])
{
	struct crypt_data *data = mem_zalloc(sizeof(*data)); /* 32 kB */
	char *hash = crypt_rn(secret, setting, data, sizeof(*data));
	bool ok = hash != NULL && hash[0] != '*' &&
	    str_copy(out, PASSWORD_HASH_MAX, hash) == ST_OK;

	mem_wipe(data, sizeof(*data));
	free(data);
	return ok;
}

enum status
password_hash(const char *secret, char out[PASSWORD_HASH_MAX],
    struct err *err)
{
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];

	if (crypt_gensalt_rn("$y$", 0, NULL, 0, setting, sizeof(setting)) ==
	    NULL || !password_crypt(secret, setting, out))
		return err_errno(err, ST_IO, "yescrypt");
	return ST_OK;
}

bool
password_matches(const char *secret, const char *hash)
{
	char got[PASSWORD_HASH_MAX] = "";
	bool real = strncmp(hash, "$y$", 3) == 0;
	const char *want = real ? hash : password_nobody;
	unsigned char diff = 0;
	size_t i, n = strlen(want);

	if (!password_crypt(secret, want, got) || strlen(got) != n)
		return false;
	for (i = 0; i < n; i++)
		diff |= (unsigned char)(got[i] ^ want[i]);
	return real && diff == 0;
}
