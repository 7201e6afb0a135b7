/* SPDX-License-Identifier: ISC */
/*
 * books: the whole process behind its sockets.  What it answered is there
 * after kill -9, what it did not answer is told by its op id, a disk that
 * fails stops the taking of verbs and nothing else.
 */
#include "world.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/str.h"
#include "db/migrate.h"
#include "office/verb/journal.h"
#include "office/verb/verb.h"
#include "serve/books.h"
#include "serve/post.h"
#include "text/lang.h"
#include "wire/msg.h"
#include "wire/proto.h"

#define WAIT_MS 20000

static struct conf conf;
/* Shared with books: its fsyncs fail while this is set. */
static volatile int *sync_fails;
static pid_t books;
static int control = -1;
static int bounds[32], nbounds; /* our ends, until stop() */
static rlim_t file_limit; /* of the next books; 0 none */

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

static void
receive(int fd, struct wire_msg *m)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	if (poll(&p, 1, WAIT_MS) != 1)
		fail_msg("nothing came");
	OK(wire_recv(fd, m, &world_err));
}

static void
start(void)
{
	struct wire_msg m;
	int pair[2];

	db_close(world.db);
	world.db = NULL;
	OK(wire_pair(pair, &world_err));
	books = fork();
	if (books == 0) {
		struct rlimit lim = { file_limit, file_limit };

		(void)close(pair[0]);
		if (file_limit != 0) {
			(void)signal(SIGXFSZ, SIG_IGN);
			(void)setrlimit(RLIMIT_FSIZE, &lim);
		}
		/* A child of the test says little. */
		(void)close(STDERR_FILENO);
		(void)open("/dev/null", O_WRONLY);
		_exit(books_run(&conf, pair[1]));
	}
	(void)close(pair[1]);
	control = pair[0];
	wire_init(&m);
	receive(control, &m);
	assert_int_equal(m.type, WIRE_READY);
	wire_done(&m);
}

/* Waits for its end; the status as of waitpid(2). */
static int
ended(void)
{
	int status;

	assert_int_equal(waitpid(books, &status, 0), books);
	books = 0;
	(void)close(control);
	control = -1;
	return status;
}

static void
hang_up(void)
{
	while (nbounds > 0)
		(void)close(bounds[--nbounds]);
}

static void
stop(int signo)
{
	hang_up(); /* books waits for those who are there */
	(void)kill(books, signo);
	(void)ended();
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
}

/* A socket bound to somebody. */
static int
bound(enum wire_peer kind, int64_t number)
{
	struct wire_msg m;
	int pair[2];

	OK(wire_pair(pair, &world_err));
	wire_init(&m);
	wire_begin(&m, WIRE_BOOKS_BIND);
	wire_put_u8(&m, (uint8_t)kind);
	wire_put_i64(&m, number);
	wire_put_str(&m, "192.0.2.7");
	OK(wire_send(control, &m, &pair[1], 1, &world_err));
	wire_done(&m);
	(void)close(pair[1]);
	assert_true(nbounds < (int)(sizeof(bounds) / sizeof(bounds[0])));
	bounds[nbounds++] = pair[0];
	return pair[0];
}

static struct post *
as(enum wire_peer kind, int64_t number)
{
	struct post *p = NULL;

	OK(post_fd(bound(kind, number), -1, &p, &world_err));
	return p;
}

static enum status
deliver(struct post *p, const struct wire_verb *in, struct wire_args *out)
{
	struct wire_answer a;
	enum status st = post_send(p, in, &a, &world_err);

	assert_memory_equal(a.op, in->op, WIRE_OP_ID);
	if (out != NULL)
		*out = a.args;
	else
		wire_args_done(&a.args);
	return st;
}

static enum status
add_person(struct post *p, const char *name, unsigned char *op)
{
	struct wire_verb in;
	enum status st;

	world_verb(&in, "person.add", "name", name, "commune", "03646",
	    "point", "116-01", NULL);
	if (op != NULL)
		memcpy(op, in.op, WIRE_OP_ID);
	st = deliver(p, &in, NULL);
	wire_args_done(&in.args);
	return st;
}

