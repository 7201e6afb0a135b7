/* SPDX-License-Identifier: ISC */
/*
 * What the system before left uncollected: a file, row by row; one request, by
 * two people; open lines of an opening list; taken back while nothing is paid.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "balance_help.h"
#include "office/import/import.h"
#include "text/csv.h"

#define number(text)                                                           \
	__extension__({                                                        \
		static const struct db_sql q_ = { "t", text };                 \
		office_int(&o, &q_, F_PANG);                                   \
	})

static char job[24], note[400];

/* Pang has 270.000 twice, Pang2 405.000, all from 01/2018 on; November is open. */
static int
opened(void **state)
{
	(void)setup(state);
	open_books();
	office_period(&o, "2019-11", "");
	return 0;
}

/* Takes the rows; the first error is in `note`. */
static void
take(const char *text)
{
	FILE *f = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
	struct csv *csv = csv_open(f);
	char columns[400], **fields;
	struct buf slice;
	long line;
	size_t n;

	MUST(csv_next(csv, &fields, &n, &line, &o.err));
	MUST(import_header("uncollected", fields, n, columns, sizeof(columns),
	    &o.err));
	MUST(office_post(&o, "phong", "import.begin", &args, "kind",
	    "uncollected", "columns", columns, "file", "t.csv", NULL));
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&args, "job"));
	wire_args_done(&args);
	buf_init(&slice, IMPORT_SLICE_BYTES);
	while (csv_next(csv, &fields, &n, &line, &o.err) == ST_OK)
		assert_true(import_row_add(&slice, line, fields, n));
	/* A slice takes as many rows as it has time for. */
	do {
		MUST(office_post(&o, "phong", "import.rows", &args, "job", job,
		    "rows", buf_str(&slice), NULL));
		n = (size_t)wire_args_int(&args, "more", 0);
		wire_args_done(&args);
	} while (n != 0);
	buf_done(&slice);
	csv_close(csv);
	(void)fclose(f);
	MUST(office_post(&o, "phong", "import.notes", &args, "job", job,
	    "severity", "error", NULL));
	(void)str_copy_cut(note, sizeof(note), wire_args_text(&args, "note"));
	wire_args_done(&args);
}

static enum status
finish(void)
{
	enum status st = office_post(&o, "phong", "import.finish", &args, "job",
	    job, NULL);
	unsigned i;

	if (st != ST_OK)
		return st;
	request = strtoll(wire_args_text(&args, "request"), NULL, 10);
	said[0] = '\0';
	for (i = 0; i < args.n; i++)
		if (strcmp(args.v[i].name, "effect") == 0)
			(void)str_copy_cut(said, sizeof(said), args.v[i].value);
	wire_args_done(&args);
	return ST_OK;
}

/* Line 2 of the file is refused for this column and reason. */
static void
refused(const char *row, const char *column, const char *why)
{
	char text[300], want[60];

	(void)snprintf(text, sizeof(text), "code,name,month,amount,category\n"
	    "%s\n", row);
	take(text);
	(void)snprintf(want, sizeof(want), "2\t%s\t", column);
	if (strncmp(note, want, strlen(want)) != 0 || strstr(note, why) == NULL)
		fail_msg("%s: %s", row, note);
	assert_int_equal(finish(), ST_INVALID);
	MUST(office_post(&o, "phong", "import.abort", NULL, "job", job, NULL));
}

static void
test_rows(void **state)
{
	(void)state;
	refused("SL9999,,10/2019,1000,", "code", "");
	refused("SL0102,Ai Khác,10/2019,1000,", "name", "not of");
	refused("SL0102,,13/2019,1000,", "month", "no month");
	refused("SL0102,,11/2019,1000,", "month", "begin with 11/2019");
	refused("SL0102,,12/2017,1000,", "month", "paid nothing");
	refused("SL0102,,10/2019,0,", "amount", "");
	refused("SL0102,,10/2019,1000000,", "amount", "405.000");
	refused("SL0102,,10/2019,1000,136.5.5b", "category", "paid nothing");
	refused("SL0101,,10/2019,1000,", "category", "say which");
	/* Of another owner: not in his places. */
	refused("SL0111,,10/2019,1000,", "code", "");
	take("code,month,amount\nSL0102,10/2019,5000\nSL0102,2019-10,5000\n");
	assert_non_null(strstr(note, "3\tmonth\tline 2 has this month"));
}

#define GOOD "code,month,amount,category\nSL0102,09/2019,405000,\n"            \
	"SL0102,10/2019,5000,\nSL0101,10/2019,270000,136.5.5b\n"

static void
test_stands(void **state)
{
	int64_t receipt;

	(void)state;
	take(GOOD);
	assert_string_equal(note, "");
	MUST(finish());
	SAYS("680.000 đồng, people: 2, months: 3");
	assert_int_equal(number("SELECT count(*) FROM list WHERE ?1 > 0"), 0);
	/* By another, and not by whom it came. */
	assert_int_equal(approve("phong"), ST_DENIED);
	MUST(approve("truong"));
	SAYS("680.000 đồng, people: 2, months: 3");
	assert_int_equal(number("SELECT count(*) FROM list WHERE ?1 > 0"
	    " AND kind = 'opening' AND state = 'approved' AND people = 2"
	    " AND total = 680000 AND lines = 3"), 1);
	/* At the desk: the whole of it. */
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", &receipt));
	assert_int_equal(number("SELECT sum(total) FROM receipt WHERE ?1 > 0"),
	    410000);
	/* The next period carries what is left, beside the lines of its own. */
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(number("SELECT count(*) FROM list_carried c JOIN line l"
	    " ON l.id = c.line_id JOIN list k ON k.id = l.list_id"
	    " WHERE k.kind = 'opening' AND l.person_id = ?1"), 1);
	/* Told once: a second file is refused. */
	refused("SL0101,,10/2019,1000,136.5.5b", "month", "already");
	/* 400.000 of the other month are left. */
	take("code,month,amount\nSL0102,10/2019,400000\n");
	assert_non_null(strstr(note, "already"));
}

static void
test_undone(void **state)
{
	int64_t receipt, file;
	char id[24];

	(void)state;
	take(GOOD);
	MUST(finish());
	MUST(approve("truong"));
	file = request;
	(void)snprintf(id, sizeof(id), "%" PRId64, file);
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", &receipt));
	REFUSED(ASK("phong", "kind", "undo", "undoes", id, "note", "x"),
	    ST_INVALID, "undoes");
	(void)snprintf(job, sizeof(job), "%" PRId64, receipt);
	MUST(office_post(&o, "lan", "reverse", NULL, "receipt", job, "reason",
	    "x", NULL));
	MUST(ASK("phong", "kind", "undo", "undoes", id, "note", "x"));
	SAYS("was paid by the system before after all: 680.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(number("SELECT count(*) FROM line l WHERE ?1 > 0"
	    " AND NOT EXISTS (SELECT 1 FROM block b WHERE b.line_id = l.id)"),
	    0);
	/* Asked for once more. */
	take(GOOD);
	assert_string_equal(note, "");
	MUST(finish());
	MUST(approve("truong"));
}

/* chitra check: a line that nothing was taken out of the opening for. */
static void
test_check(void **state)
{
	(void)state;
	take(GOOD);
	MUST(finish());
	MUST(approve("truong"));
	assert_int_equal(sweep(), 0);
	MUST(office_sql(&o, "DELETE FROM uncollected WHERE month = '2019-09'"));
	assert_int_equal(sweep(), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, opened, teardown)
		T(test_rows),
		T(test_stands),
		T(test_undone),
		T(test_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
