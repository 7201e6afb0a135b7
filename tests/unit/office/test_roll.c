/* SPDX-License-Identifier: ISC */
/* roll: pages both ways, orders, filters, scopes, and the index of each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "db/db_priv.h"
#include "office/query/find.h"
#include "office/pay/pay.h"
#include "office/period/period.h"
#include "office/report/report.h"
#include "office/query/roll_priv.h"
#include "office_fixture.h"
#include "who_help.h"

static struct office o;
static struct period period;
static struct db_sql *keep[1024]; /* statements made here */
static unsigned kept;

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
	while (kept > 0) {
		free((char *)(uintptr_t)keep[--kept]->text);
		free(keep[kept]);
	}
	return 0;
}

static unsigned
page(const char *who, const struct roll_filter *f, const struct roll_key *from,
    bool back, struct roll_row *v, unsigned max)
{
	struct actor a;
	unsigned n = 0;

	office_actor(&o, who, &a);
	if (roll_page(o.db, &a.scope,
	    &(struct roll_ask){ f, from, back, max }, v, &n, &o.err) != ST_OK)
		fail_msg("page: %s", o.err.msg);
	actor_done(&a);
	return n;
}

/*
 * Everybody in pages of `max`, there and back: both ways must show the same
 * people in the same order.  Their ids ended by 0.
 */
static void
walks(const char *who, const struct roll_filter *f, ...)
{
	struct roll_row v[32], w[32];
	unsigned max, i, n, got;
	va_list ap;
	int want;

	for (max = 1; max <= 5; max++) {
		struct roll_key from = { .set = false };

		va_start(ap, f);
		n = 0;
		while ((got = page(who, f, &from, false, v, max)) > 0)
			for (i = 0; i < got; i++) {
				want = va_arg(ap, int);
				if (v[i].p.id != want)
					fail_msg("row %u of pages of %u is %d,"
					    " not %d", n, max,
					    (int)v[i].p.id, want);
				assert_true(n < 32);
				w[n++] = v[i];
				from = v[i].key;
			}
		if ((want = va_arg(ap, int)) != 0)
			fail_msg("%d is missing after %u rows", want, n);
		va_end(ap);
		from.set = false;
		while ((got = page(who, f, &from, true, v, max)) > 0)
			for (i = got; i-- > 0;) {
				assert_true(n > 0);
				assert_int_equal(v[i].p.id, w[--n].p.id);
				from = v[i].key;
			}
		assert_int_equal(n, 0);
	}
}

static void
test_orders(void **state)
{
	struct roll_filter f = { .period = period.id };

	(void)state;
	/* Phổng Lăng before the town; by given name within. */
	walks("phong", &f, F_AN, F_CHONG, F_DO, F_HOA, F_SUA, F_SUSPENDED, F_E,
	    F_ON, F_PANG, F_PANG2, 0);
	f.sort = ROLL_BY_VILLAGE; /* "2" before "10" */
	walks("phong", &f, F_CHONG, F_DO, F_AN, F_HOA, F_SUA, F_ON, F_PANG,
	    F_PANG2, F_SUSPENDED, F_E, 0);
	f.sort = ROLL_BY_NO; /* once, though she has two lines */
	walks("phong", &f, F_CHONG, F_DO, F_AN, F_HOA, F_SUA, F_ON, F_PANG,
	    F_PANG2, F_E, 0);
	f.sort = ROLL_BY_NAME;
	walks("tinh", &f, F_AN, F_CHONG, F_DO, F_HOA, F_SUA, F_SUSPENDED, F_E,
	    F_ON, F_PANG, F_PANG2, F_ANH, F_LY, F_XUONG, 0);
	f.sort = ROLL_BY_NO;
	walks("lan", &f, F_ON, F_PANG, F_PANG2, F_E, F_CHONG, F_DO, F_HOA,
	    F_SUA, 0);
}

static void
test_filters(void **state)
{
	struct roll_filter f = { .period = period.id, .home = true };

	(void)state;
	walks("tinh", &f, F_CHONG, F_XUONG, 0);
	f.sort = ROLL_BY_VILLAGE;
	walks("ke", &f, F_CHONG, 0);
	f.sort = ROLL_BY_NO;
	walks("tinh", &f, F_CHONG, F_XUONG, 0);
	f = (struct roll_filter){ .period = period.id, .village = "bản nà l" };
	walks("lan", &f, F_ON, F_PANG, F_PANG2, 0);
	f = (struct roll_filter){ .period = period.id,
	    .category = "28.16.6c" };
	walks("tinh", &f, F_HOA, 0);
	f = (struct roll_filter){ .period = period.id, .area = "03724" };
	walks("phong", &f, F_AN, F_CHONG, F_DO, F_HOA, F_SUA, 0);
	walks("lan", &f, F_CHONG, F_DO, F_HOA, F_SUA, 0);
	f = (struct roll_filter){ .period = period.id, .point = "119-03" };
	walks("ke", &f, F_AN, 0);
	walks("tinh", &f, F_AN, 0);
}

static void
test_unpaid(void **state)
{
	struct roll_filter f = { .period = period.id, .unpaid = true,
	    .area = "03721" };
	struct roll_row v[8];
	struct roll_key start = { .set = false };

	(void)state;
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", NULL), ST_OK);
	walks("tinh", &f, F_E, F_PANG, F_PANG2, 0);
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person",
	    "101", "reason", "x", NULL), ST_OK);
	walks("tinh", &f, F_E, F_PANG2, 0);
	f.unpaid = false;
	assert_int_equal(page("lan", &f, &start, false, v, 8), 5);
	assert_string_equal(v[2].p.name, "Cà Thị Ơn");
	assert_int_equal(v[2].due, 945000);
	assert_int_equal(v[2].paid, 945000);
	assert_int_equal(v[2].no, 1);
	assert_string_equal(v[2].p.last4, "0002");
	assert_string_equal(v[2].p.area_name, "Thị trấn Thuận Châu");
	assert_string_equal(v[3].category, "136.5.5b");
	assert_int_equal(v[3].paid, 0);
}

