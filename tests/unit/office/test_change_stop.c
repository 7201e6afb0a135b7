/* SPDX-License-Identifier: ISC */
/*
 * Requests that end, rest and resume entitlements: which month is the last
 * one paid, what is blocked, what becomes a recovery, who may ask.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "change_help.h"
#include "office/balance/recovery.h"
#include "office/pay/pay.h"
#include "text/lang.h"

#define DEATH(day) "kind", "stop", "reason", "death", "event_on", day
#define STOP(why, day) "kind", "stop", "reason", why, "event_on", day
#define PANG "person", "101"

#define BLOCKED COUNT("SELECT count(*) FROM block b JOIN line l"               \
	" ON l.id = b.line_id WHERE l.person_id = 101")

/* ---- stop ----------------------------------------------------------------- */

/* As soon as it is reported, by whoever, nobody is paid. */
static void
test_death_blocks_at_once(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	SAYS("blocked at every desk: 1 line of 11/2019, 270.000 đồng");
	assert_int_equal(BLOCKED, 1);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL),
	    ST_INVALID);
	assert_int_equal(COUNT("SELECT count(*) FROM block WHERE change_id IS NULL"), 0);
	/* Until somebody says no: then it is as before. */
	MUST(decide("truong", "change.reject", "he lives"));
	SAYS("lines that can be paid again: 1");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
}

/* Why, as the desk tells it, in the language of who pays. */
static void
blocked_for(const char *language, const char *want)
{
	struct payout_lines l = { .n = 0 };
	struct actor a;

	lang_set(language);
	office_actor(&o, "lan", &a);
	MUST(payout_lines_of(o.db, &a.scope,
	    COUNT("SELECT max(id) FROM period"), 101, &l, &o.err));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.v[0].blocked, want);
	payout_lines_done(&l);
	actor_done(&a);
}

static void
test_block_is_read_in_another_language(void **state)
{
	(void)state;
	lang_set("en");
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	blocked_for("vi", "đã chết ngày 05/11/2019 (đề nghị 1)");
	blocked_for("en", "died on 05/11/2019 (request 1)");
	/* What a person typed, and what older versions stored, stays. */
	MUST(office_sql(&o, "UPDATE block SET reason = 'looked into %s'"));
	blocked_for("vi", "looked into %s");
	lang_set("en");
}

/* A line that is blocked by hand is the report's too: whoever lets it be paid
 * again by hand pays nobody who is reported dead. */
static void
test_death_beside_a_block(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(office_post(&o, "quan", "block", NULL, "person", "101", "reason",
	    "looked into", NULL));
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	MUST(office_post(&o, "truong", "unblock", NULL, "person", "101",
	    "reason", "seen to", NULL));
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL),
	    ST_INVALID);
	MUST(decide("truong", "change.reject", "he lives"));
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
}

/* A draft with such a line that is submitted meanwhile. */
static void
test_death_beside_a_block_of_a_draft(void **state)
{
	char list[24];

	(void)state;
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	(void)snprintf(list, sizeof(list), "%" PRId64,
	    office_draft(&o, "2019-11", "119"));
	MUST(office_sql(&o, "INSERT INTO block (line_id, reason, staff_id, at)"
	    " SELECT id, 'looked into', 37, '' FROM line WHERE person_id = 101"));
	MUST(office_submit(&o, "phong", list));
	assert_int_equal(COUNT("SELECT count(*) FROM block b JOIN line l"
	    " ON l.id = b.line_id WHERE l.person_id = 101"
	    " AND b.cause = 'report'"), 1);
}

/* However many lines there are: none is left to be paid, none stays blocked. */
static void
test_death_blocks_all(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	office_lines_more(&o, F_PANG, 300);
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	SAYS("blocked at every desk: 301 lines of 11/1994–11/2019");
	assert_int_equal(BLOCKED, 301);
	MUST(decide("truong", "change.reject", "he lives"));
	assert_int_equal(BLOCKED, 0);
	/* Approved, all of them are an heir's. */
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	MUST(approve("truong"));
	SAYS("can be paid to an heir, with a document: 301 lines");
	assert_int_equal(BLOCKED, 0);
}

