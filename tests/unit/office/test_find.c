/* SPDX-License-Identifier: ISC */
/* find: who is meant by a few letters or digits, inside the scope. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "office/query/find.h"
#include "office/period/period.h"
#include "office_fixture.h"

static struct office o;
static struct period period;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	return period_find(o.db, "", &period, &o.err) != ST_OK;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static void
find(const char *who, const char *typed, unsigned max, struct find_result *r)
{
	struct actor a;

	office_actor(&o, who, &a);
	assert_int_equal(find_people(o.db, &a.scope,
	    &(struct find_ask){ period.id, typed, max }, r, &o.err), ST_OK);
	actor_done(&a);
}

/* The people found, in that order, ended by 0. */
static void
finds(const char *who, const char *typed, ...)
{
	struct find_result r;
	unsigned i = 0;
	int64_t want;
	va_list ap;

	find(who, typed, FIND_MAX, &r);
	va_start(ap, typed);
	while ((want = va_arg(ap, int)) != 0) {
		if (i >= r.n || r.row[i].p.id != want)
			fail_msg("\"%s\" by %s: row %u is %d, not %d", typed,
			    who, i, i < r.n ? (int)r.row[i].p.id : 0,
			    (int)want);
		i++;
	}
	va_end(ap);
	if (i != r.n)
		fail_msg("\"%s\" by %s: %u rows, not %u", typed, who, r.n, i);
}

static void
test_letters(void **state)
{
	(void)state;
	finds("lan", "", 0);
	finds("lan", "  ", 0);
	finds("lan", "zz", 0);
	/* Name as typed; the shorter first; namesakes by their number. */
	finds("lan", "lo", F_SUSPENDED, F_PANG, F_PANG2, 0);
	finds("lan", "lo van pang", F_PANG, F_PANG2, 0);
	/* Blanks cost a key each: they may be left out. */
	finds("lan", "lovapa", F_PANG, F_PANG2, 0);
	finds("lan", "lopa", F_PANG, F_PANG2, 0);
	finds("lan", "lozz", 0);
	/* As many letters and words as there are; some blanks, marks too. */
	finds("lan", "giangacho", F_CHONG, 0);
	finds("lan", "giangachong", F_CHONG, 0);
	finds("lan", "giang achong", F_CHONG, 0);
	finds("lan", "gianga chong", F_CHONG, 0);
	finds("lan", "gi angachong", 0);
	finds("lan", "giangachongx", 0);
	finds("lan", "chonggianga", F_CHONG, 0);
	finds("lan", "giàngachống", F_CHONG, 0);
	finds("lan", "giângachống", 0);
	finds("lan", "giàngachổng", 0);
	/* Given name; surname and given name; both ways round. */
	finds("lan", "pang", F_PANG, F_PANG2, 0);
	finds("lan", "pang lo", F_PANG, F_PANG2, 0);
	finds("lan", "lo pan", F_PANG, F_PANG2, 0);
	/* Initials. */
	finds("lan", "gac", F_CHONG, 0);
	finds("lan", "lvp", F_PANG, F_PANG2, 0);
	/* One word names, one letter names. */
	finds("lan", "sua", F_SUA, 0);
	finds("lan", "e", F_E, 0);
	/* i and y are one. */
	finds("lan", "ly", F_HOA, 0);
	finds("lan", "li", F_HOA, 0);
	/* Case and blanks count for nothing. */
	finds("lan", "  LO   VAN ", F_PANG, F_PANG2, 0);
}

/* A name of many words, one of them a single Y, which after a letter is i. */
static void
test_long_name(void **state)
{
	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE person SET name ="
	    " 'Hoàng Thị Y Hiêng Niê', fold = 'hoang thi y hieng nie',"
	    " given_fold = 'nie hoang thi y hieng' WHERE id = 106"), ST_OK);
	finds("lan", "hoangthiyhiengnie", 106, 0);
	finds("lan", "hoangthiyhiengni", 106, 0);
	finds("lan", "hoangthi yhieng", 106, 0);
	finds("lan", "niehoangthiy", 106, 0);
	finds("son", "hoangthiyhieng", 0);
	assert_int_equal(office_sql(&o, "UPDATE person SET name ="
	    " 'Vàng Y', fold = 'vang y', given_fold = 'y vang'"
	    " WHERE id = 106"), ST_OK);
	finds("lan", "vangy", 106, 0);
}

