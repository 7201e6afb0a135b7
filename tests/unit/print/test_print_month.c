/* SPDX-License-Identifier: ISC */
/*
 * print: the reports of a month between two lists: increases and decreases,
 * arrears, moves, birthdays, letters, collectors, recoveries, pairs, findings
 * and grants for funerals: their figures, their scope, their pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "golden.h"
#include "office_fixture.h"
#include "print/report.h"
#include "text/lang.h"

static struct office o;
static struct profiles *profiles;
static const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };
static int64_t draft; /* list of 12/2019 */

static enum status
sink_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	return buf_add(arg, bytes, n) ? ST_OK : err_set(err, ST_LIMIT, "full");
}

/* profile NULL: CSV. */
static enum status
render(const char *who, const char *name, const char *profile,
    const struct report_params *params, struct buf *out)
{
	struct report_def *def = NULL;
	struct report_order order = { .office = "Bưu điện tỉnh Sơn La",
		.today = "2019-11-21", .params = *params };
	struct report_made made = { 0, 0, 0 };
	struct print_sink sink = { .write = sink_write, .arg = out };
	struct actor actor;
	enum status st;

	if (report_def_load(&dirs, name, &def, &o.err) != ST_OK)
		fail_msg("%s", o.err.msg);
	order.def = def;
	order.profile = profile_find(profiles, profile != NULL ? profile :
	    "text-80");
	order.format = profile != NULL ? REPORT_TEXT_PAGES : REPORT_CSV;
	office_actor(&o, who, &actor);
	st = report_render(o.db, &actor.scope, &order, &sink, &made, &o.err);
	assert_false(db_in_tx(o.db));
	actor_done(&actor);
	report_def_free(def);
	return st;
}

static const char *
csv(const char *who, const char *name, const struct report_params *params,
    struct buf *out)
{
	buf_init(out, 1 << 20);
	if (render(who, name, NULL, params, out) != ST_OK)
		fail_msg("%s: %s", name, o.err.msg);
	return buf_str(out);
}

static void
has(const char *where, const char *what)
{
	if (strstr(where, what) == NULL)
		fail_msg("no \"%s\" in:\n%s", what, where);
}

static void
has_not(const char *where, const char *what)
{
	if (strstr(where, what) != NULL)
		fail_msg("\"%s\" in:\n%s", what, where);
}

static unsigned
lines(const char *s)
{
	unsigned n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\n';
	return n;
}

/* ---- the month ------------------------------------------------------------ */

static void
must(enum status st, const char *what)
{
	if (st != ST_OK)
		fail_msg("%s: %s: %s", what, o.err.field, o.err.msg);
}

/* Approves the request that was asked last. */
static void
approved(struct wire_args *asked)
{
	char id[24];

	(void)str_copy_cut(id, sizeof(id), wire_args_text(asked, "change"));
	must(office_post(&o, "truong", "change.approve", NULL, "change", id,
	    "version", "1", NULL), "change.approve");
	wire_args_done(asked);
}

#define ASK(...)                                                               \
	do {                                                                   \
		struct wire_args asked_;                                       \
		must(office_post(&o, "phong", "change.ask", &asked_,           \
		    __VA_ARGS__, NULL), "change.ask");                         \
		approved(&asked_);                                             \
	} while (0)

static void
changes_of_the_month(void)
{
	struct wire_args asked;
	char id[24];

	ASK("kind", "stop", "person", "101", "reason", "death", "event_on",
	    "2019-11-05", "document", "15/TLKT", "document_kind",
	    "trích lục khai tử");
	ASK("kind", "suspend", "person", "109", "reason", "unpaid", "from",
	    "2019-12");
	ASK("kind", "amount", "person", "104", "from", "2019-12", "amount",
	    "400000", "decision", "QĐ 9/2019", "decision_date", "2019-11-07");
	ASK("kind", "arrears", "person", "110", "from", "2019-08", "decision",
	    "QĐ 10/2019", "decision_date", "2019-11-07");
	/* Who buried him collects for that, and for nothing else. */
	ASK("kind", "funeral", "person", "101", "document", "15/TLKT",
	    "document_kind", "trích lục khai tử", "collector_name",
	    "Lò Văn Thắng", "collector_identity", "014088000123", "relation",
	    "con", "decision", "QĐ 11/2019", "decision_date", "2019-11-07");
	/* Paid in October and November, dead since September. */
	must(office_pay(&o, "lan", F_SUA, "2019-11", NULL), "pay");
	ASK("kind", "stop", "person", "108", "reason", "death", "event_on",
	    "2019-09-20", "document", "16/TLKT");
	/* Giàng A Chống moves from Phổng Lăng to Sông Mã. */
	ASK("kind", "transfer", "person", "106", "direction", "within",
	    "month", "2019-12", "commune", "04168", "point", "126-01",
	    "document", "77/GCĐ");
	/* Waived by mistake, and taken back. */
	must(office_post(&o, "phong", "change.ask", &asked, "kind", "stop",
	    "person", "107", "reason", "waiver", "event_on", "2019-11-01",
	    NULL), "stop");
	(void)str_copy_cut(id, sizeof(id), wire_args_text(&asked, "change"));
	approved(&asked);
	ASK("kind", "undo", "person", "107", "undoes", id, "note",
	    "wrong person");
}

