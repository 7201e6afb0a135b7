/*
 * SPDX-License-Identifier: ISC
 *
 * open: connections, the writer's lock and the settings that every connection
 * has.
 *
 * There is one writer per file, held by flock on PATH.lock: SQLite 3.40 can
 * lose a commit when a second connection checkpoints.
 * The writer leaves -wal and -shm in place, or else readers of another
 * uid could not open the file.
 */
#include "db/db_priv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

/*
 * KiB.  Small: every desk process is a reader, the kernel caches the pages too,
 * and each commit invalidates the cache.
 */
#define DB_READER_CACHE "-128"
#define DB_WAIT_MS 5000       /* the writer's checkpoint may block briefly */
#define DB_WAL_KEEP "67108864" /* the WAL is truncated to this after a
                                * restart */

static const struct db_kind_info kinds[] = {
	[DB_BOOKS] = { .shown = N_("the books"),
		.application_id = 0x43685472, /* "ChTr" */
		.mode = 0640, .files = db_files_books },
	[DB_AUTH] = { .shown = N_("the accounts"),
		.application_id = 0x43684175, /* "ChAu" */
		.mode = 0600, .files = db_files_auth },
};

const struct db_kind_info *
db_kind_info(enum db_kind kind)
{
	return &kinds[kind];
}

enum status
db_exec(struct db *db, const char *sql, struct err *err)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK : db_fail(db, rc, err);
}

enum status
db_pragma(struct db *db, const char *name, int64_t *v, struct err *err)
{
	char sql[64];
	sqlite3_stmt *s = NULL;
	enum status st = ST_OK;
	int rc;

	(void)snprintf(sql, sizeof(sql), "PRAGMA %s", name);
	rc = sqlite3_prepare_v2(db->h, sql, -1, &s, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		*v = sqlite3_column_int64(s, 0);
	else
		st = db_fail(db, rc == SQLITE_DONE ? SQLITE_ERROR : rc, err);
	(void)sqlite3_finalize(s);
	return st;
}

/* Pid of the lock's holder, for the message; 0 when it cannot be read. */
static long
db_lock_holder(int fd)
{
	char text[24];
	int64_t pid;
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	if (n <= 0)
		return 0;
	text[n] = '\0';
	if (str_int(str_trim(text), 1, INT32_MAX, &pid) != ST_OK)
		return 0;
	return (long)pid;
}

static enum status
db_lock_refused(const char *path, int fd, struct err *err)
{
	long holder = db_lock_holder(fd);

	/* The holder writes its pid just after locking. */
	if (holder == 0)
		return err_set(err, ST_BUSY,
		    _("%s is in use by another process"), path);
	return err_set(err, ST_BUSY, _("%s is in use by process %ld"), path,
	    holder);
}

/* When root starts this, the lock file gets the owner of the database. */
static void
db_lock_owner(const char *path, int fd)
{
	struct stat sb;

	if (geteuid() != 0 || stat(path, &sb) == -1)
		return;
	if (fchown(fd, sb.st_uid, sb.st_gid) == -1)
		log_warn("owner of %s.lock", path);
}

enum status
db_lock(const char *path, int *out, struct err *err)
{
	char *name = mem_printf("%s.lock", path);
	enum status st = ST_OK;
	int fd;

	fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
	if (fd == -1) {
		st = err_errno(err, ST_IO, "%s", name);
	} else if (flock(fd, LOCK_EX | LOCK_NB) == -1) {
		if (errno == EWOULDBLOCK)
			st = db_lock_refused(path, fd, err);
		else
			st = err_errno(err, ST_IO, "%s", name);
		(void)close(fd);
	}
	free(name);
	if (st != ST_OK)
		return st;
	db_lock_owner(path, fd);
	/* The pid is only for the message above: no fsync, no check. */
	if (ftruncate(fd, 0) == -1 || dprintf(fd, "%ld\n", (long)getpid()) < 0)
		log_warn("%s.lock", path);
	*out = fd;
	return ST_OK;
}

static int
db_on_wal(void *arg, sqlite3 *h, const char *schema, int pages)
{
	struct db *db = arg;

	(void)h;
	(void)schema;
	db->wal_pages = pages;
	return SQLITE_OK;
}

static int
db_harden(sqlite3 *h)
{
	int rc = SQLITE_OK, on = 1;

	/* SQL cannot disable the constraints of the file. */
	rc |= sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	rc |= sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	rc |= sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	rc |= sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	rc |= sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0,
	    NULL);
	rc |= sqlite3_db_config(h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	rc |= sqlite3_file_control(h, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
	(void)sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
	return rc;
}

/* SQLite's message does not name the file. */
static enum status
db_named(struct db *db, enum status st, struct err *err)
{
	return err != NULL ? err_set(err, st, "%s: %s", db->path, err->msg) :
	    st;
}

/*
 * Our processes have one thread: SQLite's mutexes and its memory statistics
 * took 8 % of a verb.  Once per process, before the library is initialised.
 */
static void
db_library(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	if (sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) != SQLITE_OK ||
	    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) != SQLITE_OK)
		log_debug("SQLite was started by somebody else already");
}

