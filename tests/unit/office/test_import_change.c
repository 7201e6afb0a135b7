/* SPDX-License-Identifier: ISC */
/*
 * import of requests: every row goes through the handler that a desk asks
 * through, all of them or none; each bad row is told with its column; a file
 * that repeats, or repeats itself, asks for nothing twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "office/import/import.h"
#include "office_fixture.h"
#include "text/csv.h"

static struct office o;
static char job[24];
static struct wire_args said; /* by the last verb that answered */

static enum status
post_job(const char *who, const char *verb, const char *name,
    const char *value)
{
	wire_args_done(&said);
	return office_post(&o, who, verb, &said, "job", job, name, value, NULL);
}

/* All rows of the slice, however many times it takes. */
static enum status
post_rows(const char *who, struct buf *b)
{
	enum status st;

	do
		st = post_job(who, "import.rows", "rows", buf_str(b));
	while (st == ST_OK && wire_args_int(&said, "more", 0) != 0);
	buf_clear(b);
	return st;
}

/* Reads CSV as the command does, `slice` rows at once; the first refusal. */
static enum status
take(const char *who, const char *text, unsigned slice)
{
	FILE *f = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct csv *csv = csv_open(f);
	char columns[1024], **fields;
	unsigned in_slice = 0;
	struct buf b;
	enum status st;
	long line;
	size_t n;

	buf_init(&b, IMPORT_SLICE_BYTES);
	assert_int_equal(csv_next(csv, &fields, &n, &line, &o.err), ST_OK);
	st = import_header("changes", fields, n, columns, sizeof(columns),
	    &o.err);
	if (st == ST_OK) {
		wire_args_done(&said);
		st = office_post(&o, who, "import.begin", &said, "kind",
		    "changes", "columns", columns, "file", "bien-dong.csv",
		    NULL);
		(void)str_copy_cut(job, sizeof(job),
		    wire_args_text(&said, "job"));
	}
	while (st == ST_OK && csv_next(csv, &fields, &n, &line, &o.err) ==
	    ST_OK) {
		assert_true(import_row_add(&b, line, fields, n));
		if (++in_slice < slice)
			continue;
		st = post_rows(who, &b);
		in_slice = 0;
	}
	if (st == ST_OK && b.len > 0)
		st = post_rows(who, &b);
	buf_done(&b);
	csv_close(csv);
	(void)fclose(f);
	return st;
}

static void
taken(const char *text)
{
	if (take("phong", text, 4) != ST_OK)
		fail_msg("%s", o.err.msg);
}

/* Note number i, "line<tab>column<tab>why". */
static const char *
note(unsigned i)
{
	unsigned k;

	assert_int_equal(post_job("phong", "import.notes", "severity", "error"),
	    ST_OK);
	for (k = 0; k < said.n; k++)
		if (strcmp(said.v[k].name, "note") == 0 && i-- == 0)
			return said.v[k].value;
	return "";
}

static void
note_is(unsigned i, const char *at, const char *why)
{
	const char *v = note(i);

	if (strncmp(v, at, strlen(at)) != 0 || strstr(v, why) == NULL)
		fail_msg("note %u is \"%s\", not \"%s...%s\"", i, v, at, why);
}

static enum status
finish(const char *dry)
{
	return post_job("phong", "import.finish", "dry", dry);
}

static const struct db_sql q_waiting = { "test.waiting",
	"SELECT count(*) FROM change WHERE state = 'waiting' AND job_id = ?1" };
static const struct db_sql q_all = { "test.all",
	"SELECT count(*) FROM change WHERE id > ?1" };
static const struct db_sql q_blocked = { "test.blocked",
	"SELECT count(*) FROM block b JOIN line l ON l.id = b.line_id"
	" WHERE l.person_id = ?1" };
static const struct db_sql q_staged = { "test.staged",
	"SELECT count(*) FROM stage_change WHERE ?1 = 0" };
static const struct db_sql q_entries = { "test.entries",
	"SELECT count(*) FROM journal WHERE verb = 'import.finish' AND ?1 = 0" };

#define HEAD "kind,code,identity,name,birth,commune,reason,date,category," \
	"delivery,decision,document,document_date,issuer\n"

static void
test_rows_become_requests(void **state)
{
	(void)state;
	taken(HEAD
	    "stop,SL0101,,Lò Văn Pâng,1936,03721,death,5/11/2019,,,,15/TLKT,06/11/2019,UBND thị trấn\n"
	    "stop,,014057000001,lo van pang,04/1957,,waiver,01/11/2019,,,QĐ 7/2019,,,\n"
	    "delivery,SL0107,,,,,,,,home,,,,\n");
	assert_string_equal(note(0), "");
	assert_int_equal(office_int(&o, &q_all, 0), 0); /* only staged */
	assert_int_equal(finish("no"), ST_OK);
	assert_int_equal(wire_args_int(&said, "new", 0), 3);
	assert_int_equal(office_int(&o, &q_waiting, atoll(job)), 3);
	/* One entry of the journal for the file; deaths block at once. */
	assert_int_equal(office_int(&o, &q_entries, 0), 1);
	assert_true(office_int(&o, &q_blocked, F_PANG) > 0);
	assert_int_equal(office_int(&o, &q_blocked, F_PANG2), 0);
	assert_true(wire_args_int(&said, "blocked", 0) > 0);
	assert_true(wire_args_int(&said, "effects", 0) > 2);
}