/* So are all that were paid after a stop claimed back. */
static void
test_stop_recovers_all(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	office_lines_more(&o, F_PANG, 300);
	MUST(office_sql(&o, "UPDATE entitlement SET from_month = '1990-01'"
	    " WHERE id = 401"));
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(ASK("phong", STOP("not_eligible", "1995-01-15"), PANG));
	SAYS("paid already: 298 lines of 02/1995–11/2019, 29.970.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT sum(amount) FROM recovery_entry"), 29970000);
}

static void
test_withdrawn_death_gives_lines_free(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	assert_int_equal(decide("mai", "change.withdraw", NULL), ST_DENIED);
	MUST(decide("lan", "change.withdraw", NULL));
	assert_int_equal(BLOCKED, 0);
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	MUST(decide("phong", "change.withdraw", NULL));
	assert_int_equal(BLOCKED, 0);
}

/* A list approved after the report has the dead on it, blocked. */
static void
test_death_blocks_later_lists(void **state)
{
	(void)state;
	MUST(ASK("lan", DEATH("2019-10-30"), PANG));
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(BLOCKED, 1);
}

/* So has a list that was made before a stop was approved. */
static void
test_stop_holds_an_older_draft(void **state)
{
	char list[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)snprintf(list, sizeof(list), "%" PRId64,
	    office_draft(&o, "2019-12", "119"));
	MUST(ASK("phong", STOP("waiver", "2019-11-05"), PANG));
	MUST(approve("truong"));
	MUST(office_submit(&o, "phong", list));
	assert_int_equal(BLOCKED, 1);
	/* Sent back and made anew, it does not have him at all. */
	MUST(office_post(&o, "truong", "list.return", NULL, "list", list,
	    "reason", "x", NULL));
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(BLOCKED, 0);
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE person_id = 101"
	    " AND month = '2019-12'"), 0);
}

/* An unblocking by hand does not get around the request. */
static void
test_block_of_a_request_stays(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	assert_int_not_equal(office_post(&o, "quan", "unblock", NULL, PANG,
	    "reason", "x", NULL), ST_OK);
	assert_int_equal(BLOCKED, 1);
}

/* NĐ 20/2021 art. 8.2: the month of death is due, the next is not. */
static void
test_death_month_is_the_last(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", DEATH("2019-11-05"), PANG));
	SAYS("136.5.5b ends with 11/2019, the last month paid");
	SAYS("can be paid to an heir, with a document: 1 line of 11/2019, "
	    "270.000 đồng");
	SAYS("blocked at every desk: 1 line of 12/2019, 270.000 đồng");
	SAYS("funeral support of 5.400.000 đồng can be asked for");
	MUST(approve("truong"));
	SAYS("blocked at every desk: 1 line of 12/2019, 270.000 đồng");
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 101"
	    " AND state = 'dead' AND state_on = '2019-11-05'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 401"
	    " AND to_month = '2019-11' AND state = 'stopped'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM block b JOIN line l"
	    " ON l.id = b.line_id WHERE l.person_id = 101 AND l.month = '2019-12'"), 1);
	assert_int_equal(BLOCKED, 1);
	REFUSED(ASK("phong", DEATH("2019-11-05"), PANG), ST_INVALID, "person");
}

/* Money of months after the death comes back. */
static void
test_paid_after_death_is_a_recovery(void **state)
{
	struct recovery_row r;
	struct actor a;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	(void)office_list(&o, "2020-01", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2020-01", NULL));
	MUST(ASK("phong", DEATH("2019-11-02"), PANG));
	SAYS("paid already: 2 lines of 12/2019–01/2020, 540.000 đồng; "
	    "a recovery of 540.000 đồng is opened");
	assert_int_equal(COUNT("SELECT count(*) FROM recovery"), 0);
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT sum(amount) FROM recovery_entry"
	    " WHERE kind = 'overpaid'"), 540000);
	assert_int_equal(BLOCKED, 0);
	office_actor(&o, "truong", &a);
	lang_set("vi");
	MUST(recovery_get(o.db, &a.scope, 1, &r, &o.err));
	assert_string_equal(r.reason, "đã chết ngày 02/11/2019 (đề nghị 1)");
	lang_set("en");
	MUST(recovery_get(o.db, &a.scope, 1, &r, &o.err));
	assert_string_equal(r.reason, "died on 02/11/2019 (request 1)");
	actor_done(&a);
}

