/* SPDX-License-Identifier: ISC */
/* list and period: making, approving, supplements, closing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office/list/list.h"
#include "office/period/period.h"
#include "office_fixture.h"

static struct office o;

static const struct db_sql q_amount = { "t.amount",
	"SELECT sum(amount) FROM line WHERE person_id = ?1" };
static const struct db_sql q_no = { "t.no",
	"SELECT max(no) FROM line WHERE person_id = ?1" };
static const struct db_sql q_nos = { "t.nos",
	"SELECT count(DISTINCT no) FROM line WHERE person_id = ?1" };
static const struct db_sql q_staged = { "t.staged",
	"SELECT count(*) FROM stage_line WHERE ?1 = 0" };
static const struct db_sql q_all_lines = { "t.all_lines",
	"SELECT count(*) FROM line WHERE ?1 = 0" };
static const struct db_sql q_lines = { "t.lines",
	"SELECT count(*) FROM line WHERE list_id = ?1" };
static const struct db_sql q_last_list = { "t.last_list",
	"SELECT max(id) FROM list WHERE ?1 = 0" };
static const struct db_sql q_standard = { "t.standard",
	"SELECT standard * hundredths FROM line WHERE person_id = ?1" };

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

static const char *
begin(const char *who, const char *area)
{
	static char job[24];
	struct wire_args a;

	job[0] = '\0';
	if (office_post(&o, who, "list.begin", &a, "period", "2019-11", "area",
	    area, NULL) == ST_OK)
		(void)snprintf(job, sizeof(job), "%s",
		    wire_args_text(&a, "job"));
	wire_args_done(&a);
	return job;
}

/* Slices of two people until done; how many it took. */
static unsigned
slices(const char *who, const char *job)
{
	struct wire_args a;
	int64_t done = 0;
	unsigned n = 0;

	while (done == 0 && n < 100) {
		assert_int_equal(office_post(&o, who, "list.slice", &a, "job",
		    job, "people", "2", NULL), ST_OK);
		done = wire_args_int(&a, "done", 0);
		wire_args_done(&a);
		n++;
	}
	return n;
}

static void
test_amounts_and_numbers(void **state)
{
	struct wire_args a;
	char job[24];

	(void)state;
	assert_int_equal(office_post(&o, "phong", "period.open", NULL, "code",
	    "2019-11", NULL), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	assert_true(slices("phong", job) >= 5);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	/* 10 people of the district, one suspended; one with care too. */
	assert_int_equal(wire_args_int(&a, "lines", 0), 10);
	assert_int_equal(wire_args_int(&a, "people", 0), 9);
	assert_int_equal(wire_args_int(&a, "total", 0), 270000 + 405000 +
	    675000 + 270000 + 300000 + 4 * 270000 + 135000 + 405000);
	assert_int_equal(wire_args_int(&a, "doubles", 9), 0);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q_amount, F_PANG), 270000);
	assert_int_equal(office_int(&o, &q_amount, F_ON), 945000);
	assert_int_equal(office_int(&o, &q_amount, F_E), 300000);
	assert_int_equal(office_int(&o, &q_amount, F_SUSPENDED), 0);
	assert_int_equal(office_int(&o, &q_amount, F_LY), 0); /* other district */
	/* By village ("2" before "10"), then by given name. */
	assert_int_equal(office_int(&o, &q_no, F_ON), 1);
	assert_int_equal(office_int(&o, &q_no, F_PANG), 2);
	assert_int_equal(office_int(&o, &q_no, F_PANG2), 3);
	assert_int_equal(office_int(&o, &q_no, F_E), 4);
	assert_int_equal(office_int(&o, &q_nos, F_ON), 1);
	assert_int_equal(office_int(&o, &q_no, F_CHONG), 1); /* anew per commune */
	assert_int_equal(office_int(&o, &q_standard, F_HOA), 270000 * 150);
	assert_int_equal(office_int(&o, &q_staged, 0), 0);
}