static void
test_dry_run(void **state)
{
	bool death = false;
	unsigned i;

	(void)state;
	taken(HEAD
	    "stop,SL0101,,,,,death,05/11/2019,,,,15/TLKT,,\n"
	    "stop,SL0104,,,,,waiver,01/11/2019,,,,,,\n");
	assert_int_equal(finish("yes"), ST_OK);
	for (i = 0; i < said.n; i++)
		death = death || strcmp(said.v[i].value, "stop death 1") == 0;
	assert_true(death);
	assert_int_equal(wire_args_int(&said, "new", 0), 2);
	assert_int_equal(wire_args_int(&said, "blocked", 0), 1);
	assert_int_equal(office_int(&o, &q_all, 0), 0);
	assert_int_equal(office_int(&o, &q_blocked, F_PANG), 0);
}

static void
test_again_is_refused_row_by_row(void **state)
{
	static const char text[] = HEAD
	    "stop,SL0101,,,,,death,05/11/2019,,,,15/TLKT,,\n"
	    "delivery,SL0107,,,,,,,,home,,,,\n";

	(void)state;
	taken(text);
	assert_int_equal(finish("no"), ST_OK);
	taken(text);
	note_is(0, "2\tkind\t", "asked for this already on 08/11/2019");
	note_is(1, "3\tkind\t", "asked for this already on");
	assert_int_equal(finish("no"), ST_INVALID);
	assert_int_equal(office_int(&o, &q_all, 0), 2);
}

static void
test_a_file_that_repeats_itself(void **state)
{
	(void)state;
	taken(HEAD
	    "stop,SL0101,,,,,death,05/11/2019,,,,15/TLKT,,\n"
	    "delivery,SL0107,,,,,,,,home,,,,\n"
	    "stop,,050123456,,,,death,06/11/2019,,,,15/TLKT,,\n");
	note_is(0, "4\tkind\t", "line 2 asks for this already");
	assert_int_equal(finish("no"), ST_INVALID);
	assert_int_equal(office_int(&o, &q_all, 0), 0);
}

static void
test_bad_rows_are_told_by_column(void **state)
{
	(void)state;
	taken(HEAD
	    "leap,SL0101,,,,,,,,,,,,\n"
	    "stop,SL0101,,Tòng Văn Xương,,,death,05/11/2019,,,,1,,\n"
	    "stop,SL0101,,,1940,,death,05/11/2019,,,,1,,\n"
	    "stop,SL0101,,,,03724,death,05/11/2019,,,,1,,\n"
	    "stop,SL0101,,,,,death,31/02/2019,,,,1,,\n"
	    "stop,SL0101,,,,,death,05/12/2019,,,,1,,\n"
	    "stop,SL9999,,,,,death,05/11/2019,,,,1,,\n"
	    "stop,,099999999,,,,death,05/11/2019,,,,1,,\n"
	    "stop,,,,,,death,05/11/2019,,,,1,,\n"
	    "stop,SL0101,,,,,poverty,05/11/2019,,,,1,,\n"
	    "stop,SL0101,,,,,waiver,05/11/2019,136.5.9,,,,,\n");
	note_is(0, "2\tkind\t", "no such kind");
	note_is(1, "3\tname\t", "Lò Văn Pâng");
	note_is(2, "4\tbirth\t", "1936");
	note_is(3, "5\tcommune\t", "03721");
	note_is(4, "6\tdate\t", "");
	note_is(5, "7\tdate\t", "still to come");
	note_is(6, "8\tcode\t", "SL9999");
	note_is(7, "9\tidentity\t", "099999999");
	note_is(8, "10\tcode\t", "needed");
	note_is(9, "11\treason\t", "");
	note_is(10, "12\tcategory\t", "no allowance");
	assert_int_equal(finish("no"), ST_INVALID);
}

static void
test_one_bad_row_keeps_all_out(void **state)
{
	(void)state;
	taken(HEAD
	    "delivery,SL0107,,,,,,,,home,,,,\n"
	    "delivery,SL9999,,,,,,,,home,,,,\n");
	assert_int_equal(finish("no"), ST_INVALID);
	assert_int_equal(office_int(&o, &q_all, 0), 0);
}

