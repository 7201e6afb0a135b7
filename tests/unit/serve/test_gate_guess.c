/* SPDX-License-Identifier: ISC */
/*
 * gate: who guesses learns nothing of logins, and waits; nobody else does.
 */
#include "gate_help.h"

#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "serve/gate_priv.h"

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
	/* Somebody known who mistypes makes nobody else wait. */
	gate_guess_right(s, "ke", "10.0.0.3", now);
	for (i = 0; i < 40; i++)
		gate_guess_wrong(s, "ke", "10.0.0.3", now);
	assert_true(gate_guess_try(s, "mai", "10.0.0.3", now, &due));
	assert_int_equal(due, now);
	assert_true(gate_guess_try(s, "son", "10.0.0.3", now, &due));
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
		expect(our.control, &m, WIRE_GATE_FAILED);
		wire_done(&m);
	}
	assert_int_equal(recv_msg(our.control, (wire_init(&m), &m), 100), ST_BUSY);
	/* The gate answers everybody else meanwhile. */
	note(&row);
	assert_true(signs_in("thu", "demo-thu", "192.0.2.2"));
	for (i = 0; i < 40; i++)
		(void)close(sock[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		GATE_TEST(test_unknown_costs_as_much),
		GATE_TEST(test_stranger_does_not_lock_out),
		cmocka_unit_test(test_guesser_among_colleagues),
		GATE_TEST(test_storm_is_bounded),
	};

	return cmocka_run_group_tests(tests, gate_setup, gate_teardown);
}
