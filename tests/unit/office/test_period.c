/* SPDX-License-Identifier: ISC */
/*
 * Which periods one person opens, and what two people may besides: months out
 * of order, and closed lists that are opened again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "change_help.h"
#include "office/list/list.h"
#include "office/period/period.h"

/* Prepares for one commune of Thuận Châu. */
#define XA                                                                     \
	"INSERT INTO staff (id, login, name, role, area_id, created_at) VALUES" \
	" (45, 'xa', 'Lò Văn Xã', 'preparer', 11, '')"

static enum status
open_as(const char *who, const char *code, const char *through)
{
	return office_post(&o, who, "period.open", NULL, "code", code,
	    "through", through, NULL);
}

static void
now(const char *text)
{
	clock_set(text);
}

static const char *
newest(void)
{
	static struct period p;

	return period_find(o.db, "", &p, &o.err) == ST_OK ? p.code : "";
}

/* ---- alone ------------------------------------------------------------------ */

static void
test_who(void **state)
{
	static const char *const others[] = { "lan", "thu", "ke", "quan",
		"truong" };
	size_t i;

	(void)state;
	MUST(office_sql(&o, XA));
	for (i = 0; i < 5; i++)
		assert_int_equal(open_as(others[i], "2019-11", ""), ST_DENIED);
	/* A part of a list is no list. */
	assert_int_equal(open_as("xa", "2019-11", ""), ST_DENIED);
	assert_non_null(strstr(o.err.msg, "whole district"));
	assert_int_equal(ASK("xa", "kind", "open", "period", "2019-09", "note",
	    "x"), ST_DENIED);
	MUST(open_as("phong", "2019-11", ""));
	MUST(open_as("phong2", "2019-12", ""));
	MUST(open_as("tinh", "2020-01", ""));
	/* Since 2025-07 it is the commune that has a list. */
	MUST(office_sql(&o, "UPDATE area SET parent_id = 1 WHERE id = 11"));
	MUST(open_as("xa", "2020-02", ""));
}

