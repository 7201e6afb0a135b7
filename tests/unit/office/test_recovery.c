/* SPDX-License-Identifier: ISC */
/* recovery: the ledger of what was overpaid, and what lines are cut by. */
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
#include "office/balance/recovery.h"
#include "office/balance/settle.h"
#include "office_fixture.h"

static struct office o;
static struct verb_call call;
static struct wire_verb in;
static struct wire_args answer;
static struct actor who;

static const struct db_sql q_ordered = { "t.ordered",
	"SELECT sum(m.amount) FROM arrears o JOIN arrears_month m"
	" ON m.arrears_id = o.id WHERE o.person_id = ?1"
	" AND o.kind = 'difference'" };

static int
setup(void **state)
{
	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
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

static struct settled
settle(void)
{
	const struct settle_ask ask = { .person = F_PANG, .from = "2019-11",
	    .to = "", .why = "x", .decision = "", .decided_on = "" };
	struct settled is;

	assert_int_equal(db_begin(o.db, &o.err), ST_OK);
	assert_int_equal(balance_settle(&call, &ask, &is, &o.err), ST_OK);
	assert_int_equal(db_commit(o.db, &o.err), ST_OK);
	return is;
}

/* The allowance of Pâng ends with that month ("": goes on), and it is settled
 * from 2019-11 on. */
static struct settled
settle_to(const char *to)
{
	sql(to[0] == '\0' ?
	    "UPDATE entitlement SET to_month = NULL WHERE id = 401" :
	    "UPDATE entitlement SET to_month = '2019-10' WHERE id = 401");
	return settle();
}

/* Cases of Pâng: the newest. */
static int64_t
newest_case(void)
{
	static const struct db_sql q = { "t.case",
		"SELECT max(id) FROM recovery WHERE person_id = ?1" };

	return office_int(&o, &q, F_PANG);
}

/* November rests, and was paid after that: a case of it, its number. */
static int64_t
open_case(void)
{
	struct settled is;

	sql("INSERT INTO suspension (entitlement_id, from_month, to_month)"
	    " VALUES (401, '2019-11', '2019-11')");
	is = settle();
	assert_int_equal(is.claimed.total, 270000);
	return newest_case();
}

static enum status
post(const char *login, const char *verb, int64_t id, const char *amount)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%" PRId64, id);
	return office_post(&o, login, verb, NULL, "recovery", text, "amount",
	    amount, "document", "7/QĐ", "document_on", "2019-11-06", NULL);
}

static struct recovery_row
look(int64_t id)
{
	struct recovery_row r;

	assert_int_equal(recovery_get(o.db, &who.scope, id, &r, &o.err), ST_OK);
	return r;
}

static int64_t
cut(int64_t person, int64_t gross)
{
	struct recovery_cut is = { -1, -1 };

	assert_int_equal(recovery_cut(o.db, person, gross, 0, &is, &o.err),
	    ST_OK);
	assert_int_equal(is.cut > 0, is.recovery > 0);
	return is.cut;
}

/* Only what was paid can be too much, and once. */
static void
test_only_paid_lines(void **state)
{
	struct settled is;
	int64_t id;

	(void)state;
	is = settle_to("2019-10");
	assert_int_equal(is.blocked.total, 270000);
	assert_int_equal(is.claimed.n, 0);
	assert_int_equal(newest_case(), 0);
	is = settle_to("");
	assert_int_equal(is.freed.total, 270000);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2019-11", NULL), ST_OK);
	is = settle_to("2019-10");
	assert_int_equal(is.claimed.total, 270000);
	id = newest_case();
	assert_true(id > 0);
	assert_int_equal(look(id).overpaid, 270000);
	assert_int_equal(look(id).left, 270000);
	assert_string_equal(look(id).first, "2019-11");
	is = settle_to("2019-10"); /* it is in a case */
	assert_int_equal(is.claimed.n, 0);
	assert_int_equal(newest_case(), id);
}

static void
test_ledger(void **state)
{
	struct recovery_entry e[8];
	struct recovery_entries all = { .v = e, .max = 8 };
	int64_t id;

	(void)state;
	(void)office_pay(&o, "lan", F_PANG, "2019-11", NULL);
	id = open_case();
	/* Nothing is cut without a decision, nor by one alone. */
	assert_int_equal(post("phong", "recovery.plan", id, "50000"),
	    ST_INVALID);
	assert_int_equal(post("phong", "recovery.decide", id, "270001"),
	    ST_INVALID);
	assert_int_equal(post("phong", "recovery.decide", id, "270000"), ST_OK);
	assert_int_equal(cut(F_PANG, 270000), 0);
	assert_int_equal(post("phong", "recovery.plan", id, "50000"), ST_OK);
	assert_int_equal(look(id).plan, 50000);
	assert_int_equal(look(id).left, 270000); /* neither moves money */
	assert_int_equal(cut(F_PANG, 270000), 50000);
	assert_int_equal(cut(F_PANG2, 270000), 0);
	/* Always less than the line, in whole thousands. */
	assert_int_equal(cut(F_PANG, 50000), 49000);
	assert_int_equal(post("phong", "recovery.repaid", id, "270001"),
	    ST_INVALID);
	assert_int_equal(post("phong", "recovery.repaid", id, "240000"), ST_OK);
	assert_int_equal(look(id).left, 30000);
	assert_int_equal(cut(F_PANG, 270000), 30000); /* what is left */
	/* A new decision ends the plan. */
	assert_int_equal(post("phong", "recovery.decide", id, "30000"), ST_OK);
	assert_int_equal(cut(F_PANG, 270000), 0);
	assert_int_equal(look(id).plan, 0);
	assert_int_equal(post("phong", "recovery.write_off", id, "30000"),
	    ST_OK);
	assert_int_equal(look(id).left, 0);
	assert_int_equal(post("phong", "recovery.repaid", id, "1"), ST_INVALID);
	assert_int_equal(recovery_entries(o.db, &who.scope, id, &all, &o.err),
	    ST_OK);
	assert_int_equal(all.n, 6);
	assert_int_equal(e[0].kind, RECOVERY_OVERPAID);
	assert_string_equal(e[0].month, "2019-11");
	assert_int_equal(e[5].kind, RECOVERY_WRITTEN_OFF);
}

