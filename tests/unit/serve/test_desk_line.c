/* SPDX-License-Identifier: ISC */
/*
 * desk: the line.  Pictures only for credits and always the newest, keys that
 * tell what was seen, sizes, takeover.
 */
#include "desk_help.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void
test_pictures_for_credits(void **s)
{
	char want[2200];
	struct wire_msg m;
	int i;

	(void)s;
	assert_true(quiet(our.line)); /* nothing was granted */
	simple(our.line, WIRE_CREDIT, -1);
	picture("|xterm 80x24");
	/* A storm of keys while the line is full is one picture, the newest. */
	for (i = 0; i < 300; i++) {
		keys("keys...");
		memcpy(want + 7 * i, "keys...", 7);
	}
	(void)snprintf(want + 2100, 100, "|xterm 80x24");
	assert_true(quiet(our.line));
	simple(our.line, WIRE_CREDIT, -1);
	picture(want);
	/* A credit without news waits for some. */
	simple(our.line, WIRE_CREDIT, -1);
	assert_true(quiet(our.line));
	keys("!");
	get(our.line, &m, WIRE_FRAME);
	wire_done(&m);
	assert_true(quiet(our.line));
}

/* Pictures have numbers, and keys tell on which they were typed. */
static void
test_seen(void **s)
{
	char want[32];

	(void)s;
	simple(our.line, WIRE_CREDIT, -1);
	picture("|xterm 80x24");
	assert_int_equal(drawn, 1);
	typed_on = 7;
	keys("S");
	simple(our.line, WIRE_CREDIT, -1);
	picture("|seen 7 of 1");
	assert_int_equal(drawn, 2);
	typed_on = drawn;
	keys("S");
	simple(our.line, WIRE_CREDIT, -1);
	(void)snprintf(want, sizeof(want), "|seen %u of 2", drawn);
	picture(want);
	assert_int_equal(drawn, 3);
	typed_on = 0;
}

static void
test_size(void **s)
{
	struct wire_msg m;

	(void)s;
	wire_init(&m);
	wire_begin(&m, WIRE_SIZE);
	wire_put_u32(&m, 4000000000U); /* clamped before; here: ignored */
	wire_put_u32(&m, 24);
	put(our.line, &m, -1);
	wire_init(&m);
	wire_begin(&m, WIRE_SIZE);
	wire_put_u32(&m, 132);
	wire_put_u32(&m, 50);
	put(our.line, &m, -1);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|132x50");
}

static void
test_takeover(void **s)
{
	int old = our.line;

	(void)s;
	keys("abc");
	our.line = attach("vt220", false);
	bye(old, "taken over from 192.0.2.1 at ");
	(void)close(old);
	/* The credit of the old line was not for this one. */
	assert_true(quiet(our.line));
	simple(our.line, WIRE_CREDIT, -1);
	picture("abc|vt220 80x24");
	/* A line that drops leaves the desk waiting. */
	(void)close(our.line);
	state(false);
	our.line = attach("xterm", false);
	simple(our.line, WIRE_CREDIT, -1);
	picture("abc|xterm 80x24");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_pictures_for_credits),
		DESK_TEST(test_seen),
		DESK_TEST(test_size),
		DESK_TEST(test_takeover),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