/* What begins after the death never was. */
static void
test_death_voids_what_begins_later(void **state)
{
	(void)state;
	MUST(ASK("phong", DEATH("2019-11-02"), "person", "102"));
	SAYS("136.5.4a 12/2019– begins later: it never was");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 503"
	    " AND state = 'void'"), 1);
}

static void
test_stop_is_refused(void **state)
{
	(void)state;
	REFUSED(ASK("phong", DEATH("2019-11-09"), PANG), ST_INVALID, "event_on");
	REFUSED(ASK("phong", DEATH("1935-01-01"), PANG), ST_INVALID, "event_on");
	REFUSED(ASK("phong", STOP("waiver", "2017-12-31"), PANG), ST_INVALID,
	    "event_on");
	REFUSED(ASK("phong", STOP("unpaid", "2019-11-01"), PANG), ST_INVALID,
	    "reason");
	REFUSED(ASK("lan", STOP("waiver", "2019-11-01"), PANG), ST_DENIED,
	    "reason");
	REFUSED(ASK("phong", DEATH("2019-11-01"), PANG, "entitlement", "401"),
	    ST_INVALID, "entitlement");
	REFUSED(ASK("phong", STOP("waiver", "2019-11-01"), "person", "101",
	    "entitlement", "402"), ST_NOTFOUND, "event_on");
	REFUSED(ASK("phong", STOP("waiver", "2019-11-01"), PANG, "category",
	    "136.5.5b"), ST_INVALID, "category");
	REFUSED(ASK("phong", "kind", "stop", PANG, "event_on", "2019-11-01"),
	    ST_INVALID, "reason");
	assert_int_equal(COUNT("SELECT count(*) FROM change"), 0);
}

/* One of two allowances ends, the other goes on. */
static void
test_stop_of_one(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", STOP("not_eligible", "2019-11-01"), "person", "103",
	    "entitlement", "501"));
	SAYS("28.17.1 ends with 11/2019");
	SAYS_NOT("28.16.6b");
	SAYS("blocked at every desk: 1 line of 12/2019, 270.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement"
	    " WHERE person_id = 103 AND state = 'active'"), 1);
}

static void
test_moved_leaves_the_roll(void **state)
{
	(void)state;
	MUST(ASK("quan", STOP("moved", "2019-11-01"), PANG));
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 101"
	    " AND state = 'moved'"), 1);
	assert_int_equal(BLOCKED, 0);
}

/* ---- two people, one version --------------------------------------------- */

static void
test_maker_does_not_decide(void **state)
{
	(void)state;
	MUST(ASK("phong", STOP("waiver", "2019-11-01"), PANG));
	/* He was given the other role meanwhile. */
	MUST(office_sql(&o, "UPDATE staff SET role = 'approver' WHERE id = 37"));
	REFUSED(approve("phong"), ST_DENIED, "change");
	REFUSED(decide("phong", "change.reject", "x"), ST_DENIED, "change");
	MUST(approve("truong"));
	REFUSED(approve("truong"), ST_EXISTS, "change");
}