/* In the books as their own requests would leave it. */
static void
rows_of_the_month(void)
{
	must(office_sql(&o,
	    /* Collects for six people of two districts. */
	    "INSERT INTO collector (id, person_id, kind, name, identity,"
	    " relation, valid_from) SELECT 9000 + id, id, 'carer',"
	    " 'Lò Thị Sáu', '014185009001', 'cháu', '2019-01-01' FROM person"
	    " WHERE id IN (102, 103, 104, 107, 109, 111);"
	    "INSERT INTO collector (id, person_id, kind, name, identity,"
	    " relation, letter, certifier, valid_from, valid_to) VALUES (9201,"
	    " 109, 'authorised', 'Lý Văn Ba', '014085009002', 'con', '9/2019',"
	    " 'UBND xã Phổng Lăng', '2019-01-08', '2020-01-07');"
	    /* Two of a name and day of birth, in two districts. */
	    "UPDATE person SET birth_year = 1950, birth_month = 2,"
	    " birth_day = 3 WHERE id IN (105, 111);"
	    /* Arrears that came to nothing. */
	    "INSERT INTO arrears (id, person_id, entitlement_id, kind,"
	    " from_month, to_month, reason, due_period, total, state,"
	    " staff_id, at) VALUES (9001, 107, 407, 'arrears', '2019-09',"
	    " '2019-09', 'x', '2019-12', 270000, 'cancelled', 37, '');"
	    /* Turns 16 on 15 December. */
	    "UPDATE person SET birth_year = 2003, birth_month = 12,"
	    " birth_day = 15 WHERE id = 110"), "rows");
}

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-10", "119");
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	changes_of_the_month();
	(void)office_funerals(&o, "2019-11", "119");
	draft = office_draft(&o, "2019-12", "119");
	office_checks(&o, "phong", draft);
	rows_of_the_month();
	return profiles_load(TOP_SRCDIR "/forms", NULL, &profiles, &o.err) !=
	    ST_OK;
}

static int
teardown(void **state)
{
	(void)state;
	profiles_free(profiles);
	office_close(&o);
	return 0;
}

/* ---- figures ---------------------------------------------------------------- */

static const struct report_params november = { .from = "2019-11",
	.to = "2019-11" };
static const struct report_params ahead = { .period = "2019-11" };
static const struct report_params year = { .from = "2020-01",
	.to = "2020-12" };
static const struct report_params sixty = { .days = 60 };
static const struct report_params of_point = { .from = "2019-11",
	.to = "2019-11", .point = "119-01" };

/* Old and new level, from which month, why, on what paper. */
static void
test_changes(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "changes", &november, &out);
	assert_int_equal(lines(s), 1 + 7);
	has(s, "Increases,category or amount,136.5.5b,300000,400000,100000,"
	    "12/2019,QĐ 9/2019,07/11/2019,");
	has(s, "Decreases,suspend,28.16.6c,405000,0,-405000,12/2019,,,"
	    "suspend: not collected for months,");
	/* Dead in September, told in November: the level fell in October. */
	has(s, "Decreases,stop,136.5.5b,270000,0,-270000,10/2019,,,stop: died,"
	    "16/TLKT,20/09/2019,");
	has(s, "Decreases,stop,136.5.5b,270000,0,-270000,12/2019,,,stop: died,"
	    "15/TLKT (trích lục khai tử),05/11/2019,");
	/* Taken back: both, so that each month's report stays what it was. */
	has(s, "Decreases,stop,136.5.5b,270000,0,-270000,12/2019,,,"
	    "stop: waives it,,01/11/2019,Nguyễn Văn Phong,Trần Văn Trường,"
	    "undone");
	has(s, "Increases,undo,136.5.5b,0,270000,270000,12/2019,");
	/* Who moves leaves here and comes there. */
	has(s, "Decreases,transfer,136.5.5b,270000,0,-270000,01/2020,,,"
	    "transfer: leaves,77/GCĐ,");
	has_not(s, "transfer: comes");
	buf_done(&out);
	s = csv("phong2", "changes", &november, &out);
	assert_int_equal(lines(s), 1 + 1);
	has(s, "Thị trấn Sông Mã");
	has(s, "Increases,transfer,136.5.5b,0,270000,270000,01/2020,,,"
	    "transfer: comes,77/GCĐ,");
	buf_done(&out);
	/* At the desk: those of one's points. */
	s = csv("lan", "changes", &of_point, &out);
	assert_int_equal(lines(s), 1 + 2);
	has(s, "SL0101,");
	has(s, "SL0104,");
	buf_done(&out);
	s = csv("phong", "changes", &year, &out);
	assert_int_equal(lines(s), 1);
	buf_done(&out);
}