static void
test_two_people(void **state)
{
	struct wire_args a;
	char list[24];
	int64_t id;

	(void)state;
	id = office_list(&o, "2019-11", "119");
	(void)snprintf(list, sizeof(list), "%" PRId64, id);
	/* Approved is approved. */
	assert_int_equal(office_post(&o, "truong", "list.return", NULL, "list",
	    list, "reason", "x", NULL), ST_INVALID);
	assert_int_not_equal(office_sql(&o, "UPDATE line SET amount = 1"), ST_OK);
	assert_int_not_equal(office_sql(&o, "DELETE FROM line"), ST_OK);
	/* Everybody is on it: a supplement has nobody. */
	(void)snprintf(list, sizeof(list), "%s", begin("phong", "119"));
	(void)slices("phong", list);
	assert_int_equal(office_post(&o, "phong", "list.finish", NULL, "job",
	    list, NULL), ST_INVALID);
	assert_int_equal(office_post(&o, "phong", "list.abort", NULL, "job",
	    list, NULL), ST_OK);
	/* A late decision makes one. */
	assert_int_equal(office_sql(&o, "DELETE FROM suspension"), ST_OK);
	(void)snprintf(list, sizeof(list), "%s", begin("phong", "119"));
	(void)slices("phong", list);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    list, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "seq", 0), 2);
	assert_int_equal(wire_args_int(&a, "lines", 0), 1);
	(void)snprintf(list, sizeof(list), "%s", wire_args_text(&a, "list"));
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q_no, F_SUSPENDED), 5); /* goes on */
	assert_int_equal(office_post(&o, "truong", "list.approve", NULL,
	    "list", list, NULL), ST_INVALID); /* not submitted */
	assert_int_equal(office_submit(&o, "phong", list), ST_OK);
	/* While it waits, no other is begun. */
	assert_string_equal(begin("phong", "119"), "");
	/* Who prepared it does not approve it, whatever the role. */
	assert_int_equal(office_sql(&o, "UPDATE staff SET role = 'approver'"
	    " WHERE login = 'phong'"), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.approve", NULL,
	    "list", list, NULL), ST_DENIED);
	assert_int_equal(office_post(&o, "truong", "list.approve", NULL,
	    "list", list, NULL), ST_OK);
}

static void
test_draft_is_replaced(void **state)
{
	struct wire_args a;
	char job[24], first[24];

	(void)state;
	office_period(&o, "2019-11", "");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	assert_int_equal(office_post(&o, "phong", "list.slice", NULL, "job",
	    job, "people", "4", NULL), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.finish", NULL, "job",
	    job, NULL), ST_INVALID); /* not all were looked at */
	(void)slices("phong", job);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	(void)snprintf(first, sizeof(first), "%s", wire_args_text(&a, "list"));
	wire_args_done(&a);
	assert_int_equal(office_submit(&o, "phong", first), ST_OK);
	assert_int_equal(office_post(&o, "truong", "list.return", NULL, "list",
	    first, "reason", "one is missing", NULL), ST_OK);
	(void)office_sql(&o, "DELETE FROM suspension");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "seq", 0), 1);
	assert_int_equal(wire_args_int(&a, "lines", 0), 11);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q_lines, strtoll(first, NULL, 10)), 0);
}

static void
test_changed_meanwhile(void **state)
{
	char job[24];

	(void)state;
	office_period(&o, "2019-11", "");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	/* As a verb about people leaves it in the journal. */
	assert_int_equal(office_sql(&o, "INSERT INTO journal SELECT seq + 1,"
	    " at, staff_id, address, 'person.correct', randomblob(16), content,"
	    " answer, prev, randomblob(32) FROM journal ORDER BY seq DESC"
	    " LIMIT 1"), ST_OK);
	assert_int_equal(office_post(&o, "phong", "list.finish", NULL, "job",
	    job, NULL), ST_BUSY);
}