static void
test_marks_narrow(void **state)
{
	(void)state;
	finds("admin", "lo thi anh", F_SUSPENDED, F_ANH, 0);
	finds("lan", "cà", F_ON, 0);
	finds("lan", "cá", 0);
	finds("lan", "lý thị hòa", F_HOA, 0); /* hoà */
	finds("lan", "lò pâng", F_PANG, F_PANG2, 0);
	finds("lan", "lò páng", 0);
	finds("lan", "ơn", F_ON, 0);
	finds("lan", "ôn", 0);
}

static void
test_digits(void **state)
{
	struct find_result r;

	(void)state;
	/* The number on the list: of both communes at Lan's points. */
	finds("lan", "1", F_ON, F_CHONG, 0);
	/* Last digits of a paper; inside the scope only. */
	finds("lan", "3456", F_PANG, F_HOA, 0);
	finds("lan", "03456", 0);
	finds("lan", "7123", 0);
	finds("son", "7123", F_ANH, 0);
	finds("lan", "014057000001", F_PANG2, 0);
	/* Code, as on the card. */
	finds("lan", "SL0104", F_E, 0);
	finds("lan", "sl0104", F_E, 0);
	find("lan", "sl01", 3, &r);
	assert_int_equal(r.n, 3);
	assert_true(r.more);
}

static void
test_row(void **state)
{
	struct find_result r;

	(void)state;
	find("lan", "ca thi", 6, &r);
	assert_int_equal(r.n, 1);
	assert_string_equal(r.row[0].p.code, "SL0103");
	assert_string_equal(r.row[0].p.name, "Cà Thị Ơn");
	assert_string_equal(r.row[0].p.birth, "21/11/1980");
	assert_string_equal(r.row[0].p.village, "Bản Nà Lanh 2");
	assert_string_equal(r.row[0].p.last4, "0002");
	assert_int_equal(r.row[0].p.sex, 'F');
	assert_int_equal(r.row[0].open_lines, 2);
	assert_int_equal(r.row[0].open_total, 945000);
	assert_int_equal(r.row[0].no, 1);
	assert_int_equal(r.row[0].p.delivery, DELIVERY_POINT);
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", NULL), ST_OK);
	find("lan", "ca thi", 6, &r);
	assert_int_equal(r.row[0].open_total, 0);
	assert_int_equal(r.row[0].paid_lines, 2);
	assert_int_equal(r.row[0].paid_total, 945000);
	assert_int_equal(r.row[0].blocked_lines, 0);
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person", "106",
	    "reason", "reported dead 05/11", NULL), ST_OK);
	find("lan", "giang", 6, &r);
	assert_int_equal(r.row[0].open_lines, 0);
	assert_int_equal(r.row[0].paid_lines, 0);
	assert_int_equal(r.row[0].blocked_lines, 1);
	assert_int_equal(r.row[0].p.delivery, DELIVERY_HOME);
	find("lan", "sung", 6, &r);
	assert_string_equal(r.row[0].p.birth, "1939");
}

static void
test_room(void **state)
{
	struct find_result r;

	(void)state;
	find("admin", "lo", 2, &r);
	assert_int_equal(r.n, 2);
	assert_true(r.more);
	find("admin", "lo", 4, &r);
	assert_int_equal(r.n, 4);
	assert_false(r.more);
	find("admin", "lo", 0, &r);
	assert_int_equal(r.n, 0);
}

static void
test_scopes(void **state)
{
	(void)state;
	finds("son", "lo", F_ANH, 0);
	finds("quan", "ngu", F_AN, 0);
	finds("lan", "ngu", 0);
	finds("phong", "lo", F_SUSPENDED, F_PANG, F_PANG2, 0);
	finds("truong2", "lo", F_ANH, 0);
	finds("tinh", "lo", F_SUSPENDED, F_ANH, F_PANG, F_PANG2, 0);
	finds("mai", "giang", 0); /* another point of the district */
	finds("tinh", "1", F_CHONG, F_ON, F_ANH, 0);
}

static void
test_merged_is_gone(void **state)
{
	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE person SET state = 'merged'"
	    " WHERE id = 102"), ST_OK);
	finds("lan", "pang", F_PANG, 0);
	assert_int_equal(office_sql(&o, "UPDATE person SET state = 'active'"
	    " WHERE id = 102"), ST_OK);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_marks_narrow),
		cmocka_unit_test(test_digits),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_scopes),
		cmocka_unit_test(test_merged_is_gone),
		cmocka_unit_test(test_row),
		cmocka_unit_test(test_long_name),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
