/* SPDX-License-Identifier: ISC */
/* summary: due, paid, at home, blocked; by district, commune and point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/period/period.h"
#include "office/query/summary.h"
#include "office_fixture.h"

static struct office o;
static struct period period;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	return period_find(o.db, "", &period, &o.err) != ST_OK;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static struct summary_row *
sum(const char *who, enum summary_level level, const char *within, unsigned n,
    struct summary_row *total)
{
	struct summary is;
	struct actor a;

	office_actor(&o, who, &a);
	if (summary_rows(o.db, &a.scope,
	    &(struct summary_ask){ period.id, level, within }, &is,
	    &o.err) != ST_OK)
		fail_msg("%s", o.err.msg);
	actor_done(&a);
	assert_int_equal(is.n, n);
	*total = is.total;
	return is.rows;
}

static void
test_levels(void **state)
{
	struct summary_row *v, t;

	(void)state;
	v = sum("tinh", SUMMARY_DISTRICTS, "", 2, &t);
	assert_string_equal(v[0].code, "126"); /* in order of name */
	assert_string_equal(v[1].code, "119");
	assert_string_equal(v[1].name, "Huyện Thuận Châu");
	assert_int_equal(v[0].due_people, 3);
	assert_int_equal(v[1].due_people, 9); /* 10 lines */
	assert_int_equal(v[1].due_money, 3540000);
	assert_int_equal(t.due_people, 12);
	assert_int_equal(t.due_money, 3540000 + 810000);
	assert_int_equal(t.paid_people, 0);
	free(v);
	v = sum("tinh", SUMMARY_COMMUNES, "119", 2, &t);
	assert_string_equal(v[0].code, "03724");
	assert_int_equal(v[0].due_people, 5);
	assert_int_equal(t.due_people, 9);
	free(v);
	v = sum("tinh", SUMMARY_POINTS, "03724", 2, &t);
	assert_string_equal(v[0].code, "119-02");
	assert_int_equal(v[0].due_people, 4);
	assert_int_equal(v[1].due_people, 1);
	free(v);
}

static void
test_paid(void **state)
{
	static const struct db_sql q = { "t.line",
		"SELECT id FROM line WHERE person_id = ?1" };
	struct summary_row *v, t;
	int64_t receipt;
	char line[24];

	(void)state;
	(void)snprintf(line, sizeof(line), "%" PRId64,
	    office_int(&o, &q, F_CHONG));
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", &receipt), ST_OK);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "106",
	    "method", "home", "collector", "self", "lines", line, "total",
	    "270000", NULL), ST_OK);
	v = sum("tinh", SUMMARY_COMMUNES, "119", 2, &t);
	assert_int_equal(t.paid_people, 2);
	assert_int_equal(t.paid_money, 945000 + 270000);
	assert_int_equal(t.home_people, 1);
	assert_int_equal(t.home_money, 270000);
	assert_int_equal(v[0].home_people, 1);
	assert_int_equal(v[1].home_people, 0);
	free(v);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person",
	    "103", "reason", "x", NULL), ST_OK);
	v = sum("tinh", SUMMARY_COMMUNES, "119", 2, &t);
	assert_int_equal(t.paid_people, 1);
	assert_int_equal(t.paid_money, 270000);
	assert_int_equal(t.blocked_people, 1);
	free(v);
}

/* A person with a line left is not a paid person. */
static void
test_part_is_not_paid(void **state)
{
	struct summary_row *v, t;
	char job[24];
	struct wire_args a;

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	assert_int_equal(office_sql(&o, "INSERT INTO entitlement (id,"
	    " person_id, category, from_month, changed_at) VALUES (900, 101,"
	    " '28.17.1', '2019-11', '2019-11-01T08:00:00')"), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.begin", &a, "area",
	    "119", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong", "list.slice", NULL, "job",
	    job, "people", "100", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "list"));
	wire_args_done(&a);
	/* A draft does not count. */
	v = sum("tinh", SUMMARY_COMMUNES, "03721", 1, &t);
	assert_int_equal(t.due_people, 4);
	assert_int_equal(t.paid_people, 1);
	free(v);
	assert_int_equal(office_submit(&o, "phong", job), ST_OK);
	assert_int_equal(office_post(&o, "truong", "list.approve", NULL,
	    "list", job, NULL), ST_OK);
	v = sum("tinh", SUMMARY_COMMUNES, "03721", 1, &t);
	assert_int_equal(t.due_people, 4); /* not five */
	assert_int_equal(t.paid_people, 0);
	assert_int_equal(t.paid_money, 270000);
	free(v);
}

static void
test_scopes(void **state)
{
	struct summary_row t;
	struct summary is;
	struct actor a;

	(void)state;
	free(sum("lan", SUMMARY_POINTS, "", 2, &t));
	assert_int_equal(t.due_people, 8);
	free(sum("lan", SUMMARY_COMMUNES, "", 2, &t));
	assert_int_equal(t.due_people, 8);
	free(sum("ke", SUMMARY_COMMUNES, "", 2, &t));
	assert_int_equal(t.due_people, 9);
	free(sum("quan", SUMMARY_DISTRICTS, "", 1, &t));
	free(sum("truong2", SUMMARY_COMMUNES, "", 1, &t));
	assert_int_equal(t.due_people, 3);
	office_actor(&o, "lan", &a);
	assert_int_equal(summary_rows(o.db, &a.scope,
	    &(struct summary_ask){ period.id, SUMMARY_COMMUNES, "126" }, &is,
	    &o.err), ST_DENIED);
	actor_done(&a);
}

static void
test_rate(void **state)
{
	struct summary_row r = { .due_people = 0 };

	(void)state;
	assert_int_equal(summary_rate(&r), 0);
	r.due_people = 29001;
	r.paid_people = 29000;
	assert_int_equal(summary_rate(&r), 9999); /* 100 % is said of all only */
	r.paid_people = 29001;
	assert_int_equal(summary_rate(&r), 10000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_levels, setup, teardown),
		cmocka_unit_test_setup_teardown(test_paid, setup, teardown),
		cmocka_unit_test_setup_teardown(test_part_is_not_paid, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scopes, setup, teardown),
		cmocka_unit_test(test_rate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
