/* SPDX-License-Identifier: ISC */
/*
 * import: all or nothing, every bad row named, again without doubling, a job
 * beside other verbs; areas of two epochs; a roll as large as Sơn La's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/office_help.h"

#include "office/import/import.h"
#include "office/place/place.h"
#include "office/place/staff.h"
#include "text/csv.h"

static char job[24];
static int64_t maker; /* who sends the files; 0 the program */
enum { PHONG = 1, TRUONG, TRUONG2 }; /* preparer, approvers of 119 and 118 */

static void
begin(const char *kind, const char *columns)
{
	POST(maker, "import.begin", "kind", kind, "columns", columns, "file", "t.csv");
	(void)str_copy_cut(job, sizeof(job), help_said("job"));
}

static void
send(struct buf *slice)
{
	if (slice->len == 0)
		return;
	do
		POST(maker, "import.rows", "job", job, "rows", buf_str(slice));
	while (wire_args_int(&help_answer.args, "more", 0) != 0);
	buf_clear(slice);
}

/* Reads CSV text as the command does and posts it in slices of `rows`. */
static void
take(const char *kind, FILE *f, unsigned rows)
{
	char columns[1024], **fields;
	struct csv *csv = csv_open(f);
	struct buf slice;
	unsigned in_slice = 0;
	enum status st;
	long line;
	size_t n;

	OK(csv_next(csv, &fields, &n, &line, &help_err));
	OK(import_header(kind, fields, n, columns, sizeof(columns), &help_err));
	begin(kind, columns);
	buf_init(&slice, IMPORT_SLICE_BYTES);
	while ((st = csv_next(csv, &fields, &n, &line, &help_err)) != ST_NOTFOUND) {
		bool fits = st == ST_OK ?
		    import_row_add(&slice, line, fields, n) :
		    import_bad_row_add(&slice, line, help_err.msg);

		if (!fits) {
			send(&slice);
			assert_true(import_row_add(&slice, line, fields, n));
			in_slice = 0;
		}
		if (++in_slice == rows) {
			send(&slice);
			in_slice = 0;
		}
	}
	send(&slice);
	buf_done(&slice);
	csv_close(csv);
	(void)fclose(f);
}

static void
take_text(const char *kind, const char *text)
{
	take(kind, fmemopen((void *)(uintptr_t)text, strlen(text), "r"), 50);
}

static enum status
finish(const char *dry)
{
	return help_post(maker, "import.finish", "job", job, "dry", dry, NULL);
}

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

#define FINISH()                                                               \
	do {                                                                   \
		if (finish("no") != ST_OK)                                     \
			fail_msg("finish: %s", help_answer.err.msg);           \
	} while (0)

static void
counts(int added, int changed, int unchanged)
{
	assert_int_equal(wire_args_int(&help_answer.args, "new", -1), added);
	assert_int_equal(wire_args_int(&help_answer.args, "changed", -1), changed);
	assert_int_equal(wire_args_int(&help_answer.args, "unchanged", -1),
	    unchanged);
}

/* Note number i of the severity, "line<tab>field<tab>why". */
static const char *
note(const char *severity, unsigned i)
{
	unsigned k;

	POST(maker, "import.notes", "job", job, "severity", severity);
	for (k = 0; k < help_answer.args.n; k++)
		if (strcmp(help_answer.args.v[k].name, "note") == 0 && i-- == 0)
			return help_answer.args.v[k].value;
	return "";
}

#define AREAS_2019                                                             \
	"province,province_name,district,district_name,commune,commune_name,epoch\n" \
	"14,Tỉnh Sơn La,119,Huyện Thuận Châu,03721,Thị trấn Thuận Châu,2010-01\n" \
	"14,Tỉnh Sơn La,119,Huyện Thuận Châu,03751,Xã Chiềng Ly,2010-01\n"    \
	"14,Tỉnh Sơn La,118,Huyện Quỳnh Nhai,03703,Xã Mường Giàng,2010-01\n"

#define POINTS                                                                 \
	"code,name,unit,unit_name,unit_parent,commune\n"                       \
	"119-01,Bưu cục Thuận Châu,BD119,Bưu điện huyện Thuận Châu,BD14,03721\n" \
	"119-02,BĐ-VHX Chiềng Ly,BD119,,,03751\n"                              \
	"14-00,Bưu điện tỉnh,BD14,Bưu điện tỉnh Sơn La,,03721\n"               \
	"118-01,Bưu cục Quỳnh Nhai,BD118,Bưu điện huyện Quỳnh Nhai,BD14,03703\n"

static int
places_setup(void **state)
{
	maker = 0;
	if (help_setup(state) != 0)
		return -1;
	take_text("areas", AREAS_2019);
	FINISH();
	take_text("points", POINTS);
	FINISH();
	POST(0, "staff.add", "login", "phong", "name", "Lò Thị Phong", "role",
	    "preparer", "area", "119");
	POST(0, "staff.add", "login", "truong", "name", "Hà Văn Trường", "role",
	    "approver", "area", "119");
	POST(0, "staff.add", "login", "truong2", "name", "Hà Văn Hai", "role",
	    "approver", "area", "118");
	return 0;
}

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

#define ROLL_HEAD                                                              \
	"code,name,sex,birth,identity,commune,village,point,category,from,amount\n"

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
		TEST(test_areas_units_points, places_setup),
		TEST(test_roll_new_and_again, places_setup),
		TEST(test_roll_errors_take_nothing, places_setup),
		TEST(test_roll_control_characters, places_setup),
		TEST(test_roll_doubles_within_file, places_setup),
		TEST(test_roll_warnings_stay_on_record, places_setup),
		TEST(test_job_belongs_to_somebody, places_setup),
		TEST(test_slices_are_short, places_setup),
		TEST(test_file_has_an_end, places_setup),
		TEST(test_entered_meanwhile, places_setup),
		TEST(test_left_behind, places_setup),
		TEST(test_headers, help_setup),
		TEST(test_admin_units, help_setup),
		TEST(test_areas_in_order, places_setup),
		TEST(test_roll_29000, places_setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
