/*
 * SPDX-License-Identifier: ISC
 *
 * backup: copies of a live database, and the integrity check of a file.
 *
 * The copy is taken in one step from a connection of its own: a read snapshot
 * that does not delay the writer.  In small steps SQLite would restart the copy
 * at every commit.  The copy is checked before it is renamed, so that a file of
 * that name is always a good backup.
 */
#include "db/db_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/say.h"

DB_SQL(q_integrity) = { "verify.integrity",
	"PRAGMA integrity_check(1)" };
DB_SQL(q_keys) = { "verify.keys",
	"PRAGMA foreign_key_check" };

void
db_remove(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", ".lock" };
	char *name;
	size_t i;

	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		name = mem_printf("%s%s", path, tails[i]);
		(void)unlink(name);
		free(name);
	}
}

enum status
db_verify(struct db *db, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_integrity);
	enum status st;
	bool row;

	st = db_step(s, &row, err);
	if (st == ST_OK && (!row || strcmp(db_text(s, 0), "ok") != 0))
		st = err_set(err, ST_CORRUPT, _("%s: %s"), db->path,
		    row ? db_text(s, 0) : "");
	db_reset(s);
	if (st != ST_OK)
		return st;
	s = db_use(db, &q_keys);
	st = db_step(s, &row, err);
	if (st == ST_OK && row)
		st = err_set(err, ST_CORRUPT,
		    _("table %s: row %lld points to a row of %s that does not exist"),
		    db_text(s, 0), (long long)db_int(s, 1), db_text(s, 2));
	db_reset(s);
	return st;
}

static enum status
db_copy_pages(struct db *from, struct db *to, struct err *err)
{
	sqlite3_backup *b = sqlite3_backup_init(to->h, "main", from->h, "main");
	int rc;

	if (b == NULL)
		return db_fail(to, sqlite3_errcode(to->h), err);
	rc = sqlite3_backup_step(b, -1);
	(void)sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? ST_OK : db_fail(to, rc, err);
}

static enum status
db_copy_to(const char *path, const char *part, struct err *err)
{
	struct db *from = NULL, *to = NULL;
	enum status st;
	int off = 0;

	if ((st = db_open_raw(path, SQLITE_OPEN_READONLY, &from,
	    err)) == ST_OK &&
	    (st = db_open_raw(part, SQLITE_OPEN_READWRITE, &to,
	    err)) == ST_OK &&
	    (st = db_exec(to, "PRAGMA synchronous = FULL", err)) == ST_OK)
		st = db_copy_pages(from, to, err);
	/* The finished copy is a single file, without -wal and -shm. */
	if (st == ST_OK && sqlite3_file_control(to->h, "main",
	    SQLITE_FCNTL_PERSIST_WAL, &off) != SQLITE_OK)
		st = err_set(err, ST_IO, "%s", part);
	if (st == ST_OK &&
	    (st = db_exec(to, "PRAGMA journal_mode = DELETE", err)) == ST_OK)
		st = db_verify(to, err);
	db_close(to);
	db_close(from);
	return st;
}

/* Creates an empty file with the mode of the original. */
static enum status
db_part(const char *path, const char *part, struct err *err)
{
	struct stat sb;
	int fd;

	if (stat(path, &sb) == -1)
		return err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
		    "%s", path);
	db_remove(part); /* left by an interrupted backup */
	fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1)
		return err_errno(err, ST_IO, "%s", part);
	(void)fchmod(fd, sb.st_mode & 0640);
	(void)close(fd);
	return ST_OK;
}

enum status
db_backup(const char *path, const char *to, struct err *err)
{
	char *part = mem_printf("%s.part", to);
	enum status st;

	if (access(to, F_OK) == 0)
		st = err_set(err, ST_EXISTS, _("%s is already there"), to);
	else
		st = db_part(path, part, err);
	if (st == ST_OK) {
		if ((st = db_copy_to(path, part, err)) == ST_OK)
			st = file_publish(part, to, false, err);
		if (st != ST_OK)
			db_remove(part);
	}
	free(part);
	return st;
}
