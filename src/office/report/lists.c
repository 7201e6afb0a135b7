/*
 * SPDX-License-Identifier: ISC
 *
 * report/lists: the sources that list people: "payment-list" (signed on
 * receipt), "unpaid" (who has not collected) and "home".  They have the same
 * fields, so that a form may use any of them.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/roll/person.h"
#include "office/report/people.h"
#include "text/date.h"
#include "text/money.h"

enum {
	L_NO, L_CODE, L_NAME, L_BIRTH, L_BIRTH_YEAR, L_SEX, L_BIRTH_SEX, L_IDENTITY,
	L_IDENTITY_LAST4, L_AREA_NAME, L_VILLAGE, L_PHONE, L_CATEGORY,
	L_COEFFICIENT, L_CATEGORY_RATE, L_ALLOWANCE, L_BASE, L_CARE, L_OWED,
	L_ARREARS, L_ARREARS_MONTHS, L_CARRIED, L_CARRIED_MONTHS, L_DEDUCTED,
	L_TOTAL, L_PARTS, L_MONTHS,
	L_COLLECTOR, L_COLLECTOR_IDENTITY, L_PAID_ON, L_REASON, L_NOTE,
	L_ARREARS_OF, L_COUNT
};

static const struct report_field lists_fields[] = {
	[L_NO] = { "no", REPORT_TEXT, N_("No.") },
	[L_CODE] = { "code", REPORT_TEXT, N_("File number") },
	[L_NAME] = { "name", REPORT_TEXT, N_("Full name") },
	[L_BIRTH] = { "birth", REPORT_TEXT, N_("Date of birth") },
	[L_BIRTH_YEAR] = { "birth_year", REPORT_TEXT, N_("Year of birth") },
	[L_SEX] = { "sex", REPORT_TEXT, N_("Sex") },
	[L_BIRTH_SEX] = { "birth_sex", REPORT_TEXT, N_("Year of birth, sex") },
	[L_IDENTITY] = { "identity", REPORT_TEXT, N_("Identity number") },
	[L_IDENTITY_LAST4] = { "identity_last4", REPORT_TEXT, N_("ID (last 4)") },
	[L_AREA_NAME] = { "area_name", REPORT_TEXT, N_("Commune") },
	[L_VILLAGE] = { "village", REPORT_TEXT, N_("Village") },
	[L_PHONE] = { "phone", REPORT_TEXT, N_("Telephone") },
	[L_CATEGORY] = { "category", REPORT_TEXT, N_("Category") },
	[L_COEFFICIENT] = { "coefficient", REPORT_TEXT, N_("Coefficient") },
	[L_CATEGORY_RATE] = { "category_rate", REPORT_TEXT, N_("Category") },
	/* Of this month: base and care. */
	[L_ALLOWANCE] = { "allowance", REPORT_MONEY, N_("This month") },
	[L_BASE] = { "base", REPORT_MONEY, N_("Allowance") },
	[L_CARE] = { "care", REPORT_MONEY, N_("Care") },
	/* Of other months: arrears and what was carried over. */
	[L_OWED] = { "owed", REPORT_MONEY, N_("Other months") },
	[L_ARREARS] = { "arrears", REPORT_MONEY, N_("Arrears") },
	[L_ARREARS_MONTHS] = { "arrears_months", REPORT_TEXT,
		N_("Months of the arrears") },
	[L_CARRIED] = { "carried", REPORT_MONEY, N_("Carried over") },
	[L_CARRIED_MONTHS] = { "carried_months", REPORT_COUNT,
		N_("Months carried over") },
	[L_DEDUCTED] = { "deducted", REPORT_MONEY, N_("Deducted") },
	[L_TOTAL] = { "total", REPORT_MONEY, N_("Total") },
	/* What the total is made of, where there is no room for columns. */
	[L_PARTS] = { "parts", REPORT_TEXT, N_("Made up of") },
	[L_MONTHS] = { "months", REPORT_COUNT, N_("Months") },
	[L_COLLECTOR] = { "collector", REPORT_TEXT, N_("Collected by") },
	[L_COLLECTOR_IDENTITY] = { "collector_identity", REPORT_TEXT,
		N_("Number of their paper") },
	[L_PAID_ON] = { "paid_on", REPORT_TEXT, N_("Paid on") },
	[L_REASON] = { "reason", REPORT_TEXT, N_("Reason") },
	[L_NOTE] = { "note", REPORT_TEXT, N_("Note") },
	[L_ARREARS_OF] = { "arrears_of", REPORT_TEXT, N_("Arrears of") },
	[L_COUNT] = { .name = NULL }
};

