/* SPDX-License-Identifier: ISC */
/*
 * payout: who takes the money for somebody else, and who may not take their own:
 * the paper shown, the name written down, children and those with a guardian.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "payout_help.h"
#include "text/date.h"

static void
test_collectors(void **state)
{
	(void)state;
	/* A letter that is valid; its name in other spelling of case. */
	assert_int_equal(pay_to("101", "270000", "authorised", "LÒ VĂN THẮNG",
	    ""), ST_OK);
	/* One that ended: refused by name and date. */
	assert_int_equal(pay_to("102", "405000", "authorised", "Lò Thị Hạnh",
	    ""), ST_DENIED);
	assert_non_null(strstr(o.err.msg, "Lò Thị Hạnh"));
	assert_non_null(strstr(o.err.msg, "31/10/2019"));
	/* Nobody registered: neither authorised nor guardian. */
	assert_int_equal(pay_to("104", "300000", "authorised", "Lò Thị Hạnh",
	    "014185000124"), ST_DENIED);
	assert_int_equal(pay_to("104", "300000", "guardian", "Lò Thị Hạnh",
	    "014185000124"), ST_DENIED);
	/* A carer leaves name and paper. */
	assert_int_equal(pay_to("104", "300000", "carer", "", "014190000126"),
	    ST_INVALID);
	assert_string_equal(o.err.field, "collector_name");
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Thị Xuân", ""),
	    ST_INVALID);
	assert_string_equal(o.err.field, "collector_identity");
	/* Who pays at the point collects for nobody. */
	assert_int_equal(pay_to("104", "300000", "carer", "Cầm Thị Mai",
	    "014190000126"), ST_DENIED);
	assert_int_equal(pay_to("104", "300000", "carer", "Hoàng Thị Lan",
	    "014190000127"), ST_DENIED);
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Thị Xuân",
	    "014190000128"), ST_OK);
}

static void
test_letter_of_the_future(void **state)
{
	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE collector SET valid_from ="
	    " '2019-11-09' WHERE id = 601"), ST_OK);
	assert_int_equal(pay_to("101", "270000", "authorised", "", ""), ST_DENIED);
	office_clock(9, 8, 0);
	assert_int_equal(pay_to("101", "270000", "authorised", "", ""), ST_OK);
}

/* Staff are known by the number of their paper, wherever they work. */
static void
test_staff_by_number(void **state)
{
	(void)state;
	assert_int_equal(office_post(&o, "admin", "staff.change", NULL, "login",
	    "son", "name", "Vì Văn Sơn", "role", "paying", "unit", "BD126",
	    "identity", "014 070 000 009", NULL), ST_OK);
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Văn Khác",
	    "014070000009"), ST_DENIED);
	assert_string_equal(o.err.field, "collector_name");
	assert_int_equal(pay_to("104", "300000", "carer", "Lò Văn Khác",
	    "014070000008"), ST_OK);
}

