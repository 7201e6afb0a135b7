/* SPDX-License-Identifier: ISC */
/* form: typed text to stored value and back, and rules across fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/str.h"
#include "form/check.h"

#define TODAY "2019-11-21"

static const struct form_dirs dirs = { TOP_SRCDIR "/tests/forms/good",
	TOP_SRCDIR "/forms" };

static struct form *
load(const char *name)
{
	struct err err = ERR_INIT;
	struct form *form = NULL;

	if (form_load(&dirs, name, &form, &err) != ST_OK)
		fail_msg("%s", err.msg);
	return form;
}

/* stored NULL: must be refused, naming the field. */
static void
check_typed(enum form_type type, const char *typed, const char *stored,
    const char *shown)
{
	struct form_field f = { .name = (char[]){ "f" }, .type = type,
		.max = 60, .label = { (char[]){ "F" }, (char[]){ "" } },
		.help = { (char[]){ "" }, (char[]){ "" } } };
	char out[FORM_VALUE_MAX] = "untouched", back[FORM_VALUE_MAX];
	struct err err = ERR_INIT;
	enum status st;

	st = form_normal(&f, typed, TODAY, out, sizeof(out), &err);
	if (stored == NULL) {
		if (st != ST_INVALID)
			fail_msg("type %d \"%s\" gave \"%s\"", (int)type,
			    typed, out);
		assert_string_equal(err.field, "f");
		assert_string_equal(out, "untouched");
		return;
	}
	if (st != ST_OK)
		fail_msg("type %d \"%s\": %s", (int)type, typed, err.msg);
	assert_string_equal(out, stored);
	form_show(&f, out, back, sizeof(back));
	assert_string_equal(back, shown);
}

static void
test_types(void **state)
{
	(void)state;
	check_typed(FORM_T_TEXT, "  Bản Nà Hạ ", "Bản Nà Hạ", "Bản Nà Hạ");
	check_typed(FORM_T_TEXT, "Ba\xCC\x89n", "Bản", "Bản"); /* NFD */
	check_typed(FORM_T_TEXT, "a\x1b[5i", NULL, NULL);
	check_typed(FORM_T_TEXT, "caf\xe9", NULL, NULL);
	check_typed(FORM_T_TEXT, "", "", "");
	check_typed(FORM_T_NAME, "Lò  Văn Ối", "Lò Văn Ối", "Lò Văn Ối");
	check_typed(FORM_T_NAME, "?!", NULL, NULL);
	check_typed(FORM_T_CODE, "116-03/a", "116-03/a", "116-03/a");
	check_typed(FORM_T_CODE, "mã", NULL, NULL);
	check_typed(FORM_T_CODE, "a b", NULL, NULL);
	check_typed(FORM_T_IDENTITY, "014 057 000 123", "014057000123",
	    "014057000123");
	check_typed(FORM_T_IDENTITY, "050123456", "050123456", "050123456");
	check_typed(FORM_T_IDENTITY, "05012345", NULL, NULL);
	check_typed(FORM_T_IDENTITY, "0140570001234", NULL, NULL);
	check_typed(FORM_T_IDENTITY, "01405700012x", NULL, NULL);
	check_typed(FORM_T_DATE, "21/11/2019", "2019-11-21", "21/11/2019");
	check_typed(FORM_T_DATE, "30/02/2019", NULL, NULL);
	check_typed(FORM_T_DATE, "1957", NULL, NULL);
	check_typed(FORM_T_BIRTH, "1957", "1957", "1957");
	check_typed(FORM_T_BIRTH, "4/1957", "1957-04", "04/1957");
	check_typed(FORM_T_MONTH, "11/2019", "2019-11", "11/2019");
	check_typed(FORM_T_MONTH, "13/2019", NULL, NULL);
	check_typed(FORM_T_MONEY, "270.000", "270000", "270.000");
	check_typed(FORM_T_MONEY, "1.5", NULL, NULL);
	check_typed(FORM_T_INT, "042", "42", "42");
	check_typed(FORM_T_INT, "4.2", NULL, NULL);
	check_typed(FORM_T_BOOL, "on", "yes", "yes");
	check_typed(FORM_T_BOOL, "perhaps", NULL, NULL);
	check_typed(FORM_T_PASSWORD, " a b ", " a b ", " a b ");
	check_typed(FORM_T_TEXT, "1234567890123456789012345678901234567890"
	    "123456789012345678901", NULL, NULL); /* 61 letters */
}

static void
test_choice(void **state)
{
	struct form *form = load("handover");
	const struct form_field *f = form_field(form, "method");
	struct err err = ERR_INIT;
	char out[FORM_VALUE_MAX];

	(void)state;
	assert_int_equal(form_normal(f, "home", TODAY, out, sizeof(out), &err),
	    ST_OK);
	assert_string_equal(out, "home");
	form_show(f, "home", out, sizeof(out));
	assert_string_equal(out, "At home");
	assert_int_equal(form_normal(f, "At home", TODAY, out, sizeof(out),
	    &err), ST_OK);
	assert_string_equal(out, "home");
	assert_int_equal(form_normal(f, "bank", TODAY, out, sizeof(out), &err),
	    ST_INVALID);
	form_free(form);
}

static void
check_pay(struct form *form, const char *collector, const char *name,
    const char *identity, const char *want)
{
	struct err err = ERR_INIT;
	struct wire_args args;
	enum status st;

	wire_args_init(&args);
	wire_args_add(&args, "method", "point");
	wire_args_add(&args, "collector", collector);
	wire_args_add(&args, "collector_name", name);
	wire_args_add(&args, "collector_identity", identity);
	wire_args_add(&args, "document", "12/UQ");
	wire_args_add(&args, "unknown", "not looked at");
	st = form_check(form, &args, &err);
	assert_int_equal(st, *want == '\0' ? ST_OK : ST_INVALID);
	if (st != ST_OK)
		assert_string_equal(err.field, want);
	wire_args_done(&args);
}

static void
test_rules(void **state)
{
	struct form *form = load("handover");

	(void)state;
	check_pay(form, "self", "", "", "");
	check_pay(form, "carer", "", "", "collector_name");
	check_pay(form, "carer", "Lò Thị Ối", "", "");
	check_pay(form, "authorised", "Lò Thị Ối", "", "collector_identity");
	check_pay(form, "authorised", "Lò Thị Ối", "014157000123", "");
	check_pay(form, "", "", "", "collector");
	check_pay(form, "nobody", "", "", "collector");
	/* Not as stored: blanks in the number. */
	check_pay(form, "authorised", "Lò", "014 157 000 123",
	    "collector_identity");
	form_free(form);
}

static void
test_order(void **state)
{
	static const char *const months[][3] = { { "2019-11", "2019-12", "" },
		{ "2019-11", "2019-11", "" }, { "2019-11", "", "" },
		{ "2019-11", "2019-10", "to" }, { "", "2019-10", "from" } };
	struct form *form = load("change-new");
	struct err err = ERR_INIT;
	struct wire_args args;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		wire_args_init(&args);
		wire_args_add(&args, "category", "136.5.1a");
		wire_args_add(&args, "from", months[i][0]);
		wire_args_add(&args, "to", months[i][1]);
		wire_args_add(&args, "decision", "12/QĐ-UBND");
		wire_args_add(&args, "decision_date", "2019-10-30");
		assert_int_equal(form_check(form, &args, &err),
		    *months[i][2] == '\0' ? ST_OK : ST_INVALID);
		if (*months[i][2] != '\0')
			assert_string_equal(err.field, months[i][2]);
		wire_args_done(&args);
	}
	form_free(form);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
