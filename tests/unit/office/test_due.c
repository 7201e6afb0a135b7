/* SPDX-License-Identifier: ISC */
/* due, setting, rate: what a month is worth, and who decides the figures. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "office/roll/due.h"
#include "office/rate/decree.h"
#include "office/rate/rate.h"
#include "office/verb/setting.h"
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

/* Đồng due for that month, 0 not due; `instead` of the last one asked. */
static char instead[16];

static int64_t
due(int64_t entitlement, const char *month)
{
	struct due d;

	assert_int_equal(due_month(o.db, entitlement, month, &d, &o.err), ST_OK);
	memcpy(instead, d.instead, sizeof(instead));
	return d.due ? d.amount : 0;
}

static void
sql(const char *text)
{
	if (office_sql(&o, text) != ST_OK)
		fail_msg("%s: %s", text, o.err.msg);
}

/* 401 is Pâng's (136.5.5b from 2018-01), 501 the care of Ơn (403). */
static void
test_each_month_at_its_rate(void **state)
{
	(void)state;
	assert_int_equal(due(401, "2019-11"), 270000);
	assert_int_equal(due(401, "2021-06"), 270000);
	assert_int_equal(due(401, "2021-07"), 360000);
	assert_int_equal(due(401, "2024-06"), 360000);
	assert_int_equal(due(401, "2024-07"), 500000);
	assert_int_equal(due(409, "2024-07"), 750000); /* 1,5 */
	assert_int_equal(due(404, "2024-07"), 300000); /* by decision */
	assert_int_equal(due(501, "2019-11"), 270000); /* care beside base */
	assert_int_equal(due(403, "2019-11"), 675000);
}

static void
test_only_its_months(void **state)
{
	(void)state;
	assert_int_equal(due(401, "2017-12"), 0);
	assert_int_equal(due(401, "2018-01"), 270000);
	sql("UPDATE entitlement SET to_month = '2019-12' WHERE id = 401");
	assert_int_equal(due(401, "2019-12"), 270000);
	assert_int_equal(due(401, "2020-01"), 0);
	sql("UPDATE entitlement SET state = 'void' WHERE id = 401");
	assert_int_equal(due(401, "2019-12"), 0);
	assert_int_equal(due_month(o.db, 9999, "2019-12", &(struct due){ 0 },
	    &o.err), ST_NOTFOUND);
}

static void
test_not_while_suspended(void **state)
{
	(void)state;
	sql("INSERT INTO suspension (entitlement_id, from_month, to_month)"
	    " VALUES (401, '2019-05', '2019-07'), (402, '2019-05', NULL)");
	assert_int_equal(due(401, "2019-04"), 270000);
	assert_int_equal(due(401, "2019-05"), 0);
	assert_int_equal(due(401, "2019-07"), 0);
	assert_int_equal(due(401, "2019-08"), 270000);
	assert_int_equal(due(402, "2020-01"), 0); /* until resumed */
}

/* The month of death is payable, the next is not. */
static void
test_death(void **state)
{
	(void)state;
	sql("UPDATE person SET state = 'dead', state_on = '2019-10-02'"
	    " WHERE id = 101");
	assert_int_equal(due(401, "2019-10"), 270000);
	assert_int_equal(due(401, "2019-11"), 0);
}

static void
test_moved_away(void **state)
{
	(void)state;
	sql("UPDATE person SET state = 'moved', state_on = '2019-10-02'"
	    " WHERE id IN (101, 102);"
	    "UPDATE entitlement SET to_month = '2019-11' WHERE id = 402");
	assert_int_equal(due(401, "2019-10"), 270000);
	assert_int_equal(due(401, "2019-11"), 0);
	assert_int_equal(due(402, "2019-11"), 405000); /* the decision's month */
	sql("UPDATE person SET state = 'merged' WHERE id = 101");
	assert_int_equal(due(401, "2019-10"), 0);
}

#define GRANT(id, person, category)                                            \
	"INSERT INTO entitlement (id, person_id, category, from_month,"        \
	" changed_at) VALUES (" id ", " person ", '" category "', '2018-01', '');"

/* NĐ 20/2021 art. 6.2: of several only the highest. */
static void
test_highest_only(void **state)
{
	(void)state;
	sql(GRANT("900", "101", "28.16.6d"));
	assert_int_equal(due(900, "2019-11"), 540000);
	assert_string_equal(instead, "");
	assert_int_equal(due(401, "2019-11"), 0);
	assert_string_equal(instead, "28.16.6d");
	/* One that rests excludes nobody. */
	sql("INSERT INTO suspension (entitlement_id, from_month, to_month)"
	    " VALUES (900, '2019-11', '2019-11')");
	assert_int_equal(due(401, "2019-11"), 270000);
	assert_int_equal(due(401, "2019-12"), 0);
}

