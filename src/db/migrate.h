/*
 * SPDX-License-Identifier: ISC
 *
 * migrate: brings a database file to the schema of this program.  The files
 * of schema/ are built in; the version is PRAGMA user_version, read again
 * inside the transaction that changes it.  Only commands that look
 * after the files call it.
 */
#ifndef CHITRA_DB_MIGRATE_H
#define CHITRA_DB_MIGRATE_H

#include "db/db.h"

/* Version this program works with. */
int db_schema_version(enum db_kind kind);

/* Makes a new file (refuses one that exists: ST_EXISTS), mode 0640 or 0600. */
enum status db_create(const char *path, enum db_kind kind, struct err *err)
    ERR_CHECKED;

/*
 * Applies what is missing, one transaction each, after a copy was written to
 * `backup` (NULL: no copy).  *from and *to are the versions before and after.
 */
enum status db_migrate(const char *path, enum db_kind kind, const char *backup,
    int *from, int *to, struct err *err) ERR_CHECKED;

/* Copies a live database with the backup API to a new file, checks the copy. */
enum status db_backup(const char *path, const char *to, struct err *err)
    ERR_CHECKED;

/*
 * The writer's lock, PATH.lock, without the file being opened or even there
 * (ST_BUSY: held, by whom).  close(*fd) gives it back.
 */
enum status db_lock(const char *path, int *fd, struct err *err) ERR_CHECKED;

/* Read-only, whatever its schema, which comes in *version: to look at only. */
enum status db_open_any(const char *path, enum db_kind kind, struct db **out,
    int *version, struct err *err) ERR_CHECKED;

/* integrity_check and foreign_key_check; the first complaint in err. */
enum status db_verify(struct db *db, struct err *err) ERR_CHECKED;

#endif