/* The line of 2020-01, cut by 70.000, approved. */
static void
cut_line(int64_t id)
{
	char text[400];

	(void)snprintf(text, sizeof(text),
	    "INSERT INTO period (id, code, opened_at) VALUES (70, '2020-01', '');"
	    "INSERT INTO list (id, period_id, owner_id, seq, lines, people,"
	    " total, digest, prepared_by, prepared_at) VALUES (70, 70, 2, 1, 1,"
	    " 1, 200000, zeroblob(32), 37, '2019-11-08T08:30:00');");
	sql(text);
	(void)snprintf(text, sizeof(text),
	    "INSERT INTO line (id, list_id, period_id, no, person_id,"
	    " entitlement_id, month, kind, amount, standard, hundredths,"
	    " category, area_id, point_id, delivery, name, birth, identity,"
	    " village, deducted, recovery_id) VALUES (700, 70, 70, 1, 101, 401,"
	    " '2020-01', 'base', 200000, 270000, 100, '136.5.5b', 11, 21,"
	    " 'point', 'x', '', '', '', 70000, %" PRId64 ")", id);
	sql(text);
}

static void
test_paid_and_reversed(void **state)
{
	int64_t id, receipt = 0;
	char no[24];

	(void)state;
	(void)office_pay(&o, "lan", F_PANG, "2019-11", NULL);
	id = open_case();
	(void)post("phong", "recovery.decide", id, "270000");
	(void)post("phong", "recovery.plan", id, "250000");
	cut_line(id);
	assert_int_equal(cut(F_PANG, 270000), 250000); /* drafts do not count */
	sql("UPDATE list SET state = 'submitted' WHERE id = 70;"
	    "UPDATE list SET state = 'approved', approved_by = 38,"
	    " approved_at = '' WHERE id = 70");
	/* Signed for and not paid: 200.000 are left to cut. */
	assert_int_equal(cut(F_PANG, 270000), 200000);
	assert_int_equal(look(id).left, 270000);
	assert_int_equal(office_pay(&o, "lan", F_PANG, "2020-01", &receipt),
	    ST_OK);
	assert_int_equal(look(id).deducted, 70000);
	assert_int_equal(look(id).left, 200000);
	assert_int_equal(cut(F_PANG, 270000), 200000);
	(void)snprintf(no, sizeof(no), "%" PRId64, receipt);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt", no,
	    "reason", "x", NULL), ST_OK);
	assert_int_equal(look(id).deducted, 0);
	assert_int_equal(look(id).left, 270000);
}

/* More was cut than is left: the draft is made anew. */
static void
test_overcut_draft(void **state)
{
	int64_t id;

	(void)state;
	(void)office_pay(&o, "lan", F_PANG, "2019-11", NULL);
	id = open_case();
	(void)post("phong", "recovery.decide", id, "270000");
	cut_line(id);
	(void)post("phong", "recovery.repaid", id, "220000");
	assert_int_not_equal(office_sql(&o, "UPDATE list SET state ="
	    " 'submitted' WHERE id = 70"), ST_OK);
	office_checks(&o, "phong", 70);
	assert_int_equal(office_post(&o, "phong", "list.submit", NULL, "list",
	    "70", NULL), ST_BUSY);
	(void)post("phong", "recovery.repaid", id, "1");
}

/* Due after all: the claim goes as far as it has not come back, the rest is
 * ordered, once. */
static void
test_cancelled(void **state)
{
	struct settled is;
	int64_t id;

	(void)state;
	(void)office_pay(&o, "lan", F_PANG, "2019-11", NULL);
	(void)settle_to("2019-10");
	id = newest_case();
	(void)post("phong", "recovery.repaid", id, "100000");
	is = settle_to("");
	assert_int_equal(is.unclaimed.total, 170000);
	assert_int_equal(is.ordered.total, 100000);
	assert_string_equal(is.period, "2019-12");
	assert_int_equal(look(id).left, 0);
	assert_int_equal(cut(F_PANG, 270000), 0);
	is = settle_to("");
	assert_int_equal(is.unclaimed.n + is.ordered.n, 0);
	assert_int_equal(office_int(&o, &q_ordered, F_PANG), 100000);
	/* The line can be found overpaid again; what was repaid stays so. */
	is = settle_to("2019-10");
	assert_int_equal(is.withdrawn.total, 100000);
	assert_int_equal(is.claimed.total, 170000);
	assert_int_equal(look(newest_case()).left, 170000);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_only_paid_lines), T(test_ledger),
		T(test_paid_and_reversed), T(test_overcut_draft),
		T(test_cancelled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
