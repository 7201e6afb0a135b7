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
#include <string.h>
#include <unistd.h>

#include "form/form.h"
#include "office/request/change.h"
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

/* Is `name` one of the words, a '!' behind it or not? */
static bool
word_of(const char *words, const char *name)
{
	size_t n = strlen(name), len;

	for (; *words != '\0'; words += len + (words[len] == ' ')) {
		len = strcspn(words, " ");
		if (strncmp(words, name, n) == 0 &&
		    (len == n || (len == n + 1 && words[n] == '!')))
			return true;
	}
	return false;
}

static bool
everybodys(const char *name)
{
	return strcmp(name, "note") == 0 || strcmp(name, "same") == 0 ||
	    strcmp(name, "issuer") == 0 || strncmp(name, "document", 8) == 0;
}

/* Each field of a form of requests is one that its kind takes, and what the
 * kind needs is required there, set by the form or known to the screen. */
static enum status
fits_kind(const struct form *f, struct err *err)
{
	const char *name = form_set_value(f, "kind"), *p;
	const struct change_kind *k;
	char need[32];
	size_t len;

	if (name == NULL || (k = change_kind_find(name)) == NULL)
		return ST_OK;
	for (unsigned i = 0; i < f->nfields; i++)
		if (!word_of(k->fields, f->fields[i].name) &&
		    !everybodys(f->fields[i].name))
			return form_fail(f, f->fields[i].line, err,
			    "%s takes no %s", name, f->fields[i].name);
	for (p = k->fields; *p != '\0'; p += len + (p[len] == ' ')) {
		const struct form_field *at;

		len = strcspn(p, " ");
		if (p[len - 1] != '!' || len > sizeof(need))
			continue;
		(void)snprintf(need, sizeof(need), "%.*s", (int)len - 1, p);
		at = form_field(f, need);
		if ((at == NULL || !at->required) &&
		    form_set_value(f, need) == NULL &&
		    strcmp(need, "keep") != 0 && strcmp(need, "undoes") != 0 &&
		    strcmp(need, "recovery") != 0 &&
		    strcmp(need, "receipt") != 0)
			return form_fail(f, 1, err, "%s needs %s", name, need);
	}
	return ST_OK;
}

static void
test_forms_fit_their_kind(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	if (form_try_all(&dirs, fits_kind, &err) != ST_OK)
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
		cmocka_unit_test(test_forms_fit_their_kind),
		cmocka_unit_test(test_own_forms_are_tried),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
