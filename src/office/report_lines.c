/*
 * SPDX-License-Identifier: ISC
 *
 * report_lines: people and their lines: the payment list to be signed, who
 * has not collected, who is paid at home.  One row a person, lines added up;
 * places in the order of the roll, within one by the list's own number (STT),
 * which stays on every reprint (facts/domain.md 3.1).
 */
#include "office/report_priv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/say.h"
#include "base/str.h"
#include "office/place_sort.h"
#include "text/date.h"

#define COLUMNS                                                                \
	"SELECT max(l.no), p.code, l.name, l.birth, l.identity, a.name,"       \
	" l.village, group_concat(DISTINCT l.category),"                       \
	" max(CASE WHEN l.kind = 'base' THEN l.hundredths ELSE 0 END),"        \
	" sum(CASE WHEN l.kind IN ('base', 'care') THEN l.amount ELSE 0 END)," \
	" sum(l.amount), count(DISTINCT l.month), max(l.delivery = 'home'),"   \
	" p.phone, max(coalesce(b.reason, '')),"                               \
	" max(coalesce(substr(r.at, 1, 10), ''))"                              \
	" FROM line l JOIN list k ON k.id = l.list_id"                         \
	" JOIN person p ON p.id = l.person_id JOIN area a ON a.id = l.area_id" \
	" LEFT JOIN block b ON b.line_id = l.id"                               \
	" LEFT JOIN standing s ON s.line_id = l.id"                            \
	" LEFT JOIN payout y ON y.id = s.payout_id"                            \
	" LEFT JOIN receipt r ON r.no = y.receipt_no"
#define APPROVED " AND k.state IN ('approved', 'closed') AND ?3 IN (0, l.list_id)"
/* A list that is being checked may be printed before it is approved. */
#define LISTED " AND CASE ?3 WHEN 0 THEN k.state IN ('approved', 'closed')"    \
	" ELSE l.list_id = ?3 END"
/* What was not collected stays open: earlier periods count too. */
#define UP_TO " WHERE l.period_id IN (SELECT e.id FROM period e WHERE e.code"  \
	" <= (SELECT code FROM period WHERE id = ?1))"
#define BY_NO " GROUP BY l.no, l.person_id ORDER BY l.no, l.person_id"
#define BY_AREA " GROUP BY l.area_id, l.no, l.person_id"                       \
	" ORDER BY l.area_id, l.no, l.person_id"
#define BY_PERSON " GROUP BY l.area_id, l.person_id"                           \
	" ORDER BY l.area_id, max(l.no), l.person_id"

enum report_lines_kind { LINES_LIST, LINES_UNPAID, LINES_HOME, LINES_KINDS };

/* ?1 period, ?2 commune or point, ?3 list or 0. */
static const struct db_sql report_lines_sql[LINES_KINDS][2] = {
	[LINES_LIST] = {
		{ "report.list_area", COLUMNS " WHERE l.period_id = ?1"
		    " AND l.area_id = ?2" LISTED BY_NO },
		{ "report.list_point", COLUMNS " WHERE l.period_id = ?1"
		    " AND l.point_id = ?2" LISTED BY_AREA },
	},
	[LINES_UNPAID] = {
		{ "report.unpaid_area", COLUMNS UP_TO " AND l.area_id = ?2"
		    " AND s.line_id IS NULL" APPROVED BY_PERSON },
		{ "report.unpaid_point", COLUMNS UP_TO " AND l.point_id = ?2"
		    " AND s.line_id IS NULL" APPROVED BY_PERSON },
	},
	[LINES_HOME] = {
		{ "report.home_area", COLUMNS " WHERE l.period_id = ?1"
		    " AND l.area_id = ?2 AND l.delivery = 'home'" APPROVED
		    BY_NO },
		{ "report.home_point", COLUMNS " WHERE l.period_id = ?1"
		    " AND l.point_id = ?2 AND l.delivery = 'home'" APPROVED
		    BY_AREA },
	},
};

