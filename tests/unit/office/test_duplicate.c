/* SPDX-License-Identifier: ISC */
/* duplicate: which records are alike, who sees it, what is said about them. */
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
#include "office/roll/duplicate.h"
#include "office_fixture.h"

static struct office o;
static struct db_sql *keep[16];
static unsigned kept;

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
	while (kept > 0) {
		free((char *)(uintptr_t)keep[--kept]->text);
		free(keep[kept]);
	}
	return 0;
}

static void
birth(const char *person, const char *parts)
{
	char text[200];

	(void)snprintf(text, sizeof(text), "UPDATE person SET (birth_year,"
	    " birth_month, birth_day) = (%s) WHERE id = %s", parts, person);
	assert_int_equal(office_sql(&o, text), ST_OK);
}

/* Pairs that somebody sees. */
static unsigned
pairs(const char *login, struct duplicate_pair *v)
{
	struct actor a;
	unsigned n = 99;

	office_actor(&o, login, &a);
	assert_int_equal(duplicate_pairs(o.db, &a.scope,
	    &(struct duplicate_ask){ .max = 8 }, v, &n,
	    &o.err), ST_OK);
	actor_done(&a);
	return n;
}

/* Two of one name in one commune: by the year alone. */
static void
test_same_commune(void **state)
{
	struct duplicate_pair v[8];

	(void)state;
	assert_int_equal(pairs("phong", v), 0); /* 1936 and 1957 */
	birth("102", "1936, 4, NULL");
	assert_int_equal(pairs("phong", v), 1);
	assert_int_equal(v[0].side[0].id, F_PANG);
	assert_int_equal(v[0].side[1].id, F_PANG2);
	assert_int_equal(v[0].rules, DUPLICATE_PLACE);
	assert_string_equal(v[0].side[1].village, "Bản Nà Lanh 10");
	assert_string_equal(v[0].side[0].commune, "Thị trấn Thuận Châu");
	assert_int_equal(v[0].side[1].birth.month, 4);
	assert_int_equal(pairs("tinh", v), 1);
	/* Not who left the roll. */
	assert_int_equal(office_sql(&o, "UPDATE person SET state = 'moved'"
	    " WHERE id = 102"), ST_OK);
	assert_int_equal(pairs("phong", v), 0);
	assert_int_equal(pairs("tinh", v), 0);
}

/* Of two communes: by the whole day of birth, and both districts see it. */
static void
test_same_day_anywhere(void **state)
{
	struct duplicate_pair v[8];

	(void)state;
	birth("105", "1930, NULL, NULL"); /* Lò Thị Ánh of the town, and 111 */
	assert_int_equal(pairs("tinh", v), 0);
	birth("105", "1930, 5, 6");
	birth("111", "1930, 5, NULL");
	assert_int_equal(pairs("tinh", v), 0);
	birth("111", "1930, 5, 7");
	assert_int_equal(pairs("tinh", v), 0);
	birth("111", "1930, 5, 6");
	assert_int_equal(pairs("tinh", v), 1);
	assert_int_equal(v[0].rules, DUPLICATE_BIRTH);
	/* Each sees his own first. */
	assert_int_equal(pairs("phong", v), 1);
	assert_int_equal(v[0].side[0].id, F_SUSPENDED);
	assert_int_equal(pairs("phong2", v), 1);
	assert_int_equal(v[0].side[0].id, F_ANH);
	assert_int_equal(v[0].side[1].id, F_SUSPENDED);
	/* Whatever the marks: the fold is the same. */
	assert_int_equal(office_sql(&o, "UPDATE person SET name = 'Lô Thị Anh'"
	    " WHERE id = 111"), ST_OK);
	assert_int_equal(pairs("son", v), 1);
	assert_int_equal(pairs("lan", v), 1);
}

static void
test_of_one(void **state)
{
	struct duplicate_pair v[4];
	struct actor a;
	unsigned n = 0;

	(void)state;
	birth("102", "1936, NULL, NULL");
	office_actor(&o, "phong", &a);
	assert_int_equal(duplicate_of(o.db, &a.scope,
	    &(struct person_ask){ .person = F_PANG2, .max = 4 }, v, &n, &o.err), ST_OK);
	assert_int_equal(n, 1);
	assert_int_equal(v[0].side[0].id, F_PANG2);
	assert_int_equal(v[0].side[1].id, F_PANG);
	assert_int_equal(duplicate_of(o.db, &a.scope,
	    &(struct person_ask){ .person = F_E, .max = 4 }, v, &n, &o.err),
	    ST_OK);
	assert_int_equal(n, 0);
	assert_int_equal(duplicate_of(o.db, &a.scope,
	    &(struct person_ask){ .person = F_ANH, .max = 4 }, v, &n, &o.err),
	    ST_DENIED);
	actor_done(&a);
}

/* Three of one name are three pairs; a page goes on where the last ended. */
static void
test_pages(void **state)
{
	struct duplicate_pair v[2];
	struct duplicate_key at;
	struct actor a;
	unsigned n = 0, seen = 0;
	bool first = true;

	(void)state;
	assert_int_equal(office_sql(&o, "UPDATE person SET fold = 'x',"
	    " birth_year = 1940 WHERE id IN (101, 102, 103);"
	    "UPDATE person SET fold = 'a', birth_year = 1941"
	    " WHERE id IN (106, 107)"), ST_OK);
	office_actor(&o, "phong", &a);
	do {
		assert_int_equal(duplicate_pairs(o.db, &a.scope,
		    &(struct duplicate_ask){ .after = first ? NULL : &at,
		    .max = 1 }, v, &n, &o.err), ST_OK);
		if (n > 0) {
			assert_int_equal(v[0].side[0].id, seen == 0 ? 106 :
			    seen < 3 ? 101 : 102);
			at = v[0].key;
			first = false;
			seen++;
		}
	} while (n > 0);
	assert_int_equal(seen, 4);
	actor_done(&a);
}