/* Of two equal ones the older record stays, and one of them does. */
static void
test_equal_ones(void **state)
{
	(void)state;
	sql("UPDATE entitlement SET hundredths = 100 WHERE id = 401;"
	    "INSERT INTO entitlement (id, person_id, category, hundredths,"
	    " from_month, changed_at) VALUES (900, 101, '28.16.6c', 100,"
	    " '2018-01', '')");
	assert_int_equal(due(401, "2019-11"), 270000);
	assert_int_equal(due(900, "2019-11"), 0);
}

/* What is excluded by one that is excluded itself is due. */
static void
test_chosen_from_the_top(void **state)
{
	(void)state;
	/* pension 270 < elderly 270 ... disabled 540 excludes both others. */
	sql(GRANT("900", "101", "28.16.6d") GRANT("901", "101", "136.5.4b")
	    "DELETE FROM keeps_both WHERE other = 'elderly'");
	/* 540.000 disabled, 540.000 single parent (both), 270.000 elderly. */
	assert_int_equal(due(900, "2019-11"), 540000);
	assert_int_equal(due(901, "2019-11"), 540000);
	assert_int_equal(due(401, "2019-11"), 0);
}

static void
test_single_parent_keeps_both(void **state)
{
	bool x = false;

	(void)state;
	sql(GRANT("900", "109", "136.5.4a")); /* Hoà: 28.16.6c */
	assert_int_equal(due(409, "2019-11"), 405000);
	assert_int_equal(due(900, "2019-11"), 270000);
	assert_int_equal(category_excludes(o.db, "20.5.4", "20.5.6c",
	    "2024-07", &x, &o.err), ST_OK);
	assert_false(x);
	assert_int_equal(category_excludes(o.db, "20.5.6c", "20.5.4",
	    "2024-07", &x, &o.err), ST_OK);
	assert_false(x);
	assert_int_equal(category_excludes(o.db, "20.5.4", "20.5.1a",
	    "2024-07", &x, &o.err), ST_OK);
	assert_true(x);
	assert_int_equal(category_excludes(o.db, "20.5.6a", "20.20.4",
	    "2024-07", &x, &o.err), ST_OK);
	assert_false(x); /* care is another line */
	/* A province that reads it otherwise says so by month. */
	assert_int_equal(office_post(&o, "tinh", "keeps_both.set", NULL,
	    "family", "single_parent", "other", "disabled", "from", "2015-01",
	    "to", "2019-10", "source", "x", NULL), ST_OK);
	assert_int_equal(due(900, "2019-10"), 270000);
	assert_int_equal(due(900, "2019-11"), 0);
	assert_string_equal(instead, "28.16.6c");
}

static void
test_province_by_month(void **state)
{
	char p[9];

	(void)state;
	sql("INSERT INTO office_province VALUES ('2025-07', '19')");
	assert_int_equal(category_province_at(o.db, "2025-06", p, sizeof(p),
	    &o.err), ST_OK);
	assert_string_equal(p, "14");
	assert_int_equal(category_province_at(o.db, "2025-07", p, sizeof(p),
	    &o.err), ST_OK);
	assert_string_equal(p, "19");
	assert_int_equal(office_post(&o, "tinh", "standard.set", NULL, "amount",
	    "650000", "decree", "NQ 1", "from", "2025-07", NULL), ST_OK);
	assert_int_equal(due(401, "2025-06"), 500000);
	assert_int_equal(due(401, "2025-07"), 650000);
}

static void
test_settings(void **state)
{
	struct setting_row v[32];
	struct wire_args a;
	unsigned n = 0;
	int64_t x = 0;

	(void)state;
	assert_int_equal(setting_get(o.db, SETTING_UNPAID_MONTHS, "2019-11",
	    &x, &o.err), ST_OK);
	assert_int_equal(x, 3);
	assert_int_equal(office_post(&o, "tinh", "setting.set", &a, "name",
	    "unpaid_months", "from", "2020-01", "value", "2", NULL), ST_OK);
	assert_string_equal(wire_args_text(&a, "effect"), "months not "
	    "collected until suspension: 3 until now, 2 from 01/2020 on");
	wire_args_done(&a);
	assert_int_equal(setting_get(o.db, SETTING_UNPAID_MONTHS, "2019-12",
	    &x, &o.err), ST_OK);
	assert_int_equal(x, 3);
	assert_int_equal(setting_get(o.db, SETTING_UNPAID_MONTHS, "2020-05",
	    &x, &o.err), ST_OK);
	assert_int_equal(x, 2);
	assert_int_equal(setting_all(o.db, v, 32, &n, &o.err), ST_OK);
	assert_int_equal(n, SETTING_COUNT);
	assert_string_equal(v[0].from, "2020-01");
	assert_string_equal(v[1].from, "");
	assert_int_equal(office_post(&o, "tinh", "setting.set", NULL, "name",
	    "unpaid_months", "from", "2020-01", "value", "0", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "tinh", "setting.set", NULL, "name",
	    "no_such", "from", "2020-01", "value", "1", NULL), ST_INVALID);
	assert_string_equal(o.err.field, "setting");
}