enum report_lines_field {
	F_NO, F_CODE, F_NAME, F_BIRTH, F_BIRTH_YEAR, F_IDENTITY, F_LAST4,
	F_AREA, F_VILLAGE, F_CATEGORY, F_COEFFICIENT, F_BASE, F_ARREARS,
	F_TOTAL, F_MONTHS, F_PHONE, F_REASON, F_PAID_ON, F_NOTE, F_COUNT
};

static const struct report_field report_lines_fields[F_COUNT + 1] = {
	[F_NO] = { "no", REPORT_COUNT, N_("No.") },
	[F_CODE] = { "code", REPORT_TEXT, N_("File number") },
	[F_NAME] = { "name", REPORT_TEXT, N_("Full name") },
	[F_BIRTH] = { "birth", REPORT_TEXT, N_("Date of birth") },
	[F_BIRTH_YEAR] = { "birth_year", REPORT_TEXT, N_("Year of birth") },
	[F_IDENTITY] = { "identity", REPORT_TEXT, N_("Identity number") },
	[F_LAST4] = { "identity_last4", REPORT_TEXT, N_("ID (last 4)") },
	[F_AREA] = { "area_name", REPORT_TEXT, N_("Commune") },
	[F_VILLAGE] = { "village", REPORT_TEXT, N_("Village") },
	[F_CATEGORY] = { "category", REPORT_TEXT, N_("Category") },
	[F_COEFFICIENT] = { "coefficient", REPORT_TEXT, N_("Coefficient") },
	[F_BASE] = { "base", REPORT_MONEY, N_("Allowance") },
	[F_ARREARS] = { "arrears", REPORT_MONEY, N_("Arrears") },
	[F_TOTAL] = { "total", REPORT_MONEY, N_("Total") },
	[F_MONTHS] = { "months", REPORT_COUNT, N_("Months") },
	[F_PHONE] = { "phone", REPORT_TEXT, N_("Telephone") },
	[F_REASON] = { "reason", REPORT_TEXT, N_("Reason") },
	[F_PAID_ON] = { "paid_on", REPORT_TEXT, N_("Paid on") },
	[F_NOTE] = { "note", REPORT_TEXT, N_("Note") },
};

struct report_lines {
	struct report_base base; /* first: attr() takes either */
	enum report_lines_kind kind;
	int64_t list;
	int64_t *ids;            /* communes or points, in order */
	size_t n, at;
	struct db_stmt *stmt;    /* of the place being read; NULL between */
	char coefficient[24], paid_on[DATE_TEXT];
};

static enum status
report_lines_open(enum report_lines_kind kind, struct db *db,
    const struct scope *sc, const struct report_params *p, void **state,
    struct err *err)
{
	struct report_lines *r = mem_zalloc(sizeof(*r));
	enum status st;

	r->kind = kind;
	r->list = p->list;
	st = report_base_open(&r->base, db, sc, p, err);
	if (st == ST_OK) {
		st = place_order(db, &r->base.part, &r->ids, &r->n, err);
		if (st != ST_OK)
			report_base_done(&r->base);
	}
	if (st != ST_OK) {
		free(r);
		return st;
	}
	*state = r;
	return ST_OK;
}

static enum status
report_list_open(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	return report_lines_open(LINES_LIST, db, sc, p, state, err);
}

static enum status
report_unpaid_open(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	return report_lines_open(LINES_UNPAID, db, sc, p, state, err);
}

static enum status
report_home_open(struct db *db, const struct scope *sc,
    const struct report_params *p, void **state, struct err *err)
{
	return report_lines_open(LINES_HOME, db, sc, p, state, err);
}

/* The next row of this place or of the next one that has any. */
static enum status
report_lines_step(struct report_lines *r, bool *row, struct err *err)
{
	bool point = r->base.part.kind == SCOPE_POINTS;
	enum status st;

	for (;;) {
		if (r->stmt == NULL) {
			*row = false;
			if (r->at == r->n)
				return ST_OK;
			r->stmt = db_usef(r->base.db,
			    &report_lines_sql[r->kind][point], "iii",
			    r->base.period.id, r->ids[r->at++], r->list);
		}
		st = db_step(r->stmt, row, err);
		if (st != ST_OK || *row)
			return st;
		r->stmt = NULL;
	}
}

