/* SPDX-License-Identifier: ISC */
/*
 * Moves as one object: A pays to the end of a month, B from the next, each
 * month once and none left out; out of the province, into it, and back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "change_help.h"
#include "office/roll/transfer.h"

#define E "person", "104"
/* To the other district. */
#define TO "kind", "transfer", "direction", "within", "commune", "04168",     \
	"village", "Tổ 9", "point", "126-01"
#define OUT "kind", "transfer", "direction", "out", "elsewhere", "Hà Nội"
#define IN "kind", "transfer", "direction", "in", "elsewhere", "Điện Biên",   \
	"commune", "03721", "point", "119-01", "document", "7/QĐ-TC"

#define HOME(area, point) COUNT("SELECT count(*) FROM person WHERE id = 104"   \
	" AND area_id = " area " AND point_id = " point)
#define LINES(list, month) COUNT("SELECT count(*) FROM line WHERE person_id ="   \
	" 104 AND area_id = " list " AND month = '" month "'")

/* Last of A, first of B: 11/2019 there, 12/2019 here, nothing twice. */
static void
test_within(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	SAYS("Thị trấn Thuận Châu pays up to 11/2019, Thị trấn Sông Mã (Bưu cục "
	    "Sông Mã) from 12/2019 on");
	SAYS("the record moves when the period of 12/2019 is opened");
	SAYS("not collected yet, moves along: 1 line of 11/2019, 300.000 đồng");
	MUST(approve("truong"));
	assert_int_equal(HOME("11", "21"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM transfer WHERE state = 'due'"
	    " AND last_month = '2019-11' AND first_month = '2019-12'"), 1);
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(HOME("13", "24"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 104"
	    " AND village = 'Tổ 9'"), 1);
	(void)office_list(&o, "2019-12", "126");
	assert_int_equal(LINES("11", "2019-11"), 1);
	assert_int_equal(LINES("11", "2019-12"), 0);
	assert_int_equal(LINES("13", "2019-11"), 0);
	assert_int_equal(LINES("13", "2019-12"), 1);
	/* What was not collected there is paid here: all of it, once. */
	MUST(office_pay(&o, "son", F_E, "2019-12", NULL));
	assert_int_equal(COUNT("SELECT total FROM receipt"), 600000);
}

static void
test_refused(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	REFUSED(ASK("phong", "kind", "transfer", "direction", "within",
	    "commune", "03721", "point", "119-01", E), ST_INVALID, "commune");
	REFUSED(ASK("phong", "kind", "transfer", "direction", "within",
	    "commune", "99999", E), ST_NOTFOUND, "commune");
	/* A commune of two points; one of one needs none. */
	REFUSED(ASK("phong", "kind", "transfer", "direction", "within",
	    "commune", "03724", E), ST_INVALID, "point");
	MUST(ASK("phong", "kind", "transfer", "direction", "within", "commune",
	    "04168", E));
	MUST(decide("phong", "change.withdraw", NULL));
	/* The list of November is A's: B cannot begin with it. */
	REFUSED(ASK("phong", TO, E, "month", "2019-10"), ST_INVALID, "month");
	REFUSED(ASK("phong", OUT, "commune", "04168"), ST_INVALID, "person");
	REFUSED(ASK("phong", "kind", "transfer", "direction", "out", E),
	    ST_INVALID, "elsewhere");
	/* One at a time. */
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	MUST(approve("truong"));
	REFUSED(ASK("phong", OUT, E, "month", "2019-12"), ST_EXISTS, "direction");
	/* Who lives there neither asks nor decides for others' people. */
	assert_int_equal(ASK("phong2", TO, "person", "103"), ST_DENIED);
}

/* Decided after the period was opened: it moves at once. */
static void
test_approved_late(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	office_period(&o, "2019-12", "");
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	SAYS("the record moves at once");
	assert_int_equal(HOME("11", "21"), 1);
	MUST(approve("truong"));
	assert_int_equal(HOME("13", "24"), 1);
}

/*
 * A is late: its list of November is made anew when the record has moved, and
 * B's of December before it: each month is on one list all the same.
 */
