/*
 * SPDX-License-Identifier: ISC
 *
 * form_load: an entry form from its file.  Widths and lengths that are missing
 * in the file come from form_types, one row a type.
 */
#include "form/form_priv.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"

static const struct form_type_row {
	const char *name;
	unsigned width, max;
} form_types[FORM_T_COUNT] = {
#define X(id, word) [id] = { .name = word, .width = 20, .max = 60 },
	FORM_TYPE_LIST(X)
#undef X
};

/* Types for which the default, 20 columns and 60 letters, is wrong. */
static const struct form_size {
	enum form_type type;
	unsigned width, max;
} form_sizes[] = {
	{ FORM_T_NAME, 40, 60 },      { FORM_T_CODE, 16, 32 },
	{ FORM_T_IDENTITY, 12, 12 },  { FORM_T_DATE, 10, 10 },
	{ FORM_T_BIRTH, 10, 10 },     { FORM_T_MONTH, 7, 7 },
	{ FORM_T_MONEY, 15, 20 },     { FORM_T_INT, 10, 12 },
	{ FORM_T_AREA, 10, 15 },      { FORM_T_POINT, 10, 15 },
	{ FORM_T_CATEGORY, 10, 15 },  { FORM_T_BOOL, 5, 5 },
	{ FORM_T_NOTE, 50, 200 },     { FORM_T_PASSWORD, 24, 128 },
	{ FORM_T_PERSON, 16, 32 },    { FORM_T_ENTITLEMENT, 6, 12 },
	{ FORM_T_COLLECTOR, 6, 12 },
};

static enum form_type
form_type_find(const char *name)
{
	unsigned i;

	for (i = 0; i < FORM_T_COUNT; i++)
		if (strcmp(form_types[i].name, name) == 0)
			break;
	return (enum form_type)i;
}

/* choices = VALUE:Label|VALUE:Label; choices_vi = Label|Label */
static enum status
form_choices(const struct ini *ini, const char *section,
    struct form_field *field, struct err *err)
{
	const char *list = ini_text(ini, section, "choices");
	const char *own = ini_text(ini, section, "choices_vi");
	char *one, *label;
	unsigned i;

	field->choices = mem_array(FORM_PARTS_MAX, sizeof(*field->choices));
	for (i = 0; (one = form_nth(list, i)) != NULL; i++) {
		struct form_choice *choice = &field->choices[i];

		label = strchr(one, ':');
		if (i == FORM_PARTS_MAX || label == NULL || label == one ||
		    label[1] == '\0') {
			free(one);
			return ini_fail(ini, section, "choices", err,
			    _("choices = VALUE:Label|VALUE:Label is needed"));
		}
		*label = '\0';
		choice->value = one;
		choice->label.msgid = mem_strdup(label + 1);
		label = form_nth(own, i);
		choice->label.own = label != NULL ? label : mem_strdup("");
		field->nchoices = i + 1;
	}
	return ST_OK;
}

static enum status
form_field_size(const struct ini *ini, const char *section,
    struct form_field *field, struct err *err)
{
	enum status st;
	size_t i;

	field->width = form_types[field->type].width;
	field->max = form_types[field->type].max;
	for (i = 0; i < sizeof(form_sizes) / sizeof(form_sizes[0]); i++)
		if (form_sizes[i].type == field->type) {
			field->width = form_sizes[i].width;
			field->max = form_sizes[i].max;
		}
	st = form_number(ini, section, "width", 76, &field->width, err);
	if (st == ST_OK)
		st = form_number(ini, section, "max", 1000, &field->max, err);
	if (st == ST_OK && (field->width == 0 || field->max == 0))
		st = ini_fail(ini, section, "width", err,
		    _("width and max must be more than 0"));
	return st;
}

static bool
form_has_choice(const struct form_field *field, const char *value)
{
	unsigned i;

	for (i = 0; i < field->nchoices; i++)
		if (strcmp(field->choices[i].value, value) == 0)
			return true;
	return false;
}

static enum status
form_field_load(const struct ini *ini, const char *section,
    struct form_field *field, struct err *err)
{
	static const char *const known[] = { "label", "label_vi", "type",
		"width", "max", "required", "help", "help_vi", "choices",
		"choices_vi", "default", "same", NULL };
	const char *type = ini_text(ini, section, "type");
	enum status st;

