/* SPDX-License-Identifier: ISC */
/*
 * db: opening, the writer's lock, errors that end a batch, readers beside the
 * writer, migrations that are killed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "db/db_priv.h"
#include "db/digest.h"
#include "db/row.h"

static char dir[64], path[96], other[96];

static struct err err;

static void
ok(enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s", what, err_name(st), err.msg);
}
#define OK(call) ok(call, #call)

static int
setup(void **state)
{
	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/test_db.XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	(void)snprintf(path, sizeof(path), "%s/books.db", dir);
	(void)snprintf(other, sizeof(other), "%s/copy.db", dir);
	return 0;
}

static int
teardown(void **state)
{
	static const char *const names[] = { "books.db", "books.db-wal",
		"books.db-shm", "books.db.lock", "copy.db", "copy.db-wal",
		"copy.db-shm", "copy.db.lock", "copy.db.part" };
	char name[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)snprintf(name, sizeof(name), "%s/%s", dir, names[i]);
		(void)unlink(name);
	}
	return rmdir(dir);
}

static bool
there(const char *file, const char *tail)
{
	char name[128];

	(void)snprintf(name, sizeof(name), "%s%s", file, tail);
	return access(name, F_OK) == 0;
}

static enum status
sql(struct db *db, const char *text)
{
	return db_exec(db, text, &err);
}

static int64_t
number(struct db *db, const char *text)
{
	sqlite3_stmt *s = NULL;
	int64_t v = -1;
	int rc;

	rc = sqlite3_prepare_v2(db->h, text, -1, &s, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(s);
	if (rc == SQLITE_ROW)
		v = sqlite3_column_int64(s, 0);
	else if (rc != SQLITE_DONE)
		fail_msg("%s: %s", text, sqlite3_errmsg(db->h));
	(void)sqlite3_finalize(s);
	return v;
}

static struct db *
fresh(void)
{
	struct db *db = NULL;

	OK(db_create(path, DB_BOOKS, &err));
	OK(db_open_writer(path, DB_BOOKS, &db, &err));
	return db;
}

static void
test_create(void **state)
{
	unsigned char head[72];
	struct stat sb;
	struct db *db;
	int fd;

	(void)state;
	OK(db_create(path, DB_BOOKS, &err));
	assert_int_equal(db_create(path, DB_BOOKS, &err), ST_EXISTS);
	assert_int_equal(stat(path, &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0640);
	/* file(1) reads the number at 68: "ChTr". */
	fd = open(path, O_RDONLY);
	assert_int_equal(read(fd, head, sizeof(head)), sizeof(head));
	(void)close(fd);
	assert_memory_equal(head, "SQLite format 3", 16);
	assert_memory_equal(head + 68, "ChTr", 4);
	OK(db_create(other, DB_AUTH, &err));
	assert_int_equal(stat(other, &sb), 0);
	assert_int_equal(sb.st_mode & 0777, 0600);
	/* One kind is not the other. */
	assert_int_equal(db_open_reader(other, DB_BOOKS, &db, &err), ST_INVALID);
	assert_int_equal(db_open_writer(other, DB_BOOKS, &db, &err), ST_INVALID);
	OK(db_open_writer(other, DB_AUTH, &db, &err));
	db_close(db);
}

static void
test_missing_and_foreign_files(void **state)
{
	struct db *db = NULL;
	int fd;

	(void)state;
	assert_int_equal(db_open_reader(path, DB_BOOKS, &db, &err), ST_NOTFOUND);
	assert_int_equal(db_open_writer(path, DB_BOOKS, &db, &err), ST_NOTFOUND);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(write(fd, "no database, just a long line of text...", 40), 40);
	(void)close(fd);
	assert_int_equal(db_open_writer(path, DB_BOOKS, &db, &err), ST_CORRUPT);
	assert_null(db);
}

static void
test_one_writer(void **state)
{
	struct db *db = fresh(), *second = NULL;
	char pid[24];

	(void)state;
	assert_int_equal(db_open_writer(path, DB_BOOKS, &second, &err), ST_BUSY);
	(void)snprintf(pid, sizeof(pid), "%d", (int)getpid());
	assert_non_null(strstr(err.msg, pid));
	db_close(db);
	OK(db_open_writer(path, DB_BOOKS, &db, &err));
	db_close(db);
}

