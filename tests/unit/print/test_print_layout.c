/* SPDX-License-Identifier: ISC */
/*
 * print: pages of a fake source.  What stands on paper is read back from the
 * bytes: sums of the rows, page numbers, what is together on the last page.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "fake_report.h"

/* Figures between the last two | of a line, as a number. */
static int64_t
money_at_end(const char *line)
{
	const char *end = strchr(line, '\n'), *p;
	int64_t v = 0;

	while (end > line && *--end != '|')
		;
	for (p = end - 1; *p != '|'; p--)
		;
	for (p++; p < end; p++)
		if (*p >= '0' && *p <= '9')
			v = v * 10 + (*p - '0');
	return v;
}

static void
check_sums(const char *text, unsigned rows)
{
	int64_t page_sum = 0, all = 0, total = 0;
	unsigned seen = 0;
	const char *p;

	for (p = text; *p != '\0'; p = strchr(p, '\n') + 1) {
		p += strspn(p, "\f");
		if (*p == '\0')
			break;
		if (strncmp(p, "|Page total", 11) == 0) {
			assert_true(money_at_end(p) == page_sum);
			page_sum = 0;
		} else if (strncmp(p, "|Carried forward", 16) == 0 ||
		    strncmp(p, "|Brought forward", 16) == 0) {
			assert_true(money_at_end(p) == all);
		} else if (strncmp(p, "|Total (", 8) == 0) {
			total = money_at_end(p);
		} else if (*p == '|' && p[1] == ' ' && p[strcspn(p, "L")] == 'L'
		    && strcspn(p, "L") < strcspn(p, "\n")) {
			seen++;
			assert_true(money_at_end(p) == fake_money(seen));
			page_sum += money_at_end(p);
			all += money_at_end(p);
		}
	}
	assert_int_equal(seen, rows);
	assert_true(total == all);
}

static void
test_nothing(void **state)
{
	struct buf out;

	(void)state;
	assert_int_equal(fake_render_ok("plain", "text-80", 0, &out), 1);
	assert_non_null(strstr(buf_str(&out), "Nothing to report"));
	assert_non_null(strstr(buf_str(&out), "Không đồng"));
	assert_non_null(strstr(buf_str(&out), "Prepared by"));
	buf_done(&out);
}

/* The picture of a small report: what a person sees. */
static void
test_golden(void **state)
{
	struct buf out, want;
	char line[512];
	FILE *f;

	(void)state;
	(void)fake_render_ok("plain", "text-80", 3, &out);
	buf_init(&want, 1 << 16);
	f = fopen(TOP_SRCDIR "/tests/print/plain-80.txt", "r");
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL)
		(void)buf_adds(&want, line);
	(void)fclose(f);
	(void)buf_adds(&want, "\f");
	assert_string_equal(buf_str(&out), buf_str(&want));
	buf_done(&out);
	buf_done(&want);
}

static void
test_sums_on_paper(void **state)
{
	static const char *const papers[] = { "text-80", "text-132" };
	unsigned rows, pages, paper;
	struct buf out;

	(void)state;
	for (paper = 0; paper < 2; paper++)
		for (rows = 0; rows <= 130; rows++) {
			pages = fake_render_ok("plain", papers[paper], rows,
			    &out);
			fake_check_pages(buf_str(&out), pages, 66);
			check_sums(buf_str(&out), rows);
			buf_done(&out);
		}
	pages = fake_render_ok("plain", "text-80", 1000, &out);
	fake_check_pages(buf_str(&out), pages, 66);
	check_sums(buf_str(&out), 1000);
	assert_true(pages >= 18 && pages <= 21);
	buf_done(&out);
}

/* The page is filled to its last line before another one begins. */
static void
test_exactly_full(void **state)
{
	unsigned rows, one = 0, lines = 0;
	const char *p;
	struct buf out;

	(void)state;
	for (rows = 1; rows < 100; rows++) {
		if (fake_render_ok("plain", "text-80", rows, &out) > 1) {
			buf_done(&out);
			break;
		}
		lines = 0;
		for (p = buf_str(&out); (p = strchr(p, '\n')) != NULL; p++)
			lines++;
		one = rows;
		buf_done(&out);
	}
	assert_int_equal(lines, 66);
	assert_true(one > 30);
}

