/*
 * SPDX-License-Identifier: ISC
 *
 * verb_form: forms are data that a province may replace: whether one still
 * fits the program is found out at start, not when its F10 is refused.
 */
#include "office/verb_form.h"

#include <string.h>

#include "base/say.h"
#include "form/form.h"
#include "office/table.h"
#include "office/verb/verb.h"

/* Known to the screen: the person or case that is open, the lines seen. */
static const char *const given[] = { "person", "lines", "total", "recovery" };

static bool
verb_form_word(const char *words, const char *word)
{
	size_t n = strlen(word), len;

	for (; words != NULL && *words != '\0'; words += len + (words[len] != 0)) {
		len = strcspn(words, "|");
		if (len == n && strncmp(words, word, n) == 0)
			return true;
	}
	return false;
}

static const struct verb_field *
verb_form_find(const struct verb *v, const char *name)
{
	const struct verb_field *vf = v->fields;

	while (vf->name != NULL && strcmp(vf->name, name) != 0)
		vf++;
	return vf->name != NULL ? vf : NULL;
}

static enum status
verb_form_field(const struct form *form, const struct form_field *f,
    const struct verb *v, struct err *err)
{
	const struct verb_field *vf = verb_form_find(v, f->name);
	unsigned k;

	if (vf == NULL)
		return form_fail(form, f->line, err,
		    _("%s takes no field \"%s\""), v->name, f->name);
	if ((f->type == FORM_T_CHOICE) != (vf->type == VERB_CHOICE))
		return form_fail(form, f->line, err,
		    _("%s: the field \"%s\" is of another type"), v->name,
		    f->name);
	for (k = 0; k < f->nchoices; k++)
		if (!verb_form_word(vf->choices, f->choices[k].value))
			return form_fail(form, f->line, err,
			    _("%s: \"%s\" cannot be chosen for \"%s\""),
			    v->name, f->choices[k].value, f->name);
	if (vf->max > 0 && f->max > vf->max)
		return form_fail(form, f->line, err,
		    _("%s: the field \"%s\" has at most %u letters"),
		    v->name, f->name, vf->max);
	return ST_OK;
}

/* What the form posts without asking. */
static enum status
verb_form_sets(const struct form *form, const struct verb *v, struct err *err)
{
	for (unsigned i = 0; i < form->nsets; i++) {
		const struct form_set *set = &form->sets[i];
		const struct verb_field *vf = verb_form_find(v, set->name);

		if (vf == NULL)
			return form_fail(form, 1, err,
			    _("%s takes no field \"%s\""), v->name, set->name);
		if (vf->type == VERB_CHOICE &&
		    !verb_form_word(vf->choices, set->value))
			return form_fail(form, 1, err,
			    _("%s: \"%s\" cannot be chosen for \"%s\""),
			    v->name, set->value, set->name);
	}
	return ST_OK;
}

static bool
verb_form_given(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (strcmp(given[i], name) == 0)
			return true;
	return false;
}

enum status
verb_fits_form(const struct form *f, struct err *err)
{
	const struct verb *v = verb_find(f->verb);
	const struct verb_field *vf;
	const struct form_field *field;
	enum status st = ST_OK;
	unsigned i;

	if (v == NULL)
		return form_fail(f, 1, err, _("there is no verb \"%s\""),
		    f->verb);
	if (f->preview[0] != '\0' && verb_find(f->preview) == NULL)
		return form_fail(f, 1, err, _("there is no verb \"%s\""),
		    f->preview);
	st = verb_form_sets(f, v, err);
	for (i = 0; st == ST_OK && i < f->nfields; i++)
		st = verb_form_field(f, &f->fields[i], v, err);
	for (vf = v->fields; st == ST_OK && vf->name != NULL; vf++) {
		if (!vf->required || verb_form_given(vf->name) ||
		    form_set_value(f, vf->name) != NULL)
			continue;
		field = form_field(f, vf->name);
		if (field == NULL || !field->required)
			st = form_fail(f, field != NULL ? field->line : 1, err,
			    _("%s needs the field \"%s\", required"),
			    v->name, vf->name);
	}
	return st;
}
