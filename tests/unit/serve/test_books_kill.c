/* SPDX-License-Identifier: ISC */
/*
 * books: what it answered is there after kill -9, what it did not answer is
 * told by its op id; it ends with the listener.
 */
#include "books_help.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/str.h"
#include "db/migrate.h"
#include "office/verb/journal.h"

static unsigned kill_after = 70; /* answers; check-slow tries many */

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
	(void)kill(books_pid, SIGKILL);
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
	(void)kill(books_pid, SIGKILL);
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
	(void)kill(books_pid, SIGSTOP);
	killer = fork();
	if (killer == 0) {
		struct pollfd quiet = { .fd = -1 };

		(void)poll(&quiet, 1, 100); /* it is in the socket by then */
		(void)kill(books_pid, SIGKILL);
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
test_listener_gone(void **state)
{
	(void)state;
	start();
	(void)shutdown(books_control, SHUT_RDWR);
	assert_int_equal(ended(), 0);
	/* A second writer is refused while one is there. */
	start();
	assert_int_equal(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err), ST_BUSY);
	stop(SIGTERM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS_TEST(test_killed_and_asked),
		BOOKS_TEST(test_killed_under_load),
		BOOKS_TEST(test_killed_before_the_answer),
		BOOKS_TEST(test_listener_gone),
	};
	const struct CMUnitTest load[] = {
		BOOKS_TEST(test_killed_under_load),
	};
	const char *rounds = getenv("CHITRA_KILLS");
	int64_t i, n = 0;

	if (rounds == NULL)
		return cmocka_run_group_tests(tests, NULL, NULL);
	OK(str_int(rounds, 1, 10000, &n));
	for (i = 0; i < n; i++) {
		kill_after = (unsigned)(i * 37 % 119);
		if (cmocka_run_group_tests(load, NULL, NULL) != 0)
			return 1;
	}
	return 0;
}
