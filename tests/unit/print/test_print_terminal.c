/* SPDX-License-Identifier: ISC */
/*
 * print through a terminal to its printer: the filter and the brackets, which
 * page is done, and the job as it crosses processes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/printmode.h"
#include "print/paper.h"
#include "print/passthru.h"

/* A job of one page for a terminal, filled in pieces of `step` bytes. */
static struct paper *
filtered(const char *term, const void *text, size_t n, size_t step)
{
	struct passthru *p = NULL;
	struct err err = ERR_INIT;
	struct print_sink sink;
	size_t i;

	assert_int_equal(passthru_new(term, &p, &err), ST_OK);
	sink = passthru_sink(p);
	sink.page(sink.arg);
	for (i = 0; i < n; i += step)
		assert_int_equal(sink.write(sink.arg, (const char *)text + i,
		    n - i < step ? n - i : step, &err), ST_OK);
	sink.page(sink.arg);
	assert_int_equal(passthru_close(p, &err), ST_OK);
	return passthru_paper(p);
}

/* All that goes out to the terminal, in chunks of `max` bytes. */
static void
send_all(struct passthru *p, size_t max, struct buf *out)
{
	unsigned char chunk[1000];
	size_t got;

	while ((got = passthru_next(p, chunk, max)) > 0) {
		assert_true(got <= max);
		assert_true(buf_add(out, chunk, got));
	}
}

static void
through(const char *term, const void *text, size_t n, size_t step,
    struct buf *out)
{
	struct passthru *p = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(passthru_open(term, filtered(term, text, n, step), 0,
	    &p, &err), ST_OK);
	send_all(p, 64, out);
	assert_int_equal(passthru_done(p), passthru_pages(p));
	passthru_free(p);
}

static void
test_filter(void **state)
{
	static const char bad[] = "a\x00" "b\x11" "c\x13" "d\x1b[4i\x9b" "4i"
	    "\x1b\x00[4i\x1b\x1b[4i\xe1\xbb\x9b\x1b@\x0f\x12\x0c\x1b";
	static const char good[] = "\x1b[5iabcd?[4i?4i?[4i\x1b?[4i???\x1b@"
	    "\x0f\x12\x0c\r\r\r\r\r\x1b[4i"; /* away from PuTTY's end */
	struct buf out;
	size_t step;

	(void)state;
	for (step = 1; step < 8; step++) {
		buf_init(&out, 4096);
		through("xterm", bad, sizeof(bad) - 1, step, &out);
		assert_int_equal(out.len, sizeof(good) - 1);
		assert_memory_equal(buf_head(&out), good, sizeof(good) - 1);
		buf_done(&out);
	}
}

/* Whatever bytes come: one bracket, 7 bits, and no ESC near its end. */
static void
test_every_byte(void **state)
{
	unsigned char all[512], *p;
	struct buf out;
	unsigned seed, i;
	size_t n;

	(void)state;
	for (seed = 1; seed <= 200; seed++) {
		for (i = 0; i < sizeof(all); i++)
			all[i] = seed < 3 ? (unsigned char)i : (unsigned char)
			    "\x1b[4i\x9b\x00\x0c" "5"[(i * seed * 7919 +
			    i / seed) % 8];
		buf_init(&out, 4096);
		through("xterm", all, sizeof(all), 100, &out);
		(void)buf_str(&out);
		p = out.data;
		n = out.len;
		assert_memory_equal(p, "\x1b[5i", 4);
		assert_memory_equal(p + n - 4, "\x1b[4i", 4);
		assert_null(memchr(p + n - 9, 0x1b, 5));
		for (i = 4; i < n - 4; i++) {
			assert_true(p[i] < 0x80);
			assert_false(p[i] == 0x1b && p[i + 1] == '[');
		}
		buf_done(&out);
	}
	/* A Wyse ends printing with a single DC4. */
	buf_init(&out, 256);
	through("wy60", "a\x14" "b", 3, 3, &out);
	assert_string_equal(buf_str(&out), "\x1b" "d#ab\x14");
	buf_done(&out);
}

/* Three pages of three lines after the orders of the printer. */
static struct paper *
three_pages(void)
{
	struct passthru *p = NULL;
	struct err err = ERR_INIT;
	struct print_sink sink;
	char line[32];
	unsigned page, i;

	assert_int_equal(passthru_new("xterm", &p, &err), ST_OK);
	sink = passthru_sink(p);
	assert_int_equal(sink.write(sink.arg, "\x1b@\x0c!", 4, &err), ST_OK);
	sink.page(sink.arg);
	for (page = 1; page <= 3; page++) {
		for (i = 1; i <= 3; i++) {
			(void)snprintf(line, sizeof(line), "page %u line %u\r\n%s",
			    page, i, i == 3 ? "\f" : "");
			assert_int_equal(sink.write(sink.arg, line,
			    strlen(line), &err), ST_OK);
		}
		sink.page(sink.arg);
	}
	assert_int_equal(sink.write(sink.arg, "\x12", 1, &err), ST_OK);
	assert_int_equal(passthru_close(p, &err), ST_OK);
	return passthru_paper(p);
}

#define PAGE(n)                                                                \
	"page " n " line 1\r\npage " n " line 2\r\npage " n " line 3\r\n\f"

