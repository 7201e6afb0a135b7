/* SPDX-License-Identifier: ISC */
/* list: what comes onto a list, month by month, and what does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "office/list/list.h"
#include "office_fixture.h"

static struct office o;

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
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
open_period(const char *code, const char *through)
{
	office_period(&o, code, through);
}

/* Lines of a person in order: "2019-11 base 270000; ...". */
static const char *
lines(int64_t person)
{
	static const struct db_sql q = { "t.lines_of",
		"SELECT coalesce(group_concat(month || ' ' || kind || ' ' ||"
		" amount, '; '), '') FROM (SELECT * FROM line"
		" WHERE person_id = ?1 ORDER BY list_id, id)" };
	static char text[600];
	struct db_stmt *s = db_usef(o.db, &q, "i", person);
	bool row;

	assert_int_equal(db_step(s, &row, &o.err), ST_OK);
	db_copy(s, 0, text, sizeof(text));
	db_reset(s);
	return text;
}

/* Statements are kept by the address of their struct. */
static struct db_sql asked[128];
static unsigned nasked;

static int64_t
number(const char *text, int64_t arg)
{
	assert_true(nasked < sizeof(asked) / sizeof(asked[0]));
	asked[nasked].name = "t.number";
	asked[nasked].text = text;
	return office_int(&o, &asked[nasked++], arg);
}

static struct list_head
head(int64_t list)
{
	struct list_head h;
	struct actor who;

	office_actor(&o, "tinh", &who);
	assert_int_equal(list_get(o.db, &who.scope, list, &h, &o.err), ST_OK);
	actor_done(&who);
	return h;
}

/* ---- months ------------------------------------------------------------ */

/* Tết: January and February in one go, each person one number. */
static void
test_two_months(void **state)
{
	int64_t list;

	(void)state;
	open_period("2020-01", "2020-02");
	list = office_draft(&o, "2020-01", "119");
	assert_int_equal(head(list).lines, 22);
	assert_int_equal(head(list).people, 9);
	assert_string_equal(lines(F_ON), "2020-01 base 675000;"
	    " 2020-01 care 270000; 2020-02 base 675000; 2020-02 care 270000");
	assert_int_equal(number("SELECT count(DISTINCT no) FROM line"
	    " WHERE person_id = ?1", F_ON), 1);
}

/* Each at its own rate: the standard rises in 07/2021. */
static void
test_own_rate(void **state)
{
	(void)state;
	clock_set("2021-05-20T08:00:00");
	open_period("2021-06", "2021-07");
	(void)office_draft(&o, "2021-06", "126");
	assert_string_equal(lines(F_ANH),
	    "2021-06 base 270000; 2021-07 base 360000");
}

/* April and May 2020; who is stopped with April gets April alone. */
static void
test_months_of_a_grant(void **state)
{
	(void)state;
	sql("UPDATE entitlement SET to_month = '2020-04', state = 'stopped'"
	    " WHERE person_id = 111;"
	    "UPDATE entitlement SET from_month = '2020-05' WHERE person_id = 112;"
	    "UPDATE person SET state = 'dead', state_on = '2020-04-02'"
	    " WHERE id = 113");
	open_period("2020-04", "2020-05");
	(void)office_draft(&o, "2020-04", "126");
	assert_string_equal(lines(F_ANH), "2020-04 base 270000");
	assert_string_equal(lines(F_XUONG), "2020-05 base 270000");
	assert_string_equal(lines(F_LY), "2020-04 base 270000");
}

/* The months of a suspension rest, before and after it are paid. */
static void
test_suspension(void **state)
{
	(void)state;
	sql("INSERT INTO suspension (entitlement_id, from_month, to_month)"
	    " VALUES (411, '2020-02', '2020-03')");
	open_period("2020-01", "2020-04");
	(void)office_draft(&o, "2020-01", "126");
	assert_string_equal(lines(F_ANH),
	    "2020-01 base 270000; 2020-04 base 270000");
}

/* The word in `state` does not decide; 'void' does. */
static void
test_void(void **state)
{
	(void)state;
	sql("UPDATE entitlement SET state = 'void' WHERE id = 411;"
	    "UPDATE entitlement SET state = 'suspended' WHERE id = 412");
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "");
	assert_string_equal(lines(F_XUONG), "2019-11 base 270000");
}