struct lists_report {
	struct report_base base;
	struct report_people *people;
	bool unpaid, home;
	/* Texts of the row, made here. */
	char coefficient[24], collector[300], note[300], paid_on[DATE_TEXT];
	char no[24], rate[48], arrears[24], identity[25], birth_sex[40];
	char parts[300];
};

static void
lists_close(void *state)
{
	struct lists_report *r = state;

	if (r == NULL)
		return;
	report_people_close(r->people);
	report_base_done(&r->base);
	free(r);
}

static enum status
lists_open(struct db *db, const struct scope *sc,
    const struct report_params *p, bool unpaid, bool home, void **state,
    struct err *err)
{
	struct lists_report *r = mem_zalloc(sizeof(*r));
	enum status st;

	r->unpaid = unpaid;
	r->home = home;
	st = report_base_open(&r->base, db, sc, p, err);
	if (st == ST_OK)
		st = report_people_open(&r->base, unpaid, &r->people, err);
	if (st != ST_OK) {
		lists_close(r);
		return st;
	}
	*state = r;
	return ST_OK;
}

static enum status
lists_open_payment(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	return lists_open(db, sc, p, false, false, state, err);
}

static enum status
lists_open_unpaid(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	return lists_open(db, sc, p, true, false, state, err);
}

static enum status
lists_open_home(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	return lists_open(db, sc, p, false, true, state, err);
}

/* Who may collect today: the one with the longest paper; for the dead an heir. */
static enum status
lists_collector(struct lists_report *r, const struct report_person *p,
    struct err *err)
{
	struct person_collector v[8];
	char today[CLOCK_DATE];
	const struct person_ask ask = { .person = p->id, .today = today,
		.max = sizeof(v) / sizeof(v[0]) };
	unsigned i, n;

	r->collector[0] = r->identity[0] = '\0';
	clock_date(today);
	if (person_collectors(r->base.db, r->base.sc, &ask, v, &n,
	    err) != ST_OK)
		return err->st;
	for (i = 0; i < n; i++) {
		/* Who organised the funeral collects for that alone. */
		if (v[i].expired || v[i].kind == COLLECTOR_ORGANISER ||
		    p->dead != (v[i].kind == COLLECTOR_HEIR))
			continue;
		(void)str_copy_cut(r->identity, sizeof(r->identity),
		    v[i].identity);
		(void)snprintf(r->collector, sizeof(r->collector), "%s%s%s%s",
		    v[i].name, v[i].relation[0] != '\0' ? " (" : "",
		    v[i].relation, v[i].relation[0] != '\0' ? ")" : "");
		break;
	}
	return ST_OK;
}

/* 1,5 and 2,0 as decrees write them; 1,25 in full. */
static void
lists_coefficient(struct lists_report *r, int64_t hundredths)
{
	if (hundredths % 10 == 0)
		(void)snprintf(r->coefficient, sizeof(r->coefficient),
		    "%" PRId64 ",%" PRId64, hundredths / 100,
		    hundredths / 10 % 10);
	else
		(void)snprintf(r->coefficient, sizeof(r->coefficient),
		    "%" PRId64 ",%02" PRId64, hundredths / 100,
		    hundredths % 100);
}

