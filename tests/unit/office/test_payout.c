/* SPDX-License-Identifier: ISC */
/* payout: who is paid what by whom, twice, back, not at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "payout_help.h"

static void
test_pays_once(void **state)
{
	int64_t receipt = 0;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", &receipt), ST_OK);
	assert_int_equal(receipt, 1);
	assert_int_equal(office_int(&o, &q_standing, 0), 2); /* own and care */
	/* The second clerk saw the same line a moment before. */
	office_clock(8, 9, 5);
	assert_int_equal(office_post(&o, "mai", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", line_of(F_ON),
	    "total", "675000", NULL), ST_EXISTS);
	assert_string_equal(o.err.msg,
	    "Paid by Hoàng Thị Lan at 08:30, receipt 1.");
	office_clock(9, 9, 5);
	assert_int_equal(office_post(&o, "mai", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", line_of(F_ON),
	    "total", "675000", NULL), ST_EXISTS);
	assert_string_equal(o.err.msg,
	    "Paid by Hoàng Thị Lan on 08/11/2019 at 08:30, receipt 1.");
	assert_int_equal(office_int(&o, &q_payouts, 0), 2);
}

static void
test_same_posting_same_answer(void **state)
{
	unsigned char op[WIRE_OP_ID] = "0123456789abcde";
	struct wire_args a;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		assert_int_equal(office_post_op(&o, "lan", "pay", op, &a,
		    "person", "101", "method", "point", "collector", "self",
		    "lines", line_of(F_PANG), "total", "270000", NULL), ST_OK);
		assert_int_equal(wire_args_int(&a, "receipt", 0), 1);
		wire_args_done(&a);
	}
	assert_int_equal(office_int(&o, &q_payouts, 0), 1);
}

static void
test_schema_is_the_last_word(void **state)
{
	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_not_equal(office_sql(&o, "INSERT INTO standing"
	    " SELECT line_id, id + 99 FROM payout"), ST_OK);
	assert_int_not_equal(office_sql(&o, "DELETE FROM standing"), ST_OK);
	assert_int_not_equal(office_sql(&o, "UPDATE payout SET amount = 1"), ST_OK);
	assert_int_not_equal(office_sql(&o, "DELETE FROM receipt"), ST_OK);
}

static void
test_exactly_what_was_seen(void **state)
{
	char both[64];
	int64_t first;

	(void)state;
	/* One of her two lines only. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", line_of(F_ON),
	    "total", "675000", NULL), ST_INVALID);
	/* Both, with another sum. */
	first = office_int(&o, &q_line, F_ON);
	(void)snprintf(both, sizeof(both), "%" PRId64 ",%" PRId64, first + 1,
	    first);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "103",
	    "method", "point", "collector", "self", "lines", both, "total",
	    "900000", NULL), ST_INVALID);
	assert_string_equal(o.err.field, "total");
	/* Somebody else's line; one twice; nonsense. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", both, "total",
	    "945000", NULL), ST_INVALID);
	(void)snprintf(both, sizeof(both), "%s,%s", line_of(F_PANG),
	    line_of(F_PANG));
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", both, "total",
	    "270000", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", "1;DROP", "total",
	    "270000", NULL), ST_INVALID);
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
}

static void
test_scope(void **state)
{
	static const char *const not_payers[] = { "thu", "ke", "quan", "phong",
		"truong", "tinh", "admin" };
	size_t i;

	(void)state;
	/* Her point is 119-03, not one of Lan's; Sông Mã is another district. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "110",
	    "method", "point", "collector", "self", "lines", line_of(F_AN),
	    "total", "405000", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "son", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", line_of(F_PANG),
	    "total", "270000", NULL), ST_DENIED);
	/* His person at somebody else's table. */
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "point", "126-01", "method", "point", "collector", "self", "lines",
	    line_of(F_PANG), "total", "270000", NULL), ST_DENIED);
	for (i = 0; i < sizeof(not_payers) / sizeof(not_payers[0]); i++)
		assert_int_equal(office_post(&o, not_payers[i], "pay", NULL,
		    "person", "101", "method", "point", "collector", "self",
		    "lines", line_of(F_PANG), "total", "270000", NULL),
		    ST_DENIED);
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
}

static char asked[24]; /* the request */