/* Since 2025-07 a commune right below the province owns its list. */
static void
test_two_levels(void **state)
{
	struct wire_args a;
	char job[24];

	(void)state;
	assert_int_equal(office_sql(&o, "INSERT INTO area (id, level, code,"
	    " name, name_key, fold, parent_id, valid_from) VALUES (15,"
	    " 'commune', '03646', 'Phường Tô Hiệu', x'07', 'phuong to hieu', 1,"
	    " '2004-07-01');"
	    "UPDATE person SET area_id = 15 WHERE id IN (111, 112);"
	    "UPDATE staff SET area_id = 15 WHERE login = 'phong2'"), ST_OK);
	office_period(&o, "2019-11", "");
	(void)snprintf(job, sizeof(job), "%s", begin("phong2", "03646"));
	(void)slices("phong2", job);
	assert_int_equal(office_post(&o, "phong2", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "people", 0), 2);
	wire_args_done(&a);
}

/* The month of death is payable, the months after it are not. */
static void
test_month_of_death(void **state)
{
	struct wire_args a;
	char job[24];

	(void)state;
	office_period(&o, "2019-11", "");
	assert_int_equal(office_sql(&o, "UPDATE person SET state = 'dead',"
	    " state_on = '2019-11-01' WHERE id = 101;"
	    "UPDATE person SET state = 'dead', state_on = '2019-10-31'"
	    " WHERE id = 102;"
	    "UPDATE person SET state = 'moved' WHERE id = 104"), ST_OK);
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q_amount, F_PANG), 270000);
	assert_int_equal(office_int(&o, &q_amount, F_PANG2), 0);
	assert_int_equal(office_int(&o, &q_amount, F_E), 0);
}

/* Given up: nothing is left, and nothing was to be seen before. */
static void
test_abort(void **state)
{
	struct list_head v[4];
	struct list_heads all = { .v = v, .max = 4, .n = 9 };
	struct wire_args a;
	struct actor who;
	char job[24];

	(void)state;
	office_period(&o, "2019-11", "");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	assert_int_equal(office_int(&o, &q_all_lines, 0), 10);
	office_actor(&o, "phong", &who);
	assert_int_equal(list_all(o.db, &who.scope, 0, &all, &o.err), ST_OK);
	assert_int_equal(all.n, 0);
	assert_int_equal(list_get(o.db, &who.scope, office_int(&o, &q_last_list,
	    0), &v[0], &o.err), ST_NOTFOUND);
	actor_done(&who);
	/* Nor can it be submitted, or the period be closed over it. */
	assert_int_equal(office_post(&o, "phong", "period.close", NULL,
	    "period", "2019-11", NULL), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "is being made"));
	assert_int_equal(office_post(&o, "phong", "list.abort", &a, "job",
	    job, NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "done", 0), 1);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q_all_lines, 0), 0);
	assert_int_equal(office_int(&o, &q_last_list, 0), 0);
	assert_int_equal(office_post(&o, "phong", "list.finish", NULL, "job",
	    job, NULL), ST_NOTFOUND);
}

/* Left by a line that dropped: the next list of that owner takes its place. */
static void
test_left_behind(void **state)
{
	struct wire_args a;
	char job[24];

	(void)state;
	office_period(&o, "2019-11", "");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	assert_int_equal(office_int(&o, &q_all_lines, 0), 10);
	/* Somebody else of that place goes on. */
	assert_int_equal(office_sql(&o, "INSERT INTO staff (id, login, name,"
	    " role, area_id, created_at) VALUES (50, 'phong3', 'Lò Thị Ba',"
	    " 'preparer', 2, '')"), ST_OK);
	{
		char mine[24];

		(void)snprintf(mine, sizeof(mine), "%s", begin("phong3", "119"));
		assert_int_equal(office_post(&o, "phong", "list.finish", NULL,
		    "job", job, NULL), ST_NOTFOUND);
		(void)slices("phong3", mine);
		assert_int_equal(office_int(&o, &q_all_lines, 0), 10);
		assert_int_equal(office_post(&o, "phong3", "list.finish", &a,
		    "job", mine, NULL), ST_OK);
	}
	assert_int_equal(wire_args_int(&a, "lines", 0), 10);
	assert_int_equal(wire_args_int(&a, "people", 0), 9);
	assert_int_equal(wire_args_int(&a, "seq", 0), 1);
	wire_args_done(&a);
	assert_int_equal(office_int(&o, &q_no, F_ON), 1);
}

