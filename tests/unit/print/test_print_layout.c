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
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/str.h"
#include "print/report.h"
#include "print/wrap.h"

/* The fake office: rows 1..n, money a known series, names that wrap. */
struct fake {
	unsigned n, at;
	char name[256], village[64];
};

static unsigned fake_rows;
static const char *fake_name = "Lò Văn Ối";
static unsigned fake_shrink; /* rows that are gone in the second pass */

static const struct report_field fake_fields[] = {
	{ "name", REPORT_TEXT, "Name" },
	{ "village", REPORT_TEXT, "Village" },
	{ "people", REPORT_COUNT, "People" },
	{ "paid", REPORT_COUNT, "Paid" },
	{ "money", REPORT_MONEY, "Money" },
	{ "rate", REPORT_RATE, "Rate" },
};

static int64_t fake_more;

static int64_t
fake_money(unsigned row)
{
	return 270000 + fake_more + (int64_t)(row * 7919 % 1000) * 1000 +
	    row % 7;
}

static enum status
fake_open(struct db *db, const struct scope *sc, const struct report_params *p,
    void **state, struct err *err)
{
	struct fake *f = mem_zalloc(sizeof(*f));

	f->n = fake_rows;
	fake_rows -= fake_shrink;
	*state = f;
	return ST_OK;
}

static enum status
fake_next(void *state, struct report_cell *cells, bool *end, struct err *err)
{
	struct fake *f = state;

	*end = f->at == f->n;
	if (*end)
		return ST_OK;
	f->at++;
	(void)snprintf(f->name, sizeof(f->name), "%s %u", fake_name, f->at);
	(void)snprintf(f->village, sizeof(f->village), "Bản %u", (f->at - 1) / 9);
	cells[0].text = f->name;
	cells[1].text = f->village;
	cells[2].num = 3;
	cells[3].num = f->at % 4;
	cells[4].num = fake_money(f->at);
	cells[5].num = 9871;
	return ST_OK;
}

static void
fake_close(void *state)
{
	free(state);
}

static const char *
fake_attr(void *state, const char *name)
{
	if (strcmp(name, "area_name") == 0)
		return "Huyện Thuận Châu";
	if (strcmp(name, "period") == 0)
		return "2019-11";
	if (strcmp(name, "seal") == 0)
		return "1234 3f2a-91bc";
	return NULL;
}

static const struct report_source fake = {
	.name = "fake", .title = "Fake", .fields = fake_fields,
	.nfields = sizeof(fake_fields) / sizeof(fake_fields[0]),
	.open = fake_open, .next = fake_next, .close = fake_close,
	.attr = fake_attr,
};

/* Communes of a district, with the figures of a large one. */
static const struct report_field communes_fields[] = {
	{ "name", REPORT_TEXT, "Name" },
	{ "due_people", REPORT_COUNT, "" },
	{ "due_money", REPORT_MONEY, "" },
	{ "paid_people", REPORT_COUNT, "" },
	{ "paid_money", REPORT_MONEY, "" },
	{ "unpaid_people", REPORT_COUNT, "" },
	{ "unpaid_money", REPORT_MONEY, "" },
	{ "rate", REPORT_RATE, "" },
	{ "home_people", REPORT_COUNT, "" },
	{ "home_money", REPORT_MONEY, "" },
};

static enum status
communes_next(void *state, struct report_cell *cells, bool *end,
    struct err *err)
{
	struct fake *f = state;
	unsigned i;

	*end = f->at == f->n;
	if (*end)
		return ST_OK;
	f->at++;
	cells[0].text = f->at == 1 ? "Thị trấn Nông trường" : "Xã Chiềng Pấc";
	for (i = 1; i < 10; i++)
		cells[i].num = communes_fields[i].type == REPORT_MONEY ?
		    161777777 : 241;
	return ST_OK;
}

