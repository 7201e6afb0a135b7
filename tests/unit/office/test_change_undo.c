/* SPDX-License-Identifier: ISC */
/*
 * One request takes another back with all its consequences: entitlements,
 * lines, arrears, recoveries.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "change_help.h"

#define DEATH(day) "kind", "stop", "reason", "death", "event_on", day
#define PANG "person", "101"
#define LISTED(period) COUNT("SELECT coalesce(sum(l.amount), 0) FROM line l"   \
	" JOIN period p ON p.id = l.period_id WHERE p.code = '" period "'"     \
	" AND l.person_id = 101")

/* A wrong death mark: as before, the lost month comes out as arrears. */
static void
test_undo_of_a_death(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("lan", DEATH("2019-11-05"), PANG));
	MUST(approve("truong"));
	(void)office_list(&o, "2020-01", "119");
	assert_int_equal(LISTED("2020-01"), 0);
	MUST(undo("101"));
	SAYS("Lò Văn Pâng is on the roll again");
	SAYS("can be paid again: 1 line of 12/2019, 270.000 đồng");
	SAYS("will appear in the list of 02/2020: 1 × 270.000 arrears");
	/* One person may not do it alone. */
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE state = 'dead'"), 1);
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 101"
	    " AND state = 'active' AND state_on IS NULL"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 401"
	    " AND state = 'active' AND to_month IS NULL"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM block"), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM change"
	    " WHERE state = 'undone'"), 1);
	MUST(office_pay(&o, "lan", F_PANG, "2020-01", NULL));
	(void)office_list(&o, "2020-02", "119");
	assert_int_equal(LISTED("2020-02"), 540000);
}

/* The support for a funeral that was none goes with it. */
static void
test_undo_of_a_death_with_its_funeral(void **state)
{
	int64_t death;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", DEATH("2019-11-05"), PANG));
	MUST(approve("truong"));
	death = request;
	MUST(ASK("phong", "kind", "funeral", "document", "12/TLKT",
	    "collector_name", "Lò Văn Con", "collector_identity", "050999888",
	    "relation", "con", PANG));
	MUST(approve("truong"));
	request = death;
	MUST(undo("101"));
	SAYS("the funeral support of request");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM change"
	    " WHERE state = 'undone'"), 2);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement e"
	    " JOIN category c ON c.code = e.category WHERE c.kind = 'funeral'"
	    " AND e.state <> 'void'"), 0);
}

/* Whom the desk paid for the dead: said, settled by people. */
static void
test_undo_tells_of_heirs(void **state)
{
	char line[24];

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", DEATH("2019-11-05"), PANG));
	MUST(approve("truong"));
	MUST(office_sql(&o, "INSERT INTO collector (id, person_id, kind, name,"
	    " identity, relation, letter, valid_from) VALUES (700, 101, 'heir',"
	    " 'Lò Văn Con', '050999888', 'con', '12/TLKT', '2019-11-05')"));
	(void)snprintf(line, sizeof(line), "%" PRId64, COUNT("SELECT id FROM"
	    " line WHERE person_id = 101"));
	MUST(office_post(&o, "lan", "pay", NULL, PANG, "period", "2019-11",
	    "method", "point", "collector", "heir", "collector_name",
	    "Lò Văn Con", "collector_identity", "050999888", "document",
	    "12/TLKT", "lines", line, "total", "270000", NULL));
	MUST(undo("101"));
	SAYS("heirs were paid 270.000 đồng meanwhile");
}

static void
test_undo_cancels_the_recovery(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-12", NULL));
	MUST(ASK("phong", DEATH("2019-11-05"), PANG));
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT sum(amount) FROM recovery_entry"), 270000);
	MUST(undo("101"));
	SAYS("no longer claimed: 270.000 đồng");
	SAYS_NOT("arrears");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT sum(CASE kind WHEN 'overpaid' THEN amount"
	    " ELSE -amount END) FROM recovery_entry"), 0);
}

static void
test_undo_brings_back_what_was_void(void **state)
{
	(void)state;
	MUST(ASK("phong", DEATH("2019-11-02"), "person", "102"));
	MUST(approve("truong"));
	MUST(undo("102"));
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement"
	    " WHERE person_id = 102 AND state = 'active'"
	    " AND to_month IS NULL"), 2);
}

/* What was asked for later goes first. */
static void
test_undo_in_order(void **state)
{
	int64_t first, second;
	char id[24];

	(void)state;
	MUST(ASK("phong", "kind", "amount", "from", "2019-12", "decision", "1",
	    PANG, "coefficient", "2"));
	MUST(approve("truong"));
	first = request;
	MUST(ASK("phong", "kind", "stop", "reason", "waiver", "event_on",
	    "2019-11-05", PANG));
	MUST(approve("truong"));
	second = request;
	/* Only on the sheet of the one it is about. */
	REFUSED(undo("102"), ST_INVALID, "undoes");
	request = first;
	REFUSED(undo("101"), ST_INVALID, "undoes");
	request = second;
	MUST(undo("101"));
	(void)snprintf(id, sizeof(id), "%" PRId64, second);
	REFUSED(ASK("phong", "kind", "undo", PANG, "undoes", id, "note", "x"),
	    ST_EXISTS, "kind");
	MUST(approve("truong"));
	/* An undo is not undone, nor anything twice. */
	REFUSED(undo("101"), ST_INVALID, "undoes");
	assert_non_null(strstr(o.err.msg, "ask for the change anew"));
	request = second;
	REFUSED(undo("101"), ST_EXISTS, "undoes");
	request = first;
	MUST(undo("101"));
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 401"
	    " AND state = 'active' AND to_month IS NULL"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement"
	    " WHERE person_id = 101 AND state = 'void'"), 1);
}