static void
test_approval_of_what_was_seen(void **state)
{
	char id[24];

	(void)state;
	MUST(ASK("phong", STOP("waiver", "2019-11-01"), PANG));
	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	MUST(keep(office_post(&o, "phong", "change.amend", &args, "change", id,
	    "version", "1", "reason", "prison", "event_on", "2019-10-01", NULL)));
	SAYS("ends with 10/2019");
	REFUSED(office_post(&o, "truong", "change.approve", NULL, "change", id,
	    "version", "1", NULL), ST_BUSY, "version");
	REFUSED(office_post(&o, "truong", "change.reject", NULL, "change", id,
	    "version", "1", "reason", "x", NULL), ST_BUSY, "version");
	REFUSED(office_post(&o, "phong", "change.amend", NULL, "change", id,
	    "version", "1", "reason", "prison", "event_on", "2019-10-01", NULL),
	    ST_BUSY, "version");
	MUST(approve("truong"));
	REFUSED(office_post(&o, "phong", "change.amend", NULL, "change", id,
	    "version", "2", "reason", "prison", "event_on", "2019-10-01", NULL),
	    ST_INVALID, "change");
	REFUSED(decide("phong", "change.withdraw", NULL), ST_EXISTS, "change");
}

/* What was reported wrongly is corrected by who did, or by a list owner. */
static void
test_amend_of_a_report(void **state)
{
	char id[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	(void)snprintf(id, sizeof(id), "%" PRId64, request);
	REFUSED(office_post(&o, "mai", "change.amend", NULL, "change", id,
	    "version", "1", "reason", "moved", "event_on", "2019-11-05", NULL),
	    ST_DENIED, "change");
	REFUSED(office_post(&o, "lan", "change.amend", NULL, "change", id,
	    "version", "1", "reason", "moved", "event_on", "2019-11-05",
	    "person", "102", NULL), ST_INVALID, "person");
	REFUSED(office_post(&o, "lan", "change.amend", NULL, "change", id,
	    "version", "1", "kind", "delivery", "delivery", "home", NULL),
	    ST_INVALID, "kind");
	assert_int_equal(BLOCKED, 1);
	/* He did not die, he moved: nothing is blocked before that is decided. */
	MUST(office_post(&o, "lan", "change.amend", NULL, "change", id,
	    "version", "1", "reason", "moved", "event_on", "2019-11-05", NULL));
	assert_int_equal(BLOCKED, 0);
	MUST(office_post(&o, "phong", "change.amend", NULL, "change", id,
	    "version", "2", "reason", "death", "event_on", "2019-11-05", NULL));
	assert_int_equal(BLOCKED, 1);
}

/* The record changed under the request: somebody looks again. */
static void
test_approval_while_the_record_changes(void **state)
{
	int64_t first;

	(void)state;
	MUST(ASK("phong", STOP("waiver", "2019-11-01"), "person", "103",
	    "entitlement", "501"));
	first = request;
	MUST(ASK("phong", STOP("not_eligible", "2019-11-02"), "person", "103",
	    "entitlement", "403"));
	MUST(approve("truong"));
	request = first;
	REFUSED(approve("truong"), ST_BUSY, "change");
}

static void
test_twice_the_same(void **state)
{
	(void)state;
	MUST(ASK("phong", STOP("waiver", "2019-11-01"), PANG));
	REFUSED(ASK("quan", STOP("moved", "2019-11-01"), PANG), ST_EXISTS, "kind");
	MUST(decide("truong", "change.reject", "x"));
	MUST(ASK("phong", STOP("waiver", "2019-11-01"), PANG));
	/* A death blocks whatever else waits. */
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("lan", DEATH("2019-11-01"), PANG));
	assert_int_equal(BLOCKED, 1);
	REFUSED(ASK("quan", DEATH("2019-11-02"), PANG), ST_EXISTS, "kind");
}

static void
test_not_for_the_merged(void **state)
{
	(void)state;
	MUST(office_sql(&o, "UPDATE person SET state = 'merged',"
	    " merged_into = 102 WHERE id = 101"));
	REFUSED(ASK("phong", DEATH("2019-11-01"), PANG), ST_INVALID, "person");
	assert_non_null(strstr(o.err.msg, "went into another: ask there"));
}