static int
setup(void **state)
{
	int rc;

	*sync_fails = 0;
	rc = world_setup(state);
	log_set_debug(false);
	file_limit = 0;
	memset(&conf, 0, sizeof(conf));
	OK(str_copy(conf.data_database, sizeof(conf.data_database), world.path));
	OK(str_format(conf.data_socket, sizeof(conf.data_socket), "%s/sock",
	    world.dir));
	conf.books_batch = 64;
	conf.books_wal_mb = 8;
	return rc;
}

static int
teardown(void **state)
{
	hang_up();
	if (books > 0) {
		(void)kill(books, SIGKILL);
		(void)ended();
	}
	return world_teardown(state);
}

static void
test_posts_and_refuses(void **state)
{
	struct post *phong, *lan, *gate, *nobody, *off;
	struct wire_verb in;

	(void)state;
	start();
	phong = as(WIRE_PEER_STAFF, PHONG);
	lan = as(WIRE_PEER_STAFF, LAN);
	gate = as(WIRE_PEER_GATE, 0);
	nobody = as(WIRE_PEER_LOCAL, 4321);
	off = as(WIRE_PEER_STAFF, OFF);
	OK(add_person(phong, "Một", NULL));
	assert_int_equal(add_person(lan, "Hai", NULL), ST_DENIED);
	assert_int_equal(add_person(nobody, "Hai", NULL), ST_DENIED);
	assert_int_equal(add_person(off, "Hai", NULL), ST_DENIED);
	assert_int_equal(add_person(gate, "Hai", NULL), ST_DENIED);
	world_verb(&in, "signin", "login", "lan", "staff", "1", "method",
	    "password", "ok", "1", NULL);
	assert_int_equal(deliver(phong, &in, NULL), ST_DENIED);
	OK(deliver(gate, &in, NULL));
	wire_args_done(&in.args);
	world_verb(&in, "person.add", "name", "Một", "nosuch", "x", NULL);
	assert_int_equal(deliver(phong, &in, NULL), ST_INVALID);
	assert_string_equal(world_err.field, "nosuch");
	wire_args_done(&in.args);
	stop(SIGTERM);
	assert_int_equal(world_int("SELECT count(*) FROM person WHERE id > 1000"), 1);
	assert_int_equal(world_int("SELECT count(*) FROM journal WHERE "
	    "verb = 'person.add' AND staff_id = 4 AND address = '192.0.2.7'"), 1);
	post_close(phong);
	post_close(lan);
	post_close(gate);
	post_close(nobody);
	post_close(off);
}

static void
test_rights_follow_the_staff_row(void **state)
{
	struct post *admin, *thu;
	struct wire_verb in;

	(void)state;
	start();
	admin = as(WIRE_PEER_LOCAL, 0); /* root acts as the owner */
	thu = as(WIRE_PEER_STAFF, THU);
	assert_int_equal(add_person(thu, "Một", NULL), ST_DENIED);
	world_verb(&in, "staff.change", "login", "thu", "name", "Thu", "role",
	    "preparer", "area", "116", NULL);
	OK(deliver(admin, &in, NULL));
	wire_args_done(&in.args);
	OK(add_person(thu, "Một", NULL));
	world_verb(&in, "staff.disable", "login", "thu", NULL);
	OK(deliver(admin, &in, NULL));
	wire_args_done(&in.args);
	assert_int_equal(add_person(thu, "Hai", NULL), ST_DENIED);
	stop(SIGTERM);
	post_close(admin);
	post_close(thu);
}

