/* SPDX-License-Identifier: ISC */
/*
 * moment: what dates an entry, and when nothing is dated: a clock that stands
 * before the last entry, that steps while the machine runs, or that is days
 * ahead when it has been started anew.
 */
#include "office/table.h"
#include "world.h"

#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "office/verb/journal.h"
#include "office/verb/moment.h"
#include "office/verb/verb.h"

/* Somebody set the machine's clock by so many seconds; it slept so long. */
static time_t stepped, slept;

/* In place of the C library's. */
int
clock_gettime(clockid_t id, struct timespec *ts)
{
	int rc = (int)syscall(SYS_clock_gettime, id, ts);

	if (rc == 0 && id == CLOCK_REALTIME)
		ts->tv_sec += stepped + slept;
	if (rc == 0 && id == CLOCK_BOOTTIME)
		ts->tv_sec += slept;
	return rc;
}

static struct actor who;
static struct verb_peer peer = { .who = &who, .owner = true };

/* Posts as that member of staff, or as the gate (0). */
static enum status
post(int64_t staff, struct wire_verb *in)
{
	struct wire_answer a;

	actor_done(&who);
	peer.gate = staff == 0;
	if (peer.gate)
		actor_program(&who);
	else
		OK(actor_load(world.db, staff, &who, &world_err));
	OK(db_begin(world.db, &world_err));
	OK(verbs_run(world.db, &peer, in, &a));
	OK(db_commit(world.db, &world_err));
	world_err = a.err;
	wire_args_done(&a.args);
	wire_args_done(&in->args);
	return a.err.st;
}

static enum status
pay(const char *person)
{
	struct wire_verb in;

	world_verb(&in, "pay", "person", person, "method", "point",
	    "collector", "self", "lines", person, "total", "540000", NULL);
	return post(LAN, &in);
}

static enum status
block(void)
{
	struct wire_verb in;

	world_verb(&in, "person.add", "name", "Một", "commune", "03646",
	    "point", "116-01", NULL);
	return post(PHONG, &in);
}

static enum status
sign_in(void)
{
	struct wire_verb in;

	world_verb(&in, "signin", "login", "lan", "staff", "1", "method",
	    "password", "ok", "1", NULL);
	return post(0, &in);
}

static enum status
accept(const char *day, const char *back)
{
	struct wire_verb in;

	world_verb(&in, "clock.accept", "today", day, "back", back, NULL);
	return post(ADMIN, &in);
}

static enum moment_state
state_now(void)
{
	struct moment m;

	OK(moment_read(world.db, &m, &world_err));
	return m.state;
}

/* Moment of the last entry, from its tenth letter on: the hour. */
static const char *
last(void)
{
	static struct moment m;

	OK(moment_read(world.db, &m, &world_err));
	return m.last;
}

static int
setup(void **state)
{
	stepped = slept = 0;
	clock_set_ahead_days(10);
	return world_setup(state);
}

static int
teardown(void **state)
{
	actor_done(&who);
	clock_set_ahead_days(0);
	return world_teardown(state);
}

/* Two minutes back: entries wait at the last moment, and go on from there. */
static void
test_small_step_back(void **state)
{
	char before[CLOCK_TEXT];

	(void)state;
	OK(pay("1"));
	(void)str_copy_cut(before, sizeof(before), last());
	stepped = -100;
	OK(pay("3"));
	assert_string_equal(last(), before);
	OK(moment_audit(world.db, &world_err));
	stepped = 5;
	OK(block());
	assert_true(strcmp(last(), before) > 0);
	assert_int_equal(state_now(), MOMENT_RIGHT);
	OK(moment_audit(world.db, &world_err));
}

/* Two days back, as with a dead battery: nothing is dated until it is right. */
static void
test_far_back(void **state)
{
	char before[CLOCK_TEXT];
	struct wire_verb in;

	(void)state;
	OK(pay("1"));
	(void)str_copy_cut(before, sizeof(before), last());
	clock_set("2019-11-09T08:30:00");
	assert_int_equal(state_now(), MOMENT_BEHIND);
	assert_int_equal(pay("3"), ST_BUSY);
	assert_non_null(strstr(world_err.msg, "09/11/2019"));
	assert_non_null(strstr(world_err.msg, "11/11/2019"));
	assert_int_equal(block(), ST_BUSY);
	/* Who signs in learns of it; who must not come in is kept out. */
	OK(sign_in());
	world_verb(&in, "staff.disable", "login", "thu", NULL);
	OK(post(ADMIN, &in));
	world_verb(&in, "draft.save", "content", "x", NULL);
	OK(post(LAN, &in));
	assert_string_equal(last(), before);
	/* Not even the administrator takes it for right by itself. */
	assert_int_equal(accept("2019-11-09", "no"), ST_INVALID);
	clock_set("2019-11-11T08:31:00");
	OK(pay("3"));
	OK(moment_audit(world.db, &world_err));
}

