/* SPDX-License-Identifier: ISC */
/*
 * Worked amounts, to the đồng and from end to end: a request with two people,
 * the list with its checks and its approval, the payout.  The standard is
 * 270.000 until 06/2021, 360.000 until 06/2024, then 500.000.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "base/clock.h"
#include "change_help.h"
#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office/balance/recovery.h"

/* The office's clock at eight in the morning of that day. */
static void
on(int year, int month, int day)
{
	char text[64];

	(void)snprintf(text, sizeof text, "%04d-%02d-%02dT08:00:00", year,
	    month, day);
	clock_set(text);
}

static void
sql(const char *text)
{
	if (office_sql(&o, text) != ST_OK)
		fail_msg("%s: %s", text, o.err.msg);
}

/* What the person would be handed in that period, and by which lines. */
static struct payout_lines
lines(int64_t person, const char *period)
{
	static struct payout_lines l; /* read anew each time */
	struct actor who;
	struct period p;

	office_actor(&o, "lan", &who);
	MUST(period_find(o.db, period, &p, &o.err));
	MUST(payout_lines_of(o.db, &who.scope, p.id, person, &l, &o.err));
	actor_done(&who);
	return l;
}

/* Pays all of it; what was handed over. */
static int64_t
handed_over(int64_t person, const char *period)
{
	static const struct db_sql q = { "t.handed",
		"SELECT total FROM receipt WHERE no = ?1" };
	int64_t receipt = 0;

	MUST(office_pay(&o, "lan", person, period, &receipt));
	return office_int(&o, &q, receipt);
}

/* A: turns 80 in 03/2020, first list 06/2020: 3 × 270.000 + 270.000. */
static void
test_a_turned_80(void **state)
{
	static const struct db_sql q = { "t.newest",
		"SELECT max(id) FROM person WHERE ?1 = 0" };
	struct payout_lines l;
	int64_t person;

	(void)state;
	on(2020, 5, 18);
	office_period(&o, "2020-06", "");
	MUST(ASK("phong", "kind", "new", "name", "Lò Thị Pản", "sex", "F",
	    "birth", "1940-03-12", "commune", "03721", "point", "119-01",
	    "village", "Bản Nà Lanh 2", "category", "136.5.5b", "from",
	    "2020-03", "decision", "812/QĐ-UBND", "decision_date",
	    "2020-05-15"));
	SAYS("will appear in the list of 06/2020: 3 × 270.000 arrears");
	MUST(approve("truong"));
	person = office_int(&o, &q, 0);
	(void)office_list(&o, "2020-06", "119");
	on(2020, 6, 5);
	l = lines(person, "2020-06");
	assert_int_equal(l.open, 4);
	assert_string_equal(l.v[0].month, "2020-03");
	assert_string_equal(l.v[0].kind, "arrears");
	assert_string_equal(l.v[3].kind, "base");
	assert_int_equal(l.open_total, 1080000);
	assert_int_equal(handed_over(person, "2020-06"), 1080000);
}

/* B: 360 -> 500 from 07/2024, first applied in 09/2024; coefficient 1,5. */
static void
test_b_raised_backwards(void **state)
{
	struct payout_lines l;
	int64_t done = 0;
	char job[24];

	(void)state;
	on(2024, 6, 20);
	sql("DELETE FROM standard WHERE from_month = '2024-07'");
	(void)office_list(&o, "2024-07", "119");
	assert_int_equal(handed_over(F_HOA, "2024-07"), 540000);
	(void)office_list(&o, "2024-08", "119");
	assert_int_equal(handed_over(F_HOA, "2024-08"), 540000);
	on(2024, 8, 16);
	MUST(office_post(&o, "tinh", "standard.set", &args, "amount", "500000",
	    "decree", "76/2024/NĐ-CP", "from", "2024-07", NULL));
	wire_args_done(&args);
	MUST(office_post(&o, "phong", "arrears.begin", &args, "area", "119",
	    "from", "2024-07", "reason", "76/2024/NĐ-CP", NULL));
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&args, "job"));
	wire_args_done(&args);
	while (done == 0) {
		MUST(office_post(&o, "phong", "arrears.slice", &args, "job",
		    job, NULL));
		done = wire_args_int(&args, "done", 1);
		wire_args_done(&args);
	}
	MUST(office_post(&o, "phong", "arrears.finish", &args, "job", job,
	    "people", "1000", NULL));
	assert_string_equal(wire_args_text(&args, "period"), "2024-09");
	wire_args_done(&args);
	(void)office_list(&o, "2024-09", "119");
	l = lines(F_HOA, "2024-09");
	assert_int_equal(l.open, 3);
	assert_string_equal(l.v[0].kind, "difference");
	assert_int_equal(l.v[0].amount, 210000);
	assert_int_equal(l.open_total, 1170000);
	assert_int_equal(handed_over(F_HOA, "2024-09"), 1170000);
}

/* C: coefficient 2,0; 05 and 06/2021 not collected, comes in 07/2021. */
static void
test_c_not_collected(void **state)
{
	struct payout_lines l;

	(void)state;
	sql("UPDATE entitlement SET category = '28.16.6a' WHERE person_id = 103"
	    " AND category = '28.16.6b'; DELETE FROM entitlement WHERE id = 501");
	on(2021, 4, 20);
	(void)office_list(&o, "2021-05", "119");
	(void)office_list(&o, "2021-06", "119");
	(void)office_list(&o, "2021-07", "119");
	on(2021, 7, 6);
	l = lines(F_ON, "2021-07");
	assert_int_equal(l.open, 3);
	assert_int_equal(l.v[0].amount, 540000);
	assert_int_equal(l.v[2].amount, 720000);
	assert_int_equal(handed_over(F_ON, "2021-07"), 1800000);
}

