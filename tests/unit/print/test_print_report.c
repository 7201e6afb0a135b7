/* SPDX-License-Identifier: ISC */
/*
 * print: the shipped reports over the small office: every definition fits its
 * source on both papers, totals on paper are those of the books, and nobody
 * prints what is outside his scope.
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
#include "base/str.h"
#include "base/utf8.h"
#include "golden.h"
#include "office_fixture.h"
#include "print/report.h"
#include "text/lang.h"

static struct office o;
static struct profiles *profiles;
static const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };

static enum status
sink_write(void *arg, const void *bytes, size_t n, struct err *err)
{
	return buf_add(arg, bytes, n) ? ST_OK : err_set(err, ST_LIMIT, "full");
}

static enum status
render(const char *who, const char *name, const char *profile,
    const char *area, const char *point, struct buf *out)
{
	struct report_def *def = NULL;
	struct report_order order = { .office = "Bưu điện tỉnh Sơn La",
		.today = "2019-11-21" };
	struct report_made made = { 0, 0, 0 };
	struct print_sink sink = { .write = sink_write, .arg = out };
	struct actor actor;
	enum status st;

	if (report_def_load(&dirs, name, &def, &o.err) != ST_OK)
		fail_msg("%s", o.err.msg);
	order.def = def;
	order.profile = profile_find(profiles, profile != NULL ? profile :
	    "text-80");
	order.format = profile != NULL ? REPORT_TEXT_PAGES : REPORT_CSV;
	(void)str_copy_cut(order.params.area, sizeof(order.params.area), area);
	(void)str_copy_cut(order.params.point, sizeof(order.params.point),
	    point);
	office_actor(&o, who, &actor);
	st = report_render(o.db, &actor.scope, &order, &sink, &made, &o.err);
	assert_false(db_in_tx(o.db)); /* its own snapshot is gone */
	actor_done(&actor);
	report_def_free(def);
	return st;
}

/* The text of a report; freed by buf_done(). */
static const char *
text(const char *who, const char *name, const char *profile, const char *area,
    const char *point, struct buf *out)
{
	buf_init(out, 1 << 20);
	if (render(who, name, profile, area, point, out) != ST_OK)
		fail_msg("%s: %s", name, o.err.msg);
	return buf_str(out);
}

static void
has(const char *where, const char *what)
{
	if (strstr(where, what) == NULL)
		fail_msg("no \"%s\" in:\n%s", what, where);
}

static void
has_not(const char *where, const char *what)
{
	if (strstr(where, what) != NULL)
		fail_msg("\"%s\" in:\n%s", what, where);
}

static void
test_all_definitions_fit(void **state)
{
	static const char *const names[] = { "summary", "payment-list",
		"unpaid", "home", "receipts" };
	static const char *const papers[] = { "text-80", "text-132" };
	struct buf out;
	unsigned i, k;

	(void)state;
	for (i = 0; i < 5; i++)
		for (k = 0; k < 2; k++) {
			const char *s = text("tinh", names[i], papers[k], "",
			    "", &out);

			has(s, i < 4 ? "eriod: 11/2019" :
			    "21/11/2019");
			has(s, "Page 1/");
			has(s, "Journal: ");
			buf_done(&out);
		}
}

/* Thuận Châu: 10 people less one suspended; see office_fixture.c. */
static void
test_payment_list(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = text("quan", "payment-list", "text-132", "119", "", &out);
	has(s, "Huyện Thuận Châu");
	has(s, "|Thị trấn Thuận Châu");
	has(s, "|Xã Phổng Lăng");
	has(s, "Total (9 people)");
	has(s, "3.540.000|");
	has(s, "Ba triệu năm trăm bốn mươi nghìn đồng");
	has(s, "014057000001");
	has_not(s, "Lò Thị Ánh"); /* suspended */
	has_not(s, "Tòng Văn Xương"); /* another district */
	/* Ơn: 675.000 and 270.000 for her carer are one row. */
	has(s, "945.000|");
	buf_done(&out);
	/* On narrow paper the category stands under the village. */
	s = text("lan", "payment-list", "text-80", "", "119-01", &out);
	has(s, "Bưu cục Thuận Châu");
	has(s, "|014057000001|");
	has_not(s, "Giàng A Chống"); /* paid at another point */
	buf_done(&out);
}

static void
test_scope(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = text("son", "payment-list", "text-132", "", "", &out);
	has(s, "Huyện Sông Mã");
	has(s, "Vàng A Lý");
	has_not(s, "Lò Văn Pâng");
	buf_done(&out);
	buf_init(&out, 1 << 20);
	assert_int_equal(render("son", "payment-list", "text-132", "119", "",
	    &out), ST_DENIED);
	assert_int_equal(render("son", "summary", NULL, "119", "", &out),
	    ST_DENIED);
	assert_int_equal(render("son", "unpaid", NULL, "", "119-01", &out),
	    ST_DENIED);
	assert_int_equal(render("tinh", "home", NULL, "999", "", &out),
	    ST_NOTFOUND);
	assert_int_equal(out.len, 0);
	buf_done(&out);
}

