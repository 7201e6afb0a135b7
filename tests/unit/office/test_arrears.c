/* SPDX-License-Identifier: ISC */
/* arrears: what is ordered, once, at which rate, and for which list. */
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
#include "office/balance/arrears.h"
#include "office/balance/settle.h"
#include "office_fixture.h"
#include "text/sentence.h"

static struct office o;

static const struct db_sql q_orders = { "t.orders",
	"SELECT count(*) FROM arrears WHERE state = 'due' AND ?1 = 0" };
static const struct db_sql q_sum = { "t.sum",
	"SELECT sum(m.amount) FROM arrears o JOIN arrears_month m"
	" ON m.arrears_id = o.id WHERE o.person_id = ?1 AND o.state = 'due'" };

static const struct db_sql q_seq = { "t.seq",
	"SELECT max(m.seq) FROM arrears o JOIN arrears_month m"
	" ON m.arrears_id = o.id WHERE o.person_id = ?1"
	" AND o.kind = 'difference'" };

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

/* As a handler of phong's would be called; done() ends it. */
static struct wire_verb in;
static struct wire_args said;
static struct actor phong;
static struct verb_call call;

static void
begin(void)
{
	office_actor(&o, "phong", &phong);
	wire_args_init(&said);
	call = (struct verb_call){ .db = o.db, .who = &phong, .in = &in,
	    .out = &said };
	clock_text(call.now);
	(void)str_copy_cut(call.today, sizeof(call.today), call.now);
	assert_int_equal(db_begin(o.db, &o.err), ST_OK);
}

static void
done(void)
{
	assert_int_equal(db_commit(o.db, &o.err), ST_OK);
	wire_args_done(&said);
	actor_done(&phong);
}

static int64_t by; /* request that orders, 0 none */

/* Settles the months from..to of a person ("": all). */
static void
settle(int64_t person, const char *from, const char *to, struct settled *out)
{
	const struct settle_ask ask = { .person = person, .change = by,
	    .from = from, .to = to, .why = "x", .decision = "1/QĐ",
	    .decided_on = "2019-11-01" };

	begin();
	assert_int_equal(balance_settle(&call, &ask, out, &o.err), ST_OK);
	done();
}

static const char *
next(int64_t person)
{
	static char both[20];
	char period[8], month[8];

	assert_int_equal(arrears_next_list(o.db, person, period, month, &o.err),
	    ST_OK);
	(void)snprintf(both, sizeof(both), "%s %s", period, month);
	return both;
}

static void
period(const char *code, const char *through)
{
	office_period(&o, code, through);
}

/* Each month at its own rate; the same call again orders nothing. */
static void
test_rates_and_once(void **state)
{
	struct settled is;
	char words[128], shown[128];

	(void)state;
	sql("UPDATE entitlement SET from_month = '2021-05' WHERE id = 401");
	clock_set("2021-09-06T08:00:00");
	period("2021-09", "");
	settle(F_PANG, "2021-05", "", &is);
	assert_int_equal(is.ordered.n, 4);
	assert_int_equal(is.ordered.total, 2 * 270000 + 2 * 360000);
	assert_string_equal(is.period, "2021-09");
	assert_int_equal(is.orders, 1);
	assert_int_equal(arrears_words(o.db, is.order[0], words, sizeof(words),
	    &o.err), ST_OK);
	sentence_show(shown, sizeof(shown), words);
	assert_string_equal(shown, "2 × 270.000 + 2 × 360.000 arrears");
	settle(F_PANG, "2021-05", "", &is);
	assert_int_equal(is.ordered.n, 0);
	assert_int_equal(office_int(&o, &q_orders, 0), 1);
	/* Half of it ordered before: the rest only. */
	sql("DELETE FROM entitlement WHERE id = 503");
	settle(F_PANG2, "2021-07", "2021-07", &is);
	assert_int_equal(is.ordered.total, 540000);
	settle(F_PANG2, "2021-06", "2021-08", &is);
	assert_int_equal(is.ordered.total, 405000 + 540000);
}

static void
test_what_is_not_due(void **state)
{
	struct settled is;

	(void)state;
	period("2019-11", "");
	sql("UPDATE entitlement SET from_month = '2019-08',"
	    " to_month = '2019-09' WHERE id = 401;"
	    "DELETE FROM entitlement WHERE id = 502");
	settle(F_PANG, "2019-01", "", &is);
	assert_int_equal(is.ordered.n, 2);
	/* The next list's own months are left to it, also when asked for. */
	settle(F_PANG2, "2019-10", "2020-03", &is);
	assert_int_equal(is.ordered.n, 1);
	settle(F_ON, "2019-11", "", &is);
	assert_int_equal(is.ordered.n, 0);
	settle(F_ON, "2019-05", "2019-04", &is);
	assert_int_equal(is.ordered.n, 0);
}