/* ---- exclusion --------------------------------------------------------- */

#define GRANT(id, person, category)                                            \
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"    \
	    " changed_at) VALUES (" #id ", " #person ", '" category "',"         \
	    " '2018-01', '')")

static void
test_highest_only(void **state)
{
	(void)state;
	GRANT(901, 111, "28.16.6c"); /* 405.000 beside 270.000 */
	GRANT(902, 112, "136.5.5c"); /* 810.000 beside 270.000, in one month */
	sql("UPDATE entitlement SET from_month = '2019-12' WHERE id = 902");
	open_period("2019-11", "2019-12");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH),
	    "2019-11 base 405000; 2019-12 base 405000");
	assert_string_equal(lines(F_XUONG),
	    "2019-11 base 270000; 2019-12 base 810000");
}

/* A single parent who is disabled keeps both; a third one goes. */
static void
test_keeps_both(void **state)
{
	int64_t list;

	(void)state;
	GRANT(901, 111, "136.5.4a");
	GRANT(902, 111, "28.16.6c");
	open_period("2019-11", "");
	list = office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH),
	    "2019-11 base 270000; 2019-11 base 405000");
	assert_int_equal(number("SELECT count(*) FROM line"
	    " WHERE person_id = ?1 AND category = '136.5.5b'", F_ANH), 0);
	assert_int_equal(head(list).people, 3);
}

/* The lower one was approved already: a supplement adds the rest alone. */
static void
test_listed_lower(void **state)
{
	(void)state;
	open_period("2019-11", "");
	(void)office_list(&o, "2019-11", "126");
	GRANT(901, 111, "28.16.6c");
	GRANT(902, 112, "136.5.4a"); /* excluded by nobody's law: elderly keeps it */
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000;"
	    " 2019-11 difference 135000");
	assert_string_equal(lines(F_XUONG),
	    "2019-11 base 270000; 2019-11 base 270000");
}

/* What a line has of the month under the record before counts. */
static void
test_listed_before(void **state)
{
	(void)state;
	open_period("2019-11", "");
	(void)office_list(&o, "2019-11", "126");
	sql("UPDATE entitlement SET to_month = '2019-10', state = 'stopped'"
	    " WHERE id = 411;"
	    "INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at, origin) VALUES (901, 111, '28.16.6c', '2019-11', '',"
	    " 411)");
	GRANT(902, 112, "136.5.4a");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000;"
	    " 2019-11 difference 135000");
}

/* ---- arrears and recoveries -------------------------------------------- */

static void
order(const char *kind, const char *due)
{
	char text[600];

	(void)snprintf(text, sizeof(text), "INSERT INTO arrears (id, person_id,"
	    " entitlement_id, kind, from_month, to_month, reason, due_period,"
	    " total, staff_id, at) VALUES (%d, 111, 411, '%s', '2019-08',"
	    " '2019-09', 'x', '%s', 180000, 41, '');"
	    "INSERT INTO arrears_month VALUES (%d, '2019-08', 1, 100000, 270000,"
	    " 100), (%d, '2019-09', 1, 80000, 270000, 100)",
	    kind[0] == 'a' ? 1 : 2, kind, due, kind[0] == 'a' ? 1 : 2,
	    kind[0] == 'a' ? 1 : 2);
	sql(text);
}

static void
test_arrears(void **state)
{
	int64_t list;

	(void)state;
	order("difference", "2019-10");
	order("arrears", "2019-11");
	open_period("2019-10", "");
	list = office_list(&o, "2019-10", "126");
	assert_string_equal(lines(F_ANH), "2019-08 difference 100000;"
	    " 2019-09 difference 80000; 2019-10 base 270000");
	assert_int_equal(head(list).total, 4 * 270000 - 270000 + 180000);
	assert_int_equal(number("SELECT count(*) FROM line WHERE arrears_id = ?1",
	    2), 2);
	/* The other is due with the next list, and each comes once. */
	open_period("2019-11", "");
	(void)office_list(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-08 difference 100000;"
	    " 2019-09 difference 80000; 2019-10 base 270000;"
	    " 2019-08 arrears 100000; 2019-09 arrears 80000;"
	    " 2019-11 base 270000");
}