static void
sends(unsigned from, size_t max, const char *want)
{
	struct passthru *p = NULL;
	struct err err = ERR_INIT;
	struct buf out;

	assert_int_equal(passthru_open("xterm", three_pages(), from, &p, &err),
	    ST_OK);
	assert_int_equal(passthru_pages(p), 3);
	assert_int_equal(passthru_done(p), from > 1 ? from - 1 : 0);
	buf_init(&out, 4096);
	send_all(p, max, &out);
	assert_string_equal(buf_str(&out), want);
	assert_int_equal(passthru_done(p), 3);
	buf_done(&out);
	passthru_free(p);
}

/* A reprint sets the printer up and has the same bytes from its page on. */
static void
test_reprint_through_terminal(void **state)
{
	struct passthru *p = NULL;
	struct err err = ERR_INIT;
	size_t max;

	(void)state;
	for (max = 64; max < 160; max += 7) {
		sends(0, max, "\x1b[5i\x1b@\x0c!" PAGE("1") PAGE("2") PAGE("3")
		    "\x12\x1b[4i");
		sends(1, max, "\x1b[5i\x1b@\x0c!" PAGE("1") PAGE("2") PAGE("3")
		    "\x12\x1b[4i");
		sends(3, max, "\x1b[5i\x1b@\x0c!" PAGE("3") "\x12\x1b[4i");
	}
	assert_int_equal(passthru_open("xterm", three_pages(), 4, &p, &err),
	    ST_INVALID);
	assert_int_equal(passthru_open("tmux-256color", three_pages(), 0, &p,
	    &err), ST_INVALID);
}

/* The line that was begun is finished, then the sheet goes. */
static void
test_cancel_ends_the_page(void **state)
{
	struct passthru *p = NULL;
	struct err err = ERR_INIT;
	unsigned char chunk[64];
	struct buf out;
	size_t n;

	(void)state;
	assert_int_equal(passthru_open("xterm", three_pages(), 0, &p, &err),
	    ST_OK);
	buf_init(&out, 4096);
	n = passthru_next(p, chunk, 64);
	(void)buf_add(&out, chunk, n);
	passthru_cancel(p);
	passthru_cancel(p);
	send_all(p, 64, &out);
	assert_string_equal(buf_str(&out), "\x1b[5i\x1b@\x0c!page 1 line 1\r\n"
	    "page 1 line 2\r\npage 1 line 3\r\n\fpage 2 line 1\r\n\f"
	    "\x1b[4i");
	assert_int_equal(passthru_done(p), 1);
	buf_done(&out);
	passthru_free(p);

	assert_int_equal(passthru_open("xterm", three_pages(), 2, &p, &err),
	    ST_OK);
	buf_init(&out, 4096);
	n = passthru_next(p, chunk, 64 - 25);
	assert_int_equal(n, 0); /* too small a chunk for both brackets */
	n = passthru_next(p, chunk, 64);
	(void)buf_add(&out, chunk, n);
	passthru_cancel(p);
	send_all(p, 64, &out);
	assert_string_equal(buf_str(&out), "\x1b[5i\x1b@\x0c!" PAGE("2")
	    "page 3 line 1\r\n\f\x1b[4i");
	assert_int_equal(passthru_done(p), 2);
	buf_done(&out);
	passthru_free(p);

	/* Nothing sent yet: nothing is sent at all. */
	assert_int_equal(passthru_open("xterm", three_pages(), 0, &p, &err),
	    ST_OK);
	passthru_cancel(p);
	assert_int_equal(passthru_next(p, chunk, sizeof(chunk)), 0);
	passthru_free(p);
}

/* A job crosses processes as one descriptor with its table of pages. */
static void
test_paper_crosses(void **state)
{
	struct paper *a = three_pages(), *b = NULL;
	struct err err = ERR_INIT;
	char one[16], two[16];
	int fd = -1;

	(void)state;
	assert_int_equal(paper_pages(a), 3);
	assert_int_equal(paper_seal(a, &fd, &err), ST_OK);
	assert_int_equal(paper_take(dup(fd), paper_size(a), 3, &b, &err),
	    ST_OK);
	assert_int_equal(paper_pages(b), 3);
	assert_true(paper_page_at(b, 3) == paper_page_at(a, 3));
	assert_true(paper_page_at(b, 4) == paper_page_at(a, 4));
	assert_int_equal(paper_read(a, paper_page_at(a, 2), one, 15), 15);
	assert_int_equal(paper_read(b, paper_page_at(b, 2), two, 15), 15);
	assert_memory_equal(one, "page 2 line 1\r\n", 15);
	assert_memory_equal(two, one, 15);
	assert_int_equal(paper_read(b, paper_size(b), two, 15), 0);
	paper_free(b);
	assert_int_equal(paper_take(dup(fd), paper_size(a), 4, &b, &err),
	    ST_CORRUPT);
	assert_int_equal(paper_take(dup(fd), paper_size(a) - 8, 4, &b, &err),
	    ST_CORRUPT); /* bytes of the job are no table */
	paper_free(a);
}

static void
test_terms(void **state)
{
	const char *on = NULL, *off = NULL;

	(void)state;
	assert_true(printmode_of("xterm-256color", &on, &off));
	assert_string_equal(on, "\x1b[5i");
	assert_true(printmode_of("putty", &on, &off)); /* terminfo denies it */
	assert_true(printmode_of("wy60", &on, &off));
	assert_string_equal(off, "\x14");
	assert_false(printmode_of("tmux-256color", &on, &off));
	assert_false(printmode_of("screen", &on, &off));
	assert_false(printmode_of("linux", &on, &off));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_reprint_through_terminal),
		cmocka_unit_test(test_cancel_ends_the_page),
		cmocka_unit_test(test_paper_crosses),
		cmocka_unit_test(test_terms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
