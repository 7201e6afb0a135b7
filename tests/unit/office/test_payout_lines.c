/* SPDX-License-Identifier: ISC */
/*
 * payout: lines of several months, carried over or arrears of years, are read,
 * paid, blocked and taken back together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "office/query/find.h"
#include "payout_help.h"

static void
test_carried_over(void **state)
{
	struct payout_past past[4];
	struct payout_lines l = { .n = 0 };
	struct actor who;
	struct period p;
	int64_t receipt, people, money;
	unsigned n;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	office_period(&o, "2019-12", "");
	assert_int_equal(office_post(&o, "tinh", "period.close", NULL,
	    "period", "2019-11", NULL), ST_OK);
	office_clock(28, 8, 0);
	(void)office_list(&o, "2019-12", "119");
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "2019-12", &p, &o.err), ST_OK);
	/* Two months, the older first; he collected November already. */
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_DO, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, 2);
	assert_int_equal(l.open_total, 540000);
	assert_string_equal(l.v[0].month, "2019-11");
	assert_string_equal(l.v[0].list_state, "closed");
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, 1);
	assert_int_equal(office_pay(&o, "lan", F_DO, "2019-12", &receipt), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_DO, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, 0);
	assert_int_equal(l.n, 2);
	assert_int_equal(l.v[1].receipt, receipt);
	assert_string_equal(l.v[1].paid_by, "Hoàng Thị Lan");
	assert_int_equal(payout_history(o.db, &who.scope,
	    &(struct payout_ask){ .person = F_DO, .max = 4 }, past, &n,
	    &o.err), ST_OK);
	assert_int_equal(n, 2);
	assert_string_equal(past[0].month, "2019-12");
	assert_false(past[0].reversed);
	assert_int_equal(payout_today(o.db, who.staff, "2019-11-28", &people,
	    &money, &o.err), ST_OK);
	assert_int_equal(people, 1);
	assert_int_equal(money, 540000);
	assert_int_equal(payout_today(o.db, who.staff, "2019-11-08", &people,
	    &money, &o.err), ST_OK);
	assert_int_equal(money, 270000);
	/* Nobody reads beyond his points. */
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_ANH, &l,
	    &o.err), ST_DENIED);
	assert_int_equal(payout_history(o.db, &who.scope,
	    &(struct payout_ask){ .person = F_ANH, .max = 4 }, past, &n,
	    &o.err), ST_DENIED);
	payout_lines_done(&l);
	actor_done(&who);
}

#define MANY 39 /* months before November that are open too */

/* The ids of the first n of those lines, and of the one of November. */
static const char *
lines_text(int64_t person, int n)
{
	static char text[30000];
	size_t len = (size_t)snprintf(text, sizeof(text), "%s",
	    line_of(person));
	int i;

	for (i = 1; i <= n; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, ",%d",
		    90000 + i);
	return text;
}

static enum status
pay_lines(const char *lines, const char *total)
{
	return office_post(&o, "lan", "pay", NULL, "person", "101", "method",
	    "point", "collector", "self", "lines", lines, "total", total, NULL);
}

/* All of them are read, summed, paid by one receipt and taken back; or none. */
static void
test_many_lines(void **state)
{
	static const struct db_sql q = { "t.receipt_lines",
		"SELECT lines FROM receipt WHERE total = 4170000 AND no = ?1" };
	struct payout_lines l = { .n = 0 };
	struct find_result found;
	struct wire_args a;
	struct actor who;
	struct period p;

	(void)state;
	office_lines_more(&o, F_PANG, MANY);
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.open, MANY + 1);
	assert_int_equal(l.open_total, 270000 + MANY * 100000);
	/* What the list of matches says is what is paid. */
	assert_int_equal(find_people(o.db, &who.scope,
	    &(struct find_ask){ p.id, "3456", 1 }, &found, &o.err), ST_OK);
	assert_int_equal(found.row[0].open_total, l.open_total);
	/* A part of them, with its own sum, is not what he has. */
	assert_int_equal(pay_lines(lines_text(F_PANG, 23), "2570000"),
	    ST_INVALID);
	assert_string_equal(o.err.field, "lines");
	assert_int_equal(pay_lines(lines_text(F_PANG, MANY), "2570000"),
	    ST_INVALID);
	assert_string_equal(o.err.field, "total");
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(pay_lines(lines_text(F_PANG, MANY), "4170000"), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), MANY + 1);
	assert_int_equal(office_int(&o, &q, 1), MANY + 1);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.n, MANY + 1);
	assert_int_equal(l.open, 0);
	assert_int_equal(office_post(&o, "lan", "reverse", &a, "receipt", "1",
	    "reason", "wrong person", NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "lines", 0), MANY + 1);
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	wire_args_done(&a);
	payout_lines_done(&l);
	actor_done(&who);
}

/* What is blocked is in nobody's way. */
static void
test_many_blocked(void **state)
{
	static const struct db_sql q = { "t.blocks",
		"SELECT count(*) FROM block WHERE line_id > ?1" };
	struct payout_lines l = { .n = 0 };
	struct wire_args a;
	struct actor who;
	struct period p;

	(void)state;
	office_lines_more(&o, F_PANG, MANY);
	/* All that there are, when none is named. */
	assert_int_equal(office_post(&o, "quan", "block", &a, "person", "101",
	    "reason", "looked into", NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "lines", 0), MANY + 1);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q, 0), MANY + 1);
	assert_int_equal(office_post(&o, "truong", "unblock", NULL, "person",
	    "101", "lines", line_of(F_PANG), "reason", "his", NULL), ST_OK);
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.n, MANY + 1);
	assert_int_equal(l.open, 1);
	assert_int_equal(l.open_total, 270000);
	payout_lines_done(&l);
	actor_done(&who);
	assert_int_equal(pay_lines(line_of(F_PANG), "270000"), ST_OK);
	/* Those that are named, however many. */
	assert_int_equal(office_post(&o, "truong", "unblock", &a, "person", "101",
	    "reason", "his too", "lines", strchr(lines_text(F_PANG, MANY), ',')
	    + 1, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "lines", 0), MANY);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q, 0), 0);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
}

/* One receipt has room for so many: more are refused, never cut. */
static void
test_too_many_lines(void **state)
{
	char total[24];

	(void)state;
	office_lines_more(&o, F_PANG, PAYOUT_LINES_MAX);
	(void)snprintf(total, sizeof(total), "%d", 270000 + 100000 *
	    PAYOUT_LINES_MAX);
	assert_int_equal(pay_lines(lines_text(F_PANG, PAYOUT_LINES_MAX), total),
	    ST_LIMIT);
	assert_string_equal(o.err.field, "lines");
	assert_int_equal(pay_lines(lines_text(F_PANG, PAYOUT_LINES_MAX - 1),
	    total), ST_LIMIT);
	assert_non_null(strstr(o.err.msg, "has 1001 lines to collect"));
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person", "101",
	    "lines", "90001", "reason", "the next time", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), PAYOUT_LINES_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_carried_over, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many_lines, setup, teardown_forced),
		cmocka_unit_test_setup_teardown(test_many_blocked, setup, teardown_forced),
		cmocka_unit_test_setup_teardown(test_too_many_lines, setup, teardown_forced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
