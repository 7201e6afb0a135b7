/* SPDX-License-Identifier: ISC */
/*
 * gate: signing in by password and by key, what the listener hears of it and
 * what is written, also while books is away; messages that are broken.
 */
#include "gate_help.h"

#include <string.h>
#include <unistd.h>

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
	assert_int_equal(recv_msg(our.control, (wire_init(&m), &m), 50), ST_BUSY);
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
test_books_away(void **state)
{
	struct noted n;
	struct wire_msg m;
	int pair[2];

	(void)state;
	/* A sign-in while books is being restarted is written when it is back. */
	(void)close(our.books);
	our.books = -1;
	{
		uint32_t id;
		int sock = transport("192.0.2.1", &id);

		ask_password(sock, "lan", "demo-lan");
		assert_true(answer(sock));
		expect(our.control, &m, WIRE_GATE_SIGNED_IN);
		wire_done(&m);
		(void)close(sock);
	}
	OK(wire_pair(pair, &gate_err));
	our.books = pair[0];
	wire_init(&m);
	wire_begin(&m, WIRE_DESK_BOOKS);
	send_fd(our.control, &m, pair[1]);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GATE_TEST(test_password),
		GATE_TEST(test_inactive_staff),
		GATE_TEST(test_key),
		GATE_TEST(test_books_away),
		GATE_TEST(test_broken_messages),
	};

	return cmocka_run_group_tests(tests, gate_setup, gate_teardown);
}