/* What no period is, whoever agrees. */
static void
test_no_month(void **state)
{
	static const struct { const char *code, *through, *says; } bad[] = {
		{ "9999-12", "", "between 01/1990 and 12/2020" },
		{ "2021-01", "", "between 01/1990 and 12/2020" },
		{ "2020-12", "2021-01", "between 01/1990 and 12/2020" },
		{ "1989-12", "", "between 01/1990 and 12/2020" },
		{ "2019-13", "", "month" }, { "2019-00", "", "month" },
		{ "0000-01", "", "" }, { "x", "", "" }, { "", "", "" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(open_as("phong", bad[i].code, bad[i].through),
		    ST_INVALID);
		if (strstr(o.err.msg, bad[i].says) == NULL)
			fail_msg("%s: %s", bad[i].code, o.err.msg);
		assert_int_equal(ASK("phong", "kind", "open", "period",
		    bad[i].code, "through", bad[i].through, "note", "x"),
		    ST_INVALID);
	}
	assert_string_equal(newest(), "");
}

/* An office's first: from a year back to next month. */
static void
test_first(void **state)
{
	(void)state;
	assert_int_equal(open_as("phong", "2018-10", ""), ST_INVALID);
	assert_string_equal(o.err.msg, "The first period begins with a month"
	    " from 11/2018 to 12/2019; for 10/2018 ask with a reason, and"
	    " somebody else approves it.");
	assert_int_equal(open_as("phong", "2020-01", ""), ST_INVALID);
	MUST(open_as("phong", "2018-11", ""));
	assert_int_equal(open_as("phong", "2019-01", ""), ST_INVALID);
	MUST(open_as("phong", "2018-12", "2019-01"));
}

static void
test_first_next_month(void **state)
{
	(void)state;
	now("2019-12-31T23:59:00");
	MUST(open_as("phong", "2020-01", "2020-02")); /* Tết */
}

/* The month after those that run; not one before, nor one left out. */
static void
test_in_order(void **state)
{
	(void)state;
	MUST(open_as("phong", "2019-11", ""));
	assert_int_equal(open_as("phong", "2020-01", ""), ST_INVALID);
	assert_string_equal(o.err.msg, "The next period begins with 12/2019;"
	    " for 01/2020 ask with a reason, and somebody else approves it.");
	assert_int_equal(open_as("phong", "2019-10", ""), ST_INVALID);
	assert_int_equal(open_as("admin", "2019-10", ""), ST_INVALID);
	assert_int_equal(open_as("tinh", "2020-01", ""), ST_INVALID);
	MUST(open_as("phong", "2019-12", "2020-01"));
	assert_int_equal(open_as("phong", "2019-12", ""), ST_EXISTS);
	MUST(open_as("phong", "2020-02", ""));
}

/* ---- by two people ------------------------------------------------------------ */

static void
test_another(void **state)
{
	char month[DATE_MONTH];

	(void)state;
	MUST(open_as("phong", "2019-11", ""));
	MUST(ASK("phong", "kind", "open", "period", "2020-06", "through",
	    "2020-07", "note", "thí điểm"));
	SAYS("the period 06/2020 - 07/2020 is opened for the whole office");
	SAYS("12/2019 stays the next period");
	assert_int_equal(COUNT("SELECT count(*) FROM period"), 1);
	/* It is the office's: not the district's, nor who asked, to decide. */
	assert_int_equal(approve("truong"), ST_DENIED);
	assert_int_equal(approve("phong"), ST_DENIED);
	assert_int_equal(approve("admin"), ST_DENIED);
	MUST(approve("so"));
	assert_int_equal(COUNT("SELECT count(*) FROM period_month"), 3);
	/* Far ahead it is nobody's default, and the next month is the next. */
	assert_string_equal(newest(), "2019-11");
	MUST(period_horizon(o.db, "2019-11-08", month, &o.err));
	assert_string_equal(month, "2019-11");
	assert_int_equal(open_as("phong", "2020-08", ""), ST_INVALID);
	MUST(open_as("phong", "2019-12", ""));
	MUST(open_as("phong", "2020-01", "2020-05"));
	/* Grown together, they run. */
	MUST(open_as("phong", "2020-08", ""));
	/* Its months are taken, asked by whomever. */
	assert_int_equal(ASK("phong2", "kind", "open", "period", "2020-07",
	    "note", "x"), ST_EXISTS);
}

/* Nobody is moved, listed or paid by the far one meanwhile. */
static void
test_far_ahead(void **state)
{
	struct period p;

	(void)state;
	MUST(open_as("phong", "2019-11", ""));
	MUST(ASK("phong", "kind", "transfer", "person", "104", "direction",
	    "within", "commune", "04168", "point", "126-01", "month",
	    "2019-11"));
	MUST(approve("truong"));
	MUST(ASK("phong", "kind", "open", "period", "2020-06", "note", "x"));
	MUST(approve("tinh"));
	assert_int_equal(COUNT("SELECT area_id FROM person WHERE id = 104"), 11);
	MUST(ASK("phong", "kind", "new", "name", "Lò Văn Mới", "sex", "M",
	    "birth", "1935", "commune", "03721", "point", "119-01",
	    "category", "136.5.5b", "decision", "1/QĐ"));
	assert_int_equal(COUNT("SELECT count(*) FROM change"
	    " WHERE kind = 'new' AND month = '2019-11'"), 1);
	MUST(period_paying(o.db, "2019-11-08", &p, &o.err));
	assert_string_equal(p.code, "2019-11");
	MUST(open_as("phong", "2019-12", ""));
	assert_int_equal(COUNT("SELECT area_id FROM person WHERE id = 104"), 13);
}

/* Taken back while nothing rests on it. */
static void
test_taken_back(void **state)
{
	int64_t id;

	(void)state;
	MUST(open_as("phong", "2019-11", ""));
	MUST(ASK("phong", "kind", "open", "period", "2020-06", "note", "x"));
	MUST(approve("tinh"));
	id = request;
	MUST(ASK("phong", "kind", "undo", "undoes", "1", "note", "typed wrong"));
	SAYS("the period 06/2020 is there no more");
	MUST(approve("tinh"));
	assert_int_equal(COUNT("SELECT count(*) FROM period"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM period_month"), 1);
	assert_int_equal(id, 1);
	/* Nor when people moved with it, as they do with the next month. */
	MUST(ASK("phong", "kind", "transfer", "person", "104", "direction",
	    "within", "commune", "04168", "point", "126-01", "month",
	    "2019-11"));
	MUST(approve("truong"));
	MUST(ASK("phong", "kind", "open", "period", "2019-12", "note", "x"));
	SAYS("people who move with it: 1");
	MUST(approve("tinh"));
	REFUSED(ASK("phong", "kind", "undo", "undoes", "4", "note", "x"),
	    ST_INVALID, "undoes");
	/* Not with a list in it. */
	MUST(ASK("phong", "kind", "open", "period", "2019-10", "note", "x"));
	SAYS("it lies behind");
	MUST(approve("tinh"));
	(void)office_draft(&o, "2019-10", "119");
	REFUSED(ASK("phong", "kind", "undo", "undoes", "5", "note", "x"),
	    ST_INVALID, "undoes");
}

/* ---- closing stops nobody's money ------------------------------------------- */

static void
close_period(const char *who, const char *code)
{
	MUST(office_post(&o, who, "period.close", NULL, "period", code, NULL));
}

static void
test_closing_stops_nobody(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	close_period("phong", "2019-11");
	/* The last one does not close the period before there is another. */
	assert_int_equal(office_post(&o, "phong2", "period.close", NULL,
	    "period", "2019-11", NULL), ST_INVALID);
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(open_as("phong", "2019-12", ""));
	close_period("phong2", "2019-11");
	assert_int_equal(COUNT("SELECT count(*) FROM period"
	    " WHERE state = 'closed'"), 1);
	assert_int_equal(office_pay(&o, "lan", F_PANG2, "2019-11", NULL),
	    ST_INVALID);
	MUST(office_pay(&o, "lan", F_PANG2, "2019-12", NULL));
	assert_int_equal(COUNT("SELECT count(*) FROM line l JOIN standing s"
	    " ON s.line_id = l.id WHERE l.month = '2019-11'"
	    " AND l.person_id IN (101, 102)"), 2);
}

/* ---- reopening ---------------------------------------------------------------- */

/* November is closed as a whole, December open. */
static void
closed_november(void)
{
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	MUST(office_pay(&o, "lan", F_PANG, "2019-11", NULL));
	MUST(open_as("phong", "2019-12", ""));
	close_period("phong", "2019-11");
	close_period("phong2", "2019-11");
}

#define REOPEN "kind", "reopen", "period", "2019-11", "area", "119", "note", \
	"quên một người"

static void
test_reopen(void **state)
{
	(void)state;
	closed_november();
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    "1", "reason", "x", NULL), ST_INVALID);
	assert_int_equal(ASK("lan", REOPEN), ST_DENIED);
	assert_int_equal(ASK("truong", REOPEN), ST_DENIED);
	assert_int_equal(ASK("phong2", REOPEN), ST_DENIED);
	REFUSED(ASK("phong", "kind", "reopen", "period", "2019-11", "area",
	    "119"), ST_INVALID, "note");
	REFUSED(ASK("phong", "kind", "reopen", "period", "2019-12", "area",
	    "119", "note", "x"), ST_INVALID, "area");
	MUST(ASK("phong", REOPEN));
	SAYS("lists of Huyện Thuận Châu for 11/2019 that are open again: 1");
	SAYS("the period 11/2019 is open again");
	assert_int_equal(ASK("tinh", REOPEN), ST_EXISTS);
	assert_int_equal(approve("phong"), ST_DENIED);
	assert_int_equal(approve("truong2"), ST_DENIED);
	assert_int_equal(COUNT("SELECT count(*) FROM list"
	    " WHERE state = 'closed'"), 2);
	MUST(approve("truong"));
	/* The other district's stay closed. */
	assert_int_equal(COUNT("SELECT count(*) FROM list"
	    " WHERE state = 'closed' AND owner_id = 3"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM list"
	    " WHERE state = 'approved' AND owner_id = 2"), 1);
	assert_int_equal(COUNT("SELECT count(*) FROM period"
	    " WHERE state = 'open' AND closed_at IS NULL"), 2);
	MUST(office_pay(&o, "lan", F_PANG2, "2019-11", NULL));
	MUST(office_post(&o, "lan", "reverse", NULL, "receipt", "1", "reason",
	    "x", NULL));
	/* Closing it again is the way back; an undo is none. */
	REFUSED(ASK("phong", "kind", "undo", "undoes", "1", "note", "x"),
	    ST_INVALID, "undoes");
	close_period("phong", "2019-11");
	assert_int_equal(COUNT("SELECT count(*) FROM period"
	    " WHERE state = 'closed'"), 1);
}

/* Later lists: one that went on its way forbids it, a draft waits for it. */
static void
test_reopen_before_later(void **state)
{
	char list[24];
	int64_t id;

	(void)state;
	closed_november();
	id = office_draft(&o, "2019-12", "119");
	(void)snprintf(list, sizeof(list), "%" PRId64, id);
	/* It changes nobody's lines: the draft need not be made anew. */
	office_clock(8, 9, 30);
	MUST(ASK("phong", REOPEN));
	MUST(approve("truong"));
	REFUSED(office_submit(&o, "phong", list), ST_INVALID, "period");
	assert_non_null(strstr(o.err.msg, "for 11/2019 is not closed yet"));
	close_period("phong", "2019-11");
	MUST(office_submit(&o, "phong", list));
	/* Asked now or before: it is looked at again when it is approved. */
	REFUSED(ASK("phong", REOPEN), ST_INVALID, "period");
	assert_non_null(strstr(o.err.msg, "12/2019 was submitted already"));
	MUST(office_post(&o, "phong", "list.return", NULL, "list", list,
	    "reason", "x", NULL));
	MUST(ASK("phong", REOPEN));
	MUST(office_submit(&o, "phong", list));
	assert_int_equal(approve("truong"), ST_INVALID);
	MUST(office_post(&o, "truong", "list.approve", NULL, "list", list,
	    NULL));
	assert_int_equal(approve("truong"), ST_INVALID);
	/* The other district has none. */
	MUST(ASK("phong2", "kind", "reopen", "period", "2019-11", "area", "126",
	    "note", "x"));
	MUST(approve("truong2"));
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_who), T(test_no_month), T(test_first),
		T(test_first_next_month), T(test_in_order),
		T(test_another), T(test_far_ahead), T(test_taken_back),
		T(test_closing_stops_nobody),
		T(test_reopen), T(test_reopen_before_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