/* The sentences of an answer, a line each. */
static const char *
effects(const struct wire_args *a)
{
	static char text[2048];
	size_t used = 0;
	unsigned i;

	text[0] = '\0';
	for (i = 0; i < a->n; i++)
		if (strcmp(a->v[i].name, "effect") == 0)
			used += (size_t)snprintf(text + used,
			    sizeof(text) - used, "%s\n", a->v[i].value);
	return text;
}

static void
test_rates(void **state)
{
	struct wire_args a;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	/* A raise backwards tells whom it touches, and which months were listed
	 * at the old rate: 15 standards in the whole office, of which 12 are
	 * listed, and 300.000 by decision, which does not follow. */
	assert_int_equal(office_post(&o, "tinh", "standard.set", &a, "amount",
	    "300000", "decree", "NQ 7/2019", "from", "2019-09", NULL), ST_OK);
	assert_string_equal(effects(&a), "in 11/2019 it touches 12 "
	    "allowances, list owners: 2; 4.050.000 đồng a month before, "
	    "4.500.000 after\nmonths listed already: 1, 11/2019 to 11/2019; each "
	    "list owner orders the differences: 360.000 đồng\n");
	wire_args_done(&a);
	assert_int_equal(due(401, "2019-08"), 270000);
	assert_int_equal(due(401, "2019-09"), 300000);
	assert_int_equal(office_post(&o, "tinh", "coefficient.set", NULL,
	    "category", "136.5.5b", "from", "2019-12", "coefficient", "1,2",
	    NULL), ST_OK);
	assert_int_equal(due(401, "2019-11"), 300000);
	assert_int_equal(due(401, "2019-12"), 360000);
	assert_int_equal(office_post(&o, "tinh", "coefficient.set", NULL,
	    "category", "136.5.9z", "from", "2019-12", "coefficient", "1,2",
	    NULL), ST_NOTFOUND);
	assert_int_equal(office_post(&o, "tinh", "keeps_both.set", NULL,
	    "family", "nobody", "other", "hiv", "from", "2019-12", "source",
	    "x", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "tinh", "keeps_both.set", NULL,
	    "family", "hiv", "other", "disabled", "from", "2019-12", "to",
	    "2019-11", "source", "x", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "tinh", "age_step.set", NULL,
	    "category", "136.5.5b", "years", "121", "from", "2019-12",
	    "starts", "same", "source", "x", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "tinh", "age_step.set", NULL,
	    "category", "136.5.5b", "years", "90", "from", "2019-12", "next",
	    "136.5.5b", "starts", "same", "source", "x", NULL), ST_INVALID);
}

/* What is due to everybody in a month. */
static int64_t
due_to_all(const char *month)
{
	struct due_grant v[DUE_GRANTS];
	int64_t total = 0, i;
	unsigned k, n;

	for (i = 100; i < 200; i++) {
		assert_int_equal(due_person(o.db, i, month, v, &n, &o.err),
		    ST_OK);
		for (k = 0; k < n; k++)
			total += v[k].is.due ? v[k].is.amount : 0;
	}
	return total;
}

static char preview[2048];

static void
set_standard(const char *from, const char *amount)
{
	struct wire_args a;

	assert_int_equal(office_post(&o, "tinh", "standard.set", &a, "amount",
	    amount, "decree", "NQ 7", "from", from, NULL), ST_OK);
	(void)snprintf(preview, sizeof(preview), "%s", effects(&a));
	wire_args_done(&a);
}

