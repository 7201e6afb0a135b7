/* SPDX-License-Identifier: ISC */
/*
 * balance: what is due and had of a month, and what settles it; a test for a
 * rule.  Pâng (101) has 270.000 by 401, his namesake (102) 405.000 by 402, Ơn
 * (103) 675.000 by 403 and 270.000 for her carer by 501.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/str.h"
#include "office/balance/account.h"
#include "office/balance/arrears.h"
#include "office/balance/opening.h"
#include "office/balance/settle.h"
#include "office_fixture.h"

static struct office o;
static struct verb_call call;
static struct wire_verb in;
static struct wire_args answer;
static struct actor who;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	office_actor(&o, "truong", &who);
	memset(&in, 0, sizeof(in));
	wire_args_init(&answer);
	call = (struct verb_call){ .db = o.db, .who = &who, .in = &in,
	    .out = &answer };
	clock_text(call.now);
	(void)str_copy_cut(call.today, sizeof(call.today), call.now);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	wire_args_done(&answer);
	actor_done(&who);
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
pay(int64_t person, const char *period)
{
	if (office_pay(&o, "lan", person, period, NULL) != ST_OK)
		fail_msg("%s", o.err.msg);
}

/* Group number `i` of a month, as the books say now. */
static struct account_group
group(int64_t person, const char *month, unsigned i)
{
	struct account_group is = { .due = 0 };
	struct account_at at;
	struct account a;

	assert_int_equal(account_load(o.db, person, &a, &o.err), ST_OK);
	assert_int_equal(account_at(&a, account_month(month), &at, &o.err),
	    ST_OK);
	if (i < at.groups)
		is = at.group[i];
	account_done(&a);
	return is;
}

static unsigned
groups(int64_t person, const char *month)
{
	struct account_at at;
	struct account a;

	assert_int_equal(account_load(o.db, person, &a, &o.err), ST_OK);
	assert_int_equal(account_at(&a, account_month(month), &at, &o.err),
	    ST_OK);
	account_done(&a);
	return at.groups;
}

static struct settled
settle_as(int64_t person, const char *from, bool no_arrears)
{
	const struct settle_ask ask = { .person = person, .from = from,
	    .to = "", .why = "x", .decision = "", .decided_on = "",
	    .no_arrears = no_arrears };
	struct settled is;

	assert_int_equal(db_begin(o.db, &o.err), ST_OK);
	if (balance_settle(&call, &ask, &is, &o.err) != ST_OK)
		fail_msg("%s", o.err.msg);
	assert_int_equal(db_commit(o.db, &o.err), ST_OK);
	return is;
}

static struct settled
settle(int64_t person, const char *from)
{
	return settle_as(person, from, false);
}

/* Settled, it does nothing more. */
static void
even(int64_t person, const char *from)
{
	struct settled is = settle(person, from);

	assert_int_equal(is.blocked.n + is.freed.n + is.claimed.n +
	    is.withdrawn.n + is.unclaimed.n + is.ordered.n + is.given_up.n +
	    is.told.n, 0);
}

/* A number out of the books; ?1 is Pâng. */
#define COUNT(text)                                                            \
	({                                                                     \
		static const struct db_sql q_ = { "t.count", text };           \
		office_int(&o, &q_, F_PANG);                                   \
	})
#define STOP "UPDATE entitlement SET to_month = '2019-10' WHERE id = 401"
#define LIVE "UPDATE entitlement SET to_month = NULL WHERE id = 401"

/* ---- due --------------------------------------------------------------------- */

/* Of two that exclude each other the higher; care is a group of its own, and
 * nothing is netted between groups. */
static void
test_groups(void **state)
{
	struct settled is;

	(void)state;
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (901, 102, '28.16.6b', '2018-01', '')");
	assert_int_equal(groups(F_PANG2, "2019-11"), 1);
	assert_int_equal(group(F_PANG2, "2019-11", 0).due, 675000);
	assert_int_equal(groups(F_ON, "2019-11"), 2);
	assert_int_equal(group(F_ON, "2019-11", 0).due, 675000);
	assert_int_equal(group(F_ON, "2019-11", 1).due, 270000);
	(void)office_list(&o, "2019-11", "119");
	pay(F_ON, "2019-11");
	sql("UPDATE entitlement SET to_month = '2019-10' WHERE id = 403;"
	    "UPDATE entitlement SET hundredths = 200 WHERE id = 501");
	is = settle(F_ON, "2019-11");
	assert_int_equal(is.claimed.total, 675000);
	assert_int_equal(is.ordered.total, 270000);
	even(F_ON, "2019-11");
}

/* A third that excludes both makes one group of two that are kept beside each
 * other; of two that are kept each is a group. */
