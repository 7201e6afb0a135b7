/* SPDX-License-Identifier: ISC */
/*
 * job: who may go on with work that is done in slices, what is kept between
 * them, and which jobs a new one takes the place of; records.
 */
#include "world.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "office/verb/job.h"
#include "office/verb/record.h"

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

struct kept {
	int64_t id;
	char month[8];
	bool yes;
	unsigned n;
	int64_t later;
};

static const struct record_field kept_fields[] = {
	RECORD_FIELD(struct kept, id), RECORD_FIELD(struct kept, month),
	RECORD_FIELD(struct kept, yes), RECORD_FIELD(struct kept, n),
	RECORD_FIELD(struct kept, later),
};
static const struct record kept_record = RECORD(kept_fields, 4);

/* What was kept comes back, and so do the lines of programs of before. */
static void
test_record(void **state)
{
	static const struct {
		const char *text;
		bool ok;
	} v[] = {
		{ "-9223372036854775808 2026-03 1 4294967295 7", true },
		{ "5 - 0 0 -1", true },
		{ "5 2026-03 0 0", true },        /* no word for the last yet */
		{ "5 2026-03 0 0 7\nWhy it is so", true },
		{ "5 2026-03 0 0 7 8", true },    /* of a later program */
		{ "", false }, { "5 2026-03 0", false },
		{ "5 2026-03 0\n0", false },
		{ "x 2026-03 0 0", false }, { "5 2026-03 2 0", false },
		{ "5 2026-03 0 -1", false }, { "5 2026-03 0 4294967296", false },
		{ "9223372036854775808 - 0 0", false },
		{ "5 2026-003 0 0", false },      /* longer than its member */
		{ "5  2026-03 0 0", false },
	};
	char text[80];
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(v) / sizeof(v[0]); i++) {
		struct kept k = { .later = 7 };

		assert_int_equal(record_read(&kept_record, v[i].text, &k), v[i].ok);
		if (!v[i].ok)
			continue;
		record_write(&kept_record, &k, text, sizeof(text));
		assert_memory_equal(text, v[i].text, i == 2 ? 13 :
		    strlen(text));
		assert_int_equal(k.later, i == 1 ? -1 : 7);
	}
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_whose),
		T(test_goes_on),
		T(test_which),
		cmocka_unit_test(test_record),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
