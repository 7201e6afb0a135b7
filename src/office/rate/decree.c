/*
 * SPDX-License-Identifier: ISC
 *
 * rate/decree: reads forms/decree.ini.  A section is checked as a posting is,
 * so that the file and the verbs that change a rate take the same values.
 */
#include "office/rate/decree.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "form/ini.h"
#include "office/rate/rate.h"
#include "office/verb/check.h"
#include "office/verb/typed.h"

#define MUST(field, as, bytes) { .name = field, .type = as, .required = true,  \
	  .max = bytes }

static const struct verb_field f_standard[] = {
	MUST("from", VERB_MONTH, 0), MUST("amount", VERB_MONEY, 0),
	MUST("decree", VERB_TEXT, 60), { .name = NULL }
};
static const struct verb_field f_category[] = {
	MUST("category", VERB_CODE, CATEGORY_CODE - 1),
	MUST("decree", VERB_TEXT, 60), MUST("clause", VERB_TEXT, 60),
	MUST("name", VERB_TEXT, sizeof(((struct category_row *)0)->name) - 1),
	{ .name = "kind", .type = VERB_CHOICE, .required = true,
	  .choices = "base|care|funeral" },
	{ .name = "family", .type = VERB_CHOICE, .choices = RATE_FAMILIES },
	MUST("coefficient", VERB_TEXT, 60),
	{ .name = "age", .type = VERB_INT },
	MUST("from", VERB_MONTH, 0), { .name = NULL }
};

/* A section [KIND NAME]: its name is the first field, or the first two. */
static const struct {
	struct verb verb;
	const char *names[2];
} decree_sections[DECREE_KINDS] = {
	[DECREE_STANDARD] = { { .name = "standard", .fields = f_standard },
	    { "from", NULL } },
	[DECREE_CATEGORY] = { { .name = "category", .fields = f_category },
	    { "category", NULL } },
	[DECREE_STEP] = { { .name = "age-step", .fields = rate_step_fields },
	    { "category", NULL } },
	[DECREE_KEEPS] = { { .name = "keeps-both", .fields = rate_keeps_fields },
	    { "family", "other" } },
};

static enum status
decree_category(struct wire_args *in, struct err *err)
{
	bool base = strcmp(wire_args_text(in, "kind"), "base") == 0;
	int64_t hundredths = 0, age = wire_args_int(in, "age", 0);
	char text[24];

	if (base != (wire_args_text(in, "family")[0] != '\0'))
		return err_field(err, ST_INVALID, "family",
		    _("needed with kind = base, and with no other kind"));
	if (age < 0 || age > 120)
		return err_field(err, ST_INVALID, "age",
		    _("Give a number from %" PRId64 " to %" PRId64 "."),
		    (int64_t)0, (int64_t)120);
	if (category_coefficient(wire_args_text(in, "coefficient"),
	    &hundredths, err) == ST_OK &&
	    str_format(text, sizeof(text), "%" PRId64, hundredths) == ST_OK)
		wire_args_set(in, "coefficient", text);
	return err->st;
}

/* Is there a section of that name already? */
static bool
decree_knows(const struct decree *d, enum decree_kind kind, const char *name)
{
	unsigned i;

	for (i = 0; i < d->n; i++)
		if (d->rows[i].kind == kind && strcmp(name, wire_args_text(
		    &d->rows[i].in, decree_sections[kind].names[0])) == 0)
			return true;
	return false;
}

static enum status
decree_standard(const struct decree *d, const struct wire_args *in,
    struct err *err)
{
	/* 07-2021 and 2021-07 are one month. */
	if (decree_knows(d, DECREE_STANDARD, wire_args_text(in, "from")))
		return err_field(err, ST_INVALID, "from", _("given twice"));
	return rate_standard_check(in, err);
}

static enum status
decree_step(const struct decree *d, const struct wire_args *in,
    struct err *err)
{
	const char *next = wire_args_get(in, "next");
	const char *category = wire_args_text(in, "category");

	/* A line forgotten would end the allowance. */
	if (next == NULL)
		return err_field(err, ST_INVALID, "next",
		    _("needs a line; left empty, the allowance ends"));
	if (!decree_knows(d, DECREE_CATEGORY, category))
		return err_field(err, ST_INVALID, "category",
		    _("unknown category: %s"), category);
	if (*next != '\0' && !decree_knows(d, DECREE_CATEGORY, next))
		return err_field(err, ST_INVALID, "next",
		    _("unknown category: %s"), next);
	return rate_step_check(in, err);
}