/* "blocked: ...; at home; 2 months; 1 month carried over; deducted" */
static void
lists_note(struct lists_report *r, const struct report_person *p)
{
	char months[2][64] = { "", "" }, of[256];
	const char *parts[] = { p->dead ? _("died: an heir collects") : "", "",
		months[0], months[1], "", "" };
	size_t i, n = 0;

	r->note[0] = '\0';
	if (p->blocked[0] != '\0')
		n = (size_t)snprintf(r->note, sizeof(r->note), "%s%s",
		    _("blocked: "), p->blocked);
	if (strcmp(p->delivery, "home") == 0 && !r->home)
		parts[1] = _("at home");
	if (p->base_months > 1)
		(void)snprintf(months[0], sizeof(months[0]), ngettext(
		    "%d month", "%d months", (unsigned long)p->base_months),
		    p->base_months);
	if (p->carried_months > 0)
		(void)snprintf(months[1], sizeof(months[1]), ngettext(
		    "%d month carried over", "%d months carried over",
		    (unsigned long)p->carried_months), p->carried_months);
	if (p->deducted > 0)
		parts[4] = _("deducted by decision");
	if (p->arrears_of[0] != '\0') {
		(void)snprintf(of, sizeof(of), _("arrears of %s"),
		    p->arrears_of);
		parts[5] = of;
	}
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (parts[i][0] != '\0' && n < sizeof(r->note))
			n += (size_t)snprintf(r->note + n, sizeof(r->note) - n,
			    "%s%s", n > 0 ? "; " : "", parts[i]);
}

/* "09/2019", "09-10/2019", "11/19-02/20": as wide as its column allows. */
static void
lists_arrears(struct lists_report *r, const struct report_person *p)
{
	const char *a = p->arrears_from, *b = p->arrears_to;

	r->arrears[0] = '\0';
	if (a[0] == '\0')
		return;
	if (strcmp(a, b) == 0)
		(void)snprintf(r->arrears, sizeof(r->arrears), "%.2s/%.4s",
		    a + 5, a);
	else if (strncmp(a, b, 4) == 0)
		(void)snprintf(r->arrears, sizeof(r->arrears),
		    "%.2s-%.2s/%.4s", a + 5, b + 5, a);
	else
		(void)snprintf(r->arrears, sizeof(r->arrears),
		    "%.2s/%.2s-%.2s/%.2s", a + 5, a + 2, b + 5, b + 2);
}

/* "care 270.000; arrears 08-09/2019 540.000; carried over 270.000", "" when
 * all is of this month. */
static void
lists_parts(struct lists_report *r, const struct report_person *p)
{
	const struct {
		const char *word, *months;
		int64_t amount;
	} parts[] = {
		{ N_("care"), "", p->care }, { N_("arrears"), r->arrears,
		p->arrears }, { N_("carried over"), "", p->carried },
		{ N_("deducted"), "", -p->deducted },
	};
	char money[MONEY_TEXT];
	size_t i, n = 0;

	r->parts[0] = '\0';
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i].amount == 0 || n >= sizeof(r->parts))
			continue;
		money_format(money, sizeof(money), parts[i].amount);
		n += (size_t)snprintf(r->parts + n, sizeof(r->parts) - n,
		    "%s%s %s%s%s", n > 0 ? "; " : "", gettext(parts[i].word),
		    parts[i].months, parts[i].months[0] != '\0' ? " " : "",
		    money);
	}
}

static const char *
lists_tail(const char *s, size_t n)
{
	size_t len = strlen(s);

	return len > n ? s + len - n : s;
}

static void
lists_cells(struct lists_report *r, const struct report_person *p,
    struct report_cell *c)
{
	struct date paid;