/* On a list already; on one at less than is due. */
static void
test_listed(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	sql("DELETE FROM entitlement WHERE id = 502");
	settle(F_PANG, "2019-11", "", &is);
	assert_int_equal(is.ordered.n, 0);
	sql("UPDATE entitlement SET hundredths = 150 WHERE id = 401");
	settle(F_PANG, "2019-10", "", &is);
	assert_int_equal(is.ordered.n, 2);
	assert_int_equal(is.ordered.total, 405000 + 135000);
	assert_int_equal(is.orders, 2); /* arrears, and the difference */
	assert_string_equal(is.period, "2019-12");
	/* Raised once more: a second difference of the same month. */
	sql("UPDATE entitlement SET hundredths = 200 WHERE id = 401");
	settle(F_PANG, "2019-10", "", &is);
	assert_int_equal(is.ordered.total, 2 * 135000);
	assert_int_equal(is.withdrawn.n, 0);
	assert_int_equal(office_int(&o, &q_sum, F_PANG), 540000 + 270000);
	assert_int_equal(office_int(&o, &q_seq, F_PANG), 2); /* its own line */
	/* Lowered: what no list has is withdrawn, and ordered as far as due. */
	sql("UPDATE entitlement SET hundredths = 100 WHERE id = 401");
	settle(F_PANG, "2019-10", "", &is);
	assert_int_equal(is.withdrawn.total, 540000 + 270000);
	assert_int_equal(office_int(&o, &q_sum, F_PANG), 270000);
}

/* One that took another's place, and a lower one that it excludes. */
static void
test_taken_places(void **state)
{
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	sql("UPDATE entitlement SET to_month = '2019-10', state = 'stopped'"
	    " WHERE id = 401;"
	    "INSERT INTO entitlement (id, person_id, category, hundredths,"
	    " from_month, changed_at, origin) VALUES"
	    " (900, 101, '136.5.5b', 150, '2019-11', '', 401);"
	    "INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (901, 102, '28.16.6b', '2019-11', '')");
	settle(F_PANG, "2019-11", "", &is);
	assert_int_equal(is.ordered.total, 135000);
	assert_int_equal(is.orders, 1);
	assert_int_equal(office_int(&o, &q_seq, F_PANG), 1); /* a difference */
	/* 405.000 came as an old man, 675.000 is due as a disabled one. */
	settle(F_PANG2, "2019-11", "", &is);
	assert_int_equal(is.ordered.total, 270000);
	settle(F_PANG2, "2019-11", "", &is);
	assert_int_equal(is.ordered.total, 0);
}

static void
test_next_list(void **state)
{
	(void)state;
	assert_string_equal(next(F_PANG), "2019-11 2019-11"); /* today's month */
	period("2019-11", "");
	assert_string_equal(next(F_PANG), "2019-11 2019-11");
	(void)office_draft(&o, "2019-11", "119");
	assert_string_equal(next(F_PANG), "2019-11 2019-11"); /* a draft changes */
	sql("DELETE FROM line; DELETE FROM list");
	(void)office_list(&o, "2019-11", "119");
	assert_string_equal(next(F_PANG), "2019-12 2019-12");
	assert_string_equal(next(F_ANH), "2019-11 2019-11"); /* another owner */
	period("2019-12", "2020-02"); /* three months in one */
	assert_string_equal(next(F_PANG), "2019-12 2019-12");
	assert_string_equal(next(F_ANH), "2019-12 2019-12");
	sql("UPDATE period SET state = 'closed'");
	assert_string_equal(next(F_PANG), "2020-03 2020-03");
}

static struct wire_args answer;

static enum status
job(const char *verb, const char *people)
{
	static const struct db_sql q = { "t.job", "SELECT max(id) FROM job"
	    " WHERE ?1 = 0" };
	char id[24];

	(void)snprintf(id, sizeof(id), "%" PRId64, office_int(&o, &q, 0));
	wire_args_done(&answer);
	return people == NULL ?
	    office_post(&o, "phong", verb, &answer, "job", id, NULL) :
	    office_post(&o, "phong", verb, &answer, "job", id, "people", people,
	    NULL);
}

