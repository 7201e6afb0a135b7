/* SPDX-License-Identifier: ISC */
/* age: birthdays that end or change an allowance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "office/rate/age.h"
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

static void
sql(const char *text)
{
	if (office_sql(&o, text) != ST_OK)
		fail_msg("%s: %s", text, o.err.msg);
}

/* "80 2020-03 136.5.5a2", "" none. */
static const char *
step(bool ahead, const char *category, struct date birth, const char *month)
{
	static char text[64];
	struct age_step s;
	bool found = false;

	assert_int_equal((ahead ? age_step_next : age_step_of)(o.db, category,
	    birth, month, &s, &found, &o.err), ST_OK);
	text[0] = '\0';
	if (found)
		(void)snprintf(text, sizeof(text), "%d %s %s", s.years,
		    s.month, s.next);
	return text;
}

#define BORN(y, m, d) ((struct date){ y, m, d })

/* More with the month of the birthday, less or nothing with the next. */
static void
test_up_and_down(void **state)
{
	(void)state;
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 3, 31),
	    "2020-02"), "");
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 3, 31),
	    "2020-03"), "80 2020-03 136.5.5a2");
	assert_string_equal(step(false, "136.5.1a", BORN(2016, 3, 1),
	    "2020-03"), "");
	assert_string_equal(step(false, "136.5.1a", BORN(2016, 3, 1),
	    "2020-04"), "4 2020-04 136.5.1b");
	assert_string_equal(step(false, "136.5.1b", BORN(2004, 3, 1),
	    "2020-04"), "16 2020-04 ");
	assert_string_equal(step(false, "20.5.7", BORN(2021, 7, 15),
	    "2024-08"), "3 2024-08 ");
	assert_string_equal(step(false, "176.2.b", BORN(1951, 1, 1),
	    "2026-01"), "75 2026-01 176.2.a");
	assert_string_equal(step(false, "136.5.5b", BORN(1900, 1, 1),
	    "2026-01"), ""); /* has none */
	assert_string_equal(step(false, "136.5.1b", BORN(0, 0, 0),
	    "2026-01"), "");
}

static void
test_on_and_on(void **state)
{
	(void)state;
	/* Through two of them at once. */
	assert_string_equal(step(false, "136.5.1a", BORN(2000, 3, 1),
	    "2020-04"), "16 2016-04 ");
	/* A disabled child, a grown-up, an old one. */
	assert_string_equal(step(false, "28.16.6b", BORN(2004, 5, 1),
	    "2020-05"), "");
	assert_string_equal(step(false, "28.16.6b", BORN(2004, 5, 1),
	    "2020-06"), "16 2020-06 28.16.6a");
	assert_string_equal(step(false, "28.16.6b", BORN(1961, 5, 1),
	    "2020-06"), "16 1977-06 28.16.6a");
	assert_string_equal(step(false, "28.16.6b", BORN(1960, 5, 1),
	    "2020-06"), "");
	assert_string_equal(step(false, "28.16.6a", BORN(1960, 5, 1),
	    "2020-06"), "60 2020-05 28.16.6b");
}

static void
test_unknown_parts(void **state)
{
	(void)state;
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 0, 0),
	    "2020-01"), "80 2020-01 136.5.5a2");
	assert_int_equal(office_post(&o, "tinh", "setting.set", NULL, "name",
	    "birth_first", "from", "2020-01", "value", "0", NULL), ST_OK);
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 0, 0),
	    "2020-11"), "");
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 0, 0),
	    "2020-12"), "80 2020-12 136.5.5a2");
}

static void
test_next(void **state)
{
	(void)state;
	assert_string_equal(step(true, "136.5.1b", BORN(2010, 3, 0),
	    "2019-11"), "16 2026-04 ");
	assert_string_equal(step(true, "136.5.1b", BORN(2000, 3, 0),
	    "2019-11"), "");
	assert_string_equal(step(true, "136.5.5b", BORN(1930, 3, 0),
	    "2019-11"), "");
}

/* A later rule from its month on only. */
static void
test_dated(void **state)
{
	(void)state;
	assert_int_equal(office_post(&o, "tinh", "age_step.set", NULL,
	    "category", "136.5.5a1", "years", "80", "from", "2020-06", "next",
	    "136.5.5a2", "starts", "after", "source", "NQ 3", NULL), ST_OK);
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 5, 31),
	    "2020-05"), "80 2020-05 136.5.5a2");
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 6, 30),
	    "2020-06"), "");
	assert_string_equal(step(false, "136.5.5a1", BORN(1940, 6, 30),
	    "2020-07"), "80 2020-07 136.5.5a2");
}

static unsigned
ahead(const char *login, const char *from, const char *to, struct age_row *v)
{
	struct actor who;
	unsigned n = 0;

	office_actor(&o, login, &who);
	assert_int_equal(age_ahead(o.db, &who.scope, &(struct age_ask){
	    .from = from, .to = to, .max = 8 }, v, &n, &o.err), ST_OK);
	actor_done(&who);
	return n;
}

static void
test_people_ahead(void **state)
{
	struct age_row v[8];
	struct scope all;
	unsigned n = 0;

	(void)state;
	/* Pâng the younger is 80 in 04/2037, An 16 in 03/2026. */
	assert_int_equal(ahead("phong", "2037-02", "2037-04", v), 1);
	assert_int_equal(v[0].person, F_PANG2);
	assert_string_equal(v[0].step.month, "2037-04");
	assert_string_equal(v[0].step.next, "136.5.5a2");
	assert_string_equal(v[0].birth, "04/1957");
	assert_int_equal(ahead("phong", "2037-01", "2037-03", v), 0);
	assert_int_equal(ahead("phong", "2026-04", "2026-06", v), 1);
	assert_int_equal(v[0].person, F_AN);
	assert_int_equal(ahead("quan", "2026-04", "2026-06", v), 1);
	assert_int_equal(ahead("tinh", "2026-04", "2026-06", v), 1);
	assert_int_equal(ahead("phong2", "2026-04", "2026-06", v), 0);
	/* Hoà, born in 1961, is 60 in 2021. */
	assert_int_equal(ahead("phong", "2021-01", "2021-01", v), 1);
	scope_all(&all);
	assert_int_equal(age_ahead(o.db, &all, &(struct age_ask){
	    .from = "2021-01", .to = "2037-12", .offset = 1, .max = 8 }, v, &n,
	    &o.err), ST_OK);
	assert_int_equal(n, 2); /* of three, one passed over */
	/* Who stops before, or is gone, has no birthday here. */
	sql("UPDATE entitlement SET to_month = '2026-03' WHERE id = 410");
	assert_int_equal(ahead("phong", "2026-04", "2026-06", v), 0);
	sql("UPDATE person SET state = 'dead', state_on = '2019-11-01'"
	    " WHERE id = 109");
	assert_int_equal(ahead("phong", "2021-01", "2021-01", v), 0);
}

/* What the decree says, and nothing for who is no category. */
static void
test_least(void **state)
{
	static const struct { const char *category; int years; } v[] = {
		{ "20.5.5c", 80 }, { "176.2.b", 70 }, { "20.5.1a", 0 },
		{ "20.6.1a", 0 }, { "99", 0 },
	};
	size_t i;
	int years;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		years = -1;
		assert_int_equal(age_least(o.db, v[i].category, &years,
		    &o.err), ST_OK);
		assert_int_equal(years, v[i].years);
	}
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_up_and_down), T(test_on_and_on), T(test_unknown_parts),
		T(test_next), T(test_dated), T(test_people_ahead), T(test_least),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
