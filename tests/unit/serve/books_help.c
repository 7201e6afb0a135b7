/* SPDX-License-Identifier: ISC */
#include "books_help.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/str.h"
#include "serve/books.h"

struct conf books_conf;
pid_t books_pid;
int books_control = -1;
rlim_t books_file_limit;
static int bounds[32], nbounds; /* our ends, until stop() */

void
receive(int fd, struct wire_msg *m)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	if (poll(&p, 1, WAIT_MS) != 1)
		fail_msg("nothing came");
	OK(wire_recv(fd, m, &world_err));
}

void
start(void)
{
	struct wire_msg m;
	int pair[2];

	db_close(world.db);
	world.db = NULL;
	OK(wire_pair(pair, &world_err));
	books_pid = fork();
	if (books_pid == 0) {
		struct rlimit lim = { books_file_limit, books_file_limit };

		(void)close(pair[0]);
		if (books_file_limit != 0) {
			(void)signal(SIGXFSZ, SIG_IGN);
			(void)setrlimit(RLIMIT_FSIZE, &lim);
		}
		/* A child of the test says little. */
		(void)close(STDERR_FILENO);
		(void)open("/dev/null", O_WRONLY);
		_exit(books_run(&books_conf, pair[1]));
	}
	(void)close(pair[1]);
	books_control = pair[0];
	wire_init(&m);
	receive(books_control, &m);
	assert_int_equal(m.type, WIRE_READY);
	wire_done(&m);
}

int
ended(void)
{
	int status;

	assert_int_equal(waitpid(books_pid, &status, 0), books_pid);
	books_pid = 0;
	(void)close(books_control);
	books_control = -1;
	return status;
}

static void
hang_up(void)
{
	while (nbounds > 0)
		(void)close(bounds[--nbounds]);
}

void
stop(int signo)
{
	hang_up(); /* books waits for those who are there */
	(void)kill(books_pid, signo);
	(void)ended();
	OK(db_open_writer(world.path, DB_BOOKS, &world.db, &world_err));
}

int
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
	OK(wire_send(books_control, &m, &pair[1], 1, &world_err));
	wire_done(&m);
	(void)close(pair[1]);
	assert_true(nbounds < (int)(sizeof(bounds) / sizeof(bounds[0])));
	bounds[nbounds++] = pair[0];
	return pair[0];
}

struct post *
as(enum wire_peer kind, int64_t number)
{
	struct post *p = NULL;

	OK(post_fd(bound(kind, number), -1, &p, &world_err));
	return p;
}

enum status
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

enum status
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

void
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

void
names_op(const unsigned char *op)
{
	char hex[2 * WIRE_OP_ID + 1];

	str_hex(hex, op, WIRE_OP_ID);
	assert_non_null(strstr(world_err.msg, hex));
}

int
books_setup(void **state)
{
	int rc;

	rc = world_setup(state);
	log_set_debug(false);
	books_file_limit = 0;
	memset(&books_conf, 0, sizeof(books_conf));
	OK(str_copy(books_conf.data_database,
	    sizeof(books_conf.data_database), world.path));
	OK(str_format(books_conf.data_socket, sizeof(books_conf.data_socket),
	    "%s/sock", world.dir));
	books_conf.books_batch = 64;
	books_conf.books_wal_mb = 8;
	return rc;
}

int
books_teardown(void **state)
{
	hang_up();
	if (books_pid > 0) {
		(void)kill(books_pid, SIGKILL);
		(void)ended();
	}
	return world_teardown(state);
}