	field->name = mem_strdup(form_part(section, "field"));
	field->def = mem_strdup(ini_text(ini, section, "default"));
	field->type = form_type_find(type);
	field->line = ini_line(ini, section, NULL);
	form_word_take(ini, section, "help", &field->help);
	form_word_take(ini, section, "label", &field->label);
	if (*field->label.msgid == '\0')
		return ini_fail(ini, section, NULL, err,
		    _("[%s] needs %s = ..."), section, "label");
	if (field->type == FORM_T_COUNT)
		return ini_fail(ini, section, "type", err,
		    _("unknown type \"%s\""), type);
	if ((st = ini_only(ini, section, known, err)) == ST_OK &&
	    (st = ini_bool(ini, section, "required", &field->required,
	    err)) == ST_OK &&
	    (st = ini_bool(ini, section, "same", &field->same, err)) == ST_OK)
		st = form_field_size(ini, section, field, err);
	if (st != ST_OK)
		return st;
	if ((field->type == FORM_T_CHOICE) != (ini_get(ini, section, "choices")
	    != NULL))
		return ini_fail(ini, section, "choices", err,
		    _("a field of type choice, and no other, has choices"));
	if (field->type == FORM_T_CHOICE)
		st = form_choices(ini, section, field, err);
	if (st == ST_OK && field->type == FORM_T_CHOICE &&
	    *field->def != '\0' && !form_has_choice(field, field->def))
		st = ini_fail(ini, section, "default", err,
		    _("default is not among the choices"));
	return st;
}

/* A rule of a form, and the section that it is read from. */
struct rule_from {
	const struct form *f;
	const struct ini *ini;
	const char *section;
};

static enum status
form_field_index(const struct rule_from *from, const char *key,
    const char *name, unsigned *out, struct err *err)
{
	const struct form_field *field = form_field(from->f, name);

	if (field == NULL)
		return ini_fail(from->ini, from->section, key, err,
		    _("there is no field \"%s\""), name);
	*out = (unsigned)(field - from->f->fields);
	return ST_OK;
}

/* when = FIELD given | FIELD = VALUE | FIELD != VALUE */
static enum status
form_rule_test(const struct rule_from *from, struct form_rule *rule,
    struct err *err)
{
	const struct form_field *fields = from->f->fields;
	char *when = mem_strdup(ini_text(from->ini, from->section, "when"));
	char *end = when + strcspn(when, " "), *rest = end;
	enum status st = ST_OK;

	rest += strspn(rest, " ");
	*end = '\0';
	if (*when == '\0') {
		rule->test = FORM_ALWAYS;
	} else if (strcmp(rest, "given") == 0) {
		rule->test = FORM_GIVEN;
	} else if (str_starts(rest, "= ")) {
		rule->test = FORM_EQUAL;
		rule->value = mem_strdup(rest + 2);
	} else if (str_starts(rest, "!= ")) {
		rule->test = FORM_DIFFERS;
		rule->value = mem_strdup(rest + 3);
	} else {
		st = ini_fail(from->ini, from->section, "when", err,
		    _("when = FIELD given,"
		    " FIELD = VALUE or FIELD != VALUE is needed"));
	}
	if (st == ST_OK && rule->test != FORM_ALWAYS)
		st = form_field_index(from, "when", when, &rule->field, err);
	if (st == ST_OK && rule->value != NULL &&
	    fields[rule->field].type == FORM_T_CHOICE &&
	    !form_has_choice(&fields[rule->field], rule->value))
		st = ini_fail(from->ini, from->section, "when", err,
		    _("\"%s\" is not among the choices"), rule->value);
	free(when);
	return st;
}

/* order = LOW <= HIGH */
static enum status
form_rule_order(const struct rule_from *from, struct form_rule *rule,
    struct err *err)
{
	const struct form_field *fields = from->f->fields;
	char *low = mem_strdup(ini_text(from->ini, from->section, "order"));
	char *high = strstr(low, " <= ");
	enum status st;

	rule->order = true;
	if (high == NULL) {
		st = ini_fail(from->ini, from->section, "order", err,
		    _("order = FIELD <= FIELD is needed"));
	} else {
		*high = '\0';
		if ((st = form_field_index(from, "order", low, &rule->low,
		    err)) == ST_OK)
			st = form_field_index(from, "order", high + 4,
			    &rule->high, err);
		/* ISO dates and months compare as text, other types do not. */
		if (st == ST_OK && (fields[rule->low].type !=
		    fields[rule->high].type ||
		    (fields[rule->low].type != FORM_T_DATE &&
		    fields[rule->low].type != FORM_T_MONTH)))
			st = ini_fail(from->ini, from->section, "order", err,
			    _("only two dates or two months have an order"));
	}
	free(low);
	return st;
}

