/* SPDX-License-Identifier: ISC */
/*
 * A rate lowered backwards: what people had above it is counted for each owner,
 * decided by two people once, and carried out in slices.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "balance_help.h"
#include "office/balance/lowered.h"
#include "office/balance/rate_search.h"

/* Lines at the rate of then: of an amount by decision nothing is above. */
#define OWN "standard = 270000 AND amount = standard * hundredths / 100"

static char job[24];

static void
begin(const char *who, const char *from)
{
	MUST(office_post(&o, who, "arrears.begin", &args, "area", "119",
	    "from", from, "reason", "1/NQ", NULL));
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&args, "job"));
	wire_args_done(&args);
}

/* One slice of at most so many people: is it through? */
static bool
slice(const char *who, const char *verb, const char *people)
{
	bool done;

	MUST(office_post(&o, who, verb, &args, "job", job, "people", people,
	    NULL));
	done = wire_args_int(&args, "done", 0) != 0;
	wire_args_done(&args);
	return done;
}

static void
search(const char *from)
{
	begin("phong", from);
	while (!slice("phong", "arrears.slice", "3"))
		;
	while (!slice("phong", "arrears.finish", "3"))
		;
}

static void
standard(const char *amount)
{
	MUST(ASK("tinh", "kind", "standard.set", "amount", amount, "decree",
	    "1/NQ", "from", "2019-11"));
	MUST(approve("so"));
}

/* 119 has 11/2019: 101 is paid 270.000, others are open. */
static int
lowered_rate(void **state)
{
	int64_t receipt;

	(void)setup(state);
	open_books();
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", &receipt));
	office_clock(20, 8, 0);
	standard("260000");
	return 0;
}

static struct lowered
waits(void)
{
	struct lowered v[4];
	struct scope all;
	unsigned n = 0;

	scope_all(&all);
	MUST(lowered_all(o.db, &all, v, 4, &n, &o.err));
	assert_int_equal(n, 1);
	return v[0];
}

static unsigned
waiting(void)
{
	return (unsigned)COUNT("SELECT count(*) FROM lowered"
	    " WHERE gone = 0 AND (decision IS NULL OR cursor >= 0)");
}

#define CLAIMED "SELECT coalesce(sum(CASE e.kind WHEN 'overpaid' THEN e.amount"\
	" WHEN 'cancelled' THEN -e.amount ELSE 0 END), 0) FROM recovery_entry e"
#define DECIDE(who, what)                                                      \
	ASK(who, "kind", "rate.lowered", "area", "119", "lowered", what,        \
	    "document", "7/KL")

/* A slice takes who fits into its time: the last one says so. */
static void
carry_out(void)
{
	char id[24];
	bool done;

	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	do {
		MUST(office_post(&o, "truong", "change.slice", &args, "change",
		    id, NULL));
		done = wire_args_int(&args, "done", 0) != 0;
		wire_args_done(&args);
	} while (!done);
	assert_int_equal(office_post(&o, "truong", "change.slice", NULL,
	    "change", id, NULL), ST_INVALID);
	o.err = (struct err)ERR_INIT;
}

static void
test_found(void **state)
{
	struct lowered is;

	(void)state;
	assert_int_equal(waiting(), 0);
	search("2019-11");
	is = waits();
	assert_string_equal(is.code, "119");
	assert_string_equal(is.from, "2019-11");
	assert_int_equal(is.sum.people, COUNT("SELECT count(DISTINCT"
	    " person_id) FROM line WHERE " OWN));
	assert_int_equal(is.sum.months, COUNT("SELECT count(*)"
	    " FROM line WHERE " OWN));
	assert_int_equal(is.sum.amount, COUNT("SELECT sum(hundredths *"
	    " 100) FROM line WHERE " OWN));
	/* Nobody's month is a fault, nothing is claimed, lists go on. */
	assert_int_equal(sweep(), 0);
	assert_int_equal(COUNT(CLAIMED), 0);
	MUST(rate_search_all_done(o.db, &o.err));
	/* Searched once more it is the same one. */
	search("2019-11");
	assert_int_equal(waits().id, is.id);
	assert_int_equal(waits().sum.amount, is.sum.amount);
}