/* Moves, collectors, merging and newcomers: columns mean what the kind asks. */
static void
test_kinds(void **state)
{
	(void)state;
	taken("kind,code,name,birth,sex,commune,village,point,direction,month,"
	    "collector,collector_kind,collector_name,collector_identity,"
	    "relation,letter,certifier,valid_from,keep,note,category,from,"
	    "decision,decision_date\n"
	    /* On the roll: name and birth say who, the commune where to. */
	    "transfer,SL0106,giang a chong,1931,,03721,Bản Mới,119-01,within,"
	    "11/2019,,,,,,,,,,,,,,\n"
	    "collector,SL0102,,,,03721,,,,,lo thi hanh,,,,,,,,,,,,,\n"
	    "collector,SL0107,,,,,,,,,,authorised,Lý Văn Ba,014085009002,con,"
	    "9/2019,UBND xã,01/11/2019,,,,,,\n"
	    "new,,Lò Văn Mới,1940,M,03721,Bản 1,119-01,,,,,,,,,,,,,136.5.5b,"
	    "12/2019,QĐ 1,07/11/2019\n"
	    "new,,Lò Văn Mới,1941,M,03721,Bản 1,119-01,,,,,,,,,,,,,136.5.5b,"
	    "12/2019,QĐ 1,07/11/2019\n");
	assert_string_equal(note(0), "");
	assert_int_equal(finish("no"), ST_OK);
	assert_int_equal(office_int(&o, &q_waiting, atoll(job)), 5);
	/* The record's name is not that of the row; nobody of that name collects. */
	taken("kind,code,name,commune,point,direction,month,collector,keep,note\n"
	    "transfer,SL0107,Giàng A Chống,03721,119-01,within,11/2019,,,\n"
	    "collector,SL0107,,,,,,Lò Thị Hạnh,,\n"
	    "merge,SL0107,,,,,,,SL9999,same\n");
	note_is(0, "2\tname\t", "Sùng Thị Dợ");
	note_is(1, "3\tcollector\t", "does not collect");
	note_is(2, "4\tkeep\t", "SL9999");
	/* Nobody is his own guardian. */
	taken("kind,code,collector_kind,collector_name,collector_identity\n"
	    "collector,SL0101,guardian,Lò Văn Pâng,014085009002\n"
	    "collector,SL0101,guardian,Lò Văn Khác,111111111\n");
	note_is(0, "2\tcollector_name\t", "Lò Văn Pâng");
	note_is(1, "3\tcollector_identity\t", "111111111");
}

/* Nobody asks by a file for what he could not ask for at the desk. */
static void
test_scope_and_role(void **state)
{
	(void)state;
	taken(HEAD "stop,SL0111,,,,,death,05/11/2019,,,,1,,\n");
	note_is(0, "2\tcode\t", "");
	assert_int_equal(take("tinh", HEAD, 4), ST_DENIED);
	assert_int_equal(take("truong", HEAD, 4), ST_DENIED);
}

/* What asks takes longer than a row of the roll: fewer of them at once. */
static void
test_slices_are_short(void **state)
{
	(void)state;
	assert_int_equal(import_slice_rows("changes"), 4);
	assert_int_equal(take("phong", HEAD
	    "delivery,SL0101,,,,,,,,home,,,,\n"
	    "delivery,SL0102,,,,,,,,home,,,,\n"
	    "delivery,SL0103,,,,,,,,home,,,,\n"
	    "delivery,SL0104,,,,,,,,home,,,,\n"
	    "delivery,SL0107,,,,,,,,home,,,,\n", 5), ST_LIMIT);
}

/* All of a file stands in one verb, and other desks wait that long. */
static void
test_a_file_has_an_end(void **state)
{
	static char text[32 * 320];
	size_t n = 0;
	int i;

	(void)state;
	n = (size_t)snprintf(text, sizeof(text), "kind,code,delivery\n");
	for (i = 0; i < 301; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "delivery,SL0107,home\n");
	taken(text);
	/* The first is right, the others repeat it, the last is one too many. */
	note_is(0, "3\tkind\t", "line 2 asks for this already");
	assert_int_equal(post_job("phong", "import.notes", "severity", "error"),
	    ST_OK);
	assert_int_equal(wire_args_int(&said, "errors", 0), 300);
	wire_args_done(&said);
	assert_int_equal(office_post(&o, "phong", "import.notes", &said, "job",
	    job, "severity", "error", "from", "299", NULL), ST_OK);
	assert_non_null(strstr(wire_args_text(&said, "note"),
	    "at most 300 rows"));
}

/* Staged rows of an ended job go. */
static void
test_clear(void **state)
{
	(void)state;
	taken(HEAD "delivery,SL0107,,,,,,,,home,,,,\n");
	assert_int_equal(office_int(&o, &q_staged, 0), 1);
	assert_int_equal(office_post(&o, "phong", "import.abort", NULL, "job",
	    job, NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "import.clear", NULL, "job",
	    job, NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_staged, 0), 0);
}

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	wire_args_init(&said);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	wire_args_done(&said);
	office_close(&o);
	return 0;
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_rows_become_requests),
		T(test_dry_run),
		T(test_again_is_refused_row_by_row),
		T(test_a_file_that_repeats_itself),
		T(test_bad_rows_are_told_by_column),
		T(test_one_bad_row_keeps_all_out),
		T(test_kinds),
		T(test_scope_and_role),
		T(test_slices_are_short),
		T(test_a_file_has_an_end),
		T(test_clear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
