/*
 * SPDX-License-Identifier: ISC
 *
 * tx: transactions, the savepoint of one verb, ids made by the program, and
 * checkpoints.
 */
#include "db/db_priv.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/mem.h"

#define DB_CHECKPOINT_WAIT_MS 20 /* with readers alive 8.5 ms sufficed */
#define DB_WAIT_MS 5000

DB_SQL(q_begin) = { "tx.begin", "BEGIN IMMEDIATE" };
DB_SQL(q_begin_read) = { "tx.begin_read", "BEGIN" };
DB_SQL(q_commit) = { "tx.commit", "COMMIT" };
DB_SQL(q_rollback) = { "tx.rollback", "ROLLBACK" };
DB_SQL(q_savepoint) = { "tx.savepoint", "SAVEPOINT verb" };
DB_SQL(q_release) = { "tx.release", "RELEASE verb" };
DB_SQL(q_rollback_to) = {
	"tx.rollback_to", "ROLLBACK TO verb" };

DB_SQL(q_take) = { "counter.take",
	"INSERT INTO counter (name, value) VALUES (?1, ?2) "
	"ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value "
	"RETURNING value" };

enum status
db_begin(struct db *db, struct err *err)
{
	enum status st = db_run(db_use(db, &q_begin), err);

	if (st == ST_OK)
		db->tx = true;
	return st;
}

enum status
db_begin_read(struct db *db, struct err *err)
{
	enum status st = db_run(db_use(db, &q_begin_read), err);

	if (st == ST_OK)
		db->tx = true;
	return st;
}

enum status
db_commit(struct db *db, struct err *err)
{
	enum status st;

	if (!db_in_tx(db))
		return err_set(err, ST_IO, "the transaction is gone");
	st = db_run(db_use(db, &q_commit), err);
	if (st == ST_OK)
		db->tx = false;
	return st;
}

void
db_rollback(struct db *db)
{
	struct err err = ERR_INIT;

	/* A ROLLBACK would invalidate running SELECTs. */
	(void)db_reset_all(db);
	db->tx = false;
	if (!sqlite3_get_autocommit(db->h) &&
	    db_run(db_use(db, &q_rollback), &err) != ST_OK)
		fatalx("%s: rollback: %s", db->path, err.msg);
}

bool
db_in_tx(struct db *db)
{
	return !sqlite3_get_autocommit(db->h);
}

enum status
db_savepoint(struct db *db, struct err *err)
{
	return db_run(db_use(db, &q_savepoint), err);
}

enum status
db_release(struct db *db, struct err *err)
{
	return db_run(db_use(db, &q_release), err);
}

void
db_rollback_to(struct db *db)
{
	struct err err = ERR_INIT;

	(void)db_reset_all(db);
	if (!db_in_tx(db))
		return; /* SQLite rolled the batch back; the caller checks */
	if (db_run(db_use(db, &q_rollback_to), &err) != ST_OK ||
	    db_run(db_use(db, &q_release), &err) != ST_OK) {
		log_warnx("%s: %s", db->path, err.msg);
		db_rollback(db);
	}
}

enum status
db_take_ids(struct db *db, const char *counter, int64_t n, int64_t *first,
    struct err *err)
{
	int64_t last = 0;
	bool found = false;
	enum status st;

	st = db_int1(db_usef(db, &q_take, "ti", counter, n), &last, &found,
	    err);
	if (st == ST_OK)
		*first = last - n + 1;
	return st;
}

enum status
db_next_id(struct db *db, const char *counter, int64_t *id, struct err *err)
{
	return db_take_ids(db, counter, 1, id, err);
}

int64_t
db_wal_bytes(struct db *db)
{
	struct stat sb;
	char *name;
	int rc;

	/*
	 * The WAL file keeps its size after a restart, so count the pages in
	 * use.
	 */
	if (db->wal_pages >= 0)
		return (int64_t)db->wal_pages * (4096 + 24);
	name = mem_printf("%s-wal", db->path);
	rc = stat(name, &sb);
	free(name);
	return rc == 0 ? (int64_t)sb.st_size : 0;
}

enum status
db_checkpoint(struct db *db, bool restart, struct err *err)
{
	int rc, log = -1, done = -1;

	(void)sqlite3_busy_timeout(db->h, DB_CHECKPOINT_WAIT_MS);
	rc = sqlite3_wal_checkpoint_v2(db->h, "main", restart ?
	    SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &log, &done);
	(void)sqlite3_busy_timeout(db->h, DB_WAIT_MS);
	if (rc != SQLITE_OK)
		return db_fail(db, rc, err);
	if (restart || (log >= 0 && log == done))
		db->wal_pages = 0;
	return ST_OK;
}
