/*
 * SPDX-License-Identifier: ISC
 *
 * db: one connection to the books (or to auth.db), its statements and its
 * transactions.  Only the files of db/ include sqlite3.h.  SQLite codes become
 * `enum status` here.  A handle never crosses fork().
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct db_stmt;

/*
 * A named statement.  Files of office/ keep theirs at the top, as
 * `DB_SQL(q_name) = { "person.by_id", "SELECT ..." };`: that also registers it,
 * so that tests prepare and explain every one.  The prepared statement is
 * cached in the connection under the address of the struct.
 */
struct db_sql {
	const char *name; /* for messages */
	const char *text; /* one statement, ?1 ?2 ... bound by number; db/dialect.h */
};

/* A registered statement, or an array of them. */
struct db_known {
	const struct db_sql *first;
	size_t n;
	const char *file; /* __FILE__ */
};

/*
 * The linker gathers section db_known from all objects of a program.  It holds
 * pointers, because the linker may put padding between structs of two objects.
 */
#define DB_KNOWN(q)                                                            \
	static const struct db_known known_##q = {                             \
		(const struct db_sql *)&(q), sizeof(q) / sizeof(struct db_sql), \
		__FILE__ };                                                    \
	static const struct db_known *const entry_##q                          \
	    __attribute__((used, section("db_known"))) = &known_##q;
#define DB_SQL(q)                                                              \
	static const struct db_sql q;                                          \
	DB_KNOWN(q)                                                            \
	static const struct db_sql q
/* DB_SQL() of an array: DB_SQL_ARRAY(q, [2][3]) = ...; */
#define DB_SQL_ARRAY(q, size)                                                  \
	static const struct db_sql q size;                                     \
	DB_KNOWN(q)                                                            \
	static const struct db_sql q size
/* DB_SQL() of a statement that a header declares. */
#define DB_SQL_SHARED(q)                                                       \
	DB_KNOWN(q)                                                            \
	const struct db_sql q

/* The kind of database: its application_id and its migrations. */
enum db_kind { DB_BOOKS, DB_AUTH };

/*
 * Opens read-only: no checkpoint, refuses a schema that is older or newer than
 * the program (ST_INVALID, both numbers named) or no file (ST_NOTFOUND).
 */
enum status db_open_reader(const char *path, enum db_kind kind,
    struct db **out, struct err *err) ERR_CHECKED;

/*
 * Opens as the one writer: takes an exclusive lock on PATH.lock first
 * (ST_BUSY, naming the holder's pid, when another holds it), WAL,
 * synchronous=FULL read back, foreign keys, defensive, no trusted schema, no
 * automatic checkpoint, -wal and -shm stay on close.  Schema checked as above.
 */
enum status db_open_writer(const char *path, enum db_kind kind,
    struct db **out, struct err *err) ERR_CHECKED;

/* Closes; NULL is allowed. */
void db_close(struct db *db);

/*
 * The cached statement, reset and unbound.  A statement that does not compile
 * is a bug: fatalx with its name.
 */
struct db_stmt *db_use(struct db *db, const struct db_sql *q);

/* Binds value i (from 1).  Text and blobs are copied. */
void db_bind_int(struct db_stmt *s, int i, int64_t v);
void db_bind_text(struct db_stmt *s, int i, const char *v);  /* NULL: SQL NULL */
void db_bind_blob(struct db_stmt *s, int i, const void *p, size_t n);
/* Ids for {set ?i}. */
void db_bind_set(struct db_stmt *s, int i, const int64_t *ids, size_t n);

/*
 * Binds in order by letters: i int64_t, t const char *, n NULL (no argument),
 * b const void * + size_t, s const int64_t * + size_t (db_bind_set), o int64_t
 * that binds NULL when it is 0.
 */
struct db_stmt *db_usef(struct db *db, const struct db_sql *q,
    const char *types, ...);

/* Next row; *row is false at the end.  An error resets the statement. */
enum status db_step(struct db_stmt *s, bool *row, struct err *err) ERR_CHECKED;
/* Runs a statement without rows; ST_EXISTS on UNIQUE, ST_INVALID on CHECK or
 * trigger, with SQLite's text as message. */
enum status db_run(struct db_stmt *s, struct err *err) ERR_CHECKED;
/*
 * As db_step() once, then reset: *found is false without a row; the columns are
 * no longer valid.
 */
enum status db_int1(struct db_stmt *s, int64_t *v, bool *found, struct err *err)
    ERR_CHECKED;
void db_reset(struct db_stmt *s);

/*
 * Resets every statement that is still running and returns their number.  A
 * loop over rows that ends early must reset its statement, because an open read
 * snapshot keeps the WAL from being reset.  Call this before waiting for a key;
 * a result above 0 is a bug.
 */
unsigned db_reset_all(struct db *db);

/* Columns from 0; text is "" for NULL and valid until the next step. */
int64_t db_int(struct db_stmt *s, int col);
const char *db_text(struct db_stmt *s, int col);
const void *db_blob(struct db_stmt *s, int col, size_t *n);
bool db_null(struct db_stmt *s, int col);
/* Copies a text column; cuts at a letter when too long. */
void db_copy(struct db_stmt *s, int col, char *dst, size_t size);

/* Rows changed by the last db_run(). */
int64_t db_changes(struct db *db);

/* A write transaction (BEGIN IMMEDIATE) / a read snapshot (BEGIN). */
enum status db_begin(struct db *db, struct err *err) ERR_CHECKED;
enum status db_begin_read(struct db *db, struct err *err) ERR_CHECKED;
enum status db_commit(struct db *db, struct err *err) ERR_CHECKED;
void db_rollback(struct db *db);
/* True while a transaction is open; false after SQLite rolled it back. */
bool db_in_tx(struct db *db);

/* One verb inside the batch. */
enum status db_savepoint(struct db *db, struct err *err) ERR_CHECKED;
enum status db_release(struct db *db, struct err *err) ERR_CHECKED;
void db_rollback_to(struct db *db);

/* Next id of that kind from table counter (inside a write transaction). */
enum status db_next_id(struct db *db, const char *counter, int64_t *id,
    struct err *err) ERR_CHECKED;
/* Reserves n consecutive ids; *first is the first. */
enum status db_take_ids(struct db *db, const char *counter, int64_t n,
    int64_t *first, struct err *err) ERR_CHECKED;

/*
 * Size of the WAL in bytes and a checkpoint: PASSIVE, or RESTART when the WAL
 * is above the limit.
 */
int64_t db_wal_bytes(struct db *db);
enum status db_checkpoint(struct db *db, bool restart, struct err *err)
    ERR_CHECKED;

/* SHA-256 over rows: db/digest.h. */