static void
test_killed_and_asked(void **state)
{
	unsigned char op[WIRE_OP_ID];
	struct wire_answer a;
	struct wire_verb in;
	struct post *p;
	char id[32];

	(void)state;
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	world_verb(&in, "person.add", "name", "Một", "commune", "03646",
	    "point", "116-01", NULL);
	OK(post_send(p, &in, &a, &world_err));
	OK(str_copy(id, sizeof(id), wire_args_text(&a.args, "id")));
	wire_args_done(&a.args);
	(void)kill(books, SIGKILL);
	(void)ended();
	/* What cannot even be sent was not posted, and that is known. */
	assert_int_equal(add_person(p, "Hai", op), ST_BUSY);
	post_close(p);
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	OK(post_outcome(p, in.op, &a, &world_err));
	assert_string_equal(wire_args_text(&a.args, "id"), id);
	wire_args_done(&a.args);
	assert_int_equal(post_outcome(p, op, &a, &world_err), ST_NOTFOUND);
	/* A resend is not a second one. */
	OK(post_send(p, &in, &a, &world_err));
	assert_string_equal(wire_args_text(&a.args, "id"), id);
	wire_args_done(&a.args);
	post_close(p);
	p = as(WIRE_PEER_STAFF, QUAN);
	assert_int_equal(post_outcome(p, in.op, &a, &world_err), ST_DENIED);
	post_close(p);
	wire_args_done(&in.args);
	stop(SIGTERM);
	assert_int_equal(world_int("SELECT count(*) FROM person WHERE id > 1000"), 1);
}

/* Posts n verbs without waiting; their op ids. */
static void
flood(int fd, unsigned n, unsigned char (*op)[WIRE_OP_ID])
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };
	struct wire_verb in;
	struct wire_msg m;
	char name[32];
	unsigned i;

	wire_init(&m);
	for (i = 0; i < n; i++) {
		(void)snprintf(name, sizeof(name), "Người %u", i);
		world_verb(&in, "person.add", "name", name, "commune",
		    "03646", "point", "116-01", NULL);
		memcpy(op[i], in.op, WIRE_OP_ID);
		wire_put_verb(&m, &in);
		while (wire_send(fd, &m, NULL, 0, &world_err) == ST_BUSY)
			(void)poll(&p, 1, WAIT_MS);
		wire_args_done(&in.args);
	}
	wire_done(&m);
}

static void
test_a_flood_in_order(void **state)
{
	enum { N = 200 };
	static unsigned char op[N][WIRE_OP_ID];
	struct wire_answer a;
	struct wire_msg m;
	struct post *other;
	unsigned i;
	int fd;

	(void)state;
	start();
	fd = bound(WIRE_PEER_STAFF, PHONG);
	other = as(WIRE_PEER_STAFF, ADMIN);
	flood(fd, N, op);
	OK(add_person(other, "Giữa", NULL)); /* gets its turn */
	wire_init(&m);
	for (i = 0; i < N; i++) {
		receive(fd, &m);
		OK(wire_get_answer(&m, &a));
		assert_memory_equal(a.op, op[i], WIRE_OP_ID);
		assert_int_equal(a.err.st, ST_OK);
		wire_args_done(&a.args);
	}
	wire_done(&m);
	post_close(other);
	stop(SIGTERM);
	assert_int_equal(world_int("SELECT count(*) FROM person WHERE id > 1000"), N + 1);
}

/* Books closed this socket without a word. */
static void
closed(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	struct wire_msg m;

	assert_int_equal(poll(&p, 1, WAIT_MS), 1);
	wire_init(&m);
	assert_int_equal(wire_recv(fd, &m, &world_err), ST_NOTFOUND);
	wire_done(&m);
}

static void
test_hostile_peer(void **state)
{
	struct post *good;
	struct wire_msg m;
	int fd, dead;

	(void)state;
	start();
	fd = bound(WIRE_PEER_STAFF, LAN);
	good = as(WIRE_PEER_STAFF, PHONG);
	wire_init(&m);
	/* Nobody but the gate confirms. */
	wire_begin(&m, WIRE_CONFIRMED);
	wire_put_i64(&m, LAN);
	OK(wire_send(fd, &m, NULL, 0, &world_err));
	wire_done(&m);
	closed(fd);
	/* One who posts and goes away: done all the same. */
	dead = bound(WIRE_PEER_STAFF, PHONG);
	{
		unsigned char op[20][WIRE_OP_ID];

		flood(dead, 20, op);
	}
	(void)shutdown(dead, SHUT_RDWR);
	OK(add_person(good, "Một", NULL));
	post_close(good);
	stop(SIGTERM);
	assert_int_equal(world_int("SELECT count(*) FROM person WHERE id > 1000"), 21);
}