enum status
db_open_raw(const char *path, int flags, struct db **out, struct err *err)
{
	struct db *db = mem_zalloc(sizeof(*db));
	enum status st;
	int rc;

	db_library();

	db->lock = -1;
	db->wal_pages = -1;
	db->path = mem_strdup(path);
	rc = sqlite3_open_v2(path, &db->h, flags | SQLITE_OPEN_NOMUTEX |
	    SQLITE_OPEN_EXRESCODE, NULL);
	if (db->h == NULL)
		fatalx("out of memory");
	if (rc != SQLITE_OK) {
		st = db_named(db, db_fail(db, rc, err), err);
		goto out;
	}
	if (db_harden(db->h) != SQLITE_OK) {
		st = err_set(err, ST_IO, _("%s: SQLite refuses its settings"),
		    path);
		goto out;
	}
	(void)sqlite3_busy_timeout(db->h, DB_WAIT_MS);
	(void)sqlite3_wal_autocheckpoint(db->h, 0);
	(void)sqlite3_wal_hook(db->h, db_on_wal, db);
	/*
	 * Without recursive_triggers INSERT OR REPLACE would delete a row of
	 * the journal past the trigger that forbids it.
	 */
	st = db_exec(db, "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;"
	    "PRAGMA recursive_triggers = ON; PRAGMA cell_size_check = ON", err);
out:
	if (st == ST_OK)
		*out = db;
	else
		db_close(db);
	return st;
}

enum status
db_check_kind(struct db *db, enum db_kind kind, int *version, struct err *err)
{
	int64_t id = 0, v = 0;
	enum status st;

	/* SQLite opens the file only now, so errors of the file show here. */
	if ((st = db_pragma(db, "application_id", &id, err)) == ST_OK)
		st = db_pragma(db, "user_version", &v, err);
	if (st != ST_OK)
		return db_named(db, st, err);
	if (id != db_kind_info(kind)->application_id)
		return err_set(err, ST_INVALID, _("%s does not hold %s of Chitra"),
		    db->path, _(db_kind_info(kind)->shown));
	*version = (int)v;
	return ST_OK;
}

/* Only `chitra migrate` changes a schema; all others refuse another version. */
static enum status
db_check_schema(struct db *db, enum db_kind kind, struct err *err)
{
	int have, want = db_schema_version(kind);
	enum status st = db_check_kind(db, kind, &have, err);

	if (st != ST_OK || have == want)
		return st;
	if (have > want)
		return err_set(err, ST_INVALID, _("%s has schema %d, this "
		    "program knows %d: install the newer program"),
		    db->path, have, want);
	return err_set(err, ST_INVALID, _("%s has schema %d, this program "
	    "needs %d: run 'chitra migrate'"), db->path, have, want);
}

static enum status
db_exists(const char *path, struct err *err)
{
	struct stat sb;

	/* stat, not open: closing the file would drop SQLite's locks. */
	if (stat(path, &sb) == 0)
		return ST_OK;
	return err_errno(err, errno == ENOENT ? ST_NOTFOUND : ST_IO, "%s",
	    path);
}

