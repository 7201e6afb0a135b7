/* SPDX-License-Identifier: ISC */
/* text: amounts in figures and words, days and months. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "text/date.h"
#include "text/money.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
test_money_format(void **state)
{
	static const struct {
		int64_t v;
		const char *text;
	} v[] = {
		{ 0, "0" }, { 7, "7" }, { 999, "999" }, { 1000, "1.000" },
		{ 270000, "270.000" }, { 1234567, "1.234.567" },
		{ -1500, "-1.500" }, { -999, "-999" },
		{ INT64_MAX, "9.223.372.036.854.775.807" },
		{ INT64_MIN, "-9.223.372.036.854.775.808" },
	};
	char out[MONEY_TEXT];
	int64_t back;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		money_format(out, sizeof(out), v[i].v);
		assert_string_equal(out, v[i].text);
		if (v[i].v == INT64_MIN)
			continue;
		assert_int_equal(money_parse(out, &back, NULL), ST_OK);
		assert_true(back == v[i].v);
	}
	money_format(out, 5, 270000); /* never a wrong amount */
	assert_string_equal(out, "#");
}

static void
test_money_parse(void **state)
{
	static const struct {
		const char *text;
		int64_t v;
	} good[] = {
		{ "270000", 270000 }, { "270.000", 270000 }, { "270 000", 270000 },
		{ " 270000 ", 270000 }, { "270k", 270000 }, { "270K", 270000 },
		{ "270n", 270000 }, { "270 nghìn", 270000 },
		{ "270 ngàn đồng", 270000 }, { "1,5tr", 1500000 },
		{ "1,5 triệu", 1500000 }, { "2ty", 2000000000 },
		{ "2 tỷ", 2000000000 }, { "2 tỉ", 2000000000 },
		{ "1.080.000 đ", 1080000 }, { "1.080.000₫", 1080000 },
		{ "1.080.000 ₫", 1080000 }, { "1.080.000 đồng", 1080000 },
		{ "1080000 VND", 1080000 }, { "270k ₫", 270000 }, { "1.500tr", 1500000000 },
		{ "0", 0 }, { "00", 0 }, { "-5.000", -5000 },
		{ "1,50tr", 1500000 }, { "1,5000k", 1500 }, { "0,5k", 500 },
		{ "9223372036854775807", INT64_MAX },
	};
	static const char *const bad[] = { "", " ", "k", "-", "abc", "1.5", "1,5",
		"1.50", "12.34", "1.5tr", "1.2345", "1234.567", "1.234.56",
		"1.234 567", "12.34,5k", "1,000", "270,000", "1.234,50", "1,2345k", "0,0001k",
		"9223372036854775808", "9999999999ty", "5 xu", "--5", "5-", "1,",
		"1,k", ",5k", "1,5,5k", "1.000,500.000k", "270\xFF", "5 ₫₫", "5 –", "5 d d",
		"0x10", "1e6", "+5" };
	struct err err = ERR_INIT;
	int64_t v;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(good); i++) {
		v = -1;
		if (money_parse(good[i].text, &v, &err) != ST_OK ||
		    v != good[i].v)
			fail_msg("%s: %lld (%s)", good[i].text, (long long)v,
			    err.msg);
	}
	for (i = 0; i < COUNT(bad); i++) {
		v = 77;
		err.msg[0] = '\0';
		if (money_parse(bad[i], &v, &err) != ST_INVALID || v != 77 ||
		    err.msg[0] == '\0')
			fail_msg("%s: %lld (%s)", bad[i], (long long)v, err.msg);
	}
}

