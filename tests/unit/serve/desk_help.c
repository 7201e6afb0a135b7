/* SPDX-License-Identifier: ISC */
#include "desk_help.h"

#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/conf.h"
#include "serve/desk.h"

struct err desk_err;
struct desk_ends our;
uint32_t typed_on, drawn;
static pid_t desk;

void
ok(enum status st)
{
	if (st != ST_OK)
		fail_msg("%s: %s", err_name(st), desk_err.msg);
}

void
put(int sock, struct wire_msg *m, int fd)
{
	struct pollfd p = { sock, POLLOUT, 0 };

	assert_int_equal(poll(&p, 1, WAIT_MS), 1);
	ok(wire_send(sock, m, &fd, fd != -1 ? 1 : 0, &desk_err));
	wire_done(m);
	if (fd != -1)
		(void)close(fd);
}

void
simple(int sock, enum wire_type type, int fd)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, type);
	put(sock, &m, fd);
}

bool
quiet(int sock)
{
	struct pollfd p = { sock, POLLIN, 0 };

	return poll(&p, 1, QUIET_MS) == 0;
}

void
get(int sock, struct wire_msg *m, enum wire_type type)
{
	struct pollfd p = { sock, POLLIN, 0 };

	wire_init(m);
	do {
		assert_int_equal(poll(&p, 1, WAIT_MS), 1);
		ok(wire_recv(sock, m, &desk_err));
		/* Beside what is posted; only one test looks at these. */
	} while (m->type == WIRE_WATCH && type != WIRE_WATCH);
	assert_int_equal(m->type, type);
}

int
pair_with(int sock, enum wire_type type)
{
	int pair[2];

	ok(wire_pair(pair, &desk_err));
	simple(sock, type, pair[1]);
	return pair[0];
}

void
keys(const char *text)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_KEYS);
	wire_put_u32(&m, typed_on);
	wire_put_bytes(&m, text, strlen(text));
	put(our.line, &m, -1);
}

void
picture(const char *want)
{
	const unsigned char *p;
	struct wire_msg m;
	char got[8192];
	size_t n;

	get(our.line, &m, WIRE_FRAME);
	drawn = wire_get_u32(&m);
	p = wire_get_bytes(&m, &n);
	assert_true(wire_end(&m) && n < sizeof(got));
	memcpy(got, p, n);
	got[n] = '\0';
	wire_done(&m);
	assert_string_equal(got, want);
}

void
until_picture(const char *want)
{
	const unsigned char *p;
	struct wire_msg m;
	bool seen = false;
	size_t n;

	while (!seen) {
		simple(our.line, WIRE_CREDIT, -1);
		get(our.line, &m, WIRE_FRAME);
		drawn = wire_get_u32(&m);
		p = wire_get_bytes(&m, &n);
		assert_true(wire_end(&m));
		seen = n == strlen(want) && memcmp(p, want, n) == 0;
		wire_done(&m);
	}
}

void
bye(int sock, const char *want)
{
	struct wire_msg m;
	char why[256];

	get(sock, &m, WIRE_DETACH);
	wire_get_str(&m, why, sizeof(why));
	assert_true(wire_end(&m));
	wire_done(&m);
	if (strncmp(why, want, strlen(want)) != 0)
		fail_msg("'%s' instead of '%s'", why, want);
}

void
state(bool attached)
{
	struct wire_msg m;

	get(our.control, &m, WIRE_DESK_STATE);
	assert_int_equal(wire_get_u8(&m), attached);
	wire_done(&m);
}

int
attach(const char *term, bool must)
{
	struct wire_msg m;
	int pair[2];

	ok(wire_pair(pair, &desk_err));
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_ATTACH);
	wire_put_str(&m, term);
	wire_put_u32(&m, 80);
	wire_put_u32(&m, 24);
	wire_put_str(&m, "192.0.2.1");
	wire_put_u8(&m, must);
	put(our.control, &m, pair[1]);
	state(true);
	return pair[0];
}

void
posted(int sock, struct wire_verb *v, const char *name)
{
	struct wire_msg m;

	get(sock, &m, WIRE_VERB);
	ok(wire_get_verb(&m, v));
	wire_done(&m);
	assert_string_equal(v->name, name);
	wire_args_done(&v->args);
}

void
answer(int sock, const unsigned char *op, enum status st)
{
	struct wire_answer a = { .err = { .st = st } };
	struct wire_msg m;

	memcpy(a.op, op, sizeof(a.op));
	wire_init(&m);
	wire_put_answer(&m, &a);
	put(sock, &m, -1);
}

void
start(int64_t staff)
{
	static struct conf conf;
	int pair[2];

	conf.limits_park_minutes = 30;
	ok(wire_pair(pair, &desk_err));
	our.control = pair[0];
	desk = fork();
	if (desk == 0) {
		(void)close(pair[0]);
		_exit(desk_run(&(struct desk_opts){ .conf = &conf,
		    .control = pair[1], .staff = staff, .forms = "",
		    .terminfo = "" }));
	}
	(void)close(pair[1]);
	our.books = pair_with(our.control, WIRE_DESK_BOOKS);
}

int
desk_setup(void **s)
{
	(void)s;
	start(1);
	our.line = attach("xterm", false);
	return 0;
}

void
ended(int want)
{
	int status;

	assert_int_equal(waitpid(desk, &status, 0), desk);
	assert_int_equal(status, want);
	(void)close(our.control);
	(void)close(our.books);
	(void)close(our.line);
}

int
desk_teardown(void **s)
{
	struct wire_verb v;

	(void)s;
	simple(our.control, WIRE_DESK_END, -1); /* broken: no reason in it */
	posted(our.books, &v, "draft.save");
	answer(our.books, v.op, ST_OK);
	bye(our.line, "");
	(void)close(our.line);
	ended(0);
	return 0;
}
