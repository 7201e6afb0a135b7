/* SPDX-License-Identifier: ISC */
/*
 * The sweep of chitra check: an office with a list that is paid in part is
 * even; a fault of each kind, planted with other means than verbs, is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "balance_help.h"
#include "office/balance/rate_search.h"

enum { MOST = 64 };
static struct balance_fault fault[MOST];
static unsigned faults;

static void
found(void *arg, const struct balance_fault *f)
{
	(void)arg;
	if (faults == MOST)
		return;
	fault[faults++] = *f;
}

/* In ranges of two, as chitra check goes on from one to the next. */
static void
sweep_by_two(void)
{
	struct balance_sweep s = { .after = 0 };

	faults = 0;
	while (!s.done)
		MUST(balance_check(o.db, &s, 2, found, NULL, &o.err));
	assert_true(s.people >= F_PEOPLE_END - F_PANG - 1);
}

static int
listed(void **state)
{
	int64_t receipt;

	(void)setup(state);
	open_books();
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", &receipt));
	return 0;
}

/* Plants it, and takes it back when the sweep has named so many months of that
 * person, this one first. */
static void
planted_of(const char *what, unsigned n, enum balance_fault_kind kind,
    int64_t person, const char *month)
{
	static const char *const guards[] = { "line_insert_draft",
		"line_no_replace", "line_no_update", "line_delete_draft",
		"recovery_entry_no_update", "recovery_entry_no_delete",
		"arrears_month_once", "arrears_month_no_update" };
	char drop[80];
	size_t i;

	MUST(db_begin(o.db, &o.err));
	for (i = 0; i < sizeof(guards) / sizeof(guards[0]); i++) {
		(void)snprintf(drop, sizeof(drop), "DROP TRIGGER %s", guards[i]);
		MUST(office_sql(&o, drop));
	}
	if (office_sql(&o, what) != ST_OK)
		fail_msg("%s: %s", what, o.err.msg);
	sweep_by_two();
	if (faults != n || fault[0].kind != kind ||
	    fault[0].person != person || fault[n - 1].person != person ||
	    strcmp(fault[0].month, month) != 0)
		fail_msg("%s: %u faults, the first %s %s: %s", what, faults,
		    fault[0].code, fault[0].month,
		    balance_fault_word(fault[0].kind));
	db_rollback(o.db);
}

#define planted(what, kind, person, month)                                     \
	planted_of(what, 1, kind, person, month)

static void
test_even(void **state)
{
	(void)state;
	sweep_by_two();
	if (faults > 0)
		fail_msg("%s %s: %s: due %lld had %lld", fault[0].code,
		    fault[0].month, balance_fault_word(fault[0].kind),
		    (long long)fault[0].due, (long long)fault[0].had);
}

/* A record that was paid went into one whose owner's list is still to come: the
 * rest of the month is that list's. */
static void
test_left_in_part(void **state)
{
	(void)state;
	MUST(office_sql(&o, "DELETE FROM opening WHERE entitlement_id = 401;"
	    "UPDATE entitlement SET from_month = '2019-11' WHERE id = 401;"
	    "UPDATE person SET state = 'merged', state_on = '2019-11-08',"
	    " merged_into = 111 WHERE id = 101;"
	    "INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (901, 111, '28.16.6c', '2019-11', '')"));
	sweep_by_two();
	if (faults > 0)
		fail_msg("%s %s: %s: due %lld had %lld", fault[0].code,
		    fault[0].month, balance_fault_word(fault[0].kind),
		    (long long)fault[0].due, (long long)fault[0].had);
}

