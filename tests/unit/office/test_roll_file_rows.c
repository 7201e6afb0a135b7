/* SPDX-License-Identifier: ISC */
/*
 * Files of the roll, row by row: what differs of people on the roll is asked
 * for; what cannot be is refused by line and column.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/roll_file_help.h"

/* Each difference is a request of its kind under the file's number. */
static void
test_known(void **state)
{
	(void)state;
	file_take("phong", "roll", "code,name,birth,commune,village,point,"
	    "delivery,category,from,to,coefficient,amount,decision,"
	    "collector_name,relation,phone\n"
	    "SL0101,Lò Văn Pâng,,03721,,,,,,,,,,,,0912345678\n"
	    "SL0107,Sùng Thị Dơ,1938,03724,,119-03,home,,,,,,,,,\n"
	    "SL0108,Sua,,03724,,,,136.5.5b,2018-01,,1.5,,9/QĐ,Sùng A Thu,con,\n"
	    "SL0109,Lý Thị Hoà,,03724,,,,136.5.4a,2019-11,,,,8/QĐ,,,\n"
	    "SL0102,Lò Văn Pâng,,03721,,,,,,,,,,,,\n");
	MUST(file_finish("phong"));
	assert_int_equal(file_of(request).changed, 4);
	assert_int_equal(file_of(request).looks, 2);
	assert_int_equal(file_int("SELECT count(*) FROM change"), 1);
	MUST(FILE_APPROVE("truong", NULL));
	assert_int_equal(file_go("truong", request), 0);
	assert_int_equal(file_int("SELECT count(*) FROM change c, change f"
	    " WHERE f.kind = 'roll' AND c.job_id = f.job_id"
	    " AND c.state = 'approved' AND c.kind IN ('identity', 'point',"
	    " 'delivery', 'amount', 'collector', 'new')"
	    " AND c.maker_id = f.maker_id AND c.checker_id = f.checker_id"), 6);
	assert_int_equal(file_int("SELECT count(*) FROM person WHERE id = 101"
	    " AND phone = '0912345678'"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM person WHERE id = 107"
	    " AND name = 'Sùng Thị Dơ' AND point_id = 23"
	    " AND delivery = 'home' AND birth_year = 1938"), 1);
	assert_int_equal(file_int("SELECT hundredths FROM entitlement"
	    " WHERE person_id = 108 AND state = 'active'"), 150);
	assert_int_equal(file_int("SELECT count(*) FROM collector"
	    " WHERE person_id = 108 AND kind = 'carer'"), 1);
	assert_int_equal(file_int("SELECT count(*) FROM entitlement"
	    " WHERE person_id = 109 AND category = '136.5.4a'"), 1);
	/* Once more: nothing is left to ask. */
	file_take("phong", "roll", "code,name,commune,phone\n"
	    "SL0101,Lò Văn Pâng,03721,0912345678\n");
	MUST(file_finish("phong"));
	assert_int_equal(file_nrequests, 0);
}

/* What change.ask refuses is told by line and column, and nothing is asked. */
static void
test_known_refused(void **state)
{
	(void)state;
	file_take("phong", "roll", HEAD
	    "SL0106,,,,,03724,,,136.5.5b,2018-01,500000,,,,\n");
	assert_true(str_starts(file_note("phong"), "2\tdecision\t"));
	assert_int_equal(file_finish("phong"), ST_INVALID);
	/* Who may not ask for it by hand does not by a file. */
	file_take("tinh", "roll", HEAD
	    "SL0106,,,,,03724,,,136.5.5b,2018-01,500000,,1/QĐ,,\n");
	assert_true(str_starts(file_note("tinh"), "2\tcode\t"));
}

/* The same once more while it waits. */
static void
test_twice(void **state)
{
	(void)state;
	file_take("phong", "roll", TWO);
	MUST(file_finish("phong"));
	file_take("phong", "roll", TWO);
	assert_non_null(strstr(file_note("phong"), "2\tcode\trequest 1,"));
	file_take("phong", "roll", "code,name,commune\n"
	    "SL0101,Lò Văn Pang,03721\n");
	MUST(file_finish("phong"));
	file_take("phong", "roll", "code,name,commune\n"
	    "SL0101,Lò Văn Pang,03721\n");
	assert_non_null(strstr(file_note("phong"), "2\tcode\trequest 2,"));
}

/* What cannot be true is refused by line and column. */
static void
test_row_cannot_be(void **state)
{
	static const char *const wrong[][2] = {
		{ "N1,Lò Văn Mới,M,1938,03721,Bản Bó,119-01,136.5.5b,2019-11,"
		    "1/QĐ,2019-11-09\n", "2\tdecision_date\t" },
		{ "N1,Lò Văn Mới,M,1938,03721,Bản Bó,119-01,136.5.5b,2020-12,"
		    "1/QĐ,2019-11-08\n", "2\tfrom\t" },
		{ "N1,Lò Văn Mới,M,1938,03721,Bản Bó,126-01,136.5.5b,2019-11,"
		    "1/QĐ,2019-11-08\n", "2\tpoint\t" },
	};
	char text[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		(void)snprintf(text, sizeof(text), ROW "%s", wrong[i][0]);
		file_take("tinh", "roll", text);
		if (!str_starts(file_note("tinh"), wrong[i][1]))
			fail_msg("%s: %s", wrong[i][0], file_note("tinh"));
		assert_int_equal(file_finish("tinh"), ST_INVALID);
	}
	/* Twelve months ahead, decided today, can be. */
	file_take("phong", "roll", ROW "N1,Lò Văn Mới,M,1938,03721,Bản Bó,"
	    "119-01,136.5.5b,2020-11,1/QĐ,2019-11-08\n");
	MUST(file_finish("phong"));
	assert_int_equal(line_at(0).look & ROLL_WARNED, 0);
}