static void
test_scopes(void **state)
{
	struct roll_filter f = { .period = period.id, .area = "126" };
	const struct roll_ask ask = { .filter = &f, .max = 2 };
	struct roll_row v[2];
	struct actor a;
	unsigned n = 77;

	(void)state;
	walks("son", &f, F_ANH, F_LY, F_XUONG, 0);
	walks("admin", &f, F_ANH, F_LY, F_XUONG, 0);
	office_actor(&o, "lan", &a);
	assert_int_equal(roll_page(o.db, &a.scope, &ask, v, &n, &o.err), ST_DENIED);
	f.area[0] = '\0';
	f.period = 99;
	assert_int_equal(roll_page(o.db, &a.scope, &ask, v, &n, &o.err), ST_NOTFOUND);
	assert_int_equal(n, 77); /* outputs are written only on ST_OK */
	actor_done(&a);
}

/* What a person's reading costs must not grow with all who are there. */
static void
check_plan(const char *name, const char *step)
{
	static const char *const bad[] = { "SCAN person", "SCAN p", "SCAN l",
		"SCAN line", "SCAN r", "SCAN receipt", "SCAN y", "SCAN payout",
		"SCAN area", "line_area (period_id=?)",
		"line_point (period_id=?)", "AUTOMATIC" };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		const char *at = strstr(step, bad[i]);
		size_t n = strlen(bad[i]);

		/* "SCAN p" is not "SCAN period", which has a few rows. */
		if (at != NULL && (at[n] == '\0' || at[n] == ' '))
			fail_msg("%s: %s", name, step);
	}
}

static void
explain(const struct db_sql *q, bool sorted)
{
	/* The statement lives as long as the connection: so do its words. */
	struct db_sql *plan = mem_zalloc(sizeof(*plan));
	struct db_stmt *s;
	bool row;

	assert_true(kept < sizeof(keep) / sizeof(keep[0]));
	keep[kept++] = plan;
	plan->name = q->name;
	plan->text = mem_printf("EXPLAIN QUERY PLAN %s", q->text);
	s = db_use(o.db, plan);
	while (db_step(s, &row, &o.err) == ST_OK && row) {
		check_plan(q->name, db_text(s, 3));
		if (sorted && strstr(db_text(s, 3), "TEMP B-TREE") != NULL)
			fail_msg("%s: %s", q->name, db_text(s, 3));
	}
}

/* Each order and filter of the roll names its index and never sorts. */
static void
test_every_order_has_an_index(void **state)
{
	const struct db_sql *const places[] = { &roll_sql_place,
		&roll_sql_place_back, &roll_sql_place_first,
		&roll_sql_place_last };
	const struct db_sql *q;
	unsigned i;

	(void)state;
	for (i = 0; (q = roll_sql_at(i)) != NULL; i++)
		explain(q, true);
	assert_int_equal(i, 24);
	for (i = 0; i < 4; i++)
		explain(places[i], true);
}

/* Everything that desks and reports read, as the database would do it. */
static void
test_nothing_reads_everybody(void **state)
{
	static const char *const typed[] = { "lo", "lò", "lo p", "gac", "12",
		"3456", "SL01" };
	static const char *const who[] = { "lan", "phong", "tinh" };
	const struct report_source *src;
	const struct db_sql *used[1024];
	struct report_params params = { .list = 0 };
	struct report_cell cells[64];
	struct payout_lines lines = { .n = 0 };
	struct payout_past past[2];
	struct find_result found;
	struct actor a;
	unsigned i, k, n = 0;
	void *report;
	bool end;
	size_t slot;

	(void)state;
	test_orders(state);
	test_filters(state);
	test_unpaid(state);
	who_forget(o.db);
	for (i = 0; i < 3; i++) {
		office_actor(&o, who[i], &a);
		for (k = 0; k < sizeof(typed) / sizeof(typed[0]); k++)
			assert_int_equal(find_people(o.db, &a.scope,
			    &(struct find_ask){ period.id, typed[k], 6 },
			    &found, &o.err), ST_OK);
		assert_int_equal(payout_lines_of(o.db, &a.scope, period.id,
		    F_PANG, &lines, &o.err), ST_OK);
		assert_int_equal(payout_history(o.db, &a.scope,
		    &(struct payout_ask){ .person = F_PANG, .max = 2 }, past,
		    &k, &o.err), ST_OK);
		for (k = 0; (src = report_source_at(k)) != NULL; k++) {
			assert_int_equal(src->open(o.db, &a.scope, &params,
			    &report, &o.err), ST_OK);
			end = false;
			while (!end)
				assert_int_equal(src->next(report, cells, &end,
				    &o.err), ST_OK);
			src->close(report);
		}
		actor_done(&a);
	}
	for (slot = 0; slot < o.db->slots; slot++)
		if (o.db->slot[slot] != NULL &&
		    strncmp(o.db->slot[slot]->sql->name, "fixture.", 8) != 0 &&
		    strncmp(o.db->slot[slot]->sql->name, "t.", 2) != 0)
			used[n++] = o.db->slot[slot]->sql;
	payout_lines_done(&lines);
	assert_true(n > 50);
	for (i = 0; i < n; i++)
		explain(used[i], false);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_orders, setup, teardown),
		cmocka_unit_test_setup_teardown(test_filters, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unpaid, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scopes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_order_has_an_index, setup, teardown),
		cmocka_unit_test_setup_teardown(test_nothing_reads_everybody, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
