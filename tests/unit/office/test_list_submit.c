/* SPDX-License-Identifier: ISC */
/*
 * list_check: the checks in slices; what keeps a list from being submitted;
 * what outlives a new run and what does not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/str.h"
#include "list_check_help.h"

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

/* Slices in any size find what one of all people finds. */
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
	struct list_check v[2], first, last;
	struct list_check_page p = { .v = v, .max = 2 };
	struct actor phong;

	(void)state;
	namesakes();
	run("2019-11");
	assert_true(nfound >= 4);
	p.filter.list = strtoll(list, NULL, 10);
	office_actor(&o, "phong", &phong);
	p.from = NULL;
	p.backwards = false;
	assert_int_equal(list_check_page(o.db, &phong.scope, &p, &o.err),
	    ST_OK);
	assert_int_equal(v[1].no, found[1].no);
	first = v[0];
	p.from = &v[1];
	p.backwards = false;
	assert_int_equal(list_check_page(o.db, &phong.scope, &p, &o.err),
	    ST_OK);
	assert_int_equal(v[0].no, found[2].no);
	p.from = &v[0];
	p.backwards = true;
	assert_int_equal(list_check_page(o.db, &phong.scope, &p, &o.err),
	    ST_OK);
	assert_int_equal(p.n, 2);
	assert_int_equal(v[0].no, first.no);
	p.from = NULL;
	p.backwards = true;
	assert_int_equal(list_check_page(o.db, &phong.scope, &p, &o.err),
	    ST_OK);
	last = v[1];
	assert_int_equal(last.no, found[nfound - 1].no);
	p.filter.rule = LIST_CHECK_NO_IDENTITY;
	p.filter.which = LIST_CHECK_OPEN;
	assert_int_equal(accept(about(p.filter.rule, F_E)->no, "x"), ST_OK);
	p.from = NULL;
	p.backwards = false;
	assert_int_equal(list_check_page(o.db, &phong.scope, &p, &o.err),
	    ST_OK);
	assert_int_equal(p.n, 1);
	assert_int_equal(v[0].person, F_AN);
	p.filter.which = LIST_CHECK_ACCEPTED;
	p.from = NULL;
	p.backwards = false;
	assert_int_equal(list_check_page(o.db, &phong.scope, &p, &o.err),
	    ST_OK);
	assert_int_equal(p.n, 1);
	assert_int_equal(v[0].person, F_E);
	actor_done(&phong);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
		T(test_submit), T(test_the_schema_refuses_too), T(test_slices),
		T(test_slices_end), T(test_two_people), T(test_again),
		T(test_made_anew), T(test_overtaken), T(test_pages),
#undef T
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