/* Ordered, a month comes once: by the order, not by a supplement too. */
static void
test_supplement(void **state)
{
	static const struct db_sql q = { "t.lines",
		"SELECT count(*) * 1000000 + sum(amount) FROM line"
		" WHERE person_id = ?1" };
	struct settled is;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	sql("DELETE FROM suspension WHERE entitlement_id = 405;"
	    "UPDATE entitlement SET state = 'active' WHERE id = 405");
	assert_int_equal(office_int(&o, &q, F_SUSPENDED), 0);
	settle(F_SUSPENDED, "2019-11", "", &is);
	assert_string_equal(is.period, "2019-12");
	/* A supplement of 11/2019 has nobody. */
	assert_int_equal(office_post(&o, "phong", "list.begin", NULL, "period",
	    "2019-11", "area", "119", NULL), ST_OK);
	assert_int_equal(job("list.slice", "1000"), ST_OK);
	assert_int_equal(job("list.finish", NULL), ST_INVALID);
	assert_int_equal(job("list.abort", NULL), ST_OK);
	wire_args_done(&answer);
	(void)office_list(&o, "2019-12", "119");
	assert_int_equal(office_int(&o, &q, F_SUSPENDED), 2540000);
}

/* An order goes as long as nobody has signed for it. */
static void
test_cancel(void **state)
{
	int64_t months = 0, total = 0;
	struct settled is;

	(void)state;
	period("2019-11", "");
	sql("DELETE FROM entitlement WHERE id = 502;"
	    "INSERT INTO change (id, kind, person_id, area_id, point_id, name,"
	    " month, fields, maker_id, made_at) VALUES (80, 'arrears', 101, 11,"
	    " 21, 'x', '2019-09', '', 37, '')");
	by = 80;
	settle(F_PANG, "2019-09", "", &is);
	(void)office_draft(&o, "2019-11", "119");
	begin();
	assert_int_equal(arrears_cancel(&call, 80, &months, &total, &o.err),
	    ST_OK);
	done();
	assert_int_equal(months, 2);
	assert_int_equal(total, 540000);
	sql("DELETE FROM line; DELETE FROM list");
	settle(F_PANG, "2019-09", "", &is);
	assert_int_equal(is.ordered.n, 2);
	by = 0;
	(void)office_list(&o, "2019-11", "119");
	begin();
	assert_int_equal(arrears_cancel(&call, 80, &months, &total, &o.err),
	    ST_OK);
	done();
	assert_int_equal(months, 0);
	assert_int_equal(office_int(&o, &q_orders, 0), 1);
}

/* ---- the request -------------------------------------------------------- */

static char change[24], effect[512];

static enum status
ask(const char *person, const char *from, const char *to)
{
	struct wire_args a;
	enum status st = office_post(&o, "phong", "change.ask", &a, "kind",
	    "arrears", "person", person, "from", from, "to", to, "decision",
	    "12/QĐ-UBND", "decision_date", "2019-11-05", NULL);

	if (st != ST_OK)
		print_message("%s: %s\n", o.err.field, o.err.msg);
	(void)str_copy_cut(change, sizeof(change), wire_args_text(&a, "change"));
	(void)str_copy_cut(effect, sizeof(effect), wire_args_text(&a, "effect"));
	wire_args_done(&a);
	return st;
}

static enum status
approve(const char *who)
{
	return office_post(&o, who, "change.approve", NULL, "change", change,
	    "version", "1", NULL);
}

static void
test_request(void **state)
{
	(void)state;
	period("2020-02", "");
	assert_int_equal(ask("108", "2019-11", "2020-01"), ST_OK);
	assert_string_equal(effect,
	    "will appear in the list of 02/2020: 3 × 270.000 arrears");
	assert_int_equal(office_int(&o, &q_orders, 0), 0); /* only asked */
	assert_int_equal(approve("phong"), ST_DENIED);
	assert_int_equal(approve("truong"), ST_OK);
	assert_int_equal(office_int(&o, &q_sum, F_SUA), 3 * 270000);
	/* Again: nothing is missing. */
	assert_int_equal(ask("108", "2019-11", "2020-01"), ST_EXISTS);
	assert_int_equal(ask("108", "2020-02", ""), ST_INVALID);
	assert_int_equal(ask("108", "2020-01", "2019-12"), ST_INVALID);
	assert_int_equal(ask("108", "2017-11", "2017-12"), ST_EXISTS);
}

