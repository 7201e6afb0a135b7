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
	struct line *l = mem_zalloc(sizeof(*l));
	char load[50000];

	(void)state;
	attach_init(l);
	memset(load, 'a', sizeof(load));
	attach_keys(l, load, sizeof(load));
	assert_int_equal(buf_left(&l->desk.keys), 50000);
	assert_false(l->desk.keys_lost);
	memset(load, 'b', sizeof(load));
	attach_keys(l, load, sizeof(load));
	assert_int_equal(buf_left(&l->desk.keys), 65536);
	assert_true(l->desk.keys_lost);
	attach_keys(l, load, 1);
	assert_int_equal(buf_left(&l->desk.keys), 65536);

	/* What was passed on makes room again. */
	buf_eat(&l->desk.keys, 60000);
	attach_keys(l, "cd", 2);
	assert_int_equal(buf_left(&l->desk.keys), 5538);
	assert_memory_equal(buf_head(&l->desk.keys), "bbb", 3);
	assert_memory_equal(buf_head(&l->desk.keys) + 5536, "cd", 2);
	attach_done(l);
	free(l);
}

/* One load waits for the pipe; the next stays with libssh, window closed. */
static void
test_stdin_is_bounded(void **state)
{
	struct line *l = mem_zalloc(sizeof(*l));

	(void)state;
	exec_init(l);
	assert_int_equal(exec_data(l, "first", 5), 5);
	assert_int_equal(exec_data(l, "second", 6), 0);
	assert_int_equal(exec_data(l, "secondthird", 11), 0);
	assert_int_equal(l->exec.left, 11);
	assert_int_equal(buf_left(&l->exec.to_in), 5);
	buf_eat(&l->exec.to_in, 5);
	assert_int_equal(exec_data(l, "secondthird!", 12), 12);
	assert_int_equal(l->exec.left, 0);
	assert_memory_equal(buf_head(&l->exec.to_in), "secondthird!", 12);
	buf_done(&l->exec.to_in);
	free(l);
}

/* With a terminal: Enter is CR, Ctrl-D ends the input, Ctrl-C the command. */
static void
test_stdin_of_a_terminal(void **state)
{
	struct line *l = mem_zalloc(sizeof(*l));

	(void)state;
	l->pty = true;
	exec_init(l);
	assert_int_equal(exec_data(l, "yes\r\004no", 7), 7);
	assert_int_equal(buf_left(&l->exec.to_in), 4);
	assert_memory_equal(buf_head(&l->exec.to_in), "yes\n", 4);
	assert_true(l->exec.eof);
	assert_false(l->exec.interrupted);
	l->exec.eof = false;
	buf_eat(&l->exec.to_in, 4);
	assert_int_equal(exec_data(l, "a\003b", 3), 3);
	assert_int_equal(buf_left(&l->exec.to_in), 1);
	assert_true(l->exec.interrupted);
	buf_done(&l->exec.to_in);
	free(l);
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
