/* SPDX-License-Identifier: ISC */
/*
 * books: who may post, as the rows of the staff say at that moment and with
 * the password that the gate has seen; and who hears that those rows changed.
 */
#include "books_help.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>

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
	receive(books_control, &m);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BOOKS_TEST(test_posts_and_refuses),
		BOOKS_TEST(test_rights_follow_the_staff_row),
		BOOKS_TEST(test_hostile_peer),
		BOOKS_TEST(test_password_again),
		BOOKS_TEST(test_disabled_is_told),
		BOOKS_TEST(test_changes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