static void
test_money_words(void **state)
{
	static const struct {
		int64_t v;
		const char *words;
	} v[] = {
		{ 0, "Không" }, { 1, "Một" }, { 4, "Bốn" }, { 5, "Năm" },
		{ 10, "Mười" }, { 11, "Mười một" }, { 14, "Mười bốn" },
		{ 15, "Mười lăm" }, { 19, "Mười chín" }, { 20, "Hai mươi" },
		{ 21, "Hai mươi mốt" }, { 24, "Hai mươi tư" },
		{ 25, "Hai mươi lăm" }, { 44, "Bốn mươi tư" },
		{ 55, "Năm mươi lăm" }, { 91, "Chín mươi mốt" },
		{ 100, "Một trăm" }, { 101, "Một trăm linh một" },
		{ 104, "Một trăm linh bốn" }, { 105, "Một trăm linh năm" },
		{ 110, "Một trăm mười" }, { 111, "Một trăm mười một" },
		{ 115, "Một trăm mười lăm" }, { 121, "Một trăm hai mươi mốt" },
		{ 155, "Một trăm năm mươi lăm" },
		{ 1000, "Một nghìn" }, { 1001, "Một nghìn không trăm linh một" },
		{ 1005, "Một nghìn không trăm linh năm" },
		{ 1010, "Một nghìn không trăm mười" },
		{ 1015, "Một nghìn không trăm mười lăm" },
		{ 1100, "Một nghìn một trăm" },
		{ 10000, "Mười nghìn" },
		{ 10001, "Mười nghìn không trăm linh một" },
		{ 21000, "Hai mươi mốt nghìn" },
		{ 100000, "Một trăm nghìn" },
		{ 105000, "Một trăm linh năm nghìn" },
		{ 180000, "Một trăm tám mươi nghìn" },
		{ 270000, "Hai trăm bảy mươi nghìn" },
		{ 405000, "Bốn trăm linh năm nghìn" },
		{ 540000, "Năm trăm bốn mươi nghìn" },
		{ 1000000, "Một triệu" },
		{ 1000001, "Một triệu không trăm linh một" },
		{ 1000010, "Một triệu không trăm mười" },
		{ 1000100, "Một triệu một trăm" },
		{ 1001000, "Một triệu không trăm linh một nghìn" },
		{ 1010000, "Một triệu không trăm mười nghìn" },
		{ 1080000, "Một triệu không trăm tám mươi nghìn" },
		{ 1500000, "Một triệu năm trăm nghìn" },
		{ 5025110, "Năm triệu không trăm hai mươi lăm nghìn một trăm mười" },
		{ 24000000, "Hai mươi tư triệu" },
		{ 86400000, "Tám mươi sáu triệu bốn trăm nghìn" },
		{ 999999999, "Chín trăm chín mươi chín triệu chín trăm chín mươi "
		    "chín nghìn chín trăm chín mươi chín" },
		{ 1000000000, "Một tỷ" },
		{ 1000000001, "Một tỷ không trăm linh một" },
		{ 1000001000, "Một tỷ không trăm linh một nghìn" },
		{ 1001000000, "Một tỷ không trăm linh một triệu" },
		{ 1500000000, "Một tỷ năm trăm triệu" },
		{ 10080270000, "Mười tỷ không trăm tám mươi triệu hai trăm bảy "
		    "mươi nghìn" },
		{ 21000000000, "Hai mươi mốt tỷ" },
		{ 100000000000, "Một trăm tỷ" },
		{ 1000000000000, "Một nghìn tỷ" },
		{ 1001000000000, "Một nghìn không trăm linh một tỷ" },
		{ 1000000000001, "Một nghìn tỷ không trăm linh một" },
		{ 1234567890123, "Một nghìn hai trăm ba mươi tư tỷ năm trăm sáu "
		    "mươi bảy triệu tám trăm chín mươi nghìn một trăm hai mươi ba" },
		{ 1000000000000000, "Một triệu tỷ" },
		{ 1000000000000000000, "Một tỷ tỷ" },
		{ 1000000000000000001, "Một tỷ tỷ không trăm linh một" },
		{ 1000000001000000000, "Một tỷ không trăm linh một tỷ" },
		{ INT64_MAX, "Chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi "
		    "hai nghìn không trăm ba mươi sáu tỷ tám trăm năm mươi tư "
		    "triệu bảy trăm bảy mươi lăm nghìn tám trăm linh bảy" },
		{ INT64_MIN, "Âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy "
		    "mươi hai nghìn không trăm ba mươi sáu tỷ tám trăm năm mươi "
		    "tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh tám" },
		{ -1, "Âm một" }, { -270000, "Âm hai trăm bảy mươi nghìn" },
	};
	const struct money_words south = { .ngan = true, .le = true,
		.bon = true };
	char out[MONEY_WORDS];
	size_t i, n;

	(void)state;
	assert_true(COUNT(v) >= 64);
	for (i = 0; i < COUNT(v); i++) {
		assert_int_equal(money_words(out, sizeof(out), v[i].v, NULL),
		    ST_OK);
		n = strlen(v[i].words);
		if (strncmp(out, v[i].words, n) != 0 ||
		    strcmp(out + n, " đồng") != 0)
			fail_msg("%lld: %s", (long long)v[i].v, out);
	}
	assert_int_equal(money_words(out, sizeof(out), 24104000, &south), ST_OK);
	assert_string_equal(out,
	    "Hai mươi bốn triệu một trăm lẻ bốn ngàn đồng");
	assert_int_equal(money_words(out, 10, 24104000, NULL), ST_LIMIT);
}

