/* SPDX-License-Identifier: ISC */
/* list: which months of whom come onto it, at which rate, and which do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "list_lines_help.h"

/* ---- months ------------------------------------------------------------ */

/* Tết: January and February in one go, each person one number. */
static void
test_two_months(void **state)
{
	int64_t list;

	(void)state;
	open_period("2020-01", "2020-02");
	list = office_draft(&o, "2020-01", "119");
	assert_int_equal(head(list).lines, 22);
	assert_int_equal(head(list).people, 9);
	assert_string_equal(lines(F_ON), "2020-01 base 675000;"
	    " 2020-01 care 270000; 2020-02 base 675000; 2020-02 care 270000");
	assert_int_equal(number("SELECT count(DISTINCT no) FROM line"
	    " WHERE person_id = ?1", F_ON), 1);
}

/* Each at its own rate: the standard rises in 07/2021. */
static void
test_own_rate(void **state)
{
	(void)state;
	clock_set("2021-05-20T08:00:00");
	open_period("2021-06", "2021-07");
	(void)office_draft(&o, "2021-06", "126");
	assert_string_equal(lines(F_ANH),
	    "2021-06 base 270000; 2021-07 base 360000");
}

/* April and May 2020; who is stopped with April gets April alone. */
static void
test_months_of_a_grant(void **state)
{
	(void)state;
	sql("UPDATE entitlement SET to_month = '2020-04', state = 'stopped'"
	    " WHERE person_id = 111;"
	    "UPDATE entitlement SET from_month = '2020-05' WHERE person_id = 112;"
	    "UPDATE person SET state = 'dead', state_on = '2020-04-02'"
	    " WHERE id = 113");
	open_period("2020-04", "2020-05");
	(void)office_draft(&o, "2020-04", "126");
	assert_string_equal(lines(F_ANH), "2020-04 base 270000");
	assert_string_equal(lines(F_XUONG), "2020-05 base 270000");
	assert_string_equal(lines(F_LY), "2020-04 base 270000");
}

/* The months of a suspension rest, before and after it are paid. */
static void
test_suspension(void **state)
{
	(void)state;
	sql("INSERT INTO suspension (entitlement_id, from_month, to_month)"
	    " VALUES (411, '2020-02', '2020-03')");
	open_period("2020-01", "2020-04");
	(void)office_draft(&o, "2020-01", "126");
	assert_string_equal(lines(F_ANH),
	    "2020-01 base 270000; 2020-04 base 270000");
}

/* The word in `state` does not decide; 'void' does. */
static void
test_void(void **state)
{
	(void)state;
	sql("UPDATE entitlement SET state = 'void' WHERE id = 411;"
	    "UPDATE entitlement SET state = 'suspended' WHERE id = 412");
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "");
	assert_string_equal(lines(F_XUONG), "2019-11 base 270000");
}

/* ---- exclusion --------------------------------------------------------- */

static void
test_highest_only(void **state)
{
	(void)state;
	GRANT(901, 111, "28.16.6c"); /* 405.000 beside 270.000 */
	GRANT(902, 112, "136.5.5c"); /* 810.000 beside 270.000, in one month */
	sql("UPDATE entitlement SET from_month = '2019-12' WHERE id = 902");
	open_period("2019-11", "2019-12");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH),
	    "2019-11 base 405000; 2019-12 base 405000");
	assert_string_equal(lines(F_XUONG),
	    "2019-11 base 270000; 2019-12 base 810000");
}

/* A single parent who is disabled keeps both; a third one goes. */
static void
test_keeps_both(void **state)
{
	int64_t list;

	(void)state;
	GRANT(901, 111, "136.5.4a");
	GRANT(902, 111, "28.16.6c");
	open_period("2019-11", "");
	list = office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH),
	    "2019-11 base 270000; 2019-11 base 405000");
	assert_int_equal(number("SELECT count(*) FROM line"
	    " WHERE person_id = ?1 AND category = '136.5.5b'", F_ANH), 0);
	assert_int_equal(head(list).people, 3);
}

/* The lower one was approved already: a supplement adds the rest alone. */
static void
test_listed_lower(void **state)
{
	(void)state;
	open_period("2019-11", "");
	(void)office_list(&o, "2019-11", "126");
	GRANT(901, 111, "28.16.6c");
	GRANT(902, 112, "136.5.4a"); /* excluded by nobody's law: elderly keeps it */
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000;"
	    " 2019-11 difference 135000");
	assert_string_equal(lines(F_XUONG),
	    "2019-11 base 270000; 2019-11 base 270000");
}