/* A draft stands until the one that takes its place is complete. */
static void
test_draft_stands(void **state)
{
	char job[24];
	int64_t list;

	(void)state;
	list = office_draft(&o, "2019-11", "119");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	assert_int_equal(office_int(&o, &q_staged, 0), 10);
	assert_int_equal(office_int(&o, &q_lines, list), 10);
	assert_int_equal(office_post(&o, "phong", "list.abort", NULL, "job",
	    job, NULL), ST_OK);
	assert_int_equal(office_int(&o, &q_staged, 0), 0);
	assert_int_equal(office_int(&o, &q_lines, list), 10);
	/* Somebody submits it while its successor is made: that one is late. */
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	{
		char id[24];

		(void)snprintf(id, sizeof(id), "%" PRId64, list);
		assert_int_equal(office_submit(&o, "phong", id), ST_OK);
		assert_int_equal(office_post(&o, "truong", "list.approve", NULL,
		    "list", id, NULL), ST_OK);
	}
	assert_int_equal(office_post(&o, "phong", "list.finish", NULL, "job",
	    job, NULL), ST_BUSY);
}

static void
test_rights(void **state)
{
	char job[24];

	(void)state;
	office_period(&o, "2019-11", "");
	assert_string_equal(begin("phong", "126"), ""); /* other district */
	assert_int_equal(o.err.st, ST_DENIED);
	assert_string_equal(begin("phong", "03721"), ""); /* a commune */
	assert_string_equal(begin("lan", "119"), "");
	assert_string_equal(begin("truong", "119"), "");
	assert_string_equal(begin("tinh", "119"), "");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	assert_int_equal(office_post(&o, "phong2", "list.slice", NULL, "job",
	    job, NULL), ST_NOTFOUND); /* somebody else's job */
}

static void
test_tampered_lines(void **state)
{
	struct wire_args a;
	char job[24], list[24];

	(void)state;
	office_period(&o, "2019-11", "");
	(void)snprintf(job, sizeof(job), "%s", begin("phong", "119"));
	(void)slices("phong", job);
	assert_int_equal(office_post(&o, "phong", "list.finish", &a, "job",
	    job, NULL), ST_OK);
	(void)snprintf(list, sizeof(list), "%s", wire_args_text(&a, "list"));
	wire_args_done(&a);
	(void)office_submit(&o, "phong", list);
	/* Two amounts swapped behind the triggers: totals still agree. */
	assert_int_equal(office_sql(&o, "DROP TRIGGER line_no_update;"
	    "UPDATE line SET amount = amount + 1000 WHERE person_id = 101;"
	    "UPDATE line SET amount = amount - 1000 WHERE person_id = 102"),
	    ST_OK);
	assert_int_equal(office_post(&o, "truong", "list.approve", NULL,
	    "list", list, NULL), ST_CORRUPT);
}

