/*
 * SPDX-License-Identifier: ISC
 *
 * roll/entitlement: reads an entitlement (category, months, decision, amount)
 * from the fields of a request or a row of a file.  grant.c stores it for
 * requests, file/row.c for files.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/say.h"
#include "base/str.h"
#include "office/rate/category.h"
#include "office/roll/person_store.h"
#include "office/place/stored.h"
#include "text/money.h"
#include "text/sentence.h"

#define ENTITLEMENT_FIRST "1990-01" /* no allowance is older */
#define ENTITLEMENT_YEARS 100       /* from today to the last month, at most */
#define ENTITLEMENT_AHEAD 12        /* months to the first month, at most */

static enum status
entitlement_month(const struct wire_args *in, const char *field, char out[8],
    struct err *err)
{
	const char *typed = wire_args_text(in, field);

	out[0] = '\0';
	if (typed[0] == '\0' || month_parse(typed, out) == ST_OK)
		return ST_OK;
	return err_field(err, ST_INVALID, field,
	    _("a month is written like 11/2019: %s"), typed);
}

/* Refuses mistyped years ("01/0001", "12/9999"), which would pay for centuries
 * or never. */
static enum status
entitlement_year(const char *field, const char *month, int last,
    struct err *err)
{
	char latest[12];

	(void)snprintf(latest, sizeof(latest), "%04d", last);
	if (month[0] == '\0' || (strcmp(month, ENTITLEMENT_FIRST) >= 0 &&
	    strncmp(month, latest, 4) <= 0))
		return ST_OK;
	return err_field(err, ST_INVALID, field,
	    _("a month lies between 01/%.4s and 12/%s"), ENTITLEMENT_FIRST,
	    latest);
}

static enum status
entitlement_months(const struct wire_args *in, const char *today,
    struct entitlement_new *e, struct err *err)
{
	int year = (int)strtol(today, NULL, 10);
	char month[8];

	(void)str_copy_cut(month, sizeof(month), today); /* YYYY-MM */
	if (entitlement_month(in, "from", e->from, err) != ST_OK ||
	    entitlement_month(in, "to", e->to, err) != ST_OK ||
	    entitlement_year("from", e->from, year + 1, err) != ST_OK ||
	    entitlement_year("to", e->to, year + ENTITLEMENT_YEARS,
	    err) != ST_OK)
		return err->st;
	if (e->from[0] == '\0')
		return err_field(err, ST_INVALID, "from",
		    _("the first month is needed"));
	if (month_diff(e->from, month) > ENTITLEMENT_AHEAD)
		return err_field(err, ST_INVALID, "from",
		    _("the first month lies more than %d months ahead"),
		    ENTITLEMENT_AHEAD);
	if (e->to[0] != '\0' && strcmp(e->to, e->from) < 0)
		return err_field(err, ST_INVALID, "to",
		    _("the last month lies before the first"));
	return ST_OK;
}

static enum status
entitlement_decision(struct verb_call *c, const struct wire_args *in,
    struct entitlement_new *e, struct err *err)
{
	const char *day = wire_args_text(in, "decision_date");
	struct date d = { 0, 0, 0 };

	if (place_text(e->decision, sizeof(e->decision),
	    wire_args_text(in, "decision"), "decision", err) != ST_OK)
		return err->st;
	if (day[0] == '\0')
		return ST_OK;
	if ((date_from_iso(day, &d) != ST_OK || d.day == 0) &&
	    date_parse(day, false, c->today, &d, err) != ST_OK)
		return err_field(err, err->st, "decision_date", "%s", err->msg);
	date_to_iso(e->decided_on, sizeof(e->decided_on), d);
	if (strcmp(e->decided_on, c->today) > 0)
		return err_field(err, ST_INVALID, "decision_date",
		    _("the day of the decision is still to come"));
	return ST_OK;
}

/*
 * Works out the amount by coefficient and rate.  An amount that was typed, or
 * is in the file, is kept as "by decision" when it differs from that.
 */
static enum status
entitlement_amount(struct verb_call *c, const struct wire_args *in,
    const char *province, struct entitlement_new *e, struct err *err)
{
	const char *coefficient = wire_args_text(in, "coefficient");
	const char *typed = wire_args_text(in, "amount");
	struct category_ask ask = { province, e->category, e->from, 0, 0 };
	struct category_amount table, own;
	char month[8], text[MONEY_TEXT];
	struct err why = ERR_INIT;
	int64_t dong;

	(void)str_copy_cut(month, sizeof(month), c->today); /* YYYY-MM */
	if (strcmp(month, e->from) > 0)
		ask.month = month;
	if (category_amount(c->db, &ask, &table, err) != ST_OK ||
	    (coefficient[0] != '\0' && category_coefficient(coefficient,
	    &ask.hundredths, err) != ST_OK) ||
	    category_amount(c->db, &ask, &own, err) != ST_OK)
		return err->st;
	if (own.hundredths != table.hundredths)
		e->hundredths = own.hundredths;
	e->amount = own.amount;
	e->table = table.amount;
	if (typed[0] == '\0')
		return ST_OK;
	if (money_parse(typed, &dong, err) != ST_OK || dong <= 0)
		return err_field(err, ST_INVALID, "amount",
		    _("the amount is no whole number of đồng: %s"), typed);
	if (money_bounded(dong, MONEY_MOST, &why) != ST_OK)
		return err_field(err, ST_INVALID, "amount", "%s", why.msg);
	if (dong == own.amount)
		return ST_OK;
	e->manual = e->amount = dong;
	money_format(text, sizeof(text), own.amount);
	sentence_make(e->remark, sizeof(e->remark),
	    N_("amount by decision; standard x coefficient is %s"), text);
	return ST_OK;
}

enum status
entitlement_read(struct verb_call *c, const struct wire_args *in,
    const char *province, struct entitlement_new *e, struct err *err)
{
	const char *category = wire_args_text(in, "category");
	char then[9];

	memset(e, 0, sizeof(*e));
	if (str_copy(e->category, sizeof(e->category), category) != ST_OK)
		return err_field(err, ST_NOTFOUND, "category",
		    _("unknown category: %s"), category);
	if (entitlement_months(in, c->today, e, err) != ST_OK ||
	    entitlement_decision(c, in, e, err) != ST_OK ||
	    (province == NULL && category_province_at(c->db, e->from, then,
	    sizeof(then), err) != ST_OK))
		return err->st;
	return entitlement_amount(c, in, province != NULL ? province : then, e,
	    err);
}