	lists_coefficient(r, p->hundredths);
	lists_note(r, p);
	lists_arrears(r, p);
	lists_parts(r, p);
	r->no[0] = '\0';
	if (p->no != 0)
		(void)snprintf(r->no, sizeof(r->no), "%" PRId64, p->no);
	(void)snprintf(r->rate, sizeof(r->rate), "%s %s", p->category,
	    r->coefficient);
	r->paid_on[0] = '\0';
	if (date_from_iso(p->paid_on, &paid) == ST_OK)
		date_format(r->paid_on, sizeof(r->paid_on), paid);
	memset(c, 0, L_COUNT * sizeof(*c));
	c[L_NO].text = r->no;
	c[L_CODE].text = p->code;
	c[L_NAME].text = p->name;
	c[L_BIRTH].text = p->birth;
	c[L_BIRTH_YEAR].text = lists_tail(p->birth, 4);
	c[L_SEX].text = p->sex == 'M' ? _("male") :
	    p->sex == 'F' ? _("female") : "";
	(void)snprintf(r->birth_sex, sizeof(r->birth_sex), "%s %s",
	    c[L_BIRTH_YEAR].text, c[L_SEX].text);
	c[L_BIRTH_SEX].text = r->birth_sex;
	c[L_IDENTITY].text = p->identity;
	c[L_IDENTITY_LAST4].text = lists_tail(p->identity, 4);
	c[L_AREA_NAME].text = p->area_name;
	c[L_VILLAGE].text = p->village;
	c[L_PHONE].text = p->phone;
	c[L_CATEGORY].text = p->category;
	c[L_COEFFICIENT].text = r->coefficient;
	c[L_CATEGORY_RATE].text = r->rate;
	c[L_ALLOWANCE].num = p->base + p->care;
	c[L_BASE].num = p->base;
	c[L_CARE].num = p->care;
	c[L_OWED].num = p->arrears + p->carried;
	c[L_ARREARS].num = p->arrears;
	c[L_ARREARS_MONTHS].text = r->arrears;
	c[L_ARREARS_OF].text = p->arrears_of;
	c[L_CARRIED].num = p->carried;
	c[L_CARRIED_MONTHS].num = p->carried_months;
	c[L_DEDUCTED].num = p->deducted;
	c[L_TOTAL].num = r->unpaid ? p->open :
	    p->base + p->care + p->arrears + p->carried - p->deducted;
	c[L_PARTS].text = r->parts;
	c[L_MONTHS].num = p->months;
	c[L_COLLECTOR].text = r->collector;
	c[L_COLLECTOR_IDENTITY].text = r->identity;
	c[L_PAID_ON].text = r->paid_on;
	c[L_REASON].text = p->blocked;
	c[L_NOTE].text = r->note;
}

static enum status
lists_next(void *state, struct report_cell *cells, bool *end, struct err *err)
{
	struct lists_report *r = state;
	const struct report_person *p;
	enum status st;

	do {
		st = report_people_next(r->people, &p, err);
		if (st != ST_OK)
			return st;
		*end = p == NULL;
		if (*end)
			return ST_OK;
	} while (r->home && strcmp(p->delivery, "home") != 0);
	if (lists_collector(r, p, err) != ST_OK)
		return err->st;
	lists_cells(r, p, cells);
	return ST_OK;
}

static const char *
lists_attr(void *state, const char *name)
{
	struct lists_report *r = state;

	return report_base_attr(&r->base, name);
}

#define LISTS                                                                  \
	.fields = lists_fields, .nfields = L_COUNT, .next = lists_next,        \
	.attr = lists_attr, .close = lists_close

const struct report_source report_source_payment_list = {
	.name = "payment-list", .title = N_("Payment list"),
	.open = lists_open_payment, LISTS
};
const struct report_source report_source_unpaid = {
	.name = "unpaid", .title = N_("Not collected"),
	.open = lists_open_unpaid, LISTS
};
const struct report_source report_source_home = {
	.name = "home", .title = N_("Paid at home"),
	.open = lists_open_home, LISTS
};
