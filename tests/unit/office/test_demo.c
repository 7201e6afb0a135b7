/* SPDX-License-Identifier: ISC */
/*
 * demo: the two offices are what they are said to be, the money adds up, and
 * the same options make the same office.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/office_help.h"

#include "office/demo/demo.h"
#include "office/verb/journal.h"

/* Fresh books without a seed: the demo brings its own. */
static int
bare_setup(void **state)
{
	int from, to;

	(void)state;
	clock_shift(0);
	(void)snprintf(help_dir, sizeof(help_dir), "/tmp/test_demo.XXXXXX");
	if (mkdtemp(help_dir) == NULL)
		return -1;
	(void)snprintf(help_path, sizeof(help_path), "%s/books.db", help_dir);
	OK(db_create(help_path, DB_BOOKS, &help_err));
	OK(db_migrate(help_path, DB_BOOKS, NULL, &from, &to, &help_err));
	OK(db_open_writer(help_path, DB_BOOKS, &help_db, &help_err));
	return 0;
}

static void
fill(const char *province, unsigned people, struct demo_result *r)
{
	struct demo_opts o = { .province = province, .people = people };
	struct decree *d = NULL;
	int64_t t = clock_us();

	OK(decree_load(TOP_SRCDIR "/forms", &d, &help_err));
	o.decree = d;
	OK(demo_fill(help_db, &o, r, &help_err));
	decree_free(d);
	print_message("%s: %lld people, %lld points, %lld staff, %lld due, "
	    "%lld receipts, %lld paid, now %s: %lld ms\n", province,
	    (long long)r->people, (long long)r->points, (long long)r->staff,
	    (long long)r->due, (long long)r->receipts, (long long)r->paid,
	    r->now, (long long)(clock_us() - t) / 1000);
}

/* Bắc Kạn, 2016: the figures of the seed, to the đồng. */
static void
test_bac_kan(void **state)
{
	struct demo_result r;

	(void)state;
	fill("bac-kan", 0, &r);
	assert_int_equal(r.people, 6081);
	assert_int_equal(r.receipts, 12162);
	assert_int_equal(r.paid, INT64_C(3996000000));
	assert_string_equal(r.province, "06");
	assert_int_equal(help_int("SELECT count(*) FROM payout"), 12162);
	assert_int_equal(help_int("SELECT count(*) FROM area"
	    " WHERE level = 'district'"), 8);
	assert_int_equal(help_int("SELECT count(*) FROM area"
	    " WHERE level = 'commune'"), 122);
	assert_int_equal(help_int("SELECT count(*) FROM receipt"
	    " WHERE method = 'home'"), 295);
	assert_int_equal(help_int("SELECT sum(total) FROM receipt"
	    " WHERE method = 'home'"), 86400000);
	assert_int_equal(help_int("SELECT count(*) FROM line"
	    " WHERE id NOT IN (SELECT line_id FROM standing)"), 0);
	OK(journal_audit(help_db, &help_err));
}

