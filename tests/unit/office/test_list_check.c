/* SPDX-License-Identifier: ISC */
/* list_check: one test a rule. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "list_check_help.h"

static unsigned
how_many(enum list_check_rule rule)
{
	unsigned i, n = 0;

	for (i = 0; i < nfound; i++)
		n += found[i].rule == rule;
	return n;
}

static void
says(enum list_check_rule rule, int64_t person, bool must, const char *want)
{
	const struct list_check *c = about(rule, person);
	char text[300];

	assert_non_null(c);
	assert_int_equal(c->must, must);
	list_check_text(c, text, sizeof(text));
	assert_string_equal(text, want);
}

static void
test_no_identity(void **state)
{
	(void)state;
	run("2019-11");
	says(LIST_CHECK_NO_IDENTITY, F_E, false,
	    "no identity number, born 1944");
	says(LIST_CHECK_NO_IDENTITY, F_AN, false,
	    "no identity number, born 03/2010");
	assert_int_equal(how_many(LIST_CHECK_NO_IDENTITY), 2);
}

static void
test_very_old(void **state)
{
	(void)state;
	sql("UPDATE person SET birth_year = 1918 WHERE id = 101;"
	    /* His day is not yet: 99. */
	    "UPDATE person SET birth_year = 1919, birth_month = 12,"
	    " birth_day = 1 WHERE id = 102");
	run("2019-11");
	says(LIST_CHECK_VERY_OLD, F_PANG, false,
	    "101 years old: has somebody seen them?");
	assert_int_equal(how_many(LIST_CHECK_VERY_OLD), 1);
	/* The province decides. */
	sql("INSERT INTO setting (name, from_month, value)"
	    " VALUES ('very_old', '2019-01', 102)");
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_VERY_OLD), 0);
}

/* Below 16 nobody collects for himself: somebody has to be registered. */
static void
test_child_alone(void **state)
{
	(void)state;
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_CHILD_ALONE), 0);
	sql("UPDATE collector SET active = 0 WHERE person_id = 110");
	run("2019-11");
	says(LIST_CHECK_CHILD_ALONE, F_AN, false, "9 years old, and nobody is "
	    "registered who collects: guardian or authorised");
	assert_int_equal(how_many(LIST_CHECK_CHILD_ALONE), 1);
	/* A letter that has ended is none; one that is good is. */
	sql("UPDATE collector SET active = 1, valid_to = '2019-10-31'"
	    " WHERE person_id = 110");
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_CHILD_ALONE), 1);
	sql("UPDATE collector SET valid_to = '2019-12-31' WHERE person_id = 110");
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_CHILD_ALONE), 0);
	/* Old enough, and where the age is another. */
	sql("UPDATE collector SET active = 0 WHERE person_id = 110;"
	    "INSERT INTO setting (name, from_month, value)"
	    " VALUES ('collect_age', '2019-01', 9)");
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_CHILD_ALONE), 0);
}

static void
test_duplicate(void **state)
{
	(void)state;
	sql("UPDATE person SET birth_year = 1936, birth_month = NULL,"
	    " birth_day = NULL WHERE id = 102;"
	    /* The same name and day of birth in another district. */
	    "UPDATE person SET fold = 'cam thi on x', birth_year = 1980,"
	    " birth_month = 11, birth_day = 21 WHERE id IN (103, 112)");
	run("2019-11");
	says(LIST_CHECK_DUPLICATE, F_PANG, true,
	    "same as SL0102, Thị trấn Thuận Châu?");
	assert_int_equal(about(LIST_CHECK_DUPLICATE, F_PANG)->other, F_PANG2);
	assert_int_equal(about(LIST_CHECK_DUPLICATE, F_ON)->other, F_XUONG);
	/* Of a pair on one list one speaks. */
	assert_int_equal(how_many(LIST_CHECK_DUPLICATE), 2);
	sql("INSERT INTO duplicate (person_a, person_b, verdict, note,"
	    " staff_id, at) VALUES (101, 102, 'different', 'two papers', 37, '')");
	run("2019-11");
	assert_null(about(LIST_CHECK_DUPLICATE, F_PANG));
}