/* Who collects for a newcomer is somebody else, with a paper that can be. */
static void
test_collector_of_a_newcomer(void **state)
{
	static const char *const wrong[][2] = {
		{ "Lò Văn Mới,050111222", "2\tcollector_name\t" },
		{ "lo van moi,", "2\tcollector_name\t" },
		{ "Lò Văn Con,111111111", "2\tcollector_identity\t" },
		{ "Lò Văn Con,12345", "2\tcollector_identity\t" },
		{ "Lò Văn Con,passport:ABC", "2\tcollector_identity\t" },
	};
	char text[400];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		(void)snprintf(text, sizeof(text), "code,name,sex,birth,commune,"
		    "village,point,category,from,collector_name,"
		    "collector_identity\nN1,Lò Văn Mới,M,1938,03721,Bản Bó,"
		    "119-01,136.5.5b,2019-11,%s\n", wrong[i][0]);
		file_take("phong", "roll", text);
		if (!str_starts(file_note("phong"), wrong[i][1]))
			fail_msg("%s: %s", wrong[i][0], file_note("phong"));
		assert_int_equal(file_finish("phong"), ST_INVALID);
	}
}

/* The desk would refuse it, and the request of a person on the roll does. */
static void
test_own_paper(void **state)
{
	(void)state;
	file_take("phong", "roll", "code,name,sex,birth,identity,commune,village,"
	    "point,category,from,collector_name,collector_identity\n"
	    "N1,Lò Văn Mới,M,1938,050333444,03721,Bản Bó,119-01,136.5.5b,"
	    "2019-11,Cà Thị Thu,050333444\n"
	    "SL0101,,,,,03721,,,,,Cà Thị Thu,050123456\n"
	    "N2,Lò Văn Hai,M,1938,050333555,03721,Bản Bó,119-01,136.5.5b,"
	    "2019-11,,\n"
	    "N2,Lò Văn Hai,,,,03721,Bản Bó,119-01,136.5.4a,2019-11,Cà Thị Thu,"
	    "050333555\n");
	assert_int_equal(file_finish("phong"), ST_INVALID);
	if (strstr(file_note("phong"), "2\tcollector_identity\t050333444 is the "
	    "paper of Lò Văn Mới") == NULL)
		fail_msg("%s", file_note("phong"));
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE line IN (3, 5)"
	    " AND field = 'collector_identity'"), 2);
}

/* Slips of the year. */
static void
test_years(void **state)
{
	(void)state;
	file_take("phong", "roll", HEAD
	    "N1,Lò Văn Một,M,1930,,03721,Bản Bó,119-01,136.5.5b,12/9999,,,,,\n"
	    "N2,Lò Văn Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,01/0001,,,,,\n"
	    "N3,Lò Văn Ba,M,1930,,03721,Bản Bó,119-01,136.5.5b,01/2021,,,,,\n"
	    "N4,Lò Văn Bốn,M,1930,,03721,Bản Bó,119-01,136.5.5b,11/2020,,,,,\n");
	assert_int_equal(file_finish("phong"), ST_INVALID);
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE"
	    " severity = 'error' AND field = 'from' AND line IN (2, 3, 4)"), 3);
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE"
	    " severity = 'error'"), 3);
}

/* What no decision grants is a slip of the file, and its sum may be more than
 * the books hold. */
static void
test_most(void **state)
{
	(void)state;
	file_take("phong", "roll", HEAD
	    "SL0106,,,,,03724,,,136.5.5b,2018-01,9223372036854775807,,,,\n"
	    "N1,Lò Văn Một,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,9000000000000000000,,,,\n"
	    "N2,Lò Văn Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,1000000001,,,,\n"
	    "N3,Lò Văn Ba,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,1000000000,,,,\n");
	assert_int_equal(file_finish("phong"), ST_INVALID);
	assert_int_equal(file_int("SELECT count(*) FROM job_note WHERE line IN"
	    " (2, 3, 4) AND field = 'amount' AND instr(message,"
	    " 'more than 1.000.000.000 đồng') > 0"), 3);
	assert_int_equal(file_int("SELECT count(*) FROM job_note"
	    " WHERE severity = 'error'"), 3);
}

/* Books of before the limit: the list names who has it. */
static void
test_most_stands(void **state)
{
	enum status st;

	(void)state;
	MUST(office_sql(&o, "UPDATE entitlement SET manual ="
	    " 9000000000000000000 WHERE person_id IN (101, 102)"));
	office_period(&o, "2019-11", "");
	MUST(office_post(&o, "phong", "list.begin", &args, "period", "2019-11",
	    "area", "119", "kind", "monthly", NULL));
	(void)str_copy_cut(file_job, sizeof(file_job),
	    wire_args_text(&args, "job"));
	wire_args_done(&args);
	st = office_post(&o, "phong", "list.slice", NULL, "job", file_job,
	    NULL);
	assert_int_equal(st, ST_INVALID);
	if (strstr(o.err.msg, "more than 1.000.000.000 đồng") == NULL ||
	    strstr(o.err.msg, "Lò Văn Pâng") == NULL)
		fail_msg("%s", o.err.msg);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_known),
		T(test_known_refused),
		T(test_twice),
		T(test_row_cannot_be),
		T(test_collector_of_a_newcomer),
		T(test_own_paper),
		T(test_years),
		T(test_most),
		T(test_most_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
