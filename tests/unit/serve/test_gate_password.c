/* SPDX-License-Identifier: ISC */
/*
 * gate: the password that confirms a posting, its change, what others set and
 * who may, and the desks that hear of it.
 */
#include "gate_help.h"

#include <string.h>
#include <unistd.h>

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
	expect(our.books, &m, WIRE_CONFIRMED);
	assert_int_equal(wire_get_i64(&m), 2);
	p = wire_get_bytes(&m, &n);
	assert_int_equal(n, sizeof(op));
	assert_memory_equal(p, op, sizeof(op));
	wire_done(&m);
	(void)close(desk);
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
	assert_int_equal(recv_msg(our.books, (wire_init(&m), &m), 50), ST_BUSY);
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
	expect(our.books, &m, WIRE_CONFIRMED);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GATE_TEST(test_confirm),
		GATE_TEST(test_passwd),
		GATE_TEST(test_admin_sets),
		GATE_TEST(test_set_by_another),
		GATE_TEST(test_desk_is_told),
	};

	return cmocka_run_group_tests(tests, gate_setup, gate_teardown);
}
