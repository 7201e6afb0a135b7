/* SPDX-License-Identifier: ISC */
/*
 * gate: the process itself on socket pairs, with an auth.db and books of its
 * own: right and wrong passwords, keys, delays that hit the guesser and not
 * the clerk, confirmations, passwords changed and set, and who may set them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "db/migrate.h"
#include "form/conf_load.h"
#include "serve/auth.h"
#include "serve/gate.h"
#include "serve/gate_priv.h"
#include "wire/proto.h"
#include "wire/verb.h"

#define WAIT_MS 20000 /* longer than any wait here; only a hang uses it up */

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFlHPpOkCbz2d6Zej0USx2mda0X" \
	"oE7ABevXEk/Iwy/t"
#define OTHER_KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKL" \
	"sabgH5C9okWi0dh2l9GKJl"

static char dir[64];
static struct conf conf;
static struct err err;
static pid_t gate;
static int control = -1, books = -1;
static uint32_t lines;

static void
ok(enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s", what, err_name(st), err.msg);
}
#define OK(call) ok(call, #call)

/* Sockets ------------------------------------------------------------------ */

static void
send_fd(int sock, struct wire_msg *m, int fd)
{
	struct pollfd p = { sock, POLLOUT, 0 };

	assert_int_equal(poll(&p, 1, WAIT_MS), 1);
	OK(wire_send(sock, m, &fd, fd != -1 ? 1 : 0, &err));
	wire_done(m);
}

static enum status
recv_msg(int sock, struct wire_msg *m, int ms)
{
	struct pollfd p = { sock, POLLIN, 0 };

	if (poll(&p, 1, ms) != 1)
		return ST_BUSY;
	return wire_recv(sock, m, &err);
}

static void
expect(int sock, struct wire_msg *m, enum wire_type type)
{
	wire_init(m);
	ok(recv_msg(sock, m, WAIT_MS), "a message");
	assert_int_equal(m->type, type);
}

/* A bound socket, as the listener makes it. */
static int
bound(uint8_t peer, int64_t number)
{
	struct wire_msg m;
	int pair[2];

	OK(wire_pair(pair, &err));
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_BIND);
	wire_put_u8(&m, peer);
	wire_put_i64(&m, number);
	send_fd(control, &m, pair[1]);
	(void)close(pair[1]);
	return pair[0];
}

static int
transport(const char *address, uint32_t *id)
{
	struct wire_msg m;
	int pair[2];

	OK(wire_pair(pair, &err));
	*id = ++lines;
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONN);
	wire_put_u32(&m, *id);
	wire_put_str(&m, address);
	send_fd(control, &m, pair[1]);
	(void)close(pair[1]);
	return pair[0];
}

/* The test plays books: answers each sign-in, and says what it was. */
struct noted {
	char login[64], method[96], address[64];
	int64_t staff, tries;
	bool good;
};

static void
note(struct noted *n)
{
	struct wire_answer a = { .err = ERR_INIT };
	struct wire_verb v;
	struct wire_msg m;

	expect(books, &m, WIRE_VERB);
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
	send_fd(books, &m, -1);
	wire_args_done(&v.args);
}

static void
ask_password(int sock, const char *login, const char *secret)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_AUTH_PASSWORD);
	wire_put_str(&m, login);
	wire_put_str(&m, secret);
	send_fd(sock, &m, -1);
}

static bool
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

static bool
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

/* What the listener hears of this connection. */
static void
heard_in(uint32_t id, int64_t staff, const char *login, const char *method,
    bool must)
{
	char text[128];
	struct wire_msg m;

	expect(control, &m, WIRE_GATE_SIGNED_IN);
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

static void
heard_failed(uint32_t id)
{
	struct wire_msg m;

	expect(control, &m, WIRE_GATE_FAILED);
	assert_int_equal(wire_get_u32(&m), id);
	wire_done(&m);
}

static enum status
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

static enum status
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

static enum status
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

/* One whole sign-in by password. */
static bool
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
	expect(control, &m, yes ? WIRE_GATE_SIGNED_IN : WIRE_GATE_FAILED);
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

	OK(db_create(conf.data_database, DB_BOOKS, &err));
	OK(db_open_writer(conf.data_database, DB_BOOKS, &db, &err));
	OK(db_begin(db, &err));
	for (i = 0; i < sizeof(staff) / sizeof(staff[0]); i++)
		OK(db_run(db_usef(db, &q, "ittoi", staff[i].id, staff[i].login,
		    staff[i].role, staff[i].uid, staff[i].active), &err));
	OK(db_commit(db, &err));
	db_close(db);
}

