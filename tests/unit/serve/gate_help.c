/* SPDX-License-Identifier: ISC */
#include "gate_help.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/migrate.h"
#include "form/conf_load.h"
#include "serve/auth.h"
#include "serve/gate.h"
#include "wire/verb.h"

struct err gate_err;
struct gate_ends our = { -1, -1 };
static char dir[64];
static struct conf conf;
static pid_t gate;
static uint32_t lines;

/* Sockets ------------------------------------------------------------------ */

void
ok(enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s", what, err_name(st), gate_err.msg);
}

void
send_fd(int sock, struct wire_msg *m, int fd)
{
	struct pollfd p = { sock, POLLOUT, 0 };

	assert_int_equal(poll(&p, 1, WAIT_MS), 1);
	OK(wire_send(sock, m, &fd, fd != -1 ? 1 : 0, &gate_err));
	wire_done(m);
}

enum status
recv_msg(int sock, struct wire_msg *m, int ms)
{
	struct pollfd p = { sock, POLLIN, 0 };

	if (poll(&p, 1, ms) != 1)
		return ST_BUSY;
	return wire_recv(sock, m, &gate_err);
}

void
expect(int sock, struct wire_msg *m, enum wire_type type)
{
	wire_init(m);
	ok(recv_msg(sock, m, WAIT_MS), "a message");
	assert_int_equal(m->type, type);
}

int
bound(uint8_t peer, int64_t number)
{
	struct wire_msg m;
	int pair[2];

	OK(wire_pair(pair, &gate_err));
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_BIND);
	wire_put_u8(&m, peer);
	wire_put_i64(&m, number);
	send_fd(our.control, &m, pair[1]);
	(void)close(pair[1]);
	return pair[0];
}

int
transport(const char *address, uint32_t *id)
{
	struct wire_msg m;
	int pair[2];

	OK(wire_pair(pair, &gate_err));
	*id = ++lines;
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONN);
	wire_put_u32(&m, *id);
	wire_put_str(&m, address);
	send_fd(our.control, &m, pair[1]);
	(void)close(pair[1]);
	return pair[0];
}

void
note(struct noted *n)
{
	struct wire_answer a = { .err = ERR_INIT };
	struct wire_verb v;
	struct wire_msg m;

	expect(our.books, &m, WIRE_VERB);
	ok(wire_get_verb(&m, &v), "a verb");
	assert_string_equal(v.name, "signin");
	(void)snprintf(n->login, sizeof(n->login), "%s",
	    wire_args_text(&v.args, "login"));
	(void)snprintf(n->method, sizeof(n->method), "%s",
	    wire_args_text(&v.args, "method"));
	(void)snprintf(n->address, sizeof(n->address), "%s",
	    wire_args_text(&v.args, "address"));
	n->staff = wire_args_int(&v.args, "staff", -1);
	n->tries = wire_args_int(&v.args, "tries", -1);
	n->good = wire_args_int(&v.args, "ok", -1) == 1;
	memcpy(a.op, v.op, sizeof(a.op));
	wire_put_answer(&m, &a);
	send_fd(our.books, &m, -1);
	wire_args_done(&v.args);
}

void
ask_password(int sock, const char *login, const char *secret)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_AUTH_PASSWORD);
	wire_put_str(&m, login);
	wire_put_str(&m, secret);
	send_fd(sock, &m, -1);
}

bool
answer(int sock)
{
	struct wire_msg m;
	char why[128];
	bool yes;

	expect(sock, &m, WIRE_AUTH_ANSWER);
	yes = wire_get_u8(&m) == 1;
	wire_get_str(&m, why, sizeof(why));
	assert_true(wire_end(&m));
	wire_done(&m);
	return yes;
}

bool
ask_key(int sock, const char *login, const char *key, bool verified)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_AUTH_KEY);
	wire_put_str(&m, login);
	wire_put_str(&m, key);
	wire_put_u8(&m, verified);
	send_fd(sock, &m, -1);
	return answer(sock);
}

void
heard_in(uint32_t id, int64_t staff, const char *login, const char *method,
    bool must)
{
	char text[128];
	struct wire_msg m;

	expect(our.control, &m, WIRE_GATE_SIGNED_IN);
	assert_int_equal(wire_get_u32(&m), id);
	assert_int_equal(wire_get_i64(&m), staff);
	wire_get_str(&m, text, sizeof(text));
	assert_string_equal(text, login);
	wire_get_str(&m, text, sizeof(text));
	assert_string_equal(text, method);
	assert_int_equal(wire_get_u8(&m), must);
	assert_true(wire_end(&m));
	wire_done(&m);
}

void
heard_failed(uint32_t id)
{
	struct wire_msg m;

	expect(our.control, &m, WIRE_GATE_FAILED);
	assert_int_equal(wire_get_u32(&m), id);
	wire_done(&m);
}

enum status
gate_says(int sock, char *text, size_t size)
{
	char name[16];
	struct wire_msg m;

	expect(sock, &m, WIRE_GATE_ANSWER);
	wire_get_str(&m, name, sizeof(name));
	wire_get_str(&m, text, size);
	assert_true(wire_end(&m));
	wire_done(&m);
	return err_status(name);
}