static void
test_listener_gone(void **state)
{
	(void)state;
	start();
	(void)shutdown(control, SHUT_RDWR);
	assert_int_equal(ended(), 0);
	/* A second writer is refused while one is there. */
	start();
	assert_int_equal(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err), ST_BUSY);
	stop(SIGTERM);
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
	file_limit = 4096 * 1024 + (rlim_t)sb.st_size;
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
	file_limit = 0;
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

static unsigned kill_after = 70; /* answers; check-slow tries many */

/* Clients post while books is killed: every answer holds, none is doubled. */
static void
test_killed_under_load(void **state)
{
	enum { N = 400 };
	static unsigned char op[N][WIRE_OP_ID];
	static bool yes[N];
	struct wire_answer a;
	struct wire_msg m;
	struct post *p;
	int64_t n;
	unsigned i, answered = 0;
	enum status st;
	int fd;

	(void)state;
	start();
	fd = bound(WIRE_PEER_STAFF, PHONG);
	flood(fd, 60, op);
	flood(fd, 60, op + 60);
	memset(yes, 0, sizeof(yes));
	wire_init(&m);
	while (answered < kill_after) {
		receive(fd, &m);
		OK(wire_get_answer(&m, &a));
		assert_int_equal(a.err.st, ST_OK);
		for (i = 0; memcmp(op[i], a.op, WIRE_OP_ID) != 0; i++)
			;
		yes[i] = true;
		answered++;
		wire_args_done(&a.args);
	}
	wire_done(&m);
	(void)kill(books, SIGKILL);
	(void)ended();
	start();
	p = as(WIRE_PEER_STAFF, PHONG);
	for (i = 0, n = 0; i < 120; i++) {
		st = post_outcome(p, op[i], &a, &world_err);
		wire_args_done(&a.args);
		assert_true(st == ST_OK || st == ST_NOTFOUND);
		if (yes[i])
			assert_int_equal(st, ST_OK);
		n += st == ST_OK;
	}
	post_close(p);
	stop(SIGTERM);
	assert_int_equal(world_int("SELECT count(*) FROM person WHERE id > 1000"), n);
	OK(journal_verify(world.db, &n, &world_err));
	OK(db_verify(world.db, &world_err));
}

/* The words of ST_UNKNOWN name the op, for `chitra outcome`. */
static void
names_op(const unsigned char *op)
{
	char hex[2 * WIRE_OP_ID + 1];

	str_hex(hex, op, WIRE_OP_ID);
	assert_non_null(strstr(world_err.msg, hex));
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
	(void)kill(books, SIGSTOP);
	*sync_fails = 1;
	wire_init(&m);
	wire_put_verb(&m, &good);
	OK(wire_send(fd, &m, NULL, 0, &world_err));
	wire_put_verb(&m, &bad);
	OK(wire_send(fd, &m, NULL, 0, &world_err));
	wire_begin(&m, WIRE_OUTCOME);
	wire_put_bytes(&m, first, WIRE_OP_ID);
	OK(wire_send(fd, &m, NULL, 0, &world_err));
	(void)kill(books, SIGCONT);
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
	OK(post_open(&conf, &p, &world_err));
	OK(add_person(p, "Một", NULL));
	*sync_fails = 1;
	assert_int_equal(add_person(p, "Hai", op), ST_UNKNOWN);
	names_op(op);
	*sync_fails = 0;
	assert_int_equal(add_person(p, "Ba", NULL), ST_IO);
	assert_int_equal(post_outcome(p, op, &a, &world_err), ST_UNKNOWN);
	post_close(p);
	OK(post_open(&conf, &p, &world_err));
	st = post_outcome(p, op, &a, &world_err);
	wire_args_done(&a.args);
	post_close(p);
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
	n = world_int("SELECT count(*) FROM person WHERE id > 1000");
	assert_int_equal(st, n == 2 ? ST_OK : ST_NOTFOUND);
}