static const struct report_source communes = {
	.name = "communes", .title = "Communes", .fields = communes_fields,
	.nfields = sizeof(communes_fields) / sizeof(communes_fields[0]),
	.open = fake_open, .next = communes_next, .close = fake_close,
	.attr = fake_attr,
};

static const struct report_source *source = &fake;

static enum status
sink_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	return buf_add(arg, bytes, n) ? ST_OK : err_set(err, ST_LIMIT, "full");
}

static struct profiles *profiles;

static struct report_def *
load_def(const char *name)
{
	struct form_dirs dirs = { TOP_SRCDIR "/tests/forms/good",
		TOP_SRCDIR "/forms" };
	struct report_def *def = NULL;
	struct err err = ERR_INIT;

	if (report_def_load(&dirs, name, &def, &err) != ST_OK)
		fail_msg("%s", err.msg);
	return def;
}

static enum status
render(const char *name, const char *profile, unsigned from, struct buf *out,
    struct report_made *made, struct err *err)
{
	struct report_def *def = load_def(name);
	struct report_order order = { .def = def, .source = source,
		.profile = profile_find(profiles, profile), .from_page = from,
		.office = "Bưu điện tỉnh Sơn La", .today = "2019-11-21" };
	struct print_sink sink = { .write = sink_write, .arg = out };
	enum status st;

	assert_non_null(order.profile);
	st = report_make(NULL, NULL, &order, &sink, made, err);
	report_def_free(def);
	return st;
}

/* Renders and splits: *pages gets the text, pages end with FF. */
static unsigned
render_ok(const char *name, const char *profile, unsigned rows, struct buf *out)
{
	struct report_made made = { 0, 0, 0 };
	struct err err = ERR_INIT;

	buf_init(out, 64 * 1024 * 1024);
	fake_rows = rows;
	if (render(name, profile, 0, out, &made, &err) != ST_OK)
		fail_msg("%u rows: %s", rows, err.msg);
	assert_true(made.rows == rows);
	assert_true(made.bytes == out->len);
	return made.pages;
}

static unsigned
count(const char *text, const char *word)
{
	unsigned n = 0;

	while ((text = strstr(text, word)) != NULL) {
		n++;
		text++;
	}
	return n;
}

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