static void
test_son_la_small(void **state)
{
	struct demo_result r;
	int64_t n = 0;

	(void)state;
	fill("son-la", 1500, &r);
	assert_int_equal(r.people, 1500);
	assert_int_equal(r.points, 311);
	assert_string_equal(r.now, "2019-11-08T09:45:00");
	assert_int_equal(help_int("SELECT count(*) FROM staff"
	    " WHERE role = 'paying'"), 235);
	assert_int_equal(help_int("SELECT count(*) FROM area"
	    " WHERE level = 'district'"), 12);
	assert_int_equal(help_int("SELECT count(*) FROM area"
	    " WHERE level = 'commune'"), 204);
	assert_int_equal(help_int("SELECT count(*) FROM staff WHERE login IN"
	    " ('lan', 'thu', 'ke', 'quan', 'phong', 'truong', 'tinh', 'so', 'admin')"),
	    9);
	assert_int_equal(help_int("SELECT count(*) FROM staff_point sp"
	    " JOIN staff f ON f.id = sp.staff_id WHERE f.login = 'lan'"), 2);
	assert_int_equal(help_int("SELECT count(*) FROM list"
	    " WHERE state = 'approved'"), 12);
	assert_int_equal(help_int("SELECT count(*) FROM list"
	    " WHERE state = 'closed'"), 24);
	assert_int_equal(help_int("SELECT count(*) FROM period"
	    " WHERE state = 'open'"), 1);
	/* Requests for every place of the inbox, a second maker among them. */
	assert_true(help_int("SELECT count(*) FROM change"
	    " WHERE state = 'waiting'") >= 4);
	assert_int_equal(help_int("SELECT count(*) FROM change"
	    " WHERE state = 'rejected'"), 1);
	assert_int_equal(help_int("SELECT sum(e.amount) FROM change c"
	    " JOIN recovery r ON r.change_id = c.id JOIN recovery_entry e"
	    " ON e.recovery_id = r.id WHERE c.state = 'approved'"), 270000);
	assert_int_equal(help_int("SELECT count(DISTINCT maker_id) FROM change"
	    " WHERE kind <> 'roll'"), 3);
	/* Everybody came onto the roll by two people of the list owner. */
	assert_int_equal(help_int("SELECT count(*) FROM person p"
	    " JOIN change c ON c.id = p.change_id AND c.state = 'approved'"
	    " JOIN staff m ON m.id = c.maker_id AND m.role = 'preparer'"
	    " JOIN staff k ON k.id = c.checker_id AND k.role = 'approver'"
	    " WHERE m.area_id = k.area_id"), r.people);
	assert_int_equal(help_int("SELECT count(*) FROM change"
	    " WHERE kind = 'roll' AND state = 'approved'"), 12);
	/* Who pays does it at their own point. */
	/* Every child has a guardian, who collects; whoever has one, too. */
	assert_int_equal(help_int("SELECT count(*) FROM receipt r JOIN person p"
	    " ON p.id = r.person_id WHERE r.collector <> 'guardian' AND"
	    " (r.at < printf('%04d-%02d-%02d', p.birth_year + 16,"
	    "  p.birth_month, p.birth_day) OR EXISTS (SELECT 1 FROM collector c"
	    "  WHERE c.person_id = p.id AND c.kind = 'guardian'))"), 0);
	assert_true(help_int("SELECT count(*) FROM receipt"
	    " WHERE collector = 'guardian'") > 50);
	assert_int_equal(help_int("SELECT count(*) FROM receipt r"
	    " WHERE NOT EXISTS (SELECT 1 FROM staff_point sp"
	    " WHERE sp.staff_id = r.staff_id AND sp.point_id = r.point_id)"), 0);
	OK(journal_verify(help_db, &n, &help_err));
	assert_true(n > r.receipts);
	OK(journal_audit(help_db, &help_err));
	OK(db_verify(help_db, &help_err));
}

/* True to size; slow machines may leave it out. */
static void
test_son_la(void **state)
{
	struct demo_result r;
	int64_t due, paid, left, home;

	(void)state;
	if (getenv("CHITRA_DEMO_FULL") == NULL)
		skip();
	fill("son-la", 0, &r);
	assert_true(r.people > 29000);
	due = help_int("SELECT sum(total) FROM list l JOIN period p"
	    " ON p.id = l.period_id WHERE p.code = '2019-11'");
	assert_true(due > INT64_C(10000000000) && due < INT64_C(10300000000));
	/* Paid with a later month's, or still open. */
	left = help_int("SELECT count(DISTINCT l.person_id) FROM line l"
	    " JOIN period p ON p.id = l.period_id AND p.code = '2019-09'"
	    " LEFT JOIN standing s ON s.line_id = l.id"
	    " LEFT JOIN payout y ON y.id = s.payout_id"
	    " LEFT JOIN receipt r ON r.no = y.receipt_no"
	    " WHERE r.period_id IS NULL OR r.period_id <> p.id");
	paid = help_int("SELECT count(DISTINCT person_id) FROM receipt r"
	    " JOIN period p ON p.id = r.period_id WHERE p.code = '2019-11'");
	home = help_int("SELECT count(*) FROM person WHERE delivery = 'home'");
	print_message("left of 2019-09: %lld, paid in 2019-11: %lld, at home %lld\n",
	    (long long)left, (long long)paid, (long long)home);
	assert_in_range(left, r.people / 125, r.people / 80);
	assert_in_range(paid, r.people * 36 / 100, r.people * 45 / 100);
	assert_in_range(home, r.people * 21 / 1000, r.people * 27 / 1000);
	/* By hand, and by the report of a death. */
	assert_int_equal(help_int("SELECT count(*) FROM block"), 2);
	OK(journal_audit(help_db, &help_err));
	if (getenv("CHITRA_DEMO_KEEP")) { OK(db_backup(help_path, getenv("CHITRA_DEMO_KEEP"), &help_err)); }
}

static void
test_refusals(void **state)
{
	struct demo_opts o = { .province = "ha-noi" };

	(void)state;
	assert_int_equal(demo_fill(help_db, &o, NULL, &help_err), ST_INVALID);
	o.province = "son-la";
	o.people = 3;
	assert_int_equal(demo_fill(help_db, &o, NULL, &help_err), ST_INVALID);
	o.people = 300;
	o.period = "2024-01";
	assert_int_equal(demo_fill(help_db, &o, NULL, &help_err), ST_INVALID);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, bare_setup, help_teardown)
		TEST(test_refusals),
		TEST(test_bac_kan),
		TEST(test_son_la_small),
		TEST(test_son_la),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