/* Books dies with a posting taken and not answered. */
static void
test_killed_before_the_answer(void **state)
{
	struct wire_answer a;
	struct wire_verb in;
	struct post *p;
	pid_t killer;
	int fd;

	(void)state;
	start();
	fd = bound(WIRE_PEER_STAFF, PHONG);
	OK(post_fd(fd, -1, &p, &world_err));
	world_verb(&in, "person.add", "name", "Một", "commune", "03646",
	    "point", "116-01", NULL);
	(void)kill(books, SIGSTOP);
	killer = fork();
	if (killer == 0) {
		struct pollfd quiet = { .fd = -1 };

		(void)poll(&quiet, 1, 100); /* it is in the socket by then */
		(void)kill(books, SIGKILL);
		_exit(0);
	}
	assert_int_equal(post_send(p, &in, &a, &world_err), ST_UNKNOWN);
	names_op(in.op);
	wire_args_done(&a.args);
	wire_args_done(&in.args);
	assert_int_equal(waitpid(killer, NULL, 0), killer);
	post_close(p);
	(void)ended();
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
}

static void
pay(struct wire_verb *in, const char *person, const char *total)
{
	world_verb(in, "pay", "person", person, "method", "point",
	    "collector", "self", "lines", person, "total", total, NULL);
}

static void
test_money(void **state)
{
	struct post *lan, *hoa;
	struct wire_args first, again;
	struct wire_verb in, other;
	int64_t n;

	(void)state;
	start();
	lan = as(WIRE_PEER_STAFF, LAN);
	hoa = as(WIRE_PEER_STAFF, HOA);
	pay(&in, "1", "540000");
	OK(deliver(lan, &in, &first));
	OK(deliver(lan, &in, &again));
	assert_string_equal(wire_args_text(&first, "receipt"),
	    wire_args_text(&again, "receipt"));
	assert_string_equal(wire_args_text(&again, "total"), "540000");
	wire_args_done(&first);
	wire_args_done(&again);
	wire_args_done(&in.args);
	pay(&other, "1", "540000");
	assert_int_equal(deliver(lan, &other, NULL), ST_EXISTS);
	wire_args_done(&other.args);
	/* Another amount than the clerk saw; another district's clerk. */
	pay(&other, "3", "540001");
	assert_int_not_equal(deliver(lan, &other, NULL), ST_OK);
	wire_args_done(&other.args);
	pay(&other, "3", "540000");
	assert_int_not_equal(deliver(hoa, &other, NULL), ST_OK);
	OK(deliver(lan, &other, NULL));
	wire_args_done(&other.args);
	post_close(lan);
	post_close(hoa);
	stop(SIGKILL);
	assert_int_equal(world_int("SELECT sum(amount) FROM payout JOIN standing "
	    "ON standing.payout_id = payout.id"), 2 * 540000);
	OK(journal_verify(world.db, &n, &world_err));
	OK(journal_audit(world.db, &world_err));
}

static void
confirm(int gate, int64_t staff, const unsigned char *op)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_CONFIRMED);
	wire_put_i64(&m, staff);
	wire_put_bytes(&m, op, WIRE_OP_ID);
	OK(wire_send(gate, &m, NULL, 0, &world_err));
	wire_done(&m);
}