static void
test_old_place_is_late(void **state)
{
	char list[24];

	(void)state;
	(void)office_draft(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	MUST(approve("truong"));
	MUST(ASK("phong", OUT, "person", "103", "month", "2019-11"));
	MUST(approve("truong"));
	(void)office_list(&o, "2019-12", "126");
	assert_int_equal(HOME("13", "24"), 1);
	(void)snprintf(list, sizeof(list), "%" PRId64,
	    office_draft(&o, "2019-11", "119"));
	MUST(office_submit(&o, "phong", list));
	MUST(office_post(&o, "truong", "list.approve", NULL, "list", list, NULL));
	assert_int_equal(LINES("11", "2019-11"), 1);
	assert_int_equal(LINES("13", "2019-12"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE person_id = 104"), 2);
	/* Who left the province has November here, and no more. */
	assert_int_equal(COUNT("SELECT count(*) FROM line WHERE person_id = 103"
	    " AND month = '2019-11' AND kind = 'base'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 103"
	    " AND state = 'moved'"), 1);
}

/* The month of the move, where no other is said; delivery goes along. */
static void
test_month_of_the_day(void **state)
{
	(void)state;
	MUST(ASK("phong", TO, E, "event_on", "2019-11-30", "delivery", "home"));
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM transfer"
	    " WHERE first_month = '2019-12'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 104"
	    " AND delivery = 'point'"), 1);
	office_period(&o, "2019-12", "");
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 104"
	    " AND delivery = 'home'"), 1);
}

/* One that has not happened, and one that has. */
static void
test_undo(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	MUST(approve("truong"));
	MUST(undo_by("phong", "truong", "104"));
	SAYS("Quàng Thị É stays where he is paid now");
	office_period(&o, "2019-12", "");
	assert_int_equal(HOME("11", "21"), 1);
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	MUST(approve("truong"));
	assert_int_equal(HOME("13", "24"), 1);
	MUST(undo_by("phong2", "truong2", "104"));
	SAYS("Quàng Thị É is back where he was paid before");
	assert_int_equal(HOME("11", "21"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 104"
	    " AND village = 'Tiểu khu 5'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM transfer"
	    " WHERE state = 'undone'"), 2);
}

static void
test_out(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", OUT, E, "month", "2019-11"));
	SAYS("136.5.5b ends with 11/2019, the last month paid");
	SAYS("pays up to 11/2019, Hà Nội from 12/2019 on");
	MUST(approve("truong"));
	/* Here until the end of the month, and gone with the next period. */
	assert_int_equal(COUNT("SELECT state = 'active' FROM person WHERE id = 104"), 1);
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(COUNT("SELECT state = 'moved' AND state_on ="
	    " '2019-12-01' FROM person WHERE id = 104"), 1);
	assert_int_equal(LINES("11", "2019-12"), 0);
	/* November is still theirs. */
	MUST(office_pay(&o, "lan", F_E, "2019-12", NULL));
}

/* Found out late: what lists have of later months is on hold or comes back. */
static void
test_out_late(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(office_pay(&o, "lan", F_E, "2019-11", NULL));
	(void)office_list(&o, "2019-12", "119");
	MUST(ASK("phong", OUT, E, "month", "2019-10"));
	SAYS("blocked at every desk: 1 line of 12/2019");
	SAYS("a recovery of 300.000 đồng is opened");
	MUST(approve("truong"));
	assert_int_equal(office_pay(&o, "lan", F_E, "2019-12", NULL), ST_INVALID);
	/* He never left: the lines are his again. */
	MUST(undo_by("phong", "truong", "104"));
	SAYS("can be paid again: 1 line of 12/2019");
	SAYS("no longer claimed: 300.000 đồng");
	MUST(office_pay(&o, "lan", F_E, "2019-12", NULL));
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE id = 404"
	    " AND state = 'active' AND to_month IS NULL"), 1);
}

