/* SPDX-License-Identifier: ISC */
/* print: what stands in a cell: text that wraps, figures that are never cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fake_report.h"
#include "print/wrap.h"

static void
test_wrap(void **state)
{
	char line[WRAP_LINE];
	struct wrap w;

	(void)state;
	wrap_begin(&w, "Nguyễn Thị Hoàn|x", '|');
	assert_true(wrap_next(&w, 10, line, sizeof(line)));
	assert_string_equal(line, "Nguyễn Thị");
	assert_true(wrap_next(&w, 10, line, sizeof(line)));
	assert_string_equal(line, "Hoàn");
	assert_true(wrap_next(&w, 10, line, sizeof(line)));
	assert_string_equal(line, "x");
	assert_false(wrap_next(&w, 10, line, sizeof(line)));
	assert_int_equal(wrap_height("Nghiêngngả", '\0', 3), 4);
	assert_int_equal(wrap_height("", '\0', 3), 1);
	assert_int_equal(wrap_height("日本", '\0', 1), 1);
	assert_int_equal(wrap_height("abc   ", '\0', 3), 1);
}

static void
test_figures_are_never_cut(void **state)
{
	struct report_made made = { 0, 0, 0 };
	struct err err = ERR_INIT;
	struct buf out;
	unsigned pages;

	(void)state;
	/* Sums of five thousand people in a column made for fewer. */
	pages = fake_render_ok("narrow", "text-80", 5000, &out);
	fake_check_pages(buf_str(&out), pages, 66);
	if (strstr(buf_str(&out), "|3847514997|") == NULL)
		fail_msg("%s", buf_str(&out));
	buf_done(&out);
	/* Ten figures without points are too many: millions. */
	fake_more = 20000000;
	pages = fake_render_ok("narrow", "text-80", 5000, &out);
	fake_check_pages(buf_str(&out), pages, 66);
	if (strstr(buf_str(&out), "|21.189.001|") == NULL ||
	    strstr(buf_str(&out), "|>103.847mn|") == NULL)
		fail_msg("%s", buf_str(&out));
	buf_done(&out);
	/* In a row the whole figure, over two lines. */
	fake_more = 14059724923 - 1189001;
	(void)fake_render_ok("narrow", "text-80", 1, &out);
	if (strstr(buf_str(&out), "|   3|   14.059.|") == NULL)
		fail_msg("%s", buf_str(&out));
	fake_more = 0;
	buf_done(&out);
	buf_init(&out, 1 << 20);
	fake_rows = 5000;
	fake_shrink = 2000;
	assert_int_equal(fake_render("plain", "text-80", 0, &out, &made, &err),
	    ST_BUSY);
	fake_shrink = 0;
	buf_done(&out);
	/* The first sum takes room from its label, never the other way round. */
	(void)fake_render_ok("narrow", "text-80", 10, &out);
	assert_non_null(strstr(buf_str(&out), "|  30|"));
	buf_done(&out);
	(void)fake_render_ok("wide", "text-80", 500, &out);
	if (strstr(buf_str(&out), "|Total (500)     1.500|") == NULL)
		fail_msg("%s", buf_str(&out));
	buf_done(&out);
}

/* Numbers one under the other are summed each for itself. */
static void
test_two_in_a_cell(void **state)
{
	struct buf out;
	unsigned pages;

	(void)state;
	pages = fake_render_ok("stacked", "text-80", 200, &out);
	fake_check_pages(buf_str(&out), pages, 66);
	assert_true(pages > 1);
	if (strstr(buf_str(&out), "|Total (200 lines)   |           600|\n"
	    "|                    |   153.900.598|") == NULL)
		fail_msg("%s", strstr(buf_str(&out), "|Total"));
	assert_non_null(strstr(buf_str(&out), "| A  |       B       |     "
	    "1; 2     |"));
	assert_non_null(strstr(buf_str(&out), "\nMoney paid: Một trăm năm"));
	buf_done(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_figures_are_never_cut),
		cmocka_unit_test(test_two_in_a_cell),
	};

	return cmocka_run_group_tests(tests, fake_setup, fake_teardown);
}