static void
test_request_undone(void **state)
{
	char undoes[24];
	struct wire_args a;

	(void)state;
	period("2020-02", "");
	assert_int_equal(ask("108", "2019-11", "2020-01"), ST_OK);
	assert_int_equal(approve("truong"), ST_OK);
	(void)str_copy_cut(undoes, sizeof(undoes), change);
	assert_int_equal(office_post(&o, "phong", "change.ask", &a, "kind",
	    "undo", "person", "108", "undoes", undoes, "note", "x", NULL),
	    ST_OK);
	(void)str_copy_cut(change, sizeof(change), wire_args_text(&a, "change"));
	wire_args_done(&a);
	assert_int_equal(approve("truong"), ST_OK);
	assert_int_equal(office_int(&o, &q_orders, 0), 0);
	/* And it can be asked for anew. */
	assert_int_equal(ask("108", "2019-11", "2020-01"), ST_OK);
	assert_int_equal(approve("truong"), ST_OK);
	assert_int_equal(office_int(&o, &q_sum, F_SUA), 3 * 270000);
}

/* ---- a rate raised backwards --------------------------------------------- */

static void
search(void)
{
	int64_t done = 0;

	assert_int_equal(office_post(&o, "phong", "arrears.begin", NULL,
	    "area", "119", "from", "2019-11", "reason", "NQ 7/2019", NULL),
	    ST_OK);
	while (done == 0) {
		assert_int_equal(job("arrears.slice", "2"), ST_OK);
		done = wire_args_int(&answer, "done", 1);
	}
}

static void
test_raised_backwards(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	/* Somebody who is due the month and was on no list: another matter. */
	sql("DELETE FROM suspension WHERE entitlement_id = 405;"
	    "UPDATE entitlement SET state = 'active' WHERE id = 405;"
	    "INSERT INTO entitlement (id, person_id, category, from_month,"
	    " changed_at) VALUES (900, 109, '28.17.1', '2018-01', '')");
	assert_int_equal(office_post(&o, "tinh", "standard.set", NULL, "amount",
	    "300000", "decree", "NQ 7/2019", "from", "2019-11", NULL), ST_OK);
	search();
	assert_int_equal(office_int(&o, &q_orders, 0), 0); /* nothing stands */
	assert_int_equal(job("arrears.finish", "1000"), ST_OK);
	/* 10 lines of the district, one of them by decision. */
	assert_int_equal(wire_args_int(&answer, "orders", 0), 9);
	assert_int_equal(wire_args_int(&answer, "months", 0), 9);
	assert_int_equal(wire_args_int(&answer, "amount", 0),
	    (100 + 150 + 250 + 100 + 4 * 100 + 50 + 150) * 300);
	assert_string_equal(wire_args_text(&answer, "period"), "2019-12");
	assert_int_equal(office_int(&o, &q_sum, F_PANG), 30000);
	assert_int_equal(office_int(&o, &q_sum, F_ON), 75000 + 30000);
	assert_int_equal(office_int(&o, &q_sum, F_ANH), 0); /* other owner */
	assert_int_equal(office_int(&o, &q_sum, F_SUSPENDED), 0); /* on no list */
	search();
	assert_int_equal(job("arrears.finish", "1000"), ST_OK);
	assert_int_equal(wire_args_int(&answer, "orders", 9), 0);
	assert_int_equal(office_int(&o, &q_orders, 0), 9);
	wire_args_done(&answer);
}

static void
test_search_refused(void **state)
{
	(void)state;
	(void)office_list(&o, "2019-11", "119");
	assert_int_equal(office_post(&o, "phong", "arrears.begin", NULL, "area",
	    "119", "from", "2019-12", "reason", "x", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "phong", "arrears.begin", NULL, "area",
	    "126", "from", "2019-11", "reason", "x", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "phong", "arrears.begin", NULL, "area",
	    "119", "from", "2019-11", "reason", "x", NULL), ST_OK);
	assert_int_equal(job("arrears.finish", "1000"), ST_INVALID); /* half */
	search();
	/* Somebody changes a rate meanwhile. */
	assert_int_equal(office_post(&o, "tinh", "standard.set", NULL, "amount",
	    "300000", "decree", "NQ 7/2019", "from", "2019-11", NULL), ST_OK);
	assert_int_equal(job("arrears.finish", "1000"), ST_BUSY);
	assert_int_equal(job("arrears.abort", NULL), ST_OK);
	assert_int_equal(job("arrears.finish", "1000"), ST_NOTFOUND);
	wire_args_done(&answer);
}

int
main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_rates_and_once), T(test_what_is_not_due), T(test_listed),
		T(test_taken_places), T(test_next_list), T(test_supplement), T(test_cancel),
		T(test_request),
		T(test_request_undone), T(test_raised_backwards),
		T(test_search_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