static void
test_linked_through_a_third(void **state)
{
	(void)state;
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (902, 101, '136.5.4a', '2019-12', '')");
	assert_int_equal(groups(F_PANG, "2019-12"), 2);
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (903, 101, '136.5.1b', '2019-12', '')");
	assert_int_equal(groups(F_PANG, "2019-12"), 1);
}

/* Paid before the rest was approved: due, as far as without the rest; paid
 * after it: not. */
static void
test_rest(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	pay(F_PANG, "2019-11");
	sql("INSERT INTO suspension (entitlement_id, from_month, receipts)"
	    " SELECT 401, '2019-11', max(no) FROM receipt");
	even(F_PANG, "2019-11");
	assert_int_equal(group(F_PANG, "2019-11", 0).due, 270000);
	assert_int_equal(group(F_PANG, "2019-12", 0).due, 0);
	sql("UPDATE entitlement SET hundredths = 50 WHERE id = 401;"
	    "DROP TRIGGER line_no_update;"
	    "UPDATE line SET standard = 135000 WHERE person_id = 101");
	assert_int_equal(group(F_PANG, "2019-11", 0).due, 135000);
	sql("UPDATE suspension SET receipts = 0 WHERE entitlement_id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.claimed.total, 270000);
}

/* Lowered backwards: what was had at it stays due, and nothing else is. */
static void
test_rate_of_then(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	pay(F_PANG, "2019-11");
	sql("UPDATE standard SET amount = 200000;"
	    "DELETE FROM suspension WHERE entitlement_id = 405;"
	    "UPDATE entitlement SET state = 'active' WHERE id = 405");
	even(F_PANG, "2019-11");
	even(F_PANG2, "2019-11"); /* open: not blocked either */
	is = settle(F_SUSPENDED, "2019-11");
	assert_int_equal(is.ordered.total, 200000);
	assert_int_equal(group(F_PANG, "2019-12", 0).due, 200000);
}

/* ---- had --------------------------------------------------------------------- */

/* What was cut from a line was had; a draft is nobody's. */
static void
test_gross_and_draft(void **state)
{
	int64_t list = office_draft(&o, "2019-11", "119");
	char id[24];

	(void)state;
	assert_int_equal(group(F_PANG, "2019-11", 0).had, 0);
	assert_false(group(F_PANG, "2019-11", 0).any);
	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	assert_int_equal(office_submit(&o, "phong", id), ST_OK);
	assert_int_equal(group(F_PANG, "2019-11", 0).had, 270000);
	sql("DROP TRIGGER line_no_update; UPDATE line SET amount = 200000,"
	    " deducted = 70000 WHERE entitlement_id = 401");
	assert_int_equal(group(F_PANG, "2019-11", 0).had, 270000);
	even(F_PANG, "2019-11");
}

/* By hand: had all the same, neither replaced nor freed. */
static void
test_blocked_by_hand(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person", "101",
	    "reason", "x", NULL), ST_OK);
	assert_int_equal(group(F_PANG, "2019-11", 0).had, 270000);
	even(F_PANG, "2019-11");
	assert_int_equal(COUNT("SELECT count(*) FROM block b JOIN line l"
	    " ON l.id = b.line_id WHERE l.person_id = ?1"), 1);
}

/* The balance puts its own beside it: not had, and nothing replaces the line
 * until the other goes. */
static void
test_blocked_beside(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person", "101",
	    "reason", "x", NULL), ST_OK);
	sql("UPDATE entitlement SET manual = 100000 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.ordered.n, 0);
	assert_int_equal(COUNT("SELECT count(*) FROM block b JOIN line l"
	    " ON l.id = b.line_id WHERE l.person_id = ?1"), 2);
	assert_int_equal(group(F_PANG, "2019-11", 0).had, 0);
	assert_int_equal(group(F_PANG, "2019-11", 0).held, 270000);
	even(F_PANG, "2019-11");
	sql("DELETE FROM block WHERE cause = 'hand'");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.ordered.total, 100000);
	even(F_PANG, "2019-11");
}

/* An open line of a record that went into another is blocked, and what is due
 * comes out where the record stands. */
static void
test_merged_record(void **state)
{
	struct settled is;

	(void)state;
	sql("UPDATE entitlement SET to_month = '2019-10' WHERE id = 401");
	(void)office_list(&o, "2019-11", "119");
	sql("UPDATE person SET state = 'merged', merged_into = 101,"
	    " state_on = '2019-11-01' WHERE id = 102");
	is = settle(F_PANG2, "2019-11");
	assert_int_equal(is.blocked.total, 405000);
	assert_int_equal(is.ordered.total, 405000);
	assert_int_equal(COUNT("SELECT total FROM arrears WHERE person_id = ?1"),
	    405000);
	even(F_PANG, "2019-11");
}