/* Totals, words and signatures with at least two rows above them. */
static void
test_signatures_stay_together(void **state)
{
	unsigned rows, pages, on_last;
	const char *last, *p;
	struct buf out;

	(void)state;
	for (rows = 2; rows <= 200; rows++) {
		pages = fake_render_ok("plain", "text-80", rows, &out);
		last = buf_str(&out);
		while (pages-- > 1)
			last = strchr(last, '\f') + 1;
		assert_non_null(strstr(last, "|Total ("));
		assert_non_null(strstr(last, "Total in words: "));
		assert_non_null(strstr(last, "Prepared by"));
		assert_non_null(strstr(last, "Head of the unit"));
		for (on_last = 0, p = last; (p = strstr(p, "Lò Văn")) != NULL;
		    p++)
			on_last++;
		assert_true(on_last >= 2);
		/* And on no page but the last. */
		assert_int_equal(fake_count(buf_str(&out), "Prepared by"), 1);
		buf_done(&out);
	}
}

static void
test_reprint_is_the_same(void **state)
{
	unsigned pages, from;
	struct report_made made = { 0, 0, 0 };
	struct err err = ERR_INIT;
	struct buf all, again;
	const char *page;

	(void)state;
	pages = fake_render_ok("plain", "a4-80", 400, &all);
	assert_true(pages > 5);
	for (from = 2; from <= pages; from++) {
		unsigned i;

		for (page = buf_str(&all), i = 1; i < from; i++)
			page = strchr(page, '\f') + 1;
		buf_init(&again, 64 * 1024 * 1024);
		fake_rows = 400;
		assert_int_equal(fake_render("plain", "a4-80", from, &again,
		    &made, &err), ST_OK);
		assert_int_equal(made.pages, pages);
		/* The order that sets up the printer comes first again. */
		assert_memory_equal(buf_str(&again), "\x1b@\x1bO\x1b" "2\x1b" "CF",
		    9);
		assert_string_equal(buf_str(&again) + 9, page);
		buf_done(&again);
	}
	buf_init(&again, 1024);
	fake_rows = 400;
	assert_int_equal(fake_render("plain", "a4-80", pages + 1, &again, &made,
	    &err), ST_INVALID);
	assert_string_equal(err.field, "from-page");
	assert_int_equal(again.len, 0);
	buf_done(&again);
	buf_done(&all);
}

static void
test_groups(void **state)
{
	unsigned pages;
	struct buf out;

	(void)state;
	pages = fake_render_ok("grouped", "text-80", 90, &out);
	fake_check_pages(buf_str(&out), pages, 66);
	assert_int_equal(fake_count(buf_str(&out), "|Subtotal"), 10);
	/* A group that a page cuts says its name again. */
	assert_true(fake_count(buf_str(&out), "(continued)") > 0);
	assert_int_equal(fake_count(buf_str(&out), "|Bản ") -
	    fake_count(buf_str(&out), "(continued)"), 10);
	/* 27 people of a group of nine: 3 each. */
	assert_int_equal(fake_count(buf_str(&out), "|    27|"), 10);
	/* paid 135 of 270 people: rows 1..90 have at % 4. */
	assert_non_null(strstr(buf_str(&out), "|49,62|"));
	buf_done(&out);
}

/* 17 communes and their signatures are one sheet (A4 takes 62 lines). */
static void
test_district_on_one_sheet(void **state)
{
	struct buf out;

	(void)state;
	fake_source = &fake_communes;
	assert_int_equal(fake_render_ok("summary", "a4-80", 17, &out), 1);
	buf_done(&out);
	assert_int_equal(fake_render_ok("summary", "a4-132c", 28, &out), 1);
	buf_done(&out);
	fake_source = &fake;
}

static void
test_unknown_field_names_the_line(void **state)
{
	struct report_made made = { 0, 0, 0 };
	struct err err = ERR_INIT;
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 20);
	assert_int_equal(fake_render("summary", "text-80", 0, &out, &made,
	    &err), ST_INVALID);
	assert_non_null(strstr(err.msg, "report-summary.ini:"));
	assert_non_null(strstr(err.msg, "no field \"due_people\""));
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_sums_on_paper),
		cmocka_unit_test(test_exactly_full),
		cmocka_unit_test(test_signatures_stay_together),
		cmocka_unit_test(test_reprint_is_the_same),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_district_on_one_sheet),
		cmocka_unit_test(test_unknown_field_names_the_line),
	};

	return cmocka_run_group_tests(tests, fake_setup, fake_teardown);
}