static void
test_two_people(void **state)
{
	(void)state;
	REFUSED(DECIDE("phong", "claim"), ST_NOTFOUND, "area");
	search("2019-11");
	assert_int_equal(DECIDE("phong2", "claim"), ST_DENIED);
	assert_int_equal(DECIDE("lan", "claim"), ST_DENIED);
	assert_int_equal(DECIDE("admin", "claim"), ST_DENIED);
	REFUSED(ASK("phong", "kind", "rate.lowered", "area", "119", "lowered",
	    "claim"), ST_INVALID, "document");
	MUST(DECIDE("phong", "claim"));
	assert_int_equal(COUNT(CLAIMED), 0);
	assert_int_equal(approve("phong"), ST_DENIED);
	assert_int_equal(approve("truong2"), ST_DENIED);
	o.err = (struct err)ERR_INIT;
	assert_int_equal(waiting(), 1);
}

static void
test_claim(void **state)
{
	(void)state;
	search("2019-11");
	MUST(DECIDE("phong", "claim"));
	MUST(approve("truong"));
	/* Decided and not carried out: no list, no rate, no search; chitra
	 * check names the request and nobody's month. */
	assert_int_equal(COUNT(CLAIMED), 0);
	assert_int_equal(sweep(), 0);
	assert_int_equal(rate_search_all_done(o.db, &o.err), ST_BUSY);
	o.err = (struct err)ERR_INIT;
	assert_int_equal(office_post(&o, "phong", "arrears.begin", NULL, "area",
	    "119", "from", "2019-11", "reason", "x", NULL), ST_BUSY);
	o.err = (struct err)ERR_INIT;
	assert_int_equal(ASK("tinh", "kind", "standard.set", "amount", "250000",
	    "decree", "1/NQ", "from", "2019-11"), ST_BUSY);
	o.err = (struct err)ERR_INIT;
	carry_out();
	assert_int_equal(waiting(), 0);
	assert_int_equal(COUNT(CLAIMED), 10000);
	assert_int_equal(COUNT(CLAIMED " JOIN recovery r ON r.id ="
	    " e.recovery_id WHERE r.person_id = 101"), 10000);
	assert_int_equal(COUNT("SELECT count(*) FROM block WHERE"
	    " cause = 'balance'"), COUNT("SELECT count(*) FROM line"
	    " WHERE " OWN " AND person_id <> 101"));
	assert_int_equal(sweep(), 0);
	MUST(rate_search_all_done(o.db, &o.err));
	/* What was decided and is not carried out is a fault. */
	MUST(db_begin(o.db, &o.err));
	MUST(office_sql(&o, "DELETE FROM block WHERE line_id = (SELECT id FROM"
	    " line WHERE person_id = 102)"));
	assert_int_equal(sweep(), 1);
	db_rollback(o.db);
}

static void
test_give_up(void **state)
{
	int64_t amount;

	(void)state;
	search("2019-11");
	amount = waits().sum.amount;
	MUST(DECIDE("phong", "give_up"));
	MUST(approve("truong"));
	assert_int_equal(sweep(), 0);
	carry_out();
	assert_int_equal(waiting(), 0);
	assert_int_equal(COUNT(CLAIMED), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM block"), 0);
	assert_int_equal(COUNT("SELECT sum(amount) FROM given_up WHERE"
	    " kind = 'claim'"), amount);
	assert_int_equal(sweep(), 0);
	/* Nothing is left to be found. */
	search("2019-11");
	assert_int_equal(waiting(), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM given_up WHERE"
	    " kind = 'claim'"), COUNT("SELECT count(*) FROM line WHERE"
	    " " OWN));
}

