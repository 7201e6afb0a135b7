/* SPDX-License-Identifier: ISC */
/*
 * books: a disk that is full or whose fsync fails stops the taking of verbs
 * and nothing else; what was being saved then is neither yes nor no.
 */
#include "books_help.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/str.h"
#include "db/migrate.h"
#include "office/verb/journal.h"

/* Shared with books: its fsyncs fail while this is set. */
static volatile int *sync_fails;

/* In place of the C library's: SQLite's calls come here too. */
int
fdatasync(int fd)
{
	if (sync_fails != NULL && *sync_fails) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fdatasync, fd);
}

int
fsync(int fd)
{
	return fdatasync(fd);
}

static int
setup(void **state)
{
	*sync_fails = 0;
	return books_setup(state);
}

static void
test_disk_full_halts(void **state)
{
	unsigned char op[WIRE_OP_ID];
	struct wire_answer a;
	struct db *reader = NULL;
	struct post *p, *late;
	char wal[128];
	struct stat sb;
	enum status st = ST_OK;
	int64_t done = 0, there, n;

	(void)state;
	OK(str_format(wal, sizeof(wal), "%s-wal", world.path));
	assert_int_equal(stat(wal, &sb), 0);
	books_file_limit = 4096 * 1024 + (rlim_t)sb.st_size;
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	while (done < 5000 && (st = add_person(p, "Một", op)) == ST_OK)
		done++;
	/* Full while it was written, or only when it was committed. */
	assert_true(st == ST_IO || st == ST_UNKNOWN);
	assert_true(done > 10);
	/* Loud for everybody, and reading goes on. */
	late = as(WIRE_PEER_STAFF, ADMIN);
	assert_int_equal(add_person(late, "Hai", NULL), ST_IO);
	assert_int_equal(post_outcome(late, op, &a, &world_err), ST_UNKNOWN);
	OK(db_open_reader(world.path, DB_BOOKS, &reader, &world_err));
	db_close(reader);
	post_close(p);
	post_close(late);
	books_file_limit = 0;
	stop(SIGTERM);
	/* What was answered is there; the one in doubt is told by its op. */
	there = world_int("SELECT count(*) FROM person WHERE id > 1000");
	OK(journal_verify(world.db, &n, &world_err));
	assert_int_equal(there, n);
	assert_true(there == done || (there == done + 1 && st == ST_UNKNOWN));
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	st = post_outcome(p, op, &a, &world_err);
	wire_args_done(&a.args);
	assert_int_equal(st, there == done ? ST_NOTFOUND : ST_OK);
	OK(add_person(p, "Ba", NULL));
	post_close(p);
	stop(SIGTERM);
}

static void
test_fsync_fails(void **state)
{
	unsigned char op[WIRE_OP_ID], refused[WIRE_OP_ID];
	struct wire_answer a;
	struct post *p;
	enum status st;
	int64_t n;

	(void)state;
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	OK(add_person(p, "Một", NULL));
	*sync_fails = 1;
	/* Neither yes nor no: it may stand after the repair. */
	assert_int_equal(add_person(p, "Hai", op), ST_UNKNOWN);
	names_op(op);
	*sync_fails = 0;
	/* An fsync that failed once is not tried again: that one was not done. */
	assert_int_equal(add_person(p, "Ba", refused), ST_IO);
	/* What became of the other cannot be told yet. */
	assert_int_equal(post_outcome(p, op, &a, &world_err), ST_UNKNOWN);
	names_op(op);
	post_close(p);
	stop(SIGKILL);
	OK(journal_verify(world.db, &n, &world_err));
	assert_int_equal(world_int("SELECT count(*) FROM person WHERE id > 1000"), n);
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	st = post_outcome(p, op, &a, &world_err);
	wire_args_done(&a.args);
	assert_int_equal(st, n == 2 ? ST_OK : ST_NOTFOUND);
	assert_int_equal(post_outcome(p, refused, &a, &world_err), ST_NOTFOUND);
	post_close(p);
	stop(SIGTERM);
}

/* One batch of a member that is refused, a question for an earlier posting and
 * one that is done, and its fsync fails. */
