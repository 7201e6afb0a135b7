/* SPDX-License-Identifier: ISC */
/*
 * import: whose a job is, its slices, its end and what it leaves; areas of two
 * epochs, units and points.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "import_help.h"

#include "office/place/place.h"

static void
test_areas_units_points(void **state)
{
	struct place p;

	(void)state;
	assert_int_equal(help_int("SELECT count(*) FROM area"), 6);
	assert_int_equal(help_int("SELECT count(*) FROM unit WHERE parent_id ="
	    " (SELECT id FROM unit WHERE code = 'BD14')"), 2);
	OK(place_point(help_db, "119-02", &p, &help_err));
	assert_string_equal(p.name, "BĐ-VHX Chiềng Ly");
	/* The same files again change nothing. */
	take_text("areas", AREAS_2019);
	FINISH();
	counts(0, 0, 6);
	take_text("points", POINTS);
	FINISH();
	counts(0, 0, 4);
}

static void
test_job_belongs_to_somebody(void **state)
{
	(void)state;
	begin("roll", "code,name,commune");
	assert_int_equal(help_post(1, "import.rows", "job", job, "rows",
	    "2\tX\tLò\t03721\n", NULL), ST_DENIED);
	/* A list owner imports people of their own communes only. */
	assert_int_equal(help_post(1, "import.begin", "kind", "areas",
	    "columns", "province,province_name", NULL), ST_DENIED);
	POST(1, "import.begin", "kind", "roll", "columns", "code,name,commune");
	(void)str_copy_cut(job, sizeof(job), help_said("job"));
	POST(1, "import.rows", "job", job, "rows",
	    "2\tX1\tLò\t03751\n3\tX2\tLò\t03703\n");
	/* Sent twice, taken once. */
	POST(1, "import.rows", "job", job, "rows",
	    "2\tX1\tLò\t03751\n3\tX2\tLò\t03703\n");
	assert_string_equal(help_said("rows"), "2");
	POST(1, "import.notes", "job", job, "severity", "error");
	assert_string_equal(help_said("errors"), "1");
	assert_true(str_starts(help_said("note"), "3\tcommune\t"));
}

/* Nobody waits for a slice that is too large. */
static void
test_slices_are_short(void **state)
{
	char *row[] = { NULL, NULL, NULL };
	char code[8], name[] = "Lò Văn A", commune[] = "03721";
	struct buf slice;
	long i;

	(void)state;
	begin("roll", "code,name,commune");
	buf_init(&slice, IMPORT_SLICE_BYTES);
	row[0] = code;
	row[1] = name;
	row[2] = commune;
	for (i = 0; i <= IMPORT_SLICE_ROWS; i++) {
		(void)snprintf(code, sizeof(code), "S%ld", i % 1000);
		assert_true(import_row_add(&slice, i + 2, row, 3));
	}
	assert_int_equal(help_post(0, "import.rows", "job", job, "rows",
	    buf_str(&slice), NULL), ST_LIMIT);
	buf_done(&slice);
	assert_int_equal(help_int("SELECT rows FROM job ORDER BY id DESC"
	    " LIMIT 1"), 0);
}

/* Of a file that never ends no more is kept than a province could have. */
static void
test_file_has_an_end(void **state)
{
	static const struct db_sql q = { "test.rows",
		"UPDATE job SET rows = ?1 WHERE id = ?2" };

	(void)state;
	begin("roll", "code,name,commune");
	OK(db_run(db_usef(help_db, &q, "it", (int64_t)IMPORT_ROWS_MAX - 1, job),
	    &help_err));
	POST(0, "import.rows", "job", job, "rows", "2\tX1\tLò\t03721\n");
	assert_int_equal(help_post(0, "import.rows", "job", job, "rows",
	    "3\tX2\tLò\t03721\n", NULL), ST_LIMIT);
	assert_non_null(strstr(help_answer.err.msg, "100000 rows"));
	/* What was sent before may be sent again. */
	POST(0, "import.rows", "job", job, "rows", "2\tX1\tLò\t03721\n");
}

/* A line that dropped leaves rows behind: the next import finds them. */
static void
test_left_behind(void **state)
{
	(void)state;
	take_text("roll", ROLL_HEAD "L-1,Lò Văn B,M,1936,,03721,B,119-01,,,\n");
	clock_set("2019-11-15T09:00:00"); /* an hour later: at work */
	begin("roll", "code,name,commune");
	assert_string_equal(help_said("stale"), "");
	clock_set("2019-11-16T08:00:00");
	begin("roll", "code,name,commune");
	assert_string_not_equal(help_said("stale"), "");
	(void)str_copy_cut(job, sizeof(job), help_said("stale"));
	assert_int_equal(finish("no"), ST_INVALID);
	POST(0, "import.clear", "job", job);
	assert_string_equal(help_said("cleared"), "1");
	begin("roll", "code,name,commune");
	assert_string_equal(help_said("stale"), "");
}