static void
test_lines(void **state)
{
	(void)state;
	planted("INSERT INTO line (id, list_id, period_id, no, person_id,"
	    " entitlement_id, month, kind, seq, amount, standard, hundredths,"
	    " category, area_id, point_id, delivery, name, birth, identity,"
	    " village) SELECT 90001, list_id,"
	    " period_id, no, person_id, entitlement_id, month, 'difference', 9,"
	    " amount, standard, hundredths, category, area_id, point_id,"
	    " delivery, name, birth, identity, village FROM line"
	    " WHERE person_id = 101 LIMIT 1", BALANCE_MORE, F_PANG, "2019-11");
	planted("DELETE FROM line WHERE person_id = 102", BALANCE_LESS,
	    F_PANG2, "2019-11");
	planted("UPDATE line SET amount = amount - 1000 WHERE person_id = 102",
	    BALANCE_LESS, F_PANG2, "2019-11");
	/* From 01/2018 to 10/2019. */
	planted_of("DELETE FROM opening WHERE entitlement_id IN (SELECT id FROM"
	    " entitlement WHERE person_id = 102)", 22, BALANCE_LESS, F_PANG2,
	    "2018-01");
}

#define VOID(person)                                                           \
	"UPDATE entitlement SET state = 'void' WHERE person_id = " person ";"
/* A line for somebody who is due nothing, without its block. */
static void
test_block(void **state)
{
	(void)state;
	planted(VOID("104"), BALANCE_MORE, F_E, "2019-11");
	MUST(db_begin(o.db, &o.err));
	MUST(office_sql(&o, VOID("104") "INSERT INTO block (line_id, cause,"
	    " reason, staff_id, at) SELECT line.id, 'balance', 'x', staff.id,"
	    " '2019-11-05T08:00:00' FROM line JOIN staff ON staff.login ="
	    " 'phong' WHERE person_id = 104"));
	sweep_by_two();
	assert_int_equal(faults, 0);
	db_rollback(o.db);
	/* Its months before the books and of the list are too much besides. */
	planted_of(VOID("102") "UPDATE person SET state = 'merged',"
	    " merged_into = 104 WHERE id = 102", 24, BALANCE_MERGED, F_E,
	    "2019-11");
}

/* One order of a month that the list has. */
static void
test_orders(void **state)
{
	(void)state;
	planted("INSERT INTO arrears (id, person_id, entitlement_id, kind,"
	    " from_month, to_month, reason, due_period, total, staff_id, at)"
	    " SELECT 900, person_id, entitlement_id, 'arrears', month, month,"
	    " 'x', '2019-12', amount, staff.id, '2019-11-05T08:00:00' FROM line"
	    " JOIN staff ON staff.login = 'phong' WHERE person_id = 102;"
	    "INSERT INTO arrears_month (arrears_id, month, seq, amount,"
	    " standard, hundredths) SELECT 900, month, 9, amount, standard,"
	    " hundredths FROM line WHERE person_id = 102", BALANCE_MORE,
	    F_PANG2, "2019-11");
}

#define CASE                                                                   \
	"INSERT INTO recovery (id, person_id, reason, staff_id, at)"           \
	" SELECT 900, 101, 'x', id, '2019-11-05T08:00:00' FROM staff"         \
	" WHERE login = 'phong';"
#define ENTRY(id, kind, amount, person)                                        \
	"INSERT INTO recovery_entry (id, recovery_id, kind, amount, line_id,"  \
	" staff_id, at) SELECT " id ", 900, '" kind "', " amount ", line.id,"  \
	" staff.id, '2019-11-05T08:00:00' FROM line JOIN staff"                \
	" ON staff.login = 'phong' WHERE person_id = " person ";"
static void
test_claims(void **state)
{
	(void)state;
	planted(CASE ENTRY("901", "overpaid", "70000", "101"), BALANCE_LESS,
	    F_PANG, "2019-11");
	/* Nothing of the month was due: the claim is right, until it goes. */
	MUST(db_begin(o.db, &o.err));
	MUST(office_sql(&o, VOID("101") CASE
	    ENTRY("901", "overpaid", "270000", "101")));
	sweep_by_two();
	assert_int_equal(faults, 0);
	db_rollback(o.db);
	planted(VOID("101") CASE ENTRY("901", "overpaid", "270000", "101")
	    ENTRY("902", "cancelled", "270000", "101"), BALANCE_MORE, F_PANG,
	    "2019-11");
}