static void
make_auth(void)
{
	struct db *db;

	OK(db_create(conf.data_auth, DB_AUTH, &err));
	OK(db_open_writer(conf.data_auth, DB_AUTH, &db, &err));
	OK(auth_set_password(db, "lan", 1, "demo-lan", false, &err));
	OK(auth_set_password(db, "thu", 2, "demo-thu", false, &err));
	OK(auth_set_password(db, "admin", 3, "demo-admin", false, &err));
	OK(auth_set_password(db, "cu", 4, "demo-old", false, &err));
	OK(auth_add_key(db, "lan", 1, KEY " lan@may", &err));
	assert_int_equal(auth_add_key(db, "lan", 1, KEY, &err), ST_EXISTS);
	assert_int_equal(auth_set_password(db, "lan", 9, "demo-xyz", false, &err),
	    ST_EXISTS);
	assert_int_equal(auth_set_password(db, "lan", 1, "short", false, &err),
	    ST_INVALID);
	assert_int_equal(auth_drop_key(db, "thu", KEY, &err), ST_NOTFOUND);
	db_close(db);
}

static int
setup(void **state)
{
	char ini[96];

	(void)state;
	(void)snprintf(dir, sizeof(dir), "/tmp/test_gate.XXXXXX");
	if (mkdtemp(dir) == NULL)
		return -1;
	path(ini, sizeof(ini), "chitra.ini");
	OK(conf_default(ini, &conf, &err));
	make_books();
	make_auth();
	return 0;
}

static int
teardown(void **state)
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

static int
start(void **state)
{
	struct wire_msg m;
	int pair[2];

	(void)state;
	OK(wire_pair(pair, &err));
	control = pair[0];
	gate = fork();
	if (gate == 0) {
		(void)close(pair[0]);
		_exit(gate_run(&conf, pair[1]));
	}
	(void)close(pair[1]);
	expect(control, &m, WIRE_READY);
	OK(wire_pair(pair, &err));
	books = pair[0];
	wire_begin(&m, WIRE_DESK_BOOKS);
	send_fd(control, &m, pair[1]);
	(void)close(pair[1]);
	return 0;
}

static int
stop(void **state)
{
	int status;

	(void)state;
	(void)close(control);
	assert_int_equal(waitpid(gate, &status, 0), gate);
	(void)close(books);
	/* It ended because the listener did, and in order. */
	assert_int_equal(status, 0);
	return 0;
}

/* Tests -------------------------------------------------------------------- */

static void
test_password(void **state)
{
	struct noted n;
	uint32_t id;
	int sock = transport("192.0.2.1", &id);

	(void)state;
	ask_password(sock, "lan", "demo-la");
	assert_false(answer(sock));
	heard_failed(id);
	note(&n);
	assert_string_equal(n.login, "lan");
	assert_false(n.good);
	ask_password(sock, "lan", "demo-lan");
	assert_true(answer(sock));
	heard_in(id, 1, "lan", "password", false);
	note(&n);
	assert_true(n.good);
	assert_int_equal(n.staff, 1);
	assert_string_equal(n.address, "192.0.2.1");
	assert_string_equal(n.method, "password");
	(void)close(sock);
}

static void
test_unknown_costs_as_much(void **state)
{
	int64_t t[3], best[3] = { INT64_MAX, INT64_MAX, INT64_MAX };
	static const char *const who[] = { "lan", "nobody", "cu" };
	char address[32];
	struct noted n;
	uint32_t id;
	int i, k, sock;

	(void)state;
	for (k = 0; k < 8; k++)
		for (i = 0; i < 3; i++) {
			(void)snprintf(address, sizeof(address), "192.0.%d.%d",
			    100 + i, k);
			sock = transport(address, &id);
			t[i] = clock_us();
			ask_password(sock, who[i], "wrong password");
			assert_false(answer(sock));
			t[i] = clock_us() - t[i];
			if (t[i] < best[i])
				best[i] = t[i];
			heard_failed(id);
			note(&n);
			assert_int_equal(n.staff, i == 1 ? 0 : i == 0 ? 1 : 4);
			(void)close(sock);
		}
	/* The hash is the bulk; without the dummy it would be a tenth. */
	assert_true(best[1] * 2 > best[0]);
	assert_true(best[2] * 2 > best[0]);
}

