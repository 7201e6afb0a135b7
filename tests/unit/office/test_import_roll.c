/* SPDX-License-Identifier: ISC */
/*
 * import of the roll: all or nothing, every bad row named, again without
 * doubling; a file as large as Sơn La's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "import_help.h"

/* Approves what finish asked for; how many rows could not stand. */
static int64_t
approve(void)
{
	char id[8][24];
	int64_t boss[8], failed = 0;
	unsigned i, n = 0;

	for (i = 0; i < help_answer.args.n; i++) {
		const char *v = help_answer.args.v[i].value;
		size_t len = strcspn(v, "\t");

		if (strcmp(help_answer.args.v[i].name, "request") != 0)
			continue;
		(void)snprintf(id[n], sizeof(id[0]), "%.*s", (int)len, v);
		boss[n++] = str_starts(v + len, "\t118") ? TRUONG2 : TRUONG;
	}
	for (i = 0; i < n; i++) {
		POST(boss[i], "change.approve", "change", id[i], "version",
		    "1");
		do {
			POST(boss[i], "change.slice", "change", id[i]);
			failed += wire_args_int(&help_answer.args, "failed", 0);
		} while (wire_args_int(&help_answer.args, "done", 1) == 0);
	}
	return failed;
}

static void
test_roll_new_and_again(void **state)
{
	static const char roll[] = "\xEF\xBB\xBF" /* BOM, ';', CRLF, NFD, quotes */
	    "code;name;sex;birth;identity;commune;village;point;category;from\r\n"
	    "TC-1;Lo\xCC\x80 Va\xCC\x86n Pa\xCC\x82ng;M;1936;050123456;03721;"
	    "\"Bản\nHuổi\";119-01;136.5.5b;2016-03\r\n"
	    "TC-2;Sua;F;04/1957;;03721;Bản Bó;119-01;28.16.6c;11/2019\r\n"
	    "TC-3;Quàng Thị É;F;21/11/1980;014180001234;03751;Bản Bó;;28.16.6c;2019-01\r\n"
	    "TC-3;Quàng Thị É;F;21/11/1980;;03751;Bản Bó;;136.5.4a;2019-01\r\n";

	(void)state;
	take_text("roll", roll);
	assert_int_equal(finish("yes"), ST_OK);
	counts(4, 0, 0);
	assert_int_equal(help_int("SELECT count(*) FROM person"), 0);
	assert_int_equal(finish("no"), ST_OK);
	counts(4, 0, 0);
	/* It waits for a second person. */
	assert_int_equal(help_int("SELECT count(*) FROM person WHERE 1 = 1"), 0);
	/* 270.000 + 405.000 + 405.000 + 270.000 */
	assert_int_equal(wire_args_int(&help_answer.args, "total", 0), 1350000);
	assert_int_equal(strlen(help_said("sha256")), 64);
	assert_int_equal(approve(), 0);
	assert_int_equal(help_int("SELECT count(*) FROM person"), 3);
	assert_int_equal(help_int("SELECT count(*) FROM person"
	    " WHERE name = 'Lò Văn Pâng' AND village = 'Bản Huổi'"
	    " AND birth_year = 1936 AND birth_month IS NULL"), 1);
	assert_int_equal(help_int("SELECT count(*) FROM identity"
	    " WHERE (kind = 'cmnd' AND number = '050123456'"
	    "  AND reversed = '654321050') OR kind = 'cccd'"), 2);
	assert_int_equal(help_int("SELECT count(*) FROM entitlement"), 4);
	/* The one point of the commune needs no name. */
	assert_int_equal(help_int("SELECT count(*) FROM person p JOIN point t"
	    " ON t.id = p.point_id WHERE p.code = 'TC-3' AND t.code = '119-02'"), 1);
	assert_int_equal(help_int("SELECT count(*) FROM journal"
	    " WHERE verb = 'import.finish'"), 3);
	take_text("roll", roll);
	FINISH();
	counts(0, 0, 4);
	assert_int_equal(help_int("SELECT count(*) FROM person"), 3);
	/* One thing changed, an empty cell says nothing.  Who may ask for that
	 * by hand may by a file. */
	maker = PHONG;
	take_text("roll", "code,name,sex,birth,identity,commune,village,point,"
	    "category,from,amount,decision\n"
	    "TC-1,Lò Văn Pâng,,,,03721,Bản Mới,,136.5.5b,2016-03,,\n"
	    "TC-2,Sua,F,,012345678,03721,Bản Bó,,28.16.6c,2019-11,500000,1/QĐ\n"
	    "TC-3,Quàng Thị É,,,,03751,,,,,,\n");
	FINISH();
	counts(0, 2, 1);
	assert_int_equal(wire_args_int(&help_answer.args, "warnings", 0), 1);
	assert_int_equal(approve(), 0);
	assert_int_equal(help_int("SELECT birth_year FROM person"
	    " WHERE code = 'TC-1' AND village = 'Bản Mới'"), 1936);
	assert_int_equal(help_int("SELECT manual FROM entitlement e JOIN person p"
	    " ON p.id = e.person_id WHERE p.code = 'TC-2'"
	    " AND e.state <> 'void'"), 500000);
	assert_int_equal(help_int("SELECT count(*) FROM identity"
	    " WHERE active = 1"), 3);
}