static void
test_age_step(void **state)
{
	(void)state;
	/* Pâng is of 1957-04: 62 in April; January counts where no month is. */
	sql("DELETE FROM age_step;"
	    "INSERT INTO age_step (category, years, from_month, next, starts,"
	    " source) VALUES ('136.5.5a1', 62, '2014-01', '136.5.5b', 'after', 'x'),"
	    " ('136.5.5b', 83, '2014-01', NULL, 'same', 'x'),"
	    " ('136.5.1b', 9, '2014-01', NULL, 'same', 'x'),"
	    " ('136.5.1b', 9, '2019-11', NULL, 'after', 'x'),"
	    " ('136.5.1b', 4, '2019-12', NULL, 'same', 'x'),"
	    /* Out of a category and back into it. */
	    " ('28.16.6c', 16, '2014-01', '28.16.6d', 'after', 'x'),"
	    " ('28.16.6d', 57, '2014-01', '28.16.6c', 'same', 'x');"
	    "UPDATE person SET birth_year = 2010, birth_month = 11 WHERE id = 110");
	run("2019-11");
	says(LIST_CHECK_AGE_STEP, F_PANG2, true,
	    "62 years old: 136.5.5b, no more 136.5.5a1");
	says(LIST_CHECK_AGE_STEP, F_PANG, true,
	    "83 years old: 136.5.5b has ended");
	assert_null(about(LIST_CHECK_AGE_STEP, F_E));
	assert_null(about(LIST_CHECK_AGE_STEP, F_HOA));
	/* The month after his birthday: not yet. */
	assert_null(about(LIST_CHECK_AGE_STEP, F_AN));
	/* Years of arrears do not hide what is due from now on. */
	sql("WITH RECURSIVE m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m"
	    " WHERE i < 60) INSERT INTO line (id, list_id, period_id, no,"
	    " person_id, entitlement_id, month, kind, seq, amount, standard,"
	    " hundredths, category, area_id, point_id, delivery, name, birth,"
	    " identity, village) SELECT i, list_id, period_id, no, person_id,"
	    " entitlement_id, strftime('%Y-%m', '2019-11-01', '-' || i ||"
	    " ' month'), 'arrears', 1, amount, standard, hundredths, category,"
	    " area_id, point_id, delivery, name, birth, identity, village"
	    " FROM m, line WHERE person_id = 102 AND month = '2019-11'");
	office_checks(&o, "phong", strtoll(list, NULL, 10));
	read_found();
	says(LIST_CHECK_AGE_STEP, F_PANG2, true,
	    "62 years old: 136.5.5b, no more 136.5.5a1");
	/* Arrears of months before a birthday are as they were due. */
	sql("INSERT INTO line (id, list_id, period_id, no, person_id,"
	    " entitlement_id, month, kind, seq, amount, standard, hundredths,"
	    " category, area_id, point_id, delivery, name, birth, identity,"
	    " village) SELECT 9999, list_id, period_id, no, person_id,"
	    " entitlement_id, '2019-10', 'arrears', 1, amount, standard,"
	    " hundredths, '136.5.1b', area_id, point_id, delivery, name, birth,"
	    " identity, village FROM line WHERE person_id = 104");
	office_checks(&o, "phong", strtoll(list, NULL, 10));
	read_found();
	assert_null(about(LIST_CHECK_AGE_STEP, F_E));
}

/* Less since a birthday would have to come back; more is only told. */
static void
test_age_higher(void **state)
{
	(void)state;
	sql("DELETE FROM age_step;"
	    "INSERT INTO age_step (category, years, from_month, next, starts,"
	    " source) VALUES ('136.5.5b', 83, '2014-01', '136.5.5a2', 'same', 'x')");
	run("2019-11");
	says(LIST_CHECK_AGE_HIGHER, F_PANG, false,
	    "83 years old: 136.5.5a2, no more 136.5.5b");
	assert_null(about(LIST_CHECK_AGE_STEP, F_PANG));
}