/* A draft made anew takes it once more; cancelled, it comes no more. */
static void
test_arrears_again(void **state)
{
	(void)state;
	order("arrears", "2019-11");
	order("difference", "2019-11");
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "126");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-08 arrears 100000;"
	    " 2019-08 difference 100000; 2019-09 arrears 80000;"
	    " 2019-09 difference 80000; 2019-11 base 270000");
	sql("UPDATE arrears SET state = 'cancelled' WHERE id = 1");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-08 difference 100000;"
	    " 2019-09 difference 80000; 2019-11 base 270000");
	sql("UPDATE arrears SET state = 'cancelled'");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000");
}

/* Of one who is stopped: the orders come although no month is due. */
static void
test_arrears_alone(void **state)
{
	(void)state;
	sql("UPDATE entitlement SET to_month = '2019-09', state = 'stopped'"
	    " WHERE id = 411");
	order("arrears", "2019-10");
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH),
	    "2019-08 arrears 100000; 2019-09 arrears 80000");
}

/* Nothing is cut without a decision and its plan; never more than is left. */
static void
test_deduction(void **state)
{
	int64_t list;

	(void)state;
	sql("INSERT INTO recovery VALUES (1, 111, NULL, 'x', 41, '');"
	    "INSERT INTO recovery_entry (id, recovery_id, kind, amount, document,"
	    " staff_id, at) VALUES (1, 1, 'overpaid', 80000, '', 41, '')");
	GRANT(901, 111, "28.17.1");
	open_period("2019-11", "2019-12");
	(void)office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 270000;"
	    " 2019-11 care 270000; 2019-12 base 270000; 2019-12 care 270000");
	sql("INSERT INTO recovery_entry (id, recovery_id, kind, amount, document,"
	    " staff_id, at) VALUES (2, 1, 'decision', 80000, '7/QĐ', 41, ''),"
	    " (3, 1, 'plan', 50000, '7/QĐ', 41, '')");
	list = office_draft(&o, "2019-11", "126");
	assert_string_equal(lines(F_ANH), "2019-11 base 220000;"
	    " 2019-11 care 270000; 2019-12 base 240000; 2019-12 care 270000");
	assert_int_equal(head(list).deducted, 80000);
	assert_int_equal(head(list).total, 8 * 270000 - 80000);
	assert_int_equal(number("SELECT count(*) FROM line"
	    " WHERE recovery_id = ?1", 1), 2);
	/* Again: the draft's own cuts are not counted against it. */
	list = office_draft(&o, "2019-11", "126");
	assert_int_equal(head(list).deducted, 80000);
}

/* ---- numbers ----------------------------------------------------------- */

/* Who was on the draft keeps the number; who is new goes on counting. */
static void
test_numbers_stay(void **state)
{
	static const char no[] = "SELECT max(no) FROM line WHERE person_id = ?1";

	(void)state;
	sql("UPDATE person SET state = 'merged' WHERE id = 103"); /* was number 1 */
	open_period("2019-11", "");
	(void)office_draft(&o, "2019-11", "119");
	assert_int_equal(number(no, F_PANG), 1);
	assert_int_equal(number(no, F_PANG2), 2);
	assert_int_equal(number(no, F_E), 3);
	sql("UPDATE person SET state = 'active' WHERE id = 103;"
	    "UPDATE person SET state = 'merged' WHERE id = 102");
	(void)office_draft(&o, "2019-11", "119");
	assert_int_equal(number(no, F_PANG), 1);
	assert_int_equal(number(no, F_E), 3);
	assert_int_equal(number(no, F_ON), 4);
	/* A supplement for somebody who is on the main list, too. */
	(void)office_list(&o, "2019-11", "119");
	GRANT(901, 101, "28.17.1");
	(void)office_draft(&o, "2019-11", "119");
	assert_string_equal(lines(F_PANG),
	    "2019-11 base 270000; 2019-11 care 270000");
	assert_int_equal(number("SELECT count(DISTINCT no) FROM line"
	    " WHERE person_id = ?1", F_PANG), 1);
}

/* ---- carried ----------------------------------------------------------- */