static enum status
ask_back(const char *who, int64_t person, const char *receipt)
{
	char id[24];
	struct wire_args a;
	enum status st;

	(void)snprintf(id, sizeof(id), "%" PRId64, person);
	st = office_post(&o, who, "change.ask", &a, "kind", "reverse",
	    "person", id, "receipt", receipt, "note", "late", NULL);
	(void)snprintf(asked, sizeof(asked), "%s",
	    wire_args_text(&a, "change"));
	wire_args_done(&a);
	return st;
}

static void
test_reverse(void **state)
{
	int64_t receipt = 0;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", &receipt), ST_OK);
	assert_int_equal(office_post(&o, "mai", "reverse", NULL, "receipt",
	    "1", "reason", "wrong person", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", NULL), ST_INVALID); /* a reason is needed */
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "wrong person", NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "again", NULL), ST_EXISTS);
	/* Then paid anew; the next day by two people. */
	assert_int_equal(office_pay(&o, "mai", F_ON, "2019-11", &receipt), ST_OK);
	office_clock(9, 8, 0);
	assert_int_equal(office_post(&o, "mai", "reverse", NULL, "receipt",
	    "2", "reason", "late", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "quan", "reverse", NULL, "receipt",
	    "2", "reason", "late", NULL), ST_DENIED);
	assert_int_equal(ask_back("quan", F_ON, "2"), ST_OK);
	assert_int_equal(office_post(&o, "quan", "change.approve", NULL,
	    "change", asked, "version", "1", NULL), ST_DENIED);
	assert_int_equal(office_int(&o, &q_standing, 0) > 0, 1);
	assert_int_equal(office_post(&o, "truong", "change.approve", NULL,
	    "change", asked, "version", "1", NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_standing, 0), 0);
	assert_int_equal(office_pay(&o, "son", F_ANH, "2019-11", &receipt), ST_OK);
	assert_int_equal(ask_back("quan", F_ANH, "3"), ST_DENIED);
	assert_int_equal(ask_back("lan", F_ON, "3"), ST_NOTFOUND);
	/* What is closed is closed. */
	office_period(&o, "2019-12", "");
	assert_int_equal(office_post(&o, "tinh", "period.close", NULL,
	    "period", "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "son", "reverse", NULL, "receipt",
	    "3", "reason", "late", NULL), ST_INVALID);
	assert_int_equal(ask_back("son", F_ANH, "3"), ST_INVALID);
}

static void
test_block(void **state)
{
	struct payout_lines l = { .n = 0 };
	struct actor who;
	struct period p;

	(void)state;
	assert_int_equal(office_post(&o, "lan", "block", NULL, "person", "101",
	    "reason", "dead", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person",
	    "101", "reason", "reported dead 05/11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "self", "lines", line_of(F_PANG),
	    "total", "270000", NULL), ST_DENIED);
	assert_non_null(strstr(o.err.msg, "reported dead 05/11"));
	office_actor(&o, "lan", &who);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_int_equal(payout_lines_of(o.db, &who.scope, p.id, F_PANG, &l,
	    &o.err), ST_OK);
	assert_int_equal(l.n, 1);
	assert_int_equal(l.open, 0);
	assert_string_equal(l.v[0].blocked, "reported dead 05/11");
	payout_lines_done(&l);
	actor_done(&who);
	assert_int_equal(office_post(&o, "phong2", "unblock", NULL, "person",
	    "101", "reason", "x", NULL), ST_DENIED);
	/* Nor by who blocked it. */
	assert_int_equal(office_post(&o, "phong", "unblock", NULL, "person",
	    "101", "reason", "x", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "quan", "unblock", NULL, "person",
	    "101", "reason", "mistaken", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person",
	    "101", "reason", "too late", NULL), ST_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_pays_once, setup, teardown),
		cmocka_unit_test_setup_teardown(test_same_posting_same_answer, setup, teardown),
		cmocka_unit_test_setup_teardown(test_schema_is_the_last_word, setup, teardown),
		cmocka_unit_test_setup_teardown(test_exactly_what_was_seen, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scope, setup, teardown),
		cmocka_unit_test_setup_teardown(test_reverse, setup, teardown),
		cmocka_unit_test_setup_teardown(test_block, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