/* Listed under the record that stays: the next difference is another line, or no
 * list could take it.  Two again, an order of the whole month that is the other
 * record's stands beside this one's. */
static void
test_merged_lines(void **state)
{
	int64_t seq = 0;

	(void)state;
	(void)office_draft(&o, "2019-11", "119");
	sql("UPDATE person SET state = 'merged', merged_into = 101,"
	    " state_on = '2019-11-01' WHERE id = 102;"
	    "INSERT INTO line SELECT 9000, list_id, period_id, no, 101,"
	    " entitlement_id, month, 'difference', 1, amount, standard,"
	    " hundredths, category, area_id, point_id, delivery, name, birth,"
	    " identity, village, NULL, 0, NULL FROM line WHERE person_id = 102"
	    " AND kind = 'base'");
	assert_int_equal(arrears_seq(o.db, COUNT("SELECT entitlement_id FROM"
	    " line WHERE id = 9000 OR id = ?1"), "2019-11",
	    ARREARS_DIFFERENCE, &seq, &o.err), ST_OK);
	assert_int_equal(seq, 2);
}

static void
test_order_beside(void **state)
{
	struct settled is;

	(void)state;
	sql("UPDATE entitlement SET from_month = '2019-12' WHERE person_id = 102");
	(void)office_list(&o, "2019-11", "119");
	sql("UPDATE entitlement SET from_month = '2019-11' WHERE person_id = 102;"
	    "INSERT INTO arrears (id, person_id, entitlement_id, kind,"
	    " from_month, to_month, reason, due_period, total, state, staff_id,"
	    " at) SELECT 9000, 101, id, 'arrears', '2019-11', '2019-11', 'x',"
	    " '2019-12', 1000, 'due', (SELECT min(id) FROM staff),"
	    " '2019-11-02T08:00:00' FROM entitlement"
	    " WHERE person_id = 102 ORDER BY id LIMIT 1;"
	    "INSERT INTO arrears_month (arrears_id, month, seq, amount, standard,"
	    " hundredths) VALUES (9000, '2019-11', 1, 1000, 270000, 100)");
	is = settle(F_PANG2, "2019-11");
	assert_int_equal(is.ordered.total, 405000 + 270000);
	even(F_PANG2, "2019-11");
}

/* It ends with the month before the owner's first list. */
static void
test_opening(void **state)
{
	struct settled is;

	(void)state;
	assert_int_equal(db_begin(o.db, &o.err), ST_OK);
	sql("INSERT INTO meta (key, value)"
	    " VALUES ('opening', 'missing')");
	assert_int_equal(balance_open_books(o.db, &o.err), ST_OK);
	assert_int_equal(db_commit(o.db, &o.err), ST_OK);
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(group(F_PANG2, "2019-10", 0).opening, 405000);
	assert_int_equal(group(F_PANG2, "2019-11", 0).opening, 0);
	even(F_PANG2, "");
	/* Too much by it is told once, and not claimed. */
	sql("UPDATE entitlement SET manual = 400000, state = 'active'"
	    " WHERE id = 402");
	is = settle(F_PANG2, "2019-09");
	assert_int_equal(is.told.n, 2);
	assert_int_equal(is.told.total, 10000);
	assert_int_equal(is.claimed.n, 0);
	assert_int_equal(is.blocked.n, 1); /* of the list */
	even(F_PANG2, "2019-09");
}

/* ---- missing ----------------------------------------------------------------- */