static void
test_settings(void **state)
{
	struct db *db = fresh();

	(void)state;
	assert_int_equal(number(db, "PRAGMA synchronous"), 2);
	assert_int_equal(number(db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(number(db, "PRAGMA recursive_triggers"), 1);
	assert_int_equal(number(db, "PRAGMA trusted_schema"), 0);
	assert_int_equal(number(db, "PRAGMA wal_autocheckpoint"), 0);
	/* A word in double quotes is no text, the schema is not writable. */
	assert_int_not_equal(sql(db, "SELECT \"nosuch\""), ST_OK);
	assert_int_not_equal(sql(db, "PRAGMA writable_schema = ON;"
	    "UPDATE sqlite_schema SET sql = ''"), ST_OK);
	assert_int_not_equal(sql(db, "ATTACH ':memory:' AS x"), ST_OK);
	db_close(db);
}

static void
test_statuses(void **state)
{
	static const struct db_sql q_insert = { "t", "INSERT INTO meta VALUES (?1, ?2)" };
	struct db *db = fresh();
	int64_t first, next;

	(void)state;
	OK(db_run(db_usef(db, &q_insert, "tt", "a", "1"), &err));
	assert_int_equal(db_run(db_usef(db, &q_insert, "tt", "a", "2"), &err), ST_EXISTS);
	/* STRICT: a blob is no TEXT; NOT NULL; CHECK; foreign key. */
	assert_int_equal(db_run(db_usef(db, &q_insert, "tb", "b", "x", (size_t)1), &err), ST_INVALID);
	assert_int_equal(db_run(db_usef(db, &q_insert, "tn", "b"), &err), ST_INVALID);
	assert_int_equal(sql(db, "INSERT INTO counter VALUES ('x', -1)"), ST_INVALID);
	assert_int_equal(sql(db, "INSERT INTO staff_point VALUES (1, 1)"), ST_INVALID);
	/* A sum that overflows is no fault of the disk. */
	assert_int_equal(sql(db, "INSERT INTO counter SELECT 'x', sum(v) FROM "
	    "(SELECT 9223372036854775807 AS v UNION ALL SELECT 1)"), ST_INVALID);
	/* Nobody at a desk reads the schema's own words. */
	assert_null(strstr(err.msg, "overflow"));
	assert_int_equal(sql(db, "INSERT INTO counter VALUES ('x', -1)"), ST_INVALID);
	assert_null(strstr(err.msg, "CHECK"));
	OK(db_take_ids(db, "thing", 10, &first, &err));
	OK(db_next_id(db, "thing", &next, &err));
	assert_int_equal(first, 1);
	assert_int_equal(next, 11);
	db_close(db);
}

static void
test_savepoint_keeps_the_others(void **state)
{
	struct db *db = fresh();

	(void)state;
	OK(db_begin(db, &err));
	OK(db_savepoint(db, &err));
	OK(sql(db, "INSERT INTO meta VALUES ('one', '1')"));
	OK(db_release(db, &err));
	OK(db_savepoint(db, &err));
	OK(sql(db, "INSERT INTO meta VALUES ('two', '2')"));
	/* RAISE(ABORT) of a trigger ends the statement, not the batch. */
	OK(sql(db, "INSERT INTO journal VALUES (1, '', 0, '', 'v', "
	    "zeroblob(16), '', '', zeroblob(32), zeroblob(32))"));
	assert_int_equal(sql(db, "DELETE FROM journal"), ST_INVALID);
	assert_true(db_in_tx(db));
	db_rollback_to(db);
	assert_true(db_in_tx(db));
	OK(db_commit(db, &err));
	assert_int_equal(number(db, "SELECT count(*) FROM meta"), 1);
	assert_int_equal(number(db, "SELECT count(*) FROM journal"), 0);
	/* What throws the batch away is seen, and nobody goes on. */
	OK(db_begin(db, &err));
	OK(sql(db, "INSERT INTO meta VALUES ('three', '3')"));
	assert_int_equal(sql(db, "INSERT OR ROLLBACK INTO meta VALUES ('one', '1')"), ST_IO);
	assert_false(db_in_tx(db));
	db_rollback_to(db);
	assert_int_equal(db_commit(db, &err), ST_IO);
	db_rollback(db);
	assert_int_equal(number(db, "SELECT count(*) FROM meta"), 1);
	db_close(db);
}

/* A reader in another process, before, beside and after the writer. */
static void
in_child(int (*fn)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(fn());
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("child: %d", status);
}

static int
read_one(void)
{
	struct db *db;

	if (db_open_reader(path, DB_BOOKS, &db, &err) != ST_OK)
		return 1;
	if (number(db, "SELECT count(*) FROM meta") != 1)
		return 2;
	if (sql(db, "INSERT INTO meta VALUES ('r', '')") == ST_OK)
		return 3;
	db_close(db);
	return 0;
}

static int
write_one_and_die(void)
{
	struct db *db;

	if (db_open_writer(path, DB_BOOKS, &db, &err) != ST_OK ||
	    sql(db, "INSERT INTO meta VALUES ('k', '')") != ST_OK ||
	    db_begin(db, &err) != ST_OK ||
	    sql(db, "INSERT INTO meta VALUES ('lost', '')") != ST_OK)
		return 1;
	(void)kill(getpid(), SIGKILL);
	return 2;
}

static void
test_readers_beside_the_writer(void **state)
{
	struct db *db;
	int status;
	pid_t pid;

	(void)state;
	OK(db_create(path, DB_BOOKS, &err));
	pid = fork();
	if (pid == 0)
		_exit(write_one_and_die());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	/* Saved is saved, the rest never happened; the lock went with it. */
	in_child(read_one);
	OK(db_open_writer(path, DB_BOOKS, &db, &err));
	in_child(read_one);
	db_close(db);
	/* A reader of another uid needs both files. */
	assert_true(there(path, "-wal"));
	assert_true(there(path, "-shm"));
	in_child(read_one);
	assert_true(there(path, "-shm"));
}

static void
test_checkpoint_counts_the_wal(void **state)
{
	struct db *db = fresh();
	int i;

	(void)state;
	for (i = 0; i < 50; i++)
		OK(sql(db, "INSERT INTO meta VALUES (hex(randomblob(8)), "
		    "hex(randomblob(2000)))"));
	assert_true(db_wal_bytes(db) > 50 * 4096);
	OK(db_checkpoint(db, false, &err));
	OK(sql(db, "INSERT INTO meta VALUES ('x', '')"));
	assert_true(db_wal_bytes(db) < 50 * 4096);
	OK(db_checkpoint(db, true, &err));
	assert_int_equal(db_wal_bytes(db), 0);
	db_close(db);
}

static int64_t
wal_size(void)
{
	char name[128];
	struct stat sb;

	(void)snprintf(name, sizeof(name), "%s-wal", path);
	return stat(name, &sb) == 0 ? (int64_t)sb.st_size : 0;
}

/* Steps after the newest of the program; versions are counted from it. */
static struct db_file files_slow[] = {
	{ 1, "1", "CREATE TABLE added (x); INSERT INTO added "
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
	    "SELECT i FROM n" },
	{ 0, NULL, NULL },
};
static struct db_file files_two[] = {
	{ 1, "1", "CREATE TABLE added (x)" },
	{ 0, NULL, NULL },
};
static struct db_file files_bad[] = {
	{ 1, "1", "CREATE TABLE added (x)" },
	{ 2, "2", "CREATE TABLE third (x); INSERT INTO staff_point VALUES (7, 7)" },
	{ 0, NULL, NULL },
};

/* The version of the program, after which the steps above come. */
static int
newest(void)
{
	int v = db_schema_version(DB_BOOKS);

	files_slow[0].version = files_two[0].version = v + 1;
	files_bad[0].version = v + 1;
	files_bad[1].version = v + 2;
	return v;
}

static void
test_migration_killed_in_the_middle(void **state)
{
	struct db *db;
	int from = 0, to = 0, status;
	pid_t pid;
	int v = newest();

	(void)state;
	OK(db_create(path, DB_BOOKS, &err));
	pid = fork();
	if (pid == 0)
		_exit(db_migrate_files(path, DB_BOOKS, files_slow, NULL,
		    &from, &to, &err));
	/* Its rows reach the -wal only from within the second step. */
	while (waitpid(pid, &status, WNOHANG) == 0 && wal_size() < 1 << 20)
		(void)usleep(1000);
	(void)kill(pid, SIGKILL);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	OK(db_open_writer(path, DB_BOOKS, &db, &err));
	assert_int_equal(number(db, "PRAGMA user_version"), v);
	assert_int_equal(number(db, "SELECT count(*) FROM sqlite_schema "
	    "WHERE name = 'added'"), 0);
	db_close(db);
}

static void
test_migration(void **state)
{
	struct db *db = NULL;
	int from = 0, to = 0, v = newest();
	char text[16];

	(void)state;
	OK(db_create(path, DB_BOOKS, &err));
	OK(db_migrate(path, DB_BOOKS, other, &from, &to, &err));
	assert_int_equal(from, to);
	assert_false(there(other, "")); /* nothing to do: no copy */
	OK(db_migrate_files(path, DB_BOOKS, files_two, other, &from, &to, &err));
	assert_int_equal(from, v);
	assert_int_equal(to, v + 1);
	/* The program refuses what is newer with both numbers. */
	assert_int_equal(db_open_reader(path, DB_BOOKS, &db, &err), ST_INVALID);
	(void)snprintf(text, sizeof(text), "%d", v);
	assert_non_null(strstr(err.msg, text));
	(void)snprintf(text, sizeof(text), "%d", v + 1);
	assert_non_null(strstr(err.msg, text));
	assert_int_equal(db_migrate(path, DB_BOOKS, NULL, &from, &to, &err), ST_INVALID);
	/* The copy is the old version, sound, and one file. */
	OK(db_open_reader(other, DB_BOOKS, &db, &err));
	OK(db_verify(db, &err));
	db_close(db);
	assert_false(there(other, ".part"));
	/* A step that breaks a foreign key leaves the version before it. */
	assert_int_equal(db_migrate_files(path, DB_BOOKS, files_bad, NULL,
	    &from, &to, &err), ST_CORRUPT);
	OK(db_migrate_files(path, DB_BOOKS, files_two, NULL, &from, &to, &err));
	assert_int_equal(from, v + 1);
}

static void
test_backup_of_a_live_database(void **state)
{
	struct db *db = fresh(), *copy = NULL;

	(void)state;
	OK(sql(db, "INSERT INTO meta VALUES ('a', '')"));
	OK(db_begin(db, &err));
	OK(sql(db, "INSERT INTO meta VALUES ('b', '')"));
	OK(db_backup(path, other, &err));
	OK(db_commit(db, &err));
	assert_int_equal(db_backup(path, other, &err), ST_EXISTS);
	OK(db_open_reader(other, DB_BOOKS, &copy, &err));
	assert_int_equal(number(copy, "SELECT count(*) FROM meta"), 1);
	db_close(copy);
	db_close(db);
}

static void
test_digest(void **state)
{
	unsigned char a[DIGEST_LEN], b[DIGEST_LEN];
	char hex[2 * DIGEST_LEN + 1];
	struct digest *d = digest_new();

	(void)state;
	digest_text(d, "ab");
	digest_text(d, "c");
	digest_end(d, a);
	d = digest_new();
	digest_text(d, "a");
	digest_text(d, "bc");
	digest_end(d, b);
	assert_memory_not_equal(a, b, DIGEST_LEN);
	/* printf '\0\0\0\0\0\0\0\5\0\0\0\2hi' | sha256sum */
	d = digest_new();
	digest_int(d, 5);
	digest_text(d, "hi");
	digest_end(d, a);
	str_hex(hex, a, DIGEST_LEN);
	assert_string_equal(hex, "234dc3f8af01b7e14cd994ffd786691a1b70846646f9a37f1a0b05f5180de119");
}

/* ---- rows ------------------------------------------------------------------ */

enum size { SIZE_NONE, SIZE_SMALL, SIZE_LARGE };
NAMES(sizes, [SIZE_SMALL] = "small", [SIZE_LARGE] = "large");

struct thing {
	int64_t id;
	int count;
	bool open;
	char sex, name[6];
	enum size size;
	char rest[4];
};
#define COL(m) DB_COL(struct thing, m)
static const struct db_col things[] = {
	DB_ROW(struct thing), COL(id), COL(count), DB_SKIP, COL(open), COL(sex),
	COL(name), DB_COL_ENUM(struct thing, size, &sizes), DB_END
};
#undef COL
static const struct db_sql q_things = { "t.things",
	"SELECT 5000000000, -7, 'skipped', 1, 'f', 'Đặng Á', 'large', 'more'"
	" WHERE ?1 > 0 UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, '?', 2"
	" WHERE ?1 > 1" };

static enum status
until_two(struct db_stmt *s, void *arg, struct err *e)
{
	int *n = arg;

	(void)s;
	return ++*n < 2 ? ST_OK : err_set(e, ST_LIMIT, "two");
}

static void
test_rows(void **state)
{
	struct thing v[3];
	struct db *db = NULL;
	unsigned n = 9;
	bool found;
	int calls = 0;

	(void)state;
	OK(db_create(path, DB_BOOKS, &err));
	OK(db_open_reader(path, DB_BOOKS, &db, &err));
	memset(v, 'x', sizeof(v));
	OK(db_one(db_usef(db, &q_things, "i", (int64_t)0), things, v, &found, &err));
	assert_false(found);
	assert_int_equal(v[0].sex, 'x');
	OK(db_one(db_usef(db, &q_things, "i", (int64_t)2), things, v, &found, &err));
	assert_true(found);
	assert_int_equal(v[0].id, 5000000000);
	assert_int_equal(v[0].count, -7);
	assert_true(v[0].open);
	assert_int_equal(v[0].sex, 'f');
	assert_string_equal(v[0].name, "Đặ"); /* cut at a letter */
	assert_int_equal(v[0].size, SIZE_LARGE);
	assert_string_equal(v[0].rest, "");
	/* The statement is reset: nothing holds the snapshot. */
	assert_int_equal(db_reset_all(db), 0);
	OK(db_all(db_usef(db, &q_things, "i", (int64_t)2), things, v, 3, &n, &err));
	assert_int_equal(n, 2);
	assert_int_equal(v[1].id, 0);
	assert_string_equal(v[1].name, "");
	assert_int_equal(v[1].size, SIZE_NONE);
	OK(db_all(db_usef(db, &q_things, "i", (int64_t)2), things, v, 1, &n, &err));
	assert_int_equal(n, 1);
	assert_int_equal(db_reset_all(db), 0);
	assert_int_equal(db_each(db_usef(db, &q_things, "i", (int64_t)2),
	    until_two, &calls, &err), ST_LIMIT);
	assert_int_equal(calls, 2);
	assert_int_equal(db_reset_all(db), 0);
	assert_string_equal(names_word(&sizes, SIZE_SMALL), "small");
	assert_string_equal(names_word(&sizes, 77), "");
	assert_int_equal(names_find(&sizes, NULL), SIZE_NONE);
	db_close(db);
}

/* ---- sets ------------------------------------------------------------------ */

/* How many of the set, their sum, and how many of 1, -2, 3 are in it. */
static const struct db_sql q_set = { "t.set",
	"SELECT count(*), coalesce(sum(s.id), 0), (SELECT count(*) FROM (SELECT 1"
	" AS id UNION SELECT -2 UNION SELECT 3) x WHERE x.id IN {set ?2}), ?1"
	" FROM {set ?2} s" };

static void
set_is(struct db *db, const int64_t *ids, size_t n, int64_t sum, int64_t in)
{
	struct db_stmt *s = db_usef(db, &q_set, "is", (int64_t)7, ids, n);
	bool row = false;

	OK(db_step(s, &row, &err));
	assert_true(row);
	assert_int_equal(db_int(s, 0), n);
	assert_int_equal(db_int(s, 1), sum);
	assert_int_equal(db_int(s, 2), in);
	assert_int_equal(db_int(s, 3), 7);
	db_reset(s);
}

static void
test_sets(void **state)
{
	const int64_t few[] = { 3, -2, INT64_MAX - 2, INT64_MIN };
	int64_t many[500], sum = 0;
	struct db *db = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < 500; i++)
		sum += many[i] = 3 + 1000003 * (int64_t)i;
	OK(db_create(path, DB_BOOKS, &err));
	OK(db_open_reader(path, DB_BOOKS, &db, &err));
	set_is(db, NULL, 0, 0, 0);
	set_is(db, few, 1, 3, 1);
	set_is(db, many, 500, sum, 1);
	set_is(db, few, 4, -2, 2); /* the statement forgets the set before */
	set_is(db, few, 0, 0, 0);
	db_close(db);
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_create),
		T(test_missing_and_foreign_files),
		T(test_one_writer),
		T(test_settings),
		T(test_statuses),
		T(test_savepoint_keeps_the_others),
		T(test_readers_beside_the_writer),
		T(test_checkpoint_counts_the_wal),
		T(test_migration),
		T(test_migration_killed_in_the_middle),
		T(test_backup_of_a_live_database),
		T(test_digest),
		T(test_rows),
		T(test_sets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