static void
test_unpaid_and_home(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = text("quan", "unpaid", "text-80", "119", "", &out);
	has_not(s, "Lò Văn Pâng 1"); /* nobody of that name */
	has(s, "Total (8 people)"); /* one of nine was paid */
	has(s, "3.270.000|");
	buf_done(&out);
	s = text("tinh", "home", "text-132", "", "", &out);
	has(s, "Giàng A Chống");
	has(s, "Tòng Văn Xương");
	has(s, "Total (2 people)");
	has(s, "540.000|");
	buf_done(&out);
}

static void
test_summary(void **state)
{
	struct buf out;
	const char *s;

	(void)state;
	s = text("tinh", "summary", NULL, "", "", &out);
	assert_string_equal(s, "code,name,due_people,due_money,paid_people,"
	    "paid_money,unpaid_people,unpaid_money,rate,home_people,"
	    "home_money,blocked_people\r\n"
	    "126,Huyện Sông Mã,3,810000,0,0,3,810000,0.00,0,0,0\r\n"
	    "119,Huyện Thuận Châu,9,3540000,1,270000,8,3270000,11.11,0,0,0"
	    "\r\n");
	buf_done(&out);
	s = text("quan", "summary", "text-132", "119", "", &out);
	has(s, "Xã Phổng Lăng");
	has(s, "Thị trấn Thuận Châu");
	has(s, " 11,11|");
	has(s, "Hai trăm bảy mươi nghìn đồng");
	buf_done(&out);
	s = text("quan", "summary", "text-80", "03724", "", &out);
	has(s, "BĐ-VHX Phổng");
	buf_done(&out);
}

static void
golden(const char *who, const char *name, const char *paper, const char *area,
    const char *point)
{
	char file[64], profile[16];
	struct buf out;

	(void)snprintf(file, sizeof(file), "%s-%s", name, paper);
	(void)snprintf(profile, sizeof(profile), "text-%s", paper);
	(void)text(who, name, profile, area, point, &out);
	golden_file(file, &out);
	buf_done(&out);
}

/* What a person sees, in Vietnamese. */
static void
test_golden(void **state)
{
	(void)state;
	lang_set("vi");
	golden("quan", "payment-list", "80", "119", "");
	golden("quan", "payment-list", "132", "119", "");
	golden("tinh", "summary", "80", "", "");
	golden("quan", "summary", "132", "119", "");
	golden("quan", "unpaid", "80", "119", "");
	golden("tinh", "home", "132", "", "");
	golden("lan", "receipts", "80", "", "119-01");
	lang_set("en");
}

/* No word of a heading is broken in its middle, in either language. */
static void
check_heading(const struct report_def *def, const struct report_def_column *c,
    unsigned width)
{
	char words[512], *at, *word;

	(void)str_copy_cut(words, sizeof(words), form_say(&c->heading));
	for (word = strtok_r(words, " |", &at); word != NULL;
	    word = strtok_r(NULL, " |", &at))
		if (utf8_columns(word) > width)
			fail_msg("%s: \"%s\" in %u columns", def->name, word,
			    width);
}

static void
test_headings_are_whole(void **state)
{
	static const char *const languages[] = { "vi", "en" };
	struct report_def *def = NULL;
	char **names = report_def_names(&dirs);
	unsigned i, k, l;

	(void)state;
	for (l = 0; l < 2; l++) {
		lang_set(languages[l]);
		for (i = 0; names[i] != NULL; i++) {
			assert_int_equal(report_def_load(&dirs, names[i], &def,
			    &o.err), ST_OK);
			for (k = 0; k < def->ncolumns * REPORT_PAPERS; k++) {
				const struct report_def_column *c =
				    &def->columns[k / REPORT_PAPERS];
				unsigned w = c->width[k % REPORT_PAPERS];

				if (w > 0)
					check_heading(def, c, w);
			}
			report_def_free(def);
		}
	}
	report_def_names_free(names);
}

static int
setup(void **state)
{
	int64_t receipt = 0;

	(void)state;
	office_open(&o);
	(void)office_list(&o, "2019-11", "119");
	(void)office_list(&o, "2019-11", "126");
	if (office_pay(&o, "lan", F_PANG, "2019-11", &receipt) != ST_OK)
		return -1;
	return profiles_load(TOP_SRCDIR "/forms", NULL, &profiles, &o.err) !=
	    ST_OK;
}

static int
teardown(void **state)
{
	(void)state;
	profiles_free(profiles);
	office_close(&o);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all_definitions_fit),
		cmocka_unit_test(test_payment_list),
		cmocka_unit_test(test_scope),
		cmocka_unit_test(test_unpaid_and_home),
		cmocka_unit_test(test_summary),
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_headings_are_whole),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
