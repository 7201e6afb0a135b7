/*
 * SPDX-License-Identifier: ISC
 *
 * restore_swap: renames the files.  Four files in up to four folders cannot be
 * renamed atomically, so a note beside chitra.ini exists from before the first
 * rename until after the last; while it exists no command opens the office.  It
 * contains the stamp for the names of the replaced files: a restore that
 * continues after an interruption uses the same stamp, and never treats a file
 * of the first run as a replaced one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/say.h"
#include "base/str.h"
#include "cmd/restore.h"
#include "serve/uids.h"
#include "ssh/hostkey.h"

#define RESTORE_NOTE "restoring"

enum status
restore_beside(const char *path, const char *word, char out[RESTORE_PATH],
    struct err *err)
{
	if (str_format(out, RESTORE_PATH, "%s.%s", path, word) != ST_OK)
		return err_set(err, ST_LIMIT, _("%s is too long"), path);
	return ST_OK;
}

enum status
restore_cut_off(const struct conf *conf, struct err *err)
{
	char note[RESTORE_PATH];
	enum status st = restore_beside(conf->file, RESTORE_NOTE, note, err);

	if (st == ST_OK && access(note, F_OK) == 0)
		return err_set(err, ST_INVALID, _("a restore was cut off and "
		    "the office is half of one backup and half of another "
		    "state: run `chitra restore FILE` again"));
	return st;
}

enum status
restore_folders(const struct restore *r, struct err *err)
{
	char folder[CONF_PATH_MAX];
	unsigned i;
	char *end;

	for (i = 0; i < ARCHIVE_PARTS; i++) {
		(void)str_copy_cut(folder, sizeof(folder),
		    archive_path(&r->conf, (enum archive_part)i));
		end = strrchr(folder, '/');
		if (end == NULL || end == folder)
			continue;
		*end = '\0';
		if (mkdir(folder, 0750) == -1 && errno != EEXIST)
			return err_errno(err, ST_IO, "%s", folder);
	}
	return ST_OK;
}

static bool
swap_stamp_taken(const struct restore *r)
{
	char name[RESTORE_PATH];
	unsigned i;

	for (i = 0; i < ARCHIVE_PARTS; i++)
		if (str_format(name, sizeof(name), "%s.replaced-%s",
		    archive_path(&r->conf, (enum archive_part)i), r->stamp) ==
		    ST_OK && access(name, F_OK) == 0)
			return true;
	return false;
}

/* The stamp: of now, or of the interrupted run. */
static enum status
swap_note(struct restore *r, const char *note, struct err *err)
{
	char now[CLOCK_TEXT];
	unsigned again;
	ssize_t n;
	int fd;

	fd = open(note, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		/* Two restores within a second need different stamps. */
		archive_stamp(now);
		for (again = 0; again == 0 || swap_stamp_taken(r); again++)
			(void)snprintf(r->stamp, sizeof(r->stamp),
			    again == 0 ? "%s" : "%s-%u", now, again);
		return file_new(note, 0600, r->stamp, strlen(r->stamp), err);
	}
	n = read(fd, r->stamp, sizeof(r->stamp) - 1);
	(void)close(fd);
	if (n <= 0)
		return err_errno(err, ST_IO, "%s", note);
	r->stamp[n] = '\0';
	return ST_OK;
}

/*
 * Renames PATH + tail to PATH.replaced-STAMP + tail, if it exists.  If the new
 * name exists, the old file was renamed before and this one is of the
 * interrupted run: it will be replaced, and its WAL must be removed.
 */
static enum status
swap_aside(struct restore *r, const char *path, const char *tail, bool keep,
    struct err *err)
{
	char from[RESTORE_PATH], to[RESTORE_PATH];
	int rc;

	if (str_format(from, sizeof(from), "%s%s", path, tail) != ST_OK ||
	    str_format(to, sizeof(to), "%s.replaced-%s%s", path, r->stamp,
	    tail) != ST_OK)
		return err_set(err, ST_LIMIT, _("%s is too long"), path);
	if (access(from, F_OK) == -1)
		return ST_OK;
	r->moved = true;
	if (access(to, F_OK) == 0)
		rc = tail[0] != '\0' ? unlink(from) : 0;
	else
		rc = keep ? link(from, to) : rename(from, to);
	return rc == -1 ? err_errno(err, ST_IO, "%s", to) : ST_OK;
}

static enum status
swap_one(struct restore *r, enum archive_part part, struct err *err)
{
	/* A WAL of the old file must never be applied to the new one. */
	static const char *const tails[] = { "", "-wal", "-shm" };
	const char *path = archive_path(&r->conf, part);
	bool database = part == ARCHIVE_BOOKS || part == ARCHIVE_AUTH;
	enum status st = ST_OK;
	unsigned i;

	/* chitra.ini is kept, because the note is looked for beside it. */
	for (i = 0; st == ST_OK && i < (database ? 3 : 1); i++)
		st = swap_aside(r, path, tails[i], part == ARCHIVE_CONF, err);
	if (st == ST_OK && part != ARCHIVE_KEY)
		(void)chmod(r->fresh[part], part == ARCHIVE_AUTH ? 0600 : 0640);
	if (st == ST_OK)
		st = file_publish(r->fresh[part], path, true, err);
	if (st == ST_OK)
		r->fresh[part][0] = '\0';
	return st;
}

/* The public key is not in the backup; it is derived from the private one. */
static enum status
swap_public(struct restore *r, struct err *err)
{
	char text[600], line[640], path[RESTORE_PATH];

	if (hostkey_public(r->conf.server_host_key, text, sizeof(text),
	    err) != ST_OK ||
	    restore_beside(r->conf.server_host_key, "pub", path, err) != ST_OK)
		return err->st;
	(void)snprintf(line, sizeof(line), "%s chitra\n", text);
	(void)unlink(path);
	return file_new(path, 0644, line, strlen(line), err);
}

enum status
restore_swap(struct restore *r, struct err *err)
{
	char note[RESTORE_PATH];
	enum status st = restore_beside(r->conf.file, RESTORE_NOTE, note, err);
	unsigned i;

	if (st == ST_OK)
		st = swap_note(r, note, err);
	for (i = 0; st == ST_OK && i < ARCHIVE_PARTS; i++)
		if (r->fresh[i][0] != '\0')
			st = swap_one(r, (enum archive_part)i, err);
	if (st == ST_OK && !r->a.books_alone)
		st = swap_public(r, err);
	if (st == ST_OK)
		st = uids_chown(&r->conf, err);
	if (st != ST_OK)
		return st;
	if (unlink(note) == -1)
		return err_errno(err, ST_IO, "%s", note);
	return file_sync_folder(note, err);
}
