/*
 * SPDX-License-Identifier: ISC
 *
 * Guards: a pager turns the pages of rows that can be read forwards alone as it
 * does those of both ways, there and back; what is gone at the end is not an
 * empty page; another height begins anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "ui/term/scroll.h"

static int rows_there; /* rows 1 to that */

static enum status
page(void *arg, const void *from, bool backwards, void *rows, unsigned max,
    unsigned *n, struct err *err)
{
	int at = from == NULL ? (backwards ? rows_there + 1 : 0) :
	    *(const int *)from, *v = rows, first;

	(void)arg;
	(void)err;
	first = backwards ? at - (int)max : at + 1;
	if (first < 1)
		first = 1;
	for (*n = 0; *n < max && first + (int)*n <= rows_there &&
	    (!backwards || first + (int)*n < at); (*n)++)
		v[*n] = first + (int)*n;
	return ST_OK;
}

static const struct pager_ops both = { .row_size = sizeof(int), .page = page };
static const struct pager_ops forward = { .row_size = sizeof(int),
	.forward = true, .page = page };

static struct pager p;

static void
begin(const struct pager_ops *ops)
{
	struct err err = ERR_INIT;

	rows_there = 25;
	pager_init(&p, ops, NULL);
	assert_int_equal(pager_again(&p, 10, &err), ST_OK);
}

static void
key(enum action a, int first, int marked)
{
	struct err err = ERR_INIT;
	bool handled;

	assert_int_equal(pager_action(&p, a, &handled, &err), ST_OK);
	assert_true(handled);
	assert_int_equal(*(const int *)pager_row(&p, 0), first);
	assert_int_equal(*(const int *)pager_current(&p), marked);
}

static void
test_pages(void **state)
{
	const struct pager_ops *const all[] = { &both, &forward };
	unsigned i;

	(void)state;
	for (i = 0; i < 2; i++) {
		begin(all[i]);
		key(ACT_PAGE_DOWN, 11, 11);
		key(ACT_PAGE_DOWN, 21, 21);
		assert_int_equal(p.n, 5);
		assert_false(p.no_more);
		key(ACT_PAGE_DOWN, 21, 25);
		assert_true(p.no_more);
		key(ACT_PAGE_UP, 11, 11);
		key(ACT_DOWN, 11, 12);
		key(ACT_PAGE_UP, 1, 1);
		key(ACT_UP, 1, 1);
		assert_true(p.no_more);
		key(ACT_PAGE_DOWN, 11, 11);
		key(ACT_FIRST, 1, 1);
		pager_done(&p);
	}
}

static void
test_forward(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	begin(&forward);
	key(ACT_LAST, 1, 10);
	key(ACT_DOWN, 11, 11);
	key(ACT_UP, 1, 10);
	key(ACT_PAGE_DOWN, 11, 11);
	key(ACT_PAGE_DOWN, 21, 21);
	rows_there = 20;
	assert_int_equal(pager_again(&p, 10, &err), ST_OK);
	assert_int_equal(*(const int *)pager_row(&p, 0), 11);
	/* A page that is full, and nothing behind it. */
	key(ACT_PAGE_DOWN, 11, 20);
	assert_true(p.no_more);
	assert_int_equal(pager_again(&p, 7, &err), ST_OK);
	assert_int_equal(*(const int *)pager_row(&p, 0), 1);
	rows_there = 0;
	pager_restart(&p);
	assert_int_equal(pager_again(&p, 7, &err), ST_OK);
	assert_null(pager_current(&p));
	pager_done(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pages), cmocka_unit_test(test_forward),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