static void
test_transfers(void **state)
{
	static const char *const ends[] = { "phong", "phong2" };
	struct buf out;
	const char *s;
	unsigned i;

	(void)state;
	for (i = 0; i < 2; i++) {
		s = csv(ends[i], "transfers", &ahead, &out);
		assert_int_equal(lines(s), 2);
		has(s, "Xã Phổng Lăng,BĐ-VHX Phổng Lăng,Thị trấn Sông Mã,");
		has(s, ",12/2019,01/2020,not yet moved,,77/GCĐ");
		buf_done(&out);
	}
	/* A place that is neither end. */
	s = csv("lan", "transfers", &of_point, &out);
	assert_int_equal(lines(s), 1);
	buf_done(&out);
	s = csv("phong", "transfers", &november, &out);
	assert_int_equal(lines(s), 1);
	buf_done(&out);
}

static void
test_arrears(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "arrears", &ahead, &out);
	assert_int_equal(lines(s), 2);
	has(s, "136.5.1b,arrears,08/2019-09/2019,2,2 x 405.000,810000,"
	    "decision QĐ 10/2019,QĐ 10/2019,07/11/2019,12/2019,being prepared");
	buf_done(&out);
	s = csv("phong", "arrears", &november, &out);
	assert_int_equal(lines(s), 1);
	buf_done(&out);
}

static void
test_recoveries(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "recoveries", &november, &out);
	assert_int_equal(lines(s), 2);
	has(s, "08/11/2019,540000,0,0,0,540000,,,0,no decision yet");
	buf_done(&out);
}

/* 602 has ended; 9201 ends in 60 days; 601 is that of somebody dead. */
static void
test_letters(void **state)
{
	struct report_params none = { .days = 0 };
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "letters", &none, &out);
	assert_int_equal(lines(s), 2); /* the office looks 30 days ahead */
	has(s, "3/2018,,02/01/2018,31/10/2019,-8,has ended");
	buf_done(&out);
	s = csv("phong", "letters", &sixty, &out);
	assert_int_equal(lines(s), 3);
	has(s, "9/2019,UBND xã Phổng Lăng,08/01/2019,07/01/2020,60,");
	has_not(s, "12/2019,"); /* of a dead man */
	buf_done(&out);
	/* A new letter takes the place of the old one. */
	must(office_sql(&o, "INSERT INTO collector (id, person_id, kind, name,"
	    " valid_from, valid_to) VALUES (9202, 102, 'authorised',"
	    " 'Lò Thị Hạnh', '2019-11-01', '2020-10-31')"), "letter");
	s = csv("phong", "letters", &none, &out);
	assert_int_equal(lines(s), 1);
	must(office_sql(&o, "DELETE FROM collector WHERE id = 9202"), "letter");
	buf_done(&out);
}

/* Six people in two districts; only the five of his own are shown. */
static void
test_collectors(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "collectors", &november, &out);
	assert_int_equal(lines(s), 1 + 5);
	has(s, "\"Lò Thị Sáu, 014185009001: collects for 6 people\"");
	has_not(s, "Cầm Thị Mai");
	has_not(s, "SL0111");
	buf_done(&out);
	must(office_sql(&o, "UPDATE collector SET active = 0 WHERE id = 9111"),
	    "one less");
	s = csv("phong", "collectors", &november, &out);
	assert_int_equal(lines(s), 1);
	must(office_sql(&o, "UPDATE collector SET active = 1 WHERE id = 9111"),
	    "one more");
	buf_done(&out);
}

static void
test_duplicates_and_birthdays(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "duplicates", &november, &out);
	assert_int_equal(lines(s), 2);
	has(s, "SL0105,Lò Thị Ánh,03/02/1950,");
	has(s, "SL0111,Lò Thị Ánh,03/02/1950,");
	has(s, "\"name, day of birth\"");
	buf_done(&out);
	/* Without months: as many as the office looks ahead. */
	s = csv("phong", "age-steps", &ahead, &out);
	assert_int_equal(lines(s), 2);
	has(s, "SL0110,Nguyễn Văn An,15/12/2003,");
	has(s, ",136.5.1b,16,01/2020,,it ends,");
	buf_done(&out);
	s = csv("phong", "age-steps", &november, &out);
	assert_int_equal(lines(s), 1);
	buf_done(&out);
}

