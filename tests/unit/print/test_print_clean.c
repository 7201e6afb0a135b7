/* SPDX-License-Identifier: ISC */
/*
 * print: rule 9, nothing that came in steers what reads it: a printer gets its
 * own orders and ASCII alone, a spreadsheet no formulas.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "fake_report.h"

static void
test_ascii_and_orders_only(void **state)
{
	const unsigned char *p;
	struct buf out;
	size_t i;

	(void)state;
	fake_name = "Lò\x1b[5i\x9b" "4i\x07\xe2\x80\xae Ối";
	(void)fake_render_ok("plain", "fan11-132", 100, &out);
	fake_name = "Lò Văn Ối";
	p = buf_head(&out);
	for (i = 0; i < out.len; i++) {
		assert_true(p[i] < 0x80 && p[i] != 0x11 && p[i] != 0x13);
		if (p[i] == 0x1b)
			assert_non_null(strchr("@O2CPEF", p[i + 1]));
		else if (p[i] < 0x20)
			assert_true(p[i] == '\r' || p[i] == '\n' ||
			    p[i] == '\f');
		if (p[i] == '\n')
			assert_int_equal(p[i - 1], '\r');
	}
	assert_non_null(strstr(buf_str(&out), "HUYEN") == NULL ?
	    strstr(buf_str(&out), "Huyen Thuan Chau") : buf_str(&out));
	buf_done(&out);
}

static void
test_csv(void **state)
{
	struct report_def *def = fake_def("plain");
	struct report_order order = { .def = def, .source = &fake,
		.format = REPORT_CSV, .sep = ';', .bom = true };
	struct report_made made = { 0, 0, 0 };
	struct print_sink sink;
	struct err err = ERR_INIT;
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 20);
	sink.write = fake_write;
	sink.arg = &out;
	fake_rows = 2;
	fake_name = "=A;\"b\"";
	assert_int_equal(report_make(NULL, NULL, &order, &sink, &made, &err),
	    ST_OK);
	fake_name = "Lò Văn Ối";
	assert_string_equal(buf_str(&out), "\xEF\xBB\xBF"
	    "name;village;people;paid;money;rate\r\n"
	    "\"'=A;\"\"b\"\" 1\";Bản 0;3;1;1189001;98,71\r\n"
	    "\"'=A;\"\"b\"\" 2\";Bản 0;3;2;1108002;98,71\r\n");
	buf_done(&out);
	report_def_free(def);
}

/* Rule 9: not in UTF-8 either, on paper or in a file. */
static void
test_csv_is_clean(void **state)
{
	struct report_def *def = fake_def("plain");
	struct report_order order = { .def = def, .source = &fake,
		.format = REPORT_CSV, .sep = ',' };
	struct report_made made = { 0, 0, 0 };
	struct print_sink sink;
	struct err err = ERR_INIT;
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 20);
	sink.write = fake_write;
	sink.arg = &out;
	fake_rows = 1;
	fake_name = "Lò\x1b[5i\xc2\x9b" "4i\x07\n\xe2\x80\xae Ối";
	assert_int_equal(report_make(NULL, NULL, &order, &sink, &made, &err),
	    ST_OK);
	fake_name = "Lò Văn Ối";
	assert_non_null(strstr(buf_str(&out), "\r\nLò?[5i?4i??? Ối 1,Bản 0,"));
	buf_done(&out);
	report_def_free(def);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ascii_and_orders_only),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_is_clean),
	};

	return cmocka_run_group_tests(tests, fake_setup, fake_teardown);
}