enum status
gate_set(int sock, int64_t staff, const char *login, const char *what,
    const char *value)
{
	struct wire_msg m;
	char text[512];

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_SET);
	wire_put_i64(&m, staff);
	wire_put_str(&m, login);
	wire_put_str(&m, what);
	wire_put_str(&m, value);
	send_fd(sock, &m, -1);
	return gate_says(sock, text, sizeof(text));
}

enum status
gate_passwd(int sock, const char *old, const char *fresh)
{
	struct wire_msg m;
	char text[512];

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_PASSWD);
	wire_put_str(&m, old);
	wire_put_str(&m, fresh);
	send_fd(sock, &m, -1);
	return gate_says(sock, text, sizeof(text));
}

bool
signs_in(const char *login, const char *secret, const char *address)
{
	struct noted n;
	uint32_t id;
	int sock = transport(address, &id);
	struct wire_msg m;
	bool yes;

	ask_password(sock, login, secret);
	yes = answer(sock);
	(void)close(sock);
	expect(our.control, &m, yes ? WIRE_GATE_SIGNED_IN : WIRE_GATE_FAILED);
	wire_done(&m);
	if (yes)
		note(&n);
	return yes;
}

/* Files -------------------------------------------------------------------- */

static void
path(char *out, size_t size, const char *name)
{
	(void)snprintf(out, size, "%s/%s", dir, name);
}

static void
make_books(void)
{
	static const struct db_sql q = { "test.staff",
		"INSERT INTO staff (id, login, name, role, local_uid, active, "
		"created_at) VALUES (?1, ?2, ?2, ?3, ?4, ?5, "
		"'2019-11-01T08:00:00')" };
	static const struct { int64_t id; const char *login, *role;
		int64_t uid, active; } staff[] = {
		{ 1, "lan", "paying", 0, 1 }, { 2, "thu", "cashier", 4711, 1 },
		{ 3, "admin", "admin", 0, 1 }, { 4, "cu", "paying", 0, 0 },
	};
	struct db *db;
	size_t i;

	OK(db_create(conf.data_database, DB_BOOKS, &gate_err));
	OK(db_open_writer(conf.data_database, DB_BOOKS, &db, &gate_err));
	OK(db_begin(db, &gate_err));
	for (i = 0; i < sizeof(staff) / sizeof(staff[0]); i++)
		OK(db_run(db_usef(db, &q, "ittoi", staff[i].id, staff[i].login,
		    staff[i].role, staff[i].uid, staff[i].active), &gate_err));
	OK(db_commit(db, &gate_err));
	db_close(db);
}

static void
make_auth(void)
{
	struct db *db;

	OK(db_create(conf.data_auth, DB_AUTH, &gate_err));
	OK(db_open_writer(conf.data_auth, DB_AUTH, &db, &gate_err));
	OK(auth_set_password(db, "lan", 1, "demo-lan", false, &gate_err));
	OK(auth_set_password(db, "thu", 2, "demo-thu", false, &gate_err));
	OK(auth_set_password(db, "admin", 3, "demo-admin", false, &gate_err));
	OK(auth_set_password(db, "cu", 4, "demo-old", false, &gate_err));
	OK(auth_add_key(db, "lan", 1, KEY " lan@may", &gate_err));
	assert_int_equal(auth_add_key(db, "lan", 1, KEY, &gate_err), ST_EXISTS);
	assert_int_equal(auth_set_password(db, "lan", 9, "demo-xyz", false,
	    &gate_err), ST_EXISTS);
	assert_int_equal(auth_set_password(db, "lan", 1, "short", false,
	    &gate_err), ST_INVALID);
	assert_int_equal(auth_drop_key(db, "thu", KEY, &gate_err), ST_NOTFOUND);
	db_close(db);
}

int
gate_setup(void **state)
{
	char ini[96];

	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/test_gate.XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	path(ini, sizeof(ini), "chitra.ini");
	OK(conf_default(ini, &conf, &gate_err));
	make_books();
	make_auth();
	return 0;
}

int
gate_teardown(void **state)
{
	static const char *const names[] = { "chitra.db", "chitra.db-wal",
		"chitra.db-shm", "chitra.db.lock", "auth.db", "auth.db-wal",
		"auth.db-shm", "auth.db.lock" };
	char name[128];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		path(name, sizeof(name), names[i]);
		(void)unlink(name);
	}
	return rmdir(dir);
}

int
gate_start(void **state)
{
	struct wire_msg m;
	int pair[2];

	(void)state;
	OK(wire_pair(pair, &gate_err));
	our.control = pair[0];
	gate = fork();
	if (gate == 0) {
		(void)close(pair[0]);
		_exit(gate_run(&conf, pair[1]));
	}
	(void)close(pair[1]);
	expect(our.control, &m, WIRE_READY);
	OK(wire_pair(pair, &gate_err));
	our.books = pair[0];
	wire_begin(&m, WIRE_DESK_BOOKS);
	send_fd(our.control, &m, pair[1]);
	(void)close(pair[1]);
	return 0;
}

int
gate_stop(void **state)
{
	int status;

	(void)state;
	(void)close(our.control);
	assert_int_equal(waitpid(gate, &status, 0), gate);
	(void)close(our.books);
	/* It ended because the listener did, and in order. */
	assert_int_equal(status, 0);
	return 0;
}