static enum status
form_rule_load(const struct form *f, const struct ini *ini,
    const char *section, struct form_rule *rule, struct err *err)
{
	static const char *const known[] = { "when", "require", "order",
		"message", "message_vi", NULL };
	const struct rule_from from = { f, ini, section };
	const char *require = ini_get(ini, section, "require");
	enum status st;

	if ((st = ini_only(ini, section, known, err)) == ST_OK &&
	    (st = form_word_must(ini, section, "message", &rule->message,
	    err)) == ST_OK)
		st = form_rule_test(&from, rule, err);
	if (st != ST_OK)
		return st;
	if ((require == NULL) == (ini_get(ini, section, "order") == NULL))
		return ini_fail(ini, section, NULL, err,
		    _("a rule has either require or order"));
	if (require == NULL)
		return form_rule_order(&from, rule, err);
	return form_field_index(&from, "require", require, &rule->require, err);
}

static enum status
form_parse(struct form *f, const struct ini *ini, struct err *err)
{
	static const char *const kinds[] = { "field", "rule", NULL };
	static const char *const known[] = { "name", "title", "title_vi",
		"verb", "preview", "set", NULL };
	const char *section;
	enum status st;
	unsigned i;

	if ((st = form_sections(ini, "form", kinds, f->name, err)) == ST_OK &&
	    (st = ini_only(ini, "form", known, err)) == ST_OK)
		st = form_word_must(ini, "form", "title", &f->title, err);
	f->verb = mem_strdup(ini_text(ini, "form", "verb"));
	f->preview = mem_strdup(ini_text(ini, "form", "preview"));
	if (st == ST_OK)
		st = form_sets_take(f, ini, err);
	f->fields = mem_array(form_parts(ini, "field") + 1, sizeof(*f->fields));
	f->rules = mem_array(form_parts(ini, "rule") + 1, sizeof(*f->rules));
	for (i = 0; st == ST_OK && i < ini_sections(ini); i++) {
		section = ini_section(ini, i);
		if (form_part(section, "field") != NULL)
			st = form_field_load(ini, section,
			    &f->fields[f->nfields++], err);
	}
	/* Rules come last, since they may name any field of the file. */
	for (i = 0; st == ST_OK && i < ini_sections(ini); i++) {
		section = ini_section(ini, i);
		if (form_part(section, "rule") != NULL)
			st = form_rule_load(f, ini, section,
			    &f->rules[f->nrules++], err);
	}
	if (st == ST_OK && f->nfields == 0)
		st = ini_fail(ini, "form", NULL, err, _("a form has fields"));
	return st;
}

enum status
form_load(const struct form_dirs *dirs, const char *name, struct form **out,
    struct err *err)
{
	struct ini *ini = NULL;
	struct form *f;
	enum status st;

	if (form_open(dirs, name, &ini, err) != ST_OK)
		return err->st;
	f = mem_zalloc(sizeof(*f));
	f->name = mem_strdup(name);
	f->path = mem_strdup(ini_path(ini));
	st = form_parse(f, ini, err);
	ini_free(ini);
	if (st == ST_OK)
		*out = f;
	else
		form_free(f);
	return st;
}

static void
form_field_done(struct form_field *field)
{
	unsigned i;

	for (i = 0; i < field->nchoices; i++) {
		free(field->choices[i].value);
		form_word_done(&field->choices[i].label);
	}
	free(field->choices);
	form_word_done(&field->label);
	form_word_done(&field->help);
	free(field->name);
	free(field->def);
}

void
form_free(struct form *f)
{
	unsigned i;

	if (f == NULL)
		return;
	for (i = 0; i < f->nfields; i++)
		form_field_done(&f->fields[i]);
	for (i = 0; i < f->nrules; i++) {
		free(f->rules[i].value);
		form_word_done(&f->rules[i].message);
	}
	for (i = 0; i < f->nsets; i++) {
		free(f->sets[i].name);
		free(f->sets[i].value);
	}
	form_word_done(&f->title);
	free(f->sets);
	free(f->fields);
	free(f->rules);
	free(f->name);
	free(f->verb);
	free(f->preview);
	free(f->path);
	free(f);
}

const struct form_field *
form_field(const struct form *f, const char *name)
{
	unsigned i;

	for (i = 0; i < f->nfields; i++)
		if (strcmp(f->fields[i].name, name) == 0)
			return &f->fields[i];
	return NULL;
}