/* A preview asks nothing of anybody. */
static void
test_preview_leaves_nothing(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(keep(office_post(&o, "lan", "change.preview", &args,
	    DEATH("2019-11-01"), PANG, NULL)));
	SAYS("blocked at every desk");
	assert_int_equal(COUNT("SELECT count(*) FROM change"), 0);
	assert_int_equal(BLOCKED, 0);
	MUST(ASK("lan", DEATH("2019-11-01"), PANG));
	{
		char id[24];

		(void)snprintf(id, sizeof(id), "%" PRId64, request);
		MUST(keep(office_post(&o, "truong", "change.effect", &args,
		    "change", id, NULL)));
	}
	SAYS("136.5.5b ends with 11/2019");
	assert_int_equal(COUNT("SELECT count(*) FROM change"
	    " WHERE state = 'waiting'"), 1);
}

/* ---- rest ------------------------------------------------------------------ */

#define REST "kind", "suspend", "reason", "unpaid", PANG

static void
test_rest_and_resume(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", REST, "from", "2019-12"));
	SAYS("136.5.5b rests from 12/2019 on");
	SAYS("blocked at every desk: 1 line of 12/2019, 270.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(BLOCKED, 1);
	(void)office_list(&o, "2020-01", "119");
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE person_id = 101"
	    " AND month = '2020-01'"), 0);
	/* 01 was not listed, 12 was, and waits. */
	MUST(ASK("phong", "kind", "resume", PANG, "from", "2020-02", "arrears",
	    "yes"));
	SAYS("136.5.5b is due again from 02/2020 on");
	SAYS("can be paid again: 1 line of 12/2019, 270.000 đồng");
	SAYS("will appear in the list of 02/2020: 1 × 270.000 arrears");
	MUST(approve("truong"));
	assert_int_equal(BLOCKED, 0);
	assert_int_equal(COUNT("SELECT sum(total) FROM arrears"), 270000);
}

static void
test_resume_without_arrears(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", REST, "from", "2019-12"));
	MUST(approve("truong"));
	(void)office_list(&o, "2020-01", "119");
	MUST(ASK("phong", "kind", "resume", PANG, "from", "2020-01", "arrears",
	    "no"));
	SAYS("what rested since 12/2019 is not paid");
	SAYS("will appear in the list of 02/2020: 1 × 270.000 arrears");
	MUST(approve("truong"));
	assert_int_equal(BLOCKED, 1);
	assert_int_equal(COUNT("SELECT count(*) FROM suspension WHERE"
	    " entitlement_id = 401 AND to_month = '2019-12'"), 1);
}

static void
test_rest_is_refused(void **state)
{
	(void)state;
	REFUSED(ASK("phong", REST, "from", "2017-12"), ST_INVALID, "from");
	REFUSED(ASK("phong", "kind", "resume", PANG, "arrears", "no"),
	    ST_NOTFOUND, "entitlement");
	MUST(ASK("phong", REST, "from", "2019-12"));
	MUST(approve("truong"));
	REFUSED(ASK("phong", REST, "from", "2020-03"), ST_EXISTS, "from");
	REFUSED(ASK("phong", "kind", "resume", PANG, "arrears", "no", "from",
	    "2019-10"), ST_INVALID, "from");
	REFUSED(ASK("phong", "kind", "resume", PANG, "from", "2020-01"),
	    ST_INVALID, "arrears");
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_death_blocks_at_once),
		T(test_block_is_read_in_another_language),
		T(test_death_beside_a_block),
		T(test_death_beside_a_block_of_a_draft),
		T(test_death_blocks_all), T(test_stop_recovers_all),
		T(test_withdrawn_death_gives_lines_free),
		T(test_death_blocks_later_lists),
		T(test_stop_holds_an_older_draft),
		T(test_block_of_a_request_stays),
		T(test_death_month_is_the_last),
		T(test_paid_after_death_is_a_recovery),
		T(test_death_voids_what_begins_later),
		T(test_stop_is_refused),
		T(test_stop_of_one),
		T(test_moved_leaves_the_roll),
		T(test_maker_does_not_decide),
		T(test_approval_of_what_was_seen),
		T(test_amend_of_a_report),
		T(test_approval_while_the_record_changes),
		T(test_twice_the_same),
		T(test_not_for_the_merged),
		T(test_preview_leaves_nothing),
		T(test_rest_and_resume),
		T(test_resume_without_arrears),
		T(test_rest_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
