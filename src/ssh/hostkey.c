/* SPDX-License-Identifier: ISC */
#include "ssh/hostkey.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libssh/libssh.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

static enum status
hostkey_public_text(ssh_key key, char *out, size_t size, struct err *err)
{
	char *b64 = NULL;
	enum status st;

	if (ssh_pki_export_pubkey_base64(key, &b64) != SSH_OK)
		return err_set(err, ST_CORRUPT, _("the host key is broken"));
	st = str_format(out, size, "%s %s",
	    ssh_key_type_to_char(ssh_key_type(key)), b64);
	ssh_string_free_char(b64);
	if (st != ST_OK)
		return err_set(err, st, _("the host key is too long"));
	return ST_OK;
}

static enum status
hostkey_save(ssh_key key, const char *path, struct err *err)
{
	char *secret = NULL, pub[512], line[600], pub_path[4096];
	enum status st;

	st = str_format(pub_path, sizeof(pub_path), "%s.pub", path);
	if (st != ST_OK)
		return err_set(err, st, _("the path %s is too long"), path);
	st = hostkey_public_text(key, pub, sizeof(pub), err);
	if (st != ST_OK)
		return st;
	(void)snprintf(line, sizeof(line), "%s chitra\n", pub);
	if (ssh_pki_export_privkey_base64(key, NULL, NULL, NULL, &secret) !=
	    SSH_OK)
		return err_set(err, ST_IO, _("cannot write the host key"));
	/* The public file first: a private one alone would block a retry. */
	st = file_new(pub_path, 0644, line, strlen(line), err);
	if (st == ST_OK) {
		st = file_new(path, 0600, secret, strlen(secret), err);
		if (st != ST_OK)
			(void)unlink(pub_path);
	}
	mem_wipe(secret, strlen(secret));
	ssh_string_free_char(secret);
	return st;
}

enum status
hostkey_make(const char *path, struct err *err)
{
	ssh_key key = NULL;
	enum status st;

	if (access(path, F_OK) == 0)
		return err_set(err, ST_EXISTS, _("%s is there already"), path);
	if (ssh_init() != SSH_OK ||
	    ssh_pki_generate(SSH_KEYTYPE_ED25519, 0, &key) != SSH_OK)
		return err_set(err, ST_IO, _("cannot make a host key"));
	st = hostkey_save(key, path, err);
	ssh_key_free(key);
	return st;
}

enum status
hostkey_load(const char *path, struct ssh_key_struct **out, struct err *err)
{
	struct stat sb;
	ssh_key key = NULL;

	if (stat(path, &sb) == -1)
		return err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
		    _("host key %s"), path);
	if (!S_ISREG(sb.st_mode) || (sb.st_mode & 077) != 0)
		return err_set(err, ST_DENIED,
		    _("host key %s: others can read it; chmod 600 it"), path);
	if (ssh_init() != SSH_OK ||
	    ssh_pki_import_privkey_file(path, NULL, NULL, NULL, &key) != SSH_OK)
		return err_set(err, ST_CORRUPT,
		    _("host key %s: cannot be read"), path);
	if (ssh_key_type(key) != SSH_KEYTYPE_ED25519) {
		ssh_key_free(key);
		return err_set(err, ST_INVALID,
		    _("host key %s: not an ed25519 key"), path);
	}
	*out = key;
	return ST_OK;
}

enum status
hostkey_public(const char *path, char *out, size_t size, struct err *err)
{
	ssh_key key;
	enum status st = hostkey_load(path, &key, err);

	if (st != ST_OK)
		return st;
	st = hostkey_public_text(key, out, size, err);
	ssh_key_free(key);
	return st;
}

enum status
hostkey_fingerprint(const char *path, char *out, size_t size, struct err *err)
{
	unsigned char *hash = NULL;
	char *text = NULL;
	size_t len = 0;
	ssh_key key;
	enum status st = hostkey_load(path, &key, err);

	if (st != ST_OK)
		return st;
	if (ssh_get_publickey_hash(key, SSH_PUBLICKEY_HASH_SHA256, &hash,
	    &len) == SSH_OK)
		text = ssh_get_fingerprint_hash(SSH_PUBLICKEY_HASH_SHA256, hash,
		    len);
	st = text != NULL ? str_format(out, size, "%s", text) : ST_CORRUPT;
	if (st != ST_OK)
		(void)err_set(err, st, _("host key %s: no fingerprint"), path);
	ssh_string_free_char(text);
	ssh_clean_pubkey_hash(&hash);
	ssh_key_free(key);
	return st;
}
