/*
 * SPDX-License-Identifier: ISC
 *
 * migrate: creates new files and migrates old ones to the schema of the
 * program.  Each step is one transaction with its SQL and its user_version, so
 * an interrupted migration leaves a valid version.
 */
#include "db/db_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/say.h"

static enum status
db_pragma_set(struct db *db, const char *name, int64_t v, struct err *err)
{
	char sql[80];

	/*
	 * A pragma takes no bound values; name and number are constants of
	 * ours.
	 */
	(void)snprintf(sql, sizeof(sql), "PRAGMA %s = %lld", name,
	    (long long)v);
	return db_exec(db, sql, err);
}

DB_SQL(q_keys) = { "migrate.keys", "PRAGMA foreign_key_check" };

/*
 * Checks for dangling references: foreign keys are off while the schema
 * changes.
 */
static enum status
db_check_keys(struct db *db, struct err *err)
{
	struct db_stmt *s = db_use(db, &q_keys);
	bool row;
	enum status st = db_step(s, &row, err);

	if (st == ST_OK && row) {
		st = err_set(err, ST_CORRUPT,
		    _("table %s: row %lld points to a row of %s that does not exist"),
		    db_text(s, 0), (long long)db_int(s, 1), db_text(s, 2));
		db_reset(s);
	}
	return st;
}

/* Applies one file, unless user_version, read in this transaction, has it. */
static enum status
db_migrate_step(struct db *db, const struct db_file *f, struct err *err)
{
	int64_t have = 0;
	enum status st;

	st = db_begin(db, err);
	if (st != ST_OK)
		return st;
	st = db_pragma(db, "user_version", &have, err);
	if (st == ST_OK && have < f->version) {
		if ((st = db_exec(db, f->sql, err)) == ST_OK &&
		    (st = db_check_keys(db, err)) == ST_OK)
			st = db_pragma_set(db, "user_version", f->version, err);
	}
	if (st == ST_OK)
		st = db_commit(db, err);
	if (st != ST_OK)
		db_rollback(db);
	return st;
}

static enum status
db_migrate_open(struct db *db, enum db_kind kind, const struct db_file *files,
    const char *backup, int *from, int *to, struct err *err)
{
	const struct db_file *f;
	int have, want = 0;
	enum status st;

	for (f = files; f->version != 0; f++)
		want = f->version;
	st = db_check_kind(db, kind, &have, err);
	if (st != ST_OK)
		return st;
	if (have > want)
		return err_set(err, ST_INVALID, _("%s has schema %d, this "
		    "program knows %d: install the newer program"),
		    db->path, have, want);
	if (have < want && backup != NULL)
		st = db_backup(db->path, backup, err);
	if (st == ST_OK)
		st = db_exec(db, "PRAGMA foreign_keys = OFF;"
		    "PRAGMA synchronous = FULL", err);
	for (f = files; f->version != 0 && st == ST_OK; f++)
		if (f->version > have)
			st = db_migrate_step(db, f, err);
	if (st == ST_OK) {
		*from = have;
		*to = want;
	}
	return st;
}

enum status
db_migrate_files(const char *path, enum db_kind kind,
    const struct db_file *files, const char *backup, int *from, int *to,
    struct err *err)
{
	struct db *db;
	int lock = -1;
	enum status st;

	if (access(path, F_OK) == -1)
		return err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO,
		    "%s", path);
	st = db_lock(path, &lock, err);
	if (st != ST_OK)
		return st;
	st = db_open_raw(path, SQLITE_OPEN_READWRITE, &db, err);
	if (st != ST_OK) {
		(void)close(lock);
		return st;
	}
	db->lock = lock;
	st = db_migrate_open(db, kind, files, backup, from, to, err);
	db_close(db);
	return st;
}

enum status
db_migrate(const char *path, enum db_kind kind, const char *backup, int *from,
    int *to, struct err *err)
{
	return db_migrate_files(path, kind, db_kind_info(kind)->files, backup,
	    from, to, err);
}

/* An empty file of that kind, version 0. */
static enum status
db_create_empty(const char *path, enum db_kind kind, struct err *err)
{
	struct db *db;
	enum status st;

	st = db_open_raw(path, SQLITE_OPEN_READWRITE, &db, err);
	if (st != ST_OK)
		return st;
	/* file(1) then says "SQLite 3.x database, application id ...". */
	if ((st = db_pragma_set(db, "application_id",
	    db_kind_info(kind)->application_id, err)) == ST_OK)
		st = db_exec(db, "PRAGMA journal_mode = WAL", err);
	db_close(db);
	return st;
}

/*
 * True for the leftover of an interrupted `init`: no step of the schema was
 * committed, so the file contains nothing.
 */
static bool
db_unmade(const char *path, enum db_kind kind)
{
	struct db *db = NULL;
	int64_t version = -1, id = -1;
	bool unmade;

	unmade = db_open_raw(path, SQLITE_OPEN_READWRITE, &db, NULL) == ST_OK &&
	    db_pragma(db, "user_version", &version, NULL) == ST_OK &&
	    db_pragma(db, "application_id", &id, NULL) == ST_OK &&
	    version == 0 &&
	    (id == 0 || id == db_kind_info(kind)->application_id);
	if (db != NULL && unmade)
		unmade = db_pragma(db, "schema_version", &version, NULL) ==
		    ST_OK && version == 0;
	db_close(db);
	return unmade;
}

enum status
db_create(const char *path, enum db_kind kind, struct err *err)
{
	int fd, from, to;
	enum status st;

	if (access(path, F_OK) == 0 && db_unmade(path, kind))
		db_remove(path);
	/* Created with its mode, so that no moment has a wider one. */
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
	    (mode_t)db_kind_info(kind)->mode);
	if (fd == -1)
		return err_errno(err, errno == EEXIST ? ST_EXISTS : ST_IO,
		    "%s", path);
	(void)fchmod(fd, (mode_t)db_kind_info(kind)->mode);
	(void)close(fd);
	if ((st = db_create_empty(path, kind, err)) == ST_OK)
		st = db_migrate(path, kind, NULL, &from, &to, err);
	if (st != ST_OK)
		db_remove(path);
	return st;
}
