/*
 * SPDX-License-Identifier: ISC
 *
 * verb/check: what was posted against what the verb declares, before any
 * handler sees it.  The screens check too; whoever posts by another way meets
 * the same rules here.  The first thing wrong names its field.
 */
#include "office/verb/check.h"

#include <string.h>

#include "base/clean.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/date.h"
#include "text/money.h"
#include "text/nfc.h"

#define FIELD_MAX 200 /* bytes, when the verb says 0 */

static enum status
verb_text(const struct verb_field *f, const char *v, struct err *err)
{
	if (!utf8_valid(v, strlen(v)))
		return err_field(err, ST_INVALID, f->name,
		    _("the text is not UTF-8"));
	/* Rows of a slice are parted by control characters; who reads them
	 * checks each value. */
	if (f->type != VERB_BLOB && !clean_is(v))
		return err_field(err, ST_INVALID, f->name,
		    _("the text holds characters that cannot be shown"));
	return ST_OK;
}

/* A whole day (10 bytes) or month (7 bytes) of the calendar. */
static bool
verb_iso(const char *v, size_t n)
{
	struct date d;

	return strlen(v) == n && date_from_iso(v, &d) == ST_OK;
}

static bool
verb_choice(const char *choices, const char *v)
{
	size_t n = strlen(v), len;

	for (; *choices != '\0'; choices += len + (choices[len] == '|')) {
		len = strcspn(choices, "|");
		if (len == n && memcmp(choices, v, n) == 0)
			return true;
	}
	return false;
}

static enum status
verb_money(const struct verb_field *f, const char *v, struct err *err)
{
	struct err why = ERR_INIT;
	int64_t n;

	if (str_int(v, 0, INT64_MAX, &n) != ST_OK)
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is not an amount in whole đồng"), v);
	if (money_bounded(n, MONEY_MOST, &why) != ST_OK)
		return err_field(err, ST_INVALID, f->name, "%s", why.msg);
	return ST_OK;
}

static enum status
verb_syntax(const struct verb_field *f, const char *v, struct err *err)
{
	int64_t n;

	switch (f->type) {
	case VERB_REASON:
		/* Digits are what is typed next by habit, and no reason. */
		if (nfc_has_letter(v))
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("Say why in words."));
	case VERB_TEXT:
	case VERB_NAME:
	case VERB_BLOB:
		return ST_OK;
	case VERB_CODE:
		if (v[strcspn(v, " \"'\\")] == '\0')
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("a code has no blanks or quotes"));
	case VERB_INT:
		if (str_int(v, INT64_MIN, INT64_MAX, &n) == ST_OK)
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is not a whole number"), v);
	case VERB_MONEY:
		return verb_money(f, v, err);
	case VERB_DATE:
		if (verb_iso(v, 10))
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is not a day like 2019-11-30"), v);
	case VERB_MONTH:
		if (verb_iso(v, 7))
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is not a month like 2019-11"), v);
	case VERB_BIRTH:
		/* Year, month and year, or day: text/date reads all forms. */
		if (v[strspn(v, "0123456789/-.")] == '\0')
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is not a date of birth"), v);
	case VERB_CHOICE:
		if (verb_choice(f->choices, v))
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is none of %s"), v, f->choices);
	}
	return err_field(err, ST_INVALID, f->name, "?");
}

static const struct verb_field *
verb_field_find(const struct verb *v, const char *name)
{
	const struct verb_field *f;

	for (f = v->fields; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

static enum status
verb_check_value(const struct verb_field *f, const char *v, struct err *err)
{
	unsigned max = f->max > 0 ? f->max : FIELD_MAX;

	if (*v == '\0')
		return ST_OK; /* as if it had not been posted */
	if (strlen(v) > max)
		return err_field(err, ST_LIMIT, f->name,
		    _("longer than %u bytes"), max);
	if (verb_text(f, v, err) != ST_OK)
		return err->st;
	return verb_syntax(f, v, err);
}

enum status
verb_check(const struct verb *v, const struct wire_args *args, struct err *err)
{
	const struct verb_field *f;
	enum status st;
	unsigned i;

	if (args->n > WIRE_ARGS_MAX)
		return err_set(err, ST_LIMIT, _("too many fields"));
	for (i = 0; i < args->n; i++) {
		const struct wire_arg *a = &args->v[i];

		f = verb_field_find(v, a->name);
		if (f == NULL)
			return err_field(err, ST_INVALID, a->name,
			    _("%s takes no field of this name"), v->name);
		/* Only rows come more than once. */
		if (f->type != VERB_BLOB &&
		    wire_args_get(args, a->name) != a->value)
			return err_field(err, ST_INVALID, f->name,
			    _("given twice"));
		st = verb_check_value(f, a->value, err);
		if (st != ST_OK)
			return st;
	}
	for (f = v->fields; f->name != NULL; f++)
		if (f->required && *wire_args_text(args, f->name) == '\0')
			return err_field(err, ST_INVALID, f->name,
			    _("must be filled in"));
	return ST_OK;
}
