/*
 * SPDX-License-Identifier: ISC
 *
 * One row of check_types per field type: how typed text is read and how the
 * stored text is shown.  A stored value is checked by reading it again: what
 * changes when read again is not a valid stored value.
 */
#include "form/check.h"

#include <string.h>

#include "base/clean.h"
#include "base/clock.h"
#include "base/say.h"
#include "base/str.h"
#include "base/utf8.h"
#include "text/date.h"
#include "text/money.h"
#include "text/nfc.h"

typedef enum status (*check_fn)(const struct form_field *f, const char *typed,
    const char *today, char *out, size_t size, struct err *err);

static enum status
check_long(const struct form_field *f, struct err *err)
{
	return err_field(err, ST_INVALID, f->name,
	    _("%s: at most %u letters"), form_say(&f->label), f->max);
}

static enum status
check_text(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	if (nfc_compose(out, size, typed) != ST_OK)
		return utf8_valid(typed, strlen(typed)) ? check_long(f, err) :
		    err_field(err, ST_INVALID, f->name,
		    _("%s: letters that cannot be read"), form_say(&f->label));
	(void)str_trim(out);
	if (!clean_is(out))
		return err_field(err, ST_INVALID, f->name,
		    _("%s: control characters"), form_say(&f->label));
	return ST_OK;
}

static enum status
check_name(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	struct err why = ERR_INIT;
	enum status st = nfc_name(out, size, typed, &why);

	if (st != ST_OK)
		return err_field(err, st, f->name, "%s: %s",
		    form_say(&f->label), why.msg);
	return ST_OK;
}

static enum status
check_code(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-/_";

	if (str_copy(out, size, typed) != ST_OK)
		return check_long(f, err);
	if (out[strspn(out, letters)] != '\0')
		return err_field(err, ST_INVALID, f->name,
		    _("%s: letters without marks, digits and . - / _ only"),
		    form_say(&f->label));
	return ST_OK;
}

static enum status
check_identity(const struct form_field *f, const char *typed,
    const char *today, char *out, size_t size, struct err *err)
{
	char digits[13];
	size_t n = 0;

	/*
	 * Identity papers print the number in groups; blanks and dots are
	 * dropped.
	 */
	for (; *typed != '\0'; typed++) {
		if (*typed == ' ' || *typed == '.')
			continue;
		if (*typed < '0' || *typed > '9' || n + 1 == sizeof(digits))
			break;
		digits[n++] = *typed;
	}
	digits[n] = '\0';
	if (*typed != '\0' || (n != 9 && n != 12))
		return err_field(err, ST_INVALID, f->name,
		    _("%s: 12 digits (or 9 on an old paper)"),
		    form_say(&f->label));
	return str_copy(out, size, digits);
}

static enum status
check_date(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	struct err why = ERR_INIT;
	struct date d;

	if (date_parse(typed, f->type == FORM_T_BIRTH, today, &d, &why) !=
	    ST_OK)
		return err_field(err, ST_INVALID, f->name, "%s: %s",
		    form_say(&f->label), why.msg);
	date_to_iso(out, size, d);
	return ST_OK;
}

static enum status
check_month(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	char month[DATE_MONTH];

	if (month_parse(typed, month) != ST_OK)
		return err_field(err, ST_INVALID, f->name,
		    _("%s: a month like 11/2019"), form_say(&f->label));
	return str_copy(out, size, month);
}

static enum status
check_money(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	struct err why = ERR_INIT;
	int64_t dong;

	if (money_parse(typed, &dong, &why) != ST_OK ||
	    money_bounded(dong, MONEY_MOST, &why) != ST_OK)
		return err_field(err, ST_INVALID, f->name, "%s: %s",
		    form_say(&f->label), why.msg);
	return str_format(out, size, "%lld", (long long)dong);
}

static enum status
check_int(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	int64_t v;

	if (str_int(typed, INT64_MIN, INT64_MAX, &v) != ST_OK)
		return err_field(err, ST_INVALID, f->name,
		    _("%s: a whole number"), form_say(&f->label));
	return str_format(out, size, "%lld", (long long)v);
}

static enum status
check_choice(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	unsigned i;

	for (i = 0; i < f->nchoices; i++)
		if (strcmp(f->choices[i].value, typed) == 0 ||
		    strcmp(form_say(&f->choices[i].label), typed) == 0)
			return str_copy(out, size, f->choices[i].value);
	return err_field(err, ST_INVALID, f->name,
	    _("%s: \"%.40s\" is not among the choices (F4)"),
	    form_say(&f->label), typed);
}

static enum status
check_bool(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	bool v;

	if (str_bool(typed, &v) != ST_OK)
		return err_field(err, ST_INVALID, f->name,
		    _("%s: yes or no"), form_say(&f->label));
	return str_copy(out, size, v ? "yes" : "no");
}

/* Secrets keep every byte: a trimmed password would no longer match. */
static enum status
check_secret(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	return str_copy(out, size, typed);
}