/* Only until the next row, and against what holds there already. */
static void
test_what_a_rate_touches(void **state)
{
	int64_t before, after;
	char text[80];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	before = due_to_all("2019-11");
	set_standard("1900-01", "300000");
	assert_string_equal(preview, "from 01/2015 on another rate stands: of "
	    "what is still to come nothing is touched\n");
	assert_int_equal(due_to_all("2019-11"), before);
	before = due_to_all("2019-12");
	set_standard("2019-12", "300000");
	after = due_to_all("2019-12");
	/* 300.000 by decision are among them, and stay. */
	assert_non_null(strstr(preview, "in 12/2019 it touches "));
	assert_non_null(strstr(preview, "list owners: 2; "));
	(void)snprintf(text, sizeof(text), "%d.%03d.000 đồng a month before",
	    (int)((before - 300000) / 1000000),
	    (int)((before - 300000) / 1000 % 1000));
	if (strstr(preview, text) == NULL)
		fail_msg("%s: %s", text, preview);
	(void)snprintf(text, sizeof(text), ", %d.%03d.000 after\n",
	    (int)((after - 300000) / 1000000),
	    (int)((after - 300000) / 1000 % 1000));
	if (strstr(preview, text) == NULL)
		fail_msg("%s: %s", text, preview);
	/* Who asks for the same from a later month asks for nothing. */
	before = due_to_all("2020-03");
	set_standard("2020-03", "300000");
	assert_int_equal(due_to_all("2020-03"), before);
	assert_string_equal(preview, "in 03/2020 it touches 0 allowances, list "
	    "owners: 0; 0 đồng a month before, 0 after\n");
}

/* The lower of two is due to nobody, whatever it is worth. */
static void
test_touches_what_is_due(void **state)
{
	(void)state;
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (900, 102, '136.5.5b', '2018-01', '')");
	set_standard("2019-12", "300000");
	assert_non_null(strstr(preview, "it touches 13 allowances"));
}

/* What is announced is what the search orders: not for the suspended, nor for
 * the dead. */
static void
test_announced_is_ordered(void **state)
{
	struct wire_args a;
	char job[24], money[40];
	int64_t done = 0;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	sql("UPDATE person SET state = 'dead', state_on = '2019-10-20'"
	    " WHERE id = 101;"
	    "INSERT INTO suspension (entitlement_id, from_month) VALUES (403, '2019-11')");
	set_standard("2019-11", "300000");
	assert_int_equal(office_post(&o, "phong", "arrears.begin", &a, "area",
	    "119", "from", "2019-11", "reason", "x", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	while (done == 0) {
		assert_int_equal(office_post(&o, "phong", "arrears.slice", &a,
		    "job", job, NULL), ST_OK);
		done = wire_args_int(&a, "done", 1);
		wire_args_done(&a);
	}
	assert_int_equal(office_post(&o, "phong", "arrears.finish", &a, "job",
	    job, "people", "1000", NULL), ST_OK);
	(void)snprintf(money, sizeof(money), "differences: %d.000 đồng\n",
	    (int)(wire_args_int(&a, "amount", 0) / 1000));
	wire_args_done(&a);
	if (strstr(preview, money) == NULL)
		fail_msg("%s: %s", money, preview);
	assert_null(strstr(money, ": 0.000"));
}

/* The rules of this program come into older books, and nothing is undone. */
static void
test_seed_again(void **state)
{
	struct rate_standard s[8];
	struct decree *d = NULL;
	struct rate_step v[64];
	unsigned n = 0, m = 0;

	(void)state;
	assert_int_equal(rate_steps(o.db, v, 64, &n, &o.err), ST_OK);
	sql("DELETE FROM age_step; DELETE FROM keeps_both;"
	    "UPDATE category SET family = '';"
	    "UPDATE coefficient SET hundredths = 110 WHERE category = '136.5.5b'");
	assert_int_equal(decree_load(TOP_SRCDIR "/forms", &d, &o.err), ST_OK);
	assert_int_equal(db_begin(o.db, &o.err), ST_OK);
	assert_int_equal(office_seed_rules(o.db, d, &o.err), ST_OK);
	assert_int_equal(office_seed_rules(o.db, d, &o.err), ST_OK);
	assert_int_equal(db_commit(o.db, &o.err), ST_OK);
	decree_free(d);
	assert_int_equal(rate_steps(o.db, v, 64, &m, &o.err), ST_OK);
	assert_int_equal(n, m);
	assert_true(n >= 20);
	assert_int_equal(due(401, "2019-11"), 297000);
	assert_int_equal(rate_standards(o.db, s, 8, &n, &o.err), ST_OK);
	assert_int_equal(n, 3);
	test_single_parent_keeps_both(NULL);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_each_month_at_its_rate), T(test_only_its_months),
		T(test_not_while_suspended), T(test_death), T(test_moved_away),
		T(test_highest_only), T(test_equal_ones),
		T(test_chosen_from_the_top), T(test_single_parent_keeps_both),
		T(test_province_by_month), T(test_settings),
		T(test_rates), T(test_what_a_rate_touches),
		T(test_touches_what_is_due), T(test_announced_is_ordered),
		T(test_seed_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