static void
test_undo_is_refused(void **state)
{
	(void)state;
	MUST(ASK("phong", "kind", "stop", "reason", "waiver", "event_on",
	    "2019-11-05", PANG));
	REFUSED(undo("101"), ST_INVALID, "undoes");
	REFUSED(undo("102"), ST_INVALID, "undoes");
	request = 999;
	REFUSED(undo("101"), ST_NOTFOUND, "change");
}

/* A list has the new amount already: too much is blocked, or comes back. */
static void
test_undo_of_more(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", "kind", "amount", "from", "2019-11", "decision", "1",
	    PANG, "coefficient", "2"));
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(LISTED("2019-12"), 270000 + 540000);
	MUST(undo("101"));
	SAYS("blocked at every desk: 2 lines of 11/2019–12/2019, 810.000 đồng");
	SAYS("will appear in the list of 01/2020: 1 × 270.000 arrears");
	MUST(approve("truong"));
	MUST(office_pay(&o, "lan", F_PANG, "2019-12", NULL));
	(void)office_list(&o, "2020-01", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2020-01", NULL));
	/* 11, 12 and 01 at 270.000 each. */
	assert_int_equal(COUNT("SELECT sum(total) FROM receipt"
	    " WHERE person_id = 101"), 3 * 270000);
}

static void
test_undo_of_more_before_a_list(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", "kind", "amount", "from", "2019-11", "decision", "1",
	    PANG, "coefficient", "2"));
	MUST(approve("truong"));
	MUST(undo("101"));
	SAYS("arrears are cancelled: 270.000 đồng, months: 1");
	SAYS_NOT("will appear");
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(LISTED("2019-12"), 270000);
}

static void
test_undo_of_more_that_was_paid(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", "kind", "amount", "from", "2019-11", "decision", "1",
	    PANG, "coefficient", "2"));
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-12", NULL));
	MUST(undo("101"));
	SAYS("too much was paid: a recovery of 540.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT sum(amount) FROM recovery_entry"), 540000);
}

/* Orders that no list has go with their request. */
static void
test_undo_of_new(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", "kind", "new", "category", "136.5.4a", "from",
	    "2019-11", "decision", "1", PANG));
	SAYS("will appear in the list of 12/2019: 1 × 270.000 arrears");
	MUST(approve("truong"));
	MUST(undo("101"));
	SAYS("136.5.4a never was");
	SAYS("arrears are cancelled: 270.000 đồng, months: 1");
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(LISTED("2019-12"), 270000);
}

static void
test_undo_of_new_that_was_paid(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", "kind", "new", "category", "136.5.4a", "from",
	    "2019-11", "decision", "1", PANG));
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-12", NULL));
	(void)office_list(&o, "2020-01", "119");
	MUST(undo("101"));
	SAYS("blocked at every desk: 1 line of 01/2020, 270.000 đồng");
	SAYS("a recovery of 540.000 đồng is opened");
	MUST(approve("truong"));
}

/* The lower allowance is due again, what the higher paid counts. */
static void
test_undo_of_a_replacement(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(ASK("phong", "kind", "new", "category", "28.16.6d", "from",
	    "2019-11", "decision", "1", PANG, "replaces", "yes"));
	MUST(approve("truong"));
	MUST(undo("101"));
	SAYS("arrears are cancelled: 270.000 đồng, months: 1");
	SAYS_NOT("will appear");
	SAYS_NOT("recovery");
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(LISTED("2019-12"), 270000);
}

static void
test_undo_of_a_rest(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", "kind", "suspend", "reason", "custody", "from",
	    "2019-12", PANG));
	MUST(approve("truong"));
	(void)office_list(&o, "2020-01", "119");
	MUST(undo("101"));
	SAYS("can be paid again: 1 line of 12/2019, 270.000 đồng");
	SAYS("will appear in the list of 02/2020: 1 × 270.000 arrears");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM suspension"
	    " WHERE entitlement_id = 401"), 0);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 401"
	    " AND state = 'active'"), 1);
}

static void
test_undo_of_a_resumption(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", "kind", "suspend", "reason", "custody", "from",
	    "2019-12", PANG));
	MUST(approve("truong"));
	(void)office_list(&o, "2020-01", "119");
	MUST(ASK("phong", "kind", "resume", "from", "2020-02", "arrears", "yes",
	    PANG));
	MUST(approve("truong"));
	MUST(undo("101"));
	SAYS("arrears are cancelled: 270.000 đồng, months: 1");
	SAYS("blocked at every desk: 1 line of 12/2019, 270.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM suspension WHERE"
	    " entitlement_id = 401 AND from_month = '2019-12'"
	    " AND to_month IS NULL"), 1);
	(void)office_list(&o, "2020-02", "119");
	assert_int_equal(LISTED("2020-02"), 0);
	/* And it can be resumed once more. */
	MUST(ASK("phong", "kind", "resume", "from", "2020-03", "arrears", "yes",
	    PANG));
	SAYS("can be paid again: 1 line of 12/2019");
	SAYS("will appear in the list of 03/2020: 2 × 270.000 arrears");
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_undo_of_a_death),
		T(test_undo_of_a_death_with_its_funeral),
		T(test_undo_tells_of_heirs),
		T(test_undo_cancels_the_recovery),
		T(test_undo_brings_back_what_was_void),
		T(test_undo_in_order),
		T(test_undo_is_refused),
		T(test_undo_of_more),
		T(test_undo_of_more_before_a_list),
		T(test_undo_of_more_that_was_paid),
		T(test_undo_of_new),
		T(test_undo_of_new_that_was_paid),
		T(test_undo_of_a_replacement),
		T(test_undo_of_a_rest),
		T(test_undo_of_a_resumption),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