/* What the fields say of each other and of other sections. */
static enum status
decree_fits(const struct decree *d, enum decree_kind kind,
    struct wire_args *in, struct err *err)
{
	switch (kind) {
	case DECREE_STANDARD:
		return decree_standard(d, in, err);
	case DECREE_CATEGORY:
		return decree_category(in, err);
	case DECREE_KEEPS:
		return rate_keeps_check(in, err);
	default:
		return decree_step(d, in, err);
	}
}

static enum status
decree_value(const struct verb *as, const char *field, const char *value,
    struct wire_args *in, struct err *err)
{
	char typed[VERB_TYPED] = "";
	enum status st = ST_OK;

	if (*value != '\0')
		st = verb_typed(as, field, value, "", typed, err);
	if (st == ST_OK)
		wire_args_add(in, field, typed);
	return st;
}

static enum status
decree_values(const struct ini *ini, unsigned i, enum decree_kind kind,
    struct wire_args *in, struct err *err)
{
	const struct verb *as = &decree_sections[kind].verb;
	const char *const *names = decree_sections[kind].names;
	const char *section = ini_section(ini, i);
	char name[64];
	enum status st;
	unsigned k;

	(void)str_copy_cut(name, sizeof(name), strchr(section, ' ') + 1);
	k = names[1] != NULL ? (unsigned)strcspn(name, "-") : sizeof(name) - 1;
	if (names[1] != NULL && name[k] == '-')
		wire_args_add(in, names[1], name + k + 1);
	name[k] = '\0';
	st = decree_value(as, names[0], name, in, err);
	for (k = 0; st == ST_OK && k < ini_keys(ini, i); k++)
		st = decree_value(as, ini_key(ini, i, k), ini_text(ini, section,
		    ini_key(ini, i, k)), in, err);
	return st == ST_OK ? verb_check(as, in, err) : st;
}

static enum status
decree_section(struct decree *d, const struct ini *ini, unsigned i,
    enum decree_kind kind, struct err *err)
{
	struct decree_row *row = &d->rows[d->n];
	const char *section = ini_section(ini, i);
	struct err why = ERR_INIT;
	enum status st;

	row->kind = kind;
	wire_args_init(&row->in);
	st = decree_values(ini, i, kind, &row->in, &why);
	if (st == ST_OK)
		st = decree_fits(d, kind, &row->in, &why);
	d->n++;
	return st == ST_OK ? st : ini_fail(ini, section, why.field, err, "[%s] %s: %s", section,
	    why.field, why.msg);
}

/* DECREE_KINDS when it is of none. */
static enum decree_kind
decree_kind_of(const char *section)
{
	const char *word;
	unsigned k;

	for (k = 0; k < DECREE_KINDS; k++) {
		word = decree_sections[k].verb.name;
		if (str_starts(section, word) && section[strlen(word)] == ' ')
			break;
	}
	return (enum decree_kind)k;
}

static enum status
decree_read(struct decree *d, const struct ini *ini, struct err *err)
{
	enum status st = ST_OK;
	unsigned i, kind;

	for (i = 0; i < ini_sections(ini); i++)
		if (decree_kind_of(ini_section(ini, i)) == DECREE_KINDS)
			return ini_fail(ini, ini_section(ini, i), NULL, err,
			    _("unknown section [%s]"), ini_section(ini, i));
	d->rows = mem_array(ini_sections(ini) + 1, sizeof(*d->rows));
	for (kind = 0; kind < DECREE_KINDS; kind++)
		for (i = 0; st == ST_OK && i < ini_sections(ini); i++)
			if (decree_kind_of(ini_section(ini, i)) == kind)
				st = decree_section(d, ini, i,
				    (enum decree_kind)kind, err);
	/* A file that was cut off ends before its last sections. */
	if (st == ST_OK && (d->n == 0 || d->rows[d->n - 1].kind != DECREE_KEEPS))
		return ini_fail(ini, NULL, NULL, err, _("there is no [%s]"),
		    decree_sections[DECREE_KEEPS].verb.name);
	return st;
}

enum status
decree_load(const char *folder, struct decree **out, struct err *err)
{
	struct decree *d = mem_zalloc(sizeof(*d));
	struct ini *ini = NULL;
	char path[PATH_MAX];
	enum status st;

	st = str_format(path, sizeof(path), "%s/decree.ini", folder);
	if (st != ST_OK)
		st = err_set(err, st, _("%s: path too long"), folder);
	if (st == ST_OK)
		st = ini_load(path, &ini, err);
	if (st == ST_OK)
		st = decree_read(d, ini, err);
	ini_free(ini);
	if (st == ST_OK)
		*out = d;
	else
		decree_free(d);
	return st;
}

void
decree_free(struct decree *d)
{
	unsigned i;

	for (i = 0; d != NULL && i < d->n; i++)
		wire_args_done(&d->rows[i].in);
	if (d != NULL)
		free(d->rows);
	free(d);
}