static void
test_two_entitlements(void **state)
{
	(void)state;
	/* One allowance too many; hers for the carer is another line; a single
	 * parent keeps both. */
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (511, 101, '136.5.1b', '2019-01', ''),"
	    " (512, 109, '136.5.4a', '2019-01', '')");
	run("2019-11");
	says(LIST_CHECK_TWO_ENTITLEMENTS, F_PANG, true,
	    "136.5.5b is left out: 136.5.1b is higher");
	assert_int_equal(how_many(LIST_CHECK_TWO_ENTITLEMENTS), 1);
}

/* The draft is counted as if it were submitted: what is not on it is missing,
 * what nobody is due is too much. */
static void
test_uneven(void **state)
{
	(void)state;
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_UNEVEN), 0);
	sql("UPDATE entitlement SET manual = 200000 WHERE person_id = 101"
	    " AND category = '136.5.5b'; DELETE FROM line WHERE person_id = 103"
	    " AND kind = 'care'");
	office_checks(&o, "phong", strtoll(list, NULL, 10));
	read_found();
	says(LIST_CHECK_UNEVEN, F_PANG, true,
	    "11/2019: 200.000 đồng due, 270.000 had with this list");
	says(LIST_CHECK_UNEVEN, F_ON, true,
	    "11/2019: 270.000 đồng due, 0 had with this list");
	assert_int_equal(how_many(LIST_CHECK_UNEVEN), 2);
	/* Made anew, it is as the roll says. */
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_UNEVEN), 0);
}

/* Months of lists that were approved are looked at when a request has touched
 * them since. */
static void
test_uneven_since(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	run("2019-12");
	assert_int_equal(how_many(LIST_CHECK_UNEVEN), 0);
	sql("UPDATE entitlement SET manual = 200000 WHERE person_id = 101"
	    " AND category = '136.5.5b'");
	run("2019-12");
	assert_int_equal(how_many(LIST_CHECK_UNEVEN), 0);
	sql("DROP TRIGGER change_is_born_waiting; INSERT INTO change (id, kind, state, person_id, area_id, point_id,"
	    " name, month, fields, maker_id, made_at, checker_id, checked_at)"
	    " VALUES (9001, 'amount', 'approved', 101, 11, 21, 'x', '2019-11',"
	    " '', 37, '2019-11-20T08:00:00', 38, '2099-01-01T08:00:00')");
	office_checks(&o, "phong", strtoll(list, NULL, 10));
	read_found();
	says(LIST_CHECK_UNEVEN, F_PANG, true,
	    "11/2019: 200.000 đồng due, 270.000 had with this list");
	assert_int_equal(how_many(LIST_CHECK_UNEVEN), 1);
}

/* An amount by decision, a slipped comma; accepted once is enough, until it is
 * another one. */
static void
test_own_amount(void **state)
{
	char no[24];

	(void)state;
	sql("UPDATE entitlement SET hundredths = 1500"
	    " WHERE person_id = 107;"
	    "UPDATE entitlement SET hundredths = 100"
	    " WHERE person_id = 101");
	run("2019-11");
	says(LIST_CHECK_OWN_AMOUNT, F_E, true, "136.5.5b: 300.000 đồng by "
	    "decision, not standard x coefficient");
	says(LIST_CHECK_OWN_AMOUNT, F_DO, true,
	    "136.5.5b: coefficient 15, the category's is 1");
	assert_int_equal(how_many(LIST_CHECK_OWN_AMOUNT), 2);
	(void)snprintf(no, sizeof(no), "%" PRId64,
	    about(LIST_CHECK_OWN_AMOUNT, F_E)->no);
	assert_int_equal(office_post(&o, "phong", "list.accept", NULL, "list",
	    list, "no", no, "note", "decision 12/QĐ", NULL), ST_OK);
	/* In the next period it stands, with the reason; the other is open. */
	(void)office_list(&o, "2019-11", "119");
	sql("UPDATE entitlement SET hundredths = NULL, manual = 4000000"
	    " WHERE person_id = 107");
	run("2019-12");
	assert_true(about(LIST_CHECK_OWN_AMOUNT, F_E)->accepted);
	assert_string_equal(about(LIST_CHECK_OWN_AMOUNT, F_E)->note,
	    "decision 12/QĐ");
	assert_false(about(LIST_CHECK_OWN_AMOUNT, F_DO)->accepted);
	/* Another amount is asked about anew; an ended one no more. */
	sql("UPDATE entitlement SET manual = 50000000 WHERE person_id = 104;"
	    "UPDATE entitlement SET to_month = '2019-11', state = 'stopped'"
	    " WHERE person_id = 107");
	run("2019-12");
	assert_false(about(LIST_CHECK_OWN_AMOUNT, F_E)->accepted);
	assert_null(about(LIST_CHECK_OWN_AMOUNT, F_DO));
}

