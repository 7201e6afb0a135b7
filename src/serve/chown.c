/* SPDX-License-Identifier: ISC */
/*
 * chown: owners of the office's files.  SQLite creates -wal and -shm as the
 * user who opens a database for writing, with the mode of the database, so each
 * database lies in a folder that belongs to its one writer.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/say.h"
#include "base/str.h"
#include "serve/uids.h"

static const char *const chown_tails[] = { "", "-wal", "-shm", ".lock" };

static enum status
chown_one(const char *path, const struct uids_one *who, mode_t mode,
    struct err *err)
{
	struct stat sb;

	/*
	 * A missing file will be created by its owner.  One that root cannot
	 * see (in the systemd unit root lacks the capability) is in a folder
	 * that was handled before.
	 */
	if (lstat(path, &sb) == -1)
		return errno == ENOENT || errno == EACCES ? ST_OK :
		    err_errno(err, ST_IO, "%s", path);
	if (sb.st_uid == who->uid && sb.st_gid == who->gid &&
	    (sb.st_mode & 07777) == mode)
		return ST_OK;
	if (lchown(path, who->uid, who->gid) == -1 || chmod(path, mode) == -1)
		return err_errno(err, ST_DENIED, _("%s has another owner or "
		    "mode than it needs; `chitra init`, run as root, puts "
		    "that right"), path);
	return ST_OK;
}

static enum status
chown_folder(const char *path, const struct uids_one *who, mode_t mode,
    struct err *err)
{
	struct stat sb;

	/* In the systemd unit root cannot read other users' folders. */
	if (lstat(path, &sb) == -1 && errno == ENOENT && mkdir(path, mode) == -1)
		return err_errno(err, ST_IO, "%s", path);
	return chown_one(path, who, mode, err);
}

/* `chitra` and `chitra-gate` read chitra.ini too, for commands run as them. */
static enum status
chown_conf(const struct conf *conf, gid_t readers, struct err *err)
{
	const struct uids_one who = { geteuid(), readers };
	struct stat sb;

	if (stat(conf->file, &sb) == 0 && ((sb.st_mode & S_IROTH) != 0 ||
	    (sb.st_gid == readers && (sb.st_mode & S_IRGRP) != 0)))
		return ST_OK;
	return chown_one(conf->file, &who, 0640, err);
}

/* The folder of a file.  Paths of conf are absolute, so it is never ".". */
static void
chown_dirname(char out[CONF_PATH_MAX], const char *path)
{
	char *slash;

	(void)str_copy_cut(out, CONF_PATH_MAX, path);
	slash = strrchr(out, '/');
	if (slash != NULL)
		*slash = '\0';
}

static enum status
chown_database(const char *path, const struct uids_one *who, mode_t mode,
    struct err *err)
{
	char name[CONF_PATH_MAX + 8];
	enum status st = ST_OK;
	size_t i;

	chown_dirname(name, path);
	st = chown_folder(name, who, mode | (mode & 0440) >> 2 | 0100, err);
	for (i = 0; st == ST_OK &&
	    i < sizeof(chown_tails) / sizeof(chown_tails[0]); i++) {
		(void)snprintf(name, sizeof(name), "%s%s", path,
		    chown_tails[i]);
		st = chown_one(name, who, mode, err);
	}
	return st;
}

/* The folders are given to their writers, so nothing of root may be in them. */
static enum status
chown_layout(const struct conf *conf, struct err *err)
{
	char books[CONF_PATH_MAX], auth[CONF_PATH_MAX], key[CONF_PATH_MAX];

	chown_dirname(books, conf->data_database);
	chown_dirname(auth, conf->data_auth);
	chown_dirname(key, conf->server_host_key);
	if (strcmp(books, auth) == 0)
		return err_field(err, ST_INVALID, "data.auth",
		    _("With users of their own, auth.db needs another folder "
		    "than the books: set auth in the section [data] of %s, "
		    "for example to /var/lib/chitra-gate/auth.db."),
		    conf->file);
	if (strcmp(books, conf->dir) == 0 || strcmp(books, key) == 0 ||
	    strcmp(auth, conf->dir) == 0 || strcmp(auth, key) == 0)
		return err_field(err, ST_INVALID, "data.database",
		    _("With users of their own, the books and auth.db need "
		    "folders apart from chitra.ini and the host key: set "
		    "database and auth in the section [data] of %s, for "
		    "example to /var/lib/chitra/chitra.db and "
		    "/var/lib/chitra-gate/auth.db."), conf->file);
	return ST_OK;
}

enum status
uids_chown(const struct conf *conf, struct err *err)
{
	struct uids u;
	enum status st;

	if (uids_find(conf, &u, NULL) != ST_OK || !u.apart)
		return ST_OK;
	if ((st = chown_layout(conf, err)) != ST_OK ||
	    (st = chown_conf(conf, u.role[UIDS_BOOKS].gid, err)) != ST_OK ||
	    (st = chown_database(conf->data_database, &u.role[UIDS_BOOKS], 0640,
	    err)) != ST_OK ||
	    (st = chown_database(conf->data_auth, &u.role[UIDS_GATE], 0600,
	    err)) != ST_OK)
		return st;
	return chown_folder(conf->data_backups, &u.role[UIDS_BOOKS], 0750, err);
}