static void
test_dates_typed(void **state)
{
	static const char today[] = "2026-11-21";
	static const struct {
		const char *typed;
		bool birth;
		const char *iso; /* "" refused */
	} v[] = {
		{ "21", false, "2026-11-21" }, { "5", false, "2026-11-05" },
		{ "2111", false, "2026-11-21" }, { "0102", false, "2026-02-01" },
		{ "211126", false, "2026-11-21" },
		{ "21112026", false, "2026-11-21" },
		{ "21/11", false, "2026-11-21" }, { "1.2.26", false, "2026-02-01" },
		{ "21-11-2026", false, "2026-11-21" },
		{ "2026-11-21", false, "2026-11-21" },
		{ "t", false, today }, { ".", false, today },
		{ "+1", false, "2026-11-22" }, { "-21", false, "2026-10-31" },
		{ "+41", false, "2027-01-01" }, { " 21 ", false, "2026-11-21" },
		{ "29/02/2028", false, "2028-02-29" },
		{ "1957", true, "1957" }, { "04/1957", true, "1957-04" },
		{ "4/1957", true, "1957-04" }, { "041957", true, "1957-04" },
		{ "102019", true, "2019-10" }, { "00/04/1957", true, "1957-04" },
		{ "00/00/1957", true, "1957" }, { "01/01/1936", true, "1936-01-01" },
		{ "21/04/57", true, "1957-04-21" }, { "210457", true, "1957-04-21" },
		{ "21/04/26", true, "2026-04-21" }, { "21/04/27", true, "1927-04-21" },
		{ "21041957", true, "1957-04-21" }, { "1957-04-21", true, "1957-04-21" },
		{ "2026", true, "2026" }, { "1896", true, "1896" },
		{ "", false, "" }, { "32", false, "" }, { "0", false, "" },
		{ "31/4", false, "" }, { "29/02/2026", false, "" },
		{ "29/02/2100", false, "" }, { "1957", false, "" },
		{ "04/1957", false, "" }, { "00/04/2026", false, "" },
		{ "1/2/3/4", false, "" }, { "21/", false, "" }, { "a", false, "" },
		{ "+", false, "" }, { "+9999", false, "" }, { "211", false, "" },
		{ "123456789", false, "" }, { "21//11", false, "" },
		{ "21", true, "" }, { "21/04", true, "" }, { "2027", true, "" },
		{ "12/2026", true, "" }, { "22/11/2026", true, "" },
		{ "1895", true, "" }, { "13/1957", true, "" },
		{ "05/00/1957", true, "" }, { "30/02/1957", true, "" },
		{ "0000", true, "" }, { "000000", true, "" },
	};
	struct err err = ERR_INIT;
	struct date d;
	char iso[DATE_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		enum status st;

		err.msg[0] = '\0';
		st = date_parse(v[i].typed, v[i].birth, today, &d, &err);
		date_to_iso(iso, sizeof(iso), d);
		if (v[i].iso[0] == '\0' ?
		    st != ST_INVALID || err.msg[0] == '\0' :
		    st != ST_OK || strcmp(iso, v[i].iso) != 0)
			fail_msg("%s: %d %s (%s)", v[i].typed, st, iso, err.msg);
	}
}

