/* SPDX-License-Identifier: ISC */
/*
 * desk: books that dies and comes back, a new address while a posting waits,
 * and what books and the gate tell of the person meanwhile.
 */
#include "desk_help.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

static void
test_books_dies(void **s)
{
	const unsigned char *p;
	struct wire_verb v;
	struct wire_msg m;
	size_t n;

	(void)s;
	keys("P");
	posted(our.books, &v, "pay");
	(void)close(our.books);
	until_picture("|gone"); /* nothing is known of it */
	/* While it is away nothing is taken. */
	keys("P");
	simple(our.line, WIRE_CREDIT, -1);
	get(our.line, &m, WIRE_FRAME);
	wire_done(&m);
	our.books = pair_with(our.control, WIRE_DESK_BOOKS);
	/* It asks what became of it, and posts nothing by itself. */
	get(our.books, &m, WIRE_OUTCOME);
	p = wire_get_bytes(&m, &n);
	assert_int_equal(n, WIRE_OP_ID);
	memcpy(v.op, p, n);
	wire_done(&m);
	assert_true(quiet(our.books));
	answer(our.books, v.op, ST_NOTFOUND);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|answer notfound");
}

static void
test_other_address(void **s)
{
	int old = our.books, fresh;
	struct wire_verb v, w;
	struct wire_msg m;

	(void)s;
	keys("P");
	posted(old, &v, "pay");
	/* A socket for another address: used when the old one is answered. */
	fresh = pair_with(our.control, WIRE_DESK_BOOKS);
	keys("P");
	posted(old, &w, "pay");
	answer(old, v.op, ST_OK);
	assert_true(quiet(fresh));
	answer(old, w.op, ST_OK);
	get(our.line, (simple(our.line, WIRE_CREDIT, -1), &m), WIRE_FRAME);
	wire_done(&m);
	wire_init(&m);
	assert_int_equal(poll(&(struct pollfd){ old, POLLIN, 0 }, 1, WAIT_MS),
	    1);
	assert_int_equal(wire_recv(old, &m, &desk_err), ST_NOTFOUND); /* closed */
	keys("P");
	posted(fresh, &v, "pay");
	answer(fresh, v.op, ST_OK);
	(void)close(old);
	our.books = fresh;
}

static void
watched(int64_t since)
{
	struct wire_msg m;

	get(our.books, &m, WIRE_WATCH);
	assert_int_equal(wire_get_i64(&m), since);
	assert_true(wire_end(&m));
	wire_done(&m);
}

static void
who(int64_t count)
{
	struct wire_msg m;

	wire_init(&m);
	wire_begin(&m, WIRE_WHO);
	wire_put_i64(&m, count);
	put(our.books, &m, -1);
}

/* Books tell that people's roles or places have changed. */
static void
test_who(void **s)
{
	struct wire_verb v;
	struct wire_msg m;
	int gate, old;

	(void)s;
	watched(0);
	keys("W");
	simple(our.line, WIRE_CREDIT, -1);
	picture("|looked 1"); /* when the line came */
	/* The first is looked at once, and the next one asked for. */
	who(5);
	watched(5);
	keys("W");
	simple(our.line, WIRE_CREDIT, -1);
	picture("|looked 2");
	/* One more at once waits a little, but no key goes before it. */
	keys("P");
	posted(our.books, &v, "pay");
	simple(our.line, WIRE_CREDIT, -1);
	picture("|ok");
	who(6);
	answer(our.books, v.op, ST_OK);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|answer ok");
	keys("W");
	simple(our.line, WIRE_CREDIT, -1);
	picture("|looked 3");
	watched(6);
	/* Without a key, too. */
	who(7);
	watched(7);
	/* Books that start anew may count anything. */
	old = our.books;
	our.books = pair_with(our.control, WIRE_DESK_BOOKS);
	watched(0);
	(void)close(old);
	keys("W");
	simple(our.line, WIRE_CREDIT, -1);
	picture("|looked 4");
	/* The gate: somebody else set the password, now or before the line. */
	gate = pair_with(our.control, WIRE_DESK_GATE);
	get(gate, &m, WIRE_WATCH);
	wire_done(&m);
	simple(gate, WIRE_GATE_MUST, -1);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|must change");
	old = our.line;
	our.line = attach("vt220", true);
	(void)close(old);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|vt220 80x24 must");
	old = our.line;
	our.line = attach("vt220", false);
	(void)close(old);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|must not change");
	(void)close(gate);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		DESK_TEST(test_books_dies),
		DESK_TEST(test_other_address),
		DESK_TEST(test_who),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
