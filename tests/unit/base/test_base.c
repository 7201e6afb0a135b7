/* SPDX-License-Identifier: ISC */
/* base: strings, buffers, numbers and the loop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/str.h"
#include "base/tar.h"

static void
test_int_is_strict(void **state)
{
	int64_t v = 7;

	(void)state;
	assert_int_equal(str_int("042", 0, 100, &v), ST_OK);
	assert_int_equal(v, 42); /* never octal */
	assert_int_equal(str_int("-9223372036854775808", INT64_MIN, INT64_MAX, &v), ST_OK);
	assert_true(v == INT64_MIN);
	assert_int_equal(str_int("9223372036854775808", INT64_MIN, INT64_MAX, &v), ST_INVALID);
	assert_int_equal(str_int("", 0, 9, &v), ST_INVALID);
	assert_int_equal(str_int("1 ", 0, 9, &v), ST_INVALID);
	assert_int_equal(str_int("10", 0, 9, &v), ST_INVALID);
}

static void
test_cut_keeps_letters_whole(void **state)
{
	char out[6];

	(void)state;
	assert_false(str_copy_cut(out, sizeof(out), "Nguyễn"));
	assert_string_equal(out, "Nguy");
	assert_int_equal(str_copy(out, sizeof(out), "Nguyễn"), ST_LIMIT);
	assert_string_equal(out, "");
}

/* Nothing was ever put in: no arithmetic on a null pointer (clang's UBSan). */
static void
test_buf_empty(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 16);
	assert_int_equal(buf_left(&b), 0);
	assert_null(buf_head(&b));
	buf_done(&b);
}

static void
test_buf_keeps_its_limit(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 4);
	assert_true(buf_adds(&b, "abc"));
	assert_false(buf_adds(&b, "de"));
	assert_string_equal(buf_str(&b), "abc");
	buf_eat(&b, 2);
	assert_true(buf_adds(&b, "def")); /* room again after reading */
	assert_string_equal(buf_str(&b), "cdef");
	buf_done(&b);
}

static void
test_err_formats_from_itself(void **state)
{
	struct err e = ERR_INIT;

	(void)state;
	err_field(&e, ST_INVALID, "birth", "no such day");
	assert_int_equal(err_set(&e, ST_IO, "again: %s", e.msg), ST_IO);
	assert_string_equal(e.msg, "again: no such day");
	assert_string_equal(e.field, "");
}

static int fired;

static void
on_timer(void *arg)
{
	fired++;
	loop_stop(arg, 5);
}

static void
on_read(int fd, short re, void *arg)
{
	char c;

	(void)re;
	assert_int_equal(read(fd, &c, 1), 1);
	loop_remove(arg, fd);
	(void)loop_timer(arg, 1, on_timer, arg);
}

static void
test_loop_runs_fds_and_timers(void **state)
{
	struct loop *l = loop_new();
	int p[2], never;

	(void)state;
	assert_int_equal(pipe(p), 0);
	loop_add(l, p[0], POLLIN, on_read, l);
	never = loop_timer(l, 0, on_timer, l);
	loop_timer_cancel(l, never);
	assert_int_equal(write(p[1], "x", 1), 1);
	assert_int_equal(loop_run(l), 5);
	assert_int_equal(fired, 1);
	loop_free(l);
	close(p[0]);
	close(p[1]);
}

/* What 1575588600 (2019-12-05T23:30Z) is in the office's zone. */
static const char *
half_past(char out[CLOCK_TEXT])
{
	clock_format(1575588600, out);
	return out;
}

/* The zone is the office's: the server's TZ neither counts nor is changed. */
static void
test_zone(void **state)
{
	char text[CLOCK_TEXT], now[CLOCK_TEXT], today[CLOCK_DATE];
	int64_t wall = 0;

	(void)state;
	(void)setenv("TZ", "America/New_York", 1);
	tzset();
	assert_string_equal(half_past(text), "2019-12-06T06:30:00");
	assert_true(clock_read("2019-12-06T06:30:00", &wall));
	assert_int_equal(wall, 1575588600);
	assert_false(clock_read("2019-12-06", &wall));
	assert_false(clock_read("2019-12-06T06:30:00Z", &wall));
	assert_false(clock_read("", &wall));
	/* The first and the last second of a day. */
	clock_format(1575565199, text);
	assert_string_equal(text, "2019-12-05T23:59:59");
	clock_format(1575565200, text);
	assert_string_equal(text, "2019-12-06T00:00:00");
	clock_set("2019-12-06T00:00:00");
	clock_text(now);
	clock_date(today);
	clock_shift(0);
	assert_string_equal(today, "2019-12-06");
	assert_memory_equal(now, "2019-12-06T00:00", 16);
	/* Looked up only, nothing is set. */
	assert_int_equal(clock_zone("UTC", false), CLOCK_ZONE_OK);
	assert_string_equal(half_past(text), "2019-12-06T06:30:00");
	assert_int_equal(clock_zone("UTC", true), CLOCK_ZONE_OK);
	assert_string_equal(half_past(text), "2019-12-05T23:30:00");
	/* Refused, and the one before stays. */
	assert_int_equal(clock_zone("Asia/Son_La", true), CLOCK_ZONE_NONE);
	assert_int_equal(clock_zone("", true), CLOCK_ZONE_NONE);
	assert_int_equal(clock_zone("/etc/localtime", true), CLOCK_ZONE_NONE);
	assert_int_equal(clock_zone("../zoneinfo/Asia/Tokyo", true),
	    CLOCK_ZONE_NONE);
	assert_int_equal(clock_zone("Asia", true), CLOCK_ZONE_NONE);
	if (access("/usr/share/zoneinfo/Europe/Paris", R_OK) == 0) {
		assert_int_equal(clock_zone("Europe/Paris", true),
		    CLOCK_ZONE_MOVES);
		assert_string_equal(half_past(text), "2019-12-05T23:30:00");
		assert_int_equal(clock_zone("Asia/Tokyo", true), CLOCK_ZONE_OK);
		assert_string_equal(half_past(text), "2019-12-06T08:30:00");
	}
	assert_string_equal(getenv("TZ"), "America/New_York");
	/* Without tzdata the default is there, others are not. */
	(void)setenv("TZDIR", "/nowhere", 1);
	assert_int_equal(clock_zone("Asia/Tokyo", true), CLOCK_ZONE_NONE);
	assert_int_equal(clock_zone("Asia/Ho_Chi_Minh", true), CLOCK_ZONE_OK);
	assert_string_equal(half_past(text), "2019-12-06T06:30:00");
	(void)unsetenv("TZDIR");
	(void)setenv("TZ", "UTC", 1);
	tzset();
}