static void
test_different(void **state)
{
	static const struct db_sql q = { "t.dup",
		"SELECT count(*) FROM duplicate WHERE person_a = ?1"
		" AND person_b = 102 AND verdict = 'different'" };
	static const struct db_sql j = { "t.dupj", "SELECT count(*) FROM journal"
	    " WHERE verb = 'duplicate.different' AND ?1 = 0" };
	struct duplicate_pair v[8];

	(void)state;
	/* Not alike: nothing to say. */
	assert_int_equal(office_post(&o, "phong", "duplicate.different", NULL,
	    "person", "102", "other", "101", "note", "khác", NULL), ST_INVALID);
	birth("102", "1936, NULL, NULL");
	assert_int_equal(office_post(&o, "phong", "duplicate.different", NULL,
	    "person", "102", "other", "101", NULL), ST_INVALID);
	assert_string_equal(o.err.field, "note");
	assert_int_equal(office_post(&o, "phong", "duplicate.different", NULL,
	    "person", "102", "other", "102", "note", "khác", NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "phong2", "duplicate.different", NULL,
	    "person", "102", "other", "101", "note", "khác", NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "phong", "duplicate.different", NULL,
	    "person", "102", "other", "101", "note", "hai anh em họ, hai CCCD",
	    NULL), ST_OK);
	assert_int_equal(office_int(&o, &q, 101), 1);
	assert_int_equal(office_int(&o, &j, 0), 1);
	assert_int_equal(pairs("phong", v), 0);
	assert_int_equal(pairs("tinh", v), 0);
	assert_int_equal(office_post(&o, "phong", "duplicate.different", NULL,
	    "person", "101", "other", "102", "note", "khác", NULL), ST_EXISTS);
}

static void
test_side_by_side(void **state)
{
	struct duplicate_both b;
	struct actor a;

	(void)state;
	birth("105", "1930, 5, 6");
	birth("111", "1930, 5, 6");
	office_actor(&o, "phong", &a);
	assert_int_equal(duplicate_get(o.db, &a.scope, F_SUSPENDED, F_ANH, &b,
	    &o.err), ST_OK);
	assert_string_equal(b.p[1].area_name, "Thị trấn Sông Mã");
	assert_string_equal(b.p[1].id_number, "050777123");
	assert_string_equal(b.entitled[0], "136.5.5b 01/2018");
	assert_string_equal(b.verdict, "");
	/* Two that are not alike open nobody's file. */
	assert_int_equal(duplicate_get(o.db, &a.scope, F_SUSPENDED, F_XUONG, &b,
	    &o.err), ST_DENIED);
	assert_int_equal(office_post(&o, "phong", "duplicate.different", NULL,
	    "person", "105", "other", "111", "note", "hai người", NULL), ST_OK);
	assert_int_equal(duplicate_get(o.db, &a.scope, F_ANH, F_SUSPENDED, &b,
	    &o.err), ST_OK);
	assert_string_equal(b.verdict, "different");
	assert_string_equal(b.note, "hai người");
	assert_string_equal(b.by, "Nguyễn Văn Phong");
	actor_done(&a);
	office_actor(&o, "thu", &a);
	assert_int_equal(duplicate_get(o.db, &a.scope, F_ANH, F_SUSPENDED, &b,
	    &o.err), ST_OK);
	a.scope.kind = SCOPE_NOTHING;
	assert_int_equal(duplicate_get(o.db, &a.scope, F_ANH, F_SUSPENDED, &b,
	    &o.err), ST_DENIED);
	actor_done(&a);
}

/* No search reads the roll: every step of every plan probes an index. */
static void
test_no_scan(void **state)
{
	const struct db_sql *used[128];
	struct duplicate_pair v[8];
	struct db_stmt *s;
	unsigned i, n = 0;
	size_t slot;
	bool row;

	(void)state;
	test_of_one(state);
	(void)pairs("tinh", v);
	(void)pairs("phong", v);
	(void)pairs("lan", v);
	birth("105", "1930, 5, 6");
	birth("111", "1930, 5, 6");
	test_side_by_side(state);
	for (slot = 0; slot < o.db->slots; slot++)
		if (o.db->slot[slot] != NULL &&
		    strncmp(o.db->slot[slot]->sql->name, "duplicate.", 10) == 0)
			used[n++] = o.db->slot[slot]->sql;
	assert_int_equal(n, 10);
	for (i = 0; i < n; i++) {
		struct db_sql *plan = mem_zalloc(sizeof(*plan));

		keep[kept++] = plan;
		plan->name = used[i]->name;
		plan->text = mem_printf("EXPLAIN QUERY PLAN %s", used[i]->text);
		s = db_use(o.db, plan);
		while (db_step(s, &row, &o.err) == ST_OK && row) {
			const char *step = db_text(s, 3);

			if ((strncmp(step, "SCAN ", 5) == 0 &&
			    strstr(step, " VIRTUAL TABLE ") == NULL && /* set */
			    strncmp(step, "SCAN CONSTANT", 13) != 0) ||
			    strstr(step, "AUTOMATIC") != NULL)
				fail_msg("%s: %s", plan->name, step);
			/* person_fold and the like would read all namesakes. */
			if (strncmp(step, "SEARCH q USING INDEX", 20) == 0 &&
			    strstr(step, "fold=? AND birth_year=?") == NULL)
				fail_msg("%s: %s", plan->name, step);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
		TEST(test_same_commune),
		TEST(test_same_day_anywhere),
		TEST(test_of_one),
		TEST(test_pages),
		TEST(test_different),
		TEST(test_side_by_side),
		TEST(test_no_scan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
