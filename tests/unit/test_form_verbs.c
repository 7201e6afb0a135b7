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

#include <string.h>

#include "form/form.h"
#include "office/verbs.h"

static const struct form_dirs dirs = { NULL, TOP_SRCDIR "/forms" };

/* Known to the screen: the person that is open, the lines that were seen. */
static const char *const given[] = { "person", "lines", "total" };

static const struct verb_field *
verb_field(const struct verb *v, const char *name)
{
	const struct verb_field *f;

	for (f = v->fields; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static bool
word_in(const char *words, const char *word)
{
	size_t n = strlen(word), len;

	for (; words != NULL && *words != '\0'; words += len + (words[len] != 0)) {
		len = strcspn(words, "|");
		if (len == n && strncmp(words, word, n) == 0)
			return true;
	}
	return false;
}

static void
check_fields(const struct form *form, const struct verb *v)
{
	unsigned i, k;

	for (i = 0; i < form->nfields; i++) {
		const struct form_field *f = &form->fields[i];
		const struct verb_field *vf = verb_field(v, f->name);

		if (vf == NULL)
			fail_msg("%s: verb %s has no field %s", form->name,
			    v->name, f->name);
		assert_int_equal(f->type == FORM_T_CHOICE,
		    vf->type == VERB_CHOICE);
		for (k = 0; k < f->nchoices; k++)
			if (!word_in(vf->choices, f->choices[k].value))
				fail_msg("%s: %s does not take %s", form->name,
				    f->name, f->choices[k].value);
		if (vf->max > 0 && f->max > vf->max)
			fail_msg("%s: %s is longer than the verb's", form->name,
			    f->name);
	}
}

static void
check_needed(const struct form *form, const struct verb *v)
{
	const struct verb_field *vf;
	const struct form_field *f;
	size_t i;

	for (vf = v->fields; vf->name != NULL; vf++) {
		if (!vf->required)
			continue;
		for (i = 0; i < sizeof(given) / sizeof(given[0]); i++)
			if (strcmp(given[i], vf->name) == 0)
				break;
		if (i < sizeof(given) / sizeof(given[0]))
			continue;
		f = form_field(form, vf->name);
		if (f == NULL || !f->required)
			fail_msg("%s: verb %s needs %s", form->name, v->name,
			    vf->name);
	}
}

static void
test_forms_fit_their_verbs(void **state)
{
	static const char *const names[] = { "person", "entitlement", "pay",
		"collector" };
	struct err err = ERR_INIT;
	struct form *form = NULL;
	const struct verb *v;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (form_load(&dirs, names[i], &form, &err) != ST_OK)
			fail_msg("%s", err.msg);
		v = verb_find(form->verb);
		if (v == NULL)
			fail_msg("%s: no verb %s", names[i], form->verb);
		check_fields(form, v);
		check_needed(form, v);
		form_free(form);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms_fit_their_verbs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
