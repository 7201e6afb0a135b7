/* SPDX-License-Identifier: ISC */
/* timeline: one person's history in one stream, newest first, page by page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "office/query/timeline.h"
#include "office_fixture.h"

static struct office o;
static struct scope all;

static int
setup(void **state)
{
	char receipt[24];
	int64_t no;

	(void)state;
	office_open(&o);
	scope_all(&all);
	(void)office_list(&o, "2019-11", "119");
	office_clock(8, 9, 0);
	assert_int_equal(office_pay(&o, "lan", F_ON, "2019-11", &no), ST_OK);
	(void)snprintf(receipt, sizeof(receipt), "%lld", (long long)no);
	office_clock(8, 9, 30);
	assert_int_equal(office_post(&o, "lan", "reverse", NULL, "receipt",
	    receipt, "reason", "wrong person", NULL), ST_OK);
	office_clock(8, 10, 0);
	assert_int_equal(office_post(&o, "quan", "block", NULL, "person",
	    "103", "lines", "", "reason", "moved", NULL), ST_OK);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	office_close(&o);
	return 0;
}

static unsigned
page(const struct timeline_key *from, bool backwards, struct timeline_row *v,
    unsigned max)
{
	struct timeline_ask a = { F_ON, from, backwards, max };
	unsigned n = 0;

	assert_int_equal(timeline_page(o.db, &all, &a, v, &n, &o.err),
	    ST_OK);
	return n;
}

static const struct timeline_row *
find(const struct timeline_row *v, unsigned n, enum timeline_what what)
{
	for (unsigned i = 0; i < n; i++)
		if (v[i].key.what == what)
			return &v[i];
	fail_msg("nothing of kind %d", (int)what);
	return NULL;
}

static void
test_tells_all(void **state)
{
	struct timeline_row v[40];
	unsigned n = page(NULL, false, v, 40), i;
	const struct timeline_row *r;

	(void)state;
	for (i = 1; i < n; i++)
		assert_true(strcmp(v[i - 1].key.at, v[i].key.at) >= 0);
	/* Two lines, one receipt, one way back. */
	r = find(v, n, TIMELINE_PAID);
	assert_int_equal(r->amount, 945000);
	assert_int_equal(r->no, 1);
	assert_string_equal(r->month, "2019-11");
	assert_string_equal(r->who, "Hoàng Thị Lan");
	r = find(v, n, TIMELINE_REVERSED);
	assert_int_equal(r->amount, 945000);
	assert_string_equal(r->a, "wrong person");
	r = find(v, n, TIMELINE_BLOCKED);
	assert_string_equal(r->a, "moved");
	r = find(v, n, TIMELINE_LISTED);
	assert_string_equal(r->a, "119/1");
	assert_string_equal(find(v, n, TIMELINE_ENTITLED)->who, "");
	assert_string_equal(find(v, n, TIMELINE_ADDED)->a, "SL0103");
}

/* What was overpaid says of which month; a decision is of none. */
static void
test_recovery_says_the_month(void **state)
{
	struct timeline_row v[40];
	unsigned n, i, decided = 0, overpaid = 0;

	(void)state;
	assert_int_equal(office_sql(&o, "INSERT INTO recovery (id, person_id,"
	    " reason, staff_id, at) VALUES (1, 103, 'ended', 0,"
	    " '2019-11-08T11:00:00')"), ST_OK);
	assert_int_equal(office_sql(&o, "INSERT INTO recovery_entry"
	    " (recovery_id, kind, amount, line_id, document, staff_id, at)"
	    " SELECT 1, 'overpaid', amount, id, '', 0,"
	    " '2019-11-08T11:00:00' FROM line WHERE person_id = 103 LIMIT 1"),
	    ST_OK);
	assert_int_equal(office_sql(&o, "INSERT INTO recovery_entry"
	    " (recovery_id, kind, amount, document, staff_id, at) VALUES (1,"
	    " 'decision', 1000, '5/QĐ', 0, '2019-11-08T11:01:00')"), ST_OK);
	n = page(NULL, false, v, 40);
	for (i = 0; i < n; i++)
		if (v[i].key.what == TIMELINE_RECOVERY &&
		    strcmp(v[i].a, "overpaid") == 0) {
			assert_string_equal(v[i].month, "2019-11");
			overpaid++;
		} else if (v[i].key.what == TIMELINE_RECOVERY) {
			assert_string_equal(v[i].month, "");
			assert_string_equal(v[i].b, "5/QĐ");
			decided++;
		}
	assert_int_equal(overpaid, 1);
	assert_int_equal(decided, 1);
}

/* Three at a time, down and up again, are the same rows as all at once. */
static void
test_pages(void **state)
{
	struct timeline_row all_rows[40], v[3], back[3];
	unsigned n = page(NULL, false, all_rows, 40), at = 0, got;
	struct timeline_key from;

	(void)state;
	assert_true(n >= 7);
	got = page(NULL, false, v, 3);
	while (got > 0) {
		assert_memory_equal(v, &all_rows[at], got * sizeof(v[0]));
		at += got;
		from = v[got - 1].key;
		got = page(&from, false, v, 3);
	}
	assert_int_equal(at, n);
	got = page(NULL, true, back, 3);
	assert_int_equal(got, 3);
	assert_memory_equal(back, &all_rows[n - 3], sizeof(back));
	from = all_rows[n - 3].key;
	assert_int_equal(page(&from, true, back, 3), 3);
	assert_memory_equal(back, &all_rows[n - 6], sizeof(back));
}

static void
test_scope(void **state)
{
	struct timeline_ask a = { .person = F_ON, .max = 4 };
	struct timeline_row v[4];
	struct actor son;
	unsigned n = 0;

	(void)state;
	office_actor(&o, "son", &son);
	assert_int_equal(timeline_page(o.db, &son.scope, &a, v, &n, &o.err),
	    ST_DENIED);
	actor_done(&son);
	a.person = 999;
	assert_int_equal(timeline_page(o.db, &all, &a, v, &n, &o.err),
	    ST_NOTFOUND);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tells_all),
		cmocka_unit_test(test_pages),
		cmocka_unit_test(test_scope),
		cmocka_unit_test(test_recovery_says_the_month),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
