/*
 * SPDX-License-Identifier: ISC
 *
 * stmt: prepared statements, cached by the address of their db_sql, and the
 * translation of SQLite's results into `enum status`.
 *
 * The cache only grows: the statements of the program are a fixed set.
 */
#include "db/db_priv.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "db/dialect.h"

static enum status
db_status(int rc)
{
	switch (rc & 0xFF) {
	case SQLITE_OK:
	case SQLITE_ROW:
	case SQLITE_DONE:
		return ST_OK;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ST_BUSY;
	case SQLITE_CONSTRAINT:
		if (rc == SQLITE_CONSTRAINT_UNIQUE ||
		    rc == SQLITE_CONSTRAINT_PRIMARYKEY ||
		    rc == SQLITE_CONSTRAINT_ROWID)
			return ST_EXISTS;
		return ST_INVALID;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return ST_CORRUPT;
	case SQLITE_TOOBIG:
		return ST_LIMIT;
	case SQLITE_ERROR:
	case SQLITE_MISMATCH:
		/* A sum overflowed, or a text is not a number: an error of the
		 * request, not of the disk, on which books would halt. */
		return ST_INVALID;
	default:
		/*
		 * FULL, IOERR, CANTOPEN, READONLY, NOMEM, ...: disk or memory.
		 */
		return ST_IO;
	}
}

enum status
db_fail(struct db *db, int rc, struct err *err)
{
	enum status st = db_status(rc);

	/*
	 * After some errors SQLite rolls the transaction back.  Later
	 * statements would commit one by one, so the caller must stop.
	 */
	if (db->tx && sqlite3_get_autocommit(db->h)) {
		db->tx = false;
		log_warnx("database: the transaction is gone: %s",
		    sqlite3_errmsg(db->h));
		st = ST_IO;
	}
	if (st == ST_IO || st == ST_CORRUPT)
		log_warnx("database: %s (%d, system error %d)",
		    sqlite3_errmsg(db->h), rc, sqlite3_system_errno(db->h));
	/* Messages of constraints are for the log only; triggers raise messages
	 * of their own. */
	if (rc == SQLITE_CONSTRAINT_CHECK || rc == SQLITE_CONSTRAINT_DATATYPE ||
	    rc == SQLITE_CONSTRAINT_NOTNULL || (rc & 0xFF) == SQLITE_ERROR ||
	    (rc & 0xFF) == SQLITE_MISMATCH) {
		log_warnx("database: %s (%d)", sqlite3_errmsg(db->h), rc);
		return err_set(err, st, "%s", _("an amount or a text is beyond "
		    "what the books may hold; nothing of it was written (see "
		    "the log)"));
	}
	return err_set(err, st, "%s", sqlite3_errmsg(db->h));
}

static size_t
db_slot(const struct db *db, const struct db_sql *q)
{
	size_t i = ((size_t)(uintptr_t)q >> 4) * 0x9E3779B97F4A7C15ull >> 32;

	for (i &= db->slots - 1; db->slot[i] != NULL && db->slot[i]->sql != q;)
		i = (i + 1) & (db->slots - 1);
	return i;
}

static void
db_slots_grow(struct db *db)
{
	struct db_stmt **old = db->slot;
	size_t i, n = db->slots;

	db->slots = n > 0 ? 2 * n : 64;
	db->slot = mem_array(db->slots, sizeof(*db->slot));
	for (i = 0; i < n; i++)
		if (old[i] != NULL)
			db->slot[db_slot(db, old[i]->sql)] = old[i];
	free(old);
}

struct db_stmt *
db_use(struct db *db, const struct db_sql *q)
{
	struct db_stmt *s;
	const char *tail = "";
	char *text;
	size_t i;

	if (2 * (db->used + 1) > db->slots)
		db_slots_grow(db);
	i = db_slot(db, q);
	s = db->slot[i];
	if (s != NULL) {
		(void)sqlite3_reset(s->st);
		(void)sqlite3_clear_bindings(s->st);
		return s;
	}
	s = mem_zalloc(sizeof(*s));
	s->db = db;
	s->sql = q;
	text = db_dialect(q->text, true);
	if (sqlite3_prepare_v3(db->h, text, -1, SQLITE_PREPARE_PERSISTENT,
	    &s->st, &tail) != SQLITE_OK || s->st == NULL)
		fatalx("statement %s: %s", q->name, sqlite3_errmsg(db->h));
	if (tail[strspn(tail, " \t\n;")] != '\0')
		fatalx("statement %s: more than one statement", q->name);
	free(text);
	db->slot[i] = s;
	db->used++;
	return s;
}

/* A wrong parameter number or a missing reset is a bug of the caller. */
static void
db_bound(struct db_stmt *s, int i, int rc)
{
	if (rc != SQLITE_OK)
		fatalx("statement %s: value %d: %s", s->sql->name, i,
		    sqlite3_errstr(rc));
}