static void
test_fsync_fails_for_all(void **state)
{
	unsigned char first[WIRE_OP_ID];
	struct wire_verb good, bad;
	struct wire_answer a;
	struct wire_msg m;
	struct post *p;
	int fd, i;

	(void)state;
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	OK(add_person(p, "Một", first));
	post_close(p);
	fd = bound(WIRE_PEER_STAFF, PHONG);
	world_verb(&good, "person.add", "name", "Hai", "commune", "03646",
	    "point", "116-01", NULL);
	world_verb(&bad, "person.add", "name", "Ba", "nosuch", "x", NULL);
	(void)kill(books_pid, SIGSTOP);
	*sync_fails = 1;
	wire_init(&m);
	wire_put_verb(&m, &good);
	OK(wire_send(fd, &m, NULL, 0, &world_err));
	wire_put_verb(&m, &bad);
	OK(wire_send(fd, &m, NULL, 0, &world_err));
	wire_begin(&m, WIRE_OUTCOME);
	wire_put_bytes(&m, first, WIRE_OP_ID);
	OK(wire_send(fd, &m, NULL, 0, &world_err));
	(void)kill(books_pid, SIGCONT);
	for (i = 0; i < 3; i++) {
		receive(fd, &m);
		OK(wire_get_answer(&m, &a));
		/* Refused is not done, whatever the disk did. */
		assert_int_equal(a.err.st, memcmp(a.op, bad.op, WIRE_OP_ID) ==
		    0 ? ST_IO : ST_UNKNOWN);
		wire_args_done(&a.args);
	}
	wire_done(&m);
	wire_args_done(&good.args);
	wire_args_done(&bad.args);
	stop(SIGKILL);
}

/* A desk that ends then keeps in its draft what is in doubt, for the next
 * sign-in; also when the whole server is restarted. */
static void
test_draft_after_the_failure(void **state)
{
	struct wire_verb in;
	struct post *p;

	(void)state;
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	*sync_fails = 1;
	assert_int_equal(add_person(p, "Một", NULL), ST_UNKNOWN);
	world_verb(&in, "draft.save", "content", "sent=1", NULL);
	OK(deliver(p, &in, NULL));
	wire_args_done(&in.args);
	world_verb(&in, "draft.save", "content", "sent=2", NULL);
	OK(deliver(p, &in, NULL));
	wire_args_done(&in.args);
	/* Nobody else's business is taken. */
	assert_int_equal(add_person(p, "Hai", NULL), ST_IO);
	*sync_fails = 0;
	post_close(p);
	stop(SIGTERM);
	assert_int_equal(world_int("SELECT count(*) FROM draft"), 1);
	assert_int_equal(world_int("SELECT count(*) FROM draft WHERE staff_id = 4"
	    " AND content = 'sent=2'"), 1);
	OK(db_verify(world.db, &world_err));
}

/* A command that opens the books itself says no other than the server does. */
static void
test_fsync_fails_without_a_server(void **state)
{
	unsigned char op[WIRE_OP_ID];
	struct wire_answer a;
	struct post *p = NULL;
	enum status st;
	int64_t n;

	(void)state;
	db_close(world.db);
	world.db = NULL;
	OK(post_open(&books_conf, &p, &world_err));
	OK(add_person(p, "Một", NULL));
	*sync_fails = 1;
	assert_int_equal(add_person(p, "Hai", op), ST_UNKNOWN);
	names_op(op);
	*sync_fails = 0;
	assert_int_equal(add_person(p, "Ba", NULL), ST_IO);
	assert_int_equal(post_outcome(p, op, &a, &world_err), ST_UNKNOWN);
	post_close(p);
	OK(post_open(&books_conf, &p, &world_err));
	st = post_outcome(p, op, &a, &world_err);
	wire_args_done(&a.args);
	post_close(p);
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
	n = world_int("SELECT count(*) FROM person WHERE id > 1000");
	assert_int_equal(st, n == 2 ? ST_OK : ST_NOTFOUND);
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, books_teardown)
	const struct CMUnitTest tests[] = {
		T(test_disk_full_halts),
		T(test_fsync_fails),
		T(test_fsync_fails_for_all),
		T(test_draft_after_the_failure),
		T(test_fsync_fails_without_a_server),
	};

	sync_fails = mmap(NULL, sizeof(*sync_fails), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (sync_fails == MAP_FAILED)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