/* 150 -> "1,5" */
static const char *
report_lines_coefficient(struct report_lines *r, int64_t hundredths)
{
	size_t n;

	if (hundredths == 0)
		return "";
	(void)snprintf(r->coefficient, sizeof(r->coefficient), "%lld,%02lld",
	    (long long)(hundredths / 100), (long long)(hundredths % 100));
	n = strlen(r->coefficient);
	while (r->coefficient[n - 1] == '0')
		r->coefficient[--n] = '\0';
	if (r->coefficient[n - 1] == ',')
		r->coefficient[n - 1] = '\0';
	return r->coefficient;
}

/* The last n letters of a text of digits. */
static const char *
report_lines_tail(const char *text, size_t n)
{
	size_t len = strlen(text);

	return len > n ? text + len - n : text;
}

static const char *
report_lines_note(struct db_stmt *s)
{
	if (*db_text(s, 14) != '\0')
		return _("blocked");
	return db_int(s, 12) != 0 ? _("at home") : "";
}

static enum status
report_lines_next(void *state, struct report_cell *c, bool *end,
    struct err *err)
{
	struct report_lines *r = state;
	struct db_stmt *s;
	struct date paid;
	enum status st;
	bool row = false;

	st = report_lines_step(r, &row, err);
	*end = !row;
	if (st != ST_OK || !row)
		return st;
	s = r->stmt;
	c[F_NO].num = db_int(s, 0);
	c[F_CODE].text = db_text(s, 1);
	c[F_NAME].text = db_text(s, 2);
	c[F_BIRTH].text = db_text(s, 3);
	c[F_BIRTH_YEAR].text = report_lines_tail(db_text(s, 3), 4);
	c[F_IDENTITY].text = db_text(s, 4);
	c[F_LAST4].text = report_lines_tail(db_text(s, 4), 4);
	c[F_AREA].text = db_text(s, 5);
	c[F_VILLAGE].text = db_text(s, 6);
	c[F_CATEGORY].text = db_text(s, 7);
	c[F_COEFFICIENT].text = report_lines_coefficient(r, db_int(s, 8));
	c[F_BASE].num = db_int(s, 9);
	c[F_TOTAL].num = db_int(s, 10);
	c[F_ARREARS].num = c[F_TOTAL].num - c[F_BASE].num;
	c[F_MONTHS].num = db_int(s, 11);
	c[F_PHONE].text = db_text(s, 13);
	c[F_REASON].text = db_text(s, 14);
	r->paid_on[0] = '\0';
	if (date_from_iso(db_text(s, 15), &paid) == ST_OK)
		date_format(r->paid_on, sizeof(r->paid_on), paid);
	c[F_PAID_ON].text = r->paid_on;
	c[F_NOTE].text = report_lines_note(s);
	return ST_OK;
}

static void
report_lines_close(void *state)
{
	struct report_lines *r = state;

	if (r->stmt != NULL)
		db_reset(r->stmt);
	report_base_done(&r->base);
	free(r->ids);
	free(r);
}

static const char *
report_lines_attr(void *state, const char *name)
{
	const struct report_lines *r = state;

	return report_base_attr(&r->base, name);
}

#define SOURCE(id, word, words)                                                \
	{ .name = word, .title = words, .fields = report_lines_fields,         \
	  .nfields = F_COUNT, .open = id, .next = report_lines_next,           \
	  .close = report_lines_close, .attr = report_lines_attr }

const struct report_source report_source_payment_list =
    SOURCE(report_list_open, "payment-list", N_("Payment list"));
const struct report_source report_source_unpaid =
    SOURCE(report_unpaid_open, "unpaid", N_("Allowances not collected"));
const struct report_source report_source_home =
    SOURCE(report_home_open, "home", N_("Payouts at home"));