/* What a line has of the month under the record before counts. */
static void
test_listed_before(void **state)
{
	(void)state;
	open_period("2019-11", "");
	(void)office_list(&o, "2019-11", "126");
	sql("UPDATE entitlement SET to_month = '2019-10', state = 'stopped'"
	    " WHERE id = 411;"
	    "INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at, origin) VALUES (901, 111, '28.16.6c', '2019-11', '',"
	    " 411)");
	GRANT(902, 112, "136.5.4a");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000;"
	    " 2019-11 difference 135000");
}

/* ---- transfers --------------------------------------------------------- */

/* Of somebody who moves from 119 to 126 with the last month given. */
static void
transfer(const char *last, const char *first, bool moved)
{
	char text[900];

	(void)snprintf(text, sizeof(text), "INSERT INTO change (id, kind,"
	    " person_id, area_id, point_id, name, month, fields, maker_id,"
	    " made_at) VALUES (9, 'transfer', 101, 11, 21, 'x', '%s', '', 37, '');"
	    "INSERT INTO transfer (id, change_id, person_id, direction,"
	    " from_area, from_point, to_area, to_point, last_month, first_month,"
	    " state) VALUES (1, 9, 101, 'within', 11, 21, 13, 24, '%s', '%s',"
	    " '%s')", first, last, first, moved ? "moved" : "due");
	sql(text);
	if (moved)
		sql("UPDATE person SET area_id = 13, point_id = 24 WHERE id = 101");
}

/* January is A's, February B's, whether the record has moved or not. */
static void
transfer_within_a_period(bool moved)
{
	open_period("2020-01", "2020-02");
	transfer("2020-01", "2020-02", moved);
	(void)office_list(&o, "2020-01", "126");
	assert_string_equal(lines(F_PANG), "2020-02 base 270000");
	(void)office_list(&o, "2020-01", "119");
	assert_string_equal(lines(F_PANG),
	    "2020-02 base 270000; 2020-01 base 270000");
	assert_int_equal(number("SELECT point_id FROM line WHERE person_id = ?1"
	    " AND month = '2020-01'", F_PANG), F_POINT1);
	assert_int_equal(number("SELECT point_id FROM line WHERE person_id = ?1"
	    " AND month = '2020-02'", F_PANG), F_POINT4);
	assert_int_equal(number("SELECT area_id FROM line WHERE person_id = ?1"
	    " AND month = '2020-01'", F_PANG), F_TTTHUANCHAU);
}

static void
test_transfer_due(void **state)
{
	(void)state;
	transfer_within_a_period(false);
}

static void
test_transfer_moved(void **state)
{
	(void)state;
	transfer_within_a_period(true);
}

/* A's list is made when the record has moved: the month stays A's. */
static void
test_transfer_late(void **state)
{
	(void)state;
	open_period("2020-01", "");
	transfer("2020-01", "2020-02", true);
	(void)office_list(&o, "2020-01", "126");
	assert_string_equal(lines(F_PANG), "");
	(void)office_list(&o, "2020-01", "119");
	assert_string_equal(lines(F_PANG), "2020-01 base 270000");
	open_period("2020-02", "");
	(void)office_list(&o, "2020-02", "119");
	(void)office_list(&o, "2020-02", "126");
	assert_string_equal(lines(F_PANG),
	    "2020-01 base 270000; 2020-02 base 270000");
}

/* ---- numbers ----------------------------------------------------------- */

/* Who was on the draft keeps the number; who is new goes on counting. */
static void
test_numbers_stay(void **state)
{
	static const char no[] = "SELECT max(no) FROM line WHERE person_id = ?1";

	(void)state;
	sql("UPDATE person SET state = 'merged' WHERE id = 103"); /* was number 1 */
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "119");
	assert_int_equal(number(no, F_PANG), 1);
	assert_int_equal(number(no, F_PANG2), 2);
	assert_int_equal(number(no, F_E), 3);
	sql("UPDATE person SET state = 'active' WHERE id = 103;"
	    "UPDATE person SET state = 'merged' WHERE id = 102");
	(void)office_draft(&o, "2019-11", "119");
	assert_int_equal(number(no, F_PANG), 1);
	assert_int_equal(number(no, F_E), 3);
	assert_int_equal(number(no, F_ON), 4);
	/* A supplement for somebody who is on the main list, too. */
	(void)office_list(&o, "2019-11", "119");
	GRANT(901, 101, "28.17.1");
	(void)office_draft(&o, "2019-11", "119");
	assert_string_equal(lines(F_PANG),
	    "2019-11 base 270000; 2019-11 care 270000");
	assert_int_equal(number("SELECT count(DISTINCT no) FROM line"
	    " WHERE person_id = ?1", F_PANG), 1);
}

