/* SPDX-License-Identifier: ISC */
/*
 * desk: the end that saves, whoever makes it, and what the person reads then.
 */
#include "desk_help.h"

#include <unistd.h>

static void
test_leave(void **s)
{
	struct wire_verb v;

	(void)s;
	start(1);
	our.line = attach("xterm", true);
	simple(our.line, WIRE_CREDIT, -1);
	picture("|xterm 80x24 must");
	/* Keys behind it, unread, do not take the last word back. */
	keys("Q");
	keys("more");
	posted(our.books, &v, "draft.save");
	keys("and more");
	answer(our.books, v.op, ST_OK);
	bye(our.line, "bye");
	(void)close(our.line);
	ended(0);
}

/* The listener dies under a posting: its answer is waited for, and is told. */
static void
test_answered_at_the_end(void **s)
{
	struct wire_verb v, draft;

	(void)s;
	start(1);
	our.line = attach("xterm", false);
	keys("P");
	posted(our.books, &v, "pay");
	(void)close(our.control);
	our.control = -1;
	assert_true(quiet(our.line));
	answer(our.books, v.op, ST_OK);
	posted(our.books, &draft, "draft.save");
	answer(our.books, draft.op, ST_OK);
	bye(our.line, "The server has stopped. What was reported saved is saved; "
	    "sign in again in a minute. answer ok");
	ended(0);
}

static void
test_listener_dies(void **s)
{
	struct wire_verb v;

	(void)s;
	start(1);
	our.line = attach("xterm", false);
	(void)close(our.control);
	our.control = -1;
	posted(our.books, &v, "draft.save");
	answer(our.books, v.op, ST_OK);
	bye(our.line, "The server has stopped");
	ended(0);
}

static void
test_books_silent_at_the_end(void **s)
{
	struct wire_verb v;

	(void)s;
	start(1);
	our.line = attach("xterm", false);
	keys("Q");
	posted(our.books, &v, "draft.save");
	/* No answer: it ends all the same, a little later. */
	bye(our.line, "bye");
	ended(0);
}

static void
test_refused(void **s)
{
	(void)s;
	start(13);
	our.line = attach("xterm", false);
	bye(our.line, "not you");
	ended(0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_leave),
		cmocka_unit_test(test_answered_at_the_end),
		cmocka_unit_test(test_listener_dies),
		cmocka_unit_test(test_books_silent_at_the_end),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