/* A collector who is named and wrong never becomes the person. */
static void
test_named_wrongly(void **state)
{
	static const struct {
		const char *kind, *id, *name, *identity;
		enum status st;
		const char *field;
	} wrong[] = {
		/* The person, and somebody. */
		{ "self", "601", "", "", ST_INVALID, "collector" },
		{ "self", "", "Lò Văn Thắng", "", ST_INVALID, "collector" },
		{ "self", "", "", "014088000123", ST_INVALID, "collector" },
		/* Somebody else's; none at all; of another right. */
		{ "authorised", "602", "", "", ST_DENIED, "collector_id" },
		{ "authorised", "999", "", "", ST_DENIED, "collector_id" },
		{ "authorised", "-1", "", "", ST_DENIED, "collector_id" },
		{ "guardian", "601", "", "", ST_DENIED, "collector_id" },
		{ "carer", "601", "Lò Văn Thắng", "", ST_DENIED,
		    "collector_id" },
		/* His number, another name or paper. */
		{ "authorised", "601", "Lò Thị Hạnh", "", ST_DENIED,
		    "collector_id" },
		{ "authorised", "", "Lò Văn Thắng", "014088000124", ST_DENIED,
		    "collector_identity" },
		/* The person by another right. */
		{ "carer", "", "Lò Văn Khác", "050123456", ST_DENIED,
		    "collector_identity" },
		/* No papers, no names. */
		{ "carer", "", "Lò Văn Khác", "abc", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "12345", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "passport:ABC", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "099190000126", ST_INVALID,
		    "collector_identity" },
		/* Numbers that nobody has. */
		{ "carer", "", "Lò Văn Khác", "111111111", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "000 000 000", ST_INVALID,
		    "collector_identity" },
		{ "carer", "", "Lò Văn Khác", "111111111111", ST_INVALID,
		    "collector_identity" },
		/* The person's own name for that of who collects. */
		{ "carer", "", "Lò Văn Pâng", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "lo van  PANG", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "...", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "Lò Văn 2", "050111222", ST_INVALID,
		    "collector_name" },
		{ "carer", "", "050111222", "050111222", ST_INVALID,
		    "collector_name" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		enum status st = office_post(&o, "lan", "pay", NULL, "person",
		    "101", "method", "point", "collector", wrong[i].kind,
		    "collector_id", wrong[i].id, "collector_name",
		    wrong[i].name, "collector_identity", wrong[i].identity,
		    "lines", line_of(F_PANG), "total", "270000", NULL);

		if (st != wrong[i].st || strcmp(o.err.field, wrong[i].field) != 0)
			fail_msg("%zu: %s: %s: %s", i, err_name(st), o.err.field,
			    o.err.msg);
	}
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
	/* Withdrawn while the desk still shows him: nobody is paid instead. */
	assert_int_equal(office_sql(&o, "UPDATE collector SET active = 0 WHERE"
	    " id = 601; INSERT INTO collector (id, person_id, kind, name,"
	    " letter, valid_from) VALUES (621, 101, 'authorised', 'Lò Thị Mới',"
	    " '9/2019', '2019-10-01')"), ST_OK);
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "authorised", "collector_id",
	    "601", "lines", line_of(F_PANG), "total", "270000", NULL),
	    ST_DENIED);
	assert_string_equal(o.err.field, "collector_id");
	assert_int_equal(office_post(&o, "lan", "pay", NULL, "person", "101",
	    "method", "point", "collector", "authorised", "collector_id",
	    "621", "lines", line_of(F_PANG), "total", "270000", NULL), ST_OK);
}

/* ---- who collects in person ------------------------------------------------ */

/* Quàng Thị É, 300.000 at Lan's point, as somebody born on another day. */
static void
born(const char *birth)
{
	struct date d = { 0, 0, 0 };
	char text[200];

	if (birth[0] != '\0')
		assert_int_equal(date_from_iso(birth, &d), ST_OK);
	(void)snprintf(text, sizeof(text), "UPDATE person SET birth_year ="
	    " nullif(%d, 0), birth_month = nullif(%d, 0), birth_day ="
	    " nullif(%d, 0) WHERE id = 104", d.year, d.month, d.day);
	assert_int_equal(office_sql(&o, text), ST_OK);
}

static void
guardian(const char *from, const char *to)
{
	char text[300];

	(void)snprintf(text, sizeof(text), "INSERT INTO collector (id,"
	    " person_id, kind, name, identity, relation, valid_from, valid_to)"
	    " VALUES (620, 104, 'guardian', 'Quàng Văn Bố', '014085000777',"
	    " 'bố', '%s', nullif('%s', ''))", from, to);
	assert_int_equal(office_sql(&o, text), ST_OK);
}

#define SELF pay_to("104", "300000", "self", "", "")
#define REFUSED(st, why, text) do {                                            \
	assert_int_equal((st), (why));                                         \
	assert_string_equal(o.err.field, "collector");                         \
	assert_non_null(strstr(o.err.msg, text));                              \
} while (0)

/* A child of six takes no money, whoever forgot to say who does. */
static void
test_child(void **state)
{
	struct wire_args a;

	(void)state;
	born("2013-05-02");
	REFUSED(SELF, ST_DENIED, "is 6 years old and has no registered");
	REFUSED(pay_to("104", "300000", "guardian", "", ""), ST_DENIED,
	    "No such guardian");
	REFUSED(pay_to("104", "300000", "guardian", "Quàng Văn Bố",
	    "014085000777"), ST_DENIED, "No such guardian");
	assert_int_equal(pay_to("104", "300000", "", "", ""), ST_INVALID);
	guardian("2019-01-02", "");
	REFUSED(SELF, ST_DENIED, "Quàng Văn Bố, the guardian");
	assert_int_equal(office_int(&o, &q_payouts, 0), 0);
	assert_int_equal(office_post(&o, "lan", "pay", &a, "person", "104",
	    "method", "home", "collector", "guardian", "lines",
	    line_of(F_E), "total", "300000", NULL), ST_OK);
	assert_string_equal(wire_args_text(&a, "collector"), "guardian");
	assert_string_equal(wire_args_text(&a, "collector_name"),
	    "Quàng Văn Bố");
	wire_args_done(&a);
}