static void
test_in(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	REFUSED(ASK("phong", "kind", "transfer", "direction", "in", "elsewhere",
	    "Điện Biên", "commune", "03721", "point", "119-01", "name",
	    "Lò Thị Mới", "category", "136.5.5b"), ST_INVALID, "document");
	REFUSED(ASK("phong", IN, E), ST_INVALID, "person");
	MUST(ASK("phong", IN, "name", "Lò Thị Mới", "sex", "F", "birth", "1935",
	    "category", "136.5.5b", "month", "2019-09"));
	SAYS("Lò Thị Mới comes to the roll of Thị trấn Thuận Châu");
	/* October and November were nobody's. */
	SAYS("will appear in the list of 12/2019: 2 × 270.000");
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE name = 'Lò Thị Mới'"), 0);
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT count(*) FROM transfer t JOIN person p"
	    " ON p.id = t.person_id WHERE p.name = 'Lò Thị Mới' AND t.state ="
	    " 'moved' AND t.direction = 'in' AND t.first_month = '2019-10'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement"
	    " WHERE from_month = '2019-10' AND category = '136.5.5b'"), 1);
}

/* Back again: the same record, what they had. */
static void
test_out_and_back(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", OUT, E, "month", "2019-11"));
	MUST(approve("truong"));
	office_period(&o, "2019-12", "");
	MUST(ASK("phong", "kind", "transfer", "direction", "in", "elsewhere",
	    "Điện Biên", "commune", "03724", "point", "119-02", "document",
	    "7/QĐ-TC", "delivery", "home", "village", "Bản Mới", E, "month",
	    "2019-12"));
	SAYS("Điện Biên paid up to the month before; 136.5.5b from 01/2020 on here");
	MUST(approve("truong"));
	assert_int_equal(COUNT("SELECT state = 'active' FROM person WHERE id = 104"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE person_id ="
	    " 104 AND from_month = '2020-01' AND to_month IS NULL"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 104"
	    " AND area_id = 12 AND point_id = 22 AND delivery = 'home'"
	    " AND village = 'Bản Mới'"), 1);
	MUST(undo_by("phong", "truong", "104"));
	assert_int_equal(COUNT("SELECT state = 'moved' FROM person WHERE id = 104"), 1);
	assert_int_equal(HOME("11", "21"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM person WHERE id = 104"
	    " AND village <> 'Bản Mới' AND delivery = 'point'"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM entitlement WHERE person_id ="
	    " 104 AND from_month = '2020-01' AND state = 'void'"), 1);
}

/* Who died before the move stays where his heirs collect; lives he, he moves. */
static void
test_dead_before(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	MUST(approve("truong"));
	MUST(ASK("phong", "kind", "stop", "reason", "death", "event_on",
	    "2019-11-07", E));
	MUST(approve("truong"));
	office_period(&o, "2019-12", "");
	assert_int_equal(HOME("11", "21"), 1);
	MUST(undo_by("phong", "truong", "104"));
	office_period(&o, "2020-01", "");
	assert_int_equal(HOME("13", "24"), 1);
}

/* The commune asked for is part of another by then. */
static void
test_commune_that_ended(void **state)
{
	(void)state;
	MUST(ASK("phong", TO, E, "month", "2019-11"));
	MUST(approve("truong"));
	assert_int_equal(office_sql(&o, "INSERT INTO area (id, level, code, name,"
	    " name_key, fold, parent_id, valid_from) VALUES (90, 'commune',"
	    " '04168', 'Xã Sông Mã', x'01', 'xa song ma', 3, '2019-12-01');"
	    "INSERT INTO area_change VALUES (13, '', 90, '2019-12-01', 39, '')"),
	    ST_OK);
	office_period(&o, "2019-12", "");
	assert_int_equal(HOME("90", "24"), 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		TEST(test_within),
		TEST(test_refused),
		TEST(test_approved_late),
		TEST(test_old_place_is_late),
		TEST(test_month_of_the_day),
		TEST(test_undo),
		TEST(test_out),
		TEST(test_out_late),
		TEST(test_in),
		TEST(test_out_and_back),
		TEST(test_dead_before),
		TEST(test_commune_that_ended),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