static void
test_password_again(void **state)
{
	struct wire_verb in, other;
	struct post *truong;
	int gate, self;

	(void)state;
	start();
	truong = as(WIRE_PEER_STAFF, TRUONG);
	gate = bound(WIRE_PEER_GATE, 0);
	world_verb(&in, "list.approve", "list", "1", NULL);
	world_verb(&other, "list.approve", "list", "1", NULL);
	assert_int_equal(deliver(truong, &in, NULL), ST_DENIED);
	/* His own word for it, well formed, on a socket of his: the gate's alone. */
	self = bound(WIRE_PEER_STAFF, TRUONG);
	confirm(self, TRUONG, in.op);
	closed(self);
	assert_int_equal(deliver(truong, &in, NULL), ST_DENIED);
	confirm(gate, PHONG, in.op);
	confirm(gate, TRUONG, other.op);
	assert_int_equal(deliver(truong, &in, NULL), ST_DENIED);
	/* Confirmed, it gets as far as the list, which is approved already. */
	confirm(gate, TRUONG, in.op);
	assert_int_equal(deliver(truong, &in, NULL), ST_INVALID);
	wire_args_done(&in.args);
	wire_args_done(&other.args);
	post_close(truong);
	stop(SIGTERM);
}

static void
test_without_a_server(void **state)
{
	struct wire_answer a;
	struct wire_args args = { NULL, 0, 0 };
	struct post *p = NULL;
	struct db *db;

	(void)state;
	db_close(world.db);
	world.db = NULL;
	OK(post_open(&conf, &p, &world_err));
	/* The owner acts as the administrator, under the lock. */
	assert_int_equal(db_open_writer(world.path, DB_BOOKS, &db, &world_err), ST_BUSY);
	wire_args_add(&args, "commune", "03646");
	wire_args_add(&args, "sex", "M");
	wire_args_add(&args, "name", "Một");
	OK(post_verb(p, "person.add", &args, &a, &world_err));
	wire_args_done(&a.args);
	OK(post_outcome(p, a.op, &a, &world_err));
	wire_args_done(&a.args);
	wire_args_set(&args, "sex", "x");
	assert_int_equal(post_verb(p, "person.add", &args, &a, &world_err), ST_INVALID);
	assert_string_equal(world_err.field, "sex");
	wire_args_done(&args);
	post_close(p);
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
	assert_int_equal(world_int("SELECT count(*) FROM journal WHERE "
	    "staff_id = 7 AND address = 'local'"), 1);
}

/* The listener hears of whoever may do nothing any more. */
static void
test_disabled_is_told(void **state)
{
	struct wire_verb in;
	struct wire_msg m;
	struct post *admin;
	char why[256];

	(void)state;
	start();
	(void)bound(WIRE_PEER_STAFF, LAN);
	(void)bound(WIRE_PEER_STAFF, PHONG);
	admin = as(WIRE_PEER_STAFF, ADMIN);
	world_verb(&in, "staff.disable", "login", "lan", NULL);
	OK(deliver(admin, &in, NULL));
	wire_args_done(&in.args);
	wire_init(&m);
	receive(control, &m);
	assert_int_equal(m.type, WIRE_BOOKS_SHUT);
	assert_int_equal(wire_get_i64(&m), LAN);
	wire_get_str(&m, why, sizeof(why));
	assert_true(wire_end(&m));
	assert_non_null(strstr(why, "lan"));
	wire_done(&m);
	post_close(admin);
	stop(SIGTERM);
}

static void
watch(int desk, int64_t since)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_WATCH);
	wire_put_i64(&m, since);
	OK(wire_send(desk, &m, NULL, 0, &world_err));
	wire_done(&m);
}

static int64_t
told(int desk)
{
	struct wire_msg m;
	int64_t count;

	wire_init(&m);
	receive(desk, &m);
	assert_int_equal(m.type, WIRE_WHO);
	count = wire_get_i64(&m);
	assert_true(wire_end(&m));
	wire_done(&m);
	return count;
}

/* A desk that watches is told of every change to who people are, each once,
 * and of none that it has seen; payouts and the like are no such changes. */