/* Rule 9 of the house: no line of the log steers the terminal that shows it. */
static void
test_log_is_clean(void **state)
{
	int p[2], was = dup(STDERR_FILENO);
	char got[256] = "";

	(void)state;
	assert_int_equal(pipe(p), 0);
	assert_int_equal(dup2(p[1], STDERR_FILENO), STDERR_FILENO);
	log_info("%s", "Lò\033[5i\a\r\n\177|\xc2\x9b|\xe2\x80\xae|\xe2\x81\xa6|"
	    "\xd8\x9c|\x9b|\xe1\xbb|\xff Ối");
	assert_int_equal(dup2(was, STDERR_FILENO), STDERR_FILENO);
	assert_true(read(p[0], got, sizeof(got) - 1) > 0);
	assert_non_null(strstr(got, ": Lò?[5i????|?|?|?|?|?|??|? Ối\n"));
	(void)close(was);
	(void)close(p[0]);
	(void)close(p[1]);
}

static void
test_tar(void **state)
{
	static const int64_t sizes[] = { 0, 1, 511, 512, 077777777777,
		077777777777 + 1LL, INT64_MAX };
	char path[] = "/tmp/test_base.XXXXXX", block[512];
	int fd = mkstemp(path);
	struct tar_member m = { .name = "chitra.db" }, got;
	unsigned i, at;
	bool more;

	(void)state;
	assert_int_not_equal(fd, -1);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		/* Sizes of 8 GiB and more do not fit the octal field. */
		m.size = sizes[i];
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		assert_int_equal(tar_head(fd, path, &m, 1, NULL), ST_OK);
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		assert_int_equal(tar_next(fd, path, &got, &more, NULL), ST_OK);
		assert_true(more);
		assert_string_equal(got.name, "chitra.db");
		assert_true(got.size == sizes[i]);
	}
	/* A header of which one byte is another is none. */
	for (at = 0; at < 345; at += 43) {
		assert_int_equal(pread(fd, block, 512, 0), 512);
		block[at] ^= 1;
		assert_int_equal(pwrite(fd, block, 512, 0), 512);
		assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
		assert_int_equal(tar_next(fd, path, &got, &more, NULL),
		    ST_CORRUPT);
		block[at] ^= 1;
		assert_int_equal(pwrite(fd, block, 512, 0), 512);
	}
	/* After the bytes the block is filled; the end is two blocks. */
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	assert_int_equal(ftruncate(fd, 0), 0);
	m.size = 5;
	assert_int_equal(tar_head(fd, path, &m, 1, NULL), ST_OK);
	assert_int_equal(write(fd, "12345", 5), 5);
	assert_int_equal(tar_pad(fd, path, 5, NULL), ST_OK);
	assert_int_equal(tar_end(fd, path, NULL), ST_OK);
	assert_int_equal(lseek(fd, 0, SEEK_END), 2048);
	assert_int_equal(lseek(fd, 517, SEEK_SET), 517);
	assert_int_equal(tar_skip(fd, path, 5, NULL), ST_OK);
	assert_int_equal(tar_next(fd, path, &got, &more, NULL), ST_OK);
	assert_false(more);
	(void)close(fd);
	(void)unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_int_is_strict),
		cmocka_unit_test(test_cut_keeps_letters_whole),
		cmocka_unit_test(test_buf_empty),
		cmocka_unit_test(test_buf_keeps_its_limit),
		cmocka_unit_test(test_err_formats_from_itself),
		cmocka_unit_test(test_loop_runs_fds_and_timers),
		cmocka_unit_test(test_zone),
		cmocka_unit_test(test_log_is_clean),
		cmocka_unit_test(test_tar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
