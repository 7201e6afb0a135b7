/*
 * SPDX-License-Identifier: ISC
 *
 * verb_check: what was posted against what the verb declares, before any
 * handler sees it.  The screens check too; whoever posts by another way meets
 * the same rules here.  The first thing wrong names its field.
 */
#include "office/verb_check.h"

#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"

#define FIELD_MAX 200                    /* bytes, when the verb says 0 */
#define MONEY_MAX INT64_C(1000000000000000) /* 10^15 đồng */

/*
 * One letter of UTF-8 at p (RFC 3629: shortest form, no surrogates) into *cp;
 * its length, 0 when it is none.
 */
static size_t
verb_letter(const unsigned char *p, uint32_t *cp)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t n, i;

	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	*cp = p[0] & (0x7Fu >> n);
	for (i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		*cp = *cp << 6 | (p[i] & 0x3Fu);
	}
	if (*cp < least[n] || *cp > 0x10FFFF ||
	    (*cp >= 0xD800 && *cp <= 0xDFFF))
		return 0;
	return n;
}

/* C0, DEL, C1, and what turns the direction of text (rule 9 of the house). */
static bool
verb_control(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7F && cp <= 0x9F) || cp == 0x061C ||
	    (cp >= 0x200E && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202E) ||
	    (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF;
}

static enum status
verb_text(const struct verb_field *f, const char *v, struct err *err)
{
	const unsigned char *p = (const unsigned char *)v;
	uint32_t cp = 0;
	size_t n;

	for (; *p != '\0'; p += n) {
		n = verb_letter(p, &cp);
		if (n == 0)
			return err_field(err, ST_INVALID, f->name,
			    _("the text is not UTF-8"));
		/* Rows of a slice are separated by them; their handler looks. */
		if (f->type != VERB_BLOB && verb_control(cp))
			return err_field(err, ST_INVALID, f->name,
			    _("control character U+%04X"), (unsigned)cp);
	}
	return ST_OK;
}

/* n digits at s as a number; -1 when they are none. */
static int
verb_digits(const char *s, int n)
{
	int v = 0;

	for (; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return -1;
		v = 10 * v + (*s - '0');
	}
	return v;
}

static bool
verb_month(const char *v)
{
	int month;

	if (strlen(v) < 7 || v[4] != '-' || verb_digits(v, 4) < 1850)
		return false;
	month = verb_digits(v + 5, 2);
	return month >= 1 && month <= 12;
}

static bool
verb_date(const char *v)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int year, month, day;

	if (strlen(v) != 10 || v[7] != '-' || !verb_month(v))
		return false;
	year = verb_digits(v, 4);
	month = verb_digits(v + 5, 2);
	day = verb_digits(v + 8, 2);
	if (day < 1 || day > days[month - 1])
		return false;
	return month != 2 || day < 29 ||
	    (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
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
verb_syntax(const struct verb_field *f, const char *v, struct err *err)
{
	int64_t n;

	switch (f->type) {
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
		if (str_int(v, 0, MONEY_MAX, &n) == ST_OK)
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is not an amount in whole đồng"), v);
	case VERB_DATE:
		if (verb_date(v))
			return ST_OK;
		return err_field(err, ST_INVALID, f->name,
		    _("'%s' is not a day like 2019-11-30"), v);
	case VERB_MONTH:
		if (verb_month(v) && v[7] == '\0')
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
	enum status st;

	if (*v == '\0')
		return ST_OK; /* as if it had not been posted */
	if (strlen(v) > max)
		return err_field(err, ST_LIMIT, f->name,
		    _("longer than %u bytes"), max);
	st = verb_text(f, v, err);
	return st == ST_OK ? verb_syntax(f, v, err) : st;
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