static void
test_carried(void **state)
{
	struct list_head h;
	char receipt[24];
	int64_t no = 0;

	(void)state;
	open_period("2019-10", "");
	(void)office_list(&o, "2019-10", "126");
	assert_int_equal(office_pay(&o, "son", F_ANH, "2019-10", &no), ST_OK);
	open_period("2019-11", "");
	h = head(office_draft(&o, "2019-11", "126"));
	assert_int_equal(h.carried_lines, 2);
	assert_int_equal(h.carried_total, 540000);
	assert_int_equal(h.lines, 3); /* its own only */
	/* A blocked line is not promised. */
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person", "112",
	    "reason", "x", NULL), ST_DENIED);
	sql("INSERT INTO block (line_id, reason, staff_id, at) SELECT id, 'x',"
	    " 36, '' FROM line WHERE person_id = 112 AND month = '2019-10'");
	h = head(office_draft(&o, "2019-11", "126"));
	assert_int_equal(h.carried_lines, 1);
	sql("DELETE FROM block");
	(void)office_list(&o, "2019-11", "126");
	assert_int_equal(number("SELECT count(*) FROM list_carried WHERE ?1 = 0",
	    0), 2);
	/* A supplement carries nothing: the main list has it. */
	GRANT(901, 111, "136.5.4a");
	h = head(office_list(&o, "2019-11", "126"));
	assert_int_equal(h.seq, 2);
	assert_int_equal(h.carried_lines, 0);
	/* The list after that: what both left, and what was taken back. */
	(void)snprintf(receipt, sizeof(receipt), "%" PRId64, no);
	assert_int_equal(office_post(&o, "son", "reverse", NULL, "receipt",
	    receipt, "reason", "x", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "son", F_LY, "2019-11", NULL), ST_OK);
	open_period("2019-12", "");
	h = head(office_draft(&o, "2019-12", "126"));
	assert_int_equal(h.carried_lines, 5); /* 111: 3, 112: 2 */
	assert_int_equal(h.carried_total, 5 * 270000);
}

