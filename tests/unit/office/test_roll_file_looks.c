/* SPDX-License-Identifier: ISC */
/*
 * Files of the roll: what is unlikely is an exception, which who decides reads
 * first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/roll_file_help.h"

/* Far back counts once the office pays. */
static void
test_far_back(void **state)
{
	(void)state;
	file_take("phong", "roll", TWO);
	MUST(file_finish("phong"));
	assert_int_equal(line_at(0).look, ROLL_COEFFICIENT);
	assert_int_equal(line_at(1).look, 0);
	MUST(office_post(&o, "phong", "change.withdraw", NULL, "change",
	    file_id(request), NULL));
	MUST(office_post(&o, "tinh", "period.open", NULL, "code", "2019-11",
	    NULL));
	file_take("phong", "roll", HEAD
	    "N1,Lò Văn Mới,M,1938,,03721,Bản Bó,119-01,136.5.5b,2019-08,,,,,\n"
	    "N2,Cà Thị Mới,F,1939,,03721,Bản Bó,119-01,136.5.5b,2019-07,,,,,\n");
	MUST(file_finish("phong"));
	assert_int_equal(line_at(0).line, 3);
	assert_int_equal(line_at(0).look, ROLL_BACKDATED);
	assert_int_equal(line_at(1).look, 0);
}

/* What is unlikely is an exception for who decides. */
static void
test_row_is_looked_at(void **state)
{
	static const struct {
		const char *rows;
		unsigned warned;
	} odd[] = {
		/* 80 and over, born in 2018; a child of 40; an old student. */
		{ "A1,Lò Văn Mới,M,2018,03721,Bản Bó,119-01,136.5.5b,2019-11,,\n",
		    1 },
		{ "A2,Lò Văn Hai,M,1979,03721,Bản Bó,119-01,136.5.1a,2019-11,,\n",
		    1 },
		{ "A3,Lò Văn Ba,M,1939,03721,Bản Bó,119-01,136.5.5b,2019-11,,\n",
		    0 },
		{ "A4,Lò Văn Tư,M,1960,03721,Bản Bó,119-01,136.5.5a1,2019-11,,\n",
		    1 },
		/* Two that exclude one another, and one with care. */
		{ "A5,Lò Văn Năm,M,1930,03721,Bản Bó,119-01,136.5.5b,2019-11,,\n"
		  "A5,Lò Văn Năm,M,1930,03721,Bản Bó,119-01,28.16.6c,2019-11,,\n",
		    1 },
		{ "A6,Lò Văn Sáu,M,1930,03721,Bản Bó,119-01,28.16.6b,2019-11,,\n"
		  "A6,Lò Văn Sáu,M,1930,03721,Bản Bó,119-01,28.17.1,2019-11,,\n",
		    0 },
	};
	char text[600];
	unsigned warned, k;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		(void)snprintf(text, sizeof(text), ROW "%s", odd[i].rows);
		file_take("phong", "roll", text);
		MUST(file_finish("phong"));
		warned = 0;
		for (k = 0; k < (strchr(odd[i].rows, '\n')[1] != '\0' ? 2 : 1);
		    k++)
			warned += (line_at(k).look & ROLL_WARNED) != 0;
		if (warned != odd[i].warned)
			fail_msg("%s: %u", odd[i].rows, warned);
	}
}

/* 29,000 rows have 1,853 exceptions: the money is read first, and each kind is
 * counted. */