static const check_fn check_types[FORM_T_COUNT] = {
	[FORM_T_TEXT] = check_text,
	[FORM_T_NAME] = check_name,
	[FORM_T_CODE] = check_code,
	[FORM_T_IDENTITY] = check_identity,
	[FORM_T_DATE] = check_date,
	[FORM_T_BIRTH] = check_date,
	[FORM_T_MONTH] = check_month,
	[FORM_T_MONEY] = check_money,
	[FORM_T_INT] = check_int,
	[FORM_T_CHOICE] = check_choice,
	[FORM_T_AREA] = check_code,
	[FORM_T_POINT] = check_code,
	[FORM_T_CATEGORY] = check_code,
	[FORM_T_BOOL] = check_bool,
	[FORM_T_NOTE] = check_text,
	[FORM_T_PASSWORD] = check_secret,
	[FORM_T_PERSON] = check_code,
	[FORM_T_ENTITLEMENT] = check_int,
	[FORM_T_COLLECTOR] = check_int,
};

enum status
form_normal(const struct form_field *f, const char *typed, const char *today,
    char *out, size_t size, struct err *err)
{
	char text[FORM_VALUE_MAX], value[FORM_VALUE_MAX];
	enum status st;

	if (str_copy(text, sizeof(text), typed) != ST_OK)
		return check_long(f, err);
	if (f->type != FORM_T_PASSWORD)
		(void)str_trim(text);
	value[0] = '\0';
	if (text[0] != '\0') {
		st = check_types[f->type](f, text, today, value, sizeof(value),
		    err);
		if (st != ST_OK)
			return st;
	}
	if (utf8_count(value) > f->max)
		return check_long(f, err);
	if (str_copy(out, size, value) != ST_OK)
		return check_long(f, err);
	return ST_OK;
}

static void
check_show_choice(const struct form_field *f, const char *stored, char *out,
    size_t size)
{
	unsigned i;

	for (i = 0; i < f->nchoices; i++)
		if (strcmp(f->choices[i].value, stored) == 0)
			stored = form_say(&f->choices[i].label);
	(void)str_copy_cut(out, size, stored);
}

void
form_show(const struct form_field *f, const char *stored, char *out,
    size_t size)
{
	struct date d;
	int64_t dong;

	switch (f->type) {
	case FORM_T_DATE:
	case FORM_T_BIRTH:
		if (date_from_iso(stored, &d) == ST_OK) {
			date_format(out, size, d);
			return;
		}
		break;
	case FORM_T_MONTH:
		if (*stored != '\0') {
			month_format(out, size, stored);
			return;
		}
		break;
	case FORM_T_MONEY:
		if (str_int(stored, INT64_MIN, INT64_MAX, &dong) == ST_OK) {
			money_format(out, size, dong);
			return;
		}
		break;
	case FORM_T_CHOICE:
		check_show_choice(f, stored, out, size);
		return;
	case FORM_T_BOOL:
		if (*stored != '\0')
			stored = strcmp(stored, "yes") == 0 ? _("yes") :
			    _("no");
		break;
	default:
		break;
	}
	(void)str_copy_cut(out, size, stored);
}

static enum status
check_stored(const struct form_field *f, const char *value, const char *today,
    struct err *err)
{
	char again[FORM_VALUE_MAX];
	enum status st;

	if (*value == '\0')
		return !f->required ? ST_OK : err_field(err, ST_INVALID,
		    f->name, _("%s is missing"), form_say(&f->label));
	st = form_normal(f, value, today, again, sizeof(again), err);
	if (st == ST_OK && strcmp(again, value) != 0)
		st = err_field(err, ST_INVALID, f->name,
		    _("%s: \"%.40s\" is not written as it is stored"),
		    form_say(&f->label), value);
	return st;
}

/* True if the rule's test holds, so that it applies. */
static bool
check_applies(const struct form *f, const struct form_rule *rule,
    const struct wire_args *values)
{
	const char *value;

	if (rule->test == FORM_ALWAYS)
		return true;
	value = wire_args_text(values, f->fields[rule->field].name);
	switch (rule->test) {
	case FORM_EQUAL:
		return strcmp(value, rule->value) == 0;
	case FORM_DIFFERS:
		return strcmp(value, rule->value) != 0;
	default:
		return *value != '\0';
	}
}

static enum status
check_rule(const struct form *f, const struct form_rule *rule,
    const struct wire_args *values, struct err *err)
{
	const struct form_field *at = &f->fields[rule->order ? rule->high :
	    rule->require];
	const char *low, *high;
	bool holds;

	if (!check_applies(f, rule, values))
		return ST_OK;
	high = wire_args_text(values, at->name);
	if (rule->order) {
		low = wire_args_text(values, f->fields[rule->low].name);
		holds = *low == '\0' || *high == '\0' || strcmp(low, high) <= 0;
	} else {
		holds = *high != '\0';
	}
	if (holds)
		return ST_OK;
	return err_field(err, ST_INVALID, at->name, "%s",
	    form_say(&rule->message));
}

enum status
form_check(const struct form *f, const struct wire_args *values,
    struct err *err)
{
	enum status st = ST_OK;
	char today[CLOCK_DATE];
	unsigned i;

	clock_date(today);
	for (i = 0; st == ST_OK && i < f->nfields; i++)
		st = check_stored(&f->fields[i], wire_args_text(values,
		    f->fields[i].name), today, err);
	for (i = 0; st == ST_OK && i < f->nrules; i++)
		st = check_rule(f, &f->rules[i], values, err);
	return st;
}
