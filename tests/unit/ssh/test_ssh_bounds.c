/* SPDX-License-Identifier: ISC */
/* ssh: what a line keeps of what a peer sends before anybody takes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "ssh/attach.h"
#include "ssh/exec.h"

/* Type-ahead is kept, in order; a paste beyond 64 kB is cut, not queued. */
static void
test_keys_are_bounded(void **state)
{
	struct transport *t = mem_zalloc(sizeof(*t));
	char load[50000];

	(void)state;
	attach_init(t);
	memset(load, 'a', sizeof(load));
	attach_keys(t, load, sizeof(load));
	assert_int_equal(buf_left(&t->desk.keys), 50000);
	assert_false(t->desk.keys_lost);
	memset(load, 'b', sizeof(load));
	attach_keys(t, load, sizeof(load));
	assert_int_equal(buf_left(&t->desk.keys), 65536);
	assert_true(t->desk.keys_lost);
	attach_keys(t, load, 1);
	assert_int_equal(buf_left(&t->desk.keys), 65536);

	/* What was passed on makes room again. */
	buf_eat(&t->desk.keys, 60000);
	attach_keys(t, "cd", 2);
	assert_int_equal(buf_left(&t->desk.keys), 5538);
	assert_memory_equal(buf_head(&t->desk.keys), "bbb", 3);
	assert_memory_equal(buf_head(&t->desk.keys) + 5536, "cd", 2);
	attach_done(t);
	free(t);
}

/* One load waits for the pipe; the next stays with libssh, window closed. */
static void
test_stdin_is_bounded(void **state)
{
	struct transport *t = mem_zalloc(sizeof(*t));

	(void)state;
	exec_init(t);
	assert_int_equal(exec_data(t, "first", 5), 5);
	assert_int_equal(exec_data(t, "second", 6), 0);
	assert_int_equal(exec_data(t, "secondthird", 11), 0);
	assert_int_equal(t->exec.left, 11);
	assert_int_equal(buf_left(&t->exec.to_in), 5);
	buf_eat(&t->exec.to_in, 5);
	assert_int_equal(exec_data(t, "secondthird!", 12), 12);
	assert_int_equal(t->exec.left, 0);
	assert_memory_equal(buf_head(&t->exec.to_in), "secondthird!", 12);
	buf_done(&t->exec.to_in);
	free(t);
}

/* With a terminal: Enter is CR, Ctrl-D ends the input, Ctrl-C the command. */
static void
test_stdin_of_a_terminal(void **state)
{
	struct transport *t = mem_zalloc(sizeof(*t));

	(void)state;
	t->pty = true;
	exec_init(t);
	assert_int_equal(exec_data(t, "yes\r\004no", 7), 7);
	assert_int_equal(buf_left(&t->exec.to_in), 4);
	assert_memory_equal(buf_head(&t->exec.to_in), "yes\n", 4);
	assert_true(t->exec.eof);
	assert_false(t->exec.interrupted);
	t->exec.eof = false;
	buf_eat(&t->exec.to_in, 4);
	assert_int_equal(exec_data(t, "a\003b", 3), 3);
	assert_int_equal(buf_left(&t->exec.to_in), 1);
	assert_true(t->exec.interrupted);
	buf_done(&t->exec.to_in);
	free(t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_are_bounded),
		cmocka_unit_test(test_stdin_is_bounded),
		cmocka_unit_test(test_stdin_of_a_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