static void
test_weight(void **state)
{
	static const int64_t order[] = { 7, 5, 6, 4, 3, 2, 8 };
	struct roll_line line;
	struct roll_file f;
	struct actor truong;
	struct buf text;
	size_t i;

	(void)state;
	office_period(&o, "2019-11", "");
	file_take("phong", "roll", HEAD
	    "N2,Lò Văn Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,Cà Thị Thu,\n"
	    "N3,Lò Văn Ba,M,1931,,03721,Bản Bó,119-01,136.5.5b,2019-01,,,,,\n"
	    "N4,Lò Văn Bốn,M,1932,,03721,Bản Bó,119-01,136.5.5b,2018-01,,,,,\n"
	    "N5,Lò Văn Năm,M,1933,,03721,Bản Bó,119-01,136.5.5b,2019-11,300000,,,,\n"
	    "N6,Lò Văn Sáu,M,1934,,03721,Bản Bó,119-01,136.5.5b,2019-11,271000,,,,\n"
	    "N7,Lò Văn Bảy,M,1935,,03721,Bản Bó,119-01,136.5.5b,2019-11,50000000,,,,\n"
	    "N8,Lò Văn Tám,M,1936,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,\n");
	MUST(file_finish("phong"));
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		line = line_at((int64_t)i);
		assert_int_equal(line.line, order[i]);
	}
	office_actor(&o, "truong", &truong);
	MUST(roll_file_of(o.db, &truong.scope, request, &f, &o.err));
	actor_done(&truong);
	buf_init(&text, 2000);
	roll_file_people(&f, &text);
	assert_string_equal(buf_str(&text), "7 newcomers with 7 allowances");
	buf_clear(&text);
	roll_file_looks(&f, &text);
	/* 10 and 22 months at 270,000. */
	assert_string_equal(buf_str(&text), "6 exceptions: amount by decision 3,"
	    " begins far back 2 (8.640.000 đồng for months passed), collector 1");
	buf_clear(&text);
	roll_file_money(&f, &text);
	assert_string_equal(buf_str(&text), "a month: 0 đồng by the books,"
	    " 51.651.000 when it stands");
	buf_done(&text);
}

/* What the approver would not see in a name, or only in the other file. */
static void
test_looks(void **state)
{
	static const unsigned look[] = { ROLL_ODD_NAME, ROLL_ODD_NAME,
		ROLL_ODD_NAME, ROLL_ODD_NAME, 0, ROLL_ODD_NAME };
	char request_1[40];
	struct roll_line line;
	struct buf text;
	unsigned i, j;

	(void)state;
	file_take("phong", "roll", "code,name,sex,birth,identity,commune,village,"
	    "point,category,from,decision,decision_date,note,collector_name,"
	    "collector_identity,relation\n"
	    "N2,Lò V\u0430n Hai,M,1930,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N3,=Lò Văn Ba,M,1931,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N4,Lò Văn 李,M,1932,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N5,Lò \U0001F600 Năm,M,1933,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,,,\n"
	    "N6,H'Bia Niê-Kđăm,F,1934,050333444,03721,Bản Bó,119-01,136.5.5b,"
	    "2019-11,7/QĐ,2019-10-08,nhà xa,Cà Thị Thu,050333555,con dâu\n"
	    "N7,Lò Văn Bảy,M,1935,,03721,Bản Bó,119-01,136.5.5b,2019-11,,,,Cà Thị 李,,\n");
	MUST(file_finish("phong"));
	for (i = 0; i < 6; i++) {
		for (j = 0; j < 6; j++)
			if ((line = line_at(j)).line == (int64_t)i + 2)
				break;
		assert_true(j < 6);
		if ((line.look & ROLL_ODD_NAME) != look[i])
			fail_msg("line %u: %x", i + 2, line.look);
		if (i != 4)
			continue;
		buf_init(&text, 1000);
		roll_line_words(&line, &text);
		if (strstr(buf_str(&text), "Bản Bó; payout point ") == NULL ||
		    strstr(buf_str(&text), "; decision 7/QĐ, 08/10/2019; "
		    "collects: Cà Thị Thu, 050333555, con dâu; note: nhà xa") ==
		    NULL)
			fail_msg("%s", buf_str(&text));
		buf_done(&text);
	}
	/* The same paper; the same name, birth and village. */
	(void)snprintf(request_1, sizeof(request_1), "request %" PRId64 ", ",
	    request);
	file_take("phong", "roll", "code,name,sex,birth,identity,commune,village,"
	    "point,category,from\n"
	    "M1,Hờ Thị Bia,F,1950,050333444,03721,Bản Bó,119-01,136.5.5b,2019-11\n"
	    "M2,Lo Van Bay,M,1935,,03721,Bản Bó,119-01,136.5.5b,2019-11\n"
	    "M3,Lò Văn Bảy,M,1936,,03721,Bản Bó,119-01,136.5.5b,2019-11\n");
	MUST(file_finish("phong"));
	for (i = 0; i < 3; i++) {
		line = line_at(i);
		assert_int_equal(line.look & ROLL_ELSEWHERE,
		    i < 2 ? ROLL_ELSEWHERE : 0);
		assert_int_equal(strstr(line.note, request_1) != NULL, i < 2);
	}
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_far_back),
		T(test_row_is_looked_at),
		T(test_weight),
		T(test_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