/* D: died 20/02/2024, reported late: 03 and 04/2024 were paid. */
static void
test_d_died(void **state)
{
	struct recovery_row r;
	struct actor who;
	unsigned n = 0;

	(void)state;
	on(2024, 1, 20);
	(void)office_list(&o, "2024-02", "119");
	assert_int_equal(handed_over(F_PANG, "2024-02"), 360000);
	(void)office_list(&o, "2024-03", "119");
	assert_int_equal(handed_over(F_PANG, "2024-03"), 360000);
	(void)office_list(&o, "2024-04", "119");
	assert_int_equal(handed_over(F_PANG, "2024-04"), 360000);
	on(2024, 4, 22);
	MUST(ASK("phong", "kind", "stop", "person", "101", "reason", "death",
	    "event_on", "2024-02-20", "document_kind", "trích lục khai tử",
	    "document", "31/TLKT"));
	MUST(approve("truong"));
	SAYS("720.000");
	office_actor(&o, "phong", &who);
	MUST(recovery_all(o.db, &who.scope, &(struct recovery_ask){
	    .person = F_PANG, .open = true, .max = 1 }, &r, &n, &o.err));
	actor_done(&who);
	assert_int_equal(n, 1);
	assert_int_equal(r.lines, 2); /* the month of death is payable */
	assert_string_equal(r.first, "2024-03");
	assert_int_equal(r.left, 720000);
}

/* Of D, were it somebody else who died: what came back is given back. */
static void
test_d_undone(void **state)
{
	struct payout_lines l;
	struct recovery_row r;
	struct actor who;
	char id[24], died[24];
	unsigned n = 0;

	test_d_died(state);
	(void)snprintf(died, sizeof(died), "%" PRId64, request);
	office_actor(&o, "phong", &who);
	MUST(recovery_all(o.db, &who.scope, &(struct recovery_ask){
	    .person = F_PANG, .open = true, .max = 1 }, &r, &n, &o.err));
	(void)snprintf(id, sizeof(id), "%" PRId64, r.id);
	MUST(office_post(&o, "phong", "recovery.repaid", NULL, "recovery", id,
	    "amount", "500000", "document", "3/PT", NULL));
	MUST(ASK("phong", "kind", "undo", "person", "101", "undoes", died,
	    "note", "a namesake died"));
	SAYS("no longer claimed: 220.000 đồng");
	/* 500.000 came back already. */
	SAYS("will appear in the list of 05/2024: 1 × 140.000 + 1 × 360.000 "
	    "difference");
	MUST(approve("truong"));
	MUST(recovery_get(o.db, &who.scope, r.id, &r, &o.err));
	assert_int_equal(r.left, 0);
	actor_done(&who);
	(void)office_list(&o, "2024-05", "119");
	l = lines(F_PANG, "2024-05");
	assert_int_equal(l.open, 3);
	assert_int_equal(handed_over(F_PANG, "2024-05"), 500000 + 360000);
}

/* E: single parent of three children, severely disabled: both, 07/2024. */
static void
test_e_keeps_both(void **state)
{
	struct payout_lines l;

	(void)state;
	on(2024, 6, 18);
	sql("UPDATE entitlement SET category = '20.5.6c' WHERE person_id = 109");
	office_period(&o, "2024-07", "");
	MUST(ASK("phong", "kind", "new", "person", "109", "category", "20.5.4",
	    "coefficient", "3", "from", "2024-07", "decision", "9/QĐ-UBND",
	    "decision_date", "2024-06-14"));
	MUST(approve("truong"));
	(void)office_list(&o, "2024-07", "119");
	l = lines(F_HOA, "2024-07");
	assert_int_equal(l.open, 2);
	assert_int_equal(l.open_total, 3 * 500000 + 750000);
	assert_int_equal(handed_over(F_HOA, "2024-07"), 2250000);
}

/* F: a child, exceptionally disabled, and the household's care of it. */
static void
test_f_two_lines_one_collector(void **state)
{
	struct payout_lines l;
	char ids[64];

	(void)state;
	on(2024, 6, 18);
	sql("UPDATE entitlement SET category = '20.5.6b' WHERE person_id = 110");
	office_period(&o, "2024-07", "");
	MUST(ASK("phong", "kind", "new", "person", "110", "category", "20.20.4",
	    "from", "2024-07", "decision", "10/QĐ-UBND", "decision_date",
	    "2024-06-14"));
	MUST(approve("truong"));
	(void)office_list(&o, "2024-07", "119");
	sql("INSERT INTO staff_point VALUES (31, 23)");
	l = lines(F_AN, "2024-07");
	assert_int_equal(l.open, 2);
	assert_string_equal(l.v[0].kind, "base");
	assert_int_equal(l.v[0].amount, 1250000);
	assert_string_equal(l.v[1].kind, "care");
	assert_int_equal(l.v[1].amount, 500000);
	(void)snprintf(ids, sizeof(ids), "%" PRId64 ",%" PRId64, l.v[0].id,
	    l.v[1].id);
	MUST(office_post(&o, "lan", "pay", &args, "person", "110", "period",
	    "2024-07", "method", "point", "collector", "guardian",
	    "collector_name", "Nguyễn Thị Bình", "collector_identity",
	    "014182000125", "lines", ids, "total", "1750000", NULL));
	assert_int_equal(wire_args_int(&args, "total", 0), 1750000);
	wire_args_done(&args);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_a_turned_80), T(test_b_raised_backwards),
		T(test_c_not_collected), T(test_d_died), T(test_d_undone), T(test_e_keeps_both),
		T(test_f_two_lines_one_collector),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