static void
test_unpaid(void **state)
{
	static const char *const months[] = { "2019-08", "2019-09", "2019-10" };
	unsigned i;

	(void)state;
	for (i = 0; i < 3; i++) {
		(void)office_list(&o, months[i], "119");
		/* One comes in the second month only, one never. */
		if (i == 1)
			assert_int_equal(office_pay(&o, "lan", F_PANG,
			    months[i], NULL), ST_OK);
		assert_int_equal(office_pay(&o, "lan", F_ON, months[i], NULL),
		    ST_OK);
	}
	run("2019-11");
	says(LIST_CHECK_UNPAID, F_PANG2, false,
	    "3 months not collected, since 08/2019: suspend?");
	assert_null(about(LIST_CHECK_UNPAID, F_PANG));
	assert_null(about(LIST_CHECK_UNPAID, F_ON));
	/* What is blocked waits for somebody else. */
	sql("INSERT INTO block (line_id, reason, staff_id, at)"
	    " SELECT id, 'x', 37, '' FROM line"
	    " WHERE person_id = 102 AND month = '2019-10'");
	run("2019-11");
	assert_null(about(LIST_CHECK_UNPAID, F_PANG2));
}

static void
test_letter(void **state)
{
	(void)state;
	sql("UPDATE collector SET valid_to = '2019-12-08' WHERE id = 601;"
	    "INSERT INTO collector (id, person_id, kind, name, letter,"
	    " valid_from, valid_to) VALUES (605, 103, 'authorised', 'X', '1',"
	    " '2019-01-01', '2019-12-09')");
	run("2019-11"); /* on 8 November */
	says(LIST_CHECK_LETTER, F_PANG, false,
	    "letter good to 08/12/2019: Lò Văn Thắng");
	says(LIST_CHECK_LETTER, F_PANG2, false,
	    "letter good to 31/10/2019: Lò Thị Hạnh");
	assert_int_equal(how_many(LIST_CHECK_LETTER), 2);
	/* There is a newer one. */
	sql("UPDATE collector SET active = 0 WHERE id = 602;"
	    "INSERT INTO collector (id, person_id, kind, name, letter,"
	    " valid_from, valid_to) VALUES (606, 101, 'authorised', 'X', '1',"
	    " '2019-01-01', '2020-06-30')");
	run("2019-11");
	assert_int_equal(how_many(LIST_CHECK_LETTER), 0);
}

static void
test_collector(void **state)
{
	char text[300];
	unsigned i;
	int person;

	(void)state;
	for (person = F_PANG; person < F_SUA; person++) {
		(void)snprintf(text, sizeof(text), "INSERT INTO collector"
		    " (id, person_id, kind, name, identity, valid_from)"
		    " VALUES (%d, %d, 'authorised', 'Lò Văn Nhiều',"
		    " '014088000999', '2019-01-01')", person + 600, person);
		if (person == F_PANG + 5) {
			run("2019-11"); /* five are not too many */
			assert_int_equal(how_many(LIST_CHECK_COLLECTOR), 0);
		}
		sql(text);
	}
	run("2019-11");
	/* One finding for the collector, not one for each person. */
	assert_int_equal(how_many(LIST_CHECK_COLLECTOR), 1);
	for (i = 0; found[i].rule != LIST_CHECK_COLLECTOR; i++)
		;
	list_check_text(&found[i], text, sizeof(text));
	assert_string_equal(text, "Lò Văn Nhiều, 014088000999, "
	    "collects for 7 people");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		T(test_no_identity), T(test_very_old), T(test_child_alone),
		T(test_duplicate), T(test_age_step), T(test_age_higher),
		T(test_two_entitlements), T(test_uneven),
		T(test_uneven_since), T(test_own_amount), T(test_unpaid),
		T(test_letter), T(test_collector),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
