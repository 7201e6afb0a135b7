/* SPDX-License-Identifier: ISC */
/*
 * list: what it has besides the months that are due: arrears, cuts, what
 * earlier lists owe, funerals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>

#include "list_lines_help.h"

/* ---- arrears and recoveries -------------------------------------------- */

static void
order(const char *kind, const char *due)
{
	char text[600];

	(void)snprintf(text, sizeof(text), "INSERT INTO arrears (id, person_id,"
	    " entitlement_id, kind, from_month, to_month, reason, due_period,"
	    " total, staff_id, at) VALUES (%d, 111, 411, '%s', '2019-08',"
	    " '2019-09', 'x', '%s', 180000, 41, '');"
	    "INSERT INTO arrears_month VALUES (%d, '2019-08', 1, 100000, 270000,"
	    " 100, 2), (%d, '2019-09', 1, 80000, 270000, 100, 2)",
	    kind[0] == 'a' ? 1 : 2, kind, due, kind[0] == 'a' ? 1 : 2,
	    kind[0] == 'a' ? 1 : 2);
	sql(text);
}

static void
test_arrears(void **state)
{
	int64_t list;

	(void)state;
	order("difference", "2019-10");
	order("arrears", "2019-11");
	open_period("2019-10", "");
	list = office_list(&o, "2019-10", "126");
	assert_string_equal(lines(F_ANH), "2019-08 difference 100000;"
	    " 2019-09 difference 80000; 2019-10 base 270000");
	assert_int_equal(head(list).total, 4 * 270000 - 270000 + 180000);
	assert_int_equal(number("SELECT count(*) FROM line WHERE arrears_id = ?1",
	    2), 2);
	/* The other is due with the next list, and each comes once. */
	open_period("2019-11", "");
	(void)office_list(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-08 difference 100000;"
	    " 2019-09 difference 80000; 2019-10 base 270000;"
	    " 2019-08 arrears 100000; 2019-09 arrears 80000;"
	    " 2019-11 base 270000");
}

/* A draft made anew takes it once more; cancelled, it comes no more. */
static void
test_arrears_again(void **state)
{
	(void)state;
	order("arrears", "2019-11");
	order("difference", "2019-11");
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "126");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-08 arrears 100000;"
	    " 2019-08 difference 100000; 2019-09 arrears 80000;"
	    " 2019-09 difference 80000; 2019-11 base 270000");
	sql("UPDATE arrears SET state = 'cancelled' WHERE id = 1");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-08 difference 100000;"
	    " 2019-09 difference 80000; 2019-11 base 270000");
	sql("UPDATE arrears SET state = 'cancelled'");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000");
}

/* Of one who is stopped: the orders come although no month is due. */
static void
test_arrears_alone(void **state)
{
	(void)state;
	sql("UPDATE entitlement SET to_month = '2019-09', state = 'stopped'"
	    " WHERE id = 411");
	order("arrears", "2019-10");
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH),
	    "2019-08 arrears 100000; 2019-09 arrears 80000");
}

/* Nothing is cut without a decision and its plan; never more than is left. */
static void
test_deduction(void **state)
{
	int64_t list;

	(void)state;
	sql("INSERT INTO recovery VALUES (1, 111, NULL, 'x', 41, '');"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, document,"
	    " staff_id, at) VALUES (1, 1, 'overpaid', 80000, '', 41, '')");
	GRANT(901, 111, "28.17.1");
	open_period("2019-11", "2019-12");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000;"
	    " 2019-11 care 270000; 2019-12 base 270000; 2019-12 care 270000");
	sql("INSERT INTO recovery_entry (id, recovery_id, kind, amount, document,"
	    " staff_id, at) VALUES (2, 1, 'decision', 80000, '7/QĐ', 41, ''),"
	    " (3, 1, 'plan', 50000, '7/QĐ', 41, '')");
	list = office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 220000;"
	    " 2019-11 care 270000; 2019-12 base 240000; 2019-12 care 270000");
	assert_int_equal(head(list).deducted, 80000);
	assert_int_equal(head(list).total, 8 * 270000 - 80000);
	assert_int_equal(number("SELECT count(*) FROM line"
	    " WHERE recovery_id = ?1", 1), 2);
	/* Again: the draft's own cuts are not counted against it. */
	list = office_draft(&o, "2019-11", "126");
	assert_int_equal(head(list).deducted, 80000);
}

/* ---- carried ----------------------------------------------------------- */