static void
test_roll_errors_take_nothing(void **state)
{
	static const char *const expected[] = {
		"2\tidentity\t", "3\tcommune\t", "4\tidentity\t", "5\tamount\t",
		"6\tbirth\t", "7\tcategory\t", "8\tname\t", "9\tcode\t",
		"10\tfrom\t", "11\tpoint\t", "12\tname\t", "13\t\t",
	};
	unsigned i;

	(void)state;
	take_text("roll", ROLL_HEAD "T-0,Lò Văn A,M,1936,050123456,03721,B,119-01,,,\n");
	FINISH();
	assert_int_equal(approve(), 0);
	take_text("roll", ROLL_HEAD
	    "T-1,Lò Văn B,M,1936,12345,03721,B,119-01,136.5.5b,2019-01,\n"
	    "T-2,Lò Văn B,M,1936,,99999,B,119-01,136.5.5b,2019-01,\n"
	    "T-3,Lò Văn B,M,1936,050123456,03721,B,119-01,136.5.5b,2019-01,\n"
	    "T-4,Lò Văn B,M,1936,,03721,B,119-01,136.5.5b,2019-01,270000.50\n"
	    "T-5,Lò Văn B,M,31/02/1936,,03721,B,119-01,136.5.5b,2019-01,\n"
	    "T-6,Lò Văn B,M,1936,,03721,B,119-01,5b,2019-01,\n"
	    "T-7,,M,1936,,03721,B,119-01,136.5.5b,2019-01,\n"
	    ",Lò Văn B,M,1936,,03721,B,119-01,136.5.5b,2019-01,\n"
	    "T-9,Lò Văn B,M,1936,,03721,B,119-01,136.5.5b,tháng 1,\n"
	    "T-10,Lò Văn B,M,1936,,03721,B,119-99,136.5.5b,2019-01,\n"
	    "T-11,L\xF2 V,M,1936,,03721,B,119-01,136.5.5b,2019-01,\n"
	    "T-12,Lò,M,1936,,03721,B,119-01,136.5.5b,2019-01,,,,\n"
	    "T-13,Lò Văn Tốt,M,1930,,03721,B,119-01,136.5.5b,2019-01,\n");
	assert_int_equal(finish("no"), ST_INVALID);
	for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		if (!str_starts(note("error", i), expected[i]))
			fail_msg("note %u is '%s', not '%s'", i,
			    note("error", i), expected[i]);
	assert_string_equal(note("error", i), "");
	assert_int_equal(wire_args_int(&help_answer.args, "errors", 0), 12);
	assert_int_equal(help_int("SELECT count(*) FROM person"), 1);
	POST(0, "import.abort", "job", job);
	assert_int_equal(finish("no"), ST_INVALID);
	do
		POST(0, "import.clear", "job", job);
	while (wire_args_int(&help_answer.args, "cleared", 0) > 0);
	assert_int_equal(help_int("SELECT (SELECT count(*) FROM roll_row"
	    " WHERE job_id = (SELECT max(id) FROM job)) + (SELECT count(*) FROM"
	    " job_note WHERE job_id = (SELECT max(id) FROM job))"), 0);
}

/* Nothing that steers a terminal comes in, nor goes out in what is said. */
static void
test_roll_control_characters(void **state)
{
	static const char *const expected[] = {
		"2\tcode\t", "3\tcommune\t", "4\tname\t", "5\tvillage\t",
		"6\tpoint\t",
	};
	unsigned i;

	(void)state;
	take_text("roll", ROLL_HEAD
	    "C-1\033[2J,Lò Văn B,M,1936,,03721,B,119-01,136.5.5b,2019-01,\n"
	    "C-2,Lò Văn B,M,1936,,03\033[2J,B,119-01,136.5.5b,2019-01,\n"
	    "C-3,Lò \xC2\x9BVăn B,M,1936,,03721,B,119-01,136.5.5b,2019-01,\n"
	    "C-4,Lò Văn B,M,1936,,03721,B\xE2\x80\xAE,119-01,136.5.5b,2019-01,\n"
	    "C-5,Lò Văn B,M,1936,,03721,B,119\a01,136.5.5b,2019-01,\n");
	assert_int_equal(finish("no"), ST_INVALID);
	for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		const char *said = note("error", i);

		if (!str_starts(said, expected[i]) || strpbrk(said, "\033\a") != NULL)
			fail_msg("note %u is '%s', not '%s'", i, said, expected[i]);
	}
}

