/* SPDX-License-Identifier: ISC */
/* period: months a period covers, opened twice, and what comes first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "office/list/list.h"
#include "office/period/period.h"
#include "office_fixture.h"

static struct office o;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static enum status
open_period(const char *who, const char *code, const char *through)
{
	return office_post(&o, who, "period.open", NULL, "code", code,
	    "through", through, NULL);
}

/* A period of one month and one of two; readable in order. */
static void
test_months(void **state)
{
	struct wire_args a;
	struct period p;
	char v[4][DATE_MONTH];
	unsigned n = 0;

	(void)state;
	assert_int_equal(open_period("phong", "2019-11", ""), ST_OK);
	assert_int_equal(office_post(&o, "phong", "period.open", &a, "code",
	    "2019-12", "through", "2020-01", NULL), ST_OK);
	assert_string_equal(wire_args_text(&a, "code"), "2019-12");
	assert_string_equal(wire_args_text(&a, "through"), "2020-01");
	assert_int_equal(wire_args_int(&a, "months", 0), 2);
	wire_args_done(&a);
	assert_int_equal(period_find(o.db, "2019-12", &p, &o.err), ST_OK);
	assert_int_equal(period_months(o.db, p.id, v, 4, &n, &o.err), ST_OK);
	assert_int_equal(n, 2);
	assert_string_equal(v[0], "2019-12");
	assert_string_equal(v[1], "2020-01");
	assert_int_equal(period_find(o.db, "2019-11", &p, &o.err), ST_OK);
	assert_int_equal(period_months(o.db, p.id, v, 4, &n, &o.err), ST_OK);
	assert_int_equal(n, 1);
}

/* From two desks: the second reads who was first, and when. */
static void
test_opened_twice(void **state)
{
	(void)state;
	office_clock(8, 9, 41);
	assert_int_equal(open_period("phong", "2019-11", "2019-12"), ST_OK);
	office_clock(8, 9, 42);
	assert_int_equal(open_period("phong2", "2019-11", ""), ST_EXISTS);
	assert_string_equal(o.err.msg, "11/2019 is in the period 11/2019,"
	    " which Nguyễn Văn Phong opened on 08/11/2019 at 09:41.");
	/* Nor the second month of it, nor a longer one around it. */
	assert_int_equal(open_period("phong2", "2019-12", ""), ST_EXISTS);
	assert_non_null(strstr(o.err.msg, "12/2019 is in the period 11/2019"));
	assert_int_equal(open_period("phong2", "2019-10", "2020-01"), ST_EXISTS);
	assert_int_equal(open_period("phong2", "2020-01", ""), ST_OK);
}

static void
test_bad_spans(void **state)
{
	(void)state;
	assert_int_equal(open_period("phong", "2020-02", "2020-01"), ST_INVALID);
	assert_string_equal(o.err.field, "through");
	assert_int_equal(open_period("phong", "2020-01", "2021-01"), ST_INVALID);
	assert_int_equal(open_period("phong", "2019-12", "2020-11"), ST_OK);
}

static enum status
begin(const char *who, const char *period, const char *area)
{
	return office_post(&o, who, "list.begin", NULL, "period", period,
	    "area", area, NULL);
}

static enum status
override(const char *who, const char *area)
{
	return office_post(&o, who, "period.override", NULL, "period",
	    "2019-12", "area", area, "reason", "Kho bạc chưa đối chiếu", NULL);
}

/* The list before is closed first, or an approver gives leave. */
static void
test_before_is_closed(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(open_period("phong", "2019-12", ""), ST_OK);
	assert_int_equal(begin("phong", "2019-12", "119"), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "11/2019 is not closed"));
	/* The other owner has none before. */
	assert_int_equal(begin("phong2", "2019-12", "126"), ST_OK);
	assert_int_equal(office_post(&o, "phong", "period.close", NULL,
	    "period", "2019-11", NULL), ST_OK);
	assert_int_equal(begin("phong", "2019-12", "119"), ST_OK);
}

static void
test_override(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	assert_int_equal(open_period("phong", "2019-12", ""), ST_OK);
	assert_int_equal(override("phong", "119"), ST_DENIED); /* the role */
	assert_int_equal(override("truong2", "119"), ST_DENIED); /* the area */
	assert_int_equal(office_post(&o, "truong", "period.override", NULL,
	    "period", "2019-12", "area", "119", NULL), ST_INVALID); /* why? */
	assert_int_equal(override("truong", "119"), ST_OK);
	assert_int_equal(override("truong", "119"), ST_EXISTS);
	assert_int_equal(begin("phong", "2019-12", "119"), ST_OK);
	assert_int_equal(begin("phong2", "2019-12", "126"), ST_INVALID);
	assert_int_equal(override("tinh", "126"), ST_OK);
	assert_int_equal(begin("phong2", "2019-12", "126"), ST_OK);
	/* Where nothing is open there is nothing to allow. */
	assert_int_equal(office_post(&o, "truong", "period.override", NULL,
	    "period", "2019-11", "area", "119", "reason", "x", NULL),
	    ST_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_months, setup, teardown),
		cmocka_unit_test_setup_teardown(test_opened_twice, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bad_spans, setup, teardown),
		cmocka_unit_test_setup_teardown(test_before_is_closed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_override, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
