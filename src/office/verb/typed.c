/* SPDX-License-Identifier: ISC */
#include "office/verb/typed.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "text/date.h"
#include "text/money.h"

static enum status
verb_typed_day(const char *typed, const char *today, char out[VERB_TYPED],
    struct err *err)
{
	struct date d;
	enum status st = date_parse(typed, false, today, &d, err);

	if (st == ST_OK)
		date_to_iso(out, VERB_TYPED, d);
	return st;
}

static enum status
verb_typed_month(const char *typed, char out[VERB_TYPED], struct err *err)
{
	char month[DATE_MONTH];

	if (month_parse(typed, month) != ST_OK)
		return err_set(err, ST_INVALID,
		    _("'%s' is not a month like 11/2019"), typed);
	(void)str_copy_cut(out, VERB_TYPED, month);
	return ST_OK;
}

static enum status
verb_typed_money(const char *typed, char out[VERB_TYPED], struct err *err)
{
	int64_t dong;
	enum status st = money_parse(typed, &dong, err);

	if (st == ST_OK)
		(void)snprintf(out, VERB_TYPED, "%" PRId64, dong);
	return st;
}

static enum status
verb_typed_as(enum verb_field_type type, const char *typed, const char *today,
    char out[VERB_TYPED], struct err *err)
{
	switch (type) {
	case VERB_DATE:
		return verb_typed_day(typed, today, out, err);
	case VERB_MONTH:
		return verb_typed_month(typed, out, err);
	case VERB_MONEY:
		return verb_typed_money(typed, out, err);
	default:
		if (str_copy(out, VERB_TYPED, typed) == ST_OK)
			return ST_OK;
		return err_set(err, ST_LIMIT, _("longer than %u bytes"),
		    VERB_TYPED - 1);
	}
}

enum status
verb_typed(const struct verb *v, const char *field, const char *typed,
    const char *today, char out[VERB_TYPED], struct err *err)
{
	const struct verb_field *f = v->fields;
	struct err why = ERR_INIT;
	enum status st;

	while (f->name != NULL && strcmp(f->name, field) != 0)
		f++;
	st = verb_typed_as(f->name != NULL ? f->type : VERB_TEXT, typed, today,
	    out, &why);
	return st == ST_OK ? st : err_field(err, st, field, "%s", why.msg);
}