enum status
db_open_reader(const char *path, enum db_kind kind, struct db **out,
    struct err *err)
{
	struct db *db;
	enum status st = db_exists(path, err);

	if (st == ST_OK)
		st = db_open_raw(path, SQLITE_OPEN_READONLY, &db, err);
	if (st != ST_OK)
		return st;
	if ((st = db_check_schema(db, kind, err)) == ST_OK)
		st = db_exec(db, "PRAGMA cache_size = " DB_READER_CACHE, err);
	if (st == ST_OK)
		*out = db;
	else
		db_close(db);
	return st;
}

enum status
db_open_any(const char *path, enum db_kind kind, struct db **out, int *version,
    struct err *err)
{
	struct db *db;
	enum status st = db_exists(path, err);

	if (st == ST_OK)
		st = db_open_raw(path, SQLITE_OPEN_READONLY, &db, err);
	if (st != ST_OK)
		return st;
	st = db_check_kind(db, kind, version, err);
	if (st == ST_OK)
		*out = db;
	else
		db_close(db);
	return st;
}

/*
 * Reads back the settings on which safety depends: SQLite may ignore a pragma
 * silently.
 */
static enum status
db_writer_settings(struct db *db, struct err *err)
{
	int64_t sync = 0, keys = 0;
	const char *mode = NULL;
	sqlite3_stmt *s = NULL;
	enum status st;
	bool wal = false;

	if (sqlite3_prepare_v2(db->h, "PRAGMA journal_mode = WAL", -1, &s,
	    NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
		mode = (const char *)sqlite3_column_text(s, 0);
	wal = mode != NULL && strcmp(mode, "wal") == 0;
	(void)sqlite3_finalize(s);
	/* One process, so the cache may be large: a verb whose pages exceed the
	 * cache writes them twice (an import took 1.05 s, now 0.62 s). */
	if ((st = db_exec(db,
	    "PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
	    "PRAGMA journal_size_limit = " DB_WAL_KEEP, err)) == ST_OK &&
	    (st = db_pragma(db, "synchronous", &sync, err)) == ST_OK)
		st = db_pragma(db, "foreign_keys", &keys, err);
	if (st == ST_OK && (!wal || sync != 2 || keys != 1))
		st = err_set(err, ST_IO, _("%s: SQLite does not keep "
		    "journal_mode=WAL, synchronous=FULL, foreign_keys=ON"),
		    db->path);
	return st;
}

enum status
db_open_writer(const char *path, enum db_kind kind, struct db **out,
    struct err *err)
{
	struct db *db;
	int lock = -1;
	enum status st = db_exists(path, err);

	if (st == ST_OK)
		st = db_lock(path, &lock, err);
	if (st != ST_OK)
		return st;
	st = db_open_raw(path, SQLITE_OPEN_READWRITE, &db, err);
	if (st != ST_OK) {
		(void)close(lock);
		return st;
	}
	db->lock = lock;
	if ((st = db_check_schema(db, kind, err)) == ST_OK)
		st = db_writer_settings(db, err);
	if (st == ST_OK)
		*out = db;
	else
		db_close(db);
	return st;
}

void
db_close(struct db *db)
{
	size_t i;

	if (db == NULL)
		return;
	for (i = 0; i < db->slots; i++)
		if (db->slot[i] != NULL) {
			(void)sqlite3_finalize(db->slot[i]->st);
			free(db->slot[i]);
		}
	free(db->slot);
	if (db->h != NULL && sqlite3_close(db->h) != SQLITE_OK)
		fatalx("%s: closed while in use", db->path);
	/* After sqlite3_close(): no other writer may start before it. */
	if (db->lock != -1)
		(void)close(db->lock);
	free(db->path);
	free(db);
}

int
db_schema_version(enum db_kind kind)
{
	const struct db_file *f;
	int v = 0;

	for (f = db_kind_info(kind)->files; f->version != 0; f++)
		v = f->version;
	return v;
}