/* What was read is what is approved. */
static void
test_counted_anew(void **state)
{
	(void)state;
	search("2019-11");
	MUST(DECIDE("phong", "claim"));
	MUST(ASK("tinh", "kind", "standard.set", "amount", "250000", "decree",
	    "2/NQ", "from", "2019-11"));
	MUST(approve("so"));
	search("2019-11");
	request = COUNT("SELECT id FROM change WHERE kind ="
	    " 'rate.lowered'");
	assert_int_equal(approve("truong"), ST_BUSY);
	o.err = (struct err)ERR_INIT;
	assert_int_equal(COUNT(CLAIMED), 0);
}

/* The rate undone: the claims go, the owner is searched once more. */
static void
test_undone(void **state)
{
	char rate[24];

	(void)state;
	(void)snprintf(rate, sizeof(rate), "%" PRId64, request);
	search("2019-11");
	MUST(DECIDE("phong", "claim"));
	MUST(approve("truong"));
	carry_out();
	MUST(ASK("tinh", "kind", "undo", "undoes", rate, "note", "x"));
	MUST(approve("so"));
	assert_int_equal(rate_search_all_done(o.db, &o.err), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "undone"));
	o.err = (struct err)ERR_INIT;
	assert_int_equal(sweep(), 0);
	search("2019-11");
	MUST(rate_search_all_done(o.db, &o.err));
	assert_int_equal(COUNT(CLAIMED), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM block"), 0);
	assert_int_equal(sweep(), 0);
}

/* Before it was decided: nothing waits any more. */
static void
test_undone_before(void **state)
{
	char rate[24];

	(void)state;
	(void)snprintf(rate, sizeof(rate), "%" PRId64, request);
	search("2019-11");
	MUST(DECIDE("phong", "claim"));
	MUST(ASK("tinh", "kind", "undo", "undoes", rate, "note", "x"));
	MUST(approve("so"));
	assert_int_equal(waiting(), 0);
	request = COUNT("SELECT id FROM change WHERE kind ="
	    " 'rate.lowered'");
	REFUSED(approve("truong"), ST_NOTFOUND, "area");
	o.err = (struct err)ERR_INIT;
	search("2019-11");
	assert_int_equal(sweep(), 0);
}

/* Everybody at 119 was claimed 10.000 and is owed it again. */
static void
claimed_and_undone(void)
{
	char rate[24];

	(void)snprintf(rate, sizeof(rate), "%" PRId64, request);
	search("2019-11");
	MUST(DECIDE("phong", "claim"));
	MUST(approve("truong"));
	carry_out();
	MUST(ASK("tinh", "kind", "undo", "undoes", rate, "note", "x"));
	MUST(approve("so"));
	begin("phong", "2019-11");
	assert_true(slice("phong", "arrears.slice", "1000"));
}

#define BLOCKED "SELECT count(*) FROM block WHERE cause = 'balance'"