static void
test_inactive_staff(void **state)
{
	(void)state;
	assert_false(signs_in("cu", "demo-old", "192.0.2.77"));
}

static void
test_key(void **state)
{
	struct noted n;
	struct wire_msg m;
	uint32_t id;
	int sock = transport("192.0.2.1", &id);

	(void)state;
	/* Questions are no guesses: nothing is heard of them. */
	assert_false(ask_key(sock, "lan", OTHER_KEY, false));
	assert_false(ask_key(sock, "thu", KEY, false)); /* not hers */
	assert_false(ask_key(sock, "lan", "ssh-rsa AAAA", true));
	assert_true(ask_key(sock, "lan", KEY, false));
	assert_int_equal(recv_msg(control, (wire_init(&m), &m), 50), ST_BUSY);
	assert_false(ask_key(sock, "lan", OTHER_KEY, true));
	heard_failed(id);
	note(&n);
	assert_false(n.good);
	assert_true(ask_key(sock, "lan", KEY, true));
	heard_in(id, 1, "lan", "key SHA256:EQCN+/CnHQ2bwC3mr2GVJKCWGWWf5dr4hkKw"
	    "gHpWa+0", false);
	note(&n);
	assert_true(n.good);
	assert_int_equal(strncmp(n.method, "key SHA256:", 11), 0);
	(void)close(sock);
}

static void
test_stranger_does_not_lock_out(void **state)
{
	struct noted n;
	int64_t began;
	uint32_t id;
	int i, sock;

	(void)state;
	/* Somebody elsewhere guesses at lan's password until it is slow. */
	for (i = 0; i < 4; i++)
		assert_false(signs_in("lan", "guess me", "198.51.100.66"));
	sock = transport("198.51.100.66", &id);
	began = clock_ms();
	ask_password(sock, "lan", "guess me");
	/* lan herself is let in meanwhile, at once. */
	note(&n);
	assert_int_equal(n.tries, 1); /* of the four, one was written so far */
	assert_true(signs_in("lan", "demo-lan", "192.0.2.1"));
	assert_true(clock_ms() - began < 900);
	assert_false(answer(sock));
	assert_true(clock_ms() - began >= 900); /* the fifth waits 2 s */
	heard_failed(id);
	(void)close(sock);
}

/* Behind one address: who guesses is slowed, who signed in there is not. */
static void
test_guesser_among_colleagues(void **state)
{
	struct gate_guess *s = gate_guess_new();
	int64_t now = 1000000, due;
	char login[16];
	int i, n = 0;

	(void)state;
	assert_true(gate_guess_try(s, "thu", "10.0.0.1", now, &due));
	gate_guess_right(s, "thu", "10.0.0.1", now);
	/* A list of logins, two passwords each; no login of it has to wait. */
	for (i = 0; i < 3000; i++) {
		(void)snprintf(login, sizeof(login), "u%d", i / 2);
		if (!gate_guess_try(s, login, "10.0.0.1", now, &due))
			continue;
		n++;
		gate_guess_wrong(s, login, "10.0.0.1", now);
	}
	/* 20 for nothing; then 1, 2, 4, 8 s, and the next is too far off. */
	assert_in_range(n, 20, 30);
	assert_true(gate_guess_try(s, "thu", "10.0.0.1", now, &due));
	assert_int_equal(due, now);
	gate_guess_right(s, "thu", "10.0.0.1", now);
	/* A colleague who is new there waits, those elsewhere do not. */
	assert_false(gate_guess_try(s, "lan", "10.0.0.1", now, &due));
	assert_true(gate_guess_try(s, "lan", "10.0.0.2", now, &due));
	assert_int_equal(due, now);
	/* It goes by itself. */
	now += 20 * 60000;
	assert_true(gate_guess_try(s, "lan", "10.0.0.1", now, &due));
	assert_int_equal(due, now);
	/* Who is known for a day and no longer guesses like anybody else. */
	assert_true(gate_guess_try(s, "thu", "10.0.0.1", now, &due));
	for (i = 0; i < 3; i++)
		(void)gate_guess_try(s, "thu", "10.0.0.1", now, &due);
	assert_true(due > now);
	gate_guess_free(s);
}