static void
test_dates_shown(void **state)
{
	static const struct {
		const char *iso, *shown, *words;
	} v[] = {
		{ "2026-11-21", "21/11/2026", "ngày 21 tháng 11 năm 2026" },
		{ "2026-02-05", "05/02/2026", "ngày 05 tháng 02 năm 2026" },
		{ "1957-04", "04/1957", "tháng 4 năm 1957" },
		{ "1936", "1936", "năm 1936" },
	};
	static const char *const bad[] = { "", "1936-", "1936-13", "1936-1",
		"1936-00", "1936-04-00", "1936-04-31", "0000", "1936/04/01",
		"1936-04-011", "19360401" };
	char out[DATE_LONG];
	struct date d, e;
	long day;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(v); i++) {
		assert_int_equal(date_from_iso(v[i].iso, &d), ST_OK);
		date_to_iso(out, sizeof(out), d);
		assert_string_equal(out, v[i].iso);
		date_format(out, sizeof(out), d);
		assert_string_equal(out, v[i].shown);
		date_long(out, sizeof(out), d);
		assert_string_equal(out, v[i].words);
	}
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(date_from_iso(bad[i], &d), ST_INVALID);
	date_format(out, sizeof(out), (struct date){ 0, 0, 0 });
	assert_string_equal(out, "");
	date_day(out, sizeof(out), "2019-11-08T17:30:00");
	assert_string_equal(out, "08/11/2019");
	date_day(out, sizeof(out), "");
	assert_string_equal(out, "");
	assert_false(date_valid((struct date){ 1957, 0, 3 }));
	/* Every day from 1600 to 2400 follows the one before. */
	d = (struct date){ 1600, 1, 1 };
	for (day = date_days(d); d.year < 2400; day++) {
		assert_true(date_valid(d));
		assert_int_equal(date_days(d), day);
		e = date_from_days(day);
		assert_memory_equal(&d, &e, sizeof(d));
		d.day++;
		if (!date_valid(d))
			d = (struct date){ d.year, d.month + 1, 1 };
		if (d.month > 12)
			d = (struct date){ d.year + 1, 1, 1 };
	}
	assert_int_equal(date_days((struct date){ 1970, 1, 1 }), 0);
}

static void
test_age(void **state)
{
	(void)state;
	assert_int_equal(date_age((struct date){ 1946, 11, 21 }, "2026-11-21"), 80);
	assert_int_equal(date_age((struct date){ 1946, 11, 22 }, "2026-11-21"), 79);
	assert_int_equal(date_age((struct date){ 1946, 0, 0 }, "2026-01-01"), 80);
	assert_int_equal(date_age((struct date){ 1946, 12, 0 }, "2026-11-30"), 79);
	assert_int_equal(date_age((struct date){ 2026, 11, 22 }, "2026-11-21"), -1);
	assert_int_equal(date_age((struct date){ 0, 0, 0 }, "2026-11-21"), -1);
}

static void
test_months(void **state)
{
	static const char *const same[] = { "2019-11", "11/2019", "11-2019",
		"112019", "201911", "2019/11" };
	static const char *const bad[] = { "", "2019", "13/2019", "2019-00",
		"2019-1", "201913", "112019x", "1/19", "0/2019" };
	char out[DATE_MONTH];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(same); i++) {
		assert_int_equal(month_parse(same[i], out), ST_OK);
		assert_string_equal(out, "2019-11");
	}
	assert_int_equal(month_parse("1/2019", out), ST_OK);
	assert_string_equal(out, "2019-01");
	for (i = 0; i < COUNT(bad); i++)
		assert_int_equal(month_parse(bad[i], out), ST_INVALID);
	assert_int_equal(month_add("2019-11", 2, out), ST_OK);
	assert_string_equal(out, "2020-01");
	assert_int_equal(month_add("2019-11", -11, out), ST_OK);
	assert_string_equal(out, "2018-12");
	assert_int_equal(month_add("2019-11", 0, out), ST_OK);
	assert_string_equal(out, "2019-11");
	assert_int_equal(month_add("9999-12", 1, out), ST_INVALID);
	assert_int_equal(month_add("0001-01", -1, out), ST_INVALID);
	assert_int_equal(month_add("2019", 1, out), ST_INVALID);
	assert_int_equal(month_diff("2020-01", "2019-11"), 2);
	assert_int_equal(month_diff("2019-11", "2020-01"), -2);
	month_format(out, sizeof(out), "2019-11");
	assert_string_equal(out, "11/2019");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_money_format),
		cmocka_unit_test(test_money_parse),
		cmocka_unit_test(test_money_words),
		cmocka_unit_test(test_dates_typed),
		cmocka_unit_test(test_dates_shown),
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_months),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
