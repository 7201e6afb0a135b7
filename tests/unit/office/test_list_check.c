/* SPDX-License-Identifier: ISC */
/*
 * list_check: one test a rule; what keeps a list from being submitted; what
 * outlives a new run and what does not.
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

#include "base/str.h"
#include "office/list/list.h"
#include "office/list/check.h"
#include "office_fixture.h"

enum { FOUND = 40 };

static struct office o;
static struct list_check found[FOUND]; /* of the last run */
static unsigned nfound;
static char list[24];

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

static void
read_found(void)
{
	struct actor phong;

	office_actor(&o, "phong", &phong);
	assert_int_equal(list_checks(o.db, &phong.scope, strtoll(list, NULL,
	    10), found, FOUND, &nfound, &o.err), ST_OK);
	actor_done(&phong);
}

/* Makes the list of 119 for the period and runs its checks. */
static void
run(const char *period)
{
	int64_t id = office_draft(&o, period, "119");

	(void)snprintf(list, sizeof(list), "%" PRId64, id);
	office_checks(&o, "phong", id);
	read_found();
}

/* The finding of a rule about a person, NULL none; twice is a failure. */
static const struct list_check *
about(enum list_check_rule rule, int64_t person)
{
	const struct list_check *c = NULL;
	unsigned i;

	for (i = 0; i < nfound; i++)
		if (found[i].rule == rule && found[i].person == person) {
			assert_null(c);
			c = &found[i];
		}
	return c;
}

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

/* ---- the rules ----------------------------------------------------------- */

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

/* ---- before it is submitted ---------------------------------------------- */

static enum status
submit(void)
{
	return office_post(&o, "phong", "list.submit", NULL, "list", list,
	    NULL);
}

static enum status
accept(int64_t no, const char *note)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, no);
	return office_post(&o, "phong", "list.accept", NULL, "list", list,
	    "no", text, "note", note, NULL);
}

/* Two namesakes: one 'must'. */
static void
namesakes(void)
{
	sql("DELETE FROM age_step;"
	    "UPDATE entitlement SET manual = NULL WHERE person_id = 104;"
	    "UPDATE person SET birth_year = 1936, birth_month = NULL,"
	    " birth_day = NULL WHERE id = 102");
}

static void
test_submit(void **state)
{
	(void)state;
	namesakes();
	(void)snprintf(list, sizeof(list), "%" PRId64,
	    office_draft(&o, "2019-11", "119"));
	/* Not looked at, not all looked at, looked at but not said so. */
	assert_int_equal(submit(), ST_INVALID);
	assert_int_equal(office_post(&o, "phong", "list.check", NULL, "list",
	    list, "people", "3", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.checked", NULL, "list",
	    list, NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "phong", "list.check", NULL, "list",
	    list, "people", "100", NULL), ST_OK);
	assert_int_equal(submit(), ST_INVALID);
	assert_int_equal(office_post(&o, "phong", "list.checked", NULL, "list",
	    list, NULL), ST_OK);
	/* A 'must' is open; without a reason it stays so. */
	assert_int_equal(submit(), ST_INVALID);
	read_found();
	assert_true(found[0].must && !found[1].must);
	assert_int_equal(accept(found[0].no, ""), ST_INVALID);
	assert_int_equal(accept(99, "x"), ST_NOTFOUND);
	assert_int_equal(accept(found[0].no, "father and son"), ST_OK);
	assert_int_equal(submit(), ST_OK);
	/* What is submitted is not checked any more. */
	assert_int_equal(accept(found[1].no, "x"), ST_INVALID);
	assert_int_equal(office_post(&o, "phong", "list.check", NULL, "list",
	    list, NULL), ST_INVALID);
}

static void
test_the_schema_refuses_too(void **state)
{
	(void)state;
	namesakes();
	run("2019-11");
	assert_int_not_equal(office_sql(&o,
	    "UPDATE list SET state = 'submitted'"), ST_OK);
	assert_int_not_equal(office_sql(&o, "UPDATE list_check SET state ="
	    " 'accepted', staff_id = 37 WHERE severity = 'must'"), ST_OK);
}

/* Slices in any size find what one of all people finds. */
/* Each look at the clock finds it so much later, 0: as it is. */
static int64_t clock_steps;

int64_t __real_clock_us(void);
int64_t __wrap_clock_us(void);

int64_t
__wrap_clock_us(void)
{
	static int64_t now;

	return clock_steps == 0 ? __real_clock_us() : (now += clock_steps);
}