static void
test_storm_is_bounded(void **state)
{
	int sock[40], i;
	struct noted row;
	uint32_t id;
	struct wire_msg m;

	(void)state;
	/* Forty guesses at once; in one row they would take 10 minutes. */
	for (i = 0; i < 40; i++) {
		sock[i] = transport("198.51.100.7", &id);
		ask_password(sock[i], "thu", "guess me");
	}
	/* Three are checked at once, four more wait 1, 3, 7 and 15 s, and the
	 * 33 behind them are refused unseen. */
	for (i = 0; i < 36; i++) {
		expect(control, &m, WIRE_GATE_FAILED);
		wire_done(&m);
	}
	assert_int_equal(recv_msg(control, (wire_init(&m), &m), 100), ST_BUSY);
	/* The gate answers everybody else meanwhile. */
	note(&row);
	assert_true(signs_in("thu", "demo-thu", "192.0.2.2"));
	for (i = 0; i < 40; i++)
		(void)close(sock[i]);
}

static void
test_confirm(void **state)
{
	unsigned char op[WIRE_OP_ID] = "0123456789abcdef";
	int desk = bound(WIRE_PEER_STAFF, 2);
	const unsigned char *p;
	struct wire_msg m;
	char text[512];
	size_t n;

	(void)state;
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONFIRM);
	wire_put_bytes(&m, op, sizeof(op));
	wire_put_str(&m, "demo-lan"); /* another's */
	send_fd(desk, &m, -1);
	assert_int_equal(gate_says(desk, text, sizeof(text)), ST_DENIED);
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONFIRM);
	wire_put_bytes(&m, op, sizeof(op));
	wire_put_str(&m, "demo-thu");
	send_fd(desk, &m, -1);
	assert_int_equal(gate_says(desk, text, sizeof(text)), ST_OK);
	/* Books heard it, and before the desk did. */
	expect(books, &m, WIRE_CONFIRMED);
	assert_int_equal(wire_get_i64(&m), 2);
	p = wire_get_bytes(&m, &n);
	assert_int_equal(n, sizeof(op));
	assert_memory_equal(p, op, sizeof(op));
	wire_done(&m);
	(void)close(desk);
}

static enum status
gate_confirm(int sock, const char *secret)
{
	unsigned char op[WIRE_OP_ID] = "0123456789abcdef";
	struct wire_msg m;
	char text[512];

	wire_init(&m);
	wire_begin(&m, WIRE_GATE_CONFIRM);
	wire_put_bytes(&m, op, sizeof(op));
	wire_put_str(&m, secret);
	send_fd(sock, &m, -1);
	return gate_says(sock, text, sizeof(text));
}

/* What somebody else has set signs nothing, and a key is no way around it. */
static void
test_set_by_another(void **state)
{
	int clerk = bound(WIRE_PEER_STAFF, 1);
	int owner = bound(WIRE_PEER_LOCAL, (int64_t)getuid());
	int late, sock;
	struct wire_msg m;
	struct noted n;
	uint32_t id;

	(void)state;
	assert_int_equal(gate_set(owner, 1, "lan", "key", KEY " lan@may"),
	    ST_OK);
	assert_int_equal(gate_set(owner, 1, "lan", "password", "given-one"),
	    ST_OK);
	assert_int_equal(gate_confirm(clerk, "given-one"), ST_DENIED);
	assert_int_equal(recv_msg(books, (wire_init(&m), &m), 50), ST_BUSY);
	sock = transport("192.0.2.1", &id);
	assert_true(ask_key(sock, "lan", KEY, true));
	heard_in(id, 1, "lan", "key SHA256:EQCN+/CnHQ2bwC3mr2GVJKCWGWWf5dr4hkKw"
	    "gHpWa+0", true);
	note(&n);
	/* A desk that opens later, without a sign-in of its own. */
	late = bound(WIRE_PEER_STAFF, 1);
	wire_begin(&m, WIRE_WATCH);
	send_fd(late, &m, -1);
	expect(late, &m, WIRE_GATE_MUST);
	wire_done(&m);
	assert_int_equal(gate_passwd(clerk, "given-one", "demo-lan"), ST_OK);
	assert_int_equal(gate_confirm(clerk, "demo-lan"), ST_OK);
	expect(books, &m, WIRE_CONFIRMED);
	wire_done(&m);
	assert_true(ask_key(sock, "lan", KEY, true));
	heard_in(id, 1, "lan", "key SHA256:EQCN+/CnHQ2bwC3mr2GVJKCWGWWf5dr4hkKw"
	    "gHpWa+0", false);
	note(&n);
	assert_int_equal(gate_set(owner, 1, "lan", "nokey",
	    "SHA256:EQCN+/CnHQ2bwC3mr2GVJKCWGWWf5dr4hkKwgHpWa+0"), ST_OK);
	(void)close(sock);
	(void)close(late);
	(void)close(clerk);
	(void)close(owner);
}