void
db_bind_int(struct db_stmt *s, int i, int64_t v)
{
	db_bound(s, i, sqlite3_bind_int64(s->st, i, v));
}

void
db_bind_text(struct db_stmt *s, int i, const char *v)
{
	db_bound(s, i, sqlite3_bind_text(s->st, i, v, -1, SQLITE_TRANSIENT));
}

void
db_bind_blob(struct db_stmt *s, int i, const void *p, size_t n)
{
	/* An empty blob with a NULL address would be bound as NULL. */
	db_bound(s, i, sqlite3_bind_blob64(s->st, i, n > 0 ? p : "", n,
	    SQLITE_TRANSIENT));
}

void
db_bind_set(struct db_stmt *s, int i, const int64_t *ids, size_t n)
{
	struct buf b;
	size_t k;

	buf_init(&b, SIZE_MAX);
	for (k = 0; k < n; k++)
		(void)buf_printf(&b, "%c%" PRId64, k > 0 ? ',' : '[', ids[k]);
	(void)buf_adds(&b, n > 0 ? "]" : "[]");
	db_bind_text(s, i, buf_str(&b));
	buf_done(&b);
}

static void
db_bind_null(struct db_stmt *s, int i)
{
	db_bound(s, i, sqlite3_bind_null(s->st, i));
}

struct db_stmt *
db_usef(struct db *db, const struct db_sql *q, const char *types, ...)
{
	struct db_stmt *s = db_use(db, q);
	const void *p;
	va_list ap;
	int64_t v;
	int i;

	va_start(ap, types);
	for (i = 1; *types != '\0'; i++, types++) {
		switch (*types) {
		case 'i':
			db_bind_int(s, i, va_arg(ap, int64_t));
			break;
		case 't':
			db_bind_text(s, i, va_arg(ap, const char *));
			break;
		case 'b':
			p = va_arg(ap, const void *);
			db_bind_blob(s, i, p, va_arg(ap, size_t));
			break;
		case 's':
			p = va_arg(ap, const int64_t *);
			db_bind_set(s, i, p, va_arg(ap, size_t));
			break;
		case 'o':
			v = va_arg(ap, int64_t);
			if (v == 0)
				db_bind_null(s, i);
			else
				db_bind_int(s, i, v);
			break;
		case 'n':
			db_bind_null(s, i);
			break;
		default:
			fatalx("statement %s: type '%c'", q->name, *types);
		}
	}
	va_end(ap);
	return s;
}

enum status
db_step(struct db_stmt *s, bool *row, struct err *err)
{
	int rc = sqlite3_step(s->st);
	enum status st;

	if (rc == SQLITE_ROW) {
		*row = true;
		return ST_OK;
	}
	if (rc == SQLITE_DONE) {
		(void)sqlite3_reset(s->st);
		*row = false;
		return ST_OK;
	}
	st = db_fail(s->db, rc, err);
	(void)sqlite3_reset(s->st);
	return st;
}

enum status
db_run(struct db_stmt *s, struct err *err)
{
	bool row;
	enum status st = db_step(s, &row, err);

	if (st == ST_OK && row)
		(void)sqlite3_reset(s->st);
	return st;
}

enum status
db_int1(struct db_stmt *s, int64_t *v, bool *found, struct err *err)
{
	bool row;
	enum status st = db_step(s, &row, err);

	if (st != ST_OK)
		return st;
	*found = row;
	if (row) {
		*v = sqlite3_column_int64(s->st, 0);
		(void)sqlite3_reset(s->st);
	}
	return ST_OK;
}

void
db_reset(struct db_stmt *s)
{
	(void)sqlite3_reset(s->st);
}

unsigned
db_reset_all(struct db *db)
{
	unsigned n = 0;
	size_t i;

	for (i = 0; i < db->slots; i++)
		if (db->slot[i] != NULL && sqlite3_stmt_busy(db->slot[i]->st)) {
			(void)sqlite3_reset(db->slot[i]->st);
			n++;
		}
	return n;
}

int64_t
db_int(struct db_stmt *s, int col)
{
	return sqlite3_column_int64(s->st, col);
}

const char *
db_text(struct db_stmt *s, int col)
{
	const unsigned char *t = sqlite3_column_text(s->st, col);

	return t != NULL ? (const char *)t : "";
}

const void *
db_blob(struct db_stmt *s, int col, size_t *n)
{
	const void *p = sqlite3_column_blob(s->st, col);

	*n = (size_t)sqlite3_column_bytes(s->st, col);
	return p;
}

bool
db_null(struct db_stmt *s, int col)
{
	return sqlite3_column_type(s->st, col) == SQLITE_NULL;
}

void
db_copy(struct db_stmt *s, int col, char *dst, size_t size)
{
	(void)str_copy_cut(dst, size, db_text(s, col));
}

int64_t
db_changes(struct db *db)
{
	return sqlite3_changes64(db->h);
}
