/* SPDX-License-Identifier: ISC */
/*
 * job: who may go on with work that is done in slices, what is kept between
 * them, and which jobs a new one takes the place of.
 */
#include "world.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/verb/job.h"

static struct actor who;
static struct wire_verb in;
static struct verb_call call = { .who = &who, .in = &in };

/* Acts as that member of staff, on that day at eight. */
static void
as(int64_t staff, const char *day)
{
	call.db = world.db;
	who.staff = staff;
	(void)snprintf(call.now, sizeof(call.now), "%sT08:00:00", day);
	(void)snprintf(call.today, sizeof(call.today), "%s", day);
}

static int64_t
begin(const char *kind, const char *params)
{
	struct job job = { .id = 0 };

	(void)str_copy_cut(job.kind, sizeof(job.kind), kind);
	(void)str_copy_cut(job.params, sizeof(job.params), params);
	OK(job_begin(&call, &job, &world_err));
	return job.id;
}

/* May the actor go on with that job as one of this kind? */
static bool
own(const char *kind, int64_t id)
{
	struct job job;
	char number[24];

	(void)snprintf(number, sizeof(number), "%lld", (long long)id);
	world_verb(&in, "any", "job", number, NULL);
	OK(job_own(&call, kind, &job, &world_err));
	wire_args_done(&in.args);
	assert_true(job.id == 0 || job.id == id);
	return job.id != 0;
}

static bool
staging(int64_t id)
{
	struct job job;

	OK(job_get(world.db, id, &job, &world_err));
	assert_int_equal(job.id, id);
	return job.staging;
}

static int
setup(void **state)
{
	int rc = world_setup(state);

	OK(db_begin(world.db, &world_err));
	as(PHONG, "2019-11-04");
	return rc;
}

static int
teardown(void **state)
{
	OK(db_commit(world.db, &world_err));
	return world_teardown(state);
}

static void
test_whose(void **state)
{
	int64_t id = begin("list", "1 2 0 ");

	(void)state;
	assert_true(own("list", id));
	assert_false(own("arrears", id));
	assert_false(own("list", id + 1));
	as(TRUONG, "2019-11-04");
	assert_false(own("list", id));
	as(PHONG, "2019-11-04");
	OK(job_end(world.db, id, "done", &world_err));
	assert_false(own("list", id));
	assert_false(staging(id));
}

/* What a slice leaves is what the next one finds. */
static void
test_goes_on(void **state)
{
	struct job job = { .id = begin("list", "as it began") }, read;

	(void)state;
	(void)str_copy_cut(job.params, sizeof(job.params), "further");
	job.rows = 60;
	job.cursor = -1;
	OK(job_save(world.db, &job, &world_err));
	OK(job_get(world.db, job.id, &read, &world_err));
	assert_string_equal(read.params, "further");
	assert_string_equal(read.kind, "list");
	assert_int_equal(read.rows, 60);
	assert_int_equal(read.cursor, -1);
	assert_int_equal(read.staff, PHONG);
	OK(job_get(world.db, job.id + 1, &read, &world_err));
	assert_int_equal(read.id, 0);
}

/* Each condition leaves out the jobs that it says. */
static void
test_which(void **state)
{
	int64_t old = begin("list", "1 2 0 7"), other, mine, area, roll;
	const struct job_which before = { .kinds = " list ", .staff = PHONG,
		.before = "2019-11-05" };
	const struct job_which owner = { .kinds = " list ", .params = "1 2 0 " };
	const struct job_which files = { .kinds = " areas roll " };
	struct job_which one = files;
	struct job job;

	(void)state;
	as(TRUONG, "2019-11-04");
	other = begin("list", "1 2 0 9");
	as(PHONG, "2019-11-05");
	mine = begin("list", "1 2 1 7");
	area = begin("areas", "");
	roll = begin("roll", "");

	OK(job_newest(world.db, &owner, &job, &world_err));
	assert_int_equal(job.id, other);
	OK(job_give_up(world.db, &before, &world_err));
	assert_false(staging(old));
	assert_true(staging(other) && staging(mine));
	OK(job_give_up(world.db, &owner, &world_err));
	assert_true(!staging(other) && staging(mine));
	OK(job_newest(world.db, &owner, &job, &world_err));
	assert_int_equal(job.id, 0);

	one.id = begin("list", ""); /* no kind of these */
	OK(job_give_up(world.db, &one, &world_err));
	assert_true(staging(one.id));
	one.id = area;
	OK(job_give_up(world.db, &one, &world_err));
	assert_true(!staging(area) && staging(roll));
	area = begin("areas", "");
	one = (struct job_which){ .kinds = " areas roll ", .but = roll };
	OK(job_give_up(world.db, &one, &world_err));
	assert_true(!staging(area) && staging(roll) && staging(mine));
	OK(job_give_up(world.db, &files, &world_err));
	assert_false(staging(roll));
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_whose),
		T(test_goes_on),
		T(test_which),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