static void
test_passwd(void **state)
{
	int desk = bound(WIRE_PEER_STAFF, 2);

	(void)state;
	assert_int_equal(gate_passwd(desk, "wrong one", "new-secret"),
	    ST_DENIED);
	assert_int_equal(gate_passwd(desk, "demo-thu", "short"), ST_INVALID);
	assert_int_equal(gate_passwd(desk, "demo-thu", ""), ST_INVALID);
	assert_int_equal(gate_passwd(desk, "demo-thu", "demo-thu"), ST_INVALID);
	assert_int_equal(gate_passwd(desk, "demo-thu", "new-secret"), ST_OK);
	assert_false(signs_in("thu", "demo-thu", "192.0.2.3"));
	(void)close(desk);
}

static void
test_admin_sets(void **state)
{
	int clerk = bound(WIRE_PEER_STAFF, 1), admin = bound(WIRE_PEER_STAFF, 3);
	int uid = bound(WIRE_PEER_LOCAL, 4711); /* thu's, no administrator */
	int owner = bound(WIRE_PEER_LOCAL, (int64_t)getuid());
	struct noted n;
	struct wire_msg m;
	char text[4096];
	uint32_t id;
	int sock;

	(void)state;
	assert_int_equal(gate_set(clerk, 1, "lan", "password", "my-own-one"),
	    ST_DENIED);
	assert_int_equal(gate_set(uid, 1, "lan", "disable", ""), ST_DENIED);
	assert_int_equal(gate_set(admin, 1, "lan", "password", "given-one"),
	    ST_OK);
	/* Who got a password from somebody else has to change it. */
	sock = transport("192.0.2.1", &id);
	ask_password(sock, "lan", "given-one");
	assert_true(answer(sock));
	heard_in(id, 1, "lan", "password", true);
	note(&n);
	assert_int_equal(gate_passwd(clerk, "given-one", "demo-lan"), ST_OK);
	ask_password(sock, "lan", "demo-lan");
	assert_true(answer(sock));
	heard_in(id, 1, "lan", "password", false);
	note(&n);
	assert_int_equal(gate_set(owner, 1, "lan", "disable", ""), ST_OK);
	assert_false(ask_key(sock, "lan", KEY, false));
	ask_password(sock, "lan", "demo-lan");
	assert_false(answer(sock));
	heard_failed(id);
	note(&n);
	assert_int_equal(gate_set(owner, 1, "lan", "enable", ""), ST_OK);
	assert_true(ask_key(sock, "lan", KEY, false));
	assert_int_equal(gate_set(admin, 1, "lan", "nokey",
	    "SHA256:EQCN+/CnHQ2bwC3mr2GVJKCWGWWf5dr4hkKwgHpWa+0"), ST_OK);
	assert_false(ask_key(sock, "lan", KEY, false));
	assert_int_equal(gate_set(admin, 1, "lan", "nonsense", ""), ST_INVALID);
	wire_init(&m);
	wire_begin(&m, WIRE_GATE_LIST);
	wire_put_str(&m, "");
	send_fd(admin, &m, -1);
	assert_int_equal(gate_says(admin, text, sizeof(text)), ST_OK);
	assert_non_null(strstr(text, "lan\tactive"));
	assert_null(strstr(text, "$y$"));
	(void)close(sock);
	(void)close(clerk);
	(void)close(admin);
	(void)close(uid);
	(void)close(owner);
}

