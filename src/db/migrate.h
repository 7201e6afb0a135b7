/*
 * SPDX-License-Identifier: ISC
 *
 * migrate: migrates a database file to the schema of this program.  The files
 * of schema/ are built in; the version is PRAGMA user_version, read again
 * inside the transaction that changes it.  Called by maintenance commands only,
 * never by a server.
 */
#pragma once

#include "db/db.h"

/* Version this program works with. */
int db_schema_version(enum db_kind kind);

/* Creates a file of mode 0640 (books) or 0600 (auth); ST_EXISTS: it exists. */
enum status db_create(const char *path, enum db_kind kind, struct err *err)
    ERR_CHECKED;

/*
 * Applies missing migrations, one transaction each, after copying the file to
 * `backup` (NULL: no copy).  *from and *to are the versions before and after.
 */
enum status db_migrate(const char *path, enum db_kind kind, const char *backup,
    int *from, int *to, struct err *err) ERR_CHECKED;

/* Copies a live database to a new file with the backup API, and checks it. */
enum status db_backup(const char *path, const char *to, struct err *err)
    ERR_CHECKED;

/*
 * Takes the writer's lock, PATH.lock, without opening the database, which need
 * not exist (ST_BUSY: held, names the pid).  close(*fd) releases it.
 */
enum status db_lock(const char *path, int *fd, struct err *err) ERR_CHECKED;

/*
 * Opens read-only with any schema version, returned in *version; for
 * inspection.
 */
enum status db_open_any(const char *path, enum db_kind kind, struct db **out,
    int *version, struct err *err) ERR_CHECKED;

/* integrity_check and foreign_key_check; the first problem in err. */
enum status db_verify(struct db *db, struct err *err) ERR_CHECKED;