/* Two people a slice; in between no list, no rate, no decision. */
static void
test_settled_in_slices(void **state)
{
	int64_t blocked, slices = 1;

	(void)state;
	claimed_and_undone();
	blocked = COUNT(BLOCKED);
	assert_true(blocked > 6);
	assert_false(slice("phong", "arrears.finish", "2"));
	assert_true(COUNT(BLOCKED) >= blocked - 2);
	assert_int_equal(sweep(), 0);
	assert_int_equal(rate_search_all_done(o.db, &o.err), ST_BUSY);
	assert_non_null(strstr(o.err.msg, "11/2019"));
	o.err = (struct err)ERR_INIT;
	office_period(&o, "2019-12", "");
	MUST(office_post(&o, "truong", "period.override", NULL, "period",
	    "2019-12", "area", "119", "reason", "the post is late", NULL));
	assert_int_equal(office_post(&o, "phong", "list.begin", NULL, "period",
	    "2019-12", "area", "119", NULL), ST_BUSY);
	o.err = (struct err)ERR_INIT;
	assert_int_equal(ASK("tinh", "kind", "standard.set", "amount", "250000",
	    "decree", "1/NQ", "from", "2019-11"), ST_BUSY);
	o.err = (struct err)ERR_INIT;
	for (; !slice("phong", "arrears.finish", "2"); slices++)
		assert_true(slices < 100);
	assert_true(slices >= 3); /* and the last one */
	assert_int_equal(COUNT(BLOCKED), 0);
	assert_int_equal(COUNT(CLAIMED), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM stage_arrears"), 0);
	assert_int_equal(sweep(), 0);
	MUST(rate_search_all_done(o.db, &o.err));
}

/* The server ends between two slices, and whoever began is gone: somebody else
 * begins, and it goes on from there.  Nobody is settled twice. */
static void
test_settled_after_a_cut(void **state)
{
	char half[24];

	(void)state;
	claimed_and_undone();
	assert_false(slice("phong", "arrears.finish", "2"));
	(void)str_copy_cut(half, sizeof(half), job);
	db_close(o.db);
	MUST(db_open_writer(o.path, DB_BOOKS, &o.db, &o.err));
	MUST(db_begin(o.db, &o.err));
	MUST(office_sql(&o, "INSERT INTO staff (id, login, name, role, area_id,"
	    " created_at) VALUES (90, 'phong3', 'Tòng Văn Phong', 'preparer',"
	    " 2, '2019-01-01T08:00:00')"));
	MUST(db_commit(o.db, &o.err));
	/* What its maker looks for at another owner, or anew, drops it not. */
	begin("phong3", "2019-11");
	assert_string_equal(job, half);
	assert_true(slice("phong3", "arrears.slice", "1"));
	assert_int_equal(office_post(&o, "phong", "arrears.finish", NULL, "job",
	    job, NULL), ST_NOTFOUND);
	o.err = (struct err)ERR_INIT;
	while (!slice("phong3", "arrears.finish", "3"))
		;
	assert_int_equal(COUNT(BLOCKED), 0);
	assert_int_equal(COUNT(CLAIMED), 0);
	assert_int_equal(sweep(), 0);
	MUST(rate_search_all_done(o.db, &o.err));
}

/* Given up half way: the rate waits on, a new search finds the rest. */
static void
test_settled_half_and_stopped(void **state)
{
	(void)state;
	claimed_and_undone();
	assert_false(slice("phong", "arrears.finish", "2"));
	MUST(office_post(&o, "phong", "arrears.abort", NULL, "job", job, NULL));
	assert_int_equal(COUNT("SELECT count(*) FROM stage_arrears"), 0);
	assert_int_equal(rate_search_all_done(o.db, &o.err), ST_INVALID);
	o.err = (struct err)ERR_INIT;
	assert_int_equal(sweep(), 0);
	search("2019-11");
	assert_int_equal(COUNT(BLOCKED), 0);
	assert_int_equal(sweep(), 0);
	MUST(rate_search_all_done(o.db, &o.err));
}

#define PAIR(from, to)                                                         \
	ASK("tinh", "kind", "keeps_both.set", "family", "single_parent",        \
	    "other", "disabled", "from", from, "to", to, "source", "NQ 3")

/* A pair that ends before what lists have would claim of everybody at once. */
static void
test_pair_ends(void **state)
{
	(void)state;
	REFUSED(PAIR("2015-01", "2019-10"), ST_INVALID, "to");
	assert_non_null(strstr(o.err.msg, "11/2019"));
	o.err = (struct err)ERR_INIT;
	assert_int_equal(COUNT("SELECT count(*) FROM keeps_both"
	    " WHERE to_month IS NOT NULL"), 0);
	/* With what is listed, or later, and a row of its own. */
	MUST(PAIR("2015-01", "2019-11"));
	MUST(approve("so"));
	assert_int_equal(COUNT("SELECT count(*) FROM keeps_both"
	    " WHERE to_month = '2019-11'"), 1);
	MUST(PAIR("2015-01", "2019-12"));
	MUST(approve("so"));
	MUST(PAIR("2019-12", "2019-12"));
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, lowered_rate, teardown)
	const struct CMUnitTest tests[] = {
		T(test_found), T(test_two_people), T(test_claim),
		T(test_give_up), T(test_counted_anew), T(test_undone),
		T(test_undone_before), T(test_settled_in_slices),
		T(test_settled_after_a_cut), T(test_settled_half_and_stopped),
		T(test_pair_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
