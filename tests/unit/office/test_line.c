/* SPDX-License-Identifier: ISC */
/* line: what has become of a person's months, and whose a block is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "office/line/line.h"
#include "office_fixture.h"

static struct office o;
static struct actor quan;
static struct verb_call call;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	office_actor(&o, "quan", &quan);
	call = (struct verb_call){ .db = o.db, .who = &quan,
	    .now = "2019-11-08T08:30:00" };
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	actor_done(&quan);
	office_close(&o);
	return 0;
}

/* The only line that `ask` finds; zero when it finds none. */
static struct line
only(struct line_ask ask)
{
	struct line is = { .id = 0 };
	struct lines all;

	assert_int_equal(lines_read(o.db, &ask, &all, &o.err), ST_OK);
	assert_true(all.n <= 1);
	if (all.n > 0)
		is = all.v[0];
	lines_done(&all);
	return is;
}

static struct line
of_pang(void)
{
	return only((struct line_ask){ .person = F_PANG });
}

static void
test_states(void **state)
{
	int64_t list = office_draft(&o, "2019-11", "119");
	char id[24];
	struct line l = of_pang();

	(void)state;
	assert_int_equal(l.amount, 270000);
	assert_string_equal(l.month, "2019-11");
	assert_int_equal(l.list, LIST_DRAFT);
	assert_false(line_is_open(&l));
	(void)snprintf(id, sizeof(id), "%lld", (long long)list);
	assert_int_equal(office_submit(&o, "phong", id), ST_OK);
	l = of_pang();
	assert_int_equal(l.list, LIST_SUBMITTED);
	assert_true(line_is_open(&l));
	assert_int_equal(office_post(&o, "truong", "list.approve", NULL,
	    "list", id, NULL), ST_OK);
	l = of_pang();
	assert_int_equal(l.list, LIST_APPROVED);
	assert_true(line_is_open(&l));
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	l = of_pang();
	assert_true(l.paid);
	assert_false(line_is_open(&l));
}

static void
test_which(void **state)
{
	const int64_t is = 401;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(only((struct line_ask){ .person = F_PANG,
	    .entitlement = is, .from = "2019-11", .to = "2019-11" }).entitlement,
	    is);
	assert_int_equal(only((struct line_ask){ .person = F_PANG,
	    .entitlement = 402 }).id, 0);
	assert_int_equal(only((struct line_ask){ .person = F_PANG,
	    .from = "2019-12" }).id, 0);
	assert_int_equal(only((struct line_ask){ .person = F_PANG,
	    .to = "2019-10" }).id, 0);
}

/* A line has one of each cause, and each goes by its own alone. */
static void
test_blocks(void **state)
{
	struct line l;
	int64_t n = 9;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(office_sql(&o, "INSERT INTO change (id, kind, person_id,"
	    " area_id, point_id, name, month, fields, maker_id, made_at)"
	    " VALUES (80, 'death', 101, 11, 21, 'x', '2019-11', '', 37, '')"),
	    ST_OK);
	l = of_pang();
	assert_int_equal(line_block(&call, l.id, LINE_NOT_DUE, 80, "not due",
	    &o.err), ST_OK);
	l = of_pang();
	assert_true(l.blocked);
	assert_false(l.by_hand);
	assert_false(line_is_open(&l));
	assert_int_equal(l.change, 80);
	assert_int_equal(line_block(&call, l.id, LINE_BY_HAND, 0, "by hand",
	    &o.err), ST_OK);
	assert_int_equal(line_block(&call, l.id, LINE_REPORTED, 80, "dead",
	    &o.err), ST_OK);
	assert_int_equal(line_block(&call, l.id, LINE_REPORTED, 80, "dead",
	    &o.err), ST_OK); /* it is already */
	l = of_pang();
	assert_true(l.by_hand);
	assert_int_equal(l.staff, quan.staff);
	assert_int_equal(line_unblock_of(o.db, 81, &n, &o.err), ST_OK);
	assert_int_equal(n, 0);
	assert_int_equal(line_unblock(o.db, l.id, LINE_BY_HAND, &o.err), ST_OK);
	l = of_pang();
	assert_true(l.blocked && !l.by_hand);
	/* The report's goes with it, that of the balance stays. */
	assert_int_equal(line_unblock_of(o.db, 80, &n, &o.err), ST_OK);
	assert_int_equal(n, 1);
	assert_true(of_pang().blocked);
	assert_int_equal(line_unblock(o.db, l.id, LINE_NOT_DUE, &o.err), ST_OK);
	assert_false(of_pang().blocked);
	/* By hand: of nobody's request. */
	assert_int_equal(line_block(&call, l.id, LINE_BY_HAND, 0, "by hand",
	    &o.err), ST_OK);
	assert_int_equal(of_pang().change, 0);
	assert_int_equal(line_unblock(o.db, l.id, LINE_BY_HAND, &o.err), ST_OK);
	assert_false(of_pang().blocked);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_states, setup, teardown),
		cmocka_unit_test_setup_teardown(test_which, setup, teardown),
		cmocka_unit_test_setup_teardown(test_blocks, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