static void
test_carried(void **state)
{
	struct list_head h;
	char receipt[24];
	int64_t no = 0;

	(void)state;
	open_period("2019-10", "");
	(void)office_list(&o, "2019-10", "126");
	assert_int_equal(office_pay(&o, "son", F_ANH, "2019-10", &no), ST_OK);
	open_period("2019-11", "");
	h = head(office_draft(&o, "2019-11", "126"));
	assert_int_equal(h.carried_lines, 2);
	assert_int_equal(h.carried_total, 540000);
	assert_int_equal(h.lines, 3); /* its own only */
	/* A blocked line is not promised. */
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person", "112",
	    "reason", "x", NULL), ST_DENIED);
	sql("INSERT INTO block (line_id, reason, staff_id, at) SELECT id, 'x',"
	    " 36, '' FROM line WHERE person_id = 112 AND month = '2019-10'");
	h = head(office_draft(&o, "2019-11", "126"));
	assert_int_equal(h.carried_lines, 1);
	sql("DELETE FROM block");
	(void)office_list(&o, "2019-11", "126");
	assert_int_equal(number("SELECT count(*) FROM list_carried WHERE ?1 = 0",
	    0), 2);
	/* A supplement carries nothing: the main list has it. */
	GRANT(901, 111, "136.5.4a");
	h = head(office_list(&o, "2019-11", "126"));
	assert_int_equal(h.seq, 2);
	assert_int_equal(h.carried_lines, 0);
	/* The list after that: what both left, and what was taken back. */
	(void)snprintf(receipt, sizeof(receipt), "%" PRId64, no);
	assert_int_equal(office_post(&o, "son", "reverse", NULL, "receipt",
	    receipt, "reason", "x", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "son", F_LY, "2019-11", NULL), ST_OK);
	open_period("2019-12", "");
	h = head(office_draft(&o, "2019-12", "126"));
	assert_int_equal(h.carried_lines, 5); /* 111: 3, 112: 2 */
	assert_int_equal(h.carried_total, 5 * 270000);
}

/* Paid, or blocked, between the last slice and the end: not open any more. */
static void
test_carried_at_the_end(void **state)
{
	struct wire_args a;
	char job[24];

	(void)state;
	open_period("2019-10", "");
	(void)office_list(&o, "2019-10", "126");
	open_period("2019-11", "");
	assert_int_equal(office_post(&o, "truong2", "period.override", NULL,
	    "period", "2019-11", "area", "126", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "list.begin", &a, "period",
	    "2019-11", "area", "126", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong2", "list.slice", NULL, "job",
	    job, "people", "100", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "son", F_LY, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "block", NULL, "person",
	    "112", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "carried_lines", 9), 1);
	assert_int_equal(wire_args_int(&a, "carried_total", 0), 270000);
	wire_args_done(&a);
}

/* ---- funerals ---------------------------------------------------------- */

static void
test_funeral(void **state)
{
	struct list_head h;
	int64_t list;

	(void)state;
	sql("UPDATE person SET state = 'dead', state_on = '2019-10-20'"
	    " WHERE id = 111;"
	    "UPDATE entitlement SET to_month = '2019-10', state = 'stopped'"
	    " WHERE id = 411;"
	    "INSERT INTO entitlement (id, person_id, category, from_month,"
	    " to_month, changed_at) VALUES (901, 111, '136.11', '2019-11',"
	    " '2019-11', '')");
	open_period("2019-11", "");
	h = head(office_list(&o, "2019-11", "126"));
	assert_int_equal(h.kind, LIST_MONTHLY);
	assert_int_equal(h.lines, 2); /* nobody's funeral */
	list = office_funerals(&o, "2019-11", "126");
	h = head(list);
	assert_int_equal(h.kind, LIST_FUNERAL);
	assert_int_equal(h.lines, 1);
	assert_int_equal(h.total, 5400000);
	assert_int_equal(h.carried_lines, 0);
	assert_string_equal(lines(F_ANH), "2019-11 funeral 5400000");
	/* Granted once, whatever the period. */
	open_period("2019-12", "");
	sql("INSERT INTO period_override (period_id, owner_id, reason, staff_id,"
	    " at) SELECT id, 3, 'x', 42, '' FROM period WHERE code = '2019-12'");
	{
		struct wire_args a;
		char job[24];

		assert_int_equal(office_post(&o, "phong2", "list.begin", &a,
		    "period", "2019-12", "area", "126", "kind", "funeral",
		    NULL), ST_OK);
		(void)snprintf(job, sizeof(job), "%s",
		    wire_args_text(&a, "job"));
		wire_args_done(&a);
		assert_int_equal(office_post(&o, "phong2", "list.slice", NULL,
		    "job", job, "people", "100", NULL), ST_OK);
		assert_int_equal(office_post(&o, "phong2", "list.finish", NULL,
		    "job", job, NULL), ST_INVALID);
	}
}

/* Both are being made at once; neither takes the other's place. */
static void
test_funeral_beside_draft(void **state)
{
	int64_t monthly, funeral;

	(void)state;
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"
	    " to_month, changed_at) VALUES (901, 111, '136.11', '2019-11',"
	    " '2019-11', '')");
	open_period("2019-11", "");
	monthly = office_draft(&o, "2019-11", "126");
	funeral = office_funerals(&o, "2019-11", "126");
	assert_int_equal(head(monthly).lines, 3);
	assert_int_equal(head(funeral).state, LIST_APPROVED);
	monthly = office_draft(&o, "2019-11", "126");
	assert_int_equal(head(monthly).seq, 1);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_arrears), T(test_arrears_again), T(test_arrears_alone),
		T(test_deduction), T(test_carried), T(test_carried_at_the_end),
		T(test_funeral), T(test_funeral_beside_draft),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