static void
test_checks(void **state)
{
	struct report_params p = { .list = draft };
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "list-checks", &p, &out);
	has(s, ",To be looked at,No identity,\"no identity number, born 1944\"");
	buf_done(&out);
	buf_init(&out, 1 << 20);
	assert_int_equal(render("phong2", "list-checks", NULL, &p, &out),
	    ST_DENIED);
	buf_done(&out);
}

/*
 * December: this month, arrears, what October and November still owe; those
 * who get nothing more but what is left to them stand behind.
 */
static void
test_payment_list(void **state)
{
	struct report_params p = { .list = draft };
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "payment-list", &p, &out);
	has(s, "SL0110,Nguyễn Văn An");
	has(s, ",405000,405000,0,1620000,810000,08-09/2019,810000,2,0,2025000,");
	/* Dead in November: his October and November are left to an heir. */
	has(s, "\n,SL0101,");
	has(s, ",0,0,0,810000,0,,810000,2,0,810000,");
	has(s, "died: an heir collects; 2 months carried over");
	has_not(s, "Lò Văn Thắng"); /* his letter died with him */
	/* Two allowances of one month are not two months. */
	has(s, ",675000,675000,0,810000,0,,810000,2,0,1485000,");
	has_not(s, "2 months; ");
	/* Suspended: what was due before is still due. */
	has(s, "\n,SL0109,");
	/* Who was paid, and died: nothing. */
	has_not(s, "SL0108");
	buf_done(&out);
}

/* 20 times the standard of the month of death, on a list of its own. */
static void
test_funerals(void **state)
{
	struct report_params p = { .period = "2019-11" };
	struct buf out;
	const char *s;

	(void)state;
	s = csv("phong", "funeral-list", &p, &out);
	assert_int_equal(lines(s), 2);
	has(s, "SL0101,Lò Văn Pâng,1936,");
	has(s, ",05/11/2019,15/TLKT,136.11,270000,5400000,Lò Văn Thắng,"
	    "014088000123,con,");
	buf_done(&out);
	s = csv("phong", "payment-list", &p, &out);
	has_not(s, "5400000");
	buf_done(&out);
	s = csv("phong2", "funeral-list", &p, &out);
	assert_int_equal(lines(s), 1);
	buf_done(&out);
}

static void
test_months_are_read(void **state)
{
	struct report_params p = { .days = 0 };

	(void)state;
	must(report_params_months(&p, "11/2019..02/2020", &o.err), "months");
	assert_string_equal(p.from, "2019-11");
	assert_string_equal(p.to, "2020-02");
	must(report_params_months(&p, "2019-12", &o.err), "month");
	assert_string_equal(p.from, "2019-12");
	assert_string_equal(p.to, "2019-12");
	must(report_params_months(&p, "", &o.err), "none");
	assert_int_equal(report_params_months(&p, "02/2020..11/2019", &o.err),
	    ST_INVALID);
	assert_int_equal(report_params_months(&p, "soon", &o.err), ST_INVALID);
	assert_int_equal(report_params_months(&p, "11/2019..", &o.err),
	    ST_INVALID);
}

static void
golden(const char *name, const struct report_params *params)
{
	static const char *const papers[] = { "80", "132" };
	char file[64], profile[16];
	struct buf out;
	unsigned i;

	for (i = 0; i < 2; i++) {
		(void)snprintf(file, sizeof(file), "month/%s-%s", name,
		    papers[i]);
		(void)snprintf(profile, sizeof(profile), "text-%s", papers[i]);
		buf_init(&out, 1 << 20);
		if (render("phong", name, profile, params, &out) != ST_OK)
			fail_msg("%s: %s", name, o.err.msg);
		golden_file(file, &out);
		buf_done(&out);
	}
}

static void
test_golden(void **state)
{
	struct report_params of_list = { .list = draft };

	(void)state;
	golden("changes", &november);
	golden("recoveries", &november);
	golden("arrears", &ahead);
	golden("age-steps", &ahead);
	golden("letters", &sixty);
	golden("list-checks", &of_list);
	golden("payment-list", &of_list);
	golden("funeral-list", &ahead);
	golden("transfers", &ahead);
	golden("collectors", &november);
	golden("duplicates", &november);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
		cmocka_unit_test(test_transfers),
		cmocka_unit_test(test_arrears),
		cmocka_unit_test(test_recoveries),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_collectors),
		cmocka_unit_test(test_duplicates_and_birthdays),
		cmocka_unit_test(test_checks),
		cmocka_unit_test(test_payment_list),
		cmocka_unit_test(test_funerals),
		cmocka_unit_test(test_months_are_read),
		cmocka_unit_test(test_golden),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