/* No page longer than allowed, each numbered x/y, no blank page. */
static void
check_pages(const char *text, unsigned pages, unsigned lines)
{
	char label[32];
	unsigned page = 0, line = 0, filled = 0;
	const char *p, *end;
	size_t n;

	assert_int_equal(count(text, "\f"), pages);
	for (p = text; *p != '\0'; p = end + 1) {
		if (*p == '\f') {
			page++;
			assert_true(line <= lines);
			assert_true(filled > 3);
			(void)snprintf(label, sizeof(label), "Page %u/%u",
			    page, pages);
			n = strlen(label);
			/* The page number closes the page. */
			assert_memory_equal(p - 1 - n, label, n);
			line = filled = 0;
			end = p;
			continue;
		}
		end = strchr(p, '\n');
		assert_non_null(end);
		line++;
		filled += end > p;
		assert_true(end == p || end[-1] != ' '); /* bytes are paid for */
	}
	assert_int_equal(page, pages);
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
test_sums_on_paper(void **state)
{
	static const char *const papers[] = { "text-80", "text-132" };
	unsigned rows, pages, paper;
	struct buf out;

	(void)state;
	for (paper = 0; paper < 2; paper++)
		for (rows = 0; rows <= 130; rows++) {
			pages = render_ok("plain", papers[paper], rows, &out);
			check_pages(buf_str(&out), pages, 66);
			check_sums(buf_str(&out), rows);
			buf_done(&out);
		}
	pages = render_ok("plain", "text-80", 1000, &out);
	check_pages(buf_str(&out), pages, 66);
	check_sums(buf_str(&out), 1000);
	assert_true(pages >= 18 && pages <= 21);
	buf_done(&out);
}

static void
test_nothing(void **state)
{
	struct buf out;

	(void)state;
	assert_int_equal(render_ok("plain", "text-80", 0, &out), 1);
	assert_non_null(strstr(buf_str(&out), "Nothing to report"));
	assert_non_null(strstr(buf_str(&out), "Không đồng"));
	assert_non_null(strstr(buf_str(&out), "Prepared by"));
	buf_done(&out);
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
		pages = render_ok("plain", "text-80", rows, &out);
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
		assert_int_equal(count(buf_str(&out), "Prepared by"), 1);
		buf_done(&out);
	}
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
		if (render_ok("plain", "text-80", rows, &out) > 1) {
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

static void
test_reprint_is_the_same(void **state)
{
	unsigned pages, from;
	struct report_made made = { 0, 0, 0 };
	struct err err = ERR_INIT;
	struct buf all, again;
	const char *page;

	(void)state;
	pages = render_ok("plain", "a4-80", 400, &all);
	assert_true(pages > 5);
	for (from = 2; from <= pages; from++) {
		unsigned i;

		for (page = buf_str(&all), i = 1; i < from; i++)
			page = strchr(page, '\f') + 1;
		buf_init(&again, 64 * 1024 * 1024);
		fake_rows = 400;
		assert_int_equal(render("plain", "a4-80", from, &again, &made,
		    &err), ST_OK);
		assert_int_equal(made.pages, pages);
		/* The order that sets up the printer comes first again. */
		assert_memory_equal(buf_str(&again), "\x1b@\x1bO\x1b" "2\x1b" "CF",
		    9);
		assert_string_equal(buf_str(&again) + 9, page);
		buf_done(&again);
	}
	buf_init(&again, 1024);
	fake_rows = 400;
	assert_int_equal(render("plain", "a4-80", pages + 1, &again, &made,
	    &err), ST_INVALID);
	assert_string_equal(err.field, "from-page");
	assert_int_equal(again.len, 0);
	buf_done(&again);
	buf_done(&all);
}

static void
test_ascii_and_orders_only(void **state)
{
	const unsigned char *p;
	struct buf out;
	size_t i;

	(void)state;
	fake_name = "Lò\x1b[5i\x9b" "4i\x07\xe2\x80\xae Ối";
	(void)render_ok("plain", "fan11-132", 100, &out);
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
test_groups(void **state)
{
	unsigned pages;
	struct buf out;

	(void)state;
	pages = render_ok("grouped", "text-80", 90, &out);
	check_pages(buf_str(&out), pages, 66);
	assert_int_equal(count(buf_str(&out), "|Subtotal"), 10);
	/* A group that a page cuts says its name again. */
	assert_true(count(buf_str(&out), "(continued)") > 0);
	assert_int_equal(count(buf_str(&out), "|Bản ") -
	    count(buf_str(&out), "(continued)"), 10);
	/* 27 people of a group of nine: 3 each. */
	assert_int_equal(count(buf_str(&out), "|    27|"), 10);
	/* paid 135 of 270 people: rows 1..90 have at % 4. */
	assert_non_null(strstr(buf_str(&out), "|49,62|"));
	buf_done(&out);
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
	pages = render_ok("narrow", "text-80", 5000, &out);
	check_pages(buf_str(&out), pages, 66);
	if (strstr(buf_str(&out), "|3847514997|") == NULL)
		fail_msg("%s", buf_str(&out));
	buf_done(&out);
	/* Ten figures without points are too many: millions. */
	fake_more = 20000000;
	pages = render_ok("narrow", "text-80", 5000, &out);
	check_pages(buf_str(&out), pages, 66);
	if (strstr(buf_str(&out), "|21.189.001|") == NULL ||
	    strstr(buf_str(&out), "|>103.847mn|") == NULL)
		fail_msg("%s", buf_str(&out));
	buf_done(&out);
	/* In a row the whole figure, over two lines. */
	fake_more = 14059724923 - 1189001;
	(void)render_ok("narrow", "text-80", 1, &out);
	if (strstr(buf_str(&out), "|   3|   14.059.|") == NULL)
		fail_msg("%s", buf_str(&out));
	fake_more = 0;
	buf_done(&out);
	buf_init(&out, 1 << 20);
	fake_rows = 5000;
	fake_shrink = 2000;
	assert_int_equal(render("plain", "text-80", 0, &out, &made, &err),
	    ST_BUSY);
	fake_shrink = 0;
	buf_done(&out);
	/* The first sum takes room from its label, never the other way round. */
	(void)render_ok("narrow", "text-80", 10, &out);
	assert_non_null(strstr(buf_str(&out), "|  30|"));
	buf_done(&out);
	(void)render_ok("wide", "text-80", 500, &out);
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
	pages = render_ok("stacked", "text-80", 200, &out);
	check_pages(buf_str(&out), pages, 66);
	assert_true(pages > 1);
	if (strstr(buf_str(&out), "|Total (200 lines)   |           600|\n"
	    "|                    |   153.900.598|") == NULL)
		fail_msg("%s", strstr(buf_str(&out), "|Total"));
	assert_non_null(strstr(buf_str(&out), "| A  |       B       |     "
	    "1; 2     |"));
	assert_non_null(strstr(buf_str(&out), "\nMoney paid: Một trăm năm"));
	buf_done(&out);
}

/* 17 communes and their signatures are one sheet (A4 takes 62 lines). */
static void
test_district_on_one_sheet(void **state)
{
	struct buf out;

	(void)state;
	source = &communes;
	assert_int_equal(render_ok("summary", "a4-80", 17, &out), 1);
	buf_done(&out);
	assert_int_equal(render_ok("summary", "a4-132c", 28, &out), 1);
	buf_done(&out);
	source = &fake;
}

static void
test_unknown_field_names_the_line(void **state)
{
	struct report_made made = { 0, 0, 0 };
	struct err err = ERR_INIT;
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 20);
	assert_int_equal(render("summary", "text-80", 0, &out, &made, &err),
	    ST_INVALID);
	assert_non_null(strstr(err.msg, "report-summary.ini:"));
	assert_non_null(strstr(err.msg, "no field \"due_people\""));
	buf_done(&out);
}

static void
test_csv(void **state)
{
	struct report_def *def = load_def("plain");
	struct report_order order = { .def = def, .source = &fake,
		.format = REPORT_CSV, .sep = ';', .bom = true };
	struct report_made made = { 0, 0, 0 };
	struct print_sink sink;
	struct err err = ERR_INIT;
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 20);
	sink.write = sink_write;
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
	struct report_def *def = load_def("plain");
	struct report_order order = { .def = def, .source = &fake,
		.format = REPORT_CSV, .sep = ',' };
	struct report_made made = { 0, 0, 0 };
	struct print_sink sink;
	struct err err = ERR_INIT;
	struct buf out;

	(void)state;
	buf_init(&out, 1 << 20);
	sink.write = sink_write;
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

/* The picture of a small report: what a person sees. */
static void
test_golden(void **state)
{
	struct buf out, want;
	char line[512];
	FILE *f;

	(void)state;
	(void)render_ok("plain", "text-80", 3, &out);
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

static int
setup(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	return profiles_load(TOP_SRCDIR "/forms", NULL, &profiles, &err) ==
	    ST_OK ? 0 : -1;
}

static int
teardown(void **state)
{
	(void)state;
	profiles_free(profiles);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_sums_on_paper),
		cmocka_unit_test(test_exactly_full),
		cmocka_unit_test(test_signatures_stay_together),
		cmocka_unit_test(test_reprint_is_the_same),
		cmocka_unit_test(test_ascii_and_orders_only),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_figures_are_never_cut),
		cmocka_unit_test(test_two_in_a_cell),
		cmocka_unit_test(test_district_on_one_sheet),
		cmocka_unit_test(test_unknown_field_names_the_line),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_csv_is_clean),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