/* Given up arrears are not ordered again, and a raise is. */
static void
test_given_up(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	sql("UPDATE entitlement SET hundredths = 200 WHERE id = 401");
	is = settle_as(F_PANG, "2019-11", true);
	assert_int_equal(is.given_up.total, 270000);
	assert_int_equal(is.ordered.n, 0);
	even(F_PANG, "2019-11");
	sql("UPDATE entitlement SET hundredths = 300 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.ordered.total, 270000);
}

/* A claim shrinks before anything is ordered, and by what has not come back. */
static void
test_claim_shrinks_first(void **state)
{
	struct settled is;
	char id[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	pay(F_PANG, "2019-11");
	sql(STOP);
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.claimed.total, 270000);
	(void)snprintf(id, sizeof(id), "%" PRId64,
	    COUNT("SELECT id FROM recovery WHERE person_id = ?1"));
	assert_int_equal(office_post(&o, "phong", "recovery.repaid", NULL,
	    "recovery", id, "amount", "70000", "document", "7/PT", NULL), ST_OK);
	sql(LIVE "; UPDATE entitlement SET hundredths = 150 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.unclaimed.total, 200000);
	assert_int_equal(is.ordered.total, 70000 + 135000);
	even(F_PANG, "2019-11");
}

/* A blocked line is given free as far as it fits; the rest is ordered. */
static void
test_freed_as_it_fits(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	sql(STOP);
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.blocked.total, 270000);
	sql(LIVE "; UPDATE entitlement SET hundredths = 50 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.freed.n, 0);
	assert_int_equal(is.ordered.total, 135000);
	/* It fits: the line in place of the order. */
	sql("UPDATE entitlement SET hundredths = 100 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.freed.total, 270000);
	assert_int_equal(COUNT("SELECT count(*) FROM arrears"
	    " WHERE person_id = ?1 AND state = 'due'"), 0);
	sql("UPDATE entitlement SET hundredths = 150 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.ordered.total, 135000);
	even(F_PANG, "2019-11");
}

/* What the owner's next list covers is left to it; an order of such a month is
 * withdrawn, also when the list comes back. */
static void
test_left_to_the_list(void **state)
{
	int64_t list;
	char id[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	list = office_draft(&o, "2019-12", "119");
	(void)snprintf(id, sizeof(id), "%" PRId64, list);
	sql("DELETE FROM suspension WHERE entitlement_id = 405;"
	    "UPDATE entitlement SET state = 'active' WHERE id = 405");
	even(F_SUSPENDED, "2019-12");
	assert_int_equal(office_submit(&o, "phong", id), ST_OK);
	assert_int_equal(settle(F_SUSPENDED, "2019-12").ordered.total, 270000);
	assert_int_equal(office_post(&o, "truong", "list.return", NULL, "list",
	    id, "reason", "x", NULL), ST_OK);
	(void)settle(F_SUSPENDED, "2019-12");
	assert_int_equal(COUNT("SELECT count(*) FROM arrears"
	    " WHERE person_id = 105 AND state = 'due' AND ?1 > 0"), 0);
}

/* ---- too much ---------------------------------------------------------------- */

/* Orders go first, then open lines, and what was paid is claimed. */
static void
test_too_much_in_order(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	pay(F_PANG, "2019-11");
	sql("UPDATE entitlement SET hundredths = 200 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.ordered.total, 270000);
	sql("UPDATE entitlement SET hundredths = 150 WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	assert_int_equal(is.claimed.n, 0);
	assert_int_equal(COUNT("SELECT sum(total) FROM arrears"
	    " WHERE person_id = ?1 AND state = 'due'"), 135000);
	(void)office_list(&o, "2019-12", "119");
	sql("UPDATE entitlement SET manual = 200000, hundredths = NULL"
	    " WHERE id = 401");
	is = settle(F_PANG, "2019-11");
	/* 11: 135.000 open, 270.000 paid; 12: 405.000 open. */
	assert_int_equal(is.blocked.total, 135000 + 405000);
	assert_int_equal(is.claimed.total, 70000);
	assert_int_equal(is.ordered.total, 200000);
	even(F_PANG, "2019-11");
}

/* A claim is at most what is paid of its month or has come back. */
static void
test_claim_after_a_reversal(void **state)
{
	int64_t receipt = 0;
	char id[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", &receipt),
	    ST_OK);
	sql(STOP);
	assert_int_equal(settle(F_PANG, "2019-11").claimed.total, 270000);
	(void)snprintf(id, sizeof(id), "%" PRId64, receipt);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt", id,
	    "reason", "x", NULL), ST_OK);
	assert_int_equal(COUNT("SELECT sum(iif(kind = 'overpaid', amount,"
	    " -amount)) FROM recovery_entry WHERE ?1 > 0"), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM block b JOIN line l"
	    " ON l.id = b.line_id WHERE l.person_id = ?1"), 1);
	even(F_PANG, "2019-11");
}

/* What was written off is not claimed again. */
static void
test_written_off(void **state)
{
	char id[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	pay(F_PANG, "2019-11");
	sql(STOP);
	(void)settle(F_PANG, "2019-11");
	(void)snprintf(id, sizeof(id), "%" PRId64,
	    COUNT("SELECT id FROM recovery WHERE person_id = ?1"));
	assert_int_equal(office_post(&o, "phong", "recovery.write_off", NULL,
	    "recovery", id, "amount", "270000", "document", "7/QĐ",
	    "document_on", "2019-11-06", NULL), ST_OK);
	even(F_PANG, "2019-11");
	assert_int_equal(group(F_PANG, "2019-11", 0).claims_off, 270000);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_groups), T(test_linked_through_a_third), T(test_rest),
		T(test_rate_of_then), T(test_gross_and_draft),
		T(test_blocked_by_hand), T(test_blocked_beside),
		T(test_merged_record), T(test_merged_lines),
		T(test_order_beside), T(test_opening), T(test_given_up),
		T(test_claim_shrinks_first), T(test_freed_as_it_fits),
		T(test_left_to_the_list), T(test_too_much_in_order),
		T(test_claim_after_a_reversal), T(test_written_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