static void
test_roll_doubles_within_file(void **state)
{
	(void)state;
	take_text("roll", ROLL_HEAD
	    "D-1,Lò Văn B,M,1936,014036000001,03721,Bản A,119-01,136.5.5b,2019-01,\n"
	    "D-2,Cà Thị Ơn,F,1940,014036000001,03721,Bản A,119-01,136.5.5b,2019-01,\n"
	    "D-1,Lò Văn B,M,1936,,03721,Bản A,119-01,136.5.5b,2019-01,\n"
	    "D-1,Lò Văn C,M,1936,,03721,Bản A,119-01,28.16.6c,2019-01,\n");
	assert_true(str_starts(note("error", 0), "3\tidentity\t"));
	assert_true(str_starts(note("error", 1), "4\tcategory\t"));
	assert_true(str_starts(note("error", 2), "5\tcode\t"));
	assert_int_equal(finish("no"), ST_INVALID);
}

static void
test_roll_warnings_stay_on_record(void **state)
{
	static const char roll[] = ROLL_HEAD
	    "W-1,Lò Văn B,M,1936,,03721,Bản A,119-01,,,\n"
	    "W-2,Lò Văn B,F,1936,,03721,Bản A,119-01,,,\n"
	    "W-3,Cà Văn D,M,1940,014136000001,03721,Bản A,119-01,,,\n";

	(void)state;
	take_text("roll", roll);
	assert_true(str_starts(note("warning", 0), "3\tname\t"));
	assert_true(str_starts(note("warning", 1), "4\tidentity\t"));
	FINISH();
	assert_int_equal(wire_args_int(&help_answer.args, "warnings", 0), 2);
	assert_int_equal(approve(), 0);
	assert_int_equal(help_int("SELECT count(*) FROM person"
	    " WHERE note LIKE '%W-1%'"), 1);
	assert_int_equal(help_int("SELECT count(*) FROM person"
	    " WHERE code = 'W-3' AND note <> ''"), 1);
	take_text("roll", roll);
	FINISH();
	counts(0, 0, 3);
}

static void
test_entered_meanwhile(void **state)
{
	(void)state;
	take_text("roll", ROLL_HEAD
	    "M-1,Lò Văn B,M,1936,,03721,B,119-01,,,\n"
	    "M-2,Lò Văn C,M,1936,,03721,B,119-01,,,\n");
	POST(0, "person.add", "code", "M-2", "name", "Lò Văn C", "commune",
	    "03721", "point", "119-01");
	/* Who came meanwhile waits, the others stand. */
	FINISH();
	assert_int_equal(approve(), 1);
	assert_int_equal(help_int("SELECT count(*) FROM person"), 2);
	assert_int_equal(help_int("SELECT count(*) FROM roll_row"
	    " WHERE state = 'waiting' AND why LIKE 'code: M-2 %'"), 1);
}

/* As large as Sơn La: the last verb is short whatever the file's length. */
static void
test_roll_29000(void **state)
{
	FILE *f = tmpfile();
	int64_t t0, t1, t2;
	int i;

	(void)state;
	assert_non_null(f);
	(void)fputs("code,name,sex,birth,identity,commune,village,point,"
	    "category,from,decision,decision_date\n", f);
	for (i = 0; i < 29000; i++)
		(void)fprintf(f, "R-%05d,Lò Văn Người %c%c,M,%d,0140%02d%06d,%s,"
		    "Bản %d,%s,136.5.5b,2016-03,123/QĐ-UBND,2016-02-2%d\n", i,
		    'a' + i % 26, 'a' + i / 26 % 26, 1920 + i % 20,
		    20 + i % 20, i, i % 2 ? "03721" : "03703", i / 100,
		    i % 2 ? "119-01" : "118-01", i % 9);
	rewind(f);
	t0 = clock_us();
	take("roll", f, IMPORT_SLICE_ROWS);
	t1 = clock_us();
	FINISH();
	t2 = clock_us();
	counts(29000, 0, 0);
	assert_int_equal(wire_args_int(&help_answer.args, "total", 0),
	    INT64_C(29000) * 270000);
	assert_int_equal(approve(), 0);
	assert_int_equal(help_int("SELECT count(*) FROM person"
	    " WHERE state = 'active'"), 29000);
	print_message("29,000 rows: staged in %lld ms, asked in %lld ms, stand "
	    "in %lld ms\n", (long long)(t1 - t0) / 1000,
	    (long long)(t2 - t1) / 1000, (long long)(clock_us() - t2) / 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f, s) cmocka_unit_test_setup_teardown(f, s, help_teardown)
		TEST(test_roll_new_and_again, places_setup),
		TEST(test_roll_errors_take_nothing, places_setup),
		TEST(test_roll_control_characters, places_setup),
		TEST(test_roll_doubles_within_file, places_setup),
		TEST(test_roll_warnings_stay_on_record, places_setup),
		TEST(test_entered_meanwhile, places_setup),
		TEST(test_roll_29000, places_setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