/* Books that a wrong clock led into the future, and the way out. */
static void
test_books_of_the_future(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	clock_set("2022-01-01T08:00:00");
	OK(pay("1"));
	clock_set("2019-11-11T09:00:00");
	assert_int_equal(pay("3"), ST_BUSY);
	assert_int_equal(accept("2019-11-12", "yes"), ST_INVALID);
	assert_int_equal(accept("2019-11-11", "no"), ST_INVALID);
	OK(accept("2019-11-11", "yes"));
	OK(pay("3"));
	assert_memory_equal(last(), "2019-11-11T09:00", 16);
	/* It is in the journal; check is content with it, and with nothing else. */
	OK(moment_audit(world.db, &err));
	OK(world_sql("INSERT INTO journal SELECT seq + 1, '2019-11-10T00:00:00',"
	    " staff_id, address, 'pay', randomblob(16), '', '', hash,"
	    " randomblob(32) FROM journal ORDER BY seq DESC LIMIT 1"));
	assert_int_equal(moment_audit(world.db, &err), ST_CORRUPT);
	assert_non_null(strstr(err.msg, "10/11/2019"));
}

static void
test_steps_while_it_runs(void **state)
{
	(void)state;
	OK(pay("1"));
	stepped = 110;
	OK(pay("3")); /* as much as NTP may do; and from there on again */
	stepped = 220;
	assert_int_equal(state_now(), MOMENT_RIGHT);
	stepped = 400;
	assert_int_equal(state_now(), MOMENT_JUMPED);
	assert_int_equal(block(), ST_BUSY);
	OK(sign_in());
	/* A wrong hour is not dated even by what is entered all the same. */
	stepped = 110;
	assert_int_equal(state_now(), MOMENT_RIGHT);
	stepped = 86400;
	assert_int_equal(block(), ST_BUSY);
	assert_int_equal(accept("2019-11-11", "no"), ST_INVALID);
	OK(accept("2019-11-12", "no"));
	OK(block());
	assert_memory_equal(last(), "2019-11-12", 10);
	/* Back behind an hour in which nothing was entered. */
	slept = 7200;
	OK(block());
	slept = 14400;
	stepped = 86400 - 3600;
	assert_int_equal(state_now(), MOMENT_JUMPED);
	assert_int_equal(block(), ST_BUSY);
	OK(moment_audit(world.db, &world_err));
}

/* Time in which the machine slept is no step. */
static void
test_sleep(void **state)
{
	(void)state;
	OK(pay("1"));
	slept = 20 * 86400;
	OK(pay("3"));
	assert_memory_equal(last(), "2019-12-01", 10);
}

static void
test_days_ahead_at_a_start(void **state)
{
	char before[CLOCK_TEXT];

	(void)state;
	OK(pay("1"));
	(void)str_copy_cut(before, sizeof(before), last());
	/* It runs on: weeks without an entry are a holiday. */
	clock_set("2019-11-30T08:00:00");
	assert_int_equal(state_now(), MOMENT_RIGHT);
	/* Started anew. */
	OK(world_sql("UPDATE clock SET boot = 'before'"));
	assert_int_equal(state_now(), MOMENT_AHEAD);
	assert_int_equal(pay("3"), ST_BUSY);
	OK(sign_in());
	assert_string_equal(last(), before);
	assert_int_equal(state_now(), MOMENT_AHEAD);
	/* Set right, it goes on by itself. */
	clock_set("2019-11-20T08:00:00");
	assert_int_equal(state_now(), MOMENT_RIGHT);
	clock_set("2019-11-30T08:00:00");
	clock_set_ahead_days(0);
	assert_int_equal(state_now(), MOMENT_RIGHT);
	clock_set_ahead_days(10);
	assert_int_equal(accept("2019-11-29", "no"), ST_INVALID);
	OK(accept("2019-11-30", "no"));
	OK(pay("3"));
	assert_memory_equal(last(), "2019-11-30", 10);
}

/* Books without an entry have nothing to be compared with. */
static void
test_first_entry(void **state)
{
	(void)state;
	assert_int_equal(world_int("SELECT count(*) FROM journal"), 0);
	clock_set("2035-01-01T00:00:00");
	assert_int_equal(state_now(), MOMENT_RIGHT);
}

int
main(void)
{
#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(test_small_step_back),
		T(test_far_back),
		T(test_books_of_the_future),
		T(test_steps_while_it_runs),
		T(test_sleep),
		T(test_days_ahead_at_a_start),
		T(test_first_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