/* Paid, or blocked, between the last slice and the end: not open any more. */
static void
test_carried_at_the_end(void **state)
{
	struct wire_args a;
	char job[24];

	(void)state;
	open_period("2019-10", "");
	(void)office_list(&o, "2019-10", "126");
	open_period("2019-11", "");
	assert_int_equal(office_post(&o, "truong2", "period.override", NULL,
	    "period", "2019-11", "area", "126", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "list.begin", &a, "period",
	    "2019-11", "area", "126", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong2", "list.slice", NULL, "job",
	    job, "people", "100", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "son", F_LY, "2019-11", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "block", NULL, "person",
	    "112", "reason", "x", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong2", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "carried_lines", 9), 1);
	assert_int_equal(wire_args_int(&a, "carried_total", 0), 270000);
	wire_args_done(&a);
}

/* ---- transfers --------------------------------------------------------- */

/* Of somebody who moves from 119 to 126 with the last month given. */
static void
transfer(const char *last, const char *first, bool moved)
{
	char text[900];

	(void)snprintf(text, sizeof(text), "INSERT INTO change (id, kind,"
	    " person_id, area_id, point_id, name, month, fields, maker_id,"
	    " made_at) VALUES (9, 'transfer', 101, 11, 21, 'x', '%s', '', 37, '');"
	    "INSERT INTO transfer (id, change_id, person_id, direction,"
	    " from_area, from_point, to_area, to_point, last_month, first_month,"
	    " state) VALUES (1, 9, 101, 'within', 11, 21, 13, 24, '%s', '%s',"
	    " '%s')", first, last, first, moved ? "moved" : "due");
	sql(text);
	if (moved)
		sql("UPDATE person SET area_id = 13, point_id = 24 WHERE id = 101");
}

/* January is A's, February B's, whether the record has moved or not. */
static void
transfer_within_a_period(bool moved)
{
	open_period("2020-01", "2020-02");
	transfer("2020-01", "2020-02", moved);
	(void)office_list(&o, "2020-01", "126");
	assert_string_equal(lines(F_PANG), "2020-02 base 270000");
	(void)office_list(&o, "2020-01", "119");
	assert_string_equal(lines(F_PANG),
	    "2020-02 base 270000; 2020-01 base 270000");
	assert_int_equal(number("SELECT point_id FROM line WHERE person_id = ?1"
	    " AND month = '2020-01'", F_PANG), F_POINT1);
	assert_int_equal(number("SELECT point_id FROM line WHERE person_id = ?1"
	    " AND month = '2020-02'", F_PANG), F_POINT4);
	assert_int_equal(number("SELECT area_id FROM line WHERE person_id = ?1"
	    " AND month = '2020-01'", F_PANG), F_TTTHUANCHAU);
}

static void
test_transfer_due(void **state)
{
	(void)state;
	transfer_within_a_period(false);
}

static void
test_transfer_moved(void **state)
{
	(void)state;
	transfer_within_a_period(true);
}

/* A's list is made when the record has moved: the month stays A's. */
static void
test_transfer_late(void **state)
{
	(void)state;
	open_period("2020-01", "");
	transfer("2020-01", "2020-02", true);
	(void)office_list(&o, "2020-01", "126");
	assert_string_equal(lines(F_PANG), "");
	(void)office_list(&o, "2020-01", "119");
	assert_string_equal(lines(F_PANG), "2020-01 base 270000");
	open_period("2020-02", "");
	(void)office_list(&o, "2020-02", "119");
	(void)office_list(&o, "2020-02", "126");
	assert_string_equal(lines(F_PANG),
	    "2020-01 base 270000; 2020-02 base 270000");
}

/* ---- funerals ---------------------------------------------------------- */

static void
test_funeral(void **state)
{
	struct list_head h;
	int64_t list;

	(void)state;
	sql("UPDATE person SET state = 'dead', state_on = '2019-10-20'"
	    " WHERE id = 111;"
	    "UPDATE entitlement SET to_month = '2019-10', state = 'stopped'"
	    " WHERE id = 411;"
	    "INSERT INTO entitlement (id, person_id, category, from_month,"
	    " to_month, changed_at) VALUES (901, 111, '136.11', '2019-11',"
	    " '2019-11', '')");
	open_period("2019-11", "");
	h = head(office_list(&o, "2019-11", "126"));
	assert_string_equal(h.kind, "monthly");
	assert_int_equal(h.lines, 2); /* nobody's funeral */
	list = office_funerals(&o, "2019-11", "126");
	h = head(list);
	assert_string_equal(h.kind, "funeral");
	assert_int_equal(h.lines, 1);
	assert_int_equal(h.total, 5400000);
	assert_int_equal(h.carried_lines, 0);
	assert_string_equal(lines(F_ANH), "2019-11 funeral 5400000");
	/* Granted once, whatever the period. */
	open_period("2019-12", "");
	sql("INSERT INTO period_override (period_id, owner_id, reason, staff_id,"
	    " at) SELECT id, 3, 'x', 42, '' FROM period WHERE code = '2019-12'");
	{
		struct wire_args a;
		char job[24];

		assert_int_equal(office_post(&o, "phong2", "list.begin", &a,
		    "period", "2019-12", "area", "126", "kind", "funeral",
		    NULL), ST_OK);
		(void)snprintf(job, sizeof(job), "%s",
		    wire_args_text(&a, "job"));
		wire_args_done(&a);
		assert_int_equal(office_post(&o, "phong2", "list.slice", NULL,
		    "job", job, "people", "100", NULL), ST_OK);
		assert_int_equal(office_post(&o, "phong2", "list.finish", NULL,
		    "job", job, NULL), ST_INVALID);
	}
}

/* Both are being made at once; neither takes the other's place. */
static void
test_funeral_beside_draft(void **state)
{
	int64_t monthly, funeral;

	(void)state;
	sql("INSERT INTO entitlement (id, person_id, category, from_month,"
	    " to_month, changed_at) VALUES (901, 111, '136.11', '2019-11',"
	    " '2019-11', '')");
	open_period("2019-11", "");
	monthly = office_draft(&o, "2019-11", "126");
	funeral = office_funerals(&o, "2019-11", "126");
	assert_int_equal(head(monthly).lines, 3);
	assert_string_equal(head(funeral).state, "approved");
	monthly = office_draft(&o, "2019-11", "126");
	assert_int_equal(head(monthly).seq, 1);
}

/* ---- while it is being made -------------------------------------------- */

static enum status
finish_after(const char *verb, const char *content)
{
	struct wire_args a;
	char job[24], text[600];

	assert_int_equal(office_post(&o, "phong2", "list.begin", &a, "area",
	    "126", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", wire_args_text(&a, "job"));
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong2", "list.slice", NULL, "job",
	    job, "people", "100", NULL), ST_OK);
	(void)snprintf(text, sizeof(text), "INSERT INTO journal SELECT seq + 1,"
	    " at, staff_id, address, '%s', randomblob(16), '%s', answer, prev,"
	    " randomblob(32) FROM journal ORDER BY seq DESC LIMIT 1", verb,
	    content);
	sql(text);
	return office_post(&o, "phong2", "list.finish", NULL, "job", job, NULL);
}

/* Requests only asked for, and those of other owners, spoil no list. */
static void
test_changed_meanwhile(void **state)
{
	(void)state;
	open_period("2019-11", "");
	sql("INSERT INTO change (id, kind, person_id, area_id, point_id, name,"
	    " month, fields, maker_id, made_at) VALUES"
	    " (1, 'stop', 101, 11, 21, 'x', '2019-11', '', 37, ''),"
	    " (2, 'stop', 111, 13, 24, 'x', '2019-11', '', 41, ''),"
	    " (3, 'transfer', 102, 11, 21, 'x', '2019-11', '', 37, ''),"
	    " (4, 'collector', 111, 13, 24, 'x', '2019-11', '', 41, ''),"
	    " (5, 'standard.set', NULL, NULL, NULL, 'x', '2019-11', '', 39, ''),"
	    " (6, 'setting.set', NULL, NULL, NULL, 'x', '2019-11', '', 39, '')");
	assert_int_equal(finish_after("change.ask", "change=2"), ST_OK);
	assert_int_equal(finish_after("change.approve", "change=1\nversion=1"),
	    ST_OK);
	assert_int_equal(finish_after("change.approve", "version=1\nchange=4"),
	    ST_OK);
	assert_int_equal(finish_after("change.approve", "change=2"), ST_BUSY);
	assert_int_equal(finish_after("change.approve", "change=3"), ST_BUSY);
	assert_int_equal(finish_after("change.approve", "change=5"), ST_BUSY);
	assert_int_equal(finish_after("change.approve", "change=6"), ST_OK);
}

/* ---- one line ---------------------------------------------------------- */

static void
test_one_line_blocked(void **state)
{
	char id[24];

	(void)state;
	open_period("2020-01", "2020-02");
	(void)office_list(&o, "2020-01", "119");
	(void)snprintf(id, sizeof(id), "%" PRId64, number("SELECT id FROM line"
	    " WHERE person_id = ?1 AND month = '2020-02'", F_E));
	assert_int_equal(office_post(&o, "phong", "block", NULL, "person", "104",
	    "lines", id, "reason", "Báo đã chuyển đi", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_E, "2020-01", NULL), ST_OK);
	assert_int_equal(number("SELECT sum(l.amount) FROM standing s JOIN line l"
	    " ON l.id = s.line_id WHERE l.person_id = ?1", F_E), 300000);
	assert_int_equal(office_post(&o, "truong", "unblock", NULL, "person",
	    "104", "lines", id, "reason", "nhầm người", NULL), ST_OK);
	assert_int_equal(office_pay(&o, "lan", F_E, "2020-01", NULL), ST_OK);
	assert_int_equal(number("SELECT sum(l.amount) FROM standing s JOIN line l"
	    " ON l.id = s.line_id WHERE l.person_id = ?1", F_E), 600000);
}

int
main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_two_months), T(test_own_rate), T(test_months_of_a_grant),
		T(test_suspension), T(test_void), T(test_highest_only),
		T(test_keeps_both), T(test_listed_lower), T(test_listed_before),
		T(test_arrears), T(test_arrears_again), T(test_arrears_alone),
		T(test_deduction), T(test_numbers_stay), T(test_carried),
		T(test_carried_at_the_end),
		T(test_transfer_due), T(test_transfer_moved),
		T(test_transfer_late), T(test_funeral),
		T(test_funeral_beside_draft), T(test_changed_meanwhile),
		T(test_one_line_blocked),
	};
#undef T

	return cmocka_run_group_tests(tests, NULL, NULL);
}