static void
test_changes_are_told(void **state)
{
	struct wire_verb in;
	struct post *admin, *phong;
	int64_t first, next;
	int desk;

	(void)state;
	start();
	desk = bound(WIRE_PEER_STAFF, THU);
	admin = as(WIRE_PEER_STAFF, ADMIN);
	phong = as(WIRE_PEER_STAFF, PHONG);
	watch(desk, 0);
	first = told(desk); /* it never was: at once */
	watch(desk, first);
	world_verb(&in, "staff.change", "login", "thu", "name", "Thu", "role",
	    "preparer", "area", "116", NULL);
	OK(deliver(admin, &in, NULL));
	next = told(desk);
	assert_int_not_equal(next, first);
	wire_args_done(&in.args);
	watch(desk, next);
	OK(add_person(phong, "Một", NULL));
	world_verb(&in, "staff.change", "login", "lan", "name", "Lan", "role",
	    "nonsense", NULL);
	assert_int_equal(deliver(admin, &in, NULL), ST_INVALID);
	wire_args_done(&in.args);
	assert_int_equal(poll(&(struct pollfd){ desk, POLLIN, 0 }, 1, 50), 0);
	/* Between being told and asking anew nothing is missed. */
	world_verb(&in, "staff.disable", "login", "lan", NULL);
	OK(deliver(admin, &in, NULL));
	wire_args_done(&in.args);
	first = told(desk);
	world_verb(&in, "staff.enable", "login", "lan", NULL);
	OK(deliver(admin, &in, NULL));
	wire_args_done(&in.args);
	watch(desk, first);
	assert_int_not_equal(told(desk), first);
	post_close(admin);
	post_close(phong);
	stop(SIGTERM);
}

/* What a refusal says to who posts in that language. */
static void
refusal(struct post *p, const char *lang, char *out, size_t size)
{
	struct wire_answer a;
	struct wire_verb in;

	world_verb(&in, "area.end", "code", "03646", "on", "2019-12-01", NULL);
	(void)str_copy_cut(in.lang, sizeof(in.lang), lang);
	assert_int_equal(post_send(p, &in, &a, &world_err), ST_DENIED);
	(void)str_copy_cut(out, size, world_err.msg);
	wire_args_done(&a.args);
	wire_args_done(&in.args);
}

/* One process answers each in the language of their screens. */
static void
test_language(void **state)
{
	char vi[256], en[256], again[256], office[256];
	struct post *p;

	(void)state;
	(void)str_copy_cut(conf.office_language, sizeof(conf.office_language),
	    "vi");
	lang_set("vi");
	start();
	lang_set("en");
	p = as(WIRE_PEER_STAFF, LAN);
	refusal(p, "vi", vi, sizeof(vi));
	refusal(p, "en", en, sizeof(en));
	refusal(p, "vi", again, sizeof(again));
	refusal(p, "", office, sizeof(office));
	post_close(p);
	stop(SIGTERM);
	assert_non_null(strstr(en, "is not for your role"));
	assert_null(strstr(vi, "is not for your role"));
	assert_string_equal(vi, again);
	assert_string_equal(vi, office);
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_posts_and_refuses),
		T(test_rights_follow_the_staff_row),
		T(test_killed_and_asked),
		T(test_a_flood_in_order),
		T(test_language),
		T(test_disabled_is_told),
		T(test_changes_are_told),
		T(test_hostile_peer),
		T(test_listener_gone),
		T(test_disk_full_halts),
		T(test_killed_under_load),
		T(test_fsync_fails),
		T(test_fsync_fails_for_all),
		T(test_draft_after_the_failure),
		T(test_fsync_fails_without_a_server),
		T(test_killed_before_the_answer),
		T(test_money),
		T(test_password_again),
		T(test_without_a_server),
	};

	const struct CMUnitTest kill_tests[] = { T(test_killed_under_load) };
	const char *rounds = getenv("CHITRA_KILLS");
	int64_t i, n = 0;

	sync_fails = mmap(NULL, sizeof(*sync_fails), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (sync_fails == MAP_FAILED)
		return 1;
	if (rounds == NULL)
		return cmocka_run_group_tests(tests, NULL, NULL);
	OK(str_int(rounds, 1, 10000, &n));
	for (i = 0; i < n; i++) {
		kill_after = (unsigned)(i * 37 % 119);
		if (cmocka_run_group_tests(kill_tests, NULL, NULL) != 0)
			return 1;
	}
	return 0;
}