static void
test_periods(void **state)
{
	struct period p, v[4];
	struct wire_args a;
	unsigned n;

	(void)state;
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_NOTFOUND);
	assert_int_equal(office_post(&o, "lan", "period.open", NULL, "code",
	    "2019-11", NULL), ST_DENIED);
	(void)office_list(&o, "2019-10", "119");
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	assert_int_equal(office_post(&o, "phong", "period.open", NULL, "code",
	    "2019-11", NULL), ST_EXISTS);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_string_equal(p.code, "2019-11");
	assert_int_equal(period_find(o.db, "10/2019", &p, &o.err), ST_OK);
	assert_int_equal(period_find(o.db, "13/2019", &p, &o.err), ST_INVALID);
	assert_int_equal(period_list(o.db, v, 4, &n, &o.err), ST_OK);
	assert_int_equal(n, 2);
	assert_string_equal(v[0].code, "2019-11");

	/* One owner closes; the period only with the last. */
	assert_int_equal(office_post(&o, "phong", "period.close", &a, "period",
	    "2019-11", NULL), ST_OK);
	assert_int_equal(wire_args_int(&a, "lists", 0), 1);
	assert_string_equal(wire_args_text(&a, "state"), "open");
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "phong", "period.close", NULL,
	    "period", "2019-11", NULL), ST_NOTFOUND);
	assert_int_equal(office_post(&o, "phong", "period.close", NULL,
	    "period", "2019-11", "area", "126", NULL), ST_DENIED);
	/* Nobody could be paid: the next one is opened first. */
	assert_int_equal(office_post(&o, "tinh", "period.close", NULL,
	    "period", "2019-11", "area", "126", NULL), ST_INVALID);
	assert_non_null(strstr(o.err.msg, "Open the next one first"));
	office_period(&o, "2019-12", "");
	assert_int_equal(office_post(&o, "tinh", "period.close", &a, "period",
	    "2019-11", "area", "126", NULL), ST_OK);
	assert_string_equal(wire_args_text(&a, "state"), "closed");
	wire_args_done(&a);
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	assert_string_equal(p.code, "2019-12"); /* the newest open one */
	assert_string_equal(begin("phong", "119"), "");
	/* Nor before the others have made theirs; the province may say so. */
	assert_int_equal(office_post(&o, "phong", "period.close", &a, "period",
	    "2019-10", NULL), ST_OK);
	assert_string_equal(wire_args_text(&a, "state"), "open");
	wire_args_done(&a);
	assert_int_equal(office_post(&o, "tinh", "period.close", &a, "period",
	    "2019-10", NULL), ST_OK);
	assert_string_equal(wire_args_text(&a, "state"), "closed");
	wire_args_done(&a);
}

static void
test_heads_by_scope(void **state)
{
	static const struct { const char *who; unsigned n; } want[] = {
		{ "lan", 1 }, { "son", 1 }, { "ke", 1 }, { "phong", 1 },
		{ "truong2", 1 }, { "tinh", 2 }, { "admin", 2 },
	};
	struct list_head v[8];
	struct list_heads all = { .v = v, .max = 8 };
	struct actor who;
	struct period p;
	unsigned i;

	(void)state;
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	assert_int_equal(period_find(o.db, "", &p, &o.err), ST_OK);
	for (i = 0; i < sizeof(want) / sizeof(want[0]); i++) {
		office_actor(&o, want[i].who, &who);
		assert_int_equal(list_all(o.db, &who.scope, p.id, &all,
		    &o.err), ST_OK);
		assert_int_equal(all.n, want[i].n);
		actor_done(&who);
	}
	assert_string_equal(v[0].owner_code, "119");
	assert_int_equal(v[0].state, LIST_APPROVED);
	assert_string_equal(v[0].prepared_by, "Nguyễn Văn Phong");
	assert_string_equal(v[0].approved_by, "Trần Văn Trường");
	assert_int_equal(v[0].people, 9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_amounts_and_numbers, setup, teardown),
		cmocka_unit_test_setup_teardown(test_two_people, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draft_is_replaced, setup, teardown),
		cmocka_unit_test_setup_teardown(test_changed_meanwhile, setup, teardown),
		cmocka_unit_test_setup_teardown(test_two_levels, setup, teardown),
		cmocka_unit_test_setup_teardown(test_month_of_death, setup, teardown),
		cmocka_unit_test_setup_teardown(test_abort, setup, teardown),
		cmocka_unit_test_setup_teardown(test_left_behind, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draft_stands, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rights, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tampered_lines, setup, teardown),
		cmocka_unit_test_setup_teardown(test_periods, setup, teardown),
		cmocka_unit_test_setup_teardown(test_heads_by_scope, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
