/* SPDX-License-Identifier: ISC */
/*
 * What the system before paid too much: told, or claimed where the request says
 * so; shown before, a case like any other, and taken back with the request.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "balance_help.h"
#include "office/balance/recovery.h"

#define PANG "person", "101"

/* Pang has 270.000 from 01/2018 on, and as a single parent 270.000 to 10/2019;
 * the lists begin with 11/2019. */
static int
opened(void **state)
{
	(void)setup(state);
	open_books();
	(void)office_list(&o, "2019-11", "119");
	return 0;
}

#define LOWER "kind", "amount", "from", "2019-09", "decision", "1", PANG,     \
	"entitlement", "401", "amount", "151000"

#define number(text)                                                           \
	__extension__({                                                        \
		static const struct db_sql q_ = { "t", text };                 \
		office_int(&o, &q_, F_PANG);                                   \
	})

static const char *
newest(void)
{
	static char id[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, number("SELECT max(id) FROM"
	    " entitlement WHERE person_id = ?1 AND state <> 'void'"));
	return id;
}

static struct recovery_row
one_case(void)
{
	struct recovery_row r[2];
	struct scope all;
	unsigned n = 0;

	scope_all(&all);
	MUST(recovery_all(o.db, &all, &(struct recovery_ask){
	    .person = F_PANG, .open = true, .max = 2 }, r, &n, &o.err));
	assert_int_equal(n, 1);
	return r[0];
}

/* Of two records with the same allowance one opening was too much. */
static void
test_merged(void **state)
{
	(void)state;
	MUST(ASK("phong", "kind", "merge", "person", "102", "keep", "101",
	    "note", "one paper"));
	MUST(approve("truong"));
	assert_true(number("SELECT count(*) FROM given_up g JOIN entitlement e"
	    " ON e.id = g.entitlement_id WHERE g.kind = 'claim'"
	    " AND g.month < '2019-01' AND e.person_id IN (?1, 102)") >= 12);
	assert_int_equal(sweep(), 0);
}

static void
test_told(void **state)
{
	(void)state;
	MUST(ASK("phong", LOWER));
	SAYS("too much was paid before these books began, and is not claimed: "
	    "238.000 đồng, months: 2");
	MUST(approve("truong"));
	assert_int_equal(number("SELECT count(*) FROM recovery WHERE person_id = ?1"), 0);
	/* Asked again for the rest: what was told stays told. */
	MUST(ASK("phong", "kind", "stop", "reason", "not_eligible", "event_on",
	    "2019-08-20", PANG, "reclaim", "yes"));
	/* 151.000 and 270.000 of each month. */
	SAYS("842.000 đồng of 09/2019–10/2019; a recovery of it is opened");
	SAYS_NOT("not claimed");
}

static void
test_claimed(void **state)
{
	struct recovery_entry e[8];
	struct recovery_entries of = { .v = e, .max = 8 };
	struct recovery_row r;
	struct scope all;

	(void)state;
	REFUSED(ASK("phong", LOWER, "reclaim", "maybe"), ST_INVALID, "reclaim");
	MUST(ASK("phong", LOWER, "reclaim", "yes"));
	SAYS("too much was paid before these books began: 238.000 đồng of "
	    "09/2019–10/2019; a recovery of it is opened");
	SAYS_NOT("not claimed");
	assert_int_equal(number("SELECT count(*) FROM recovery WHERE person_id = ?1"), 0);
	MUST(approve("truong"));
	r = one_case();
	assert_int_equal(r.left, 238000);
	assert_int_equal(r.lines, 2);
	assert_string_equal(r.first, "2019-09");
	assert_string_equal(r.last, "2019-10");
	scope_all(&all);
	MUST(recovery_entries(o.db, &all, r.id, &of, &o.err));
	assert_int_equal(of.n, 2);
	assert_string_equal(e[1].month, "2019-10");
	assert_int_equal(e[1].amount, 119000);
	assert_int_equal(e[1].line, 0);
}

static void
test_undone(void **state)
{
	int64_t lower;

	(void)state;
	MUST(ASK("phong", LOWER, "reclaim", "yes"));
	MUST(approve("truong"));
	lower = request;
	MUST(ASK("phong", "kind", "amount", "from", "2019-09", "decision", "2",
	    PANG, "entitlement", newest(), "amount", "211000"));
	SAYS("no longer claimed: 120.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(one_case().left, 118000);
	/* Undone, the first one stands as it did. */
	MUST(undo("101"));
	SAYS("120.000 đồng of 09/2019–10/2019");
	MUST(approve("truong"));
	assert_int_equal(number("SELECT sum(CASE kind WHEN 'overpaid'"
	    " THEN amount ELSE -amount END) FROM recovery_entry WHERE ?1 > 0"), 238000);
	request = lower;
	MUST(undo("101"));
	MUST(approve("truong"));
	assert_int_equal(number("SELECT sum(CASE kind WHEN 'overpaid'"
	    " THEN amount ELSE -amount END) FROM recovery_entry WHERE ?1 > 0"), 0);
}

/* Repaid in part, then due after all: the rest is claimed no more, and what
 * came back comes out as arrears. */
static void
test_repaid(void **state)
{
	char id[24];

	(void)state;
	MUST(ASK("phong", LOWER, "reclaim", "yes"));
	MUST(approve("truong"));
	(void)snprintf(id, sizeof(id), "%" PRId64, one_case().id);
	MUST(office_post(&o, "phong", "recovery.repaid", NULL, "recovery", id,
	    "amount", "100000", "document", "7/PT", NULL));
	MUST(undo("101"));
	SAYS("no longer claimed: 138.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(number("SELECT sum(total) FROM arrears"
	    " WHERE state = 'due' AND person_id = ?1"), 100000);
}

/* Written off it is not claimed again. */
static void
test_written_off(void **state)
{
	char id[24];

	(void)state;
	MUST(ASK("phong", LOWER, "reclaim", "yes"));
	MUST(approve("truong"));
	(void)snprintf(id, sizeof(id), "%" PRId64, one_case().id);
	MUST(office_post(&o, "phong", "recovery.write_off", NULL, "recovery",
	    id, "amount", "238000", "document", "8/QĐ", NULL));
	MUST(ASK("phong", "kind", "amount", "from", "2019-09", "decision", "3",
	    PANG, "entitlement", newest(), "amount", "141000", "reclaim", "yes"));
	SAYS(": 20.000 đồng of 09/2019–10/2019; a recovery of it");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, opened, teardown)
		T(test_merged), T(test_told),
		T(test_claimed),
		T(test_undone),
		T(test_repaid),
		T(test_written_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