/* Checks the list in slices of so many people, "" as a desk; how many it took. */
static unsigned
in_slices(const char *people)
{
	char next[48] = "";
	struct wire_args a;
	unsigned slices = 0;
	bool done = false;

	while (!done) {
		assert_int_equal(office_post(&o, "phong", "list.check", &a,
		    "list", list, "after", next, "people", people, NULL), ST_OK);
		done = wire_args_int(&a, "done", 0) != 0;
		(void)str_copy_cut(next, sizeof(next),
		    wire_args_text(&a, "next"));
		wire_args_done(&a);
		slices++;
	}
	return slices;
}

/* However slow the machine is, others wait no longer for a slice. */
static void
test_slices_end(void **state)
{
	(void)state;
	run("2019-11");
	assert_int_equal(in_slices(""), 1);
	clock_steps = 1000;
	assert_int_equal(in_slices(""), 3); /* nine people, 2.5 ms */
	assert_int_equal(in_slices("100"), 1);
	clock_steps = 10000;
	assert_int_equal(in_slices(""), 9);
	clock_steps = 0;
}

static void
test_slices(void **state)
{
	struct wire_args a;
	unsigned whole;

	(void)state;
	namesakes();
	run("2019-11");
	whole = nfound;
	assert_int_equal(in_slices("2"), 5); /* nine people */
	assert_int_equal(office_post(&o, "phong", "list.checked", &a, "list",
	    list, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "must", 0), 1);
	assert_int_equal(wire_args_int(&a, "duplicate", 0), 1);
	wire_args_done(&a);
	read_found();
	assert_int_equal(nfound, whole);
	/* A slice that goes on where nobody is: somebody began anew. */
	assert_int_equal(office_post(&o, "phong", "list.check", NULL, "list",
	    list, NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.check", NULL, "list",
	    list, "after", "11.1", NULL), ST_BUSY);
}

/* Who says that they are two people has settled it. */
static void
test_two_people(void **state)
{
	(void)state;
	namesakes();
	run("2019-11");
	assert_int_equal(office_post(&o, "phong", "duplicate.different", NULL,
	    "person", "102", "other", "101", "note", "father and son", NULL),
	    ST_OK);
	read_found();
	assert_true(about(LIST_CHECK_DUPLICATE, F_PANG)->accepted);
	assert_string_equal(about(LIST_CHECK_DUPLICATE, F_PANG)->note,
	    "father and son");
	assert_int_equal(submit(), ST_OK);
}

/* What was accepted stays so while it is found; a mended thing goes. */
static void
test_again(void **state)
{
	const struct list_check *c;

	(void)state;
	namesakes();
	run("2019-11");
	assert_int_equal(accept(about(LIST_CHECK_DUPLICATE, F_PANG)->no,
	    "father and son"), ST_OK);
	assert_int_equal(accept(about(LIST_CHECK_NO_IDENTITY, F_E)->no,
	    "no paper yet"), ST_OK);
	sql("INSERT INTO identity (person_id, kind, number, reversed)"
	    " VALUES (104, 'cccd', '014144000001', '100000441410')");
	office_checks(&o, "phong", strtoll(list, NULL, 10));
	read_found();
	c = about(LIST_CHECK_DUPLICATE, F_PANG);
	assert_true(c != NULL && c->accepted);
	assert_string_equal(c->note, "father and son");
	assert_string_equal(c->by, "Nguyễn Văn Phong");
	/* The line was made without a number: it still has none. */
	assert_non_null(about(LIST_CHECK_NO_IDENTITY, F_E));
	sql("UPDATE person SET birth_year = 1957 WHERE id = 102");
	office_checks(&o, "phong", strtoll(list, NULL, 10));
	read_found();
	assert_null(about(LIST_CHECK_DUPLICATE, F_PANG));
}

/* A list made anew is looked at anew; what was accepted stands. */
static void
test_made_anew(void **state)
{
	struct list_check_counts n;
	struct actor phong;

	(void)state;
	namesakes();
	run("2019-11");
	office_actor(&o, "phong", &phong);
	assert_int_equal(list_check_counts(o.db, &phong.scope, strtoll(list,
	    NULL, 10), &n, &o.err), ST_OK);
	assert_int_equal(n.must, 1);
	assert_int_equal(n.open[LIST_CHECK_DUPLICATE], 1);
	assert_string_not_equal(n.checked_at, "");
	(void)snprintf(list, sizeof(list), "%" PRId64,
	    office_draft(&o, "2019-11", "119"));
	assert_int_equal(list_check_counts(o.db, &phong.scope, strtoll(list,
	    NULL, 10), &n, &o.err), ST_OK);
	assert_int_equal(n.must + n.look, 0);
	assert_string_equal(n.checked_at, "");
	assert_int_equal(submit(), ST_INVALID);
	office_checks(&o, "phong", strtoll(list, NULL, 10));
	read_found();
	assert_false(about(LIST_CHECK_DUPLICATE, F_PANG)->accepted);
	assert_int_equal(accept(about(LIST_CHECK_DUPLICATE, F_PANG)->no,
	    "father and son"), ST_OK);
	run("2019-11");
	assert_true(about(LIST_CHECK_DUPLICATE, F_PANG)->accepted);
	assert_string_equal(about(LIST_CHECK_DUPLICATE, F_PANG)->note,
	    "father and son");
	assert_int_equal(submit(), ST_OK);
	actor_done(&phong);
}