/* A desk hears that somebody else set its person's password, and of no other. */
static void
test_desk_is_told(void **state)
{
	int clerk = bound(WIRE_PEER_STAFF, 1), other = bound(WIRE_PEER_STAFF, 2);
	int here = bound(WIRE_PEER_LOCAL, 4711); /* thu's own terminal */
	int owner = bound(WIRE_PEER_LOCAL, (int64_t)getuid());
	int admin = bound(WIRE_PEER_STAFF, 3), desks[3] = { clerk, other, here };
	struct wire_msg m;
	size_t i;

	(void)state;
	for (i = 0; i < 3; i++) {
		wire_init(&m);
		wire_begin(&m, WIRE_WATCH);
		send_fd(desks[i], &m, -1);
	}
	/* Their answers come after: the gate has read what was sent before. */
	assert_int_equal(gate_passwd(clerk, "wrong one", "new-secret"),
	    ST_DENIED);
	assert_int_equal(gate_passwd(here, "wrong one", "new-secret"),
	    ST_DENIED);
	assert_int_equal(gate_set(owner, 1, "lan", "password", "given-one"),
	    ST_OK);
	expect(clerk, &m, WIRE_GATE_MUST);
	wire_done(&m);
	/* One's own is nobody's news. */
	assert_int_equal(gate_passwd(clerk, "given-one", "demo-lan"), ST_OK);
	assert_int_equal(gate_set(owner, 2, "thu", "password", "given-two"),
	    ST_OK);
	expect(here, &m, WIRE_GATE_MUST);
	wire_done(&m);
	expect(other, &m, WIRE_GATE_MUST);
	wire_done(&m);
	assert_int_equal(gate_passwd(other, "given-two", "demo-thu"), ST_OK);
	assert_int_equal(gate_set(admin, 3, "admin", "password", "demo-admin"),
	    ST_OK);
	{
		uint32_t id;
		struct noted n;
		int sock = transport("192.0.2.1", &id);

		ask_password(sock, "admin", "demo-admin");
		assert_true(answer(sock));
		heard_in(id, 3, "admin", "password", false);
		note(&n);
		(void)close(sock);
	}
	(void)close(clerk);
	(void)close(other);
	(void)close(here);
	(void)close(owner);
	(void)close(admin);
}

static void
test_books_away(void **state)
{
	struct noted n;
	struct wire_msg m;
	int pair[2];

	(void)state;
	/* A sign-in while books is being restarted is written when it is back. */
	(void)close(books);
	books = -1;
	{
		uint32_t id;
		int sock = transport("192.0.2.1", &id);

		ask_password(sock, "lan", "demo-lan");
		assert_true(answer(sock));
		expect(control, &m, WIRE_GATE_SIGNED_IN);
		wire_done(&m);
		(void)close(sock);
	}
	OK(wire_pair(pair, &err));
	books = pair[0];
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_BOOKS);
	send_fd(control, &m, pair[1]);
	(void)close(pair[1]);
	note(&n);
	assert_true(n.good);
	assert_string_equal(n.login, "lan");
}

static void
test_broken_messages(void **state)
{
	struct wire_msg m;
	uint32_t id;
	int sock = transport("192.0.2.1", &id), desk = bound(WIRE_PEER_STAFF, 1);

	(void)state;
	wire_init(&m);
	wire_begin(&m, WIRE_AUTH_PASSWORD);
	wire_put_str(&m, "lan");
	send_fd(sock, &m, -1);
	assert_int_equal(recv_msg(sock, (wire_init(&m), &m), WAIT_MS),
	    ST_NOTFOUND); /* closed */
	/* What is for desks is not for transports, and the other way round. */
	(void)close(sock);
	sock = transport("192.0.2.1", &id);
	wire_begin(&m, WIRE_GATE_LIST);
	wire_put_str(&m, "");
	send_fd(sock, &m, -1);
	assert_int_equal(recv_msg(sock, (wire_init(&m), &m), WAIT_MS),
	    ST_NOTFOUND);
	ask_password(desk, "lan", "demo-lan");
	assert_int_equal(recv_msg(desk, (wire_init(&m), &m), WAIT_MS),
	    ST_NOTFOUND);
	(void)close(sock);
	(void)close(desk);
	assert_true(signs_in("lan", "demo-lan", "192.0.2.1")); /* it goes on */
}

#define GATE_TEST(f) cmocka_unit_test_setup_teardown(f, start, stop)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GATE_TEST(test_password),
		GATE_TEST(test_unknown_costs_as_much),
		GATE_TEST(test_inactive_staff),
		GATE_TEST(test_key),
		GATE_TEST(test_stranger_does_not_lock_out),
		cmocka_unit_test(test_guesser_among_colleagues),
		GATE_TEST(test_storm_is_bounded),
		GATE_TEST(test_confirm),
		GATE_TEST(test_books_away),
		GATE_TEST(test_broken_messages),
		GATE_TEST(test_passwd),
		GATE_TEST(test_admin_sets),
		GATE_TEST(test_set_by_another),
		GATE_TEST(test_desk_is_told),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
