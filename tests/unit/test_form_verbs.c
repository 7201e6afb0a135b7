/* SPDX-License-Identifier: ISC */
/*
 * form: what a screen asks is what its verb takes.  A form may not name a
 * field that the verb lacks, nor a choice that it refuses; what the verb needs
 * is on the form or comes from the screen around it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "form/form.h"
#include "office/verb_form.h"

static const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };

static char dir[] = "/tmp/test_form_verbs.XXXXXX";

static void
test_shipped_forms_fit(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	if (form_try_all(&dirs, verb_fits_form, &err) != ST_OK)
		fail_msg("%s", err.msg);
}

/* One file of a province's own; what is said about it. */
static void
own(const char *name, const char *text, const char *said)
{
	struct form_dirs both = { dir, dirs.shipped };
	struct err err = ERR_INIT;
	char path[256], want[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/%s.ini", dir, name);
	f = fopen(path, "we");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(form_try_all(&both, verb_fits_form, &err), ST_INVALID);
	assert_int_equal(unlink(path), 0);
	(void)snprintf(want, sizeof(want), "%s:%s", path, said);
	assert_string_equal(err.msg, want);
}

#define HEAD "[form]\nname = pay\ntitle = Payout\nverb = pay\n"
#define METHOD                                                                 \
	"[field method]\nlabel = Paid\ntype = choice\nrequired = yes\n"        \
	"choices = point:At the point|home:At home\n"

static void
test_own_forms_are_tried(void **state)
{
	(void)state;
	assert_non_null(mkdtemp(dir));
	own("pay", "[form]\nname = pay\ntitle = P\nverb = give\n" METHOD,
	    "1: there is no verb \"give\"");
	own("pay", HEAD METHOD "[field fee]\nlabel = Fee\ntype = money\n",
	    "10: pay takes no field \"fee\"");
	own("pay", HEAD "[field method]\nlabel = P\ntype = text\nrequired = yes\n",
	    "5: pay: the field \"method\" is of another type");
	own("pay", HEAD "[field method]\nlabel = P\ntype = choice\n"
	    "required = yes\nchoices = post:By post\n",
	    "5: pay: \"post\" cannot be chosen for \"method\"");
	own("pay", HEAD METHOD, "1: pay needs the field \"collector\", required");
	own("pay", HEAD "set = collector:nobody\n" METHOD,
	    "1: pay: \"nobody\" cannot be chosen for \"collector\"");
	own("pay", HEAD "set = fee:1\n" METHOD,
	    "1: pay takes no field \"fee\"");
	own("pay", HEAD "preview = peep\n" METHOD,
	    "1: there is no verb \"peep\"");
	/* What is set needs no field of its own. */
	own("pay", HEAD "set = collector:self|method:post\n" METHOD,
	    "1: pay: \"post\" cannot be chosen for \"method\"");
	own("roll", "[list]\nname = roll\ntitle = R\n[column name]\nwidht = 3\n",
	    "5: unknown key \"widht\" in [column name]");
	own("report-summary", "[report]\nname = summary\ncolour = red\n",
	    "3: unknown key \"colour\" in [report]");
	assert_int_equal(rmdir(dir), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shipped_forms_fit),
		cmocka_unit_test(test_own_forms_are_tried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