/* ---- while it is being made -------------------------------------------- */

static enum status
finish_after(const char *verb, const char *content)
{
	struct wire_args a;
	char job[24], text[600];

	assert_int_equal(office_post(&o, "phong2", "list.begin", &a, "area",
	    "126", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong2", "list.slice", NULL, "job",
	    job, "people", "100", NULL), ST_OK);
	(void)snprintf(text, sizeof(text), "INSERT INTO journal SELECT seq + 1,"
	    " at, staff_id, address, '%s', randomblob(16), '%s', answer, prev,"
	    " randomblob(32) FROM journal ORDER BY seq DESC LIMIT 1", verb,
	    content);
	sql(text);
	return office_post(&o, "phong2", "list.finish", NULL, "job", job, NULL);
}

/* Requests only asked for, and those of other owners, spoil no list. */
static void
test_changed_meanwhile(void **state)
{
	(void)state;
	open_period("2019-11", "");
	sql("INSERT INTO change (id, kind, person_id, area_id, point_id, name,"
	    " month, fields, maker_id, made_at) VALUES"
	    " (1, 'stop', 101, 11, 21, 'x', '2019-11', '', 37, ''),"
	    " (2, 'stop', 111, 13, 24, 'x', '2019-11', '', 41, ''),"
	    " (3, 'transfer', 102, 11, 21, 'x', '2019-11', '', 37, ''),"
	    " (4, 'collector', 111, 13, 24, 'x', '2019-11', '', 41, ''),"
	    " (5, 'standard.set', NULL, NULL, NULL, 'x', '2019-11', '', 39, ''),"
	    " (6, 'setting.set', NULL, NULL, NULL, 'x', '2019-11', '', 39, '')");
	assert_int_equal(finish_after("change.ask", "change=2"), ST_OK);
	assert_int_equal(finish_after("change.approve", "change=1\nversion=1"),
	    ST_OK);
	assert_int_equal(finish_after("change.approve", "version=1\nchange=4"),
	    ST_OK);
	assert_int_equal(finish_after("change.approve", "change=2"), ST_BUSY);
	assert_int_equal(finish_after("change.approve", "change=3"), ST_BUSY);
	assert_int_equal(finish_after("change.approve", "change=5"), ST_BUSY);
	assert_int_equal(finish_after("change.approve", "change=6"), ST_OK);
}

/* ---- one line ---------------------------------------------------------- */

static void
test_one_line_blocked(void **state)
{
	char id[24];

	(void)state;
	open_period("2020-01", "2020-02");
	(void)office_list(&o, "2020-01", "119");
	(void)snprintf(id, sizeof(id), "%" PRId64, number("SELECT id FROM line"
	    " WHERE person_id = ?1 AND month = '2020-02'", F_E));
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person", "104",
	    "lines", id, "reason", "Báo đã chuyển đi", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_E, "2020-01", NULL), ST_OK);
	assert_int_equal(number("SELECT sum(l.amount) FROM standing s JOIN line l"
	    " ON l.id = s.line_id WHERE l.person_id = ?1", F_E), 300000);
	assert_int_equal(office_post(&o, "truong", "unblock", NULL, "person",
	    "104", "lines", id, "reason", "nhầm người", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_E, "2020-01", NULL), ST_OK);
	assert_int_equal(number("SELECT sum(l.amount) FROM standing s JOIN line l"
	    " ON l.id = s.line_id WHERE l.person_id = ?1", F_E), 600000);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_two_months), T(test_own_rate), T(test_months_of_a_grant),
		T(test_suspension), T(test_void), T(test_highest_only),
		T(test_keeps_both), T(test_listed_lower), T(test_listed_before),
		T(test_numbers_stay), T(test_transfer_due),
		T(test_transfer_moved), T(test_transfer_late),
		T(test_changed_meanwhile), T(test_one_line_blocked),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