/* Of a month that the system before paid. */
#define OF_OPENING(amount)                                                     \
	"INSERT INTO recovery_entry (id, recovery_id, kind, amount,"           \
	" entitlement_id, month, staff_id, at) SELECT 901, 900, 'overpaid', "  \
	amount ", 401, '2019-08', staff.id, '2019-11-05T08:00:00' FROM staff"  \
	" WHERE staff.login = 'phong';"
static void
test_opening(void **state)
{
	(void)state;
	planted(CASE OF_OPENING("70000"), BALANCE_LESS, F_PANG, "2019-08");
	/* More than it paid, and so less is left than is due. */
	planted_of(CASE OF_OPENING("280000"), 2, BALANCE_CLAIM, F_PANG,
	    "2019-08");
	MUST(ASK("phong", "kind", "amount", "from", "2019-08", "decision", "1",
	    "person", "101", "entitlement", "401", "amount", "151000"));
	MUST(approve("truong"));
	sweep_by_two();
	assert_int_equal(faults, 0);
	/* What was told and given up is neither any more, of 08 to 10/2019. */
	planted_of("DELETE FROM given_up WHERE person_id = 101", 3,
	    BALANCE_MORE, F_PANG, "2019-08");
}

/* No list before the differences of a rate that reaches back; nobody's months
 * are named meanwhile, the rate is. */
static void
test_rate(void **state)
{
	char job[24];

	(void)state;
	office_clock(20, 8, 0);
	MUST(ASK("tinh", "kind", "standard.set", "amount", "300000", "decree",
	    "1/NQ", "from", "2019-11"));
	MUST(approve("so"));
	sweep_by_two();
	assert_int_equal(faults, 0);
	assert_int_equal(rate_search_all_done(o.db, &o.err), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "119"));
	office_period(&o, "2019-12", "");
	MUST(office_post(&o, "truong", "period.override", NULL, "period",
	    "2019-12", "area", "119", "reason", "the post is late", NULL));
	assert_int_equal(office_post(&o, "phong", "list.begin", NULL, "period",
	    "2019-12", "area", "119", NULL), ST_INVALID);
	assert_string_equal(o.err.field, "period");
	assert_non_null(strstr(o.err.msg, "differences"));

	MUST(office_post(&o, "phong", "arrears.begin", &args, "area", "119",
	    "from", "2019-11", "reason", "1/NQ", NULL));
	(void)str_copy_cut(job, sizeof(job), wire_args_text(&args, "job"));
	wire_args_done(&args);
	MUST(office_post(&o, "phong", "arrears.slice", NULL, "job", job,
	    "people", "1000", NULL));
	MUST(office_post(&o, "phong", "arrears.slice", NULL, "job", job,
	    "people", "1000", NULL));
	MUST(office_post(&o, "phong", "arrears.finish", NULL, "job", job,
	    "people", "1000", NULL));
	o.err = (struct err)ERR_INIT;
	MUST(rate_search_all_done(o.db, &o.err));
	sweep_by_two();
	assert_int_equal(faults, 0);
	MUST(office_post(&o, "phong", "list.begin", NULL, "period", "2019-12",
	    "area", "119", NULL));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_even, listed, teardown),
		cmocka_unit_test_setup_teardown(test_left_in_part, listed,
		    teardown),
		cmocka_unit_test_setup_teardown(test_lines, listed, teardown),
		cmocka_unit_test_setup_teardown(test_block, listed, teardown),
		cmocka_unit_test_setup_teardown(test_orders, listed, teardown),
		cmocka_unit_test_setup_teardown(test_rate, listed, teardown),
		cmocka_unit_test_setup_teardown(test_claims, listed, teardown),
		cmocka_unit_test_setup_teardown(test_opening, listed, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