/* A request that was approved since: the list would pay what is no more due. */
static void
test_overtaken(void **state)
{
	static const char *const kinds[] = { "collector", "stop" };
	struct list_check_counts n;
	struct actor phong;
	char text[400];
	unsigned i;

	(void)state;
	sql("DELETE FROM age_step;"
	    "UPDATE entitlement SET manual = NULL WHERE person_id = 104");
	run("2019-11");
	office_actor(&o, "phong", &phong);
	for (i = 0; i < 2; i++) {
		(void)snprintf(text, sizeof(text), "INSERT INTO change (id,"
		    " kind, person_id, area_id, point_id, name, month, fields,"
		    " maker_id, made_at) VALUES (%u, '%s', 101, 11, 21, 'x',"
		    " '2019-10', '', 37, '2019-11-08T07:00:00');"
		    "UPDATE change SET state = 'approved', checker_id = 38,"
		    " checked_at = '2019-11-08T23:00:00' WHERE id = %u",
		    i + 1, kinds[i], i + 1);
		sql(text);
		assert_int_equal(list_check_counts(o.db, &phong.scope,
		    strtoll(list, NULL, 10), &n, &o.err), ST_OK);
		assert_int_equal(n.stale, i == 1);
	}
	assert_int_equal(submit(), ST_BUSY);
	/* Of another district: nothing to this one. */
	sql("DROP TRIGGER change_frozen;"
	    "UPDATE change SET area_id = 13 WHERE id = 2");
	assert_int_equal(submit(), ST_OK);
	actor_done(&phong);
}

/* Pages in both directions, by rule, without the accepted ones. */
static void
test_pages(void **state)
{
	struct list_check_filter f = { .rule = LIST_CHECK_RULES };
	struct list_check v[2], first, last;
	struct actor phong;
	unsigned n = 0;

	(void)state;
	namesakes();
	run("2019-11");
	assert_true(nfound >= 4);
	f.list = strtoll(list, NULL, 10);
	office_actor(&o, "phong", &phong);
	assert_int_equal(list_check_page(o.db, &phong.scope, &f, NULL, false,
	    v, 2, &n, &o.err), ST_OK);
	assert_int_equal(v[1].no, found[1].no);
	first = v[0];
	assert_int_equal(list_check_page(o.db, &phong.scope, &f, &v[1], false,
	    v, 2, &n, &o.err), ST_OK);
	assert_int_equal(v[0].no, found[2].no);
	assert_int_equal(list_check_page(o.db, &phong.scope, &f, &v[0], true,
	    v, 2, &n, &o.err), ST_OK);
	assert_int_equal(n, 2);
	assert_int_equal(v[0].no, first.no);
	assert_int_equal(list_check_page(o.db, &phong.scope, &f, NULL, true,
	    v, 2, &n, &o.err), ST_OK);
	last = v[1];
	assert_int_equal(last.no, found[nfound - 1].no);
	f.rule = LIST_CHECK_NO_IDENTITY;
	f.which = LIST_CHECK_OPEN;
	assert_int_equal(accept(about(f.rule, F_E)->no, "x"), ST_OK);
	assert_int_equal(list_check_page(o.db, &phong.scope, &f, NULL, false,
	    v, 2, &n, &o.err), ST_OK);
	assert_int_equal(n, 1);
	assert_int_equal(v[0].person, F_AN);
	f.which = LIST_CHECK_ACCEPTED;
	assert_int_equal(list_check_page(o.db, &phong.scope, &f, NULL, false,
	    v, 2, &n, &o.err), ST_OK);
	assert_int_equal(n, 1);
	assert_int_equal(v[0].person, F_E);
	actor_done(&phong);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		T(test_no_identity), T(test_very_old), T(test_child_alone), T(test_duplicate),
		T(test_age_step), T(test_age_higher),
		T(test_two_entitlements), T(test_own_amount), T(test_unpaid),
		T(test_letter), T(test_collector), T(test_submit),
		T(test_the_schema_refuses_too), T(test_slices), T(test_slices_end), T(test_two_people), T(test_again),
		T(test_made_anew), T(test_overtaken),
		T(test_pages),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