/* On the birthday; unknown days and months as the setting says. */
static void
test_child_until(void **state)
{
	static const struct {
		const char *birth, *first, *years;
		bool may;
	} days[] = {
		{ "2003-11-08", "1", "16", true },
		{ "2003-11-09", "1", "16", false },
		{ "2003-11", "1", "16", true },
		{ "2003-11", "0", "16", false },
		{ "2003-10", "0", "16", true },
		{ "2003", "1", "16", true },
		{ "2003", "0", "16", false },
		{ "2002", "0", "16", true },
		{ "", "1", "16", true },
		{ "2002-11-08", "1", "18", false },
		{ "2001-11-08", "1", "18", true },
		{ "2004-11-08", "1", "15", true },
	};
	static const struct db_sql last = { "t.last",
		"SELECT max(no) FROM receipt WHERE no > ?1" };
	char text[300];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
		born(days[i].birth);
		(void)snprintf(text, sizeof(text), "DELETE FROM setting WHERE"
		    " name IN ('birth_first', 'collect_age');"
		    "INSERT INTO setting VALUES ('birth_first', '2019-01', %s),"
		    " ('collect_age', '2019-01', %s)", days[i].first,
		    days[i].years);
		assert_int_equal(office_sql(&o, text), ST_OK);
		if (!days[i].may) {
			REFUSED(SELF, ST_DENIED, "years old");
			continue;
		}
		if (SELF != ST_OK)
			fail_msg("%s: %s", days[i].birth, o.err.msg);
		(void)snprintf(text, sizeof(text), "%" PRId64, office_int(&o,
		    &last, 0));
		assert_int_equal(office_post(&o, "lan", "reverse", NULL,
		    "receipt", text, "reason", "x", NULL), ST_OK);
	}
}

/* Whoever has a guardian does not, at any age, while the paper is good. */
static void
test_guardian(void **state)
{
	(void)state;
	guardian("2015-01-02", "2019-11-08");
	REFUSED(SELF, ST_DENIED, "Quàng Văn Bố, the guardian");
	assert_int_equal(office_sql(&o, "UPDATE collector SET active = 0 WHERE"
	    " id = 620"), ST_OK);
	assert_int_equal(SELF, ST_OK);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_sql(&o, "UPDATE collector SET active = 1,"
	    " valid_to = '2019-11-07' WHERE id = 620"), ST_OK);
	assert_int_equal(SELF, ST_OK);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "2", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_sql(&o, "UPDATE collector SET valid_to = NULL,"
	    " valid_from = '2019-11-09' WHERE id = 620"), ST_OK);
	assert_int_equal(SELF, ST_OK);
}

/* Leave by a request, from its first day to its last. */
static void
test_leave(void **state)
{
	(void)state;
	born("2004-05-02");
	assert_int_equal(office_sql(&o, "PRAGMA foreign_keys = OFF;"
	    "INSERT INTO collect_self (id, person_id, valid_from, valid_to,"
	    " change_id) VALUES (1, 104, '2019-11-09', '2019-11-10', 1);"
	    "PRAGMA foreign_keys = ON"), ST_OK);
	REFUSED(SELF, ST_DENIED, "15 years old");
	office_clock(9, 8, 0);
	assert_int_equal(SELF, ST_OK);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "x", NULL), ST_OK);
	office_clock(11, 8, 0);
	REFUSED(SELF, ST_DENIED, "15 years old");
	office_clock(10, 8, 0);
	assert_int_equal(office_sql(&o, "UPDATE collect_self SET active = 0"),
	    ST_OK);
	REFUSED(SELF, ST_DENIED, "15 years old");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_collectors, setup, teardown),
		cmocka_unit_test_setup_teardown(test_letter_of_the_future, setup, teardown),
		cmocka_unit_test_setup_teardown(test_staff_by_number, setup, teardown),
		cmocka_unit_test_setup_teardown(test_named_wrongly, setup, teardown),
		cmocka_unit_test_setup_teardown(test_child, setup, teardown),
		cmocka_unit_test_setup_teardown(test_child_until, setup, teardown),
		cmocka_unit_test_setup_teardown(test_guardian, setup, teardown),
		cmocka_unit_test_setup_teardown(test_leave, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