static void
test_headers(void **state)
{
	char code[] = "code", fee[] = "fee", name[] = "name", again[] = " Code ";
	char *unknown[] = { code, fee };
	char *missing[] = { code, name };
	char *twice[] = { code, again };
	char out[256];

	(void)state;
	assert_int_equal(import_header("roll", unknown, 2, out, sizeof(out),
	    &help_err), ST_INVALID);
	assert_string_equal(help_err.field, "fee");
	assert_int_equal(import_header("roll", missing, 2, out, sizeof(out),
	    &help_err), ST_INVALID);
	assert_string_equal(help_err.field, "commune");
	assert_int_equal(import_header("roll", twice, 2, out, sizeof(out),
	    &help_err), ST_INVALID);
	assert_int_equal(help_post(0, "import.begin", "kind", "roll", "columns",
	    "code,name,commune,fee", NULL), ST_INVALID);
}

/* ../shared/data/admin-units.tsv, when it is there: both epochs. */
static void
test_admin_units(void **state)
{
	FILE *f = fopen(TOP_SRCDIR "/../shared/data/admin-units.tsv", "r");
	int64_t before;

	(void)state;
	maker = 0;
	if (f == NULL)
		f = fopen(TOP_SRCDIR "/../../shared/data/admin-units.tsv", "r");
	if (f == NULL)
		skip();
	take("areas", f, IMPORT_SLICE_ROWS);
	FINISH();
	before = help_int("SELECT count(*) FROM area");
	/* 481 communes, 29 districts and 3 provinces; then 167 communes. */
	assert_int_equal(help_int("SELECT count(*) FROM area WHERE level ="
	    " 'commune' AND valid_from = '2025-03-01'"), 480);
	assert_int_equal(help_int("SELECT count(*) FROM area WHERE level ="
	    " 'commune' AND valid_to IS NULL"), 167);
	assert_int_equal(help_int("SELECT count(*) FROM area WHERE level ="
	    " 'district' AND valid_to IS NULL"), 0);
	assert_int_equal(help_int("SELECT count(*) FROM area WHERE level ="
	    " 'province' AND valid_to = '2025-07-01' AND code = '06'"), 1);
	assert_int_equal(help_int("SELECT count(*) FROM area WHERE level ="
	    " 'province' AND valid_to IS NULL"), 2);
	assert_int_equal(help_int("SELECT count(*) FROM area a JOIN area p"
	    " ON p.id = a.parent_id WHERE a.code = '03646' AND p.code = '14'"
	    " AND a.name = 'Phường Tô Hiệu'"), 1);
	f = fopen(TOP_SRCDIR "/../shared/data/admin-units.tsv", "r");
	if (f == NULL)
		f = fopen(TOP_SRCDIR "/../../shared/data/admin-units.tsv", "r");
	assert_non_null(f);
	take("areas", f, 33);
	FINISH();
	assert_int_equal(wire_args_int(&help_answer.args, "new", -1), 0);
	assert_int_equal(wire_args_int(&help_answer.args, "changed", -1), 0);
	assert_int_equal(help_int("SELECT count(*) FROM area "), before);
}

/* Older state after a newer one would rewrite history. */
static void
test_areas_in_order(void **state)
{
	(void)state;
	take_text("areas", "province,province_name,commune,commune_name,valid_from\n"
	    "14,Tỉnh Sơn La,03721,Xã Thuận Châu,2025-07-01\n");
	FINISH();
	assert_int_equal(help_int("SELECT count(*) FROM area"
	    " WHERE valid_to = '2025-07-01'"), 5);
	take_text("areas", "province,province_name,district,district_name,"
	    "commune,commune_name,valid_from\n"
	    "14,Tỉnh Sơn La,119,Huyện Thuận Châu,03721,Thị trấn khác,2020-01-01\n");
	assert_int_equal(finish("no"), ST_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f, s) cmocka_unit_test_setup_teardown(f, s, help_teardown)
		TEST(test_areas_units_points, places_setup),
		TEST(test_job_belongs_to_somebody, places_setup),
		TEST(test_slices_are_short, places_setup),
		TEST(test_file_has_an_end, places_setup),
		TEST(test_left_behind, places_setup),
		TEST(test_headers, help_setup),
		TEST(test_admin_units, help_setup),
		TEST(test_areas_in_order, places_setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
