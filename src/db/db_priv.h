/*
 * SPDX-License-Identifier: ISC
 *
 * db_priv: shared by the files of db/ and the unit tests of migrations; nothing
 * else includes it.
 */
#pragma once

#include <sqlite3.h>

#include "db/db.h"
#include "db/migrate.h"

struct db_stmt {
	struct db *db;
	const struct db_sql *sql;
	sqlite3_stmt *st;
};

struct db {
	sqlite3 *h;
	char *path;          /* owned */
	int lock;            /* descriptor of PATH.lock, -1 for readers */
	bool tx;             /* between db_begin() and its commit or rollback */
	int wal_pages;       /* after the last commit; -1 not known yet */
	struct db_stmt **slot; /* open addressing by address of the db_sql */
	size_t slots, used;  /* slots is a power of two */
};

/* One file of schema/, built in by schema/embed.sh. */
struct db_file {
	int version;      /* NNNN of its name; 0 ends a list */
	const char *name;
	const char *sql;
};

extern const struct db_file db_files_books[], db_files_auth[];

/* Name for messages and the number in the header of the file. */
struct db_kind_info {
	const char *shown;
	int64_t application_id;
	unsigned mode; /* of a new file */
	const struct db_file *files;
};
const struct db_kind_info *db_kind_info(enum db_kind kind);

/*
 * Translates a SQLite result into err; also notices when SQLite has rolled the
 * transaction back.
 */
enum status db_fail(struct db *db, int rc, struct err *err);

/* sqlite3_exec() of our own text (schema, pragmas, BEGIN). */
enum status db_exec(struct db *db, const char *sql, struct err *err)
    ERR_CHECKED;

/*
 * Opens a handle with the settings that all connections have; no schema check.
 * `flags` are SQLite's, for read-only or read-write.
 */
enum status db_open_raw(const char *path, int flags, struct db **out,
    struct err *err) ERR_CHECKED;

/* Value of a pragma that is a number. */
enum status db_pragma(struct db *db, const char *name, int64_t *v,
    struct err *err) ERR_CHECKED;

/*
 * ST_INVALID unless the file is of that kind; *version is its PRAGMA
 * user_version.
 */
enum status db_check_kind(struct db *db, enum db_kind kind, int *version,
    struct err *err) ERR_CHECKED;

/*
 * Removes an incomplete file, with its -wal and -shm: a leftover -wal would be
 * applied to the next file of that name.
 */
void db_remove(const char *path);

/* db_migrate() with another list of files, for tests. */
enum status db_migrate_files(const char *path, enum db_kind kind,
    const struct db_file *files, const char *backup, int *from, int *to,
    struct err *err) ERR_CHECKED;
